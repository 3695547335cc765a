import type { Line, Table } from '../../../src/chat/message.ts';
import { clean, shorten } from '../../post/clean.ts';
import type { Item, Place } from '../../post/items.ts';
import { target } from './escape.ts';
import { cellLength, limits } from './limits.ts';

/** The longest address, in characters, that leaves room for other words in a text object. */
const longestPrinted = 2000;

export function placeWith(tables: 0 | 1): Place {
  return {
    tables,
    headline: limits.header,
    // Small print is mrkdwn, where bold and struck text depends on the characters around it, and which ends at 3,000.
    isSmall: (spans) =>
      spans.every(({ strong, struck, href = '' }) => !strong && !struck && href.length <= longestPrinted),
    target,
  };
}

/** Returns the item cut to Slack's limits for its kind. The budget of the whole message is applied elsewhere. */
export function withinLimits(item: Item): Item {
  switch (item.type) {
    case 'table':
    case 'rows':
      return { ...item, table: { ...withinTable(item.table), caption: shorten(item.table.caption, limits.header) } };
    case 'actions': {
      // Half a command is another command.
      const whole = item.buttons.filter(({ command }) => isCommand(command));
      const buttons = whole.map((button) => ({
        ...button,
        label: shorten(button.label || clean(button.command).trim() || '…', limits.button.label),
      }));
      return { ...item, buttons };
    }
    case 'quote':
      return { ...item, text: shorten(item.text, limits.textObject), attribution: withinText(item.attribution) };
    case 'divider':
      return item;
    default:
      return { ...item, spans: withinText(item.spans) };
  }
}

function isCommand(command: string): boolean {
  return command !== '' && command.length <= limits.button.value && command.isWellFormed() && !/\p{Cc}/u.test(command);
}

function withinText(spans: Line): Line {
  return spans.map((span) =>
    span.text === span.href ? span : { ...span, text: shorten(span.text, limits.textObject) },
  );
}

/** Returns the part of a table that Slack accepts: columns from the left, rows from the top. */
function withinTable(table: Table): Table {
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
