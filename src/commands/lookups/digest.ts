import type { Block } from '../../chat/message.ts';
import { finish, line } from '../../compose/blocks.ts';
import { composeDigest, type DigestEntry, shownInDigest } from '../../compose/digest.ts';
import {
  compareCategories,
  findingKinds,
  isForOperators,
  isOfRecord,
  isPosted,
  kindOf,
} from '../../compose/kinds/index.ts';
import { compareWeight, heaviest } from '../../compose/lead.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Finding } from '../../domain/findings.ts';
import { unrelated } from '../../domain/relations/related.ts';
import type { DeliveryStore, LookupStore } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';

const days = 7;
const dayMs = 86_400_000;
const pageRows = 200;
const mostPages = 10;

/** The kinds about the record, without the health of the watch itself. */
export const recordKinds = findingKinds.filter((kind) => isOfRecord(kind) && isPosted(kind));

/** Shows what was found in the last 7 days, laid out as a digest. */
export async function digest(
  at: Date,
  store: Pick<DeliveryStore, 'event'>,
  context: CommandContext,
  more: readonly Block[] = [],
): Promise<Answer> {
  const { language } = context.wording;
  const words = language.commands.digest;
  const since = new Date(at.getTime() - days * dayMs).toISOString();
  const { found, isWhole } = await findingsSince(since, context.lookups);
  const events = eventsOf(found);
  if (events.length === 0) return answer(words.none, more, context);
  const entries: DigestEntry[] = [];
  for (const [index, { event, lead, findings }] of events.entries()) {
    // Findings that are only counted need no more of their event.
    const shown: EventRecord =
      index < shownInDigest
        ? await store.event(event)
        : { event, findings, report: null, sums: [], comparison: [], related: unrelated };
    entries.push({ event: shown, leadId: lead.id, revisions: [] });
  }
  const message = composeDigest(withRevisions(entries), context.wording);
  const blocks = [line(words.lastDays), ...message.blocks, ...(isWhole ? [] : [line(words.more)]), ...more];
  return { message: finish({ ...message, kind: null, priority: 'normal', blocks }, language), next: null };
}

/** Returns the findings, newest first. `isWhole` is false where there are more than are read here. */
async function findingsSince(
  since: string,
  lookups: LookupStore,
): Promise<{ readonly found: readonly Finding[]; readonly isWhole: boolean }> {
  const found: Finding[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { rows, next } = await lookups.findings({
      kinds: recordKinds,
      limit: pageRows,
      ...(after === null ? {} : { after }),
    });
    const recent = rows.filter(({ foundAt }) => foundAt >= since);
    found.push(...recent);
    if (next === null || recent.length < rows.length) return { found, isWhole: true };
    after = next;
  }
  return { found, isWhole: false };
}

interface ListedEvent {
  readonly event: string;
  readonly lead: Finding;
  readonly findings: readonly Finding[];
}

/** Returns the events in the order of a digest, each with its lead. */
function eventsOf(found: readonly Finding[]): readonly ListedEvent[] {
  const groups = Map.groupBy(found, ({ event }) => event);
  const listed = [...groups].flatMap(([event, findings]): readonly ListedEvent[] => {
    const lead = heaviest(findings.filter((finding) => !isForOperators(finding)));
    return lead === undefined ? [] : [{ event, lead, findings }];
  });
  return listed.toSorted(
    (one, other) =>
      compareCategories(one.lead, other.lead) ||
      compareWeight(one.lead, other.lead) ||
      (one.lead.foundAt < other.lead.foundAt ? -1 : one.lead.foundAt > other.lead.foundAt ? 1 : 0),
  );
}

/** Adds to each entry what was found later about its document, so that no outdated figure reads as current. */
function withRevisions(entries: readonly DigestEntry[]): readonly DigestEntry[] {
  const leads = entries.map((entry) => ({ entry, lead: entry.event.findings.find(({ id }) => id === entry.leadId) }));
  return leads.map(({ entry, lead }) => {
    if (lead === undefined || lead.documentId === null) return entry;
    const revisions = leads
      .filter(
        ({ lead: later }) =>
          later !== undefined &&
          later.event !== lead.event &&
          later.foundAt > lead.foundAt &&
          kindOf(later).wantedBy.includes('revisions') &&
          (later.documentId === lead.documentId ||
            (later.kind === 'restated' && later.before.documentId === lead.documentId)),
      )
      .toSorted((one, other) => ((one.lead?.foundAt ?? '') < (other.lead?.foundAt ?? '') ? -1 : 1))
      .map(({ entry: { event, leadId } }) => ({ event, leadId }));
    return { ...entry, revisions };
  });
}
