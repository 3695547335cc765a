import type { Database } from '../database/schema.ts';
import type { Delivery, DeliveryState } from '../ledger.ts';
import { leading, withSubscriptions } from './delivery-rows.ts';

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
    .where(leading)
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
    .where(leading)
    .orderBy('seq')
    .execute();
  const held = await withSubscriptions(db, rows);
  return held.find(
    ({ subscription, receipt }) =>
      subscription.destination === destination && (subscription.channel === channel || receipt?.channel === channel),
  );
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
