import type { ExpressionBuilder } from 'kysely';
import type { DeliveryFailure } from '../../domain/failures.ts';
import type { FindingKind } from '../../domain/findings.ts';
import type { Database, Schema } from '../database/schema.ts';
import { toSubscription } from '../subscription-rows.ts';
import type { Delivery, DeliveryStore, Selection, StoredReceipt, Waiting } from './delivery-store.ts';

/** Between the tables' rows and the outbox's values. */

/** Posted alone or leading its digest: what else a digest holds goes with the one that leads. */
export function leading(build: ExpressionBuilder<Schema, 'deliveries'>) {
  return build.or([build('batch_id', 'is', null), build('batch_id', '=', build.ref('id'))]);
}

/** That a subscription is of one of these destinations. */
export function selected(of: Selection = { except: [] }) {
  return (build: ExpressionBuilder<Pick<Schema, 'subscriptions'>, 'subscriptions'>) =>
    'only' in of
      ? build('subscriptions.destination', '=', of.only)
      : build('subscriptions.destination', 'not in', [...of.except, '']);
}

export function errorColumns(error: DeliveryFailure | null) {
  return { error_kind: error?.kind ?? null, error_message: error?.message ?? null };
}

export function toError(row: Pick<Schema['deliveries'], 'error_kind' | 'error_message'>): DeliveryFailure | null {
  return row.error_kind === null ? null : { kind: row.error_kind, message: row.error_message ?? '' };
}

function toReceipt(receipt: string): StoredReceipt {
  // Written from a StoredReceipt by `DeliveryStore.save` alone.
  return JSON.parse(receipt) as StoredReceipt;
}

function toDelivery(row: Schema['deliveries'], subscription: Schema['subscriptions']): Delivery {
  return {
    id: row.id,
    event: row.event,
    findingId: row.finding_id,
    subscription: toSubscription(subscription),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    holdUntil: row.hold_until,
    attemptedAt: row.attempted_at,
    uncertainSince: row.uncertain_since,
    error: toError(row),
    receipt: row.receipt === null ? null : toReceipt(row.receipt),
    createdAt: row.created_at,
    sentAt: row.sent_at,
    batchId: row.batch_id,
  };
}

/** Returns each row with its subscription, in their order. */
export async function withSubscriptions(
  db: Database,
  rows: readonly Schema['deliveries'][],
): Promise<readonly Delivery[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.subscription_id))];
  const stored = await db.selectFrom('subscriptions').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(stored.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const subscription = byId.get(row.subscription_id);
    return subscription === undefined ? [] : [toDelivery(row, subscription)];
  });
}

/** Returns the deliveries of one post, this one included, in order. */
export async function batchOf(db: Database, id: string): Promise<readonly Delivery[]> {
  const stored = await db.selectFrom('deliveries').select('batch_id').where('id', '=', id).executeTakeFirst();
  const leader = stored?.batch_id ?? id;
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where((build) => build.or([build('id', '=', id), build('batch_id', '=', leader)]))
    .orderBy('seq')
    .execute();
  return withSubscriptions(db, rows);
}

/** See `DeliveryStore.waiting`. */
export async function waitingFor(
  db: Database,
  { subscriptionId, until, sentSince }: Parameters<DeliveryStore['waiting']>[0],
): Promise<readonly Waiting[]> {
  // Two queries, each of which an index answers: a channel may have been sent very much.
  const alone = db
    .selectFrom('deliveries')
    .innerJoin('findings', 'findings.id', 'deliveries.finding_id')
    .select(['deliveries.id', 'deliveries.document_id', 'deliveries.created_at', 'deliveries.state'])
    .select(['findings.kind', 'findings.publisher'])
    .where('deliveries.subscription_id', '=', subscriptionId)
    .where('deliveries.batch_id', 'is', null)
    .orderBy('deliveries.seq');
  const sent = await alone
    .where('deliveries.state', '=', 'sent')
    .where('deliveries.sent_at', '>=', sentSince)
    .execute();
  const pending = await alone
    .where('deliveries.state', '=', 'pending')
    .where('deliveries.uncertain_since', 'is', null)
    .where((build) =>
      build.or([build('deliveries.hold_until', 'is', null), build('deliveries.hold_until', '<=', until)]),
    )
    .execute();
  return [...sent, ...pending].map((row) => ({
    id: row.id,
    kind: row.kind as FindingKind, // written from a finding alone
    publisher: row.publisher,
    documentId: row.document_id,
    createdAt: row.created_at,
    isSent: row.state === 'sent',
  }));
}
