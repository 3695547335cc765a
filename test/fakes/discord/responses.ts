import { type CheckedMessage, checkMessage } from './check-message.ts';
import { ephemeralFlag, loadingFlag, messageJson } from './json.ts';
import type { Asked, Handler } from './messages.ts';
import { edit, post, remove, show } from './posting.ts';
import { type Answer, Mistakes, mistake, Refusal } from './refusals.ts';
import type { Ephemeral, Json, Post } from './state.ts';
import type { Interaction, World } from './world.ts';

/** What may be answered to an interaction, and when (docs.discord.com, interactions/receiving-and-responding). */

const firstWithinMs = 3000;
const tokenForMs = 15 * 60_000;
const mostFollowups = 5;

/** Takes the first response, however it came. Throws what Discord would refuse. */
export function respond(world: World, interaction: Interaction, body: Json): void {
  if (interaction.response !== null) throw new Refusal(40060);
  if (world.now() - interaction.at > firstWithinMs) throw new Refusal(10062);
  const { type } = body;
  const data = (body['data'] ?? {}) as Json;
  const isPress = interaction.type === 3;
  const isTyping = interaction.type === 4;
  const allowed = interaction.type === 1 ? [1] : isTyping ? [8] : isPress ? [4, 5, 6, 7] : [4, 5];
  if (!allowed.includes(Number(type))) {
    throw mistake('type', 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  if (type === 8) checkChoices(data);
  const isEphemeral = (Number(data['flags'] ?? 0) & ephemeralFlag) !== 0;
  if (type === 4) {
    const message = checkMessage(data, true, 'data.');
    interaction.isEphemeral = isEphemeral;
    interaction.original = add(world, interaction, message, isEphemeral);
  }
  if (type === 5) interaction.isEphemeral = isEphemeral;
  if (type === 6 || type === 7) interaction.original = interaction.under;
  if (type === 7 && interaction.under !== null) edit(world, interaction.under, checkMessage(data, false, 'data.'));
  interaction.response = { type: Number(type), data };
  interaction.heard(Number(type), data);
}

function checkChoices(data: Json): void {
  const mistakes = new Mistakes();
  if (data['choices'] === undefined) mistakes.add('data.choices', 'BASE_TYPE_REQUIRED', 'This field is required');
  mistakes.list('data.choices', data['choices'], 25).forEach((choice, index) => {
    mistakes.text(`data.choices.${index}.name`, choice['name'], 100, true);
    if (typeof choice['value'] !== 'number') mistakes.text(`data.choices.${index}.value`, choice['value'], 100, true);
  });
  mistakes.refuse();
}

function add(world: World, interaction: Interaction, message: CheckedMessage, isEphemeral: boolean): Post | Ephemeral {
  if (isEphemeral) return show(world, interaction, message);
  const channel = world.channels.get(interaction.channel);
  if (channel === undefined) throw new Refusal(10003);
  return post(world, channel, message, { interaction });
}

export const respondByCall: Handler = ({ world, parts, query, body }) => {
  const interaction = world.interactions.get(parts['interaction'] ?? '');
  if (interaction === undefined || interaction.token !== parts['token']) throw new Refusal(10062);
  respond(world, interaction, body);
  if (query.get('with_response') !== 'true') return { status: 204 };
  const { response, original } = interaction;
  const message = original === null ? waiting(world, interaction) : messageJson(world, original);
  return {
    status: 200,
    body: {
      interaction: {
        id: interaction.id,
        type: interaction.type,
        channel_id: interaction.channel,
        response_message_loading: original === null,
        response_message_ephemeral: interaction.isEphemeral,
        ...(original === null ? {} : { response_message_id: original.id }),
      },
      ...(response?.type === 4 || response?.type === 7 ? { resource: { type: response.type, message } } : {}),
    },
  };
};

/** The interaction whose token this is; its messages may be handled once it had a first response. */
function answeredOne({ world, parts }: Asked): Interaction {
  const isOurs = parts['application'] === world.application.id;
  const found = isOurs ? world.byToken.get(parts['token'] ?? '') : undefined;
  if (found === undefined || found.response === null) throw new Refusal(10015);
  if (world.now() - found.at > tokenForMs) throw new Refusal(50027);
  return found;
}

export const followUp: Handler = (asked) => {
  const { world, body } = asked;
  const interaction = answeredOne(asked);
  const isEphemeral = (Number(body['flags'] ?? 0) & ephemeralFlag) !== 0;
  const message = checkMessage(body, true);
  // The first message after a deferred answer is that answer, whatever it says of its own visibility.
  if (isWaiting(interaction)) {
    interaction.original = add(world, interaction, message, interaction.isEphemeral);
    return { status: 200, body: messageJson(world, interaction.original) };
  }
  interaction.followups += 1;
  if (!interaction.isInstalledForServer && interaction.followups > mostFollowups) throw new Refusal(40094);
  const added = add(world, interaction, message, isEphemeral);
  return { status: 200, body: messageJson(world, added) };
};

export const getAnswer: Handler = (asked) => {
  const interaction = answeredOne(asked);
  if (isOriginal(asked) && isWaiting(interaction)) return { status: 200, body: waiting(asked.world, interaction) };
  return { status: 200, body: messageJson(asked.world, messageOf(asked, interaction)) };
};

export const editAnswer: Handler = (asked): Answer => {
  const { world, body } = asked;
  const interaction = answeredOne(asked);
  if (isOriginal(asked) && isWaiting(interaction)) {
    interaction.original = add(world, interaction, checkMessage(body, true), interaction.isEphemeral);
    return { status: 200, body: messageJson(world, interaction.original) };
  }
  const message = messageOf(asked, interaction);
  edit(world, message, checkMessage(body, false));
  return { status: 200, body: messageJson(world, message) };
};

export const deleteAnswer: Handler = (asked) => {
  const interaction = answeredOne(asked);
  // What only says that the app is thinking can be taken away too.
  if (isOriginal(asked) && isWaiting(interaction)) interaction.response = { type: 6, data: {} };
  else remove(asked.world, messageOf(asked, interaction));
  return { status: 204 };
};

const isOriginal = ({ parts }: Asked) => parts['message'] === '@original';
/** Deferred, and not filled in. */
const isWaiting = ({ response, original }: Interaction) => response?.type === 5 && original === null;

function messageOf({ world, parts }: Asked, interaction: Interaction): Post | Ephemeral {
  const { original, channel } = interaction;
  const id = parts['message'] === '@original' ? original?.id : parts['message'];
  const ephemeral = world.ephemerals.find((shown) => shown.id === id);
  const found = ephemeral ?? world.findPost(channel, String(id));
  const isOwn = found !== undefined && (found === original || found.interaction === interaction.id);
  if (!isOwn) throw new Refusal(10008);
  return found;
}

function waiting(world: World, interaction: Interaction): Json {
  const stand = {
    server: interaction.server,
    channel: interaction.channel,
    id: interaction.id,
    person: interaction.person,
    interaction: interaction.id,
    content: '',
    embeds: [],
    components: [],
    earlier: [],
    at: interaction.at,
    editedAt: null,
  } satisfies Ephemeral;
  const flags = loadingFlag | (interaction.isEphemeral ? ephemeralFlag : 0);
  return { ...messageJson(world, stand), flags };
}
