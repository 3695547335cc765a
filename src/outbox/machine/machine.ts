import {
  after,
  type Decision,
  type EventOf,
  type MachineDelivery,
  type Now,
  pendingFrom,
  saved,
  unsaved,
} from './decision.ts';
import type { DeliveryEvent } from './events.ts';
import { closedMs, refused } from './refused.ts';
import type { Capabilities } from './retry.ts';
import { isTooLateToRepeat, lookUpFailed, notFound, orphaned, unacknowledged } from './uncertain.ts';

/**
 * Decides what happens to a delivery. Pure: the clock and the dice are passed in. An event that does not fit the state
 * changes nothing and has no effects.
 *
 * ```text
 *                                     +---------+ accepted
 *                +--------------------| sending |------------------------> sent
 *                | refused for now,   +---------+                           ^
 *                | not found               ^  |  | refused for good         | seen by a person
 *                v                         |  |  +------------> rejected ---+
 *   created --> pending -------------------+  |                  |          |
 *                ^       scheduled, due       | outcome unknown  |          |
 *                |                            +-----> uncertain ------------+
 *                |                                       |       |
 *                +---------------------------------------+-------+
 *                             asked for again
 * ```
 *
 * pending    put off while its destination is off, the circuit is open, a limit is met or its channel's time has not come.
 *            Where it may have arrived and its second copy would be taken, it is looked up before it is sent again.
 * sending    left by an answer, by what a look-up says, or as orphaned when its lease ends.
 * sent       final.
 */
export function next(delivery: MachineDelivery, event: DeliveryEvent, now: Now, capabilities: Capabilities): Decision {
  if (!statesOf[event.type].includes(delivery.state)) return unsaved(delivery);
  switch (event.type) {
    case 'claimed':
      return isTooLateToRepeat(delivery, now, capabilities)
        ? unsaved(delivery, { type: 'reconcile' })
        : unsaved(delivery, { type: 'schedule' });
    case 'destination-off':
    case 'circuit-open':
      return saved(pendingFrom(delivery, after(now, closedMs), event.error));
    case 'limited': {
      // A little apart, so that the whole space does not come back at the same instant.
      const waitMs = Math.max(0, event.until.getTime() - now.at.getTime()) + Math.ceil(now.random * 1000);
      return saved(pendingFrom(delivery, after(now, waitMs), event.error));
    }
    case 'scheduled':
      return scheduled(delivery, event, now, capabilities);
    case 'accepted':
      return sent(delivery, event.receipt, now);
    case 'seen-by-a-person':
      // It is there, and where is not known: it can be neither edited nor replied to.
      return sent(delivery, null, now);
    case 'refused':
      return refused(delivery, event, now);
    case 'unacknowledged':
      return unacknowledged(delivery, event, now, capabilities);
    case 'orphaned':
      return orphaned(delivery, event, now, capabilities);
    case 'not-found':
      return notFound(delivery, event, now, capabilities);
    case 'look-up-failed':
      return lookUpFailed(delivery, event, now, capabilities);
    case 'asked-for-again':
      return saved({ ...pendingFrom(delivery, after(now, 0), null), uncertainSince: null });
  }
}

/** The states in which an event means something. What is sent takes no further news but a receipt. */
const statesOf: Readonly<Record<DeliveryEvent['type'], readonly MachineDelivery['state'][]>> = {
  claimed: ['pending'],
  'destination-off': ['pending'],
  'circuit-open': ['pending'],
  limited: ['pending'],
  scheduled: ['pending'],
  accepted: ['pending', 'sending', 'sent', 'rejected', 'uncertain'],
  refused: ['sending'],
  unacknowledged: ['sending'],
  orphaned: ['pending', 'sending'],
  'not-found': ['pending', 'sending'],
  'look-up-failed': ['pending', 'sending'],
  'seen-by-a-person': ['rejected', 'uncertain'],
  'asked-for-again': ['rejected', 'uncertain'],
};

function scheduled(
  delivery: MachineDelivery,
  { dueAt, isDigest }: EventOf<'scheduled'>,
  now: Now,
  capabilities: Capabilities,
): Decision {
  if (isTooLateToRepeat(delivery, now, capabilities)) return unsaved(delivery, { type: 'reconcile' });
  // What it waits for is its time, no longer the end of an error.
  if (dueAt > now.at) return saved({ ...delivery, holdUntil: dueAt.toISOString(), error: null });
  const attempt = { attempts: delivery.attempts + 1, attemptedAt: now.at.toISOString(), holdUntil: null };
  return unsaved(
    { ...delivery, state: 'sending', ...attempt },
    { type: 'form-batch', isNew: isDigest },
    { type: 'begin' },
    { type: 'send' },
  );
}

function sent(delivery: MachineDelivery, receipt: MachineDelivery['receipt'], now: Now): Decision {
  const columns = { state: 'sent', receipt, sentAt: delivery.sentAt ?? now.at.toISOString() } as const;
  const over = { error: null, holdUntil: null, uncertainSince: null };
  return { state: { ...delivery, ...columns, ...over }, effects: [{ type: 'save' }, { type: 'outage', since: null }] };
}
