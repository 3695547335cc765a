import type { Delivery } from '../ledger/ledger.ts';
import { amend, type DelivererParts, deliveryError, look, post, traceOf } from './attempt.ts';
import { DeliveryError, type Destination, type Receipt } from './destination.ts';
import { channelKey, createRefusals, type Outcome } from './refusals.ts';
import { retryTable } from './retry.ts';
import { type Prepared, prepare } from './revisions.ts';

export interface DrainResult {
  readonly sent: number;
  /** Not sent, due again later: after an outage, a limit, or behind a pause. */
  readonly waiting: number;
  readonly rejected: number;
  readonly uncertain: number;
  /** When the next pending post is due (ISO 8601), or null. */
  readonly nextDue: string | null;
}
export interface Deliverer {
  /**
   * Sends everything that is due and ends; retries are left to a later call, see `nextDue`. When the signal aborts,
   * nothing new is begun and what was begun is finished. Rejects only when the ledger fails. Not to be called twice
   * at once.
   */
  drain(signal: AbortSignal): Promise<DrainResult>;
  /** Drains again and again until the signal aborts; a ledger that fails is logged and asked again. */
  run(signal: AbortSignal): Promise<void>;
}

const batch = 50;
const idleMs = 2000;

/**
 * The only thing that retries. Claims what is due, writes down that it is sending, sends, writes down the receipt.
 * A post whose answer was lost stays `sending` until its claim ends and is then looked for, just as after a crash.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const { ledger, destinations, wording, now, sleep, worker, log, observe } = parts;
  const { leaseMs = 120_000, settleMs = 5000 } = parts;
  const store = ledger.deliveries;
  const refusals = createRefusals(parts);
  // Of this process alone: after a restart an edit gets its attempts anew.
  const amendFailures = new Map<string, number>();
  const instant = () => now().toISOString();
  const leaseUntil = () => new Date(now().getTime() + leaseMs).toISOString();

  async function sent(delivery: Delivery, receipt: Receipt): Promise<Outcome> {
    observe?.('posted', delivery.id);
    await store.markSent(delivery.id, receipt, instant());
    observe?.('recorded', delivery.id);
    refusals.succeeded(delivery);
    amendFailures.delete(delivery.id);
    return 'sent';
  }

  async function attempt(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    observe?.('claimed', delivery.id);
    const destination = destinations.get(delivery.subscription.destination);
    if (destination === undefined) return refusals.off(delivery);
    if (!(await refusals.admits(destination))) return refusals.wait(delivery);
    const prepared = await prepare(delivery, ledger, wording);
    const failures = amendFailures.get(delivery.id) ?? 0;
    try {
      await amend(destination, delivery, prepared.amendments, failures, parts);
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError)) throw thrown;
      amendFailures.set(delivery.id, failures + 1);
      return refusals.refused(delivery, prepared.lead, thrown);
    }
    if (!(await store.markSending(delivery.id, worker, instant(), leaseUntil()))) return 'lost';
    observe?.('sending', delivery.id);
    let receipt: Receipt;
    try {
      receipt = await post(destination, delivery, prepared, parts);
    } catch (thrown) {
      const error = deliveryError(thrown);
      return error.outcome === 'maybe-sent'
        ? answerLost(delivery, destination, prepared, error, signal)
        : refusals.refused(delivery, prepared.lead, error);
    }
    return sent(delivery, receipt);
  }

  async function answerLost(
    delivery: Delivery,
    destination: Destination,
    { lead, under }: Prepared,
    error: DeliveryError,
    signal: AbortSignal,
  ): Promise<Outcome> {
    log.warn(
      { delivery: delivery.id, error: error.kind, cause: traceOf(error.cause) },
      'No answer to a post; looking for it',
    );
    if (destination.find === undefined) return refusals.unknowable(destination, delivery, lead, error);
    await sleep(settleMs, signal);
    // Found is certain; not found is not yet: it may still be on its way, so it is looked for again when the claim ends.
    const receipt = await look(destination, delivery, under, parts).catch(() => undefined);
    return receipt === undefined ? 'open' : sent(delivery, receipt);
  }

  async function settle(delivery: Delivery): Promise<Outcome> {
    const destination = destinations.get(delivery.subscription.destination);
    if (destination === undefined) return 'open';
    const { lead, under } = await prepare(delivery, ledger, wording);
    const lost = new DeliveryError('unknown', 'No answer came back before the process or the connection ended.', {
      outcome: 'maybe-sent',
    });
    if (destination.find === undefined) return refusals.unknowable(destination, delivery, lead, lost);
    let receipt: Receipt | undefined;
    try {
      receipt = await look(destination, delivery, under, parts);
    } catch (thrown) {
      const error = deliveryError(thrown);
      const { action } = retryTable[error.kind];
      if ((action === 'retry' && error.kind !== 'unknown') || action === 'hold') return 'open';
      return refusals.unknowable(destination, delivery, lead, error);
    }
    if (receipt !== undefined) return sent(delivery, receipt);
    await store.markRetry(delivery.id, `${lost.kind}: ${lost.message}`, instant());
    return 'waiting';
  }

  async function drain(signal: AbortSignal): Promise<DrainResult> {
    const counts: Record<Outcome, number> = { sent: 0, waiting: 0, rejected: 0, uncertain: 0, lost: 0, open: 0 };
    const failures: unknown[] = [];
    // One queue per channel: what is slow or limited there delays nobody else, and its posts keep their order.
    const channels = new Map<string, Promise<void>>();
    const begin = (delivery: Delivery, work: () => Promise<Outcome>) => {
      const key = channelKey(delivery);
      const mine = (channels.get(key) ?? Promise.resolve())
        .then(async () => {
          counts[await work()] += 1;
        })
        .catch((failure: unknown) => {
          failures.push(failure);
        })
        .finally(() => {
          if (channels.get(key) === mine) channels.delete(key);
        });
      channels.set(key, mine);
    };
    for (const delivery of await store.abandoned(instant(), worker, leaseUntil())) {
      begin(delivery, () => settle(delivery));
    }
    while (!signal.aborted && failures.length === 0) {
      const room = batch - channels.size;
      const claimed = room > 0 ? await store.claim(worker, instant(), leaseUntil(), room) : [];
      for (const delivery of claimed) begin(delivery, () => attempt(delivery, signal));
      if (claimed.length > 0) continue;
      if (channels.size === 0) break;
      await Promise.race(channels.values());
    }
    await Promise.all(channels.values());
    if (failures.length > 0) throw failures[0];
    const { sent: posted, waiting, rejected, uncertain } = counts;
    return { sent: posted, waiting, rejected, uncertain, nextDue: await store.nextDue() };
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await drain(signal);
      } catch (failure) {
        log.error({ err: failure }, 'The ledger could not be read or written while posting; trying again');
      }
      await sleep(idleMs, signal);
    }
  }
  return { drain, run };
}
