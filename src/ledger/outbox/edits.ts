import type { Instant } from '../../domain/time.ts';
import type { Access, Database, Writing } from '../database/schema.ts';
import type { SeenRelations } from './delivery-store.ts';
import type { EditStore } from './edit-store.ts';
import { firstDue, noLease } from './leases.ts';
import { errorColumns, toError, withSubscriptions } from './rows.ts';

/** Requests an edit of each post, or of the digest that it is in. Does nothing for a delivery that was not sent. */
export async function requestEdits(db: Writing, deliveryIds: readonly string[], at: Instant): Promise<void> {
  if (deliveryIds.length === 0) return;
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'batch_id'])
    .where('id', 'in', [...deliveryIds])
    .where('state', '=', 'sent')
    .execute();
  for (const id of new Set(rows.map((row) => row.batch_id ?? row.id))) {
    const request = { state: 'waiting' as const, attempts: 0, next_attempt_at: at, ...errorColumns(null) };
    await db
      .insertInto('edits')
      .values({ delivery_id: id, request: 1, ...request })
      .onConflict((conflict) =>
        conflict
          .column('delivery_id')
          .doUpdateSet((build) => ({ request: build('edits.request', '+', 1), ...request })),
      )
      .execute();
  }
}

/** Requests an edit of every post about one of these documents. */
export async function requestEditsAbout(db: Writing, documentIds: readonly string[], at: Instant): Promise<void> {
  if (documentIds.length === 0) return;
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('document_id', 'in', [...documentIds])
    .where('state', '=', 'sent')
    .execute();
  const ids = rows.map(({ id }) => id);
  await requestEdits(db, ids, at);
}

/** Returns whether a document has more relations than a post about it was composed with. */
export async function hasMoreRelations(db: Database, seen: readonly SeenRelations[]): Promise<boolean> {
  for (const { documentId, relations } of seen) {
    const stored = await db
      .selectFrom('document_relations')
      .select((build) => build.fn.countAll<number>().as('count'))
      .where((build) => build.or([build('from_document', '=', documentId), build('to_document', '=', documentId)]))
      .executeTakeFirst();
    if ((stored?.count ?? 0) > relations) return true;
  }
  return false;
}

/** The waiting edits of active subscriptions. */
function waitingEdits(db: Database) {
  return db
    .selectFrom('edits')
    .innerJoin('deliveries', 'deliveries.id', 'edits.delivery_id')
    .innerJoin('subscriptions', 'subscriptions.id', 'deliveries.subscription_id')
    .selectAll('edits')
    .select(['subscriptions.destination', 'subscriptions.channel'])
    .where('edits.state', '=', 'waiting')
    .where('subscriptions.state', '=', 'active')
    .where('subscriptions.ended_at', 'is', null);
}

const channelOf = ({ destination, channel }: { readonly destination: string; readonly channel: string }) =>
  JSON.stringify([destination, channel]);

/** Returns when each channel's next edit can be begun. */
export async function editsDue(db: Database): Promise<readonly Instant[]> {
  const waiting = await waitingEdits(db).execute();
  return [...Map.groupBy(waiting, channelOf).values()].map((line) =>
    firstDue(line.map((row) => ({ due: row.next_attempt_at, leaseUntil: row.lease_until }))),
  );
}

export function createEditStore({ write }: Access): EditStore {
  return {
    claim: ({ worker, at, leaseUntil, limit, of = { except: [] } }) =>
      write(async (db) => {
        const all = await waitingEdits(db).orderBy('edits.next_attempt_at').orderBy('edits.delivery_id').execute();
        const waiting = all.filter(({ destination }) =>
          'only' in of ? destination === of.only : !of.except.includes(destination),
        );
        const busy = new Set(waiting.filter(({ lease_until }) => lease_until !== null).map(channelOf));
        const claimed = [];
        for (const row of waiting) {
          if (claimed.length >= limit || row.next_attempt_at > at) break;
          if (busy.has(channelOf(row))) continue;
          busy.add(channelOf(row));
          claimed.push(row);
        }
        if (claimed.length === 0) return [];
        const ids = claimed.map((row) => row.delivery_id);
        const lease = { worker, lease_until: leaseUntil };
        await db.updateTable('edits').set(lease).where('delivery_id', 'in', ids).execute();
        const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute();
        const deliveries = new Map((await withSubscriptions(db, rows)).map((delivery) => [delivery.id, delivery]));
        return claimed.flatMap((row) => {
          const delivery = deliveries.get(row.delivery_id);
          if (delivery === undefined) return [];
          const { state, attempts, next_attempt_at: nextAttemptAt, request } = row;
          return [{ delivery, request, state, attempts, nextAttemptAt, error: toError(row) }];
        });
      }),

    save: ({ edit: { delivery, request }, to }) =>
      write(async (db) => {
        const { state, attempts, nextAttemptAt } = to;
        const progress = { state, attempts, next_attempt_at: nextAttemptAt, ...errorColumns(to.error) };
        const row = db.updateTable('edits').where('delivery_id', '=', delivery.id);
        await row.set(noLease).execute();
        // A newer revision asks for one more edit; what was learnt of when the platform takes edits holds for it too.
        await (to.state === 'waiting' ? row : row.where('request', '=', request)).set(progress).execute();
      }),

    release: ({ delivery }) =>
      write(async (db) => {
        await db.updateTable('edits').set(noLease).where('delivery_id', '=', delivery.id).execute();
      }),
  };
}
