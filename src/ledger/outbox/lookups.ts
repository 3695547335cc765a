import type { Access, Database } from '../database/schema.ts';
import { eventRecord } from '../history/findings.ts';
import { threadOf } from '../history/threads.ts';
import { createSubscriptionStore } from '../subscriptions.ts';
import { type Delivery, type DeliveryState, type DeliveryStore, deliveryStates } from './delivery-store.ts';
import { leading, withSubscriptions } from './rows.ts';

type Lookups = Pick<
  DeliveryStore,
  'event' | 'ofEvent' | 'postedAs' | 'sentFor' | 'threadOf' | 'troubled' | 'delivery' | 'deliveriesNamed' | 'counts'
>;

export function createLookups({ read, write }: Access): Lookups {
  const subscriptions = createSubscriptionStore({ read, write });
  return {
    event: (event) => read((db) => eventRecord(db, event)),

    ofEvent: (event) =>
      read(async (db) => {
        const rows = db.selectFrom('deliveries').selectAll().where('event', '=', event).orderBy('seq');
        return withSubscriptions(db, await rows.execute());
      }),

    postedAs: ({ destination, channel, receiptId }) =>
      read(async (db) => {
        const rows = db.selectFrom('deliveries').selectAll().where('receipt_id', '=', receiptId).where(leading);
        const posted = await withSubscriptions(db, await rows.orderBy('seq').execute());
        return posted.find(
          ({ subscription, receipt }) =>
            subscription.destination === destination &&
            (subscription.channel === channel || receipt?.channel === channel),
        );
      }),

    threadOf: (documentId) => read((db) => threadOf(db, documentId)),

    sentFor: ({ subscriptionId, documentIds }) =>
      read(async (db) => {
        const rows = db
          .selectFrom('deliveries')
          .selectAll()
          .where('subscription_id', '=', subscriptionId)
          .where('document_id', 'in', ['', ...documentIds])
          .where('state', '=', 'sent')
          .orderBy('sent_at', 'desc')
          .orderBy('seq', 'desc');
        return withSubscriptions(db, await rows.execute());
      }),

    troubled: (limit) =>
      read(async (db) => {
        const rows = db
          .selectFrom('deliveries')
          .selectAll()
          .where('state', 'in', ['uncertain', 'rejected'])
          .where(leading)
          .orderBy('seq')
          .limit(limit);
        return {
          deliveries: await withSubscriptions(db, await rows.execute()),
          paused: (await subscriptions.all()).filter(({ state }) => state === 'paused'),
        };
      }),

    delivery: async (id) => {
      const [found, ...others] = await read((db) => deliveriesNamed(db, id));
      return others.length === 0 ? found : undefined;
    },

    deliveriesNamed: (id) => read((db) => deliveriesNamed(db, id)),

    counts: () =>
      read(async (db) => {
        const rows = await db
          .selectFrom('deliveries')
          .select(['state', (build) => build.fn.countAll<number>().as('count')])
          .groupBy('state')
          .execute();
        const counted = new Map<DeliveryState, number>(rows.map((row) => [row.state, row.count]));
        const all = deliveryStates.map((state) => [state, counted.get(state) ?? 0]);
        return Object.fromEntries(all) as Record<DeliveryState, number>; // of every state
      }),
  };
}

async function deliveriesNamed(db: Database, id: string): Promise<readonly Delivery[]> {
  if (!/^[0-9a-f]{6,}$/u.test(id)) return [];
  const rows = db.selectFrom('deliveries').selectAll().where('id', '>=', id).where('id', '<', `${id}g`);
  return withSubscriptions(db, await rows.orderBy('id').limit(2).execute());
}
