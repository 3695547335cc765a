import type { Block, Button, Line, Message } from '../chat/message.ts';
import { plainLine } from '../chat/plain-text.ts';
import { actions, finish, line, spans, type Words } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import type { FindingKind } from '../domain/findings.ts';
import type { LookupStore } from '../ledger/ledger.ts';

/** What every command may use. Commands know no platform: an answer is a message like any other. */
export interface CommandContext {
  readonly lookups: LookupStore;
  readonly wording: Wording;
  /** The kinds of findings that may be shown here. Absent: all. */
  readonly kinds?: readonly FindingKind[];
  /** For answers with buttons: the line that was typed, without its page. Absent: words say how to go on. */
  readonly paging?: { readonly command: string; readonly isFirst: boolean };
}

export interface Answer {
  readonly message: Message;
  /** The value of `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The command cannot be read or answered as typed. The message says what to type instead. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  /** The message as spans. */
  readonly line: Line;

  constructor(words: Words) {
    const line = spans(words);
    super(plainLine(line, { struck: (text) => text }));
    this.line = line;
  }
}

/** The command was understood and is refused. The message says who may do it, or where. */
export class RefusedError extends CommandError {
  override readonly name = 'RefusedError';
  /** The headline of the answer; null for the usual one, that nothing was changed. */
  readonly headline: string | null;

  constructor(words: Words, headline: string | null = null) {
    super(words);
    this.headline = headline;
  }
}

/** People name a finding or a post by this many characters of its id. */
export const idLength = 10;

/** The longest command that a button can hold on every platform, in characters. */
export const maxButtonCommand = 1990;

function pagingButtons(
  { wording, paging }: Pick<CommandContext, 'wording' | 'paging'>,
  next: string | null,
): readonly Block[] {
  const words = wording.language.commands;
  if (paging === undefined) return next === null ? [] : [line(words.more(next))];
  const { command, isFirst } = paging;
  const buttons: readonly Button[] = [
    ...(next === null
      ? []
      : [{ label: words.earlier, command: `${command} --after ${next}`, effect: 'turn' as const }]),
    ...(isFirst ? [] : [{ label: words.newest, command, effect: 'turn' as const }]),
  ];
  const fitting = buttons.filter((button) => button.command.length <= maxButtonCommand);
  return actions(...fitting);
}

/** Returns an answer of blocks under a headline, with buttons for its pages. */
export function answer(
  headline: string,
  blocks: readonly Block[],
  context: Pick<CommandContext, 'wording' | 'paging'>,
  next: string | null = null,
): Answer {
  const { language } = context.wording;
  const message = finish(
    {
      kind: null,
      priority: 'normal',
      language: language.tag,
      headline: [{ text: headline, strong: true }],
      blocks: [...blocks, ...pagingButtons(context, next)],
    },
    language,
  );
  return { message, next };
}

/** Whether the value is a `LedgerError` of one of these kinds. */
export function isLedgerError(thrown: unknown, ...kinds: readonly string[]): boolean {
  return (
    thrown instanceof Error &&
    thrown.name === 'LedgerError' &&
    'kind' in thrown &&
    typeof thrown.kind === 'string' &&
    kinds.includes(thrown.kind)
  );
}
