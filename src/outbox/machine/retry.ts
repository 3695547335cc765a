import type { Destination } from '../../chat/destination.ts';
import { type Backoff, backoffMs } from '../../domain/backoff.ts';
import type { DeliveryErrorKind } from '../../domain/failures.ts';
import type { Instant } from '../../domain/time.ts';

/** What a refused attempt means for the delivery. */
type RetryRule =
  /** Tried again, until the channel has failed for `maxAgeMs` without a success between; then `atLast`. */
  | ({ readonly action: 'retry'; readonly maxAgeMs: number; readonly atLast: 'pause' | 'reject' } & Backoff)
  /** The destination refuses our credentials: its circuit opens, and nothing is sent there until they prove good. */
  | ({ readonly action: 'open-circuit' } & Backoff)
  /** The channel refuses posts for good: its subscription is paused, the delivery waits for it to be resumed. */
  | { readonly action: 'pause' }
  /** The post itself is refused: the delivery is rejected, its channel goes on. */
  | { readonly action: 'reject' };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = { jitter: 'full', maxAgeMs: 7 * day, atLast: 'pause' } as const;

export const retryTable = {
  'rate-limited': { action: 'retry', baseMs: second, capMs: 5 * minute, ...week },
  unavailable: { action: 'retry', baseMs: 2 * second, capMs: 15 * minute, ...week },
  timeout: { action: 'retry', baseMs: 2 * second, capMs: 15 * minute, ...week },
  // May be a fault of ours with this very post: it must not stop its channel for a week.
  unknown: { action: 'retry', jitter: 'full', baseMs: 10 * second, capMs: hour, maxAgeMs: day, atLast: 'reject' },
  unauthorized: { action: 'open-circuit', jitter: 'none', baseMs: 15 * minute, capMs: hour },
  forbidden: { action: 'pause' },
  'not-found': { action: 'pause' },
  invalid: { action: 'reject' },
} as const satisfies Readonly<Record<DeliveryErrorKind, RetryRule>>;

/**
 * Returns how long to wait before the next try. What the platform asks for counts as it is, with up to a second on top
 * so that several posts do not come back at the same instant; else the backoff, and at least a millisecond.
 * `attempts` counts those that failed; `random` is in [0, 1).
 */
export function retryDelayMs(
  backoff: Backoff,
  attempts: number,
  { retryAfterMs, random }: { readonly retryAfterMs: number | null; readonly random: number },
): number {
  if (retryAfterMs !== null) return Math.ceil(Math.max(0, retryAfterMs) + random * second);
  return Math.max(1, backoffMs(backoff, attempts, random));
}

/** What a destination can do, as far as decisions about its deliveries depend on it. */
export interface Capabilities {
  /** For how long the platform refuses a second copy of a post; Infinity: for ever; 0: it takes every copy. */
  readonly refusesDuplicatesForMs: number;
  /** A post can be looked up by its delivery. */
  readonly canFind: boolean;
  readonly canUpdate: boolean;
}

/** Returns what a destination can do; one that is off can do nothing. */
export function capabilitiesOf(
  destination: Pick<Destination, 'sendsOnce' | 'sendsOnceForMs' | 'find' | 'update'> | undefined,
): Capabilities {
  if (destination === undefined) return { refusesDuplicatesForMs: 0, canFind: false, canUpdate: false };
  const { sendsOnce, sendsOnceForMs = Number.POSITIVE_INFINITY, find, update } = destination;
  return {
    refusesDuplicatesForMs: sendsOnce ? sendsOnceForMs : 0,
    canFind: find !== undefined,
    canUpdate: update !== undefined,
  };
}

/** Clocks of two processes differ, and what is sent again takes up to a call's time to arrive. */
const marginMs = 30_000;

/**
 * Returns whether the platform still refuses a second copy of a post, the first attempt of which was begun at `since`;
 * null where that is not known.
 */
export function refusesDuplicates(
  { refusesDuplicatesForMs }: Pick<Capabilities, 'refusesDuplicatesForMs'>,
  since: Instant | null,
  at: Date,
): boolean {
  if (refusesDuplicatesForMs === 0) return false;
  if (refusesDuplicatesForMs === Number.POSITIVE_INFINITY) return true;
  if (since === null) return false;
  const ageMs = at.getTime() - Date.parse(since);
  return ageMs >= -marginMs && ageMs < refusesDuplicatesForMs - marginMs;
}
