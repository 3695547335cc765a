import type { Block, Button, Line, Message, Span, Table } from '../../src/notify/message.ts';
import { clean, cleanLines, shorten, target } from './escape.ts';
import { limits } from './limits.ts';

/** A part of a post, its text cleaned; what follows chooses among these, shortens them and lays them out. */
export type Item =
  | { readonly type: 'headline'; readonly spans: Line }
  | { readonly type: 'line'; readonly spans: Line }
  | { readonly type: 'context'; readonly spans: Line }
  | { readonly type: 'quote'; readonly text: string; readonly attribution: Line }
  | { readonly type: 'table'; readonly table: Table }
  /** A table where Slack takes none: each row a line. */
  | { readonly type: 'rows'; readonly table: Table }
  | { readonly type: 'actions'; readonly buttons: readonly Button[] }
  | { readonly type: 'divider' };

/** The headline first. `tables`: how many of them the place takes as tables. */
export function itemsOf(message: Message, tables: 0 | 1): readonly Item[] {
  let left: number = tables;
  const items = message.blocks.flatMap((block): readonly Item[] => {
    const item = itemOf(block);
    if (item?.type !== 'table') return item === undefined ? [] : [item];
    if (item.table.columns.length === 0 || item.table.rows.length === 0) {
      return item.table.caption === '' ? [] : [{ type: 'line', spans: [{ text: item.table.caption, strong: true }] }];
    }
    left -= 1;
    return [left >= 0 ? item : { type: 'rows', table: item.table }];
  });
  return [{ type: 'headline', spans: headlineOf(message) }, ...items];
}

/** An address that leaves room in a text object for the words around it. */
const longestPrinted = 2000;

function headlineOf(message: Message): Line {
  const spans = cleanSpans(message.headline);
  if (!isBlank(spans)) return spans;
  const [first = ''] = cleanLines(message.text).split('\n');
  return [{ text: first.trim() === '' ? 'Ackwatch' : shorten(first, limits.header), strong: true }];
}

function itemOf(block: Block): Item | undefined {
  switch (block.type) {
    case 'line':
    case 'context': {
      const spans = cleanSpans(block.spans);
      if (isBlank(spans)) return undefined;
      // Small print is mrkdwn, where bold and struck text depends on the characters around it, and which ends at 3,000.
      const isPlain = spans.every(
        ({ strong, struck, href = '' }) => !strong && !struck && href.length <= longestPrinted,
      );
      return { type: isPlain ? block.type : 'line', spans };
    }
    case 'quote': {
      const text = cleanLines(block.text).trim();
      const attribution = cleanSpans(block.attribution);
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

function cleanSpans(spans: Line): Line {
  return spans.map(cleanSpan).filter(({ text }) => text !== '');
}

function cleanSpan({ text, href, ...rest }: Span): Span {
  const url = target(href);
  const shown = text.trim() === '' && url !== undefined ? url : text;
  // An address that Slack takes in another form is still shown as the same one.
  const label = url !== undefined && shown === href ? url : clean(shown);
  return { ...rest, text: label, ...(url === undefined ? {} : { href: url }) };
}

function isBlank(spans: Line): boolean {
  return spans.every(({ text }) => text.trim() === '');
}
