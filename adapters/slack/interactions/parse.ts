import { DeliveryError } from '../../../src/chat/destination.ts';
import type { Interaction } from '../../interaction/interaction.ts';
import { effectOf } from './buttons.ts';
import {
  type ButtonPayload,
  buttonPayload,
  commandPayload,
  eventPayload,
  shortcutPayload,
  spaceOfCommand,
  spaceOfEvent,
  spaceOfInteraction,
} from './payloads.ts';
import type { Origin, People } from './people.ts';

/** A payload of Slack, in the form that all platforms share, with what its responder needs. */
export interface Parsed {
  readonly interaction: Interaction;
  readonly origin: Origin;
  /** The thread in which it was asked. */
  readonly thread?: string | undefined;
  /** The post with the button that was pressed, where everybody sees it. */
  readonly post?: NonNullable<ButtonPayload['message']> | undefined;
}

/** Returns null for a payload that asks nothing. Throws `ZodError` where it has another shape, `DeliveryError` where it names no workspace. */
export type Parse = (body: unknown, people: People) => Parsed | null;

export const parseCommand: Parse = (body, people) => {
  const payload = commandPayload.parse(body);
  const origin = originOf(spaceOfCommand(payload), payload.channel_id, payload.user_id);
  const line = unescaped(payload.text);
  return { interaction: { type: 'command', asker: people.asker(origin), line, obstacle: null }, origin };
};

/** The shortcut of a message. */
export const parseExplain: Parse = (body, people) => {
  const payload = shortcutPayload.parse(body);
  const { channel, user, message } = payload;
  const origin = originOf(spaceOfInteraction(payload), channel?.id ?? user.id, user.id);
  const asker = people.asker(origin);
  const post = { channel: asker.channel, id: message?.ts ?? payload.message_ts ?? '' };
  return { interaction: { type: 'explain', asker, post }, origin, thread: message?.thread_ts };
};

export const parseHome: Parse = (body, people) => {
  const payload = eventPayload.parse(body);
  const { user, tab, channel } = payload.event;
  if (user === undefined || (tab !== undefined && tab !== 'home')) return null;
  const origin = originOf(spaceOfEvent(payload), channel ?? user, user);
  return { interaction: { type: 'home', asker: people.asker(origin) }, origin };
};

/** A button of another app, and one that is a link, have no value. */
export const parseButton: Parse = (body, people) => {
  const payload = buttonPayload.parse(body);
  const { container, channel, message, user, actions } = payload;
  const [action] = actions;
  if (action?.value === undefined) return null;
  const origin = originOf(spaceOfInteraction(payload, message?.team), channel?.id ?? user.id, user.id);
  const under =
    channel == null ? 'page' : container?.is_ephemeral === true || message === undefined ? 'answer' : 'post';
  return {
    interaction: {
      type: 'button',
      asker: people.asker(origin),
      line: action.value,
      effect: effectOf(action.action_id),
      under,
      message: container?.message_ts ?? '',
      obstacle: null,
      silence: null,
    },
    origin,
    thread: message?.thread_ts ?? container?.thread_ts,
    post: under === 'post' ? message : undefined,
  };
};

function originOf(space: string | undefined, channel: string, person: string): Origin {
  if (space === undefined) throw new DeliveryError('invalid', 'Slack names no workspace in what it sent. Ask again.');
  return { space, channel, person };
}

/** Slack escapes these three in what people type. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
