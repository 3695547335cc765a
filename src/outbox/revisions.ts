import type { Revision } from '../compose/corrections.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { leadOf } from '../compose/lead.ts';
import type { Finding } from '../domain/findings.ts';
import type { Period } from '../domain/time.ts';
import type { Delivery, DeliveryStore, LookupStore } from '../ledger/ledger.ts';

/**
 * Which posts of a subscription are of one thread, and which of them about the same document: what a post replies to, and
 * what it makes outdated.
 */

export interface RevisionParts {
  readonly store: Pick<DeliveryStore, 'event' | 'sentFor' | 'threadOf' | 'batch'>;
  readonly lookups: Pick<LookupStore, 'findings'>;
}
type Store = Pick<RevisionParts, 'store'>;

interface EarlierPosts {
  /** The first post that the subscription got of the thread; undefined where there is none. */
  readonly root: Delivery | undefined;
  /** The deliveries whose posts are outdated by this one. */
  readonly outdated: readonly string[];
}

/** Returns the posts that a delivery follows, apart from what is posted with it. Posts for operators follow none. */
export async function earlierPosts(
  delivery: Delivery,
  batch: readonly Delivery[],
  parts: Store,
): Promise<EarlierPosts> {
  const event = await parts.store.event(delivery.event);
  const lead = leadOf(event, delivery.findingId);
  if (isForOperators(lead) || lead.documentId === null) return { root: undefined, outdated: [] };
  const postsAbout = async (documentIds: readonly string[], period: Period | null) => {
    const posts = await postedAbout(delivery.subscription.id, documentIds, period, parts);
    return posts.filter(({ id }) => batch.every((one) => one.id !== id));
  };
  // A change of an original makes the posts outdated that were made from its copies; its first version changes nothing.
  const isOriginal = event.related.copiedFrom.length === 0 && !isFirstVersion(lead);
  const copies = isOriginal ? event.related.copies.map(({ documentId }) => documentId) : [];
  const own = await postsAbout([lead.documentId, ...copies], lead.period);
  // Of a page that is rewritten for each report, the thread is about the one that is answered.
  const period = lead.period ?? event.related.admission?.period ?? null;
  const thread = await postsAbout(await parts.store.threadOf(lead.documentId), period);
  const elsewhere =
    lead.kind === 'restated' && lead.before.documentId !== lead.documentId
      ? await postsAbout([lead.before.documentId], lead.before.period)
      : [];
  return { root: thread[0], outdated: [...(await editable(own, parts)), ...(await editable(elsewhere, parts))] };
}

/** The first snapshot of a document, which changes nothing that was said of it before. */
function isFirstVersion({ documentId, snapshotId }: Finding): boolean {
  return documentId !== null && snapshotId === `${documentId}.1`;
}

/** Returns the deliveries whose posts are outdated by these, each once. */
export async function outdatedBy(deliveries: readonly Delivery[], parts: Store): Promise<readonly string[]> {
  const earlier = await Promise.all(deliveries.map((one) => earlierPosts(one, deliveries, parts)));
  return [...new Set(earlier.flatMap(({ outdated }) => outdated))];
}

/**
 * Of the posts about one document the first and the digests. The others are replies, below a post that is marked. One that
 * only a person saw cannot be edited.
 */
async function editable(posts: readonly Delivery[], { store }: Store): Promise<readonly string[]> {
  const ids = [];
  for (const [index, { id, receipt }] of posts.entries()) {
    if (receipt === null) continue;
    if (index === 0 || (await store.batch(id)).length > 1) ids.push(id);
  }
  return ids;
}

/** A page that is rewritten for each report: what it says of another period revises nothing. */
function isOfOtherPeriod(period: Period | null, lead: Finding): boolean {
  return period !== null && lead.period !== null && lead.period.to !== period.to;
}

/** What a subscription was sent about these documents, oldest first, apart from posts for operators. */
async function postedAbout(
  subscriptionId: string,
  documentIds: readonly string[],
  period: Period | null,
  { store }: Store,
): Promise<readonly Delivery[]> {
  const posts: Delivery[] = [];
  for (const earlier of (await store.sentFor({ subscriptionId, documentIds })).toReversed()) {
    const lead = leadOf(await store.event(earlier.event), earlier.findingId);
    if (!isForOperators(lead) && !isOfOtherPeriod(period, lead)) posts.push(earlier);
  }
  return posts;
}

/**
 * Returns what became of the findings of a delivery since, as far as its subscription was sent it or gets it in the same
 * batch; oldest first.
 */
export async function revisionsOf(
  delivery: Delivery,
  batch: readonly Delivery[],
  parts: RevisionParts,
): Promise<readonly Revision[]> {
  const { store } = parts;
  const event = await store.event(delivery.event);
  const { documentId, period, publisher } = leadOf(event, delivery.findingId);
  if (documentId === null) return [];
  // A copy says what its original says, so that a change of the original is one of the post about the copy.
  const { copiedFrom } = event.related;
  const isChange = (lead: Finding) =>
    lead.documentId === documentId ||
    (lead.documentId !== null && copiedFrom.includes(lead.documentId) && !isFirstVersion(lead));
  const posted = await postedAbout(delivery.subscription.id, [documentId, ...copiedFrom], period, parts);
  const withIt = [];
  for (const one of batch) {
    const lead = leadOf(await store.event(one.event), one.findingId);
    const isAbout = isChange(lead) && !isOfOtherPeriod(period, lead);
    if (isAbout && posted.every(({ id }) => id !== one.id)) withIt.push(one);
  }
  const all = [...posted, ...withIt];
  const later = all.slice(all.findIndex(({ id }) => id === delivery.id) + 1);
  const revisions = new Map<string, Revision>();
  for (const one of later) {
    const record = await store.event(one.event);
    if (isChange(leadOf(record, one.findingId))) revisions.set(one.event, { event: record, leadId: one.findingId });
  }
  for (const finding of await restatedElsewhere(documentId, publisher, parts)) {
    const { id: subscriptionId } = delivery.subscription;
    const sent =
      finding.documentId === null ? [] : await store.sentFor({ subscriptionId, documentIds: [finding.documentId] });
    if ([...sent, ...batch].some((one) => one.event === finding.event))
      revisions.set(finding.event, { event: await store.event(finding.event), leadId: finding.id });
  }
  revisions.delete(delivery.event);
  const foundAt = (revision: Revision) => leadOf(revision.event, revision.leadId).foundAt;
  return [...revisions.values()].toSorted((one, other) => (foundAt(one) < foundAt(other) ? -1 : 1));
}

/** Other documents may have restated its figure: an edit for one reason must not undo the mark left by another. */
async function restatedElsewhere(
  documentId: string,
  publisher: string,
  { lookups }: RevisionParts,
): Promise<readonly Finding[]> {
  const { rows } = await lookups.findings({ kinds: ['restated'], publisher, limit: 1000 });
  return rows.filter(
    (finding) =>
      finding.kind === 'restated' && finding.before.documentId === documentId && finding.documentId !== documentId,
  );
}
