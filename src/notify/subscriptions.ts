import { type Finding, kinds } from '../findings.ts';
import type { Subscription } from '../ledger/ledger.ts';

/** One post to come: the finding leads it, the rest of its event is told in it. */
export interface Match {
  readonly finding: Finding;
  readonly subscriptionId: string;
}

export function wants(subscription: Pick<Subscription, 'wants'>, finding: Finding): boolean {
  const { wantedBy } = kinds[finding.kind];
  return wantedBy.length > 0 && subscription.wants.some((wanted) => wanted === 'all' || wantedBy.includes(wanted));
}

/** The heaviest of the findings; of several equally heavy the first. Undefined when there is none. */
export function heaviest<F extends Finding>(findings: readonly F[]): F | undefined {
  return findings.reduce<F | undefined>(
    (lead, finding) => (lead === undefined || kinds[finding.kind].weight > kinds[lead.kind].weight ? finding : lead),
    undefined,
  );
}

/**
 * Which posts the findings give rise to: at most one per event and subscription, led by the heaviest finding that the
 * subscription wants. Paused subscriptions get none (pass the active ones); `baseline` reaches nobody.
 * In the order of the events in `findings`, then of `subscriptions`.
 */
export function matchSubscriptions(
  findings: readonly Finding[],
  subscriptions: readonly Subscription[],
): readonly Match[] {
  const events = Map.groupBy(findings, (finding) => finding.event);
  return [...events.values()].flatMap((ofEvent) =>
    subscriptions.flatMap((subscription) => {
      const lead = heaviest(ofEvent.filter((finding) => wants(subscription, finding)));
      return lead === undefined ? [] : [{ finding: lead, subscriptionId: subscription.id }];
    }),
  );
}
