import { kindOf } from '../compose/kinds/index.ts';
import type { Finding, Sum } from '../domain/findings.ts';
import type { Instant } from '../domain/time.ts';
import type { LedgerTransaction, Subscription } from '../ledger/ledger.ts';
import { followedKeys, noEvents } from './matching/follows.ts';
import { matchSubscriptions } from './matching/matching.ts';

/** The only writer of findings and their deliveries. */

/** A place that is not subscribed and gets a delivery all the same: the person who owns a subscription. */
export type Owner = Pick<Subscription, 'destination' | 'space' | 'channel'>;

export interface Enqueued {
  readonly findings: readonly Finding[];
  readonly at: Instant;
  /** All sums that were tried, stored with the event of the first finding. */
  readonly sums?: readonly Sum[];
  /** True for a subscription that cannot be reached: it gets no delivery. */
  readonly except?: (subscription: Subscription) => boolean;
  /** Documents of which the posts have to be composed anew, because what they relate to has changed. */
  readonly outdated?: readonly string[];
  /** Each gets a private delivery of every finding. */
  readonly owners?: readonly Owner[];
}

/**
 * Records findings with the deliveries that they give rise to, inside the transaction that records their cause: one
 * delivery for each event and subscription that wants it, or whose channel was sent a figure that is revised now. Posts
 * about outdated documents are to be edited.
 * Returns the findings that were new. A finding that was recorded before is delivered to no one again.
 */
export async function enqueue(
  transaction: LedgerTransaction,
  { findings, at, sums = [], except = () => false, outdated = [], owners = [] }: Enqueued,
): Promise<readonly Finding[]> {
  const fresh = await transaction.addFindings(findings, sums);
  const subscriptions = (await transaction.subscriptions.all()).filter((subscription) => !except(subscription));
  const keys = followedKeys(subscriptions.flatMap(({ follows }) => follows));
  const followed = keys.length === 0 ? noEvents : await transaction.accountsOfEvents(keys);
  for (const match of matchSubscriptions(fresh, subscriptions, followed))
    await transaction.addDelivery({ ...match, at });
  for (const finding of fresh) {
    for (const subscriptionId of await whoWasSentWhatIsRevised(transaction, finding, subscriptions))
      await transaction.addDelivery({ finding, subscriptionId, at });
    for (const owner of owners) {
      const { id } = await transaction.subscriptions.ofOwner(owner, at);
      await transaction.addDelivery({ finding, subscriptionId: id, at });
    }
  }
  await transaction.requestEdits(outdated, at);
  return fresh;
}

/** A subscription that was sent a figure gets its revision, whatever else it wants; one for health alone does not. */
async function whoWasSentWhatIsRevised(
  transaction: LedgerTransaction,
  finding: Finding,
  subscriptions: readonly Subscription[],
): Promise<readonly string[]> {
  const documents = kindOf(finding).revises(finding);
  if (documents.length === 0) return [];
  // What was sent of a copy is what its original said.
  const copies = await Promise.all(documents.map((documentId) => transaction.copiesOf(documentId)));
  const sent = new Set(await transaction.subscriptions.sentAbout([...documents, ...copies.flat()]));
  const isReader = ({ wants, follows }: Subscription) => follows.length > 0 || wants.some((want) => want !== 'health');
  const readers = subscriptions.filter((one) => sent.has(one.id) && isReader(one));
  return readers.map(({ id }) => id);
}
