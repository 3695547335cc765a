import type { Figure, Finding, Sum } from '../findings.ts';
import type { Instant, Publisher, Reading, Report } from '../model.ts';
import { newClaims } from './claims.ts';
import {
  announce,
  type Compared,
  compareFigures,
  definitionChanges,
  hasOtherValue,
  hasSameReader,
  headlineOf,
  headOfPeriod,
  isHeadline,
  laterPeriod,
  restated,
} from './figures.ts';
import { type Find, findingsOf } from './identity.ts';
import { compareLists, compareWithKnown, type IncidentChange, type Known } from './incidents.ts';
import { samePeriod } from './periods.ts';
import { counterpart, distinct, figureOf, isAdmission, isPublishedLater, predecessor, seriesKey } from './series.ts';
import { outcomeKey, trySums } from './sums.ts';
import { stillStates, textChanges } from './text.ts';

export interface DetectInput {
  readonly publisher: Publisher;
  /** The same document at its previous snapshot; undefined at first sight. */
  readonly before: Report | undefined;
  readonly now: Report;
  readonly texts: { readonly before: string | null; readonly now: string };
  /** The current reports of the publisher's other documents, incidents left out. */
  readonly others: readonly Report[];
  /** Entries of other documents of the publisher that may be the same as some of `now`. */
  readonly knownIncidents: readonly Known[];
  /** Figures already held, of any publisher: what a claim is measured against. */
  readonly heldFigures: readonly Figure[];
  /** Nothing of the source was recorded before: the document is a baseline and nothing of it is announced. */
  readonly firstContact: boolean;
  readonly at: Instant;
}

export interface Detected {
  readonly findings: readonly Finding[];
  /** Every sum that was tried, those that add up and those of later reports tried again included. */
  readonly sums: readonly Sum[];
}

interface Context extends DetectInput {
  readonly find: Find;
  /** Reports that stand beside this one: other documents, and what this page said of another period. */
  readonly held: readonly Report[];
  /** Admissions, as against figures that the document quotes from someone else. */
  readonly admissions: readonly Reading[];
}

/** What a snapshot that was just read means, given what the ledger held. The same input gives the same ids. */
export function detectReport(input: DetectInput): Detected {
  const { now, publisher, at, others, before } = input;
  const find = findingsOf(now, at);
  const admissions = now.readings.filter((reading) => isAdmission(publisher, reading));
  const present = others.filter((other) => other.state === 'present' && other.documentId !== now.documentId);
  const held = before !== undefined && isReplaced(before, now) ? [...present, before] : present;
  const context: Context = { ...input, find, held, admissions };
  if (input.firstContact) {
    const headline = headlineOf(now, admissions.length > 0 ? admissions : now.readings);
    return { findings: [{ ...find('baseline'), kind: 'baseline', now: headline }], sums: trySums(now, held) };
  }
  const { findings, sums } = arrived(context);
  return { findings: [...findings, ...claims(context), ...warnings(context)], sums };
}

function arrived(context: Context): Detected {
  const { before, now, held } = context;
  if (context.publisher.role !== 'acknowledging') return { findings: documentingEdit(context), sums: [] };
  if (before?.state === 'gone') return restored(context);
  if (before !== undefined && !held.includes(before)) return edited(context, before);
  const head = headOfPeriod(now, held);
  return head === undefined ? first(context) : again(context, head);
}

/** A page that is rewritten for each report: another period with other figures is another report. */
function isReplaced(before: Report, now: Report): boolean {
  if (before.state === 'gone' || before.period === null || now.period === null) return false;
  if (samePeriod(before.period, now.period)) return false;
  const { changed, added, removed } = compareFigures(before, now, now.readings);
  return changed.length + added.length + removed.length > 0;
}

function first(context: Context): Detected {
  const { now, held, admissions, find } = context;
  const late = laterPeriod(now, held) !== undefined;
  const tried = sums(context, []);
  const definitions = late
    ? []
    : definitionChanges(now, admissions, (reading) => predecessor(reading, now, held), find);
  return {
    findings: [
      ...announce(now, admissions, held, find),
      ...tried.findings,
      ...listed(context, compareWithKnown(now.incidents, foreign(context))),
      ...definitions,
    ],
    sums: tried.sums,
  };
}

