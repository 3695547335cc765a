import { isDeepStrictEqual } from 'node:util';
import type { ActionsBlock, ContextBlock, KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Button, Line } from '../../../src/chat/message.ts';
import type { Item } from '../../post/items.ts';
import { limits } from './limits.ts';
import { mrkdwnLine, richLine, richText } from './spans.ts';
import { rowList, tableBlock } from './table.ts';

/** Items as blocks, in their order: neighbouring lines and quotes are one block of rich text, small print one context. */
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
        // Outside the bar: what a source writes cannot pass for who says it.
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

/** Texts of one style that stand together are one element, where that is not too long. */
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
 * A header is the largest Slack has, on a phone too; it is plain text, so what is struck, linked or longer becomes bold
 * rich text.
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

/** A line each; as few elements as hold them. */
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
