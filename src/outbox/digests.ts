import type { Log } from '../chat/destination.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { leadOf } from '../compose/lead.ts';
import type { Finding } from '../domain/findings.ts';
import type { Delivery, DeliveryStore, Subscription } from '../ledger/ledger.ts';

/** When a delivery is told by the rhythm of its channel, and what is told together with it. */

export type Turn =
  | { readonly type: 'hold'; readonly until: Date }
  /** Several are one digest; the delivery that was asked about is among them. */
  | { readonly type: 'post'; readonly deliveries: readonly Delivery[] };

export interface TurnParts {
  readonly store: Pick<DeliveryStore, 'event' | 'sentFor' | 'together' | 'gather'>;
  readonly now: () => Date;
  readonly log: Log;
}

export function createTurns({ store, now, log }: TurnParts): (delivery: Delivery) => Promise<Turn> {
  const complained = new Set<string>();

  /** A correction of what the channel was told: it waits for no digest, or readers would hold on to the error. */
  async function corrects(lead: Finding, subscription: Subscription): Promise<boolean> {
    if (lead.kind !== 'restated' && lead.kind !== 'withdrawn' && lead.kind !== 'total-lowered') return false;
    const documents = [lead.documentId, lead.kind === 'withdrawn' ? null : lead.before.documentId];
    for (const document of new Set(documents)) {
      if (document !== null && (await store.sentFor(subscription.id, document)).length > 0) return true;
    }
    return false;
  }

  /** At once where the preferences cannot be read: nothing that was found may be lost to them. */
  async function dueOf(delivery: Delivery, atOnce: boolean): Promise<Date> {
    const { id, preferences } = delivery.subscription;
    const { dueAt } = await import('./rhythm.ts');
    try {
      const found = atOnce ? now() : dueAt({ ...preferences, quiet: null }, new Date(delivery.createdAt));
      // What was due while nobody was running is posted now, if the channel is awake.
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

  return async (delivery) => {
    const { rhythm, quiet } = delivery.subscription.preferences;
    const whole = async () => (delivery.leads ? await store.together(delivery.id) : [delivery]);
    if ((rhythm.type === 'immediate' && quiet === null) || delivery.subscription.origin === 'owner')
      return { type: 'post', deliveries: await whole() };
    const lead = leadOf(await store.event(delivery.event), delivery.findingId);
    if (isForOperators(lead)) return { type: 'post', deliveries: await whole() };
    const alone = rhythm.type === 'immediate' || (!delivery.leads && (await corrects(lead, delivery.subscription)));
    const until = await dueOf(delivery, alone);
    if (until.getTime() > now().getTime()) return { type: 'hold', until };
    return { type: 'post', deliveries: alone ? await whole() : await store.gather(delivery.id, now().toISOString()) };
  };
}
