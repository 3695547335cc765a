import type { Asker } from '../chat/conversation.ts';
import { DeliveryError, type PostSettings } from '../chat/destination.ts';
import type { Wording } from '../compose/figures.ts';
import type { Preferences } from '../domain/subscriptions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postSettings } from '../outbox/calls.ts';
import { type CommandContext, RefusedError } from './command.ts';

/** What a conversation needs from outside. */
export interface ConversationParts {
  readonly ledger: Pick<Ledger, 'transaction' | 'deliveries' | 'subscriptions' | 'lookups' | 'lines'>;
  readonly wordingFor: (language: string) => Wording;
  readonly now: () => Date;
  /** Who may change a subscription: members of the channel, admins of the space, or a list of persons, named as owners are. */
  readonly subscribers: 'members' | 'admins' | readonly string[];
  /**
   * Proves that a channel can be posted to; rejects with `DeliveryError`. Where it is absent, or rejects as `invalid`, that
   * is not known, and the channel is subscribed all the same.
   */
  readonly reach?: (destination: string, channel: string, settings: PostSettings) => Promise<void>;
}

/** One command and where it was typed. */
export interface CommandRequest {
  readonly parts: ConversationParts;
  readonly asker: Asker;
  readonly context: CommandContext;
  /** True in a channel of those who run Ackwatch: one that the configuration subscribes to health findings. */
  readonly isOperators: boolean;
}

/** Throws `RefusedError`, which says who may change the subscription. */
export async function assertMayChange({ parts, asker, context }: CommandRequest): Promise<void> {
  const { subscribers } = parts;
  const words = context.wording.language.commands.subscriptions.refused;
  if (subscribers === 'members') return;
  if (subscribers === 'admins') {
    if (!(await refusing(asker.isAdmin()))) throw new RefusedError(words.admins);
    return;
  }
  // A person of one workspace is not the person of the same name in another.
  const names = asker.space === null ? [asker.person] : [asker.person, `${asker.space}/${asker.person}`];
  if (!names.some((name) => subscribers.includes(name))) throw new RefusedError(words.list(subscribers));
}

/** Turns a platform's refusal into an answer for the person: its message ends with the fix. */
async function refusing<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof DeliveryError) throw new RefusedError(thrown.message);
    throw thrown;
  }
}

/**
 * Throws `RefusedError` where the channel is known not to take such posts. Returns null where it takes them, and where that is not
 * known the reason and what to do.
 */
export async function assertReachable(
  { parts, asker }: CommandRequest,
  preferences: Pick<Preferences, 'replies'>,
): Promise<string | null> {
  try {
    await parts.reach?.(asker.destination, asker.channel, postSettings(preferences, null));
    return null;
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    if (thrown.kind !== 'invalid') throw new RefusedError(thrown.message);
    return thrown.message;
  }
}
