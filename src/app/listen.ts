import type { DeliveryError, Destination } from '../chat/destination.ts';
import { deliveryError, traceOf } from '../outbox/calls.ts';
import { retryDelayMs } from '../outbox/machine/retry.ts';
import { notifyOperators, troubleFinding } from '../outbox/trouble.ts';
import type { Application } from './application.ts';

/** Hearing what people ask, in every destination that can. */

const second = 1000;
const minute = 60 * second;
/** What a person has to mend is asked for seldom, what mends itself often. */
const refused = { baseMs: 15 * minute, capMs: 60 * minute, jitter: 'full' } as const;
const failed = { baseMs: 2 * second, capMs: 5 * minute, jitter: 'full' } as const;

type ListenDependencies = Pick<Application, 'destinations' | 'conversation' | 'wording'> & {
  readonly ledger: Pick<Application['ledger'], 'transaction'>;
  readonly surroundings: Pick<Application['surroundings'], 'log' | 'sleep' | 'random' | 'now'>;
};

/** Once a day for each destination. A ledger that fails is the worker's to report, and no reason to stop listening. */
async function notifyUnauthorized(
  { name }: Destination,
  error: DeliveryError,
  { ledger, wording, surroundings }: ListenDependencies,
) {
  const message = wording.language.health.deaf(error.message);
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
      const backoff = error.kind === 'unauthorized' ? refused : failed;
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
        'Commands are not heard there; watching goes on',
      );
      if (error.kind === 'unauthorized') await notifyUnauthorized(destination, error, application);
      await sleep(retryAfterMs, signal);
    }
  }
}

/**
 * Begins to listen wherever a destination can, again and again where it fails, until the signal aborts. Resolves once
 * all listen or the signal aborts. Rejects only where the conversation cannot be made.
 */
export async function listen(application: ListenDependencies, signal: AbortSignal): Promise<void> {
  const able = [...application.destinations.values()].filter((destination) => destination.listen !== undefined);
  await Promise.all(able.map((destination) => listenTo(destination, application, signal)));
}
