import type { Log } from '../chat/destination.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { leadOf } from '../compose/lead.ts';
import type { Finding } from '../domain/findings.ts';
import { isMuted } from '../domain/subscriptions.ts';
import type { Delivery, DeliveryStore, Subscription } from '../ledger/ledger.ts';
import { crowdOf, settlesAt } from './gathering.ts';

/** When a delivery is due by the rhythm, the quiet hours and the mute of its channel. */

export interface Schedule {
  /** Not after now: it is due. */
  readonly dueAt: Date;
  /** It goes out with all that waits for the same channel. */
  readonly isDigest: boolean;
}

interface ScheduleParts {
  readonly store: Pick<DeliveryStore, 'event' | 'sentFor' | 'waiting'>;
  readonly now: () => Date;
  /** How long many posts of a kind wait for more of a poll that goes on; 0: not at all. Read each time. */
  readonly settleMs: () => number;
  readonly log: Log;
}

export function createScheduler({
  store,
  now,
  log,
  settleMs,
}: ScheduleParts): (delivery: Delivery) => Promise<Schedule> {
  const complained = new Set<string>();

  /** A correction of what the channel was sent waits for no digest, or readers would hold on to the error. */
  async function corrects(lead: Finding, subscription: Subscription): Promise<boolean> {
    if (lead.kind !== 'restated' && lead.kind !== 'withdrawn' && lead.kind !== 'total-lowered') return false;
    const documents = [lead.documentId, lead.kind === 'withdrawn' ? null : lead.before.documentId];
    for (const documentId of new Set(documents)) {
      if (documentId === null) continue;
      if ((await store.sentFor({ subscriptionId: subscription.id, documentIds: [documentId] })).length > 0) return true;
    }
    return false;
  }

  /** At once where the preferences cannot be read: no finding may be lost to a wrong preference. */
  async function dueAtOf({ subscription, createdAt }: Delivery, isDigest: boolean): Promise<Date> {
    const { id, preferences, mute } = subscription;
    if (isMuted(mute, now().toISOString())) return mute?.until == null ? openEnd : new Date(mute.until);
    const { dueAt } = await import('./rhythm.ts');
    try {
      const found = isDigest ? dueAt({ ...preferences, quiet: null }, new Date(createdAt)) : now();
      // What was due while no process was running is posted now, if the channel is awake.
      const earliest = found.getTime() > now().getTime() ? found : now();
      return dueAt({ ...preferences, rhythm: { type: 'immediate' } }, earliest);
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
      if (!complained.has(id))
        log.warn({ subscription: id }, 'The times of a subscription cannot be read; posting at once');
      complained.add(id);
      return now();
    }
  }

  /** What is due now waits a little where a poll seems to go on bringing more of a kind. */
  async function settled(delivery: Delivery): Promise<Date> {
    const ms = settleMs();
    const until = ms === 0 ? null : settlesAt(delivery.id, await crowdOf(delivery, store, now()), ms);
    return until === null ? now() : new Date(until);
  }

  return async (delivery) => {
    const { preferences, origin } = delivery.subscription;
    const { rhythm, quiet } = preferences;
    // It waits, or waited, for the end of a mute.
    const isHeld = isMuted(delivery.subscription.mute, delivery.createdAt);
    const atOnce = async () => ({ dueAt: await settled(delivery), isDigest: false });
    if ((rhythm.type === 'immediate' && quiet === null && !isHeld) || origin === 'owner') return atOnce();
    const lead = leadOf(await store.event(delivery.event), delivery.findingId);
    if (isForOperators(lead)) return atOnce();
    const isBegun = delivery.batchId === delivery.id;
    const isOfRhythm = rhythm.type !== 'immediate' && (isBegun || !(await corrects(lead, delivery.subscription)));
    const dueAt = await dueAtOf(delivery, isOfRhythm);
    // What may have arrived by itself is repeated by itself.
    const isOfMute = rhythm.type === 'immediate' && isHeld && delivery.uncertainSince === null;
    return { dueAt, isDigest: isOfRhythm || isOfMute };
  };
}

/** Due when somebody unmutes the channel, which schedules it anew. */
const openEnd = new Date('9999-12-31T00:00:00.000Z');
