import type { Finding } from '../findings.ts';
import type { Delivery, EventRecord, Ledger, StoredReceipt } from '../ledger/ledger.ts';
import type { Period } from '../model.ts';
import { compose, composeReply, composeRevised, isForOperators, type Revision } from './compose.ts';
import type { Receipt } from './destination.ts';
import type { Wording } from './figures.ts';
import type { Message } from './message.ts';
import { heaviest } from './subscriptions.ts';

/** An earlier post as it shall read from now on. */
export interface Amendment {
  readonly receipt: Receipt;
  readonly message: Message;
}
export interface Prepared {
  readonly lead: Finding;
  readonly message: Message;
  /** The post it replies to: the first one about the same document that this subscription got. */
  readonly under: Receipt | null;
  /** The posts whose figure this one revises, rewritten in full: applying them twice changes nothing. */
  readonly amendments: readonly Amendment[];
}

type Sent = Delivery & { readonly receipt: StoredReceipt };

/** What to post for a delivery, and which earlier posts of the subscription to rewrite. Reads the ledger, writes nothing. */
export async function prepare(
  delivery: Delivery,
  ledger: Pick<Ledger, 'deliveries' | 'lookups'>,
  wording: Wording,
): Promise<Prepared> {
  const event = await ledger.deliveries.event(delivery.event);
  const lead = leadOf(event, delivery.findingId);
  const message = compose(event, wording, delivery.findingId);
  if (isForOperators(lead) || lead.documentId === null) return { lead, message, under: null, amendments: [] };

  const present: Revision = { event, leadId: delivery.findingId };
  const own = await thread(delivery, lead.documentId, lead.period, ledger);
  const amendments = [];
  if (own !== undefined) amendments.push(await amendment(own, present, ledger, wording));
  if (lead.kind === 'restated' && lead.before.documentId !== lead.documentId) {
    const other = await thread(delivery, lead.before.documentId, lead.before.period, ledger);
    if (other !== undefined) amendments.push(await amendment(other, present, ledger, wording));
  }
  if (own === undefined) return { lead, message, under: null, amendments };
  const under = own.root.receipt;
  return { lead, message: composeReply(message, under.link, wording), under, amendments };
}

export function leadOf(event: EventRecord, findingId: string): Finding {
  const lead = event.findings.find((finding) => finding.id === findingId) ?? heaviest(event.findings);
  if (lead === undefined) throw new TypeError(`The event ${event.event} holds no finding`);
  return lead;
}

interface Thread {
  readonly documentId: string;
  readonly root: Sent;
  readonly rootEvent: EventRecord;
  readonly later: readonly Revision[];
}

/** The first post about the document that went to this subscription, with what followed it; posts for operators are no part of it. */
async function thread(
  delivery: Delivery,
  documentId: string,
  period: Period | null,
  ledger: Pick<Ledger, 'deliveries'>,
): Promise<Thread | undefined> {
  const sent = await ledger.deliveries.sentFor(delivery.subscription.id, documentId);
  const posts: { delivery: Sent; event: EventRecord }[] = [];
  for (const earlier of sent.toReversed()) {
    if (earlier.receipt === null || earlier.id === delivery.id) continue;
    const event = await ledger.deliveries.event(earlier.event);
    const earlierLead = leadOf(event, earlier.findingId);
    // A page that is rewritten for each report: what it says of another period revises nothing.
    const isOther = period !== null && earlierLead.period !== null && earlierLead.period.to !== period.to;
    if (!isForOperators(earlierLead) && !isOther) {
      posts.push({ delivery: { ...earlier, receipt: earlier.receipt }, event });
    }
  }
  const [first, ...rest] = posts;
  if (first === undefined) return undefined;
  const later = rest.map((post) => ({ event: post.event, leadId: post.delivery.findingId }));
  return { documentId, root: first.delivery, rootEvent: first.event, later };
}

async function amendment(
  { documentId, root, rootEvent, later }: Thread,
  present: Revision,
  ledger: Pick<Ledger, 'deliveries' | 'lookups'>,
  wording: Wording,
): Promise<Amendment> {
  const elsewhere = await restatedElsewhere(documentId, leadOf(rootEvent, root.findingId).publisher, ledger);
  const events = new Map([...later, ...elsewhere, present].map((revision) => [revision.event.event, revision]));
  events.delete(rootEvent.event);
  const revisions = [...events.values()].toSorted((one, other) => {
    const [first, second] = [one, other].map(({ event, leadId }) => leadOf(event, leadId).foundAt);
    return (first ?? '') < (second ?? '') ? -1 : 1;
  });
  return {
    receipt: root.receipt,
    message: composeRevised(compose(rootEvent, wording, root.findingId), revisions, wording),
  };
}

/** Other documents may have restated its figure: an edit for one reason must not undo the mark left by another. */
async function restatedElsewhere(
  documentId: string,
  publisher: string,
  ledger: Pick<Ledger, 'deliveries' | 'lookups'>,
): Promise<readonly Revision[]> {
  const { rows } = await ledger.lookups.findings({ kinds: ['restated'], publisher, limit: 1000 });
  const found = rows.filter(
    (finding) =>
      finding.kind === 'restated' && finding.before.documentId === documentId && finding.documentId !== documentId,
  );
  return Promise.all(
    found.map(async (finding) => ({ event: await ledger.deliveries.event(finding.event), leadId: finding.id })),
  );
}
