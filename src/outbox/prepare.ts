import type { Receipt } from '../chat/destination.ts';
import type { Block, Message } from '../chat/message.ts';
import { composeBatch } from '../compose/batch.ts';
import { compose, composeReply, composeRevised, composeUnknownCountry } from '../compose/compose.ts';
import { composeDigest } from '../compose/digest.ts';
import type { Wording } from '../compose/figures.ts';
import { isForOperators } from '../compose/kinds/index.ts';
import { leadOf } from '../compose/lead.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import type { Delivery, SeenRelations } from '../ledger/ledger.ts';
import { isOfUnknownCountry } from './matching/filters.ts';
import { shownTo } from './matching/matching.ts';
import { mentionedBy } from './matching/mention.ts';
import { earlierPosts, type RevisionParts, revisionsOf } from './revisions.ts';

/** What a post says, what it replies to and what it makes outdated: all of it read from the ledger, nothing is written. */

export interface Prepared {
  readonly lead: Finding;
  readonly message: Message;
  /** The post it replies to: the first one of the thread that this subscription got. */
  readonly under: Receipt | null;
  /** The group that it notifies. */
  readonly mention: string | null;
  /** The deliveries whose posts are outdated once this one is posted. */
  readonly outdated: readonly string[];
  /** What was stored of the documents' relations when it was composed. */
  readonly seen: readonly SeenRelations[];
}

export interface PrepareParts extends RevisionParts {
  readonly wordingFor: (language: string) => Wording;
  /** What a weekly digest ends with. */
  readonly endOfWeek: (wording: Wording) => Promise<readonly Block[]>;
}

/** Returns what to post for these deliveries of one subscription; several are one digest. Throws a TypeError for none. */
export async function prepare(deliveries: readonly Delivery[], parts: PrepareParts): Promise<Prepared> {
  const [delivery, ...others] = deliveries;
  if (delivery === undefined) throw new TypeError('A post needs a delivery');
  const event = await eventFor(delivery, parts);
  const lead = leadOf(event, delivery.findingId);
  const { language, form } = delivery.subscription.preferences;
  const wording = parts.wordingFor(language);
  const earlier = await Promise.all(deliveries.map((one) => earlierPosts(one, deliveries, parts)));
  const outdated = [...new Set(earlier.flatMap((posts) => posts.outdated))];
  const seen = await relationsSeen(deliveries, parts);
  const { mention: wanted } = delivery.subscription.preferences;
  if (others.length > 0) {
    const { message, leads } = await togetherOf(deliveries, wording, parts);
    return { lead, message, under: null, mention: mentionedBy(wanted, message, leads), outdated, seen };
  }

  const message = withFilter(compose(event, wording, delivery.findingId, form), [delivery], [lead], wording);
  const root = earlier[0]?.root;
  if (root === undefined)
    return { lead, message, under: null, mention: mentionedBy(wanted, message, [lead]), outdated, seen };
  const under = root.receipt;
  return {
    lead,
    message: composeReply(message, under?.link, wording, root.sentAt),
    under,
    mention: null,
    outdated,
    seen,
  };
}

async function relationsSeen(
  deliveries: readonly Delivery[],
  { store }: PrepareParts,
): Promise<readonly SeenRelations[]> {
  const events = await Promise.all(deliveries.map((one) => store.event(one.event)));
  return events.flatMap(({ report, related }) =>
    report === null ? [] : [{ documentId: report.documentId, relations: related.recorded }],
  );
}

/** Returns the post of a delivery, alone or with its digest, as it reads with all that its subscription was sent since. */
export async function composeAnew(delivery: Delivery, parts: PrepareParts): Promise<Message> {
  const deliveries = await parts.store.batch(delivery.id);
  const { language, form } = delivery.subscription.preferences;
  const wording = parts.wordingFor(language);
  if (deliveries.length > 1) return (await togetherOf(deliveries, wording, parts)).message;
  const event = await eventFor(delivery, parts);
  const lead = leadOf(event, delivery.findingId);
  const original = withFilter(compose(event, wording, delivery.findingId, form), [delivery], [lead], wording);
  return composeRevised(original, await revisionsOf(delivery, [], parts), wording);
}

async function eventFor({ event, findingId, subscription }: Delivery, { store }: PrepareParts): Promise<EventRecord> {
  return shownTo(subscription, await store.event(event), findingId);
}

/** Of a channel that gets its posts at once, several in one are what would have flooded it. */
async function togetherOf(
  deliveries: readonly Delivery[],
  wording: Wording,
  parts: PrepareParts,
): Promise<{ readonly message: Message; readonly leads: readonly Finding[] }> {
  const entries = [];
  for (const one of deliveries) {
    const event = await eventFor(one, parts);
    entries.push({ event, leadId: one.findingId, revisions: await revisionsOf(one, deliveries, parts) });
  }
  const leads = entries.map(({ event, leadId }) => leadOf(event, leadId));
  const rhythms = deliveries.map(({ subscription }) => subscription.preferences.rhythm.type);
  const message = rhythms.every((rhythm) => rhythm === 'immediate')
    ? composeBatch(entries, wording)
    : composeDigest(entries, wording, rhythms[0] === 'weekly' ? await parts.endOfWeek(wording) : []);
  return { message: withFilter(message, deliveries, leads, wording), leads };
}

/** Says that a post passed a filter by country because no country is known for it. Notices to operators pass all filters. */
function withFilter(
  message: Message,
  deliveries: readonly Delivery[],
  leads: readonly Finding[],
  wording: Wording,
): Message {
  const filters = deliveries[0]?.subscription.filters;
  if (filters === undefined) return message;
  const unknown = leads.filter((lead) => !isForOperators(lead) && isOfUnknownCountry(filters, lead));
  return composeUnknownCountry(message, { unknown: unknown.length, all: leads.length }, filters.countries, wording);
}
