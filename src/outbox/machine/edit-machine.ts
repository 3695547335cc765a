import type { DeliveryFailure } from '../../domain/failures.ts';
import type { EditProgress } from '../../ledger/ledger.ts';
import { after, failure, type Now } from './decision.ts';
import type { Obstacle, PlatformError } from './events.ts';
import { type Capabilities, retryDelayMs, retryTable } from './retry.ts';

export type EditEvent =
  /** It is due and leased to this worker. */
  | { readonly type: 'claimed' }
  | Obstacle
  | { readonly type: 'edited' }
  | { readonly type: 'refused'; readonly error: PlatformError };

export type EditEffect =
  | {
      readonly type: 'log';
      readonly level: 'info' | 'warn';
      readonly message: string;
      readonly error: DeliveryFailure;
      readonly retryAfterMs?: number;
    }
  /** Call the platform: `edited` or `refused`. */
  | { readonly type: 'update' }
  | { readonly type: 'open-circuit'; readonly error: PlatformError }
  | { readonly type: 'limit'; readonly until: Date; readonly error: PlatformError }
  /** Store the new state and end the lease. */
  | { readonly type: 'save' };

interface EditDecision {
  readonly state: EditProgress;
  readonly effects: readonly EditEffect[];
}

const save: EditEffect = { type: 'save' };

/** On top of the time for which a delivery waits there: an edit is less urgent. */
const closedBackoff = { baseMs: 60_000, capMs: 840_000, jitter: 'full' } as const;

/**
 * Decides what happens to the edit of an earlier post. Pure. The reply that asked for it is posted and links to it, so an
 * edit that is refused is given up; it is composed from the ledger, so an unacknowledged one is simply made again.
 *
 * ```text
 *              edited                          a newer revision
 *   waiting ----------> done ------------------> waiting
 *    ^   |  \  refused for good, not possible       ^
 *    +---+   +--------> refused --------------------+
 *    put off, refused for now
 * ```
 */
export function nextEdit(edit: EditProgress, event: EditEvent, now: Now, { canUpdate }: Capabilities): EditDecision {
  if (edit.state !== 'waiting') return { state: edit, effects: [] };
  switch (event.type) {
    case 'claimed': {
      if (canUpdate) return { state: edit, effects: [{ type: 'update' }] };
      // Nothing failed: the lines of a terminal stay, and the reply says what changed.
      const error = { kind: 'invalid', message: 'The platform lets no post be edited.' } as const;
      return { state: { ...edit, state: 'refused', error }, effects: [save] };
    }
    case 'destination-off':
    case 'circuit-open':
      return putOff(edit, event.error, closedMs(edit, now), now);
    case 'limited':
      return putOff(edit, event.error, event.until.getTime() - now.at.getTime() + Math.ceil(now.random * 1000), now);
    case 'edited':
      return { state: { ...edit, state: 'done', error: null }, effects: [save] };
    case 'refused':
      return refused(edit, event.error, now);
  }
}

function closedMs({ attempts }: EditProgress, now: Now): number {
  return 60_000 + retryDelayMs(closedBackoff, attempts + 1, { ...now, retryAfterMs: null });
}

function putOff(
  edit: EditProgress,
  error: DeliveryFailure,
  waitMs: number,
  now: Now,
  ...before: readonly EditEffect[]
): EditDecision {
  const waiting = { attempts: edit.attempts + 1, nextAttemptAt: after(now, waitMs), error: failure(error) };
  return { state: { ...edit, ...waiting }, effects: [...before, save] };
}

function refused(edit: EditProgress, error: PlatformError, now: Now): EditDecision {
  const rule = retryTable[error.kind];
  if (rule.action === 'open-circuit')
    return putOff(edit, error, closedMs(edit, now), now, { type: 'open-circuit', error });
  // As many tries as a post would get in the time it is given, once the waits have grown to the longest.
  if (rule.action !== 'retry' || edit.attempts > rule.maxAgeMs / rule.capMs) {
    const message = 'An earlier post could not be edited; its reply links to it';
    const log: EditEffect = { type: 'log', level: 'warn', message, error: failure(error) };
    return { state: { ...edit, state: 'refused', error: failure(error) }, effects: [log, save] };
  }
  const waitMs = retryDelayMs(rule, edit.attempts + 1, { ...now, retryAfterMs: error.retryAfterMs });
  const until = new Date(now.at.getTime() + waitMs);
  const message = 'An edit did not go through; trying again';
  const log: EditEffect = { type: 'log', level: 'info', message, error: failure(error), retryAfterMs: waitMs };
  const limit: readonly EditEffect[] = error.kind === 'rate-limited' ? [{ type: 'limit', until, error }] : [];
  return putOff(edit, error, waitMs, now, ...limit, log);
}
