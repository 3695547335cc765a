import { isOfRecord } from '../compose/kinds/index.ts';
import type { Delivery, DeliveryStore, Waiting } from '../ledger/ledger.ts';

/**
 * Which of the posts that wait for one subscription become one post, so that no poll floods a channel. Notices about the watch
 * itself stay alone, each with its fix. Pure.
 */

/** So many posts of a kind are posted one by one. */
const mostOfKind = 3;
/** So many posts about one publisher are posted one by one: a feed that lists its archive brings several kinds. */
const mostOfPublisher = 10;
/** What was made so long ago is not of the same poll. */
const oneRunMs = 60_000;
/** However long a poll goes on, its first findings wait no longer. */
const longestWaitMs = 30_000;

/** Returns the ids that are posted together with `id`, itself included; it alone where few wait. */
export function gathered(id: string, all: readonly Waiting[]): readonly string[] {
  const waiting = all.filter(({ isSent }) => !isSent);
  const lead = waiting.find((one) => one.id === id);
  if (lead === undefined || !isOfRecord(lead.kind)) return [id];
  const isArchive = waiting.filter((one) => isAboutPublisher(one, lead)).length > mostOfPublisher;
  if (!isArchive && !isCrowd(lead, all)) return [id];
  return inOrder(waiting, (one) => (isArchive ? isAboutPublisher(one, lead) : one.kind === lead.kind));
}

function isAboutPublisher({ kind, publisher }: Waiting, lead: Waiting): boolean {
  return isOfRecord(kind) && publisher === lead.publisher;
}

/** Returns those that belong, without one that would pass older news of its document: what was revised last comes last. */
function inOrder(waiting: readonly Waiting[], belongs: (one: Waiting) => boolean): readonly string[] {
  const passed = new Set<string>();
  const ids = [];
  for (const one of waiting) {
    if (belongs(one) && (one.documentId === null || !passed.has(one.documentId))) ids.push(one.id);
    else if (one.documentId !== null) passed.add(one.documentId);
  }
  return ids;
}

/**
 * Returns until when a delivery waits for what the same poll may still bring; null where few came so far, or none came
 * for `settleMs`. In milliseconds since 1970.
 */
export function settlesAt(id: string, all: readonly Waiting[], settleMs: number): number | null {
  const lead = all.find((one) => one.id === id);
  if (lead === undefined || !isOfRecord(lead.kind) || !isCrowd(lead, all)) return null;
  const made = all.filter((one) => !one.isSent && one.kind === lead.kind).map(({ createdAt }) => Date.parse(createdAt));
  return Math.min(Math.max(...made) + settleMs, Math.min(...made) + longestWaitMs);
}

/** Whether more of a kind wait, or were posted just now, than are posted one by one. */
function isCrowd({ kind }: Waiting, all: readonly Waiting[]): boolean {
  return all.filter((one) => one.kind === kind).length > mostOfKind;
}

/** Returns what waits for the channel of a delivery, and what came just now; nothing for one that is posted alone. */
export async function crowdOf(
  { subscription, uncertainSince, batchId }: Delivery,
  store: Pick<DeliveryStore, 'waiting'>,
  now: Date,
): Promise<readonly Waiting[]> {
  // What may have arrived is sent again as it was; a person's own notices are private.
  if (subscription.origin === 'owner' || uncertainSince !== null || batchId !== null) return [];
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
  const times = { until: after(longestWaitMs), sentSince: after(-oneRunMs) };
  return store.waiting({ subscriptionId: subscription.id, ...times });
}
