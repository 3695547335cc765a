import { isDeepStrictEqual } from 'node:util';
import type {
  ActionsBlock,
  ContextBlock,
  KnownBlock,
  RichTextBlockElement,
  RichTextElement,
  TableBlock,
} from '@slack/types';
import type { Button, Line, Table } from '../../../src/chat/message.ts';
import type { Item } from '../../post/items.ts';
import { limits } from './limits.ts';
import { mrkdwnLine, richLine, richText } from './spans.ts';

/** Returns items as blocks, in order. Adjacent lines and quotes become one rich text block, small print one context block. */
export function blocksOf(items: readonly Item[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let flow: RichTextBlockElement[] = [];
  let section: RichTextElement[] = [];
  let print: string[] = [];
  let buttons = 0;

  function endSection(): void {
    if (section.length > 0) flow.push({ type: 'rich_text_section', elements: merged(section) });
    section = [];
  }
  function end(): void {
    endSection();
    if (flow.length > 0) blocks.push({ type: 'rich_text', elements: flow });
    flow = [];
    blocks.push(...contextsOf(print));
    print = [];
  }
  function line(elements: readonly RichTextElement[]): void {
    if (print.length > 0) end();
    if (section.length > 0) section.push(richText('\n'));
    section.push(...elements);
  }

  for (const item of items) {
    switch (item.type) {
      case 'headline':
        end();
        blocks.push(headlineBlock(item.spans));
        break;
      case 'line':
        line(richLine(item.spans));
        break;
      case 'quote':
        if (print.length > 0) end();
        endSection();
        flow.push({ type: 'rich_text_quote', elements: [richText(item.text)] });
        // Outside the quote bar, so that a source cannot write its own attribution.
        if (item.attribution.length > 0) line(richLine(item.attribution));
        break;
      case 'context':
        if (print.length === 0) end();
        print.push(mrkdwnLine(item.spans));
        break;
      case 'rows':
      case 'table':
        if (item.table.caption !== '') line([richText(item.table.caption, { strong: true })]);
        if (item.type === 'table') {
          end();
          blocks.push(tableBlock(item.table));
          break;
        }
        if (print.length > 0) end();
        endSection();
        flow.push(rowList(item.table));
        break;
      case 'divider':
        end();
        if (blocks.length > 0 && blocks.at(-1)?.type !== 'divider') blocks.push({ type: 'divider' });
        break;
      case 'actions':
        end();
        for (let from = 0; from < item.buttons.length; from += limits.buttons) {
          const some = item.buttons.slice(from, from + limits.buttons);
          blocks.push(actionsBlock(some, buttons));
          buttons += some.length;
        }
        break;
    }
  }
  end();
  return blocks.at(-1)?.type === 'divider' ? blocks.slice(0, -1) : blocks;
}

/** Joins adjacent texts of the same style into one element, up to the limit of a text object. */
function merged(elements: readonly RichTextElement[]): RichTextElement[] {
  const runs: RichTextElement[] = [];
  for (const element of elements) {
    const last = runs.at(-1);
    const isSame = last?.type === 'text' && element.type === 'text' && isDeepStrictEqual(last.style, element.style);
    if (isSame && last.text.length + element.text.length <= limits.textObject) {
      runs[runs.length - 1] = { ...last, text: last.text + element.text };
    } else runs.push(element);
  }
  return runs;
}

/**
 * Returns a header block, the largest text that Slack has. A header is plain text, so struck, linked or longer headlines
 * become bold rich text.
 */
function headlineBlock(spans: Line): KnownBlock {
  const text = spans.map((span) => span.text).join('');
  const isPlain = spans.every(({ struck, href, at }) => !struck && href === undefined && at === undefined);
  if (isPlain && text.length <= limits.header) {
    return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
  }
  const elements = richLine(spans.map((span) => ({ ...span, strong: true })));
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** Returns small print, one line each, in as few elements as possible. */
function contextsOf(lines: readonly string[]): readonly ContextBlock[] {
  const texts: string[] = [];
  for (const text of lines) {
    const last = texts.at(-1);
    const joined = `${last}\n${text}`;
    if (last !== undefined && joined.length <= limits.textObject) texts[texts.length - 1] = joined;
    else texts.push(text);
  }
  const blocks: ContextBlock[] = [];
  for (let from = 0; from < texts.length; from += limits.contextElements) {
    const elements = texts
      .slice(from, from + limits.contextElements)
      .map((text) => ({ type: 'mrkdwn' as const, text, verbatim: true }));
    blocks.push({ type: 'context', elements });
  }
  return blocks;
}

function actionsBlock(buttons: readonly Button[], before: number): ActionsBlock {
  return {
    type: 'actions',
    elements: buttons.map(({ label, command, effect }, index) => ({
      type: 'button',
      action_id: `ackwatch:${effect}:${before + index}`,
      text: { type: 'plain_text', text: label, emoji: false },
      value: command,
    })),
  };
}

function tableBlock({ columns, rows }: Table): TableBlock {
  // A cell may not be empty.
  const row = (texts: readonly string[]) => texts.map((text) => ({ type: 'raw_text' as const, text: text || '–' }));
  return {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: align === 'left' })),
    rows: [row(columns.map(({ title }) => title)), ...rows.map(row)],
  };
}

/** Returns a bulleted list with one point per row. */
function rowList(table: Table): RichTextBlockElement {
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: rowTexts(table).map((text) => ({ type: 'rich_text_section', elements: [richText(text)] })),
  };
}

/** Returns each row as one line of words, each cell after the title of its column. */
export function rowTexts({ columns, rows }: Table): readonly string[] {
  return rows.map((row) => {
    const said = columns.flatMap(({ title }, index) => {
      const cell = row[index] ?? '';
      return cell === '' ? [] : [title === '' ? cell : `${title}: ${cell}`];
    });
    return said.join('; ') || '-';
  });
}
