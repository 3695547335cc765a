import { type Category, categories } from '../domain/findings.ts';
import {
  defaultPreferences,
  type Filters,
  type NewSubscription,
  noFilters,
  type Pause,
  type Preferences,
} from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import { ledgerError } from './database/errors.ts';
import type { Database, Schema, Writing } from './database/schema.ts';
import { idOf } from './history/hashes.ts';
import type { Subscription, SubscriptionStore } from './ledger.ts';

function parseWants(wants: string): readonly (Category | 'all')[] {
  const words: unknown = JSON.parse(wants);
  const known: readonly (Category | 'all')[] = ['all', ...categories];
  return Array.isArray(words) ? known.filter((word) => words.includes(word)) : [];
}

function toPause({ paused_cause: cause, paused_detail: detail }: Schema['subscriptions']): Pause {
  return { cause: cause ?? 'unknown', detail: detail ?? '' };
}

const pausedBy = ({ cause, detail }: Pause) => ({
  state: 'paused' as const,
  paused_cause: cause,
  paused_detail: detail,
});
const active = { state: 'active' as const, paused_cause: null, paused_detail: null };

export function toSubscription(row: Schema['subscriptions']): Subscription {
  return {
    id: row.id,
    destination: row.destination,
    space: row.space,
    channel: row.channel,
    origin: row.origin,
    wants: parseWants(row.wants),
    // Both were written from these types by `rowOf` alone; a later version may know more of them.
    filters: { ...noFilters, ...(JSON.parse(row.filters) as Filters) },
    preferences: { ...defaultPreferences, ...(JSON.parse(row.preferences) as Preferences) },
    owner: row.owner,
    createdAt: row.created_at,
    ...(row.state === 'active' ? { state: row.state, pause: null } : { state: row.state, pause: toPause(row) }),
  };
}

/** What a subscription says, apart from where it is and when it was made. */
function rowOf({ wants, filters, preferences, owner, origin, space }: NewSubscription) {
  return {
    wants: JSON.stringify(wants),
    filters: JSON.stringify(filters),
    preferences: JSON.stringify(preferences),
    owner,
    origin,
    space,
    ...active,
    ended_at: null,
  };
}

const stands = ({ ended_at, paused_cause, origin }: Schema['subscriptions']) =>
  ended_at === null && paused_cause !== 'not-configured' && origin !== 'owner';

async function rowsOf(db: Database, destination: string, channel: string): Promise<readonly Schema['subscriptions'][]> {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .where('destination', '=', destination)
    .where('channel', '=', channel)
    .where('origin', '!=', 'owner')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/**
 * `LedgerTransaction.subscriptions`: in order of their making. A paused one is told later what it missed; one that left
 * the configuration is not.
 */
export async function subscriptions(db: Database): Promise<readonly Subscription[]> {
  const rows = await db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.filter(stands).map(toSubscription);
}

/** `SubscriptionStore.of`. */
export async function subscriptionOf(
  db: Database,
  destination: string,
  channel: string,
): Promise<Subscription | undefined> {
  const held = (await rowsOf(db, destination, channel)).find(stands);
  return held && toSubscription(held);
}

/** `SubscriptionStore.inSpace`. Those of the configuration name no space where the destination has but one. */
export async function inSpace(
  db: Database,
  destination: string,
  space: string | null,
): Promise<readonly Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('destination', '=', destination)
    .$if(space !== null, (query) =>
      query.where((build) => build.or([build('space', '=', space), build('space', 'is', null)])),
    )
    .orderBy('channel')
    .orderBy('id')
    .execute();
  return rows.filter(stands).map(toSubscription);
}

/** `LedgerTransaction.toldOf`. */
export async function toldOf(db: Database, documentIds: readonly string[]): Promise<readonly string[]> {
  if (documentIds.length === 0) return [];
  const rows = await db
    .selectFrom('deliveries')
    .select('subscription_id')
    .distinct()
    .where('document_id', 'in', [...documentIds])
    .where('state', '!=', 'rejected')
    .execute();
  return rows.map((row) => row.subscription_id);
}

async function dropWaiting(db: Writing, id: string): Promise<void> {
  await db.deleteFrom('deliveries').where('subscription_id', '=', id).where('state', '=', 'pending').execute();
}

/** What is held back for the times it had before is due at once, and held anew for those it has now. */
async function releaseHeld(db: Writing, id: string, at: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: at })
    .where('subscription_id', '=', id)
    .where('state', '=', 'pending')
    .where('next_attempt_at', '>', at)
    .execute();
}

