import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/time.ts';
import type { Writing } from '../database/schema.ts';
import type { Claim, Delivery } from './delivery-store.ts';
import { leading, selected, withSubscriptions } from './rows.ts';

/** A lease is a worker's right to a delivery or an edit until a time. Here is what happens when that time is over. */

/** Longer than any worker claims something for. */
const longestLeaseMs = 600_000;

/** A lease that ends later than this was written by a clock that ran ahead, and would block for as long as it did. */
const furthest = (at: Instant): Instant => new Date(Date.parse(at) + longestLeaseMs).toISOString();

const hasEnded = (at: Instant): RawBuilder<boolean> =>
  sql<boolean>`(lease_until is null or lease_until <= ${at} or lease_until > ${furthest(at)})`;

export const noLease = { worker: null, lease_until: null };

/** What was claimed and not begun may be claimed again. */
async function releaseClaims(db: Writing, at: Instant): Promise<void> {
  for (const [table, state] of [
    ['deliveries', 'pending'],
    ['edits', 'waiting'],
  ] as const) {
    await db
      .updateTable(table)
      .set(noLease)
      .where('state', '=', state)
      .where('lease_until', 'is not', null)
      .where(hasEnded(at))
      .execute();
  }
}

/**
 * Leases the attempts whose lease ended to `worker` until `leaseUntil`, as uncertain since they were begun, and returns
 * them, oldest first; of a digest the delivery that leads it. Claims that were not begun are freed. `of` limits the
 * destinations of the attempts alone. Runs inside the transaction of its caller, so no two workers get the same.
 */
export async function rescueLeases(db: Writing, { worker, at, leaseUntil, of }: Claim): Promise<readonly Delivery[]> {
  await releaseClaims(db, at);
  const orphaned = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'sending')
    .where(leading)
    .where(hasEnded(at))
    .where('subscription_id', 'in', db.selectFrom('subscriptions').select('subscriptions.id').where(selected(of)))
    .execute();
  if (orphaned.length === 0) return [];
  const ids = orphaned.map((row) => row.id);
  await db
    .updateTable('deliveries')
    .set({ worker, lease_until: leaseUntil, uncertain_since: sql<string>`coalesce(uncertain_since, attempted_at)` })
    .where((build) => build.or([build('id', 'in', ids), build('batch_id', 'in', ids)]))
    .where('state', '=', 'sending')
    .execute();
  const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).orderBy('seq').execute();
  return withSubscriptions(db, rows);
}

/**
 * Returns when the first of a line, whose members are done one after the other, can be begun: when it is due, but not
 * while any of the line is leased.
 */
export function firstDue(line: readonly { readonly due: Instant; readonly leaseUntil: Instant | null }[]): Instant {
  const due = line.map((one) => one.due).toSorted()[0] ?? '';
  const free = line.map((one) => one.leaseUntil ?? '').toSorted();
  const lastFree = free.at(-1) ?? '';
  return lastFree > due ? lastFree : due;
}
