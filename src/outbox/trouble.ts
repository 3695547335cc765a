import { createHash } from 'node:crypto';
import type { DeliveryFailure } from '../domain/failures.ts';
import type { DeliveryTrouble } from '../domain/findings.ts';
import type { Delivery, Ledger, Subscription } from '../ledger/ledger.ts';
import { type Enqueued, enqueue, type Owner } from './enqueue.ts';
import type { DeliveryEffect } from './machine/events.ts';
import type { OutboxParts } from './parts.ts';
import type { Prepared } from './prepare.ts';

/** Posts to operators and owners about a delivery that is uncertain, rejected or waits behind a pause. */

/**
 * Returns the finding. The same trouble of the same delivery on the same day (UTC) is the same finding, so that a process
 * that dies after it was recorded sends it once. `where` is a subscription or, where all of it is meant, a destination.
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
    // The key of such a finding is the id of its delivery.
    ...(kind === 'subscription-paused' ? {} : { deliveryId: about.key }),
  };
}

/**
 * Records the trouble and its deliveries to the operators and `owners` in one transaction. Returns false where it was
 * recorded before, and then does nothing.
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

type Notify = Extract<DeliveryEffect, { readonly type: 'notify' }>;

/** The person who gets a post about a channel's troubles. A person's own subscription has no owner. */
function ownersOf({ destination, space, owner }: Subscription): readonly Owner[] {
  return owner === null ? [] : [{ destination, space, channel: owner }];
}

function headlineOf({ message }: Prepared): string {
  return message.headline.map((span) => span.text).join('');
}

const findingKinds: Readonly<Record<Notify['trouble'], DeliveryTrouble['kind']>> = {
  uncertain: 'delivery-uncertain',
  rejected: 'delivery-rejected',
  paused: 'subscription-paused',
  unreachable: 'subscription-paused',
};

/** Records a post to the operators and to the owner of the channel about a delivery. Idempotent for a day. */
export async function notifyAbout(
  { trouble, error }: Notify,
  delivery: Delivery,
  prepared: Prepared,
  { ledger, wording, now }: Pick<OutboxParts, 'ledger' | 'wording' | 'now'>,
): Promise<void> {
  const { subscription } = delivery;
  const kind = findingKinds[trouble];
  const isPause = kind === 'subscription-paused';
  const about = {
    // Paused again after it was resumed is news again, also on the same day.
    key: isPause ? `${delivery.id} ${error.kind} ${delivery.attempts}` : delivery.id,
    where: `${subscription.destination} ${subscription.channel}`,
    publisher: prepared.lead.publisher,
    message: messageOf(trouble, error),
  };
  await notifyOperators(ledger, troubleFinding(kind, about, now()), {
    except: ({ id }) => isPause && id === subscription.id,
    owners: ownersOf(subscription),
  });

  function messageOf(of: Notify['trouble'], { message }: DeliveryFailure): string {
    const words = wording.language.health;
    switch (of) {
      case 'uncertain':
        return words.uncertain(headlineOf(prepared), message);
      case 'rejected':
        return words.rejected(headlineOf(prepared), message);
      case 'paused':
        return words.paused(message, subscription.owner);
      case 'unreachable':
        return words.unreachable(message);
    }
  }
}
