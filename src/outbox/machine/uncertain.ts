import {
  after,
  type Decision,
  type EventOf,
  failure,
  logged,
  type MachineDelivery,
  type Now,
  pendingFrom,
  saved,
  unsaved,
  withLog,
} from './decision.ts';
import type { PlatformError } from './events.ts';
import { type Capabilities, refusesDuplicates, retryDelayMs, retryTable } from './retry.ts';

/** What is done about an attempt of which no answer came. */

/** Between attempts of which the platform takes only one. */
const repeatBackoff = { baseMs: 2000, capMs: 60_000, jitter: 'full' } as const;

const noAnswer: PlatformError = {
  kind: 'unknown',
  message: 'No answer came back before the process or the connection ended.',
  retryAfterMs: null,
  scope: 'channel',
};

/** It may have arrived, and the platform would take a second copy. */
export function isTooLateToRepeat(
  { uncertainSince }: MachineDelivery,
  { at }: Now,
  capabilities: Capabilities,
): boolean {
  return uncertainSince !== null && !refusesDuplicates(capabilities, uncertainSince, at);
}

function uncertain(delivery: MachineDelivery): MachineDelivery {
  return { ...delivery, uncertainSince: delivery.uncertainSince ?? delivery.attemptedAt };
}

export function unacknowledged(
  delivery: MachineDelivery,
  event: EventOf<'unacknowledged'>,
  now: Now,
  capabilities: Capabilities,
): Decision {
  const { error } = event;
  const log = logged('warn', 'No answer to a post; looking for it', error);
  if (!capabilities.canFind) return withLog(log, undecidable(uncertain(delivery), event, error, now, capabilities));
  return unsaved(uncertain(delivery), log, { type: 'look-up', lookUp: 'first', attemptError: error });
}

export function orphaned(
  delivery: MachineDelivery,
  event: EventOf<'orphaned'>,
  now: Now,
  capabilities: Capabilities,
): Decision {
  if (!capabilities.canFind) return undecidable(uncertain(delivery), event, noAnswer, now, capabilities);
  return unsaved(uncertain(delivery), { type: 'look-up', lookUp: 'last', attemptError: noAnswer });
}

/** It cannot be looked up: sent again only while the platform refuses a second copy, else a person is asked. */
function undecidable(
  delivery: MachineDelivery,
  { isForOperators }: { readonly isForOperators: boolean },
  error: PlatformError,
  now: Now,
  capabilities: Capabilities,
): Decision {
  if (refusesDuplicates(capabilities, delivery.uncertainSince, now.at)) {
    const waitMs = retryDelayMs(repeatBackoff, delivery.attempts, { ...now, retryAfterMs: error.retryAfterMs });
    const log = { ...logged('warn', 'A post did not go through; trying again', error), retryAfterMs: waitMs };
    return saved(pendingFrom(delivery, after(now, waitMs), error), log);
  }
  const isReported = !isForOperators || delivery.isToOwner;
  return saved(
    { ...delivery, state: 'uncertain', holdUntil: null, error: failure(error) },
    logged('error', 'Whether a post arrived is not known', error),
    ...(isReported ? [{ type: 'notify', trouble: 'uncertain', error: failure(error) } as const] : []),
  );
}

export function notFound(
  delivery: MachineDelivery,
  { lookUp, error }: EventOf<'not-found'>,
  now: Now,
  { refusesDuplicatesForMs }: Capabilities,
): Decision {
  if (lookUp === 'last') return saved({ ...pendingFrom(delivery, after(now, 0), error), uncertainSince: null });
  // It may still be on its way: it is looked up again when its lease ends, unless the platform refuses the second copy.
  if (refusesDuplicatesForMs === 0) return unsaved(delivery);
  const repeats = delivery.attempts - 1;
  const waitMs = repeats <= 0 ? 0 : retryDelayMs(repeatBackoff, repeats, { ...now, retryAfterMs: null });
  return saved(pendingFrom(delivery, after(now, waitMs), error));
}

/** Where the error may pass, it is looked up again when the lease ends, and its channel waits for that. */
export function lookUpFailed(
  delivery: MachineDelivery,
  event: EventOf<'look-up-failed'>,
  now: Now,
  capabilities: Capabilities,
): Decision {
  const { lookUp, error, attemptError } = event;
  const isRefused = refusesDuplicates(capabilities, delivery.uncertainSince, now.at);
  if (lookUp === 'first') {
    const isImpossible = error.kind === 'invalid';
    return isImpossible || isRefused
      ? undecidable(delivery, event, attemptError, now, capabilities)
      : unsaved(delivery);
  }
  const { action } = retryTable[error.kind];
  const mayPass = (action === 'retry' && error.kind !== 'unknown') || action === 'open-circuit';
  if (isRefused || !mayPass) return undecidable(delivery, event, error, now, capabilities);
  return unsaved(delivery, logged('warn', 'A post could not be looked for; its channel waits for that', error));
}
