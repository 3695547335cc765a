import type { Line } from '../../../src/chat/message.ts';
import { clean, shorten } from '../../post/clean.ts';
import type { Item, Place } from '../../post/items.ts';
import { target } from './escape.ts';
import { limits } from './limits.ts';
import { withinTable } from './table.ts';

/** An address that leaves room in a text object for the words around it. */
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

/** An item within what Slack takes of its kind, whatever the budget. */
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
