import type { Line, Message, Span } from '../../../src/chat/message.ts';
import { cleanLines } from '../../post/clean.ts';
import { fitted } from '../../post/fit.ts';
import { type Item, itemsOf } from '../../post/items.ts';
import { noticeOf } from '../../post/left.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { rowTexts } from './blocks.ts';
import { anchor, inert } from './escape.ts';
import { limits, textShares } from './limits.ts';
import { placeWith, withinLimits } from './within.ts';

/**
 * Returns the message as text, for notifications, screen readers and clients without blocks. Slack reads it as mrkdwn; with
 * `parse: none`, only our own links are active.
 */
export function textOf(message: Message): string {
  const items = itemsOf(message, placeWith(0));
  const whole = withLinks(cleanLines(message.text).trim(), items);
  if (whole !== '' && whole.length <= limits.text) return whole;
  const { items: kept, left } = fitted(items, {
    within: (some) => some.map(withinLimits),
    addresses: 0,
    cost: (item) => linesOf(item).reduce((sum, text) => sum + text.length + 1, 0),
    budget: limits.text,
    shares: textShares,
    tooMany: () => false,
  });
  // Buttons are not part of the text.
  const notice = noticeOf({ ...left, buttons: 0 });
  return [...kept.flatMap(linesOf), ...(notice.length === 0 ? [] : [lineText(notice)])].join('\n');
}

/** Returns the text as inert mrkdwn, except for addresses that the message links to. */
function withLinks(text: string, items: readonly Item[]): string {
  const own = new Set(items.flatMap((item) => spansOf(item).flatMap(({ href }) => href ?? [])));
  const parts = text.split(/(https?:\/\/[^\s<>()]+)/);
  return woven(
    parts.map((part, index) => (index % 2 === 1 && own.has(part) ? anchor(part, part) : part)),
    inert,
  );
}

function spansOf(item: Item): Line {
  if (item.type === 'quote') return item.attribution;
  return 'spans' in item ? item.spans : [];
}

function linesOf(item: Item): readonly string[] {
  switch (item.type) {
    case 'headline':
    case 'line':
    case 'context':
      return [lineText(item.spans)];
    case 'quote':
      return [inert(`“${item.text}”`), ...(item.attribution.length === 0 ? [] : [lineText(item.attribution)])];
    case 'table':
    case 'rows': {
      const caption = item.table.caption === '' ? [] : [inert(`${item.table.caption}:`)];
      return [...caption, ...rowTexts(item.table).map(inert)];
    }
    case 'actions':
    case 'divider':
      return [];
  }
}

function lineText(spans: Line): string {
  return woven(spans.flatMap(spanParts), inert);
}

function spanParts({ text: shown, href, struck, typed }: Span): readonly (string | Markup)[] {
  const text = typed === undefined ? shown : `\`${shown}\``;
  const words = struck ? `[no longer: ${text}]` : text;
  if (href === undefined) return [words];
  return words === href ? [anchor(href, href)] : [`${words} (`, anchor(href, href), ')'];
}
