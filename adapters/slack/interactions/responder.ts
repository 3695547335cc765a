import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { failureOf, logFailure } from '../../interaction/failure.ts';
import type { Responder } from '../../interaction/interaction.ts';
import type { SlackClients } from '../api/client.ts';
import type { SlackPayload } from '../posts/render.ts';
import { type Block, plain, signed, withoutActs, withShare } from './buttons.ts';
import type { Parsed } from './parse.ts';

/** Bolt's `respond`: posts to the address in the payload, which accepts five answers in thirty minutes. */
export type Respond = (answer: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface ResponderParts {
  readonly clients: SlackClients;
  readonly log: Log;
  readonly render: (message: Message) => { readonly payload: SlackPayload };
  /** The page of the app. */
  readonly renderHome: (message: Message) => { readonly payload: SlackPayload };
}

const callTimeoutMs = 10_000;
/** Nothing in an answer notifies a person or unfolds a link. */
const harmless = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/**
 * Creates what responds to one interaction: by the address that came with it, or by a method of the API. Slack needs no
 * deferral, because the receiver has acknowledged the payload. `respond` is undefined where the payload had no address.
 */
export function createResponder(
  { clients, log, render, renderHome }: ResponderParts,
  { interaction, origin: { space, channel, person }, thread, post }: Parsed,
  respond: Respond | undefined,
): Responder<SlackPayload> {
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const isPage = interaction.type === 'home' || (interaction.type === 'button' && interaction.under === 'page');
  const isDone = interaction.type === 'button' && interaction.effect === 'act';
  const client = () => clients.of(clients.many ? space : null);
  const inTime = () => AbortSignal.timeout(callTimeoutMs);

  async function showPage({ blocks }: SlackPayload): Promise<void> {
    const view = { type: 'home' as const, blocks: [...blocks] };
    await clients
      .call('edit', inTime(), async () => (await client()).views.publish({ user_id: person, view }))
      .catch((thrown: unknown) => logFailure(log, thrown, 'The page of the app could not be shown'));
  }

  async function show(payload: SlackPayload, isReplacing: boolean): Promise<void> {
    const more = { response_type: 'ephemeral', replace_original: isReplacing, ...harmless, ...inThread };
    const byMethod = () =>
      clients.call('post', inTime(), async () =>
        (await client()).chat.postEphemeral({ channel, user: person, ...payload, ...harmless, ...inThread }),
      );
    const attempts = [
      ...(respond === undefined ? [] : [() => respond({ ...payload, ...more })]),
      // The address has expired or does not answer.
      byMethod,
      // Slack does not take the blocks; it takes the words alone.
      ...(respond === undefined ? [] : [() => respond({ text: payload.text, ...more })]),
    ];
    for (const attempt of attempts) {
      try {
        await attempt();
        return;
      } catch (thrown) {
        log.warn({ error: failureOf(thrown) }, 'An answer could not be shown in one way');
      }
    }
    log.error({ channel }, 'An answer could not be shown in any way');
  }

  async function replyTo(thread_ts: string, { text, blocks }: SlackPayload): Promise<void> {
    await clients.call('post', inTime(), async () =>
      (await client()).chat.postMessage({ channel, thread_ts, text, blocks: [...blocks], ...harmless }),
    );
  }

  return {
    async render({ message, share }) {
      return isPage ? renderHome(message).payload : withShare(render(message).payload, share);
    },
    sentence: plain,
    signed: (payload, did) => signed(payload, did, person),
    answer: (payload, place) => (isPage ? showPage(payload) : show(payload, place === 'instead')),
    async share(payload) {
      // What was done about a post is said in its thread.
      if (isDone && post !== undefined) return replyTo(post.thread_ts ?? post.ts, payload);
      if (respond === undefined)
        throw new DeliveryError('invalid', 'Slack named no address for the answer. Ask again.');
      await respond({
        ...payload,
        response_type: 'in_channel',
        replace_original: false,
        ...harmless,
        ...inThread,
      });
    },
    async remove() {
      await respond?.({ delete_original: true }).catch((thrown: unknown) =>
        log.info({ error: failureOf(thrown) }, 'An answer that was posted for all could not be taken away'),
      );
    },
    async removeActs() {
      if (post === undefined) return;
      const { ts, text } = post;
      const blocks = withoutActs(post.blocks) as unknown as Block[];
      if (JSON.stringify(blocks) === JSON.stringify(post.blocks)) return;
      await clients
        .call('edit', inTime(), async () =>
          (await client()).chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false }),
        )
        .catch((thrown: unknown) => logFailure(log, thrown, 'The buttons of a post stay although one was pressed'));
    },
  };
}
