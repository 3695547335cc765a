import type { ExpressionBuilder } from 'kysely';
import type { Database, Schema } from '../database/schema.ts';
import type { Delivery, StoredReceipt } from '../ledger.ts';
import { toSubscription } from '../subscriptions.ts';

/** Told alone or leading its digest: what a digest holds beside goes with the one that leads. */
export function leading(build: ExpressionBuilder<Schema, 'deliveries'>) {
  return build.or([build('batch', 'is', null), build('batch', '=', build.ref('id'))]);
}

function parseReceipt(receipt: string): StoredReceipt {
  // Written from a StoredReceipt by `markSent` alone.
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
    lastError: row.last_error,
    receipt: row.receipt === null ? null : parseReceipt(row.receipt),
    createdAt: row.created_at,
    sentAt: row.sent_at,
    unsureSince: row.unsure_since,
    ...(row.batch === row.id ? { leads: true as const } : {}),
  };
}

/** Each row beside its subscription, in their order. */
export async function withSubscriptions(
  db: Database,
  rows: readonly Schema['deliveries'][],
): Promise<readonly Delivery[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.subscription_id))];
  const held = await db.selectFrom('subscriptions').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(held.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const subscription = byId.get(row.subscription_id);
    return subscription === undefined ? [] : [toDelivery(row, subscription)];
  });
}
