import { type DeliveryErrorKind, failureText } from './failures.ts';
import type { Category } from './findings.ts';

/**
 * Who is told what, when and in which form: the types that the configuration, the ledger, the commands and the
 * delivery share.
 */

/**
 * `configuration`: stands in the file and is changed there alone. `chat`: made by a command. `owner`: the way to one
 * person, wants nothing by itself.
 */
export type Origin = 'configuration' | 'chat' | 'owner';

/** Leaves out only what is known to lie outside: a finding that names no country or no number passes. */
export interface Filters {
  /** Publisher ids; empty: all. */
  readonly publishers: readonly string[];
  /** As reports name them, compared without regard to case; empty: all. */
  readonly countries: readonly string[];
  /** The least number of deaths that a finding is about (the difference, the entry, the statement); null: any. */
  readonly minKilled: number | null;
}

/** `HH:MM`, 24 hours, in the zone of the preferences. */
export type ClockTime = string;

export type Rhythm =
  | { readonly type: 'immediate' }
  | { readonly type: 'daily'; readonly at: ClockTime }
  /** `on` counts from 1, Monday, to 7, Sunday (ISO 8601). */
  | { readonly type: 'weekly'; readonly on: number; readonly at: ClockTime };

export interface Preferences {
  readonly rhythm: Rhythm;
  /** What is found between `from` and `to` is held until `to`, never dropped; may pass midnight. Null: none. */
  readonly quiet: { readonly from: ClockTime; readonly to: ClockTime } | null;
  /** IANA time zone in which `rhythm` and `quiet` are meant. */
  readonly zone: string;
  readonly form: 'full' | 'condensed';
  /** BCP 47; one of the languages of `notify/language`. */
  readonly language: string;
}

export const noFilters: Filters = { publishers: [], countries: [], minKilled: null };
export const defaultPreferences: Preferences = {
  rhythm: { type: 'immediate' },
  quiet: null,
  zone: 'UTC',
  form: 'full',
  language: 'en',
};

export interface NewSubscription {
  readonly destination: string;
  /** The workspace or server the channel belongs to; null where the destination knows none. */
  readonly space: string | null;
  readonly channel: string;
  readonly origin: Origin;
  readonly wants: readonly (Category | 'all')[];
  readonly filters: Filters;
  readonly preferences: Preferences;
  /** Who is told, in the same destination, when it is paused; null: the operators only. */
  readonly owner: string | null;
}

/**
 * not-configured      it left the configuration, and comes back with it
 * removed-from-space  its workspace or server put the bot out; it goes on when the bot is let in again
 *
 * Else the channel refused posts for good, or failed for too long: then the cause is what the platform said.
 */
export type PauseCause = 'not-configured' | 'removed-from-space' | DeliveryErrorKind;
/** Why a subscription is paused. `detail` is for people and ends with the fix; empty where it left the configuration. */
export interface Pause {
  readonly cause: PauseCause;
  readonly detail: string;
}

/** Returns the pause in one line, for logs and tables. */
export function pauseText({ cause, detail }: Pause): string {
  return failureText({ kind: cause, message: detail });
}
