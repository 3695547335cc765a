import type { Block, Message } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Category, Finding } from '../domain/findings.ts';
import { allStrong, finish, line, link, spans, strong } from './blocks.ts';
import { headlineText } from './compose.ts';
import { keyParts, sourceOf } from './condensed.ts';
import { corrected, type Revision } from './corrections.ts';
import type { Wording } from './figures.ts';
import { categoryOf, compareCategories, isForOperators, kindOf } from './kinds/index.ts';
import { compareWeight } from './lead.ts';
import { carriedBlocks, failedSum } from './report.ts';
import { atItsSource } from './told.ts';

export interface DigestEntry {
  readonly event: EventRecord;
  /** The finding that leads for the subscription. Where the event does not hold it, the heaviest leads. */
  readonly leadId: string;
  /** The revisions since it was posted, oldest first. */
  readonly revisions: readonly Revision[];
}

/**
 * A digest shows this many findings and counts the rest by category. So many fit every platform even where each is revised
 * and fails its sum. What a platform cuts could not be counted by category.
 */
export const shownInDigest = 10;

interface ListedEntry extends DigestEntry {
  readonly lead: Finding;
  readonly category: Category;
}

/**
 * Returns the findings of a day or a week as one message: admissions, revisions, discrepancies, claims, the heaviest first in
 * each; of very many those of high priority and those whose sum fails, with the figure before, the sum that fails and the source. Days are in UTC. A revised entry is marked as a single post
 * would be. The same entries give the same message in any order. Without entries it says that nothing was found.
 */
export function composeDigest(entries: readonly DigestEntry[], wording: Wording, end: readonly Block[] = []): Message {
  const { language } = wording;
  const all = sorted(entries);
  // What is left out is never more urgent than what is shown, whatever category comes first.
  const urgent = new Set(all.toSorted(compareUrgency).slice(0, shownInDigest));
  const shown = all.filter((one) => urgent.has(one));
  const groups = Map.groupBy(shown, ({ category }) => category);
  const left = leftOut(all.filter((one) => !urgent.has(one)));
  return finish(
    {
      kind: all[0]?.lead.kind ?? null,
      priority: priorityIn(all.map(({ lead }) => lead)),
      language: language.tag,
      headline: spans(strong(headlineOf(all, wording))),
      blocks: [
        ...[...groups].flatMap(([category, listed]) => [
          line(strong(language.digest.groups[category])),
          ...listed.flatMap((one) => entryBlocks(one, wording)),
        ]),
        ...(left.length === 0 ? [] : [line(allStrong(language.digest.more(left)))]),
        ...end,
      ],
    },
    language,
  );
}

function sorted(entries: readonly DigestEntry[]): readonly ListedEntry[] {
  const listed = entries.flatMap((entry): readonly ListedEntry[] => {
    if (entry.event.findings.length === 0) return [];
    const told = atItsSource(entry.event, entry.leadId);
    // A first contact reaches no one and has no category.
    const category = categoryOf(told.lead);
    return category === undefined ? [] : [{ ...entry, ...told, category }];
  });
  return listed.toSorted(
    (one, other) =>
      compareCategories(one.lead, other.lead) ||
      compareWeight(one.lead, other.lead) ||
      compareText(one.lead.foundAt, other.lead.foundAt) ||
      compareText(one.lead.id, other.lead.id),
  );
}

const urgencies: readonly Message['priority'][] = ['high', 'normal', 'low'];

type Urgent = Pick<ListedEntry, 'lead' | 'event'>;

/** Orders the most urgent first: a report whose sum fails is urgent, also where its total is unchanged. */
export function compareUrgency(one: Urgent, other: Urgent): number {
  const urgency = ({ lead, event }: Urgent) =>
    failedSum(event) === undefined ? urgencies.indexOf(kindOf(lead).priority(lead)) : 0;
  return urgency(one) - urgency(other) || compareWeight(one.lead, other.lead);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function headlineOf(all: readonly ListedEntry[], { language }: Wording): string {
  const times = all.map(({ lead }) => lead.foundAt).toSorted(compareText);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return language.digest.none;
  return language.digest.headline(all.length, language.days(first, last));
}

/** Returns the highest priority of these. */
export function priorityIn(leads: readonly Finding[]): Message['priority'] {
  const priorities = leads.map((lead) => kindOf(lead).priority(lead));
  return urgencies.find((priority) => priorities.includes(priority)) ?? 'low';
}

function leftOut(
  entries: readonly ListedEntry[],
): readonly { readonly category: Category; readonly findings: number }[] {
  const groups = Map.groupBy(entries, ({ category }) => category);
  return [...groups].map(([category, { length }]) => ({ category, findings: length }));
}

/** Returns the headline, and below it the figure before, the failed sum or the corrections, with the source. */
function entryBlocks({ lead, event, revisions }: ListedEntry, wording: Wording): readonly Block[] {
  const { headline, notes } = corrected(spans(strong(headlineText(lead, event, wording))), revisions, wording);
  const noted = notes.flatMap(({ parts }, index) => (index === 0 ? parts : [' ', ...parts]));
  const parts = notes.length === 0 ? keyParts(lead, event, wording) : noted;
  const url = sourceOf(lead, event);
  const source = url === undefined ? [] : [link(wording.language.digest.source, url)];
  const [also] = isForOperators(lead) ? [] : carriedBlocks(event, wording);
  const carried = also?.type === 'line' ? also.spans : [];
  const second = [parts, source, carried]
    .filter((each) => each.length > 0)
    .flatMap((each, index) => (index === 0 ? each : [' ', ...each]));
  return [line(...headline), ...(second.length === 0 ? [] : [line(...second)])];
}
