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
      // Outside the bar: what a source writes cannot pass for who says it.
      const attribution = markdownLine(item.attribution).trim();
      return { kind: 'quote', lines: [...quote, ...(attribution === '' ? [] : [`-# ${attribution}`])] };
    }
    case 'table':
    case 'rows': {
      const { caption } = item.table;
      const title = caption === '' ? [] : [markdownLine([{ text: caption, strong: true }])];
      return { kind: 'rows', lines: [...title, ...rowLines(item.table)] };
    }
    // The headline stands above the embeds, the buttons under them; what divides is an empty line.
    case 'headline':
    case 'actions':
    case 'divider':
      return undefined;
  }
}

function isTitle(item: Item | undefined): boolean {
  return item?.type === 'line' && item.spans.every(({ strong, struck }) => strong || struck);
}

/** A title above a title heads a group, and is larger. */
function groupTitle(item: Item): Paragraph | undefined {
  if (item.type !== 'line') return undefined;
  return { kind: 'group', lines: [`### ${markdownLine(item.spans.map(({ strong: _, ...span }) => span))}`] };
}

/** Lines that are wrapped on a phone run together, unless there is air between them. */
const longLine = 60;

function isApart(before: Paragraph | undefined, here: Paragraph, isDivided: boolean): boolean {
  // Discord itself leaves room above a heading.
  if (before === undefined || here.kind === 'group') return false;
  if (isDivided || before.kind !== here.kind) return isDivided || (before.kind !== 'title' && before.kind !== 'group');
  if (here.kind === 'line') return [...before.lines, ...here.lines].some((line) => line.length > longLine);
  return here.kind === 'rows' || here.kind === 'quote';
}

/** All that is no headline and no button, in its order. */
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

/** Of one item alone: no more is it together with others. Infinite where one line is longer than an embed takes. */
export function costOf(item: Item, longestLine: number): number {
  const lines = paragraphOf(item)?.lines ?? [];
  if (lines.some((line) => line.length > longestLine)) return Number.POSITIVE_INFINITY;
  return lines.reduce((sum, line) => sum + line.length + 1, 1);
}

/**
 * The rows of a table as points of a list, for Discord has no tables. On a phone a point holds some forty characters a
 * line: what a row is about stands in the first, and its figures, each behind the title of its column, in the second.
 */
function rowLines({ columns, rows }: Table): readonly string[] {
  return rows.map((row) => {
    const cells = columns.flatMap(({ title, align }, index) => {
      const text = row[index] ?? '';
      // The second says what it is by itself, unless it is a figure.
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
