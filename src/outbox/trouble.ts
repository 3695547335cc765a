import { createHash } from 'node:crypto';
import type { DeliveryTrouble, Finding } from '../domain/findings.ts';
import type { Ledger, Subscription } from '../ledger/ledger.ts';
import { matchSubscriptions } from './matching.ts';

/** How the operators and owners hear of a post that is uncertain, refused, or waits behind a closed door. */

/** The reason of a subscription that is paused because its whole space put us out begins with it. */
export const leftMark = 'left: ';

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
 * Records the finding and its posts in one transaction; `except` is the subscription that cannot be reached. `owners` are
 * told too, each in a post to that person alone. Gives false where all were told before.
 */
export function tellOperators(
  ledger: Pick<Ledger, 'transaction'>,
  finding: DeliveryTrouble,
  except: (subscription: Subscription) => boolean,
  owners: readonly Pick<Subscription, 'destination' | 'space' | 'channel'>[] = [],
): Promise<boolean> {
  return ledger.transaction(async (transaction) => {
    const at = finding.foundAt;
    const fresh: readonly Finding[] = await transaction.addFindings([finding]);
    const reachable = (await transaction.subscriptions()).filter((subscription) => !except(subscription));
    for (const match of matchSubscriptions(fresh, reachable)) await transaction.addDelivery({ ...match, at });
    for (const owner of fresh.length > 0 ? owners : []) {
      const { id } = await transaction.ownerSubscription(owner, at);
      await transaction.addDelivery({ finding, subscriptionId: id, at });
    }
    return fresh.length > 0;
  });
}
