import { sql } from 'kysely';
import type { Finding } from '../findings.ts';
import type { Instant } from '../model.ts';
import { leading, withSubscriptions } from './delivery-rows.ts';
import { editsDue, requestEdits } from './edits.ts';
import { ledgerError } from './errors.ts';
import { idOf } from './hashes.ts';
import { dueOf, leaseEnded } from './leases.ts';
import type { Delivery, DeliveryState, StoredReceipt } from './ledger.ts';
import type { Database, Schema, Writing } from './schema.ts';

/** `LedgerTransaction.addDelivery`. */
export async function addDelivery(
  db: Writing,
  delivery: { readonly finding: Finding; readonly subscriptionId: string; readonly at: Instant },
): Promise<void> {
  const { finding, subscriptionId, at } = delivery;
  // One writer at a time: no other can take the same number.
  const last = await db.selectFrom('deliveries').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  await db
    .insertInto('deliveries')
    .values({
      id: idOf(finding.event, subscriptionId),
      seq: (last?.seq ?? 0) + 1,
      event: finding.event,
      subscription_id: subscriptionId,
      finding_id: finding.id,
      document_id: finding.documentId,
      state: 'pending',
      attempts: 0,
      next_attempt_at: at,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['event', 'subscription_id']).doNothing())
    .execute();
}

/** The oldest unfinished delivery of each channel with an active subscription. */
function firstInLine(db: Database) {
  const line = db
    .selectFrom('deliveries as waiting')
    .innerJoin('subscriptions', 'subscriptions.id', 'waiting.subscription_id')
    .select((build) => build.fn.min('waiting.seq').as('seq'))
    .where('subscriptions.state', '=', 'active')
    .where('subscriptions.ended_at', 'is', null)
    .where('waiting.state', 'in', ['pending', 'sending'])
    .groupBy(['subscriptions.destination', 'subscriptions.channel']);
  return db.selectFrom('deliveries').selectAll().where('seq', 'in', line).where('state', '=', 'pending').where(leading);
}

/** `DeliveryStore.claim`. */
export async function claim(
  db: Writing,
  worker: string,
  at: Instant,
  leaseUntil: Instant,
  limit: number,
): Promise<readonly Delivery[]> {
  const rows = await firstInLine(db)
    .where('next_attempt_at', '<=', at)
    .where(leaseEnded(at))
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await db.updateTable('deliveries').set({ worker, lease_until: leaseUntil }).where('id', 'in', ids).execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.markSending`, of all that its digest holds. */
export async function markSending(
  db: Writing,
  id: string,
  worker: string,
  at: Instant,
  leaseUntil: Instant,
): Promise<boolean> {
  const changed = await db
    .updateTable('deliveries')
    .set({ state: 'sending', attempts: sql`attempts + 1`, lease_until: leaseUntil })
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('state', '=', 'pending')
    .where('lease_until', '>', at)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) return false;
  await db
    .updateTable('deliveries')
    .set({ state: 'sending', attempts: sql`attempts + 1`, worker, lease_until: leaseUntil })
    .where('batch', '=', id)
    .where('id', '!=', id)
    .where('state', '=', 'pending')
    .execute();
  return true;
}

/**
 * How a delivery goes on, and with it all that its digest holds. A sent one stays sent, whoever comes late with other
 * news of it; only its receipt may be replaced. Throws `LedgerError` (`missing`) for an id not held.
 */
export async function settle(
  db: Writing,
  id: string,
  outcome: Partial<
    Pick<Schema['deliveries'], 'next_attempt_at' | 'last_error' | 'receipt' | 'receipt_id' | 'sent_at'>
  > & {
    readonly state: DeliveryState;
  },
): Promise<void> {
  const held = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
  if (held === undefined) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
  if (held.state === 'sent' && outcome.state !== 'sent') return;
  await db
    .updateTable('deliveries')
    .set({ ...outcome, sent_at: held.sent_at ?? outcome.sent_at ?? null, worker: null, lease_until: null })
    .where((build) => build.or([build('id', '=', id), build('batch', '=', id)]))
    .execute();
}

/** `DeliveryStore.markSent`. */
export async function markSent(
  db: Writing,
  id: string,
  receipt: StoredReceipt,
  at: Instant,
  outdated: readonly string[],
): Promise<void> {
  const kept = { receipt: JSON.stringify(receipt), receipt_id: receipt.id };
  await settle(db, id, { state: 'sent', ...kept, sent_at: at, last_error: null });
  await requestEdits(db, outdated, at);
}

/** `DeliveryStore.hold`. */
export async function hold(db: Writing, id: string, until: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: until, worker: null, lease_until: null })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

/** `DeliveryStore.abandoned`. */
export async function abandoned(
  db: Writing,
  at: Instant,
  worker: string,
  leaseUntil: Instant,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', 'sending')
    .where(leading)
    .where(leaseEnded(at))
    .orderBy('seq')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await db
    .updateTable('deliveries')
    .set({ worker, lease_until: leaseUntil })
    .where((build) => build.or([build('id', 'in', ids), build('batch', 'in', ids)]))
    .where('state', '=', 'sending')
    .execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.nextDue`: of a claimed one when its claim ends. */
export async function nextDue(db: Database): Promise<Instant | null> {
  const posts = (await firstInLine(db).execute()).map((row) => dueOf([row]));
  return [...posts, ...(await editsDue(db))].sort()[0] ?? null;
}
