import type { DeliveryError, Destination } from '../chat/destination.ts';
import { backoffMs } from '../domain/backoff.ts';
import { type DeliveryFailure, failureText } from '../domain/failures.ts';
import { retryTable } from './machine/retry.ts';
import type { OutboxParts } from './parts.ts';
import { notifyOperators, troubleFinding } from './trouble.ts';

/**
 * Whether destinations take our credentials. One that refuses them has an open circuit: nothing is sent there until it
 * accepts them. Of this process alone: after a restart they are tried at once.
 */
export interface CircuitBreaker {
  /** The destination refuses our credentials: the operators get a post once a day, and its circuit opens for a while. */
  open(refusal: {
    readonly destination: string;
    readonly publisher: string;
    readonly error: Pick<DeliveryError, 'kind' | 'message'>;
  }): Promise<void>;
  /** Returns why nothing may be sent; null where the circuit is closed. Tries the credentials again when the wait is over. */
  check(destination: Destination): Promise<DeliveryFailure | null>;
}

interface Circuit {
  readonly until: number;
  readonly failures: number;
  readonly error: DeliveryFailure;
}

export function createCircuitBreaker({ ledger, wording, now, log, callTimeoutMs }: OutboxParts): CircuitBreaker {
  const circuits = new Map<string, Circuit>();
  const checking = new Map<string, Promise<DeliveryFailure | null>>();

  function openFor(name: string, error: DeliveryFailure): void {
    const failures = (circuits.get(name)?.failures ?? 0) + 1;
    circuits.set(name, { until: now().getTime() + backoffMs(retryTable.unauthorized, failures), failures, error });
  }

  async function verify(destination: Destination): Promise<DeliveryFailure | null> {
    const { name } = destination;
    const circuit = circuits.get(name);
    if (circuit === undefined) return null;
    if (now().getTime() < circuit.until) return circuit.error;
    try {
      await destination.verify(AbortSignal.timeout(callTimeoutMs));
    } catch {
      openFor(name, circuit.error);
      return circuit.error;
    }
    circuits.delete(name);
    log.info({ destination: name }, 'The destination accepts our credentials again');
    return null;
  }

  return {
    async open({ destination: name, publisher, error: { kind, message } }) {
      const error = { kind, message };
      log.error(
        { destination: name, error: failureText(error) },
        'The destination refuses our credentials; its posts wait',
      );
      // Many calls under way are refused at once: that counts as one refusal.
      if ((circuits.get(name)?.until ?? 0) <= now().getTime()) openFor(name, error);
      const about = { key: name, where: name, publisher, message: wording.language.health.credentialsRefused(message) };
      const trouble = troubleFinding('subscription-paused', about, now());
      await notifyOperators(ledger, trouble, { except: ({ destination }) => destination === name });
    },
    check(destination) {
      // One check for all who wait for it.
      const { name } = destination;
      const check = checking.get(name) ?? verify(destination).finally(() => checking.delete(name));
      checking.set(name, check);
      return check;
    },
  };
}
