import type { Asker } from '../chat/conversation.ts';
import { DeliveryError } from '../chat/destination.ts';
import type { Wording } from '../compose/figures.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type CommandContext, RefusedError } from './command.ts';

/** What the commands of a chat are made from. */
export interface ConversationParts {
  readonly ledger: Pick<Ledger, 'transaction' | 'deliveries' | 'subscriptions' | 'lookups' | 'lines'>;
  readonly wordingFor: (language: string) => Wording;
  readonly now: () => Date;
  /** Who may change what a channel gets: whoever can ask there, who administers the space, or persons as an owner is named. */
  readonly subscribers: 'members' | 'admins' | readonly string[];
  /**
   * Proves that a channel can be posted to; rejects with `DeliveryError`. Absent, or `invalid`: that cannot be told, and
   * it is subscribed all the same.
   */
  readonly reach?: (destination: string, channel: string) => Promise<void>;
}

/** One question and where it was asked. */
export interface Scene {
  readonly parts: ConversationParts;
  readonly asker: Asker;
  readonly context: CommandContext;
  /** Asked in a channel of those who run Ackwatch: one that the configuration subscribes to its own troubles. */
  readonly isOperators: boolean;
}

/** Throws `RefusedError`, which says who may. */
export async function mayChange({ parts, asker, context }: Scene): Promise<void> {
  const { subscribers } = parts;
  const words = context.wording.language.commands.subscriptions.refused;
  if (subscribers === 'members') return;
  if (subscribers === 'admins') {
    if (!(await asTyped(asker.isAdmin()))) throw new RefusedError(words.admins);
    return;
  }
  // A person of one workspace is not the person of the same name in another.
  const names = asker.space === null ? [asker.person] : [asker.person, `${asker.space}/${asker.person}`];
  if (!names.some((name) => subscribers.includes(name))) throw new RefusedError(words.list(subscribers));
}

/** What a platform refuses is told to the one who asked: its message ends with the fix. */
async function asTyped<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof DeliveryError) throw new RefusedError(thrown.message);
    throw thrown;
  }
}

/** Throws `RefusedError` where the channel is known not to take posts. Where that cannot be told, gives why and what to do. */
export async function proveReach({ parts, asker }: Scene): Promise<string | null> {
  try {
    await parts.reach?.(asker.destination, asker.channel);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    if (thrown.kind !== 'invalid') throw new RefusedError(thrown.message);
    return thrown.message;
  }
}
