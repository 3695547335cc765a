import type { Block, Message } from '../chat/message.ts';
import type { Category, Finding } from '../domain/findings.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import { allStrong, finish, line, link, spans, strong } from './blocks.ts';
import { headlineText } from './compose.ts';
import { keyParts, sourceOf } from './condensed.ts';
import { correctedHeadline, correctionsOf, type Revision } from './corrections.ts';
import type { Wording } from './figures.ts';
import { categoryOf, compareCategories, kindOf } from './kinds/index.ts';
import { compareWeight, inOrder, leadOf } from './lead.ts';

export interface DigestEntry {
  readonly event: EventRecord;
  /** The finding that leads for the subscription; where the event does not hold it, the heaviest does. */
  readonly leadId: string;
  /** What became of it since it was posted, oldest first. */
  readonly revisions: readonly Revision[];
}

/**
 * A post shows this many findings in full; what it leaves out is counted by category and named. So many fit what the
 * platforms take even where each is revised and fails its sum: what they cut they could not count by category.
 */
export const shownInDigest = 10;

interface Told extends DigestEntry {
  readonly lead: Finding;
  readonly category: Category;
}

/**
 * What was found in a day or a week as one post: admissions, then revisions, discrepancies and claims, in each the
 * heaviest first, with the figure, what it was, the sum that fails and the source. Days are in UTC. An entry that was
 * revised since is marked as a post of its own would be. Pure; the same entries give the same message, in any order.
 * Without entries it says that nothing was found.
 */
export function composeDigest(entries: readonly DigestEntry[], wording: Wording): Message {
  const { language } = wording;
  const all = sorted(entries);
  const shown = all.slice(0, shownInDigest);
  const groups = Map.groupBy(shown, ({ category }) => category);
  const left = leftOut(all.slice(shownInDigest));
  return finish(
    {
      kind: all[0]?.lead.kind ?? null,
      priority: priorityIn(all),
      language: language.tag,
      headline: spans(strong(headlineOf(all, wording))),
      blocks: [
        ...[...groups].flatMap(([category, told]) => [
          line(strong(language.digest.groups[category])),
          ...told.flatMap((one) => entryBlocks(one, wording)),
        ]),
        ...(left.length === 0 ? [] : [line(allStrong(language.digest.more(left)))]),
      ],
    },
    language,
  );
}

function sorted(entries: readonly DigestEntry[]): readonly Told[] {
  const told = entries.flatMap(({ event, ...given }): readonly Told[] => {
    const entry = { ...given, event: inOrder(event) };
    const { findings } = entry.event;
    const lead = findings.length === 0 ? undefined : leadOf(entry.event, entry.leadId);
    // A first contact reaches nobody, and has no category.
    const category = lead === undefined ? undefined : categoryOf(lead);
    return lead === undefined || category === undefined ? [] : [{ ...entry, lead, category }];
  });
  return told.toSorted(
    (one, other) =>
      compareCategories(one.lead, other.lead) ||
      compareWeight(one.lead, other.lead) ||
      compareText(one.lead.foundAt, other.lead.foundAt) ||
      compareText(one.lead.id, other.lead.id),
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function headlineOf(all: readonly Told[], { language }: Wording): string {
  const times = all.map(({ lead }) => lead.foundAt).toSorted(compareText);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return language.digest.none;
  return language.digest.headline(all.length, language.days(first, last));
}

function priorityIn(all: readonly Told[]): Message['priority'] {
  const priorities = all.map(({ lead }) => kindOf(lead).priority(lead));
  return (['high', 'normal'] as const).find((priority) => priorities.includes(priority)) ?? 'low';
}

function leftOut(entries: readonly Told[]): readonly { readonly category: Category; readonly findings: number }[] {
  const groups = Map.groupBy(entries, ({ category }) => category);
  return [...groups].map(([category, { length }]) => ({ category, findings: length }));
}

/** The headline, and under it what was, the sum that fails, or what became of it, with the way to the source. */
function entryBlocks({ lead, event, revisions }: Told, wording: Wording): readonly Block[] {
  const corrections = correctionsOf(revisions, wording);
  const headline = correctedHeadline(spans(strong(headlineText(lead, event, wording))), corrections, wording);
  const noted = corrections.flatMap(({ parts }, index) => (index === 0 ? parts : [' ', ...parts]));
  const parts = corrections.length === 0 ? keyParts(lead, event, wording) : noted;
  const url = sourceOf(lead, event);
  const source = url === undefined ? [] : [link(wording.language.digest.source, url)];
  const second = parts.length === 0 || source.length === 0 ? [...parts, ...source] : [...parts, ' ', ...source];
  return [line(...headline), ...(second.length === 0 ? [] : [line(...second)])];
}
