import { sql } from 'kysely';
import type { Finding } from '../findings.ts';
import type { Instant } from '../model.ts';
import { withSubscriptions } from './delivery-rows.ts';
import { requestEdits, waitingEdits } from './edits.ts';
import { ledgerError } from './errors.ts';
import { idOf } from './hashes.ts';
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
  return db.selectFrom('deliveries').selectAll().where('seq', 'in', line).where('state', '=', 'pending');
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
    .where((build) => build.or([build('lease_until', 'is', null), build('lease_until', '<=', at)]))
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await db.updateTable('deliveries').set({ worker, lease_until: leaseUntil }).where('id', 'in', ids).execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.markSending`. */
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
  return changed.numUpdatedRows === 1n;
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

/** `DeliveryStore.gather`. */
export async function gather(db: Writing, id: string, at: Instant): Promise<readonly Delivery[]> {
  const begun = await together(db, id);
  if (begun.length === 0) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
  const batched = await db.selectFrom('deliveries').select('id').where('batch', '=', id).limit(1).execute();
  if (batched.length > 0) return begun;
  const subscription = begun[0]?.subscription.id ?? '';
  await db
    .updateTable('deliveries')
    .set({ batch: id })
    .where('subscription_id', '=', subscription)
    .where('state', '=', 'pending')
    .where('batch', 'is', null)
    .where((build) => build.or([build('created_at', '<=', at), build('id', '=', id)]))
    .execute();
  return together(db, id);
}

/** `DeliveryStore.together`. */
export async function together(db: Database, id: string): Promise<readonly Delivery[]> {
  const held = await db.selectFrom('deliveries').select('batch').where('id', '=', id).executeTakeFirst();
  const lead = held?.batch ?? id;
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where((build) => build.or([build('id', '=', id), build('batch', '=', lead)]))
    .orderBy('seq')
    .execute();
  return withSubscriptions(db, rows);
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
    .where('lease_until', '<=', at)
    .orderBy('seq')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await db.updateTable('deliveries').set({ worker, lease_until: leaseUntil }).where('id', 'in', ids).execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.nextDue`: of a claimed one when its claim ends. */
export async function nextDue(db: Database): Promise<Instant | null> {
  const rows = [...(await firstInLine(db).execute()), ...(await waitingEdits(db).execute())];
  const due = rows.map((row) => {
    const lease = row.lease_until ?? '';
    return lease > row.next_attempt_at ? lease : row.next_attempt_at;
  });
  return due.sort()[0] ?? null;
}

/** `DeliveryStore.sentFor`. */
export async function sentFor(db: Database, subscriptionId: string, documentId: string): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('subscription_id', '=', subscriptionId)
    .where('document_id', '=', documentId)
    .where('state', '=', 'sent')
    .orderBy('sent_at', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.troubled`, without the subscriptions. */
export async function troubled(db: Database, limit: number): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', 'in', ['uncertain', 'rejected'])
    .where((build) => build.or([build('batch', 'is', null), build('batch', '=', build.ref('id'))]))
    .orderBy('seq')
    .limit(limit)
    .execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.delivery`. */
export async function delivery(db: Database, id: string): Promise<Delivery | undefined> {
  if (!/^[0-9a-f]{6,}$/u.test(id)) return undefined;
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '>=', id)
    .where('id', '<', `${id}g`)
    .limit(2)
    .execute();
  return rows.length === 1 ? (await withSubscriptions(db, rows))[0] : undefined;
}

/** `DeliveryStore.ofEvent`. */
export async function ofEvent(db: Database, event: string): Promise<readonly Delivery[]> {
  const rows = await db.selectFrom('deliveries').selectAll().where('event', '=', event).orderBy('seq').execute();
  return withSubscriptions(db, rows);
}

/** `DeliveryStore.postedAs`. */
export async function postedAs(
  db: Database,
  destination: string,
  channel: string,
  receiptId: string,
): Promise<Delivery | undefined> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('receipt_id', '=', receiptId)
    .orderBy('seq')
    .execute();
  const held = await withSubscriptions(db, rows);
  return held.find(
    ({ subscription, receipt }) =>
      subscription.destination === destination && (subscription.channel === channel || receipt?.channel === channel),
  );
}

/** `SubscriptionStore.activity`. */
export async function activity(
  db: Database,
  subscriptionId: string,
): Promise<{ readonly lastSentAt: Instant | null; readonly waiting: number }> {
  const last = await db
    .selectFrom('deliveries')
    .select('sent_at')
    .where('subscription_id', '=', subscriptionId)
    .where('state', '=', 'sent')
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const waiting = await db
    .selectFrom('deliveries')
    .select(db.fn.countAll<number>().as('count'))
    .where('subscription_id', '=', subscriptionId)
    .where('state', 'in', ['pending', 'sending'])
    .executeTakeFirstOrThrow();
  return { lastSentAt: last?.sent_at ?? null, waiting: waiting.count };
}

/** `DeliveryStore.counts`. */
export async function counts(db: Database): Promise<Readonly<Record<DeliveryState, number>>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['state', (build) => build.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const none = { pending: 0, sending: 0, sent: 0, rejected: 0, uncertain: 0 };
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
}
