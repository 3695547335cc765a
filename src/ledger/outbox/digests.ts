import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import type { Database, Writing } from '../database/schema.ts';
import type { Delivery } from '../ledger.ts';
import { withSubscriptions } from './delivery-rows.ts';

/** `DeliveryStore.gather`. */
export async function gather(db: Writing, id: string, at: Instant): Promise<readonly Delivery[]> {
  const lead = await db
    .selectFrom('deliveries')
    .select(['subscription_id', 'state', 'batch'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (lead === undefined) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
  // What joined a post that is on its way, or was settled by another worker, would wait behind it for ever.
  if (lead.batch !== null || lead.state !== 'pending') return together(db, id);
  await db
    .updateTable('deliveries')
    .set({ batch: id })
    .where('subscription_id', '=', lead.subscription_id)
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
