import type { Block, Message, Table } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import { actions, finish, line, spans, strong } from './blocks.ts';
import { idLength } from './buttons.ts';
import { headlineText } from './compose.ts';
import { corrected } from './corrections.ts';
import { compareUrgency, type DigestEntry, priorityIn } from './digest.ts';
import { publisherName, type Wording } from './figures.ts';
import type { Correction } from './kinds/kind.ts';
import { compareWeight } from './lead.ts';
import { atItsSource } from './told.ts';

/** The table shows so many rows and counts the rest: as many as fit every platform, with headlines of usual length. */
export const shownInBatch = 20;
/** So many rows have a button; any row is opened by its id. */
const buttons = 5;
/** So many changes of rows are given in words; of the others the row says that it was revised. */
const mostNotes = 10;

interface Row {
  readonly lead: Finding;
  readonly event: EventRecord;
  /** What became of it since, the newest first; empty where nothing did. */
  readonly notes: readonly Correction[];
}

/**
 * Returns what would have been many posts as one: a table with a row for each finding, of one kind or of a feed that lists
 * its archive. What was revised since is marked in its row and never left out; then the heaviest come first. The same
 * entries give the same message in any order. Throws a TypeError for no entries.
 */
export function composeBatch(entries: readonly DigestEntry[], wording: Wording): Message {
  const { language } = wording;
  const words = language.batches;
  const all = entries.flatMap((entry) => rowsOf(entry, wording)).toSorted(compareRows);
  const [first] = all;
  if (first === undefined) throw new TypeError('A batch needs a finding');
  const kinds = new Set(all.map(({ lead }) => lead.kind));
  const kind = kinds.size === 1 ? first.lead.kind : null;
  const shown = all.slice(0, shownInBatch);
  const who = publishersOf(all, wording);
  const headline = kind === null ? words.mixed(who, all.length) : words.headline(kind, who, all.length);
  const left = all.length - shown.length;
  return finish(
    {
      kind: first.lead.kind,
      priority: priorityIn(all.map(({ lead }) => lead)),
      language: language.tag,
      headline: spans(strong(headline)),
      blocks: [
        ...noteLines(shown, wording),
        tableOf(shown, kind === null, wording),
        ...(left === 0 ? [] : [line(...words.more(left, kind))]),
        line(...words.open(shortId(first.lead))),
        ...openButtons(shown, wording),
      ],
    },
    language,
  );
}

const shortId = ({ id }: Finding) => id.slice(0, idLength);

/** Returns the findings of an event that are of the kind that leads it, each as a row. */
function rowsOf({ event: record, leadId, revisions }: DigestEntry, wording: Wording): readonly Row[] {
  const { event, lead } = atItsSource(record, leadId);
  const { notes } = corrected([], revisions, wording);
  return event.findings.filter(({ kind }) => kind === lead.kind).map((one) => ({ lead: one, event, notes }));
}

function compareRows(one: Row, other: Row): number {
  const rank = ({ notes }: Row) => (notes.length === 0 ? 1 : 0);
  return (
    rank(one) - rank(other) ||
    compareUrgency(one, other) ||
    compareWeight(one.lead, other.lead) ||
    (one.lead.foundAt < other.lead.foundAt ? -1 : one.lead.foundAt > other.lead.foundAt ? 1 : 0) ||
    (one.lead.id < other.lead.id ? -1 : 1)
  );
}

function publishersOf(rows: readonly Row[], wording: Wording): string {
  const { language } = wording;
  const [only, ...others] = new Set(rows.map(({ lead }) => lead.publisher));
  if (only === undefined || others.length > 0) return language.batches.publishers(1 + others.length);
  return language.capital(publisherName(only, wording));
}

/** What holds now comes before the table, in words that no column cuts short. */
function noteLines(rows: readonly Row[], { language }: Wording): readonly Block[] {
  const isFirst = ({ notes }: Row, index: number) => rows.findIndex((other) => other.notes === notes) === index;
  return rows
    .flatMap((row, index) => (isFirst(row, index) ? row.notes : []).map(({ parts }) => ({ parts, index })))
    .slice(0, mostNotes)
    .map(({ parts, index }) => line(language.batches.ofRow(language.number(index + 1)), ...parts));
}

function tableOf(rows: readonly Row[], isMixed: boolean, wording: Wording): Table {
  const { language } = wording;
  const { columns, caption, revised } = language.batches;
  return {
    type: 'table',
    caption,
    columns: [
      { title: columns.number, align: 'right' },
      { title: columns.what, align: 'left' },
      ...(isMixed ? [{ title: columns.kind, align: 'left' } as const] : []),
      { title: columns.id, align: 'left' },
    ],
    rows: rows.map(({ lead, event, notes }, index) => {
      const what = headlineText(lead, event, wording);
      return [
        language.number(index + 1),
        notes.length === 0 ? what : revised(what),
        ...(isMixed ? [language.kinds[lead.kind].label] : []),
        shortId(lead),
      ];
    }),
  };
}

function openButtons(rows: readonly Row[], { language }: Wording): readonly Block[] {
  return actions(
    ...rows.slice(0, buttons).map(({ lead }, index) => ({
      label: language.batches.openRow(language.number(index + 1)),
      command: `why ${shortId(lead)}`,
      effect: 'turn' as const,
    })),
  );
}
