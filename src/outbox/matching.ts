import { type Finding, kinds } from '../domain/findings.ts';
import type { Subscription } from '../ledger/ledger.ts';
import { passes } from './filters.ts';

/** One post to come: the finding leads it, the rest of its event is told in it. */
export interface Match {
  readonly finding: Finding;
  readonly subscriptionId: string;
}

export function wants(subscription: Pick<Subscription, 'wants'>, finding: Finding): boolean {
  const { wantedBy } = kinds[finding.kind];
  return wantedBy.length > 0 && subscription.wants.some((wanted) => wanted === 'all' || wantedBy.includes(wanted));
}

/** Whether only those who run Ackwatch are told. */
export function isForOperators(finding: Finding): boolean {
  const { wantedBy } = kinds[finding.kind];
  return wantedBy.length > 0 && wantedBy.every((category) => category === 'health');
}

/** Troubles of one post. A desk hears nothing of another's; owners are told of their own apart. */
const ofOnePost: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>([
  'delivery-uncertain',
  'delivery-rejected',
  'subscription-paused',
]);

/** Whether findings of the kind name a single post or channel, and concern its owner and the operators alone. */
export function isOfOnePost(kind: Finding['kind']): boolean {
  return ofOnePost.has(kind);
}

/** Whether a finding may lead a post there. Filters are about the record: our own troubles pass them. */
export function receives(subscription: Pick<Subscription, 'wants' | 'filters' | 'origin'>, finding: Finding): boolean {
  if (!wants(subscription, finding)) return false;
  if (isOfOnePost(finding.kind) && subscription.origin !== 'configuration') return false;
  return isForOperators(finding) || passes(subscription.filters, finding);
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
 * subscription receives; the message still tells the whole event. `baseline` reaches nobody. What is due to a paused
 * subscription waits for it: leave those out that shall miss it.
 * In the order of the events in `findings`, then of `subscriptions`.
 */
export function matchSubscriptions(
  findings: readonly Finding[],
  subscriptions: readonly Subscription[],
): readonly Match[] {
  const events = Map.groupBy(findings, (finding) => finding.event);
  return [...events.values()].flatMap((ofEvent) =>
    subscriptions.flatMap((subscription) => {
      const lead = heaviest(ofEvent.filter((finding) => receives(subscription, finding)));
      return lead === undefined ? [] : [{ finding: lead, subscriptionId: subscription.id }];
    }),
  );
}
