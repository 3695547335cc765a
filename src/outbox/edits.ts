import type { DeliveryError, Destination } from '../chat/destination.ts';
import type { Edit } from '../ledger/ledger.ts';
import { type DelivererParts, defaultCallTimeoutMs, deliveryError, render } from './attempt.ts';
import type { Permit } from './budget.ts';
import type { Credentials } from './credentials.ts';
import { createLimits } from './pace.ts';
import { composeAnew, type RevisionParts } from './prepare.ts';
import { retryTable, waitMs } from './retry.ts';

/**
 * Rewrites an earlier post that says what no longer holds. The reply that asked for it stands already and links to it, so
 * an edit that is refused is given up. It is composed from the ledger, so it may be repeated: after a crash it is.
 */
export function createEditor(
  parts: DelivererParts,
  revisions: RevisionParts,
  credentials: Credentials,
): (edit: Edit, permit: Permit) => Promise<void> {
  const { ledger, destinations, now, random, log, observe, callTimeoutMs = defaultCallTimeoutMs } = parts;
  const store = ledger.deliveries;
  // Platforms count edits apart from posts.
  const limits = createLimits(now);
  const textOf = (error: Pick<DeliveryError, 'kind' | 'message'>) => `${error.kind}: ${error.message}`;
  const closedMs = (edit: Edit) =>
    60_000 + waitMs({ baseMs: 60_000, capMs: 840_000, jitter: 'full' }, edit.attempts + 1, null, random());
  const retry = (edit: Edit, error: string, waitsMs: number) =>
    store.markEditRetry(edit, error, new Date(now().getTime() + waitsMs).toISOString());

  async function giveUp(edit: Edit, why: string): Promise<void> {
    log.warn({ delivery: edit.delivery.id, error: why }, 'An earlier post could not be edited; its reply stands alone');
    await store.markEditRefused(edit, why);
  }

  async function refused(edit: Edit, error: DeliveryError): Promise<void> {
    const { subscription } = edit.delivery;
    const rule = retryTable[error.kind];
    if (rule.action === 'hold') {
      await credentials.refused(subscription, '', error);
      return retry(edit, textOf(error), closedMs(edit));
    }
    // As many tries as a post would get in the time it is given, once the waits have grown to the longest.
    if (rule.action !== 'retry' || edit.attempts > rule.maxAgeMs / rule.capMs) return giveUp(edit, textOf(error));
    const waitsMs = waitMs(rule, edit.attempts + 1, error.retryAfterMs, random());
    if (error.kind === 'rate-limited') limits.met(subscription, error, now().getTime() + waitsMs);
    log.info({ delivery: edit.delivery.id, error: textOf(error), waitsMs }, 'An edit did not go through; trying again');
    return retry(edit, textOf(error), waitsMs);
  }

  async function rewrite(destination: Destination, edit: Edit, permit: Permit): Promise<void> {
    const { delivery } = edit;
    // Nothing failed: a terminal's lines stand, and the reply says what changed.
    if (destination.update === undefined || delivery.receipt === null)
      return store.markEditRefused(edit, 'invalid: The platform lets no post be edited.');
    const message = await composeAnew(delivery, revisions);
    observe?.('editing', delivery.id);
    try {
      const { payload } = render(destination, message);
      permit.begun();
      await destination.update(delivery.receipt, payload, AbortSignal.timeout(callTimeoutMs));
    } catch (thrown) {
      return refused(edit, deliveryError(thrown));
    }
    observe?.('edited', delivery.id);
    await store.markEdited(edit);
  }

  return async (edit, permit) => {
    const { subscription } = edit.delivery;
    const destination = destinations.get(subscription.destination);
    if (destination === undefined) return retry(edit, 'unavailable: The destination is off.', closedMs(edit));
    if (!(await credentials.admits(destination)))
      return retry(edit, 'unauthorized: The destination refuses our credentials.', closedMs(edit));
    const limit = limits.over(subscription);
    if (limit !== undefined)
      return retry(edit, textOf(limit.error), limit.until - now().getTime() + Math.ceil(random() * 1000));
    await rewrite(destination, edit, permit);
  };
}
