import type { DeliveryErrorKind, DeliveryFailure } from '../../src/domain/failures.ts';
import type { Delivery, DeliveryProgress, Ledger, Selection, StoredReceipt } from '../../src/ledger/ledger.ts';

/** What the outbox does to the deliveries of a ledger, for tests that need only the outcome. */

type Of = Pick<Ledger, 'deliveries'>;

export const failed = (kind: DeliveryErrorKind, message: string): DeliveryFailure => ({ kind, message });

export function claim(
  { deliveries }: Of,
  worker: string,
  at: string,
  leaseUntil: string,
  limit = 10,
  of: Selection = { except: [] },
): Promise<readonly Delivery[]> {
  return deliveries.claim({ worker, at, leaseUntil, limit, of });
}

/** Claims as a worker does that looks for leases that ended first. */
export async function rescueAndClaim(ledger: Of, ...given: [string, string, string]): Promise<readonly Delivery[]> {
  const [worker, at, leaseUntil] = given;
  await ledger.deliveries.rescue({ worker: 'rescuer', at, leaseUntil });
  return claim(ledger, worker, at, leaseUntil);
}

export function begin(
  { deliveries }: Of,
  id: string,
  worker: string,
  at: string,
  leaseUntil: string,
): Promise<boolean> {
  return deliveries.begin({ id, worker, at, leaseUntil });
}

async function change(
  { deliveries }: Of,
  id: string,
  to: (delivery: Delivery) => Partial<DeliveryProgress>,
  details: Partial<Parameters<Ledger['deliveries']['save']>[0]> = {},
): Promise<boolean> {
  const delivery = await deliveries.delivery(id);
  if (delivery === undefined) throw new Error(`No delivery ${id}`);
  return deliveries.save({ id, to: { ...delivery, ...to(delivery) }, at: delivery.createdAt, ...details });
}

export function markSent(
  ledger: Of,
  id: string,
  receipt: StoredReceipt,
  at: string,
  editsOf: readonly string[] = [],
): Promise<boolean> {
  const sent = { state: 'sent', receipt, sentAt: at, error: null, uncertainSince: null } as const;
  return change(ledger, id, () => sent, { at, editsOf });
}

export function markRetry(
  ledger: Of,
  id: string,
  error: DeliveryFailure,
  nextAttemptAt: string,
  isUncertain = false,
): Promise<boolean> {
  return change(ledger, id, ({ uncertainSince, attemptedAt }) => ({
    ...{ state: 'pending', error, nextAttemptAt, holdUntil: null },
    uncertainSince: isUncertain ? (uncertainSince ?? attemptedAt) : null,
  }));
}

export function markRejected(ledger: Of, id: string, error: DeliveryFailure): Promise<boolean> {
  return change(ledger, id, () => ({ state: 'rejected', error, uncertainSince: null }));
}

export function markUncertain(ledger: Of, id: string, error: DeliveryFailure): Promise<boolean> {
  return change(ledger, id, () => ({ state: 'uncertain', error }));
}

export function hold(ledger: Of, id: string, holdUntil: string): Promise<boolean> {
  return change(ledger, id, () => ({ holdUntil }), { from: ['pending'] });
}

export function putOff(
  ledger: Of,
  id: string,
  worker: string,
  error: DeliveryFailure,
  nextAttemptAt: string,
): Promise<boolean> {
  const pending = { state: 'pending', error, nextAttemptAt } as const;
  return change(ledger, id, () => pending, { from: ['pending'], worker });
}

export function postAgain(ledger: Of, id: string, at: string): Promise<boolean> {
  const again = { state: 'pending', error: null, uncertainSince: null, nextAttemptAt: at } as const;
  return change(ledger, id, () => again, { from: ['uncertain', 'rejected'] });
}