/** Makes the channel's one subscription, or turns the one it has or had into this: its receipts stay its own. */
async function put(db: Writing, subscription: NewSubscription, at: Instant): Promise<Schema['subscriptions']> {
  const { destination, channel } = subscription;
  const held = await rowsOf(db, destination, channel);
  const kept = held.find(stands) ?? held.at(-1);
  const id = kept?.id ?? idOf(destination, channel);
  const others = held.filter((row) => row.id !== id).map((row) => row.id);
  if (others.length > 0) {
    await db
      .updateTable('subscriptions')
      .set({ ended_at: at })
      .where('id', 'in', others)
      .where('ended_at', 'is', null)
      .execute();
  }
  const row = rowOf(subscription);
  // What a post in flight left behind when the subscription had ended is not told to the one that follows.
  if (kept !== undefined && kept.ended_at !== null) await dropWaiting(db, id);
  else if (kept !== undefined && kept.preferences !== row.preferences) await releaseHeld(db, id, at);
  return db
    .insertInto('subscriptions')
    .values({ id, destination, channel, created_at: at, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** `SubscriptionStore.subscribe`. */
export async function subscribe(db: Writing, subscription: NewSubscription, at: Instant): Promise<Subscription> {
  const { destination, channel } = subscription;
  const held = (await rowsOf(db, destination, channel)).find(stands);
  if (held?.origin === 'configuration')
    throw ledgerError('conflict', `The configuration has a subscription of ${destination} ${channel}`);
  const row = await put(db, { ...subscription, origin: 'chat' }, at);
  await releaseHeld(db, row.id, at);
  return toSubscription(row);
}

/** `SubscriptionStore.unsubscribe`. */
export async function unsubscribe(db: Writing, id: string, at: Instant): Promise<void> {
  const changed = await db
    .updateTable('subscriptions')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('origin', '=', 'chat')
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no subscription ${id} of a chat`);
  // What is being sent may have arrived: it is settled as always.
  await dropWaiting(db, id);
}

/** `SubscriptionStore.sync`. What is configured twice for one channel wants both. */
export async function sync(db: Writing, configured: readonly NewSubscription[], at: Instant): Promise<void> {
  const wanted = new Map<string, NewSubscription>();
  for (const one of configured) {
    const key = idOf(one.destination, one.channel);
    const before = wanted.get(key)?.wants ?? [];
    wanted.set(key, { ...one, origin: 'configuration', wants: [...new Set([...before, ...one.wants])] });
  }
  const kept = [''];
  for (const one of wanted.values()) kept.push((await put(db, one, at)).id);
  await db
    .updateTable('subscriptions')
    .set(pausedBy({ cause: 'not-configured', detail: '' }))
    .where('origin', '=', 'configuration')
    .where('id', 'not in', kept)
    .execute();
}

/** `LedgerTransaction.ownerSubscription`. */
export async function ownerSubscription(
  db: Writing,
  { destination, space, channel }: Pick<NewSubscription, 'destination' | 'space' | 'channel'>,
  at: Instant,
): Promise<Subscription> {
  const id = idOf(destination, channel, 'owner');
  const way = { destination, space, channel, origin: 'owner' as const, wants: [], owner: null };
  const row = rowOf({ ...way, filters: noFilters, preferences: defaultPreferences });
  await db
    .insertInto('subscriptions')
    .values({ id, destination, channel, created_at: at, ...row })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const held = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return toSubscription(held);
}

/** `SubscriptionStore.pause` and `resume`: `pause` null resumes. */
export async function setPause(db: Writing, id: string, pause: Pause | null): Promise<void> {
  const changed = await db
    .updateTable('subscriptions')
    .set(pause === null ? active : pausedBy(pause))
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no subscription ${id}`);
}

/** `SubscriptionStore.pauseSpace`. */
export async function pauseSpace(
  db: Writing,
  { destination, space, pause }: Parameters<SubscriptionStore['pauseSpace']>[0],
): Promise<number> {
  const changed = await db
    .updateTable('subscriptions')
    .set(pausedBy(pause))
    .where('destination', '=', destination)
    .where('space', '=', space)
    // A person is reached outside the spaces too.
    .where('origin', '!=', 'owner')
    .where('state', '=', 'active')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}

/** `SubscriptionStore.resumeSpace`. */
export async function resumeSpace(
  db: Writing,
  { destination, space, causes }: Parameters<SubscriptionStore['resumeSpace']>[0],
): Promise<number> {
  const changed = await db
    .updateTable('subscriptions')
    .set(active)
    .where('destination', '=', destination)
    .where('space', '=', space)
    .where('state', '=', 'paused')
    .where('paused_cause', 'in', [...causes])
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}
