import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { CommandName } from '../../src/chat/commands.ts';
import type { Block, Button, Line, Message, Span, Table } from '../../src/chat/message.ts';
import { type TypedSpan, withTyped } from '../post/typed.ts';
import { safe, safeLines } from './safe.ts';

export interface Layout {
  /** Columns of the terminal; prose is never set wider than `widest`. */
  readonly width: number;
  readonly colour: boolean;
}

/** Longer lines are hard to read. */
const widest = 100;
const narrowest = 40;
const gap = '  ';

type Style = Parameters<typeof styleText>[0];

/** The message as lines of text, ending with one empty line. Everything a source wrote is made harmless here. */
export function renderText(given: Message, layout: Layout): string {
  const message = withTyped(given, shellCommand);
  const width = Math.max(narrowest, Math.min(widest, layout.width));
  const paint = (style: Style, text: string) =>
    layout.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text;
  const rule = paint('dim', '-'.repeat(width));
  const headline = fold(lineText(message.headline, paint), width, '');
  const shown = message.blocks.filter(
    (block) => block.type !== 'actions' || block.buttons.some(({ effect }) => effect === 'act'),
  );
  const blocks = shown.map((block) => blockText(block, width, paint));
  const body = blocks.flatMap((lines, index) => (apart(shown, index) ? ['', ...lines] : lines));
  return `${[rule, ...headline, '', ...body].join('\n')}\n\n`;
}

/** Commands that the command line has too; the others are for a channel of a chat. */
const inShell: ReadonlySet<CommandName> = new Set<CommandName>([
  'totals',
  'latest',
  'history',
  'incidents',
  'incident',
  'event',
  'raised-by',
  'delay',
  'findings',
  'why',
  'sources',
  'digest',
  'deliveries',
]);

function shellCommand({ typed, ...span }: TypedSpan): Span {
  const isHere =
    typed.type === 'command' &&
    inShell.has(typed.command) &&
    (typed.command !== 'digest' || Object.keys(typed.options).length === 0);
  return { ...span, text: isHere ? `\`ackwatch ${span.text}\`` : `\`${span.text}\`` };
}

type Paint = (style: Style, text: string) => string;

/** Lists, quotes and commands are set apart from the lines around them, and the small print after them. */
function apart(blocks: readonly Block[], index: number): boolean {
  const [before, here] = [blocks[index - 1]?.type, blocks[index]?.type];
  if (before === undefined) return false;
  const alone = (type: string | undefined) =>
    type === 'table' || type === 'quote' || type === 'divider' || type === 'actions';
  return alone(here) || alone(before) || (here === 'context') !== (before === 'context');
}

function blockText(block: Block, width: number, paint: Paint): readonly string[] {
  switch (block.type) {
    case 'line':
      return fold(lineText(block.spans, paint), width, '');
    case 'context':
      return fold(lineText(block.spans, paint), width, '').map((text) => paint('dim', text));
    case 'divider':
      return [paint('dim', '-'.repeat(Math.min(20, width)))];
    case 'quote':
      return [
        ...safeLines(block.text).flatMap((text) => fold(text, width, '  | ')),
        ...fold(lineText(block.attribution, paint), width, '    '),
      ];
    case 'table':
      return tableText(block, width, paint);
    case 'actions':
      return actionsText(block.buttons, paint);
  }
}

/** A command stays on one line, so that it can be copied. Buttons that only turn a page are left out. */
function actionsText(buttons: readonly Button[], paint: Paint): readonly string[] {
  return buttons
    .filter(({ effect }) => effect === 'act')
    .map(({ label, command }) => `${safe(label)}: ${paint('bold', `ackwatch ${safe(command)}`)}`);
}

function lineText(spans: Line, paint: Paint): string {
  return spans.map((span) => spanText(span, paint)).join('');
}

/** A value that is outdated is marked without colour too: it must not read as current. */
function spanText(span: Span, paint: Paint): string {
  const text = safe(span.text);
  const words = span.struck ? paint(['strikethrough', 'dim'], text) : span.strong ? paint('bold', text) : text;
  const marked = span.struck && words === text ? `~~${text}~~` : words;
  if (span.href === undefined) return marked;
  const address = safe(span.href);
  return address === text ? paint('underline', address) : `${marked} <${paint('underline', address)}>`;
}

/** `1,291 + 5 = 1,296` is read at one glance or not at all. */
const equation = /\d[\d,]*(?: [-+=] \d[\d,]*)+/g;
const unbroken = '\u00a0';

/** Words that are longer than the line, such as addresses, stay whole so that they can be copied. */
function fold(text: string, width: number, indent: string): readonly string[] {
  const room = Math.max(10, width - stringWidth(indent));
  const kept = text.replaceAll(equation, (terms) => terms.replaceAll(' ', unbroken));
  return wrapAnsi(kept, room, { trim: true })
    .replaceAll(unbroken, ' ')
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());
}

/** Side by side where the columns fit without breaking a word; on a narrow screen each row as a list of its cells. */
function tableText(table: Table, width: number, paint: Paint): readonly string[] {
  const titles = table.columns.map(({ title }) => safe(title));
  const rows = table.rows.map((row) => titles.map((_, index) => safe(row[index] ?? '')));
  const caption = fold(paint('bold', safe(table.caption)), width, '');
  const cells = titles.map((title, index) => [title, ...rows.map((row) => row[index] ?? '')]);
  const room = width - gap.length * titles.length;
  const widths = fitted(
    cells.map((column) => Math.max(...column.map((cell) => stringWidth(cell)))),
    cells.map((column) => Math.max(...column.map(longestWord))),
    room,
  );
  if (sum(widths) > room) {
    const item = (row: readonly string[]) =>
      row.flatMap((cell, index) => (cell === '' ? [] : [`${titles[index]}: ${cell}`])).join('; ');
    return [...caption, ...rows.flatMap((row) => fold(item(row), width, gap))];
  }
  const line = (row: readonly string[]) => {
    const folded = row.map((cell, index) => wrapAnsi(cell, Math.max(1, widths[index] ?? 1)).split('\n'));
    const height = Math.max(1, ...folded.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => {
      const parts = folded.map((lines, index) =>
        aligned(lines[at] ?? '', widths[index] ?? 0, table.columns[index]?.align ?? 'left'),
      );
      return `${gap}${parts.join(gap)}`.trimEnd();
    });
  };
  return [...caption, ...line(titles).map((text) => paint('dim', text)), ...rows.flatMap(line)];
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map((word) => stringWidth(word)));
}

function aligned(text: string, width: number, align: 'left' | 'right'): string {
  const padding = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? padding + text : text + padding;
}

/** Takes from the widest column, one at a time, until the table fits or no column may lose more. */
function fitted(natural: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const spare = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const most = Math.max(...spare);
    if (most === 0) break;
    widths[spare.indexOf(most)] = most - 1;
  }
  return widths;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
