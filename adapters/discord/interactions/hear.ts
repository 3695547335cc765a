import type { Conversation } from '../../../src/chat/conversation.ts';
import type { AdapterIo } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { createOnce } from '../../http/once.ts';
import { logFailure } from '../../interaction/failure.ts';
import type { DiscordClient } from '../api/client.ts';
import type { DiscordPayload } from '../posts/payload.ts';
import { manageCommand } from '../posts/typed.ts';
import { createExchange, type Exchange } from './answers.ts';
import { answer, apology, sentence, shownOf } from './asking.ts';
import { obstacleTo } from './gate.ts';
import type { Heard, Hearing } from './interaction.ts';
import {
  anyPayload,
  type CommandPayload,
  commandPayload,
  commandTypes,
  ephemeral,
  fieldsOf,
  type InteractionPayload,
  interactionTypes,
  pressPayload,
  responseTypes,
  type Scene,
  sceneOf,
} from './payloads.ts';
import { askerOf } from './people.ts';
import { createPresses } from './press.ts';
import { createSuggesting, givenOf } from './suggest.ts';

export interface HearingParts {
  readonly client: DiscordClient;
  readonly io: Pick<AdapterIo, 'log'>;
  readonly conversation: Conversation;
  readonly render: (message: Message) => { readonly payload: DiscordPayload };
}

const unknownThing = 'Ackwatch does not know what this is. Its commands begin with /ackwatch.';

/** Commands, buttons, suggestions and the command of a message, however they came. None of these rejects: a failure is told and logged. */
export function createHearing(parts: HearingParts): Hearing {
  const { client, io, conversation, render } = parts;
  const { log } = io;
  const asking = { conversation, log, render };
  const press = createPresses({ ...asking, conversation });
  const suggest = createSuggesting(conversation, log);
  const isFirst = createOnce();
  const pending = new Set<Promise<void>>();

  async function command(payload: CommandPayload, scene: Scene, exchange: Exchange): Promise<void> {
    const { data } = payload;
    const asker = askerOf(scene);
    const theirs = { ...asking, locale: scene.locale };
    if (data.type === commandTypes.message) {
      const post = { channel: scene.channel, id: data.target_id ?? '' };
      return answer(theirs, exchange, async () => conversation.explain(post, asker), 'own');
    }
    if (data.type !== commandTypes.slash) return exchange.show(sentence(unknownThing), 'own');
    const { command: name, fields } = fieldsOf(payload);
    const line = name === '' ? '' : conversation.lineOf(name, givenOf(fields));
    const change = { line, isManaged: data.name === manageCommand, isAct: false };
    const obstacle = obstacleTo(change, scene, conversation);
    if (obstacle !== null) return exchange.show(shownOf(obstacle, parts.render), 'own');
    await answer(theirs, exchange, async () => conversation.ask(line, asker), 'own');
  }

  async function handled(heard: Heard): Promise<void> {
    const { type, id } = anyPayload.parse(heard.payload);
    if (type === interactionTypes.ping) return heard.respond({ type: responseTypes.pong });
    // The first time is answered, and Discord takes one answer.
    if (id !== undefined && !isFirst(id)) return log.info({}, 'Discord brought an interaction again');
    if (type === interactionTypes.autocomplete) {
      const payload = commandPayload.parse(heard.payload);
      return heard.respond(await suggest(payload));
    }
    if (type === interactionTypes.command) {
      const payload = commandPayload.parse(heard.payload);
      return command(payload, sceneOf(payload), exchangeFor(payload, heard));
    }
    if (type === interactionTypes.component) {
      const payload = pressPayload.parse(heard.payload);
      return press(payload, exchangeFor(payload, heard));
    }
    log.warn({ type }, 'Discord brought something that Ackwatch never asks for');
    await heard.respond({
      type: responseTypes.message,
      data: { ...sentence(unknownThing).payload, flags: ephemeral },
    });
  }

  function exchangeFor(payload: InteractionPayload, heard: Heard): Exchange {
    return createExchange(payload, heard, client, log);
  }

  /** What could not be read is answered all the same, or its person would wait. */
  async function handle(heard: Heard): Promise<void> {
    let isAnswered = false;
    const once: Heard = {
      payload: heard.payload,
      respond(response) {
        isAnswered = true;
        return heard.respond(response);
      },
    };
    try {
      await handled(once);
    } catch (thrown) {
      logFailure(log, thrown, 'What Discord brought could not be handled');
      if (isAnswered) return;
      const isTyping = anyPayload.safeParse(heard.payload).data?.type === interactionTypes.autocomplete;
      await heard
        .respond(
          isTyping
            ? { type: responseTypes.choices, data: { choices: [] } }
            : { type: responseTypes.message, data: { ...apology(thrown).payload, flags: ephemeral } },
        )
        .catch((error: unknown) => logFailure(log, error, 'An apology could not be shown'));
    }
  }

  return {
    take(heard) {
      const taken = handle(heard).finally(() => pending.delete(taken));
      pending.add(taken);
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
