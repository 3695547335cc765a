import type { RichTextBlockElement, TableBlock } from '@slack/types';
import type { Table } from '../../../src/chat/message.ts';
import { shorten } from '../../post/clean.ts';
import { cellLength, limits } from './limits.ts';
import { richText } from './spans.ts';

/** The part of a table that Slack takes: columns from the left, rows from the top. */
export function withinTable(table: Table): Table {
  const columns = table.columns.slice(0, limits.table.columns);
  const titled = columns.map((column) => ({ ...column, title: shorten(column.title, cellLength) }));
  let characters = titled.reduce((sum, { title }) => sum + Math.max(1, title.length), 0);
  const rows = [];
  for (const row of table.rows.slice(0, limits.table.rows - 1)) {
    const cells = row.slice(0, columns.length).map((cell) => shorten(cell, cellLength));
    characters += cells.reduce((sum, cell) => sum + Math.max(1, cell.length), 0);
    if (characters > limits.table.characters) break;
    rows.push(cells);
  }
  return { ...table, columns: titled, rows };
}

export function tableBlock({ columns, rows }: Table): TableBlock {
  // A cell may not be empty.
  const row = (texts: readonly string[]) => texts.map((text) => ({ type: 'raw_text' as const, text: text || '–' }));
  return {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: align === 'left' })),
    rows: [row(columns.map(({ title }) => title)), ...rows.map(row)],
  };
}

/** Each row as a point of a list, under the caption. */
export function rowList(table: Table): RichTextBlockElement {
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: rowTexts(table).map((text) => ({ type: 'rich_text_section', elements: [richText(text)] })),
  };
}

/** Each row in words: the titles of its columns with what it holds. */
export function rowTexts({ columns, rows }: Table): readonly string[] {
  return rows.map((row) => {
    const said = columns.flatMap(({ title }, index) => {
      const cell = row[index] ?? '';
      return cell === '' ? [] : [title === '' ? cell : `${title}: ${cell}`];
    });
    return said.join('; ') || '-';
  });
}
