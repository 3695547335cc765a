import type { Block, Button, Line, Message } from '../chat/message.ts';
import { plainLine } from '../chat/plain-text.ts';
import { actions, finish, line, spans, type Words } from '../compose/blocks.ts';
import type { Wording } from '../compose/figures.ts';
import type { FindingKind } from '../domain/findings.ts';
import type { LookupStore } from '../ledger/ledger.ts';

/** What every command may ask. Commands know no platform: an answer is a message like any other. */
export interface CommandContext {
  readonly lookups: LookupStore;
  readonly wording: Wording;
  /** The kinds of findings that may be asked after here. Absent: all. */
  readonly kinds?: readonly FindingKind[];
  /** Where an answer has buttons: the line that was asked, without its page. Absent: how to go on is said in words. */
  readonly paging?: { readonly command: string; readonly isFirst: boolean };
}

export interface Answer {
  readonly message: Message;
  /** Give it back as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The question cannot be answered as it was put. The message says what to type instead. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  /** The message with its spans. */
  readonly line: Line;

  constructor(words: Words) {
    const line = spans(words);
    super(plainLine(line, { struck: (text) => text }));
    this.line = line;
  }
}

/** It was understood and is not done: who may do it, or where, is said. */
export class RefusedError extends CommandError {
  override readonly name = 'RefusedError';
  /** What is said first; null: that nothing was changed. */
  readonly headline: string | null;

  constructor(words: Words, headline: string | null = null) {
    super(words);
    this.headline = headline;
  }
}

/** By so much of its id people name a finding or a post. */
export const idLength = 10;

/** Platforms hold no longer command in a button. */
export const longestCommand = 1990;

function turns({ wording, paging }: Pick<CommandContext, 'wording' | 'paging'>, next: string | null): readonly Block[] {
  const words = wording.language.commands;
  if (paging === undefined) return next === null ? [] : [line(words.more(next))];
  const { command, isFirst } = paging;
  const buttons: readonly Button[] = [
    ...(next === null
      ? []
      : [{ label: words.earlier, command: `${command} --after ${next}`, effect: 'turn' as const }]),
    ...(isFirst ? [] : [{ label: words.newest, command, effect: 'turn' as const }]),
  ];
  const fitting = buttons.filter((button) => button.command.length <= longestCommand);
  return actions(...fitting);
}

/** An answer of blocks under a headline. */
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
      blocks: [...blocks, ...turns(context, next)],
    },
    language,
  );
  return { message, next };
}

/** Whether it is an error of the ledger, of one of these kinds. */
export function isLedgerError(thrown: unknown, ...kinds: readonly string[]): boolean {
  return (
    thrown instanceof Error &&
    thrown.name === 'LedgerError' &&
    'kind' in thrown &&
    typeof thrown.kind === 'string' &&
    kinds.includes(thrown.kind)
  );
}
