import { type DeliveryErrorKind, failureText } from './failures.ts';
import type { Category } from './findings.ts';
import type { Instant } from './time.ts';

/**
 * Who made the subscription.
 *
 * configuration  the configuration file, the only place where it can be changed
 * chat           a command
 * owner          Ackwatch itself, to reach the owner of a subscription; it selects no findings
 */
export type SubscriptionOrigin = 'configuration' | 'chat' | 'owner';

/** A filter drops only what is known not to match: a finding without a country or a number passes. */
export interface Filters {
  /** Publisher ids; empty: all. */
  readonly publishers: readonly string[];
  /** Names as reports print them, compared case-insensitively; empty: all. */
  readonly countries: readonly string[];
  /** Minimum number of deaths of the finding (of its difference, entry or statement); null: any number. */
  readonly minKilled: number | null;
}

/** What a channel gets in any case, whatever else it wants and leaves out. `name` is as a person named it. */
export type Follow =
  /** `key` is the key of an account of the event. */
  | { readonly type: 'event'; readonly key: string; readonly name: string }
  | { readonly type: 'place'; readonly name: string };

/** `HH:MM`, 24 hours, in `Preferences.zone`. */
export type ClockTime = string;

export type Rhythm =
  | { readonly type: 'immediate' }
  | { readonly type: 'daily'; readonly at: ClockTime }
  /** `on` counts from 1, Monday, to 7, Sunday (ISO 8601). */
  | { readonly type: 'weekly'; readonly on: number; readonly at: ClockTime };

/** A group of people whom the first post of a thread notifies, where it is of enough weight. */
export interface GroupMention {
  /** A user group or role, by its id on the platform. */
  readonly group: string;
  /** The least priority of the post. */
  readonly priority: 'high' | 'normal' | 'low';
  /** Minimum number of deaths, also known to be so many; null: any number. */
  readonly minKilled: number | null;
}

export interface Preferences {
  readonly rhythm: Rhythm;
  /** Quiet hours. Findings between `from` and `to` are posted at `to`. The range may span midnight. Null: none. */
  readonly quiet: { readonly from: ClockTime; readonly to: ClockTime } | null;
  /** IANA time zone of `rhythm` and `quiet`. */
  readonly zone: string;
  readonly form: 'full' | 'condensed';
  /**
   * Where a reply to an earlier post is seen: `thread`, in the thread of that post alone, or `channel`, in the channel too where the
   * platform has threads of its own. A platform without them starts one for `thread`, or shows replies in the channel.
   */
  readonly replies: 'thread' | 'channel';
  /** Only the configuration sets it. */
  readonly mention: GroupMention | null;
  /** BCP 47 tag of one of the languages in `compose/language`. */
  readonly language: string;
}

export const noFilters: Filters = { publishers: [], countries: [], minKilled: null };
export const defaultPreferences: Preferences = {
  rhythm: { type: 'immediate' },
  quiet: null,
  zone: 'UTC',
  form: 'full',
  replies: 'channel',
  mention: null,
  language: 'en',
};

export interface NewSubscription {
  readonly destination: string;
  /** Workspace or server of the channel; null where the destination has none. */
  readonly space: string | null;
  readonly channel: string;
  readonly origin: SubscriptionOrigin;
  /** Empty where it only follows. */
  readonly wants: readonly (Category | 'all')[];
  readonly filters: Filters;
  readonly follows: readonly Follow[];
  readonly preferences: Preferences;
  /** Person to notify, in the same destination, when the subscription is paused; null: operators only. */
  readonly owner: string | null;
}

/**
 * A time in which a channel wants no posts. They wait and are posted as one at its end; none is dropped. It is kept when it is
 * over, because what waits for its end is recognised by it.
 */
export interface Mute {
  readonly at: Instant;
  /** Null: until somebody ends it. */
  readonly until: Instant | null;
}

/** Whether posts wait at this moment. */
export function isMuted(mute: Mute | null, at: Instant): boolean {
  return mute !== null && (mute.until === null || mute.until > at);
}

/**
 * not-configured      the configuration no longer contains it; it resumes when the configuration does
 * removed-from-space  the workspace or server removed the bot; it resumes when the bot is added again
 *
 * Any other cause is the platform's error: the channel rejected posts permanently or failed for too long.
 */
export type PauseCause = 'not-configured' | 'removed-from-space' | DeliveryErrorKind;
/** Why a subscription is paused. `detail` is for people and ends with the fix; '' for `not-configured`. */
export interface Pause {
  readonly cause: PauseCause;
  readonly detail: string;
}

/** Returns the pause as one line for logs and tables. */
export function pauseText({ cause, detail }: Pause): string {
  return failureText({ kind: cause, message: detail });
}
