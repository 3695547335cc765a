import { DeliveryError, type Destination } from '../chat/destination.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import type { DeliveryTrouble } from '../domain/findings.ts';
import type { Delivery, Subscription } from '../ledger/ledger.ts';
import { type DelivererParts, traceOf } from './attempt.ts';
import type { Credentials } from './credentials.ts';
import type { Owner } from './enqueue.ts';
import { channelKey, createLimits, type Limit } from './pace.ts';
import type { Prepared } from './prepare.ts';
import { repeats, retryTable, waitMs } from './retry.ts';
import { notifyOperators, troubleFinding } from './trouble.ts';

/** What became of one attempt. `lost`: another worker has it. `open`: its outcome is looked for later. */
export type Outcome = 'sent' | 'waiting' | 'rejected' | 'uncertain' | 'lost' | 'open';

/** What is done where a post was not taken. Operators are told before it is done, so that a crash between loses nothing. */
export interface Refusals {
  /** Acts on a post that was not sent, by the retry table. */
  refused(delivery: Delivery, prepared: Prepared, error: DeliveryError): Promise<Outcome>;
  /** It may have been sent and cannot be looked for: sent again only while the platform refuses a second copy. */
  unknowable(destination: Destination, delivery: Delivery, prepared: Prepared, error: DeliveryError): Promise<Outcome>;
  /** The destination is not set up in this process: the post waits. */
  off(delivery: Delivery): Promise<Outcome>;
  /** Puts off a post to a destination that does not admit. */
  wait(delivery: Delivery): Promise<Outcome>;
  /** A limit of its whole space or destination that another post met. */
  limit(delivery: Delivery): Limit | undefined;
  /** Puts off a post that such a limit concerns. */
  waitFor(delivery: Delivery, limit: Limit): Promise<Outcome>;
  /** Ends the count of how long its channel has failed. */
  succeeded(delivery: Delivery): void;
}

/** Short, for it is stored: a process that starts with good credentials must not wait for long. */
const closedWaitMs = 60_000;

