import type { Table } from '../../src/notify/message.ts';
import { markdownLine } from './render-spans.ts';

/**
 * The rows of a table as points of a list, for Discord has no tables: what leads a row strong, the rest behind it with the
 * titles of its columns.
 */
export function rowLines(table: Table): readonly string[] {
  return table.rows.map((row) => rowLine(row, table.columns));
}

function rowLine(row: readonly string[], columns: Table['columns']): string {
  const cells = columns.map(({ title, align }, index) => ({ title, align, text: row[index] ?? '' }));
  const [lead, ...rest] = cells.filter(({ text }) => text !== '');
  if (lead === undefined) return '- \u2013';
  const named = rest.map(({ title, align, text }) =>
    title === '' || (align === 'left' && text === cells[1]?.text) ? text : `${title}: ${text}`,
  );
  return `- ${markdownLine([{ text: lead.text, strong: true }, ...named.map((text) => ({ text: ` · ${text}` }))])}`;
}
