import type { Asker, Conversation, Typing } from '../../../src/chat/conversation.ts';
import type { Button, Interaction } from '../../interaction/interaction.ts';
import { buttonOf } from '../posts/payload.ts';
import { manageCommand } from '../posts/typed.ts';
import { askerOf, mayWrite, type Origin, obstacleTo, originOf } from './origin.ts';
import {
  anyPayload,
  type ButtonPayload,
  buttonPayload,
  type CommandPayload,
  commandPayload,
  commandTypes,
  ephemeral,
  type Field,
  fieldsOf,
  type InteractionPayload,
  interactionPayload,
  interactionTypes,
  type Row,
} from './payloads.ts';

/** A payload of Discord, in the form that all platforms share where a person gets an answer. */
export type Parsed =
  | { readonly type: 'ping' }
  /** `typing` is null where no field has the focus. */
  | { readonly type: 'typing'; readonly typing: Typing | null; readonly asker: Asker }
  | {
      readonly type: 'interaction';
      readonly interaction: Interaction;
      readonly payload: InteractionPayload;
      readonly origin: Origin;
      /** The rows of components under what was pressed. */
      readonly components: readonly Row[];
    };

const unknownThing = 'Ackwatch does not know what this is. Its commands begin with /ackwatch.';
const unknownButton = 'Ackwatch does not know this button any more. Ask again with /ackwatch.';
const silence = (isThread: boolean) =>
  `Nothing was posted: for that you need the permission Send Messages${isThread ? ' in Threads' : ''} here.`;

/** Throws `ZodError` where the payload does not have the documented shape, `DeliveryError` where it names no person. */
export function parse(given: unknown, conversation: Pick<Conversation, 'meaning' | 'lineOf'>): Parsed {
  const { type } = anyPayload.parse(given);
  switch (type) {
    case interactionTypes.ping:
      return { type: 'ping' };
    case interactionTypes.autocomplete: {
      const payload = commandPayload.parse(given);
      return { type: 'typing', typing: typingOf(payload), asker: askerOf(originOf(payload)) };
    }
    case interactionTypes.command: {
      const payload = commandPayload.parse(given);
      const origin = originOf(payload);
      const interaction = commandOf(payload, origin, conversation);
      return { type: 'interaction', interaction, payload, origin, components: [] };
    }
    case interactionTypes.component: {
      const payload = buttonPayload.parse(given);
      const origin = originOf(payload);
      const interaction = interactionOf(payload, origin, conversation);
      return { type: 'interaction', interaction, payload, origin, components: payload.message.components };
    }
    default: {
      const payload = interactionPayload.parse(given);
      const interaction = { type: 'unknown', sentence: unknownThing } as const;
      return { type: 'interaction', interaction, payload, origin: originOf(payload), components: [] };
    }
  }
}

function commandOf(
  payload: CommandPayload,
  origin: Origin,
  conversation: Pick<Conversation, 'meaning' | 'lineOf'>,
): Interaction {
  const { data } = payload;
  const asker = askerOf(origin);
  if (data.type === commandTypes.message)
    return { type: 'explain', asker, post: { channel: origin.channel, id: data.target_id ?? '' } };
  if (data.type !== commandTypes.slash) return { type: 'unknown', sentence: unknownThing };
  const { command, fields } = fieldsOf(payload);
  const line = command === '' ? '' : conversation.lineOf(command, givenOf(fields));
  const change = { line, isManaged: data.name === manageCommand, isAct: false };
  return { type: 'command', asker, line, obstacle: obstacleTo(change, origin, conversation) };
}

function interactionOf(
  { data, message }: ButtonPayload,
  origin: Origin,
  conversation: Pick<Conversation, 'meaning'>,
): Button | { readonly type: 'unknown'; readonly sentence: string } {
  const button = buttonOf(data.custom_id);
  if (button === null) return { type: 'unknown', sentence: unknownButton };
  const { command: line, effect } = button;
  return {
    type: 'button',
    asker: askerOf(origin),
    line,
    effect,
    under: ((message.flags ?? 0) & ephemeral) === 0 ? 'post' : 'answer',
    message: message.id,
    obstacle: obstacleTo({ line, isManaged: false, isAct: effect === 'act' }, origin, conversation),
    silence: mayWrite(origin) ? null : silence(origin.isThread),
  };
}

function typingOf(payload: CommandPayload): Typing | null {
  const { command, fields } = fieldsOf(payload);
  const focused = fields.find((field) => field.focused === true);
  if (focused === undefined) return null;
  const others = givenOf(fields.filter((field) => field !== focused));
  const given = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
  return { command, option: focused.name, text: String(focused.value ?? ''), given };
}

/** Returns the fields that are filled in, by name, as the conversation takes them. A flag that is off is left out. */
function givenOf(fields: readonly Field[]): Readonly<Record<string, string | true>> {
  return Object.fromEntries(
    fields.flatMap(({ name, value }): readonly (readonly [string, string | true])[] => {
      if (value == null || value === false) return [];
      return [[name, value === true ? true : String(value)]];
    }),
  );
}
