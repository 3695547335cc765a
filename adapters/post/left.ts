import type { Line } from '../../src/chat/message.ts';
import type { Item } from './items.ts';

/** How much of a message is not in its post. */
export interface Left {
  readonly entries: number;
  readonly columns: number;
  readonly lines: number;
  readonly quotes: number;
  readonly buttons: number;
  /** Addresses that the platform does not accept as links. */
  readonly addresses: number;
  /** Parts that were cut. */
  readonly shortened: number;
  /** The address of the report with all entries; undefined where the message names no source. */
  readonly report: string | undefined;
}

export function leftOf(items: readonly Item[], kept: ReadonlyMap<number, Item>, addresses: number): Left {
  const count = { addresses, entries: 0, columns: 0, lines: 0, quotes: 0, buttons: 0, shortened: 0 };
  let report: string | undefined;
  for (const [index, item] of items.entries()) {
    const other = kept.get(index);
    switch (item.type) {
      case 'table':
      case 'rows': {
        const table = other !== undefined && 'table' in other ? other.table : undefined;
        const entries = item.table.rows.length - (table?.rows.length ?? 0);
        count.entries += entries;
        if (entries > 0) report ??= sourceNear(items, index);
        if (table === undefined) break;
        count.columns += item.table.columns.length - table.columns.length;
        if (cellsOf(table.rows).some((cell, at) => cell !== cellsOf(item.table.rows, table.columns.length)[at])) {
          count.shortened += 1;
        }
        break;
      }
      case 'actions':
        count.buttons += item.buttons.length - (other !== undefined && 'buttons' in other ? other.buttons.length : 0);
        break;
      case 'quote':
        if (other === undefined) count.quotes += 1;
        else if (wordsOf(item) !== wordsOf(other)) count.shortened += 1;
        break;
      case 'divider':
        break;
      default:
        if (other === undefined) count.lines += 1;
        else if (wordsOf(item) !== wordsOf(other)) count.shortened += 1;
    }
  }
  return { ...count, report: report ?? sourceNear(items, 0) };
}

function cellsOf(rows: readonly (readonly string[])[], columns?: number): readonly string[] {
  return rows.flatMap((row) => row.slice(0, columns));
}

function wordsOf(item: Item): string {
  if (item.type === 'quote') return item.text + item.attribution.map(({ text }) => text).join('');
  return 'spans' in item ? item.spans.map(({ text }) => text).join('') : '';
}

/** Returns the first link of the small print after a table, or else before it. */
function sourceNear(items: readonly Item[], index: number): string | undefined {
  const links = (some: readonly Item[]) =>
    some.flatMap((item) => (item.type === 'context' ? item.spans.flatMap(({ href }) => href ?? []) : []));
  return links(items.slice(index))[0] ?? links(items.slice(0, index)).at(-1);
}

/** Returns a sentence for each kind of loss, as the post says it. Empty where nothing is missing. */
export function wordsOfLeft(left: Left): readonly string[] {
  const { entries, columns, lines, quotes, buttons, addresses, shortened, report } = left;
  const missing = [
    counted(lines, 'line', 'lines'),
    counted(quotes, 'quote', 'quotes'),
    counted(columns, 'column', 'columns'),
    counted(buttons, 'button', 'buttons'),
  ].filter((words) => words !== '');
  return [
    ...(entries === 0
      ? []
      : [`${counted(entries, 'more entry is', 'more entries are')} ${report ? 'in the report' : 'not shown here'}.`]),
    ...(missing.length === 0 ? [] : [`Left out because the post was too long: ${missing.join(', ')}.`]),
    ...(addresses === 0 ? [] : [`${counted(addresses, 'address is', 'addresses are')} too long to be shown.`]),
    ...(shortened === 0 ? [] : [`${counted(shortened, 'part ends', 'parts end')} early, at “…”.`]),
  ];
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** A longer address is not repeated: the source line, which is always shown, has it. */
const longestAddress = 400;

/** Returns the line of the post that says what is missing, with a link to the report. */
export function noticeOf(left: Left): Line {
  const sentences = wordsOfLeft(left);
  const { report } = left;
  if (sentences.length === 0) return [];
  const text = sentences.join(' ');
  if (report === undefined || report.length > longestAddress) return [{ text }];
  const [before, after] = text.split('the report', 2);
  return left.entries > 0 && after !== undefined
    ? [{ text: before ?? '' }, { text: 'the report', href: report }, { text: after }]
    : [{ text: `${text} Read ` }, { text: 'the report', href: report }, { text: '.' }];
}

/** Returns the items with that line at the end, above the buttons. */
export function withNotice(items: readonly Item[], left: Left): readonly Item[] {
  const spans = noticeOf(left);
  if (spans.length === 0) return items;
  const end = items.at(-1)?.type === 'actions' ? items.length - 1 : items.length;
  return [...items.slice(0, end), { type: 'context', spans }, ...items.slice(end)];
}
