import { DeliveryError, type Destination, type Receipt } from '../chat/destination.ts';
import type { Delivery } from '../ledger/ledger.ts';
import { type DelivererParts, deliveryError, look, traceOf } from './attempt.ts';
import { type Prepared, prepare, type RevisionParts } from './prepare.ts';
import type { Outcome, Refusals } from './refusals.ts';
import { repeats, retryTable, waitMs } from './retry.ts';

/** What is done about a post of which nobody knows whether it arrived. */
export interface Lost {
  /** The answer was lost just now. */
  answerLost(
    delivery: Delivery,
    destination: Destination,
    prepared: Prepared,
    error: DeliveryError,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Left by a process that died, or looked for in vain before. */
  settle(delivery: Delivery): Promise<Outcome>;
}

const again = { baseMs: 2000, capMs: 60_000, jitter: 'full' } as const;

/** `sent` writes down that a post stands. */
export function createLost(
  parts: DelivererParts,
  revisions: RevisionParts,
  refusals: Refusals,
  sent: (delivery: Delivery, receipt: Receipt, prepared: Prepared) => Promise<Outcome>,
): Lost {
  const { ledger, destinations, now, sleep, random, log, settleMs = 5000 } = parts;
  const store = ledger.deliveries;

  return {
    async answerLost(delivery, destination, prepared, error, signal) {
      log.warn(
        { delivery: delivery.id, error: error.kind, cause: traceOf(error.cause) },
        'No answer to a post; looking for it',
      );
      if (destination.find === undefined) return refusals.unknowable(destination, delivery, prepared, error);
      await sleep(settleMs, signal);
      let receipt: Receipt | undefined;
      try {
        receipt = await look(destination, delivery, prepared.under, parts);
      } catch (thrown) {
        const isUnknowable = deliveryError(thrown).kind === 'invalid';
        return isUnknowable || repeats(destination, delivery.unsureSince, now())
          ? refusals.unknowable(destination, delivery, prepared, error)
          : 'open';
      }
      if (receipt !== undefined) return sent(delivery, receipt, prepared);
      // It may still be on its way. Whoever comes second is refused, or it is looked for again when the claim ends.
      if (!destination.sendsOnce) return 'open';
      const waitsMs = delivery.attempts === 0 ? 0 : waitMs(again, delivery.attempts, null, random());
      const at = new Date(now().getTime() + waitsMs).toISOString();
      await store.markRetry(delivery.id, `${error.kind}: ${error.message}`, at, true);
      return 'waiting';
    },
    async settle(delivery) {
      const destination = destinations.get(delivery.subscription.destination);
      if (destination === undefined) return 'open';
      const prepared = await prepare(await store.together(delivery.id), revisions);
      const lost = new DeliveryError('unknown', 'No answer came back before the process or the connection ended.', {
        outcome: 'maybe-sent',
      });
      if (destination.find === undefined) return refusals.unknowable(destination, delivery, prepared, lost);
      let receipt: Receipt | undefined;
      try {
        receipt = await look(destination, delivery, prepared.under, parts);
      } catch (thrown) {
        const error = deliveryError(thrown);
        const { action } = retryTable[error.kind];
        const mayPass = (action === 'retry' && error.kind !== 'unknown') || action === 'hold';
        if (mayPass && !repeats(destination, delivery.unsureSince, now())) {
          const why = `${error.kind}: ${error.message}`;
          log.warn({ delivery: delivery.id, error: why }, 'A post could not be looked for; its channel waits for that');
          return 'open';
        }
        return refusals.unknowable(destination, delivery, prepared, error);
      }
      if (receipt !== undefined) return sent(delivery, receipt, prepared);
      await store.markRetry(delivery.id, `${lost.kind}: ${lost.message}`, now().toISOString());
      return 'waiting';
    },
  };
}
