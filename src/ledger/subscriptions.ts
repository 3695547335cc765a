import {
  defaultPreferences,
  type Mute,
  type NewSubscription,
  noFilters,
  type Pause,
  type PauseCause,
} from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import { ledgerError } from './database/errors.ts';
import type { Access } from './database/schema.ts';
import { idOf } from './history/hashes.ts';
import { dropWaiting, put, releaseWaiting, rowsOf, setPause } from './subscription-changes.ts';
import { active, isCurrent, pausedBy, rowOf, type Subscription, toSubscription } from './subscription-rows.ts';

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>;

export function createSubscriptionStore({ read, write }: Access) {
  return {
    /**
     * Returns the subscriptions of the configuration and of chats in the order they were made. Paused ones are among
     * them, because their deliveries wait; ended ones and those that left the configuration are not.
     */
    all: (): Promise<readonly Subscription[]> =>
      read(async (db) => {
        const rows = await db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id').execute();
        return rows.filter(isCurrent).map(toSubscription);
      }),

    /** Returns the one subscription of a channel, paused or not; undefined where there is none. */
    of: (place: { readonly destination: string; readonly channel: string }): Promise<Subscription | undefined> =>
      read(async (db) => {
        const { destination, channel } = place;
        const row = (await rowsOf(db, destination, channel)).find(isCurrent);
        return row && toSubscription(row);
      }),

    /**
     * Returns the subscriptions of a space by channel; of the whole destination where `space` is null. Those of the
     * configuration name no space where the destination has only one.
     */
    inSpace: (of: { readonly destination: string; readonly space: string | null }): Promise<readonly Subscription[]> =>
      read(async (db) => {
        const { destination, space } = of;
        const rows = await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('destination', '=', destination)
          .$if(space !== null, (query) =>
            query.where((build) => build.or([build('space', '=', space), build('space', 'is', null)])),
          )
          .orderBy('channel')
          .orderBy('id')
          .execute();
        return rows.filter(isCurrent).map(toSubscription);
      }),

    /** Returns the ids of the subscriptions with a delivery, not a rejected one, about one of these documents. */
    sentAbout: (documentIds: readonly string[]): Promise<readonly string[]> =>
      read(async (db) => {
        if (documentIds.length === 0) return [];
        const rows = await db
          .selectFrom('deliveries')
          .select('subscription_id')
          .distinct()
          .where('document_id', 'in', [...documentIds])
          .where('state', '!=', 'rejected')
          .execute();
        return rows.map((row) => row.subscription_id);
      }),

    /** Returns when the last post was sent to the subscription, null where none was, and how many deliveries wait. */
    activity: (id: string): Promise<{ readonly lastSentAt: Instant | null; readonly waiting: number }> =>
      read(async (db) => {
        const last = await db
          .selectFrom('deliveries')
          .select('sent_at')
          .where('subscription_id', '=', id)
          .where('state', '=', 'sent')
          .orderBy('sent_at', 'desc')
          .limit(1)
          .executeTakeFirst();
        const waiting = await db
          .selectFrom('deliveries')
          .select(db.fn.countAll<number>().as('count'))
          .where('subscription_id', '=', id)
          .where('state', 'in', ['pending', 'sending'])
          .executeTakeFirstOrThrow();
        return { lastSentAt: last?.sent_at ?? null, waiting: waiting.count };
      }),

    /**
     * Makes the chat's subscription of a channel, or updates it; it is active again if it was paused or had ended.
     * Throws `LedgerError` (`conflict`) where the configuration has one for the channel.
     */
    subscribe: (subscription: NewSubscription, at: Instant): Promise<Subscription> =>
      write(async (db) => {
        const { destination, channel } = subscription;
        const current = (await rowsOf(db, destination, channel)).find(isCurrent);
        if (current?.origin === 'configuration')
          throw ledgerError('conflict', `The configuration has a subscription of ${destination} ${channel}`);
        const row = await put(db, { ...subscription, origin: 'chat' }, at);
        await releaseWaiting(db, row.id, at);
        return toSubscription(row);
      }),

    /**
     * Ends a chat's subscription: waiting deliveries are dropped, one that is being sent is reconciled as usual, and
     * receipts stay for ever. Throws `LedgerError` (`missing`).
     */
    unsubscribe: (id: string, at: Instant): Promise<void> =>
      write(async (db) => {
        const changed = await db
          .updateTable('subscriptions')
          .set({ ended_at: at })
          .where('id', '=', id)
          .where('origin', '=', 'chat')
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n)
          throw ledgerError('missing', `The ledger holds no subscription ${id} of a chat`);
        await dropWaiting(db, id);
      }),

    /** Throws `LedgerError` (`missing`). */
    pause: (id: string, pause: Pause): Promise<void> => write((db) => setPause(db, id, pause)),

    /**
     * Mutes a subscription from `at` on; its deliveries wait until then. With an end that is not after `at` it ends a mute.
     * What waits is scheduled anew. Throws `LedgerError` (`missing`).
     */
    mute: (id: string, { at, until }: Mute): Promise<void> =>
      write(async (db) => {
        const changed = await db
          .updateTable('subscriptions')
          .set({ muted_at: at, muted_until: until })
          .where('id', '=', id)
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n) throw ledgerError('missing', `The ledger holds no subscription ${id}`);
        await releaseWaiting(db, id, at);
      }),

    /** Throws `LedgerError` (`missing`). */
    resume: (id: string): Promise<void> => write((db) => setPause(db, id, null)),

    /** Pauses the active subscriptions of a space, owners' excepted: a person is reached outside it too. Returns how many. */
    pauseSpace: (of: {
      readonly destination: string;
      readonly space: string;
      readonly pause: Pause;
    }): Promise<number> =>
      write(async (db) => {
        const changed = await db
          .updateTable('subscriptions')
          .set(pausedBy(of.pause))
          .where('destination', '=', of.destination)
          .where('space', '=', of.space)
          .where('origin', '!=', 'owner')
          .where('state', '=', 'active')
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        return Number(changed.numUpdatedRows);
      }),

    /** Resumes the subscriptions of a space that were paused for one of these causes. Returns how many. */
    resumeSpace: (of: {
      readonly destination: string;
      readonly space: string;
      readonly causes: readonly PauseCause[];
    }): Promise<number> =>
      write(async (db) => {
        const changed = await db
          .updateTable('subscriptions')
          .set(active)
          .where('destination', '=', of.destination)
          .where('space', '=', of.space)
          .where('state', '=', 'paused')
          .where('paused_cause', 'in', [...of.causes])
          .executeTakeFirst();
        return Number(changed.numUpdatedRows);
      }),

    /**
     * Makes the configured subscriptions exist and be active, and pauses those no longer configured. A chat's
     * subscription of a configured channel ends. Several for one channel become one that wants all of it. Idempotent.
     */
    sync: (configured: readonly NewSubscription[], at: Instant): Promise<void> =>
      write(async (db) => {
        const byChannel = new Map<string, NewSubscription>();
        for (const one of configured) {
          const key = idOf(one.destination, one.channel);
          const before = byChannel.get(key)?.wants ?? [];
          byChannel.set(key, { ...one, origin: 'configuration', wants: [...new Set([...before, ...one.wants])] });
        }
        const ids = [''];
        for (const one of byChannel.values()) ids.push((await put(db, one, at)).id);
        await db
          .updateTable('subscriptions')
          .set(pausedBy({ cause: 'not-configured', detail: '' }))
          .where('origin', '=', 'configuration')
          .where('id', 'not in', ids)
          .execute();
      }),

    /** Returns the private subscription of a person, made at the first call. `channel` names the person. */
    ofOwner: (owner: Pick<NewSubscription, 'destination' | 'space' | 'channel'>, at: Instant): Promise<Subscription> =>
      write(async (db) => {
        const { destination, space, channel } = owner;
        const id = idOf(destination, channel, 'owner');
        const wanted = { destination, space, channel, origin: 'owner' as const, wants: [], owner: null };
        const row = rowOf({ ...wanted, filters: noFilters, follows: [], preferences: defaultPreferences });
        await db
          .insertInto('subscriptions')
          .values({ id, destination, channel, created_at: at, ...row })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        const made = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        return toSubscription(made);
      }),
  };
}
