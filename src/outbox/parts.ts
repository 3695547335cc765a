import type { Destination, Log } from '../chat/destination.ts';
import type { Block } from '../chat/message.ts';
import type { Wording } from '../compose/figures.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * Tests kill the process at each of these steps. Of a post, in order: `claimed`, `sending` (written down before the
 * platform is called), `posted` (the platform has it), `recorded`. Of the edit of an earlier post, after the post that
 * asks for it is recorded: `editing`, `edited` (the platform has it; not yet written down).
 */
export type DeliveryStep = 'claimed' | 'sending' | 'posted' | 'recorded' | 'editing' | 'edited';

export interface DelivererParts {
  readonly ledger: Pick<Ledger, 'transaction' | 'deliveries' | 'edits' | 'subscriptions' | 'lookups'>;
  /** By name. One that is configured and missing here is off: its posts wait. */
  readonly destinations: ReadonlyMap<string, Destination>;
  /** For posts to operators. */
  readonly wording: Wording;
  /** For the language of a subscription (BCP 47); absent: `wording` for all. */
  readonly wordingFor?: (language: string) => Wording;
  /** What a weekly digest ends with; absent: nothing. */
  readonly endOfWeek?: (wording: Wording) => Promise<readonly Block[]>;
  readonly now: () => Date;
  /** Resolves early, without an error, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unique among the processes that share the ledger, restarts included. */
  readonly worker: string;
  readonly log: Log;
  readonly observe?: (step: DeliveryStep, deliveryId: string) => void;
  /** How long a lease lasts: longer than all calls that one post may take (four), or it might be sent twice. */
  readonly leaseMs?: number;
  /** The most that one call of a platform may take. */
  readonly callTimeoutMs?: number;
  /** How long to wait before looking up a post whose answer was lost. */
  readonly lookUpAfterMs?: number;
}

export type OutboxParts = Required<DelivererParts>;

export function withDefaults(parts: DelivererParts): OutboxParts {
  return {
    wordingFor: () => parts.wording,
    endOfWeek: async () => [],
    observe: () => undefined,
    leaseMs: 120_000,
    callTimeoutMs: 15_000,
    lookUpAfterMs: 5000,
    ...parts,
  };
}
