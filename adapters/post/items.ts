import type { Block, Button, Line, Message, Span, Table } from '../../src/chat/message.ts';
import { clean, cleanLines, shorten } from './clean.ts';

/** A part of a post, its text cleaned; what follows chooses among these, shortens them and lays them out. */
export type Item =
  | { readonly type: 'headline'; readonly spans: Line }
  | { readonly type: 'line'; readonly spans: Line }
  | { readonly type: 'context'; readonly spans: Line }
  | { readonly type: 'quote'; readonly text: string; readonly attribution: Line }
  | { readonly type: 'table'; readonly table: Table }
  /** A table where the platform takes none: each row in words. */
  | { readonly type: 'rows'; readonly table: Table }
  | { readonly type: 'actions'; readonly buttons: readonly Button[] }
  | { readonly type: 'divider' };

/** What the place where a post is shown makes of its parts. */
export interface Place {
  /** How many tables it takes as tables. */
  readonly tables: number;
  /** Characters of a headline that has to be made from the text. */
  readonly headline: number;
  /** Whether these words can be small print there. */
  isSmall(spans: Line): boolean;
  /** The address as the platform takes it; undefined where it can be no link. */
  target(href: string | undefined): string | undefined;
}

/** The headline first. */
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
  // An address that is taken in another form is still shown as the same one.
  const label = url !== undefined && shown === href ? url : clean(shown);
  return { ...rest, text: label, ...(url === undefined ? {} : { href: url }) };
}

function isBlank(spans: Line): boolean {
  return spans.every(({ text }) => text.trim() === '');
}
