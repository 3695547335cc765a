import type { DeliveryTrouble, Finding } from '../findings.ts';
import type { Delivery, Subscription } from '../ledger/ledger.ts';
import { type DelivererParts, defaultCallTimeoutMs, traceOf } from './attempt.ts';
import { compose, isForOperators } from './compose.ts';
import { DeliveryError, type Destination } from './destination.ts';
import { retryTable, waitMs } from './retry.ts';
import { tellOperators, troubleFinding } from './trouble.ts';

/** What became of one attempt. `lost`: another worker has it. `open`: its outcome is looked for later. */
export type Outcome = 'sent' | 'waiting' | 'rejected' | 'uncertain' | 'lost' | 'open';

export function channelKey({ subscription }: Delivery): string {
  return JSON.stringify([subscription.destination, subscription.channel]);
}

/** What is done where a post was not taken. Operators are told before it is done, so that a crash between loses nothing. */
export interface Refusals {
  /** Acts on a post that was not sent, by the retry table. */
  refused(delivery: Delivery, lead: Finding, error: DeliveryError): Promise<Outcome>;
  /** It may have been sent and cannot be looked for: sent again only where the platform refuses a second copy. */
  unknowable(destination: Destination, delivery: Delivery, lead: Finding, error: DeliveryError): Promise<Outcome>;
  /** The destination is not set up in this process: the post waits. */
  off(delivery: Delivery): Promise<Outcome>;
  /** False while the destination refuses our credentials; tries them again when the wait is over. */
  admits(destination: Destination): Promise<boolean>;
  /** Puts off a post to a destination that does not admit. */
  wait(delivery: Delivery): Promise<Outcome>;
  /** Ends the count of how long its channel has failed. */
  succeeded(delivery: Delivery): void;
}

/** Short, for it is stored: a process that starts with good credentials must not wait for long. */
const closedWaitMs = 60_000;

