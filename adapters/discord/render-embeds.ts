import type { APIEmbed } from 'discord-api-types/v10';
import type { Item } from '../post/items.ts';
import { inert } from './escape.ts';
import { limits } from './limits.ts';
import { rowLines } from './render-rows.ts';
import { markdownLine } from './render-spans.ts';

/** Lines of markdown that belong together; what stands apart from them is of another kind. */
interface Paragraph {
  readonly kind: 'flow' | 'rows' | 'quote' | 'print';
  readonly lines: readonly string[];
}

function paragraphOf(item: Item): Paragraph | undefined {
  switch (item.type) {
    case 'line':
      return { kind: 'flow', lines: [markdownLine(item.spans)] };
    case 'context':
      return { kind: 'print', lines: [`-# ${markdownLine(item.spans)}`] };
    case 'quote': {
      const quote = item.text.split('\n').map((line) => `> ${inert(line)}`);
      // Outside the bar: what a source writes cannot pass for who says it.
      const attribution = item.attribution.length === 0 ? [] : [`-# ${markdownLine(item.attribution)}`];
      return { kind: 'quote', lines: [...quote, ...attribution] };
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

/** All that is no headline and no button, in its order; an empty line between what is of different kinds. */
export function embedsOf(items: readonly Item[]): APIEmbed[] {
  const descriptions: string[] = [];
  let before: Paragraph['kind'] | 'divider' | undefined;
  for (const item of items) {
    const paragraph = paragraphOf(item);
    if (paragraph === undefined) {
      if (item.type === 'divider' && before !== undefined) before = 'divider';
      continue;
    }
    const isApart = before !== undefined && (before !== paragraph.kind || paragraph.kind === 'rows');
    for (const [index, line] of paragraph.lines.entries()) {
      const last = descriptions.at(-1);
      const joined = `${last}\n${isApart && index === 0 ? '\n' : ''}${line}`;
      if (last !== undefined && joined.length <= limits.description) descriptions[descriptions.length - 1] = joined;
      else descriptions.push(line);
    }
    before = paragraph.kind;
  }
  return descriptions.map((description) => ({ description }));
}

/** Of one item alone: no more is it together with others. Infinite where one line is longer than an embed takes. */
export function costOf(item: Item, longestLine: number): number {
  const lines = paragraphOf(item)?.lines ?? [];
  if (lines.some((line) => line.length > longestLine)) return Number.POSITIVE_INFINITY;
  return lines.reduce((sum, line) => sum + line.length + 1, 1);
}
