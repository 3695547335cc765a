import type { Report } from '../domain/documents.ts';
import type { Finding } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import { seriesKey } from '../domain/series.ts';
import { isAdmission } from '../domain/speakers.ts';
import { documentingEdit, edited, isReport, restored, returned } from './arrivals/edited-document.ts';
import {
  announce,
  areInOneSequence,
  compareFigures,
  currentReportOfPeriod,
  definitionChanges,
  type FigureComparison,
  hasDifferentValue,
  headlineFigure,
  isHeadlineMeasure,
  laterPeriod,
  restated,
} from './compare/figures.ts';
import { compareNewList, type KnownIncident } from './compare/incidents.ts';
import { isSamePeriod } from './compare/periods.ts';
import { findPredecessor, firstOfEachSeries, isPublishedLater, toFigure } from './compare/series.ts';
import { checkSums } from './compare/sums.ts';
import { type DetectContext, type DetectInput, type Detection, listed, sums } from './detection.ts';
import { makeBaseFor } from './finding-base.ts';
import { newClaims } from './kinds/claimed.ts';

/** What a snapshot that was just read means, given what the ledger held. The same input gives the same ids. */
export function detectReport(input: DetectInput): Detection {
  const { now, publisher, at, others, before } = input;
  const find = makeBaseFor(now, at);
  const admissions = now.readings.filter((reading) => isAdmission(publisher, reading.speakers));
  const present = others.filter((other) => other.state === 'present' && isBeside(other, now));
  const held =
    before !== undefined && isReplaced(before, now)
      ? [...present.filter((other) => other.snapshotId !== before.snapshotId), before]
      : present;
  const context: DetectContext = { ...input, makeBase: find, record: held, admissions };
  if (input.firstContact) {
    const headline = headlineFigure(now, admissions.length > 0 ? admissions : now.readings);
    const tried = publisher.role === 'acknowledging' ? checkSums(now, held) : [];
    return { findings: [{ ...find('baseline'), kind: 'baseline', now: headline }], sums: tried };
  }
  const { findings, sums } = arrived(context);
  return { findings: [...findings, ...claims(context), ...warnings(context)], sums };
}

/** Another document, or what this page said of another period before it was rewritten. */
function isBeside(other: Report, now: Report): boolean {
  return other.documentId !== now.documentId || (other.period !== null && !isSamePeriod(other.period, now.period));
}

function arrived(context: DetectContext): Detection {
  const { before, now, record: held } = context;
  if (context.publisher.role !== 'acknowledging') return { findings: documentingEdit(context), sums: [] };
  if (before?.state === 'gone') return restored(context, true);
  // A teaser or an empty page that has become a report is a new report.
  if (before !== undefined && isReport(before) && !held.includes(before)) return edited(context, before);
  const saidBefore = context.others.find(
    (other) => other.documentId === now.documentId && isSamePeriod(other.period, now.period) && isReport(other),
  );
  if (before !== undefined && saidBefore !== undefined) return returned(context, saidBefore);
  const head = currentReportOfPeriod(now, held);
  return head === undefined || isOtherBatch(context, head) ? first(context) : again(context, head);
}

/** A second batch of admissions about the same months: not a copy, for it lists other entries or another number. */
function isOtherBatch({ now, admissions, knownIncidents }: DetectContext, head: Report): boolean {
  if (areInOneSequence(head, now)) return false;
  const { changed } = compareFigures(head, now, admissions);
  return changed.length > 0 || now.incidents.some((entry) => !isKnownEntry(entry, knownIncidents));
}

/** A page that is rewritten for each report: another period with other figures is another report. */
function isReplaced(before: Report, now: Report): boolean {
  if (before.state === 'gone' || before.period === null || now.period === null) return false;
  if (isSamePeriod(before.period, now.period)) return false;
  const { changed, added, removed } = compareFigures(before, now, now.readings);
  return changed.length + added.length + removed.length > 0;
}

function first(context: DetectContext): Detection {
  const { now, record: held, admissions, makeBase: find } = context;
  const late = laterPeriod(now, held) !== undefined;
  const tried = sums(context, []);
  const definitions = late
    ? []
    : definitionChanges(now, admissions, (reading) => findPredecessor(reading, now, held), find);
  return {
    findings: [
      ...announce(now, admissions, held, find),
      ...tried.findings,
      ...listed(context, compareNewList(now.incidents, foreign(context))),
      ...definitions,
    ],
    sums: tried.sums,
  };
}

/** A second document about a period already held: a copy, another value, or more than was known. */
function again(context: DetectContext, head: Report): Detection {
  const { now, record: held, admissions, makeBase: find } = context;
  const compared = compareFigures(head, now, admissions);
  const headlines = compared.added.filter((reading) => isHeadlineMeasure(reading.measure));
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
  const lists = compareNewList(now.incidents, foreign(context));
  const fresh = lists.added.filter((entry) => !isKnownEntry(entry, context.knownIncidents));
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
function isCopy({ now, record: held, admissions }: DetectContext, compared: FigureComparison): boolean {
  const hasChanged = compared.changed.some((pair) => hasDifferentValue(pair.before, pair.now));
  if (!hasChanged) return compared.shared > 0;
  const head = currentReportOfPeriod(now, held);
  if (head !== undefined && !isPublishedLater(head, now)) return false;
  return held.some((other) => {
    if (!isSamePeriod(other.period, now.period)) return false;
    const { changed, shared } = compareFigures(other, now, admissions);
    return shared > 0 && !changed.some((pair) => hasDifferentValue(pair.before, pair.now));
  });
}

function isKnownEntry(entry: Incident, knownIncidents: readonly KnownIncident[]): boolean {
  return knownIncidents.some(
    (known) => known.date === entry.date && known.place === entry.place && known.killed === entry.killed,
  );
}

function foreign({ knownIncidents, now }: DetectContext): readonly KnownIncident[] {
  return knownIncidents.filter((known) => known.documentId !== now.documentId);
}

/** Figures that someone else asserts, in whichever document. */
function claims({
  now,
  before,
  admissions,
  storedFigures: heldFigures,
  others,
  makeBase: find,
}: DetectContext): Finding[] {
  const quoted = firstOfEachSeries(now.readings).filter((reading) => !admissions.includes(reading));
  const reports = before === undefined ? others : [...others, before];
  const held = [...heldFigures, ...reports.flatMap((report) => report.readings.map((each) => toFigure(report, each)))];
  return newClaims(now, quoted, held).map((claim) => ({
    ...find('claimed', [seriesKey(claim.now), claim.now.value]),
    kind: 'claimed',
    ...claim,
  }));
}

/** Each once: those of the previous snapshot were told with it. */
function warnings({ now, before, makeBase: find }: DetectContext): Finding[] {
  const key = (warning: Report['warnings'][number]) => JSON.stringify([warning.code, warning.message]);
  const told = new Set((before?.warnings ?? []).map(key));
  const fresh = new Map(now.warnings.map((warning) => [key(warning), warning]));
  return [...fresh]
    .filter(([each]) => !told.has(each))
    .map(([, warning]) => warning)
    .map(({ code, message }) => ({
      ...find('reader-warning', [code, message]),
      kind: 'reader-warning',
      code,
      message,
    }));
}
