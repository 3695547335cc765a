import type { Line, Message } from '../../../src/chat/message.ts';
import { fitted } from '../../post/fit.ts';
import { type Item, itemsOf } from '../../post/items.ts';
import { withNotice, wordsOfLeft } from '../../post/left.ts';
import { isTooLong } from './escape.ts';
import { place, withinLimits } from './fit.ts';
import { headlineLength, limits, lineLength, shares, sparedTexts } from './limits.ts';
import { type DiscordPayload, noMentions } from './payload.ts';
import { rowsOf } from './render-buttons.ts';
import { costOf, embedsOf } from './render-embeds.ts';
import { markdownLine } from './render-spans.ts';
import { withDiscordNames } from './typed.ts';

/** What was left out is said in `cut`, and in the post itself. */
export interface Rendered {
  readonly payload: DiscordPayload;
  readonly cut: readonly string[];
}

/** The headline as the content, which a notification shows; the rest in embeds. Pure. */
export function render(given: Message): Rendered {
  const message = withDiscordNames(given);
  const { items, left } = fitted(withLinks(itemsOf(message, place)), {
    within: withinLimits,
    addresses: addressesOf(message).filter(isTooLong).length,
    cost,
    budget: limits.embedTexts - sparedTexts,
    shares,
    tooMany: () => false,
  });
  const headlines = items.map((item) => (item.type === 'headline' ? headlineText(item.spans) : ''));
  const buttons = items.flatMap((item) => (item.type === 'actions' && item.buttons.length > 0 ? [item.buttons] : []));
  const payload: DiscordPayload = {
    content: headlines.join(''),
    embeds: embedsOf(withNotice(items, left)),
    components: rowsOf(buttons),
    allowed_mentions: noMentions,
  };
  return { payload, cut: wordsOfLeft(left) };
}

function cost(item: Item): number {
  if (item.type !== 'headline') return costOf(item, lineLength);
  return headlineText(item.spans).length <= headlineLength ? 0 : Number.POSITIVE_INFINITY;
}

/** Without its links: one in the content would be unfurled. */
function headlineText(spans: Line): string {
  return markdownLine(spans.map(({ href: _, ...span }) => ({ ...span, strong: true }))).trim();
}

/** With the links of the headline in lines under it. */
function withLinks([headline, ...items]: readonly Item[]): readonly Item[] {
  if (headline?.type !== 'headline') return items;
  const links = headline.spans.filter(({ href }) => href !== undefined);
  return [headline, ...links.map((span): Item => ({ type: 'line', spans: [span] })), ...items];
}

function addressesOf({ headline, blocks }: Message): readonly (string | undefined)[] {
  const lines = blocks.flatMap((block) =>
    'spans' in block ? [block.spans] : block.type === 'quote' ? [block.attribution] : [],
  );
  return [headline, ...lines].flatMap((spans) => spans.map(({ href }) => href));
}
