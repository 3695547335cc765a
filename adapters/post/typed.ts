import { isCommandName } from '../../src/chat/commands.ts';
import type { Block, Line, Message, Span, Table, Typed } from '../../src/chat/message.ts';
import { plainText } from '../../src/chat/plain-text.ts';

/** A span that a person can type. */
export type TypedSpan = Span & { readonly typed: Typed };
/** Returns the span as the people of one platform give the command. `line` is the line around it. */
type ShowTyped = (span: TypedSpan, line: Line) => Span;

const marks = { struck: (text: string) => `[no longer: ${text}]`, quoted: (text: string) => `“${text}”` };

/** Returns the message with its commands as `show` gives them, in its plain text too. */
export function withTyped(message: Message, show: ShowTyped): Message {
  if (!hasTyped(message)) return message;
  const shown = {
    ...message,
    headline: shownLine(message.headline, show),
    blocks: message.blocks.map((block) => shownBlock(block, show)),
  };
  return { ...shown, text: plainText(shown, marks) };
}

function hasTyped({ headline, blocks }: Message): boolean {
  return [headline, ...blocks.map(lineOf)].some((line) => line.some(isTyped)) || blocks.some(hasCommands);
}

function lineOf(block: Block): Line {
  return 'spans' in block ? block.spans : block.type === 'quote' ? block.attribution : [];
}

function hasCommands(block: Block): boolean {
  return block.type === 'table' && block.columns.some(({ holds }) => holds === 'commands');
}

function isTyped(span: Span): span is TypedSpan {
  return span.typed !== undefined;
}

function shownLine(line: Line, show: ShowTyped): Line {
  return line.map((span) => (isTyped(span) ? show(span, line) : span));
}

function shownBlock(block: Block, show: ShowTyped): Block {
  switch (block.type) {
    case 'line':
    case 'context':
      return { ...block, spans: shownLine(block.spans, show) };
    case 'quote':
      return { ...block, attribution: shownLine(block.attribution, show) };
    case 'table':
      return hasCommands(block) ? { ...block, rows: shownRows(block, show) } : block;
    case 'actions':
    case 'divider':
      return block;
  }
}

function shownRows({ columns, rows }: Table, show: ShowTyped): Table['rows'] {
  return rows.map((row) =>
    row.map((cell, index) => {
      if (columns[index]?.holds !== 'commands' || !isCommandName(cell)) return cell;
      return show({ text: cell, typed: { type: 'command', command: cell, options: {} } }, []).text;
    }),
  );
}
