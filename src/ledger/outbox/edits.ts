import type { Instant } from '../../domain/time.ts';
import type { Database, Writing } from '../database/schema.ts';
import type { Edit, Selection } from '../ledger.ts';
import { withSubscriptions } from './delivery-rows.ts';
import { dueOf, isLeased } from './leases.ts';

/** Each of these posts, or the digest it stands in, says what no longer holds. */
export async function requestEdits(db: Writing, deliveryIds: readonly string[], at: Instant): Promise<void> {
  if (deliveryIds.length === 0) return;
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'batch'])
    .where('id', 'in', [...deliveryIds])
    .where('state', '=', 'sent')
    .execute();
  for (const id of new Set(rows.map((row) => row.batch ?? row.id))) {
    const request = { state: 'waiting' as const, attempts: 0, next_attempt_at: at, last_error: null };
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

/** What waits to be edited, of subscriptions that are told things. */
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

const place = ({ destination, channel }: { readonly destination: string; readonly channel: string }) =>
  JSON.stringify([destination, channel]);

/** For each channel, when its next edit is due. */
export async function editsDue(db: Database): Promise<readonly Instant[]> {
  const waiting = await waitingEdits(db).execute();
  return [...Map.groupBy(waiting, place).values()].map(dueOf);
}

/** `DeliveryStore.claimEdits`. */
export async function claimEdits(
  db: Writing,
  worker: string,
  at: Instant,
  leaseUntil: Instant,
  limit: number,
  of: Selection,
): Promise<readonly Edit[]> {
  const all = await waitingEdits(db).orderBy('edits.next_attempt_at').orderBy('edits.delivery_id').execute();
  const waiting = all.filter(({ destination }) =>
    'only' in of ? destination === of.only : !of.except.includes(destination),
  );
  const busy = new Set(waiting.filter(({ lease_until }) => isLeased(lease_until, at)).map(place));
  const taken = [];
  for (const row of waiting) {
    if (taken.length >= limit || row.next_attempt_at > at) break;
    if (busy.has(place(row))) continue;
    busy.add(place(row));
    taken.push(row);
  }
  if (taken.length === 0) return [];
  const ids = taken.map((row) => row.delivery_id);
  await db.updateTable('edits').set({ worker, lease_until: leaseUntil }).where('delivery_id', 'in', ids).execute();
  const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute();
  const deliveries = new Map((await withSubscriptions(db, rows)).map((delivery) => [delivery.id, delivery]));
  return taken.flatMap(({ delivery_id, attempts, request }) => {
    const delivery = deliveries.get(delivery_id);
    return delivery === undefined ? [] : [{ delivery, attempts, request }];
  });
}

/** `DeliveryStore.giveBackEdit`. */
export async function giveBackEdit(db: Writing, { delivery }: Edit): Promise<void> {
  const free = { worker: null, lease_until: null };
  await db.updateTable('edits').set(free).where('delivery_id', '=', delivery.id).execute();
}

/** Ends the claim; `as` holds only where no newer revision has asked for one more edit meanwhile. */
async function end(
  db: Writing,
  edit: Edit,
  as: { readonly state: 'done' | 'refused'; readonly last_error: string | null },
): Promise<void> {
  await giveBackEdit(db, edit);
  const { delivery, request } = edit;
  await db.updateTable('edits').set(as).where('delivery_id', '=', delivery.id).where('request', '=', request).execute();
}

/** `DeliveryStore.markEdited`. */
export function markEdited(db: Writing, edit: Edit): Promise<void> {
  return end(db, edit, { state: 'done', last_error: null });
}

/** `DeliveryStore.markEditRefused`. */
export function markEditRefused(db: Writing, edit: Edit, error: string): Promise<void> {
  return end(db, edit, { state: 'refused', last_error: error });
}

/** `DeliveryStore.markEditRetry`. */
export async function markEditRetry(db: Writing, { delivery }: Edit, error: string, retryAt: Instant): Promise<void> {
  await db
    .updateTable('edits')
    .set((build) => ({
      attempts: build('attempts', '+', 1),
      next_attempt_at: retryAt,
      last_error: error,
      worker: null,
      lease_until: null,
    }))
    .where('delivery_id', '=', delivery.id)
    .execute();
}
