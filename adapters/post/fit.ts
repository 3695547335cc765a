import type { Item } from './items.ts';
import { type Left, leftOf, wordsOfLeft } from './left.ts';
import { shrink } from './shrink.ts';

/** The most of the budget that one part may take, so that an endless one leaves room for those that are always shown. */
export interface Shares {
  readonly headline: number;
  readonly source: number;
  readonly verdict: number;
  readonly quote: number;
  readonly other: number;
  /** Reserved for the line that says what is missing. */
  readonly notice: number;
}

interface Frame {
  /** Returns each item within the platform's limit for its type, without regard to the budget. */
  readonly within: (items: readonly Item[]) => readonly Item[];
  /** Addresses of the message that cannot be links there. */
  readonly addresses: number;
  /** Returns the cost of one item; together with others it costs no more. */
  readonly cost: (item: Item) => number;
  readonly budget: number;
  readonly shares: Shares;
  readonly tooMany: (items: readonly Item[]) => boolean;
}

/**
 * Returns the items that fit, in their order. The headline, the source, the verdict and the quote take their share first.
 * Then come buttons that act, other verdicts and links, buttons that turn a page, small print and plain lines. Rows of
 * tables take the rest.
 */
export function fitted(items: readonly Item[], frame: Frame): { readonly items: readonly Item[]; readonly left: Left } {
  const { within, addresses, cost, budget, shares, tooMany } = frame;
  const limited = within(items);
  const all = new Map(limited.entries());
  const total = limited.reduce((sum, item) => sum + cost(item), 0);
  const left = leftOf(items, all, addresses);
  const most = wordsOfLeft(left).length === 0 ? budget : budget - shares.notice;
  if (total <= most && !tooMany(limited)) return { items: limited, left };

  let room = budget - shares.notice;
  let isFull = false;
  const kept = new Map<number, Item>();
  for (const { index, share, rank } of ranked(limited, shares)) {
    const candidate = limited[index];
    if (candidate === undefined || (rank === ranks.plain && isFull)) continue;
    const part = Math.min(share, room);
    const item = shrink(candidate, (one) => cost(one) <= part);
    // Where the budget ends, words are shown whole or not at all, and no plain line is missing between two.
    const isTorn = inWords.has(rank) && part < share && cost(candidate) > part;
    if (rank === ranks.plain && (isTorn || item === undefined)) isFull = true;
    if (item === undefined || isTorn) continue;
    kept.set(index, item);
    room -= cost(item);
  }
  const inOrder = () => [...kept].sort(([a], [b]) => a - b).map(([, item]) => item);
  // Items were inserted in the order of their importance.
  const dispensable = [...kept.keys()];
  while (dispensable.length > 0 && tooMany(inOrder())) kept.delete(dispensable.pop() ?? -1);
  return { items: inOrder(), left: leftOf(items, kept, addresses) };
}

const ranks = { first: 0, act: 1, marked: 2, linked: 3, turn: 4, quote: 5, context: 6, plain: 7, table: 8, divider: 9 };
const inWords: ReadonlySet<number> = new Set([ranks.marked, ranks.linked, ranks.quote, ranks.context, ranks.plain]);

interface Ranked {
  readonly index: number;
  readonly rank: number;
  readonly share: number;
}

function ranked(items: readonly Item[], shares: Shares): readonly Ranked[] {
  const linked = items.findIndex((item) => item.type === 'context' && hasLink(item));
  const leads = new Map<number, number>([
    [items.findIndex(({ type }) => type === 'quote'), shares.quote],
    [items.findIndex((item) => item.type === 'line' && isMarked(item)), shares.verdict],
    [linked >= 0 ? linked : items.findIndex((item) => item.type === 'line' && hasLink(item)), shares.source],
    [items.findIndex(({ type }) => type === 'headline'), shares.headline],
  ]);
  leads.delete(-1);
  const first = [...leads].reverse().map(([index, share]) => ({ index, rank: ranks.first, share }));
  const others = items.flatMap((item, index) => {
    const rank = rankOf(item);
    return leads.has(index) ? [] : [{ index, rank, share: shareOf(rank, shares) }];
  });
  return [...first, ...others.toSorted((a, b) => a.rank - b.rank)];
}

function rankOf(item: Item): number {
  switch (item.type) {
    case 'headline':
      return ranks.first;
    case 'actions':
      return item.buttons.some(({ effect }) => effect === 'act') ? ranks.act : ranks.turn;
    case 'quote':
      return ranks.quote;
    case 'divider':
      return ranks.divider;
    case 'table':
    case 'rows':
      return ranks.table;
    case 'line':
    case 'context':
      if (isMarked(item)) return ranks.marked;
      if (hasLink(item)) return ranks.linked;
      return item.type === 'context' ? ranks.context : ranks.plain;
  }
}

function shareOf(rank: number, shares: Shares): number {
  if (rank === ranks.marked) return shares.verdict;
  if (rank === ranks.quote) return shares.quote;
  return inWords.has(rank) ? shares.other : Number.POSITIVE_INFINITY;
}

function isMarked(item: Item): boolean {
  return 'spans' in item && item.spans.some(({ strong, struck }) => strong || struck);
}
function hasLink(item: Item): boolean {
  return 'spans' in item && item.spans.some(({ href }) => href !== undefined);
}
