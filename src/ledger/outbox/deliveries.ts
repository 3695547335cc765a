import { type ExpressionBuilder, sql } from 'kysely';
import type { Finding } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import type { Database, Schema, Writing } from '../database/schema.ts';
import { idOf } from '../history/hashes.ts';
import type { Delivery, DeliveryState, Selection, StoredReceipt } from '../ledger.ts';
import { leading, withSubscriptions } from './delivery-rows.ts';
import { editsDue, requestEdits } from './edits.ts';
import { dueOf, leaseEnded } from './leases.ts';

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

/** That a subscription is of one of these destinations. */
function selected(of: Selection) {
  return (build: ExpressionBuilder<Pick<Schema, 'subscriptions'>, 'subscriptions'>) =>
    'only' in of
      ? build('subscriptions.destination', '=', of.only)
      : build('subscriptions.destination', 'not in', [...of.except, '']);
}

const place = ['subscriptions.destination', 'subscriptions.channel'] as const;

/** What is not settled, of subscriptions that are told things. What a digest holds goes with the one that leads it. */
function unfinished(db: Database) {
  return db
    .selectFrom('deliveries as waiting')
    .innerJoin('subscriptions', 'subscriptions.id', 'waiting.subscription_id')
    .where('subscriptions.state', '=', 'active')
    .where('subscriptions.ended_at', 'is', null)
    .where('waiting.state', 'in', ['pending', 'sending'])
    .where((build) =>
      build.or([build('waiting.batch', 'is', null), build('waiting.batch', '=', build.ref('waiting.id'))]),
    );
}

/**
 * Of each channel the oldest delivery that is not held back; none while one is being sent. One that failed keeps its
 * place until it is due again, one that is held for its time lets the newer ones pass.
 */
function firstInLine(db: Database, at: Instant, of: Selection) {
  const line = unfinished(db)
    .select(sql<number>`min(case when waiting.state = 'sending' then 0 else waiting.seq end)`.as('seq'))
    .where((build) =>
      build.or([
        build('waiting.state', '=', 'sending'),
        build('waiting.last_error', 'is not', null),
        build('waiting.next_attempt_at', '<=', at),
      ]),
    )
    .where(selected(of))
    .groupBy(place);
  return db.selectFrom('deliveries').selectAll().where('seq', 'in', line);
}

/** `DeliveryStore.claim`. */
export async function claim(
  db: Writing,
  worker: string,
  at: Instant,
  leaseUntil: Instant,
  limit: number,
  of: Selection,
): Promise<readonly Delivery[]> {
  const rows = await firstInLine(db, at, of)
    .where('next_attempt_at', '<=', at)
    .where(leaseEnded(at))
    .orderBy(sql`case when unsure_since is null then 1 else 0 end`)
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await db.updateTable('deliveries').set({ worker, lease_until: leaseUntil }).where('id', 'in', ids).execute();
  return withSubscriptions(db, rows);
}

/** The first attempt that may have arrived stays the one that counts. */
const since = (at: Instant) => sql<string>`coalesce(unsure_since, ${at})`;

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
    .set({ state: 'sending', attempts: sql`attempts + 1`, lease_until: leaseUntil, unsure_since: since(at) })
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('state', '=', 'pending')
    .where('lease_until', '>', at)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) return false;
  await db
    .updateTable('deliveries')
    .set({ state: 'sending', attempts: sql`attempts + 1`, worker, lease_until: leaseUntil, unsure_since: since(at) })
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
  isUnsure = false,
): Promise<void> {
  const held = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
  if (held === undefined) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
  if (held.state === 'sent' && outcome.state !== 'sent') return;
  await db
    .updateTable('deliveries')
    .set({
      ...outcome,
      sent_at: held.sent_at ?? outcome.sent_at ?? null,
      worker: null,
      lease_until: null,
      ...(isUnsure ? {} : { unsure_since: null }),
    })
    .where((build) => build.or([build('id', '=', id), build('batch', '=', id)]))
    .execute();
}

/** `DeliveryStore.postAgain`, with all that its digest holds. One statement: of two persons at once one is too late. */
export async function postAgain(db: Writing, id: string, why: string, at: Instant): Promise<boolean> {
  const changed = await db
    .updateTable('deliveries')
    .set({
      state: 'pending',
      last_error: why,
      next_attempt_at: at,
      worker: null,
      lease_until: null,
      // Whoever asks for it again takes a second copy upon themselves.
      unsure_since: null,
    })
    .where((build) => build.or([build('id', '=', id), build('batch', '=', id)]))
    .where('state', 'in', ['uncertain', 'rejected'])
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** `DeliveryStore.putOff`. */
export async function putOff(db: Writing, id: string, worker: string, error: string, retryAt: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ last_error: error, next_attempt_at: retryAt, worker: null, lease_until: null })
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('state', '=', 'pending')
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

/** `DeliveryStore.hold`. What it waits for is its time, no longer the end of an error. */
export async function hold(db: Writing, id: string, until: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: until, last_error: null, worker: null, lease_until: null })
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
  of: Selection,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', 'sending')
    .where(leading)
    .where(leaseEnded(at))
    .where('subscription_id', 'in', db.selectFrom('subscriptions').select('subscriptions.id').where(selected(of)))
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

/** `DeliveryStore.nextDue`: of a claimed one when its claim ends. What stands behind one that failed waits for that. */
export async function nextDue(db: Database): Promise<Instant | null> {
  const failed = unfinished(db)
    .select([...place, (build) => build.fn.min('waiting.seq').as('seq')])
    .where('waiting.last_error', 'is not', null)
    .groupBy(place)
    .as('failed');
  const channels = await unfinished(db)
    .leftJoin(failed, (join) =>
      join
        .onRef('failed.destination', '=', 'subscriptions.destination')
        .onRef('failed.channel', '=', 'subscriptions.channel'),
    )
    .select((build) => [
      build.fn.min('waiting.next_attempt_at').as('next_attempt_at'),
      build.fn.max('waiting.lease_until').as('lease_until'),
    ])
    .where((build) => build.or([build('failed.seq', 'is', null), build('waiting.seq', '<=', build.ref('failed.seq'))]))
    .groupBy(place)
    .having(sql<number>`max(case when waiting.state = 'sending' then 1 else 0 end)`, '=', 0)
    .execute();
  return [...channels.map((row) => dueOf([row])), ...(await editsDue(db))].sort()[0] ?? null;
}
