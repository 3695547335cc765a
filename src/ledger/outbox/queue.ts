import { sql } from 'kysely';
import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import type { Access, Database } from '../database/schema.ts';
import { idOf } from '../history/hashes.ts';
import type { DeliveryStore, Selection } from './delivery-store.ts';
import { editsDue, hasMoreRelations, requestEdits } from './edits.ts';
import { firstDue, noLease, rescueLeases } from './leases.ts';
import { batchOf, errorColumns, selected, waitingFor, withSubscriptions } from './rows.ts';

const channel = ['subscriptions.destination', 'subscriptions.channel'] as const;

/** The unfinished deliveries of active subscriptions. What else a digest holds goes with the one that leads it. */
function unfinished(db: Database) {
  return db
    .selectFrom('deliveries as waiting')
    .innerJoin('subscriptions', 'subscriptions.id', 'waiting.subscription_id')
    .where('subscriptions.state', '=', 'active')
    .where('subscriptions.ended_at', 'is', null)
    .where('waiting.state', 'in', ['pending', 'sending'])
    .where((build) =>
      build.or([build('waiting.batch_id', 'is', null), build('waiting.batch_id', '=', build.ref('waiting.id'))]),
    );
}

/** Of each channel the oldest delivery that does not wait for the channel's time; none while one is being sent. */
function firstInLine(db: Database, at: Instant, of: Selection | undefined) {
  const line = unfinished(db)
    .select(sql<number>`min(case when waiting.state = 'sending' then 0 else waiting.seq end)`.as('seq'))
    .where((build) => build.or([build('waiting.hold_until', 'is', null), build('waiting.hold_until', '<=', at)]))
    .where(selected(of))
    .groupBy(channel);
  return db.selectFrom('deliveries').selectAll().where('seq', 'in', line);
}

/**
 * When each channel's next delivery can be begun. What is older than the first that waits for no time may become due
 * before it; what is newer waits behind it.
 */
async function channelsDue(db: Database): Promise<readonly Instant[]> {
  const first = unfinished(db)
    .select([...channel, (build) => build.fn.min('waiting.seq').as('seq')])
    .where('waiting.hold_until', 'is', null)
    .groupBy(channel)
    .as('first');
  const channels = await unfinished(db)
    .leftJoin(first, (join) =>
      join
        .onRef('first.destination', '=', 'subscriptions.destination')
        .onRef('first.channel', '=', 'subscriptions.channel'),
    )
    .select((build) => [
      build.fn.min(build.fn.coalesce('waiting.hold_until', 'waiting.next_attempt_at')).as('due'),
      build.fn.max('waiting.lease_until').as('leaseUntil'),
    ])
    .where((build) => build.or([build('first.seq', 'is', null), build('waiting.seq', '<=', build.ref('first.seq'))]))
    .groupBy(channel)
    .having(sql<number>`max(case when waiting.state = 'sending' then 1 else 0 end)`, '=', 0)
    .execute();
  return channels.map((row) => firstDue([row]));
}

type Queue = Pick<
  DeliveryStore,
  'add' | 'claim' | 'begin' | 'save' | 'release' | 'rescue' | 'formBatch' | 'waiting' | 'batch' | 'nextDue'
>;

