import { type Category, categories } from '../domain/findings.ts';
import {
  defaultPreferences,
  type Filters,
  type Follow,
  type Mute,
  type NewSubscription,
  noFilters,
  type Pause,
  type Preferences,
} from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './database/schema.ts';

/** A subscription and its row in the table. */

export type Subscription = NewSubscription & {
  readonly id: string;
  readonly createdAt: Instant;
  /** The last one, also where it is over; null: never muted. */
  readonly mute: Mute | null;
} & ({ readonly state: 'active'; readonly pause: null } | { readonly state: 'paused'; readonly pause: Pause });

function parseWants(wants: string): readonly (Category | 'all')[] {
  const words: unknown = JSON.parse(wants);
  const known: readonly (Category | 'all')[] = ['all', ...categories];
  return Array.isArray(words) ? known.filter((word) => words.includes(word)) : [];
}

function toPause({ paused_cause: cause, paused_detail: detail }: Schema['subscriptions']): Pause {
  return { cause: cause ?? 'unknown', detail: detail ?? '' };
}

export const pausedBy = ({ cause, detail }: Pause) => ({
  state: 'paused' as const,
  paused_cause: cause,
  paused_detail: detail,
});
export const neverMuted = { muted_at: null, muted_until: null };
export const active = { state: 'active' as const, paused_cause: null, paused_detail: null };

export function toSubscription(row: Schema['subscriptions']): Subscription {
  return {
    id: row.id,
    destination: row.destination,
    space: row.space,
    channel: row.channel,
    origin: row.origin,
    wants: parseWants(row.wants),
    // All three were written from these types by `rowOf` alone; a later version may know more of them.
    filters: { ...noFilters, ...(JSON.parse(row.filters) as Filters) },
    follows: JSON.parse(row.follows) as Follow[],
    preferences: { ...defaultPreferences, ...(JSON.parse(row.preferences) as Preferences) },
    owner: row.owner,
    createdAt: row.created_at,
    mute: row.muted_at === null ? null : { at: row.muted_at, until: row.muted_until },
    ...(row.state === 'active' ? { state: row.state, pause: null } : { state: row.state, pause: toPause(row) }),
  };
}

/** Returns the columns of a subscription, apart from its channel and the time it was made. */
export function rowOf({ wants, filters, follows, preferences, owner, origin, space }: NewSubscription) {
  return {
    wants: JSON.stringify(wants),
    filters: JSON.stringify(filters),
    follows: JSON.stringify(follows),
    preferences: JSON.stringify(preferences),
    owner,
    origin,
    space,
    ...active,
    ended_at: null,
  };
}

/** Ended ones, those no longer configured and the private ones of owners are no channel's current subscription. */
export const isCurrent = ({ ended_at, paused_cause, origin }: Schema['subscriptions']) =>
  ended_at === null && paused_cause !== 'not-configured' && origin !== 'owner';
