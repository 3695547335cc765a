import type { NewSubscription, Pause } from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import { ledgerError } from './database/errors.ts';
import type { Database, Schema, Writing } from './database/schema.ts';
import { idOf } from './history/hashes.ts';
import { active, isCurrent, neverMuted, pausedBy, rowOf } from './subscription-rows.ts';

/** The steps of which changes of a subscription consist. Each runs inside the transaction of its caller. */

/** Returns what was ever subscribed for a channel, apart from the private ones of owners, oldest first. */
export async function rowsOf(
  db: Database,
  destination: string,
  channel: string,
): Promise<readonly Schema['subscriptions'][]> {
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

/** Deletes the deliveries that wait. One that is being sent stays. */
export async function dropWaiting(db: Writing, id: string): Promise<void> {
  await db.deleteFrom('deliveries').where('subscription_id', '=', id).where('state', '=', 'pending').execute();
}

/** Deliveries that wait for the posting times it had become due at once; the dispatcher applies the new times. */
export async function releaseWaiting(db: Writing, id: string, at: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: at, hold_until: null })
    .where('subscription_id', '=', id)
    .where('state', '=', 'pending')
    .where((build) => build.or([build('next_attempt_at', '>', at), build('hold_until', '>', at)]))
    .execute();
}

/** Inserts the channel's one subscription, or updates the one it has or had: the receipts stay with it. */
export async function put(db: Writing, subscription: NewSubscription, at: Instant): Promise<Schema['subscriptions']> {
  const { destination, channel } = subscription;
  const existing = await rowsOf(db, destination, channel);
  const reused = existing.find(isCurrent) ?? existing.at(-1);
  const id = reused?.id ?? idOf(destination, channel);
  const others = existing.filter((row) => row.id !== id).map((row) => row.id);
  if (others.length > 0) {
    await db
      .updateTable('subscriptions')
      .set({ ended_at: at })
      .where('id', 'in', others)
      .where('ended_at', 'is', null)
      .execute();
  }
  const row = rowOf(subscription);
  // A delivery that was being sent when the subscription ended is not posted for the one that follows.
  if (reused !== undefined && reused.ended_at !== null) {
    await dropWaiting(db, id);
    await db.updateTable('subscriptions').set(neverMuted).where('id', '=', id).execute();
  }
  if (reused?.ended_at === null && reused.preferences !== row.preferences) await releaseWaiting(db, id, at);
  return db
    .insertInto('subscriptions')
    .values({ id, destination, channel, created_at: at, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Pauses a subscription, or resumes it where `pause` is null. Throws `LedgerError` (`missing`). */
export async function setPause(db: Writing, id: string, pause: Pause | null): Promise<void> {
  const changed = await db
    .updateTable('subscriptions')
    .set(pause === null ? active : pausedBy(pause))
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no subscription ${id}`);
}
