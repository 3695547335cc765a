import type { APIEmbed } from 'discord-api-types/v10';
import type { Table } from '../../../src/chat/message.ts';
import type { Item } from '../../post/items.ts';
import { inert, markdownLine } from './markdown.ts';
import { limits } from './payload.ts';

/** Lines of markdown that belong together. */
interface Paragraph {
  readonly kind: 'group' | 'title' | 'line' | 'rows' | 'quote' | 'print';
  readonly lines: readonly string[];
}

function paragraphOf(item: Item): Paragraph | undefined {
  switch (item.type) {
    case 'line':
      return { kind: isTitle(item) ? 'title' : 'line', lines: [markdownLine(item.spans).trim()] };
    case 'context':
      return { kind: 'print', lines: [`-# ${markdownLine(item.spans).trim()}`] };
    case 'quote': {
      const quote = item.text.split('\n').map((line) => `> ${inert(line)}`);
      // Outside the quote, so that a source's words cannot imitate the attribution.
      const attribution = markdownLine(item.attribution).trim();
      return { kind: 'quote', lines: [...quote, ...(attribution === '' ? [] : [`-# ${attribution}`])] };
    }
    case 'table':
    case 'rows': {
      const { caption } = item.table;
      const title = caption === '' ? [] : [markdownLine([{ text: caption, strong: true }])];
      return { kind: 'rows', lines: [...title, ...rowLines(item.table)] };
    }
    // The headline is above the embeds and the buttons below them; a divider becomes an empty line.
    case 'headline':
    case 'actions':
    case 'divider':
      return undefined;
  }
}

function isTitle(item: Item | undefined): boolean {
  return item?.type === 'line' && item.spans.every(({ strong, struck }) => strong || struck);
}

/** Returns a larger title where it precedes another title; undefined for other items. */
function groupTitle(item: Item): Paragraph | undefined {
  if (item.type !== 'line') return undefined;
  return { kind: 'group', lines: [`### ${markdownLine(item.spans.map(({ strong: _, ...span }) => span))}`] };
}

/** Longer lines wrap on a phone, and need an empty line between them. */
const longLine = 60;

function isApart(before: Paragraph | undefined, here: Paragraph, isDivided: boolean): boolean {
  // Discord adds space above a heading.
  if (before === undefined || here.kind === 'group') return false;
  if (isDivided || before.kind !== here.kind) return isDivided || (before.kind !== 'title' && before.kind !== 'group');
  if (here.kind === 'line') return [...before.lines, ...here.lines].some((line) => line.length > longLine);
  return here.kind === 'rows' || here.kind === 'quote';
}

/** Returns the embeds of all items but headlines and buttons, in order. */
export function embedsOf(items: readonly Item[]): APIEmbed[] {
  const descriptions: string[] = [];
  let before: Paragraph | undefined;
  let isDivided = false;
  for (const [at, item] of items.entries()) {
    const isGroup = isTitle(item) && isTitle(items[at + 1]);
    const paragraph = (isGroup ? groupTitle(item) : undefined) ?? paragraphOf(item);
    if (paragraph === undefined) {
      isDivided ||= item.type === 'divider';
      continue;
    }
    for (const [index, line] of paragraph.lines.entries()) {
      const last = descriptions.at(-1);
      const gap = index === 0 && isApart(before, paragraph, isDivided) ? '\n\n' : '\n';
      const joined = `${last}${gap}${line}`;
      if (last !== undefined && joined.length <= limits.description) descriptions[descriptions.length - 1] = joined;
      else descriptions.push(line);
    }
    before = paragraph;
    isDivided = false;
  }
  return descriptions.map((description) => ({ description }));
}

/** Returns the characters of one item; together with others it costs no more. Infinite where one line is too long for an embed. */
export function costOf(item: Item, longestLine: number): number {
  const lines = paragraphOf(item)?.lines ?? [];
  if (lines.some((line) => line.length > longestLine)) return Number.POSITIVE_INFINITY;
  return lines.reduce((sum, line) => sum + line.length + 1, 1);
}

/**
 * Returns the rows of a table as list items, because Discord has no tables. A phone shows about forty characters a line: the
 * first line says what the row is about, the second holds its figures, each after the title of its column.
 */
function rowLines({ columns, rows }: Table): readonly string[] {
  return rows.map((row) => {
    const cells = columns.flatMap(({ title, align }, index) => {
      const text = row[index] ?? '';
      // The second cell needs no title, unless it is a figure.
      const isNamed = title !== '' && index > 0 && (index > 1 || align === 'right');
      return text === '' ? [] : [isNamed ? `${title}: ${text}` : text];
    });
    const [lead = '–', second, ...rest] = cells;
    const first = markdownLine([
      { text: lead, strong: true },
      ...(second === undefined ? [] : [{ text: `${separator}${second}` }]),
    ]);
    if (rest.length === 0) return `- ${first}`;
    const more = markdownLine([{ text: rest.join(separator) }]);
    return rest.length === 1 ? `- ${first}${separator}${more}` : `- ${first}\n  ${more}`;
  });
}

const separator = ' · ';