/** A second document about a period already held: a copy, another value, or more than was known. */
function again(context: Context, head: Report): Detected {
  const { now, held, admissions, find } = context;
  const compared = compareFigures(head, now, admissions);
  const headlines = compared.added.filter((reading) => isHeadline(reading.measure));
  if (headlines.length === 0 && isCopy(context, compared)) return { findings: [], sums: [] };
  const isOlder = isPublishedLater(head, now);
  // What was published first was restated by what was published last, in whichever order they reached us.
  const revisions = isOlder
    ? restated(
        compared.changed.map((pair) => ({ before: pair.now, now: pair.before })),
        { before: now, now: head },
        find,
      )
    : restated(compared.changed, { before: head, now }, find);
  const tried = sums(context, [head]);
  const lists = compareWithKnown(now.incidents, foreign(context));
  const fresh = lists.added.filter((entry) => !isKnownEntry(entry, context));
  return {
    findings: [
      ...revisions,
      ...(headlines.length > 0 ? announce(now, headlines, held, find) : []),
      ...(isOlder ? [] : tried.findings),
      ...listed(context, { added: fresh, changed: lists.changed }),
    ],
    sums: tried.sums,
  };
}

/** Figures equal to what holds; or to what an older document of the period said, unless that value has come back. */
function isCopy({ now, held, admissions }: Context, compared: Compared): boolean {
  const hasChanged = compared.changed.some((pair) => hasOtherValue(pair.before, pair.now));
  if (!hasChanged) return compared.shared > 0;
  const head = headOfPeriod(now, held);
  if (head !== undefined && !isPublishedLater(head, now)) return false;
  return held.some((other) => {
    if (!samePeriod(other.period, now.period)) return false;
    const { changed, shared } = compareFigures(other, now, admissions);
    return shared > 0 && !changed.some((pair) => hasOtherValue(pair.before, pair.now));
  });
}

function isKnownEntry(entry: Report['incidents'][number], { knownIncidents }: Context): boolean {
  return knownIncidents.some(
    (known) => known.date === entry.date && known.place === entry.place && known.killed === entry.killed,
  );
}

function edited(context: Context, before: Report): Detected {
  const { now, held, admissions, find, texts } = context;
  const compared = byThePublisher(context, before, compareFigures(before, now, admissions));
  const changes = texts.before === null ? [] : textChanges(texts.before, texts.now);
  const figuresChanged = compared.changed.length + compared.added.length + compared.removed.length > 0;
  const headlines = compared.added.filter((reading) => isHeadline(reading.measure));
  const hasHeadline = before.readings.some((reading) => isHeadline(reading.measure));
  const isNews = (isReport(before) || isReport(now)) && (changes.length > 0 || figuresChanged);
  const tried = sums(context, [before]);
  return {
    findings: [
      ...restated(compared.changed, { before, now }, find),
      ...lostTotals(context, before, compared),
      // A teaser that has become a report is told as one; a report that gains a figure is told as an edit.
      ...(hasHeadline || headlines.length === 0 ? [] : announce(now, headlines, [...held, before], find)),
      ...tried.findings,
      ...listed(context, compareLists(before.incidents, now.incidents)),
      ...definitionChanges(
        now,
        admissions,
        (reading) => {
          const old = counterpart(reading, now, before);
          return old === undefined ? undefined : { report: before, reading: old };
        },
        find,
      ),
      ...(isNews ? [{ ...find('edited'), kind: 'edited' as const, figuresChanged, changes }] : []),
    ],
    sums: tried.sums,
  };
}

/** Leaves out what a better reader found in words that already stood, or lost in words that still stand. */
function byThePublisher({ texts, now }: Context, before: Report, compared: Compared): Compared {
  const text = texts.before ?? '';
  const isOurs = (quote: string, where: string) => !hasSameReader(before, now) && stillStates(where, 0, quote);
  return {
    shared: compared.shared,
    changed: compared.changed.filter((pair) => !isOurs(pair.before.quote, texts.now)),
    added: compared.added.filter((reading) => !isOurs(reading.quote, text)),
    removed: compared.removed.filter((reading) => !stillStates(texts.now, reading.value, reading.quote)),
  };
}

/** The page stands, and its headline figure is gone from it: not merely unread, but no longer in the text. */
function lostTotals({ now, find }: Context, before: Report, { removed }: Compared): Finding[] {
  const headline = headlineOf(before, before.readings);
  if (headline === null) return [];
  return removed
    .filter((reading) => reading.measure === headline.measure)
    .map((reading) => ({
      ...find('withdrawn', [seriesKey(reading)]),
      kind: 'withdrawn',
      status: null,
      url: now.url,
      held: figureOf(before, reading),
    }));
}