export function createRefusals(parts: DelivererParts): Refusals {
  const { ledger, wording, now, random, log } = parts;
  const store = ledger.deliveries;
  const words = wording.language.health;
  // Both are of this process alone: after a restart the credentials are tried at once, and an outage starts anew.
  const holds = new Map<string, { readonly until: number; readonly times: number; readonly error: DeliveryError }>();
  const failingSince = new Map<string, number>();
  const saidOff = new Set<string>();
  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString();
  const where = ({ destination, channel }: Subscription) => `${destination} ${channel}`;
  const textOf = (error: DeliveryError) => `${error.kind}: ${error.message}`;

  function tell(
    kind: DeliveryTrouble['kind'],
    about: { key: string; where: string; publisher: string; message: string },
    except: (subscription: Subscription) => boolean,
  ): Promise<boolean> {
    return tellOperators(ledger, troubleFinding(kind, about, now()), except);
  }

  async function headlineOf(delivery: Delivery): Promise<string> {
    const { headline } = compose(await store.event(delivery.event), wording, delivery.findingId);
    return headline.map((span) => span.text).join('');
  }

  async function pause(delivery: Delivery, lead: Finding, error: DeliveryError, message: string): Promise<Outcome> {
    const { subscription } = delivery;
    log.error(
      { delivery: delivery.id, subscription: where(subscription), error: textOf(error) },
      'Subscription paused',
    );
    const about = {
      key: `${subscription.id} ${error.kind}`,
      where: where(subscription),
      publisher: lead.publisher,
      message,
    };
    await tell('subscription-paused', about, ({ id }) => id === subscription.id);
    await ledger.subscriptions.pause(subscription.id, textOf(error));
    // Pending, and due at once: it goes out when the subscription is resumed.
    await store.markRetry(delivery.id, textOf(error), later(0));
    failingSince.delete(channelKey(delivery));
    return 'waiting';
  }

  async function reject(delivery: Delivery, lead: Finding, error: DeliveryError): Promise<Outcome> {
    log.error(
      { delivery: delivery.id, error: textOf(error), cause: traceOf(error.cause) },
      'A post was refused for good',
    );
    // A post about our own troubles that fails too makes no further post: that would never end.
    if (!isForOperators(lead)) {
      const message = words.rejected(await headlineOf(delivery), textOf(error));
      const about = { key: delivery.id, where: where(delivery.subscription), publisher: lead.publisher, message };
      await tell('delivery-rejected', about, () => false);
    }
    await store.markRejected(delivery.id, textOf(error), later(0));
    failingSince.delete(channelKey(delivery));
    return 'rejected';
  }

  async function hold(delivery: Delivery, lead: Finding, error: DeliveryError): Promise<Outcome> {
    const name = delivery.subscription.destination;
    log.error({ destination: name, error: textOf(error) }, 'The destination refuses our credentials; its posts wait');
    holdBack(name, error);
    const about = { key: name, where: name, publisher: lead.publisher, message: words.held(textOf(error)) };
    await tell('subscription-paused', about, ({ destination }) => destination === name);
    return wait(delivery);
  }

  function holdBack(name: string, error: DeliveryError): void {
    const times = (holds.get(name)?.times ?? 0) + 1;
    const rule = retryTable.unauthorized;
    const waitsMs =
      rule.action === 'hold' ? Math.min(rule.capMs, rule.baseMs * 2 ** Math.min(times - 1, 10)) : closedWaitMs;
    holds.set(name, { until: now().getTime() + waitsMs, times, error });
  }

  async function wait(delivery: Delivery): Promise<Outcome> {
    const held = holds.get(delivery.subscription.destination);
    await store.markRetry(delivery.id, held === undefined ? 'unauthorized' : textOf(held.error), later(closedWaitMs));
    return 'waiting';
  }

  async function retry(delivery: Delivery, error: DeliveryError, retryAfterMs: number): Promise<Outcome> {
    log.warn({ delivery: delivery.id, error: textOf(error), retryAfterMs }, 'A post did not go through; trying again');
    await store.markRetry(delivery.id, textOf(error), later(retryAfterMs));
    return 'waiting';
  }

  async function refused(delivery: Delivery, lead: Finding, error: DeliveryError): Promise<Outcome> {
    const rule = retryTable[error.kind];
    switch (rule.action) {
      case 'retry': {
        const key = channelKey(delivery);
        const since = failingSince.get(key) ?? now().getTime();
        failingSince.set(key, since);
        if (now().getTime() - since < rule.maxAgeMs) {
          return retry(delivery, error, waitMs(rule, delivery.attempts + 1, error.retryAfterMs, random()));
        }
        return rule.atLast === 'reject'
          ? reject(delivery, lead, error)
          : pause(delivery, lead, error, words.unreachable(textOf(error)));
      }
      case 'hold':
        return hold(delivery, lead, error);
      case 'pause':
        return pause(delivery, lead, error, words.paused(textOf(error), delivery.subscription.owner));
      case 'reject':
        return reject(delivery, lead, error);
    }
  }

  return {
    refused,
    wait,
    async unknowable(destination, delivery, lead, error) {
      if (destination.sendsOnce) {
        return retry(
          delivery,
          error,
          waitMs({ baseMs: 2000, capMs: 60_000 }, delivery.attempts + 1, error.retryAfterMs, random()),
        );
      }
      log.error({ delivery: delivery.id, error: textOf(error) }, 'Whether a post arrived is not known');
      if (!isForOperators(lead)) {
        const message = words.uncertain(await headlineOf(delivery), textOf(error));
        const about = { key: delivery.id, where: where(delivery.subscription), publisher: lead.publisher, message };
        await tell('delivery-uncertain', about, () => false);
      }
      await store.markUncertain(delivery.id, textOf(error), later(0));
      return 'uncertain';
    },
    async off(delivery) {
      const { destination } = delivery.subscription;
      const why = `The destination ${destination} is off. Set its credentials; \`ackwatch doctor\` names them.`;
      if (!saidOff.has(destination)) log.warn({ destination }, 'Posts wait for a destination that is off');
      saidOff.add(destination);
      await store.markRetry(delivery.id, textOf(new DeliveryError('unavailable', why)), later(closedWaitMs));
      return 'waiting';
    },
    async admits(destination) {
      const held = holds.get(destination.name);
      if (held === undefined) return true;
      if (now().getTime() < held.until) return false;
      try {
        await destination.verify(AbortSignal.timeout(parts.callTimeoutMs ?? defaultCallTimeoutMs));
        holds.delete(destination.name);
        log.info({ destination: destination.name }, 'The destination accepts our credentials again');
        return true;
      } catch {
        holdBack(destination.name, held.error);
        return false;
      }
    },
    succeeded(delivery) {
      failingSince.delete(channelKey(delivery));
    },
  };
}
