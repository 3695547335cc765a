import type { Button, Line } from '../../../src/chat/message.ts';
import { clean, shorten } from '../../post/clean.ts';
import type { Item, Place } from '../../post/items.ts';
import { target } from './escape.ts';
import { cellLength, headlineLength, limits, lineLength, columns as mostColumns, sparedButtons } from './limits.ts';
import { customIdOf } from './payload.ts';

export const place: Place = { tables: 0, headline: headlineLength, isSmall: () => true, target };

/** Each item within what Discord takes of its kind, whatever the budget. */
export function withinLimits(items: readonly Item[]): readonly Item[] {
  const buttons = buttonsWithin(items);
  return items.map((item): Item => {
    switch (item.type) {
      case 'table':
      case 'rows': {
        const columns = item.table.columns.slice(0, mostColumns);
        const titled = columns.map((column) => ({ ...column, title: shorten(column.title, cellLength) }));
        const rows = item.table.rows.map((row) => columns.map((_, index) => shorten(row[index] ?? '', cellLength)));
        return {
          ...item,
          table: { ...item.table, caption: shorten(item.table.caption, cellLength), columns: titled, rows },
        };
      }
      case 'actions':
        return { ...item, buttons: item.buttons.flatMap((button) => buttons.get(button) ?? []) };
      case 'quote':
        return { ...item, text: shorten(item.text, lineLength), attribution: withinText(item.attribution) };
      case 'divider':
        return item;
      default:
        return { ...item, spans: withinText(item.spans) };
    }
  });
}

/** Of all blocks together, each asking what no other asks: Discord refuses two of one name. */
function buttonsWithin(items: readonly Item[]): ReadonlyMap<Button, Button> {
  const kept = new Map<Button, Button>();
  const ids = new Set<string>();
  const most = limits.rows * limits.buttonsInRow - sparedButtons;
  for (const button of items.flatMap((item) => (item.type === 'actions' ? item.buttons : []))) {
    const { command, effect } = button;
    const id = customIdOf(effect, command);
    if (!isWhole(command) || id.length > limits.button.customId || ids.has(id) || kept.size === most) continue;
    ids.add(id);
    kept.set(button, { ...button, label: shorten(button.label || clean(command).trim() || '…', limits.button.label) });
  }
  return kept;
}

/** Half a command is another command. */
function isWhole(command: string): boolean {
  return command !== '' && command.isWellFormed() && !/\p{Cc}/u.test(command);
}

function withinText(spans: Line): Line {
  return spans.map((span) => (span.text === span.href ? span : { ...span, text: shorten(span.text, lineLength) }));
}
