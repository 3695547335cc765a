import type { Line } from '../../src/chat/message.ts';
import { shorten } from './clean.ts';
import type { Item } from './items.ts';

/** Returns the largest part of an item that fits; undefined where none does. */
export function shrink(item: Item, fits: (item: Item) => boolean): Item | undefined {
  switch (item.type) {
    case 'divider':
      return fits(item) ? item : undefined;
    case 'table':
    case 'rows': {
      const { table } = item;
      const first = (count: number): Item => ({ ...item, table: { ...table, rows: table.rows.slice(0, count) } });
      const count = longest(table.rows.length, (rows) => fits(first(rows)));
      return count === 0 ? undefined : first(count);
    }
    case 'actions': {
      const first = (count: number): Item => ({ ...item, buttons: item.buttons.slice(0, count) });
      const count = longest(item.buttons.length, (buttons) => fits(first(buttons)));
      return count === 0 ? undefined : first(count);
    }
    case 'quote': {
      if (fits(item)) return item;
      // The attribution is never dropped for more of the quote.
      const few = shorten(item.text, 200);
      const attribution = shrinkLine(item.attribution, (spans) => fits({ ...item, text: few, attribution: spans }));
      const text = longestText(item.text, (words) => fits({ ...item, text: words, attribution }));
      return text === '' ? undefined : { ...item, text, attribution };
    }
    default: {
      const spans = shrinkLine(item.spans, (kept) => fits({ ...item, spans: kept }));
      return spans.length === 0 ? undefined : { ...item, spans };
    }
  }
}

const plainWords = 300;

/** Returns the spans that fit. Drops plain words before a verdict, a struck value or a link. */
function shrinkLine(spans: Line, fits: (spans: Line) => boolean): Line {
  const isMarked = ({ strong, struck, href }: Line[number]) => strong || struck || href !== undefined;
  const attempts = [
    spans,
    spans.map((span) => (isMarked(span) ? span : { ...span, text: shorten(span.text, plainWords) })),
    spans.filter(isMarked),
    spans.filter(({ href }) => href !== undefined).slice(0, 1),
  ];
  const whole = attempts.slice(0, 2).find(fits);
  if (whole !== undefined) return whole;
  const holds = (kept: Line, wanted: Line) => wanted.every(({ href }) => kept.some((span) => span.href === href));
  const firstLink = spans.filter(({ href }) => href !== undefined).slice(0, 1);
  const parts = attempts.slice(1).map((attempt) => takeWhile(attempt, fits));
  return parts.find((part) => part.length > 0 && holds(part, firstLink)) ?? parts.find((part) => part.length > 0) ?? [];
}

function takeWhile(spans: Line, fits: (spans: Line) => boolean): Line {
  const kept: Line[number][] = [];
  for (const span of spans) {
    if (!fits([...kept, span])) {
      const text = longestText(span.text, (words) => fits([...kept, { ...span, text: words }]));
      return text === '' ? kept : [...kept, { ...span, text }];
    }
    kept.push(span);
  }
  return kept;
}

function longestText(text: string, fits: (text: string) => boolean): string {
  return shorten(
    text,
    longest(text.length, (length) => fits(shorten(text, length))),
  );
}

/** Returns the greatest count that passes, where every smaller one passes too. */
function longest(most: number, passes: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
