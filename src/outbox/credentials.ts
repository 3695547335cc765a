import type { DeliveryError, Destination } from '../chat/destination.ts';
import { backoffMs } from '../domain/backoff.ts';
import type { Subscription } from '../ledger/ledger.ts';
import { type DelivererParts, defaultCallTimeoutMs } from './attempt.ts';
import { retryTable } from './retry.ts';
import { notifyOperators, troubleFinding } from './trouble.ts';

/** Whether destinations take our credentials. Of this process alone: after a restart they are tried at once. */
export interface Credentials {
  /** The destination refuses them: the operators are told, and it admits nothing for a while. */
  refused(subscription: Subscription, publisher: string, error: DeliveryError): Promise<void>;
  /** Why a destination admits nothing; undefined while it does. */
  refusal(destination: string): DeliveryError | undefined;
  /** False while they are refused; tries them again when the wait is over. */
  admits(destination: Destination): Promise<boolean>;
}

export function createCredentials({
  ledger,
  wording,
  now,
  log,
  callTimeoutMs = defaultCallTimeoutMs,
}: DelivererParts): Credentials {
  const holds = new Map<string, { readonly until: number; readonly times: number; readonly error: DeliveryError }>();
  const proving = new Map<string, Promise<boolean>>();

  function holdBack(name: string, error: DeliveryError): void {
    const times = (holds.get(name)?.times ?? 0) + 1;
    holds.set(name, { until: now().getTime() + backoffMs(retryTable.unauthorized, times), times, error });
  }

  async function proves(destination: Destination): Promise<boolean> {
    const held = holds.get(destination.name);
    if (held === undefined) return true;
    if (now().getTime() < held.until) return false;
    try {
      await destination.verify(AbortSignal.timeout(callTimeoutMs));
      holds.delete(destination.name);
      log.info({ destination: destination.name }, 'The destination accepts our credentials again');
      return true;
    } catch {
      holdBack(destination.name, held.error);
      return false;
    }
  }

  return {
    async refused({ destination: name }, publisher, error) {
      const text = `${error.kind}: ${error.message}`;
      log.error({ destination: name, error: text }, 'The destination refuses our credentials; its posts wait');
      // Many posts under way are refused together: that is one refusal.
      if ((holds.get(name)?.until ?? 0) <= now().getTime()) holdBack(name, error);
      const about = { key: name, where: name, publisher, message: wording.language.health.held(error.message) };
      const finding = troubleFinding('subscription-paused', about, now());
      await notifyOperators(ledger, finding, { except: ({ destination }) => destination === name });
    },
    refusal: (destination) => holds.get(destination)?.error,
    admits(destination) {
      // One proof for all who wait for it.
      const { name } = destination;
      const proof = proving.get(name) ?? proves(destination).finally(() => proving.delete(name));
      proving.set(name, proof);
      return proof;
    },
  };
}
