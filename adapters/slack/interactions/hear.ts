import type { Conversation, Reply } from '../../../src/chat/conversation.ts';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { logFailure, sentenceOf } from '../../interaction/failure.ts';
import { inTime } from '../../interaction/time-limit.ts';
import { nameOf } from '../api/channels.ts';
import type { SlackClients } from '../api/client.ts';
import type { SlackPayload } from '../posts/render.ts';
import { type Answers, plain, type Respond, type Way, withShare } from './answers.ts';
import {
  commandPayload,
  eventPayload,
  shortcutPayload,
  spaceOfCommand,
  spaceOfEvent,
  spaceOfInteraction,
} from './payloads.ts';
import type { People, Scene } from './people.ts';

export interface HearingParts {
  readonly clients: SlackClients;
  readonly io: Pick<AdapterIo, 'log' | 'now'>;
  readonly conversation: Conversation;
  readonly people: People;
  readonly answers: Answers;
  readonly render: (message: Message) => { readonly payload: SlackPayload };
  /** The page of the app. */
  readonly renderHome: (message: Message) => { readonly payload: SlackPayload };
}

/** One thing that was heard, with Bolt's way to answer it. */
export interface Heard {
  readonly body: unknown;
  readonly respond?: Respond | undefined;
}

const callTimeoutMs = 10_000;

export function apology(thrown: unknown): SlackPayload {
  return plain(sentenceOf(thrown));
}

export async function publishHome(
  { clients }: Pick<HearingParts, 'clients'>,
  { space, person }: Scene,
  { blocks }: SlackPayload,
): Promise<void> {
  await clients.call('edit', AbortSignal.timeout(callTimeoutMs), async () =>
    (await clients.of(clients.many ? space : null)).views.publish({
      user_id: person,
      view: { type: 'home', blocks: [...blocks] },
    }),
  );
}

/** Commands, the shortcut of a message and the page of the app. None of these rejects: a failure is told and logged. */
export function createHearing(parts: HearingParts) {
  const { clients, io, conversation, people, answers, render, renderHome } = parts;

  async function answer(way: Way, ask: () => Promise<Reply>): Promise<void> {
    let payload: SlackPayload;
    try {
      const { message, share } = await inTime(ask());
      payload = withShare(render(message).payload, share);
    } catch (thrown) {
      logFailure(io.log, thrown, 'A command could not be answered');
      payload = apology(thrown);
    }
    await answers.show(payload, way);
    void people.meet(way.scene, AbortSignal.timeout(callTimeoutMs));
  }

  return {
    async command({ body, respond }: Heard): Promise<void> {
      const payload = commandPayload.parse(body);
      const scene = sceneOf(spaceOfCommand(payload), payload.channel_id, payload.user_id);
      const way = { scene, respond, thread: undefined };
      await answer(way, () => conversation.ask(unescaped(payload.text), people.asker(scene)));
    },

    async explain({ body, respond }: Heard): Promise<void> {
      const payload = shortcutPayload.parse(body);
      const scene = sceneOf(spaceOfInteraction(payload), payload.channel?.id ?? payload.user.id, payload.user.id);
      const id = payload.message?.ts ?? payload.message_ts ?? '';
      const channel = nameOf({ space: clients.many ? scene.space : null, channel: scene.channel });
      const way = { scene, respond, thread: payload.message?.thread_ts };
      await answer(way, () => conversation.explain({ channel, id }, people.asker(scene)));
    },

    async home({ body }: Heard): Promise<void> {
      const payload = eventPayload.parse(body);
      const { user, tab, channel } = payload.event;
      if (user === undefined || (tab !== undefined && tab !== 'home')) return;
      const scene = sceneOf(spaceOfEvent(payload), channel ?? user, user);
      let page: SlackPayload;
      try {
        page = renderHome(await inTime(conversation.home(people.asker(scene)))).payload;
      } catch (thrown) {
        logFailure(io.log, thrown, 'The page of the app could not be made');
        page = apology(thrown);
      }
      await publishHome(parts, scene, page).catch((thrown: unknown) =>
        logFailure(io.log, thrown, 'The page of the app could not be shown'),
      );
      void people.meet(scene, AbortSignal.timeout(callTimeoutMs));
    },
  };
}

export function sceneOf(space: string | undefined, channel: string, person: string): Scene {
  if (space === undefined)
    throw new DeliveryError('invalid', 'Slack names no workspace in what it brought. Ask again.');
  return { space, channel, person };
}

/** Slack escapes these three in what people type. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
