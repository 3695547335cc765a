import { createHash } from 'node:crypto';
import type { DeliveryTrouble } from '../domain/findings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Enqueued, enqueue } from './enqueue.ts';

/** How the operators and owners hear of a post that is uncertain, refused, or waits behind a closed door. */

/**
 * The same trouble of the same delivery on the same day (UTC) is the same finding: a crash between telling and acting
 * tells nobody twice. `where` is a subscription or, where all of it is meant, a destination.
 */
export function troubleFinding(
  kind: DeliveryTrouble['kind'],
  about: { readonly key: string; readonly where: string; readonly publisher: string; readonly message: string },
  at: Date,
): DeliveryTrouble {
  const foundAt = at.toISOString();
  const id = createHash('sha256')
    .update([kind, about.key, foundAt.slice(0, 10)].join('\n'))
    .digest('hex');
  return {
    kind,
    id,
    event: `delivery:${id}`,
    publisher: about.publisher,
    source: null,
    documentId: null,
    snapshotId: null,
    period: null,
    foundAt,
    subscription: about.where,
    message: about.message,
    // What such a finding is keyed by is the post itself.
    ...(kind === 'subscription-paused' ? {} : { deliveryId: about.key }),
  };
}

/**
 * Records the trouble and its deliveries to the operators and `owners`, in a transaction of its own. Returns false where
 * it was recorded before, and then does nothing.
 */
export function notifyOperators(
  ledger: Pick<Ledger, 'transaction'>,
  trouble: DeliveryTrouble,
  to: Pick<Enqueued, 'except' | 'owners'> = {},
): Promise<boolean> {
  return ledger.transaction(async (transaction) => {
    const fresh = await enqueue(transaction, { findings: [trouble], at: trouble.foundAt, ...to });
    return fresh.length > 0;
  });
}
