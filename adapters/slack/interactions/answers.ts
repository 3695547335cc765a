import type { Reply } from '../../../src/chat/conversation.ts';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { SlackClients } from '../api/client.ts';
import type { SlackPayload } from '../posts/render.ts';
import type { Scene } from './people.ts';

/** How an answer is shown: to the one who asked, to the channel, or instead of another. */

export type Block = SlackPayload['blocks'][number];

/** Bolt's, for the address that came with the payload; good for five answers in thirty minutes. */
export type Respond = (answer: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface Way {
  readonly scene: Scene;
  /** Undefined where the payload had no address for answers. */
  readonly respond: Respond | undefined;
  /** The thread in which it was asked. */
  readonly thread: string | undefined;
}

export interface Answers {
  /** Shows it to the one person; `replace`: instead of what they pressed. Rejects with nothing: what cannot be shown is logged. */
  show(payload: SlackPayload, way: Way, replace?: boolean): Promise<void>;
  /** Shows it to everybody in the channel. Throws where it cannot. */
  publish(payload: SlackPayload, way: Way): Promise<void>;
  /** Takes away what only the one person saw. */
  remove(way: Way): Promise<void>;
}

export const shareAction = 'ackwatch_share';
/** Whether a button does something, by what names it: the effect is a part of its own, `ackwatch_act_0`. */
export function isActAction(actionId: string): boolean {
  return /(?:^|[^a-z])act(?:[^a-z]|$)/.test(actionId);
}
const mostBlocks = 50;
const mostButtons = 25;
const callTimeoutMs = 10_000;

export function createAnswers(clients: SlackClients, log: Log): Answers {
  const inThread = ({ thread }: Way) => (thread === undefined ? {} : { thread_ts: thread });
  const harmless = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

  async function byMethod(payload: SlackPayload, way: Way): Promise<void> {
    const { space, channel, person } = way.scene;
    await clients.call('post', AbortSignal.timeout(callTimeoutMs), async () =>
      (await clients.of(clients.many ? space : null)).chat.postEphemeral({
        channel,
        user: person,
        ...payload,
        ...harmless,
        ...inThread(way),
      }),
    );
  }

  return {
    async show(payload, way, replace = false) {
      const { respond } = way;
      const more = { response_type: 'ephemeral', replace_original: replace, ...harmless, ...inThread(way) };
      const attempts = [
        ...(respond === undefined ? [] : [() => respond({ ...payload, ...more })]),
        // The address has expired, or nothing answers there.
        () => byMethod(payload, way),
        // Slack does not take the blocks; the words alone it takes.
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
      log.error({ channel: way.scene.channel }, 'An answer could not be shown in any way');
    },
    async publish(payload, way) {
      const { respond } = way;
      if (respond === undefined)
        throw new DeliveryError('invalid', 'Slack named no address for the answer. Ask again.');
      const more = { response_type: 'in_channel', replace_original: false, ...harmless, ...inThread(way) };
      await respond({ ...payload, ...more });
    },
    async remove({ respond }) {
      await respond?.({ delete_original: true }).catch((thrown: unknown) =>
        log.info({ error: failureOf(thrown) }, 'An answer that was posted for all could not be taken away'),
      );
    },
  };
}

/** Slack refuses a post whose blocks pass 13,200 characters as JSON (slackapi/bolt-js issue 2509): what is added stays below. */
const fullAt = 13_000;
function hasRoom({ blocks }: SlackPayload, added: object): boolean {
  return JSON.stringify(blocks).length + JSON.stringify(added).length <= fullAt;
}

/** With the button that shows the answer to everybody, as the last. Left out where Slack takes no more of either. */
export function withShare(payload: SlackPayload, share: Reply['share']): SlackPayload {
  if (share === null) return payload;
  const button = {
    type: 'button',
    action_id: shareAction,
    text: { type: 'plain_text', text: share.label, emoji: false },
    value: share.command,
  };
  if (!hasRoom(payload, { type: 'actions', elements: [button] })) return payload;
  const { blocks } = payload;
  const last = blocks.at(-1) as { readonly type: string; readonly elements?: readonly unknown[] } | undefined;
  if (last?.type === 'actions' && (last.elements ?? []).length < mostButtons) {
    const joined = { ...last, elements: [...(last.elements ?? []), button] } as unknown as Block;
    return { ...payload, blocks: [...blocks.slice(0, -1), joined] };
  }
  if (blocks.length >= mostBlocks) return payload;
  return { ...payload, blocks: [...blocks, { type: 'actions', elements: [button] } as unknown as Block] };
}

/** With a line that says who it was. `person` is Slack's id. */
export function signed(payload: SlackPayload, did: 'Asked' | 'Done', person: string): SlackPayload {
  const text = `${did} by <@${person}>`;
  const block = { type: 'context', elements: [{ type: 'mrkdwn', text }] } as unknown as Block;
  const blocks =
    payload.blocks.length < mostBlocks && hasRoom(payload, block) ? [...payload.blocks, block] : payload.blocks;
  return { ...payload, blocks };
}

/** One plain sentence. */
export function plain(sentence: string): SlackPayload {
  const text = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').slice(0, 2900);
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } } as unknown as Block] };
}

/** The blocks of a post without the buttons that do something; what else could be pressed stays. */
export function withoutActs<B extends Readonly<Record<string, unknown>>>(
  blocks: readonly B[],
  isAct: (actionId: string) => boolean,
): readonly B[] {
  return blocks.flatMap((block) => {
    const { type, elements } = block;
    if (type !== 'actions' || !Array.isArray(elements)) return [block];
    const left = elements.filter(({ action_id: id }: { action_id?: unknown }) => typeof id !== 'string' || !isAct(id));
    if (left.length === elements.length) return [block];
    return left.length === 0 ? [] : [{ ...block, elements: left }];
  });
}