/** A page that was gone stands again. What it says was told before: only its return is news. */
function restored(context: Context): Detected {
  const { now, find, admissions } = context;
  if (!isReport(now)) return { findings: [], sums: [] };
  const after = headlineOf(now, admissions)?.quote ?? now.title ?? now.url;
  const changes = [{ before: null, after }];
  return {
    findings: [{ ...find('edited', ['restored']), kind: 'edited', figuresChanged: true, changes }],
    sums: trySums(now, context.held),
  };
}

/** An organisation's page that held a figure and holds it no longer, or says it otherwise; a carrier's edits are nobody's news. */
function documentingEdit(context: Context): Finding[] {
  const { before, now, publisher, find, texts } = context;
  if (before === undefined || before.state === 'gone' || publisher.role === 'carrier') return [];
  if (before.readings.length + now.readings.length === 0) return [];
  const compared = byThePublisher(context, before, compareFigures(before, now, now.readings));
  const changes = texts.before === null ? [] : textChanges(texts.before, texts.now);
  const figuresChanged = compared.changed.length + compared.added.length + compared.removed.length > 0;
  return changes.length > 0 || figuresChanged ? [{ ...find('edited'), kind: 'edited', figuresChanged, changes }] : [];
}

function isReport(report: Report): boolean {
  return report.readings.length + report.incidents.length > 0;
}

function foreign({ knownIncidents, now }: Context): readonly Known[] {
  return knownIncidents.filter((known) => known.documentId !== now.documentId);
}

function listed(
  { find }: Context,
  lists: { readonly added: readonly Report['incidents'][number][]; readonly changed: readonly IncidentChange[] },
): Finding[] {
  return [
    ...lists.changed.map(
      (change): Finding => ({
        ...find('incident-changed', [change.before.quote, change.before.start, change.now?.start ?? null]),
        kind: 'incident-changed',
        ...change,
      }),
    ),
    ...lists.added.map(
      (incident): Finding => ({
        ...find('incident-added', [incident.start, incident.quote]),
        kind: 'incident-added',
        incident,
      }),
    ),
  ];
}

/**
 * The report's own sums, and those of later reports again, whose predecessor it may be. What already failed in the same
 * way with `replaced` in its place is not told again; of later reports only what fails now and did not before.
 */
function sums({ now, held, find }: Context, replaced: readonly Report[]): Detected {
  const known = new Set(replaced.flatMap((old) => trySums(old, held).map(outcomeKey)));
  const own = trySums(now, held);
  const retried = held.flatMap((later) => {
    if (now.period === null || later.period === null || later.period.to <= now.period.to) return [];
    const rest = held.filter((other) => other !== later);
    const stood = new Set(trySums(later, [...rest, ...replaced]).map(outcomeKey));
    return trySums(later, [...rest, now]).filter((sum) => !stood.has(outcomeKey(sum)));
  });
  const told = [
    ...own.filter((sum) => !known.has(outcomeKey(sum)) && isTold(sum)),
    ...retried.filter((sum) => sum.verdict === 'does-not-add-up'),
  ];
  return { findings: told.map((sum) => sumFinding(sum, find)), sums: [...own, ...retried] };
}

function isTold(sum: Sum): boolean {
  return sum.verdict === 'does-not-add-up' || sum.reason === 'report-missing';
}

function sumFinding(sum: Sum, find: Find): Finding {
  const kind = sum.verdict === 'does-not-add-up' ? 'does-not-add-up' : 'not-checkable';
  const key = [sum.rule, seriesKey(sum.stated), sum.stated.snapshotId, sum.stated.value, sum.expected];
  return { ...find(kind, key, sum.stated.period), kind, sum };
}

/** Figures that someone else asserts, in whichever document. */
function claims({ now, before, admissions, heldFigures, others, find }: Context): Finding[] {
  const quoted = distinct(now.readings).filter((reading) => !admissions.includes(reading));
  const reports = before === undefined ? others : [...others, before];
  const held = [...heldFigures, ...reports.flatMap((report) => report.readings.map((each) => figureOf(report, each)))];
  return newClaims(now, quoted, held).map((claim) => ({
    ...find('claimed', [seriesKey(claim.now), claim.now.value]),
    kind: 'claimed',
    ...claim,
  }));
}

/** Each once: those of the previous snapshot were told with it. */
function warnings({ now, before, find }: Context): Finding[] {
  const key = (warning: Report['warnings'][number]) => JSON.stringify([warning.code, warning.message]);
  const told = new Set((before?.warnings ?? []).map(key));
  return now.warnings
    .filter((warning) => !told.has(key(warning)))
    .map(({ code, message }) => ({
      ...find('reader-warning', [code, message]),
      kind: 'reader-warning',
      code,
      message,
    }));
}
