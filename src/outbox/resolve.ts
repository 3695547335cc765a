import type { Delivery, DeliveryStore } from '../ledger/ledger.ts';
import { next } from './machine/machine.ts';
import { capabilitiesOf } from './machine/retry.ts';
import { outdatedBy } from './revisions.ts';

/**
 * Stores what a person says of a delivery that is uncertain or rejected: it arrived, or it is to be posted again. Returns
 * false, and changes nothing, where it is neither any more; of two persons at once one is too late.
 */
export async function resolveDelivery(
  delivery: Delivery,
  answer: 'arrived' | 'again',
  at: Date,
  store: Pick<DeliveryStore, 'save' | 'batch' | 'event' | 'sentFor' | 'threadOf'>,
): Promise<boolean> {
  const { id, subscription } = delivery;
  const event = { type: answer === 'arrived' ? 'seen-by-a-person' : 'asked-for-again' } as const;
  const isToOwner = subscription.origin === 'owner';
  const { state: to, effects } = next({ ...delivery, isToOwner }, event, { at, random: 0 }, capabilitiesOf(undefined));
  if (effects.length === 0) return false;
  const editsOf = answer === 'arrived' ? await outdatedBy(await store.batch(id), { store }) : [];
  return store.save({ id, to, at: at.toISOString(), from: ['uncertain', 'rejected'], editsOf });
}
