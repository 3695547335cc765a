import type { Destination } from '../chat/destination.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { failureText } from '../domain/failures.ts';
import type { Delivery, DeliveryState } from '../ledger/ledger.ts';
import { deliveryError, lookUpPost, sendPost, traceOf } from './calls.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { crowdOf, gathered } from './gathering.ts';
import type { DeliveryEffect, DeliveryEvent, LookUp, PlatformError } from './machine/events.ts';
import { next } from './machine/machine.ts';
import { capabilitiesOf } from './machine/retry.ts';
import type { FindObstacle } from './obstacles.ts';
import type { OutboxParts } from './parts.ts';
import { type Prepared, type PrepareParts, prepare } from './prepare.ts';
import { channelKey, type RateLimiter } from './rate-limiter.ts';
import type { Schedule } from './schedule.ts';
import type { Token } from './token-window.ts';
import { notifyAbout } from './trouble.ts';

/** What became of a delivery. `unfinished`: another worker has it, or its outcome is found out later. */
export type Outcome = 'sent' | 'waiting' | 'rejected' | 'uncertain' | 'unfinished';

const outcomes: Readonly<Record<DeliveryState, Outcome>> = {
  ...{ pending: 'waiting', sending: 'unfinished', sent: 'sent', rejected: 'rejected', uncertain: 'uncertain' },
};

export interface DispatcherParts extends OutboxParts {
  readonly preparing: PrepareParts;
  readonly limiter: RateLimiter;
  readonly breaker: CircuitBreaker;
  readonly obstacleTo: FindObstacle;
  readonly schedule: (delivery: Delivery) => Promise<Schedule>;
}

/** Runs the effects that the machine asks for. It decides nothing. */
export interface Dispatcher {
  /** Takes a claimed delivery as far as it can get now. Rejects only when the ledger fails. */
  dispatch(delivery: Delivery, token: Token | undefined, signal: AbortSignal): Promise<Outcome>;
  /** Finds out what became of the attempts of a delivery that was rescued. Rejects only when the ledger fails. */
  reconcile(delivery: Delivery, signal: AbortSignal): Promise<Outcome>;
}

/** One delivery on its way through the machine. */
interface Run {
  /** With the columns as the machine changed them. */
  delivery: Delivery;
  readonly destination: Destination | undefined;
  readonly token: Token | undefined;
  readonly signal: AbortSignal;
  /** The attempt is written down. */
  isBegun: boolean;
  prepared: Prepared | undefined;
  /** What a library threw at the last call. */
  cause: unknown;
  outcome: Outcome;
}

