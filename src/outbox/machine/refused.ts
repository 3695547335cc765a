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
} from './decision.ts';
import { retryDelayMs, retryTable } from './retry.ts';

type Refused = EventOf<'refused'>;

/** Decides about an attempt that was not taken, by the retry table. One before it may have arrived: that stays uncertain. */
export function refused(delivery: MachineDelivery, event: Refused, now: Now): Decision {
  const { error, failingSince } = event;
  const rule = retryTable[error.kind];
  switch (rule.action) {
    case 'retry': {
      const isOver = now.at.getTime() - failingSince.getTime() >= rule.maxAgeMs;
      if (isOver && (rule.atLast === 'reject' || delivery.isToOwner)) return reject(delivery, event);
      if (isOver) return pause(delivery, event, 'unreachable', now);
      const waitMs = retryDelayMs(rule, delivery.attempts, { ...now, retryAfterMs: error.retryAfterMs });
      const until = new Date(now.at.getTime() + waitMs);
      return saved(
        pendingFrom(delivery, until.toISOString(), error),
        { type: 'outage', since: failingSince },
        ...(error.kind === 'rate-limited' ? [{ type: 'limit', until, error } as const] : []),
        { ...logged('warn', 'A post did not go through; trying again', error), retryAfterMs: waitMs },
      );
    }
    case 'open-circuit':
      return saved(pendingFrom(delivery, after(now, closedMs), error), { type: 'open-circuit', error });
    case 'pause':
      return delivery.isToOwner ? reject(delivery, event) : pause(delivery, event, 'paused', now);
    case 'reject':
      return reject(delivery, event);
  }
}

/** How long a delivery waits for a destination that is off or refuses us. A process with good credentials must not wait long. */
export const closedMs = 60_000;

/** It is due at once: it goes out when the subscription is resumed. */
function pause(delivery: MachineDelivery, { error }: Refused, trouble: 'paused' | 'unreachable', now: Now): Decision {
  const cause = error.scope === 'space' ? 'removed-from-space' : error.kind;
  return saved(
    pendingFrom(delivery, after(now, 0), error),
    logged('error', 'Subscription paused', error),
    { type: 'outage', since: null },
    { type: 'notify', trouble, error: failure(error) },
    { type: 'pause-subscription', pause: { cause, detail: error.message } },
  );
}

function reject(delivery: MachineDelivery, { error, isForOperators }: Refused): Decision {
  // One to an owner is reported all the same: the operators then have to tell that person.
  const isReported = !isForOperators || delivery.isToOwner;
  return saved(
    { ...delivery, state: 'rejected', holdUntil: null, error: failure(error), uncertainSince: null },
    logged('error', 'A post was refused for good', error),
    { type: 'outage', since: null },
    ...(isReported ? [{ type: 'notify', trouble: 'rejected', error: failure(error) } as const] : []),
  );
}
