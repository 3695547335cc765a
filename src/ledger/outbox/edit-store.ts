import type { DeliveryFailure } from '../../domain/failures.ts';
import type { Instant } from '../../domain/time.ts';
import type { Claim, Delivery } from './delivery-store.ts';

type EditState = 'waiting' | 'done' | 'refused';

/** The columns that the outbox's machine decides. */
export interface EditProgress {
  readonly state: EditState;
  /** How often it was tried in vain. */
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  /** Why it was not made when it was last tried; null where it was. */
  readonly error: DeliveryFailure | null;
}

/** A post that is to be rewritten, for it says what is no longer current. */
export interface Edit extends EditProgress {
  /** The delivery that was posted; its text is composed anew from it and from what followed. */
  readonly delivery: Delivery;
  /** Which request this is: a newer revision raises it. */
  readonly request: number;
}

/** The queue of edits, one for each post. It is apart from the queue of posts: neither waits for the other. */
export interface EditStore {
  /** Leases due edits of active subscriptions to a worker, of each (destination, channel) at most one at a time, the longest waiting first. */
  claim(claim: Claim & { readonly limit: number }): Promise<readonly Edit[]>;
  /** Stores a decision of the machine and ends the lease. A request that came since the claim stays waiting. */
  save(change: { readonly edit: Edit; readonly to: EditProgress }): Promise<void>;
  /** Ends the lease and leaves the edit as it is. */
  release(edit: Edit): Promise<void>;
}