export function createRefusals(parts: DelivererParts, credentials: Credentials): Refusals {
  const { ledger, wording, now, random, log, worker } = parts;
  const store = ledger.deliveries;
  const words = wording.language.health;
  // Of this process alone: after a restart an outage starts anew.
  const limits = createLimits(now);
  const failingSince = new Map<string, number>();
  const saidOff = new Set<string>();
  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString();
  const where = ({ destination, channel }: Subscription) => `${destination} ${channel}`;
  const textOf = (error: DeliveryError) => `${error.kind}: ${error.message}`;

  function tell(
    kind: DeliveryTrouble['kind'],
    about: { key: string; where: string; publisher: string; message: string },
    except: (subscription: Subscription) => boolean,
    owners: readonly Owner[] = [],
  ): Promise<boolean> {
    return notifyOperators(ledger, troubleFinding(kind, about, now()), { except, owners });
  }

  /** The person who is told of the channel's troubles; the way to a person has none. */
  function ownersOf({ destination, space, owner }: Subscription) {
    return owner === null ? [] : [{ destination, space, channel: owner }];
  }

  function headlineOf({ message }: Prepared): string {
    return message.headline.map((span) => span.text).join('');
  }

  async function pause(
    delivery: Delivery,
    { lead }: Prepared,
    error: DeliveryError,
    message: string,
  ): Promise<Outcome> {
    const { subscription } = delivery;
    log.error(
      { delivery: delivery.id, subscription: where(subscription), error: textOf(error) },
      'Subscription paused',
    );
    const about = {
      // Paused again after it was resumed is news again, also on the same day.
      key: `${delivery.id} ${error.kind} ${delivery.attempts}`,
      where: where(subscription),
      publisher: lead.publisher,
      message,
    };
    await tell('subscription-paused', about, ({ id }) => id === subscription.id, ownersOf(subscription));
    // Where the whole space put us out, whoever learns that we are back resumes it by this cause.
    const cause = error.scope === 'space' ? 'removed-from-space' : error.kind;
    await ledger.subscriptions.pause(subscription.id, { cause, detail: error.message });
    // Pending, and due at once: it goes out when the subscription is resumed.
    await store.markRetry(delivery.id, textOf(error), later(0), isUnsure(delivery));
    failingSince.delete(channelKey(subscription));
    return 'waiting';
  }

  async function reject(delivery: Delivery, prepared: Prepared, error: DeliveryError): Promise<Outcome> {
    const { lead } = prepared;
    const { subscription } = delivery;
    log.error(
      { delivery: delivery.id, error: textOf(error), cause: traceOf(error.cause) },
      'A post was refused for good',
    );
    // A post about our own troubles that fails too makes no further post: that would never end. An owner's makes one,
    // to others: whoever runs Ackwatch then has to tell that person.
    if (!isForOperators(lead) || subscription.origin === 'owner') {
      const message = words.rejected(headlineOf(prepared), error.message);
      const about = { key: delivery.id, where: where(subscription), publisher: lead.publisher, message };
      await tell('delivery-rejected', about, () => false, ownersOf(subscription));
    }
    await store.markRejected(delivery.id, textOf(error), later(0));
    failingSince.delete(channelKey(subscription));
    return 'rejected';
  }

  function whyClosed(delivery: Delivery): string {
    const refusal = credentials.refusal(delivery.subscription.destination);
    return refusal === undefined ? 'unauthorized' : textOf(refusal);
  }

  /** This attempt was refused, but one before it may have arrived. */
  function isUnsure({ unsureSince }: Delivery): boolean {
    return unsureSince !== null;
  }

  async function retry(delivery: Delivery, error: DeliveryError, retryAfterMs: number): Promise<Outcome> {
    log.warn({ delivery: delivery.id, error: textOf(error), retryAfterMs }, 'A post did not go through; trying again');
    await store.markRetry(delivery.id, textOf(error), later(retryAfterMs), isUnsure(delivery));
    return 'waiting';
  }

  async function refused(delivery: Delivery, prepared: Prepared, error: DeliveryError): Promise<Outcome> {
    const { subscription } = delivery;
    const rule = retryTable[error.kind];
    switch (rule.action) {
      case 'retry': {
        const key = channelKey(subscription);
        const since = failingSince.get(key) ?? now().getTime();
        failingSince.set(key, since);
        if (now().getTime() - since < rule.maxAgeMs) {
          const waitsMs = waitMs(rule, delivery.attempts + 1, error.retryAfterMs, random());
          if (error.kind === 'rate-limited') limits.met(subscription, error, now().getTime() + waitsMs);
          return retry(delivery, error, waitsMs);
        }
        return rule.atLast === 'reject' || subscription.origin === 'owner'
          ? reject(delivery, prepared, error)
          : pause(delivery, prepared, error, words.unreachable(error.message));
      }
      case 'hold':
        await credentials.refused(subscription, prepared.lead.publisher, error);
        await store.markRetry(delivery.id, whyClosed(delivery), later(closedWaitMs), isUnsure(delivery));
        return 'waiting';
      case 'pause':
        // The way to a person stays open: what comes next may reach them again.
        return subscription.origin === 'owner'
          ? reject(delivery, prepared, error)
          : pause(delivery, prepared, error, words.paused(error.message, subscription.owner));
      case 'reject':
        return reject(delivery, prepared, error);
    }
  }

  return {
    refused,
    async wait(delivery) {
      await store.putOff(delivery.id, worker, whyClosed(delivery), later(closedWaitMs));
      return 'waiting';
    },
    limit: ({ subscription }) => limits.over(subscription),
    async waitFor(delivery, { until, error }) {
      // A little apart, so that the whole space does not come back at the same instant.
      const waitsMs = Math.max(0, until - now().getTime()) + Math.ceil(random() * 1000);
      await store.putOff(delivery.id, worker, textOf(error), later(waitsMs));
      return 'waiting';
    },
    async unknowable(destination, delivery, prepared, error) {
      if (repeats(destination, delivery.unsureSince, now())) {
        return retry(
          delivery,
          error,
          waitMs({ baseMs: 2000, capMs: 60_000, jitter: 'full' }, delivery.attempts + 1, error.retryAfterMs, random()),
        );
      }
      log.error({ delivery: delivery.id, error: textOf(error) }, 'Whether a post arrived is not known');
      const { lead } = prepared;
      if (!isForOperators(lead) || delivery.subscription.origin === 'owner') {
        const message = words.uncertain(headlineOf(prepared), error.message);
        const about = { key: delivery.id, where: where(delivery.subscription), publisher: lead.publisher, message };
        await tell('delivery-uncertain', about, () => false, ownersOf(delivery.subscription));
      }
      await store.markUncertain(delivery.id, textOf(error), later(0));
      return 'uncertain';
    },
    async off(delivery) {
      const { destination } = delivery.subscription;
      const why = `The destination ${destination} is off. Set its credentials; \`ackwatch doctor\` names them.`;
      if (!saidOff.has(destination)) log.warn({ destination }, 'Posts wait for a destination that is off');
      saidOff.add(destination);
      await store.putOff(delivery.id, worker, textOf(new DeliveryError('unavailable', why)), later(closedWaitMs));
      return 'waiting';
    },
    succeeded(delivery) {
      failingSince.delete(channelKey(delivery.subscription));
    },
  };
}
