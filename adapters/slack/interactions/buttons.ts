import type { Reply } from '../../../src/chat/conversation.ts';
import type { SlackPayload } from '../posts/render.ts';

/** The buttons under an answer, the one that shares it, and the line that says who asked. */

export type Block = SlackPayload['blocks'][number];

const shareAction = 'ackwatch_share';
const mostBlocks = 50;
const mostButtons = 25;

/** Returns the effect of a button by its action id, `ackwatch:act:0`. */
export function effectOf(actionId: string): 'turn' | 'act' | 'share' {
  if (actionId === shareAction) return 'share';
  return /(?:^|[^a-z])act(?:[^a-z]|$)/.test(actionId) ? 'act' : 'turn';
}

/** Slack refuses a post whose blocks pass 13,200 characters as JSON (slackapi/bolt-js issue 2509); additions stay below. */
const fullAt = 13_000;
function hasRoom({ blocks }: SlackPayload, added: object): boolean {
  return JSON.stringify(blocks).length + JSON.stringify(added).length <= fullAt;
}

/** Returns the payload with the button that shares the answer as the last, unless there is no room. */
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

/** Returns the payload with a line that names the person by their id, unless there is no room. */
export function signed(payload: SlackPayload, did: 'Asked' | 'Done', person: string): SlackPayload {
  const text = `${did} by <@${person}>`;
  const block = { type: 'context', elements: [{ type: 'mrkdwn', text }] } as unknown as Block;
  const blocks =
    payload.blocks.length < mostBlocks && hasRoom(payload, block) ? [...payload.blocks, block] : payload.blocks;
  return { ...payload, blocks };
}

/** Returns one sentence in which nothing acts. */
export function plain(sentence: string): SlackPayload {
  const text = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').slice(0, 2900);
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } } as unknown as Block] };
}

/** Returns the blocks of a post without the buttons that act. */
export function withoutActs<B extends Readonly<Record<string, unknown>>>(blocks: readonly B[]): readonly B[] {
  return blocks.flatMap((block) => {
    const { type, elements } = block;
    if (type !== 'actions' || !Array.isArray(elements)) return [block];
    const left = elements.filter(
      ({ action_id: id }: { action_id?: unknown }) => typeof id !== 'string' || effectOf(id) !== 'act',
    );
    if (left.length === elements.length) return [block];
    return left.length === 0 ? [] : [{ ...block, elements: left }];
  });
}
