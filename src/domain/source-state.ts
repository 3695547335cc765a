import type { SourceFailure } from './failures.ts';
import type { Instant } from './time.ts';

/**
 * First contact with a source lasts until a poll fetched everything. What is found until then was published before, and
 * is recorded without being announced. `partialPolls` counts the polls that failed in part.
 */
export type FirstContact = { readonly isOver: false; readonly partialPolls: number } | { readonly isOver: true };

/** State of a source between polls. */
export interface SourceState {
  /** JSON of the source kind, which alone reads it; null before the first poll that fetched. */
  readonly cursor: { readonly [key: string]: unknown } | null;
  readonly firstContact: FirstContact;
  /** True if the source itself answered the last poll, though some of its items may have failed. */
  readonly answered: boolean;
  /** Before this time the server asked not to be polled; null where it did not ask. */
  readonly nextPollAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** Number of consecutive failed polls. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly lastError: SourceFailure | null;
  /** True from `source-broken` until `source-recovered`. */
  readonly reportedBroken: boolean;
  /** Publication after which `overdue` was announced last, so that it is announced once; null where it never was. */
  readonly overdueSince: Instant | null;
}

/** State of a source that was never polled. */
export const unpolled: SourceState = {
  cursor: null,
  firstContact: { isOver: false, partialPolls: 0 },
  answered: false,
  nextPollAt: null,
  lastAttemptAt: null,
  lastSuccessAt: null,
  failures: 0,
  failingSince: null,
  lastError: null,
  reportedBroken: false,
  overdueSince: null,
};