export function createQueue({ read, write }: Access): Queue {
  return {
    add: ({ finding, subscriptionId, at }) =>
      write(async (db) => {
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
            ...{ state: 'pending', attempts: 0, next_attempt_at: at, created_at: at },
          })
          .onConflict((conflict) => conflict.columns(['event', 'subscription_id']).doNothing())
          .execute();
      }),

    claim: ({ worker, at, leaseUntil, limit, of }) =>
      write(async (db) => {
        const rows = await firstInLine(db, at, of)
          .where('next_attempt_at', '<=', at)
          .where('lease_until', 'is', null)
          .orderBy(sql`case when uncertain_since is null then 1 else 0 end`)
          .orderBy('seq')
          .limit(limit)
          .execute();
        if (rows.length === 0) return [];
        const ids = rows.map((row) => row.id);
        await db.updateTable('deliveries').set({ worker, lease_until: leaseUntil }).where('id', 'in', ids).execute();
        return withSubscriptions(db, rows);
      }),

    begin: ({ id, worker, at, leaseUntil }) =>
      write(async (db) => {
        const begun = {
          state: 'sending',
          attempts: sql<number>`attempts + 1`,
          ...{ attempted_at: at, hold_until: null, worker, lease_until: leaseUntil },
        } as const;
        const changed = await db
          .updateTable('deliveries')
          .set(begun)
          .where('id', '=', id)
          .where('worker', '=', worker)
          .where('state', '=', 'pending')
          .where('lease_until', '>', at)
          .executeTakeFirst();
        if (changed.numUpdatedRows !== 1n) return false;
        await db
          .updateTable('deliveries')
          .set(begun)
          .where('batch_id', '=', id)
          .where('id', '!=', id)
          .where('state', '=', 'pending')
          .execute();
        return true;
      }),

    save: ({ id, to, at, from, worker, editsOf = [], seen = [] }) =>
      write(async (db) => {
        const stored = await db
          .selectFrom('deliveries')
          .select(['state', 'worker', 'sent_at'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (stored === undefined) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
        // Later news of a sent delivery changes nothing; only its receipt may be replaced.
        if (stored.state === 'sent' && to.state !== 'sent') return false;
        if (from !== undefined && !from.includes(stored.state)) return false;
        if (worker !== undefined && stored.worker !== worker) return false;
        await db
          .updateTable('deliveries')
          .set({
            ...{ state: to.state, next_attempt_at: to.nextAttemptAt, hold_until: to.holdUntil },
            ...{ uncertain_since: to.uncertainSince, ...errorColumns(to.error) },
            receipt: to.receipt === null ? null : JSON.stringify(to.receipt),
            receipt_id: to.receipt?.id ?? null,
            sent_at: stored.sent_at ?? to.sentAt,
            ...noLease,
          })
          .where((build) => build.or([build('id', '=', id), build('batch_id', '=', id)]))
          .execute();
        await requestEdits(db, (await hasMoreRelations(db, seen)) ? [...editsOf, id] : editsOf, at);
        return true;
      }),

    release: ({ id, worker }) =>
      write(async (db) => {
        const claimed = db.updateTable('deliveries').set(noLease).where('id', '=', id).where('state', '=', 'pending');
        await claimed.where('worker', '=', worker).execute();
      }),

    rescue: (claim) => write((db) => rescueLeases(db, claim)),

    formBatch: ({ id, at, only }) =>
      write(async (db) => {
        const leader = await db
          .selectFrom('deliveries')
          .select(['subscription_id', 'state', 'batch_id'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (leader === undefined) throw ledgerError('missing', `The ledger holds no delivery ${id}`);
        // What joined a post that is on its way, or that another worker finished, would wait behind it for ever.
        if (leader.batch_id !== null || leader.state !== 'pending') return batchOf(db, id);
        await db
          .updateTable('deliveries')
          .set({ batch_id: id })
          .where('subscription_id', '=', leader.subscription_id)
          .where('state', '=', 'pending')
          .where('batch_id', 'is', null)
          .where((build) => build.or([build('created_at', '<=', at), build('id', '=', id)]))
          // What may have arrived by itself is repeated by itself.
          .where((build) => build.or([build('uncertain_since', 'is', null), build('id', '=', id)]))
          .$if(only !== undefined, (query) => query.where('id', 'in', [id, ...(only ?? [])]))
          .execute();
        return batchOf(db, id);
      }),

    waiting: (of) => read((db) => waitingFor(db, of)),

    batch: (id) => read((db) => batchOf(db, id)),

    nextDue: () => read(async (db) => [...(await channelsDue(db)), ...(await editsDue(db))].toSorted()[0] ?? null),
  };
}
