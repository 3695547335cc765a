import type { Destination } from '../chat/destination.ts';
import { type Backoff, backoffMs } from '../domain/backoff.ts';
import type { DeliveryErrorKind } from '../domain/failures.ts';
import type { Instant } from '../domain/time.ts';

/** What a refused or lost post means for the next attempt. */
export type RetryRule =
  /** Tried again, until the channel has failed for `maxAgeMs` on end: then the next step of the last column. */
  | ({ readonly action: 'retry'; readonly maxAgeMs: number; readonly atLast: 'pause' | 'reject' } & Backoff)
  /** The destination said no to us: nothing is sent there until its credentials prove good again. */
  | ({ readonly action: 'hold' } & Backoff)
  /** The channel said no for good: its subscription is paused, the post stays pending for when it is resumed. */
  | { readonly action: 'pause' }
  /** The post itself was refused: it is not sent, its channel goes on. */
  | { readonly action: 'reject' };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const retryTable = {
  'rate-limited': {
    action: 'retry',
    jitter: 'full',
    baseMs: second,
    capMs: 5 * minute,
    maxAgeMs: 7 * day,
    atLast: 'pause',
  },
  unavailable: {
    action: 'retry',
    jitter: 'full',
    baseMs: 2 * second,
    capMs: 15 * minute,
    maxAgeMs: 7 * day,
    atLast: 'pause',
  },
  timeout: {
    action: 'retry',
    jitter: 'full',
    baseMs: 2 * second,
    capMs: 15 * minute,
    maxAgeMs: 7 * day,
    atLast: 'pause',
  },
  // May be a fault of ours with this very post: it must not stop its channel for a week.
  unknown: { action: 'retry', jitter: 'full', baseMs: 10 * second, capMs: hour, maxAgeMs: day, atLast: 'reject' },
  unauthorized: { action: 'hold', jitter: 'none', baseMs: 15 * minute, capMs: hour },
  forbidden: { action: 'pause' },
  'not-found': { action: 'pause' },
  invalid: { action: 'reject' },
} as const satisfies Readonly<Record<DeliveryErrorKind, RetryRule>>;

/**
 * Full jitter: anywhere between nothing and the doubled base. What the platform asks for is a floor, with up to a
 * second on top so that several posts do not come back at the same instant. `attempt` counts from 1; `random` in [0, 1).
 */
export function waitMs(backoff: Backoff, attempt: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null) return Math.ceil(Math.max(0, retryAfterMs) + random * second);
  return Math.max(1, backoffMs(backoff, attempt, random));
}

/** Clocks of two processes differ, and what is sent again takes up to a call's time to arrive. */
const onceMarginMs = 30_000;

/**
 * Whether the platform still refuses a second copy of a post that may have arrived: `since` its first attempt was written
 * down; null where that is not known.
 */
export function repeats(
  { sendsOnce, sendsOnceForMs }: Pick<Destination, 'sendsOnce' | 'sendsOnceForMs'>,
  since: Instant | null,
  at: Date,
): boolean {
  if (!sendsOnce || sendsOnceForMs === undefined) return sendsOnce;
  if (since === null) return false;
  const ageMs = at.getTime() - Date.parse(since);
  return ageMs >= -onceMarginMs && ageMs < sendsOnceForMs - onceMarginMs;
}
