import type { SourceFailure } from './failures.ts';
import type { Instant } from './time.ts';

/**
 * First contact with a source lasts until a poll fetches everything. Documents found until then were published before
 * and are recorded without an announcement. `partialPolls` counts polls that failed in part.
 */
export type FirstContact =
  | {
      readonly isOver: false;
      readonly partialPolls: number;
      /** When the first poll ended; null before it. What is dated later is news, also while the list is not whole. */
      readonly since: Instant | null;
      /** Items of the list that were not fetched yet; null where that is not known. */
      readonly remaining: number | null;
    }
  | { readonly isOver: true };

/** A fallback that is polled while the source itself does not answer. */
export interface FallbackState {
  readonly cursor: { readonly [key: string]: unknown } | null;
  readonly firstContact: FirstContact;
}

/** State of a source between polls. */
export interface SourceState {
  /** Cursor of the source kind, as JSON; null before the first poll that fetched something. */
  readonly cursor: { readonly [key: string]: unknown } | null;
  readonly firstContact: FirstContact;
  /** True if the source itself answered the last poll, even if some of its items failed. */
  readonly answered: boolean;
  /** Time before which the server allows no poll, or null. */
  readonly nextPollAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** Number of consecutive failed polls. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly lastError: SourceFailure | null;
  /** True from `source-broken` until `source-recovered`. */
  readonly reportedBroken: boolean;
  /** Publication after which `overdue` was last announced, so that each is announced once; null if never. */
  readonly overdueSince: Instant | null;
  /** Address of the fallback that answered last in place of the source; null while the source itself answers. */
  readonly answeredBy: string | null;
  /** Fallbacks that were ever polled, by the hash of their address, which may hold a secret. */
  readonly fallbacks: Readonly<Record<string, FallbackState>>;
}

export const firstContactAhead: FirstContact = { isOver: false, partialPolls: 0, since: null, remaining: null };

/** State of a source that was never polled. */
export const unpolled: SourceState = {
  cursor: null,
  firstContact: firstContactAhead,
  answered: false,
  nextPollAt: null,
  lastAttemptAt: null,
  lastSuccessAt: null,
  failures: 0,
  failingSince: null,
  lastError: null,
  reportedBroken: false,
  overdueSince: null,
  answeredBy: null,
  fallbacks: {},
};
