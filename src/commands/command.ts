import type { LookupStore } from '../ledger/ledger.ts';
import { finish, line } from '../notify/blocks.ts';
import type { Wording } from '../notify/figures.ts';
import type { Block, Message } from '../notify/message.ts';

/** What every command may ask. Commands know no platform: an answer is a message like any other. */
export interface CommandContext {
  readonly lookups: LookupStore;
  readonly wording: Wording;
}

export interface Answer {
  readonly message: Message;
  /** Give it back as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The question cannot be answered as it was put. The message says what to type instead. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** An answer of blocks under a headline. */
export function answer(
  headline: string,
  blocks: readonly Block[],
  { wording }: Pick<CommandContext, 'wording'>,
  next: string | null = null,
): Answer {
  const { language } = wording;
  const all = next === null ? blocks : [...blocks, line(language.commands.more(next))];
  const message = finish(
    {
      kind: null,
      priority: 'normal',
      language: language.tag,
      headline: [{ text: headline, strong: true }],
      blocks: all,
    },
    language,
  );
  return { message, next };
}
