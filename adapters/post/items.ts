import type { Block, Button, Line, Message, Span, Table } from '../../src/chat/message.ts';
import { clean, cleanLines, shorten } from './clean.ts';

/** A part of a message with its text cleaned. Items are chosen, shortened and laid out one by one. */
export type Item =
  | { readonly type: 'headline'; readonly spans: Line }
  | { readonly type: 'line'; readonly spans: Line }
  | { readonly type: 'context'; readonly spans: Line }
  | { readonly type: 'quote'; readonly text: string; readonly attribution: Line }
  | { readonly type: 'table'; readonly table: Table }
  /** A table as rows in words, for a platform without tables. */
  | { readonly type: 'rows'; readonly table: Table }
  | { readonly type: 'actions'; readonly buttons: readonly Button[] }
  | { readonly type: 'divider' };

/** What a platform can show in a post. */
export interface Place {
  /** How many tables it shows as tables. */
  readonly tables: number;
  /** The length of a headline that is made from the text, in characters. */
  readonly headline: number;
  /** Returns whether the spans can be small print. */
  isSmall(spans: Line): boolean;
  /** Returns the address in the platform's form; undefined where it cannot be a link. */
  target(href: string | undefined): string | undefined;
}

/** Returns the items of a message in order, the headline first. */
export function itemsOf(message: Message, place: Place): readonly Item[] {
  let left = place.tables;
  const items = message.blocks.flatMap((block): readonly Item[] => {
    const item = itemOf(block, place);
    if (item?.type !== 'table') return item === undefined ? [] : [item];
    if (item.table.columns.length === 0 || item.table.rows.length === 0) {
      return item.table.caption === '' ? [] : [{ type: 'line', spans: [{ text: item.table.caption, strong: true }] }];
    }
    left -= 1;
    return [left >= 0 ? item : { type: 'rows', table: item.table }];
  });
  return [{ type: 'headline', spans: headlineOf(message, place) }, ...items];
}

function headlineOf(message: Message, place: Place): Line {
  const spans = cleanSpans(message.headline, place);
  if (!isBlank(spans)) return spans;
  const [first = ''] = cleanLines(message.text).split('\n');
  return [{ text: first.trim() === '' ? 'Ackwatch' : shorten(first, place.headline), strong: true }];
}

function itemOf(block: Block, place: Place): Item | undefined {
  switch (block.type) {
    case 'line':
    case 'context': {
      const spans = cleanSpans(block.spans, place);
      if (isBlank(spans)) return undefined;
      return { type: place.isSmall(spans) ? block.type : 'line', spans };
    }
    case 'quote': {
      const text = cleanLines(block.text).trim();
      const attribution = cleanSpans(block.attribution, place);
      if (text !== '') return { type: 'quote', text, attribution };
      return isBlank(attribution) ? undefined : { type: 'line', spans: attribution };
    }
    case 'actions': {
      const buttons = block.buttons.map((button) => ({ ...button, label: clean(button.label).trim() }));
      return { type: 'actions', buttons };
    }
    case 'divider':
      return block;
    case 'table': {
      const columns = block.columns.map((column) => ({ ...column, title: clean(column.title).trim() }));
      const rows = block.rows.map((row) => columns.map((_, index) => clean(row[index] ?? '').trim()));
      return { type: 'table', table: { type: 'table', caption: clean(block.caption).trim(), columns, rows } };
    }
  }
}

function cleanSpans(spans: Line, place: Place): Line {
  return spans.map((span) => cleanSpan(span, place)).filter(({ text }) => text !== '');
}

function cleanSpan({ text, href, ...rest }: Span, place: Place): Span {
  const url = place.target(href);
  const shown = text.trim() === '' && url !== undefined ? url : text;
  // A label that repeats the address follows it into the platform's form.
  const label = url !== undefined && shown === href ? url : clean(shown);
  return { ...rest, text: label, ...(url === undefined ? {} : { href: url }) };
}

function isBlank(spans: Line): boolean {
  return spans.every(({ text }) => text.trim() === '');
}
