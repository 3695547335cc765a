import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../src/chat/message.ts';
import { fitted } from '../../post/fit.ts';
import { type Item, itemsOf } from '../../post/items.ts';
import { withNotice, wordsOfLeft } from '../../post/left.ts';
import { withTyped } from '../../post/typed.ts';
import { blocksOf } from './blocks.ts';
import { jsonShares, limits, sparedBlocks } from './limits.ts';
import { mrkdwnLine } from './spans.ts';
import { textOf } from './text.ts';
import { placeWith, withinLimits } from './within.ts';

/** The content of chat.postMessage and chat.update. */
export interface SlackPayload {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A post of the outbox. */
export interface SlackPost extends SlackPayload {
  /** A reply is shown in the channel too, because a reply alone alerts no one. */
  readonly alertsChannel: boolean;
}

/** `cut` lists in words what was left out; the post says it too. */
export interface Rendered<P extends SlackPayload = SlackPayload> {
  readonly payload: P;
  readonly cut: readonly string[];
}

/** Renders a message as a post within Slack's limits. */
export function render(message: Message): Rendered {
  return rendered(message, 'message');
}

/** Renders a message of the outbox. One of low priority alerts no channel. */
export function renderPost(message: Message): Rendered<SlackPost> {
  const { payload, cut } = render(message);
  return { payload: { ...payload, alertsChannel: message.priority !== 'low' }, cut };
}

/** Renders for the app's home page, which takes more blocks and no tables. */
export function renderHome(message: Message): Rendered {
  return rendered(message, 'home');
}

function rendered(given: Message, place: 'message' | 'home'): Rendered {
  const message = withSlashCommands(given);
  const mostBlocks = limits.blocks[place] - sparedBlocks;
  const { items, left } = fitted(itemsOf(message, placeWith(place === 'message' ? 1 : 0)), {
    within: (some) => some.map(withinLimits),
    addresses: 0,
    cost,
    budget: limits.json[place],
    shares: jsonShares,
    // One block is reserved for the notice.
    tooMany: (some) => blocksOf(some).length > mostBlocks - 1,
  });
  const blocks = blocksOf(withNotice(items, left));
  return { payload: { text: textOf(message), blocks }, cut: wordsOfLeft(left) };
}

/** Slack's people type each command after the one that the app registers. */
function withSlashCommands(message: Message): Message {
  return withTyped(message, (span) => {
    const isCommand = span.typed.type === 'command' || span.typed.type === 'usage';
    return isCommand ? { ...span, text: `/ackwatch ${span.text}` } : span;
  });
}

function cost(item: Item): number {
  // Small print is a text object, whose limit is lower than that of other items.
  if (item.type === 'context' && mrkdwnLine(item.spans).length > limits.textObject) return Number.POSITIVE_INFINITY;
  return JSON.stringify(blocksOf([item])).length;
}
