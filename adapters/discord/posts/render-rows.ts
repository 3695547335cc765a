import type { Table } from '../../../src/chat/message.ts';
import { markdownLine } from './render-spans.ts';

/**
 * The rows of a table as points of a list, for Discord has no tables. On a phone a point holds some forty characters a
 * line: what a row is about stands in the first, and its figures, each behind the title of its column, in the second.
 */
export function rowLines({ columns, rows }: Table): readonly string[] {
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
