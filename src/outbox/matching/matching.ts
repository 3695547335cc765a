import { isForOperators, isOfOnePost, isOfRecord, isOnRequest, isPosted, kindOf } from '../../compose/kinds/index.ts';
import { heaviest } from '../../compose/lead.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Finding } from '../../domain/findings.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { passes } from './filters.ts';
import { type FollowedEvents, isAbout, noEvents } from './follows.ts';

/** One post to come: the finding leads it, and the rest of its event is in it too. */
interface Match {
  readonly finding: Finding;
  readonly subscriptionId: string;
}

function wants(subscription: Pick<Subscription, 'wants'>, finding: Finding): boolean {
  const { wantedBy } = kindOf(finding);
  return wantedBy.length > 0 && subscription.wants.some((wanted) => wanted === 'all' || wantedBy.includes(wanted));
}

/** What is followed is received whatever else is wanted, but for findings that a channel has to ask for. */
function follows(
  subscription: Pick<Subscription, 'wants' | 'follows'>,
  finding: Finding,
  events: FollowedEvents,
): boolean {
  if (!isOfRecord(finding.kind) || (isOnRequest(finding) && !wants(subscription, finding))) return false;
  return subscription.follows.some((follow) => isAbout(finding, follow, events));
}

/** Whether a finding may lead a post there. Filters are about the record: our own troubles pass them. */
function receives(
  subscription: Pick<Subscription, 'wants' | 'filters' | 'follows' | 'origin'>,
  finding: Finding,
  events: FollowedEvents,
): boolean {
  if (!isPosted(finding.kind)) return false;
  if (follows(subscription, finding, events)) return true;
  if (!wants(subscription, finding)) return false;
  if (isOfOnePost(finding.kind) && subscription.origin !== 'configuration') return false;
  return isForOperators(finding) || passes(subscription.filters, finding);
}

/** Returns the event as a post to the subscription shows it: without findings on request that it does not want. */
export function shownTo(subscription: Pick<Subscription, 'wants'>, event: EventRecord, leadId: string): EventRecord {
  const isShown = (finding: Finding) => finding.id === leadId || !isOnRequest(finding) || wants(subscription, finding);
  return { ...event, findings: event.findings.filter(isShown) };
}

/**
 * Which posts the findings give rise to: at most one per event and subscription, led by the heaviest finding that the
 * subscription receives; the message contains the whole event all the same. A kind that only edits posts leads none, nor does a `baseline`.
 * Deliveries to a paused subscription wait for it: leave out those that are to miss them.
 * `followed` has the accounts of the events that are followed.
 * In the order of the events in `findings`, then of `subscriptions`.
 */
export function matchSubscriptions(
  findings: readonly Finding[],
  subscriptions: readonly Subscription[],
  followed: FollowedEvents = noEvents,
): readonly Match[] {
  const events = Map.groupBy(findings, (finding) => finding.event);
  return [...events.values()].flatMap((ofEvent) =>
    subscriptions.flatMap((subscription) => {
      const lead = heaviest(ofEvent.filter((finding) => receives(subscription, finding, followed)));
      return lead === undefined ? [] : [{ finding: lead, subscriptionId: subscription.id }];
    }),
  );
}
