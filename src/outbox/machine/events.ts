import type { DeliveryError } from '../../chat/destination.ts';
import type { DeliveryFailure } from '../../domain/failures.ts';
import type { Pause } from '../../domain/subscriptions.ts';
import type { StoredReceipt } from '../../ledger/ledger.ts';

/** What can happen to a delivery, and what the machine may ask for in return. */

/** An error as a destination classified it. */
export type PlatformError = Pick<DeliveryError, 'kind' | 'message' | 'retryAfterMs' | 'scope'>;

/**
 * `first`: no answer came seconds ago, and the post may still be on its way. `last`: its lease is over, or the time in
 * which the platform would refuse a second copy, so that a post that is not there will not come.
 */
export type LookUp = 'first' | 'last';

/** A failure of a post about our own troubles is not reported by another post: that would never end. */
interface Reported {
  readonly isForOperators: boolean;
}

/** Why nothing can be sent or edited there now. */
export type Obstacle =
  /** The destination has no credentials in this process. */
  | { readonly type: 'destination-off'; readonly error: DeliveryFailure }
  /** The destination refused our credentials, and has not accepted them since. */
  | { readonly type: 'circuit-open'; readonly error: DeliveryFailure }
  /** Another call met a limit of the whole space or destination. */
  | { readonly type: 'limited'; readonly until: Date; readonly error: DeliveryFailure };

export type DeliveryEvent =
  /** It is due and leased to this worker. */
  | { readonly type: 'claimed' }
  | Obstacle
  /** The rhythm and quiet hours of the channel say when it is due, and whether in a digest with what else waits. */
  | { readonly type: 'scheduled'; readonly dueAt: Date; readonly isDigest: boolean }
  /** The platform has it: it answered so, or the post was found. */
  | { readonly type: 'accepted'; readonly receipt: StoredReceipt }
  /** The platform did not take it. `failingSince`: since when the channel fails without a success between. */
  | ({ readonly type: 'refused'; readonly error: PlatformError; readonly failingSince: Date } & Reported)
  /** No answer came: it may have arrived. */
  | ({ readonly type: 'unacknowledged'; readonly error: PlatformError } & Reported)
  /** The lease of an attempt ended, or the time is over in which the platform would refuse a second copy. */
  | ({ readonly type: 'orphaned' } & Reported)
  /** It was looked up and is not there. `error`: that of the attempt. */
  | { readonly type: 'not-found'; readonly lookUp: LookUp; readonly error: DeliveryFailure }
  /** It could not be looked up. */
  | ({
      readonly type: 'look-up-failed';
      readonly lookUp: LookUp;
      readonly error: PlatformError;
      readonly attemptError: PlatformError;
    } & Reported)
  /** A person saw it in the channel. */
  | { readonly type: 'seen-by-a-person' }
  /** A person asks for it again, and accepts that it may be there twice. */
  | { readonly type: 'asked-for-again' };

/** Effects are run in order. A process may die between two of them; those before `save` may be run again. */
export type DeliveryEffect =
  | {
      readonly type: 'log';
      readonly level: 'warn' | 'error';
      readonly message: string;
      readonly error: DeliveryFailure;
      readonly retryAfterMs?: number;
    }
  /** Ask when the channel may be posted to: `scheduled`. */
  | { readonly type: 'schedule' }
  /** Find out what became of the attempts so far: `orphaned`. */
  | { readonly type: 'reconcile' }
  /** Decide what the post holds: this delivery, with others where many wait, what was begun, or, `isNew`, a digest of all that waits. */
  | { readonly type: 'form-batch'; readonly isNew: boolean }
  /** Write the attempt down. Where the lease was lost, nothing that follows is run. */
  | { readonly type: 'begin' }
  /** Call the platform: `accepted`, `refused` or `unacknowledged`. */
  | { readonly type: 'send' }
  /** Look the post up: `accepted`, `not-found` or `look-up-failed`. */
  | { readonly type: 'look-up'; readonly lookUp: LookUp; readonly attemptError: PlatformError }
  /** Tell the operators and the owner of the channel. */
  | {
      readonly type: 'notify';
      readonly trouble: 'uncertain' | 'rejected' | 'paused' | 'unreachable';
      readonly error: DeliveryFailure;
    }
  | { readonly type: 'pause-subscription'; readonly pause: Pause }
  | { readonly type: 'open-circuit'; readonly error: PlatformError }
  /** Keep the limit in all of the space or destination that it is of. */
  | { readonly type: 'limit'; readonly until: Date; readonly error: PlatformError }
  /** Remember since when the channel fails; null: it does not. */
  | { readonly type: 'outage'; readonly since: Date | null }
  /** Store the new state and end the lease. */
  | { readonly type: 'save' };
