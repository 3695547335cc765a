import type { Receipt } from '../chat/destination.ts';
import type { Message } from '../chat/message.ts';
import { compose, composeReply, composeRevised } from '../compose/compose.ts';
import type { Revision } from '../compose/corrections.ts';
import { composeDigest } from '../compose/digest.ts';
import type { Wording } from '../compose/figures.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { leadOf } from '../compose/lead.ts';
import type { Finding } from '../domain/findings.ts';
import type { Period } from '../domain/time.ts';
import type { Delivery, DeliveryStore, LookupStore, StoredReceipt } from '../ledger/ledger.ts';

/** What a post says, what it replies to and what it makes outdated: all of it from the ledger, nothing is written. */

export interface Prepared {
  readonly lead: Finding;
  readonly message: Message;
  /** The post it replies to: the first one about the same document that this subscription got. */
  readonly under: Receipt | null;
  /** The deliveries whose posts say what no longer holds once this one stands. */
  readonly outdated: readonly string[];
}

export interface RevisionParts {
  readonly store: Pick<DeliveryStore, 'event' | 'sentFor' | 'batch'>;
  readonly lookups: Pick<LookupStore, 'findings'>;
  readonly wordingFor: (language: string) => Wording;
}

type Told = Delivery & { readonly receipt: StoredReceipt };

/** What to post for these deliveries of one subscription: several are one digest. */
export async function prepare(deliveries: readonly Delivery[], parts: RevisionParts): Promise<Prepared> {
  const [delivery, ...others] = deliveries;
  if (delivery === undefined) throw new TypeError('A post tells of one delivery at least');
  const event = await parts.store.event(delivery.event);
  const lead = leadOf(event, delivery.findingId);
  const { language, form } = delivery.subscription.preferences;
  const wording = parts.wordingFor(language);
  const earlier = await Promise.all(deliveries.map((one) => earlierPosts(one, deliveries, parts)));
  const outdated = idsOf(earlier);
  if (others.length > 0) return { lead, message: await digest(deliveries, wording, parts), under: null, outdated };

  const message = compose(event, wording, delivery.findingId, form);
  const root = earlier[0]?.root;
  if (root === undefined) return { lead, message, under: null, outdated };
  const under = root.receipt;
  return { lead, message: composeReply(message, under.link, wording, root.sentAt), under, outdated };
}

/** The post of a delivery, alone or with its digest, as it reads with all that this subscription was told since. */
export async function composeAnew(delivery: Delivery, parts: RevisionParts): Promise<Message> {
  const deliveries = await parts.store.batch(delivery.id);
  const { language, form } = delivery.subscription.preferences;
  const wording = parts.wordingFor(language);
  if (deliveries.length > 1) return digest(deliveries, wording, parts);
  const original = compose(await parts.store.event(delivery.event), wording, delivery.findingId, form);
  return composeRevised(original, await revisionsOf(delivery, [], parts), wording);
}

async function digest(deliveries: readonly Delivery[], wording: Wording, parts: RevisionParts): Promise<Message> {
  const entries = [];
  for (const one of deliveries) {
    const event = await parts.store.event(one.event);
    entries.push({ event, leadId: one.findingId, revisions: await revisionsOf(one, deliveries, parts) });
  }
  return composeDigest(entries, wording);
}

/** The deliveries whose posts say what no longer holds once this one stands: for `markSent`. */
export async function outdatedBy(
  deliveries: readonly Delivery[],
  parts: Pick<RevisionParts, 'store'>,
): Promise<readonly string[]> {
  return idsOf(await Promise.all(deliveries.map((one) => earlierPosts(one, deliveries, parts))));
}

function idsOf(earlier: readonly EarlierPosts[]): readonly string[] {
  return [...new Set(earlier.flatMap(({ outdated }) => outdated))];
}

interface EarlierPosts {
  readonly root: Told | undefined;
  readonly outdated: readonly string[];
}

async function earlierPosts(
  delivery: Delivery,
  together: readonly Delivery[],
  parts: Pick<RevisionParts, 'store'>,
): Promise<EarlierPosts> {
  const lead = leadOf(await parts.store.event(delivery.event), delivery.findingId);
  if (isForOperators(lead) || lead.documentId === null) return { root: undefined, outdated: [] };
  const ofSubscription = async (documentId: string, period: Period | null) => {
    const told = await toldOf(delivery.subscription.id, documentId, period, parts);
    return told.filter(({ id }) => together.every((one) => one.id !== id));
  };
  const own = await ofSubscription(lead.documentId, lead.period);
  const elsewhere =
    lead.kind === 'restated' && lead.before.documentId !== lead.documentId
      ? await ofSubscription(lead.before.documentId, lead.before.period)
      : [];
  return { root: own[0], outdated: [...(await standing(own, parts)), ...(await standing(elsewhere, parts))] };
}

/** Of the posts about one document the first, and the digests: the others are replies, which stand under a marked post. */
async function standing(told: readonly Told[], { store }: Pick<RevisionParts, 'store'>): Promise<readonly string[]> {
  const ids = [];
  for (const [index, { id }] of told.entries()) {
    if (index === 0 || (await store.batch(id)).length > 1) ids.push(id);
  }
  return ids;
}

/** What a subscription was told about a document, oldest first; posts for operators are no part of it. */
async function toldOf(
  subscriptionId: string,
  documentId: string,
  period: Period | null,
  { store }: Pick<RevisionParts, 'store'>,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const earlier of (await store.sentFor({ subscriptionId, documentId })).toReversed()) {
    if (earlier.receipt === null) continue;
    const lead = leadOf(await store.event(earlier.event), earlier.findingId);
    // A page that is rewritten for each report: what it says of another period revises nothing.
    const isOther = period !== null && lead.period !== null && lead.period.to !== period.to;
    if (!isForOperators(lead) && !isOther) told.push({ ...earlier, receipt: earlier.receipt });
  }
  return told;
}

/** What became of what a delivery tells, as far as its subscription was told or is told in the same digest; oldest first. */
async function revisionsOf(
  delivery: Delivery,
  together: readonly Delivery[],
  parts: RevisionParts,
): Promise<readonly Revision[]> {
  const { store } = parts;
  const event = await store.event(delivery.event);
  const { documentId, period, publisher } = leadOf(event, delivery.findingId);
  if (documentId === null) return [];
  const told = await toldOf(delivery.subscription.id, documentId, period, parts);
  const beside = [];
  for (const one of together) {
    const lead = leadOf(await store.event(one.event), one.findingId);
    const isOther = period !== null && lead.period !== null && lead.period.to !== period.to;
    if (lead.documentId === documentId && !isOther && told.every(({ id }) => id !== one.id)) beside.push(one);
  }
  const all: readonly Delivery[] = [...told, ...beside];
  const later = all.slice(all.findIndex(({ id }) => id === delivery.id) + 1);
  const revisions = new Map<string, Revision>();
  for (const one of later) revisions.set(one.event, { event: await store.event(one.event), leadId: one.findingId });
  for (const finding of await restatedElsewhere(documentId, publisher, parts)) {
    const sent =
      finding.documentId === null
        ? []
        : await store.sentFor({ subscriptionId: delivery.subscription.id, documentId: finding.documentId });
    if ([...sent, ...together].some((one) => one.event === finding.event))
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
