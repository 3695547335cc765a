import { type Category, categories } from '../findings.ts';
import type { Instant } from '../model.ts';
import { ledgerError } from './errors.ts';
import { idOf } from './hashes.ts';
import type { NewSubscription, Subscription } from './ledger.ts';
import type { Database, Schema, Writing } from './schema.ts';

const notConfigured = 'no longer in the configuration';

function parseWants(wants: string): readonly (Category | 'all')[] {
  const words: unknown = JSON.parse(wants);
  const known: readonly (Category | 'all')[] = ['all', ...categories];
  return Array.isArray(words) ? known.filter((word) => words.includes(word)) : [];
}

export function toSubscription(row: Schema['subscriptions']): Subscription {
  return {
    id: row.id,
    destination: row.destination,
    channel: row.channel,
    wants: parseWants(row.wants),
    owner: row.owner,
    state: row.state,
    pausedReason: row.paused_reason,
    createdAt: row.created_at,
  };
}

/**
 * `LedgerTransaction.subscriptions`: in order of their making. A paused one is told later what it missed; one that left the
 * configuration is not.
 */
export async function subscriptions(db: Database): Promise<readonly Subscription[]> {
  const rows = await db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.filter((row) => row.paused_reason !== notConfigured).map(toSubscription);
}

/** `LedgerTransaction.toldOf`. */
export async function toldOf(db: Database, documentIds: readonly string[]): Promise<readonly string[]> {
  if (documentIds.length === 0) return [];
  const rows = await db
    .selectFrom('deliveries')
    .select('subscription_id')
    .distinct()
    .where('document_id', 'in', [...documentIds])
    .where('state', '!=', 'rejected')
    .execute();
  return rows.map((row) => row.subscription_id);
}

/** `DeliveryStore.syncSubscriptions`. What is configured twice for one channel wants both. */
export async function syncSubscriptions(
  db: Writing,
  configured: readonly NewSubscription[],
  at: Instant,
): Promise<void> {
  const wanted = new Map<string, NewSubscription>();
  for (const one of configured) {
    const id = idOf(one.destination, one.channel, one.owner ?? '');
    const before = wanted.get(id)?.wants ?? [];
    wanted.set(id, { ...one, wants: [...new Set([...before, ...one.wants])] });
  }
  for (const [id, { destination, channel, owner, wants }] of wanted) {
    const active = { wants: JSON.stringify(wants), state: 'active' as const, paused_reason: null };
    await db
      .insertInto('subscriptions')
      .values({ id, destination, channel, owner, created_at: at, ...active })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(active))
      .execute();
  }
  await db
    .updateTable('subscriptions')
    .set({ state: 'paused', paused_reason: notConfigured })
    .where('owner', 'is', null)
    .where('state', '=', 'active')
    .where('id', 'not in', [...wanted.keys(), ''])
    .execute();
}

export async function setSubscriptionState(
  db: Writing,
  id: string,
  state: 'active' | 'paused',
  reason: string | null,
): Promise<void> {
  const changed = await db
    .updateTable('subscriptions')
    .set({ state, paused_reason: reason })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no subscription ${id}`);
}
