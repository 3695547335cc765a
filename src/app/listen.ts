import type { DeliveryError, Destination } from '../chat/destination.ts';
import { deliveryError, traceOf } from '../outbox/calls.ts';
import { retryDelayMs } from '../outbox/machine/retry.ts';
import { notifyOperators, troubleFinding } from '../outbox/trouble.ts';
import type { Application } from './application.ts';

const second = 1000;
const minute = 60 * second;
/** A person has to fix the credentials, so retries are rare. */
const unauthorizedBackoff = { baseMs: 15 * minute, capMs: 60 * minute, jitter: 'full' } as const;
const failureBackoff = { baseMs: 2 * second, capMs: 5 * minute, jitter: 'full' } as const;

type ListenDependencies = Pick<Application, 'destinations' | 'conversation' | 'wording'> & {
  readonly ledger: Pick<Application['ledger'], 'transaction'>;
  readonly surroundings: Pick<Application['surroundings'], 'log' | 'sleep' | 'random' | 'now'>;
};

/** Notifies the operators at most once a day for each destination. Ignores a ledger failure, which the worker reports. */
async function notifyUnauthorized(
  { name }: Destination,
  error: DeliveryError,
  { ledger, wording, surroundings }: ListenDependencies,
) {
  const message = wording.language.health.notListening(error.message);
  const about = { key: `${name} listening`, where: name, publisher: '', message };
  const finding = troubleFinding('subscription-paused', about, surroundings.now());
  await notifyOperators(ledger, finding).catch(() => {});
}

async function listenTo(destination: Destination, application: ListenDependencies, signal: AbortSignal): Promise<void> {
  const { log, sleep, random } = application.surroundings;
  const conversation = await application.conversation();
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await destination.listen?.(conversation, signal);
      log.info({ destination: destination.name }, 'Listening for commands');
      return;
    } catch (thrown) {
      if (signal.aborted) return;
      const error = deliveryError(thrown);
      const backoff = error.kind === 'unauthorized' ? unauthorizedBackoff : failureBackoff;
      const retryAfterMs = Math.max(
        second,
        retryDelayMs(backoff, attempt, { retryAfterMs: error.retryAfterMs, random: random() }),
      );
      log.error(
        {
          destination: destination.name,
          error: `${error.kind}: ${error.message}`,
          cause: traceOf(error.cause),
          retryAfterMs,
        },
        'Commands cannot be received there. Polling and posting continue',
      );
      if (error.kind === 'unauthorized') await notifyUnauthorized(destination, error, application);
      await sleep(retryAfterMs, signal);
    }
  }
}

/**
 * Connects every destination that can receive commands, and retries those that fail. Resolves when all are connected or
 * the signal aborts. Rejects only if the conversation cannot be created.
 */
export async function listen(application: ListenDependencies, signal: AbortSignal): Promise<void> {
  const able = [...application.destinations.values()].filter((destination) => destination.listen !== undefined);
  await Promise.all(able.map((destination) => listenTo(destination, application, signal)));
}