type Result = DeliveryEvent | 'lease-lost' | undefined;

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { ledger, destinations, now, sleep, random, worker, log, observe, leaseMs, lookUpAfterMs } = parts;
  const { limiter, breaker, obstacleTo, schedule, preparing } = parts;
  const store = ledger.deliveries;
  /** Since when each channel fails. Of this process alone: after a restart an outage starts anew. */
  const outages = new Map<string, Date>();
  const instant = () => now().toISOString();

  function start(delivery: Delivery, token: Token | undefined, signal: AbortSignal): Run {
    const destination = destinations.get(delivery.subscription.destination);
    const open = { isBegun: false, prepared: undefined, cause: undefined, outcome: 'unfinished' } as const;
    return { delivery, destination, token, signal, ...open };
  }

  async function run(one: Run, first: DeliveryEvent): Promise<Outcome> {
    let event: DeliveryEvent | undefined = first;
    while (event !== undefined) {
      const isToOwner = one.delivery.subscription.origin === 'owner';
      const at = { at: now(), random: random() };
      const { state, effects } = next({ ...one.delivery, isToOwner }, event, at, capabilitiesOf(one.destination));
      one.delivery = { ...one.delivery, ...state };
      event = undefined;
      for (const effect of effects) {
        const result: Result = await perform(effect, one);
        if (result === 'lease-lost') return 'unfinished';
        event = result ?? event;
      }
    }
    return one.outcome;
  }

  async function preparedFor(one: Run): Promise<Prepared> {
    one.prepared ??= await prepare(await store.batch(one.delivery.id), preparing);
    return one.prepared;
  }
  const reported = async (one: Run) => ({ isForOperators: isForOperators((await preparedFor(one)).lead) });

  async function perform(effect: DeliveryEffect, one: Run): Promise<Result> {
    const { delivery } = one;
    const { id, subscription } = delivery;
    switch (effect.type) {
      case 'schedule':
        return { type: 'scheduled', ...(await schedule(delivery)) };
      case 'reconcile':
        return { type: 'orphaned', ...(await reported(one)) };
      case 'form-batch':
        one.prepared = await prepare(await formBatch(delivery, effect.isNew), preparing);
        return undefined;
      case 'begin':
        return begin(one);
      case 'send':
        return send(one);
      case 'look-up':
        return lookUp(one, effect.lookUp, effect.attemptError);
      case 'notify':
        await notifyAbout(effect, delivery, await preparedFor(one), parts);
        return undefined;
      case 'pause-subscription':
        await ledger.subscriptions.pause(subscription.id, effect.pause);
        return undefined;
      case 'open-circuit': {
        const { publisher } = (await preparedFor(one)).lead;
        await breaker.open({ destination: subscription.destination, publisher, error: effect.error });
        return undefined;
      }
      case 'limit':
        limiter.limit('post', subscription, effect);
        return undefined;
      case 'outage':
        if (effect.since === null) outages.delete(channelKey(subscription));
        else outages.set(channelKey(subscription), effect.since);
        return undefined;
      case 'log': {
        const { level, message, error, retryAfterMs } = effect;
        const where = { delivery: id, destination: subscription.destination, channel: subscription.channel };
        log[level]({ ...where, error: failureText(error), retryAfterMs, cause: traceOf(one.cause) }, message);
        return undefined;
      }
      case 'save':
        return save(one);
    }
  }

  async function formBatch(delivery: Delivery, isNew: boolean): Promise<readonly Delivery[]> {
    const { id } = delivery;
    if (isNew) return store.formBatch({ id, at: instant() });
    if (delivery.batchId === id) return store.batch(id);
    const only = gathered(id, await crowdOf(delivery, store, now()));
    return only.length > 1 ? store.formBatch({ id, at: instant(), only }) : [delivery];
  }

  async function begin(one: Run): Promise<Result> {
    const { id, attemptedAt } = one.delivery;
    // A crash has to be noticed while the platform still refuses a second copy.
    const windowMs = one.destination?.sendsOnceForMs ?? Number.POSITIVE_INFINITY;
    const leaseUntil = new Date(now().getTime() + Math.min(leaseMs, Math.floor(windowMs / 2))).toISOString();
    one.isBegun = await store.begin({ id, worker, at: attemptedAt ?? instant(), leaseUntil });
    if (!one.isBegun) return 'lease-lost';
    observe('sending', id);
    return undefined;
  }

  async function send(one: Run): Promise<Result> {
    const { destination, delivery, token, signal } = one;
    if (destination === undefined) return undefined;
    const prepared = await preparedFor(one);
    try {
      const receipt = await sendPost({ destination, delivery, prepared, token, signal }, limiter, parts);
      return { type: 'accepted', receipt };
    } catch (thrown) {
      const error = deliveryError(thrown);
      one.cause = error.cause;
      if (error.outcome === 'maybe-sent') return { type: 'unacknowledged', error, ...(await reported(one)) };
      const failingSince = outages.get(channelKey(delivery.subscription)) ?? now();
      return { type: 'refused', error, failingSince, ...(await reported(one)) };
    }
  }

  async function lookUp(one: Run, which: LookUp, attemptError: PlatformError): Promise<Result> {
    const { destination, delivery, signal } = one;
    if (destination === undefined) return undefined;
    if (which === 'first') await sleep(lookUpAfterMs, signal);
    const { under } = await preparedFor(one);
    try {
      const receipt = await lookUpPost(destination, delivery, under, parts);
      if (receipt === undefined) return { type: 'not-found', lookUp: which, error: attemptError };
      return { type: 'accepted', receipt };
    } catch (thrown) {
      const error = deliveryError(thrown);
      return { type: 'look-up-failed', lookUp: which, error, attemptError, ...(await reported(one)) };
    }
  }

  async function save(one: Run): Promise<undefined> {
    const { delivery, isBegun } = one;
    const isSent = delivery.state === 'sent';
    const prepared = isSent ? await preparedFor(one) : undefined;
    const { outdated: editsOf, seen } = prepared ?? { outdated: [], seen: [] };
    // Put off before it was begun: where the lease was lost meanwhile, the delivery is another worker's.
    const isPutOff = !isBegun && delivery.state === 'pending';
    const condition = isPutOff ? ({ from: ['pending', 'sending'], worker } as const) : {};
    if (isSent) observe('posted', delivery.id);
    const change = { id: delivery.id, to: delivery, at: instant(), editsOf, seen, ...condition };
    one.outcome = (await store.save(change)) ? outcomes[delivery.state] : 'unfinished';
    if (isSent) observe('recorded', delivery.id);
    return undefined;
  }

  return {
    async dispatch(delivery, token, signal) {
      observe('claimed', delivery.id);
      const obstacle = await obstacleTo('post', delivery.subscription);
      return run(start(delivery, token, signal), obstacle ?? { type: 'claimed' });
    },
    async reconcile(delivery, signal) {
      const one = start(delivery, undefined, signal);
      // Its outcome is found out once the destination is on again.
      if (one.destination === undefined) return 'unfinished';
      return run(one, { type: 'orphaned', ...(await reported(one)) });
    },
  };
}
