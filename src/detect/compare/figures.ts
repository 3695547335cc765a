import type { Report } from '../../domain/documents.ts';
import type { DefinitionChanged, Figure, Finding } from '../../domain/findings.ts';
import { countsPeople, headlineMeasures, isOfEvent, isRunning, type Measure } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Period } from '../../domain/time.ts';
import type { MakeBase } from '../finding-base.ts';
import { definitionWords, maskFigures } from '../kinds/definition-changed.ts';
import { isSamePeriod } from './periods.ts';
import {
  findCounterpart,
  findPredecessor,
  firstOfEachSeries,
  hasPeriod,
  isPublishedLater,
  toFigure,
} from './series.ts';

/** What a report says first: its running total, else what it newly admits. Killed before injured. */
const admissions = headlineMeasures.filter((measure) => !isRunning(measure));

export function isHeadlineMeasure(measure: Measure): boolean {
  return headlineMeasures.includes(measure);
}

/** The figure that stands for a report, or null where it states none. */
export function headlineFigure(report: Report, readings: readonly Reading[]): Figure | null {
  for (const measure of headlineMeasures) {
    const reading = readings.find((each) => each.measure === measure);
    if (reading !== undefined) return toFigure(report, reading);
  }
  return null;
}

export interface FigureComparison {
  readonly changed: readonly { readonly before: Reading; readonly now: Reading }[];
  readonly added: readonly Reading[];
  readonly removed: readonly Reading[];
  readonly shared: number;
}

/** The figures of two reports, series by series. */
export function compareFigures(before: Report, now: Report, readings: readonly Reading[]): FigureComparison {
  const changed: { before: Reading; now: Reading }[] = [];
  const added: Reading[] = [];
  const paired = new Set<string>();
  let shared = 0;
  for (const reading of firstOfEachSeries(readings)) {
    const old = findCounterpart(reading, now, before);
    if (old === undefined) {
      added.push(reading);
      continue;
    }
    shared += 1;
    paired.add(seriesKey(old));
    if (hasDifferentValue(old, reading) || old.qualifier !== reading.qualifier)
      changed.push({ before: old, now: reading });
  }
  const removed = firstOfEachSeries(before.readings).filter((reading) => !paired.has(seriesKey(reading)));
  return { changed, added, removed, shared };
}

export function hasDifferentValue(one: Reading, other: Reading): boolean {
  return one.value !== other.value || one.valueMax !== other.valueMax;
}

/** The findings of what a new report states, against its predecessors: totals, or admissions where it states no total. */
export function announce(
  now: Report,
  readings: readonly Reading[],
  held: readonly Report[],
  find: MakeBase,
): Finding[] {
  const later = laterPeriod(now, held);
  if (later !== undefined) return [lateReport(now, readings, held, later, find)];
  const totals = readings.filter((reading) => isRunning(reading.measure) && countsPeople(reading.measure));
  const findings = firstOfEachSeries(totals).flatMap((reading) => total(now, reading, held, find));
  const statesTotal = now.readings.some((reading) => reading.measure === 'killed_total');
  return statesTotal ? findings : [...findings, ...admitted(now, readings, held, find)];
}

function total(now: Report, reading: Reading, held: readonly Report[], find: MakeBase): Finding[] {
  const figure = toFigure(now, reading);
  const key = [seriesKey(reading), reading.value];
  const previous = findPredecessor(reading, now, held);
  if (previous === undefined)
    return reading.measure === 'killed_total' ? [{ ...find('admitted', key), kind: 'admitted', now: figure }] : [];
  const before = toFigure(previous.report, previous.reading);
  const delta = reading.value - previous.reading.value;
  // A loose statement that repeats the total, or a report that injures no one more, is not told.
  if (delta === 0 && (now.period === null || reading.measure === 'injured_total')) return [];
  const kind = delta > 0 ? 'total-raised' : delta < 0 ? 'total-lowered' : 'total-unchanged';
  return [{ ...find(kind, key), kind, now: figure, before, delta }];
}

/**
 * One measure a report, the weightiest it states, for each place; a report that names no deaths still says how many cases it
 * found credible. The toll of an event told again is no news.
 */
function admitted(now: Report, readings: readonly Reading[], held: readonly Report[], find: MakeBase): Finding[] {
  const measure = [...admissions, 'allegations_credible'].find((each) =>
    readings.some((reading) => reading.measure === each),
  );
  return firstOfEachSeries(readings.filter((reading) => reading.measure === measure))
    .filter((reading) => !isOfEvent(reading.measure) || !isRepeated(reading, held))
    .map((reading) => ({
      ...find('admitted', [seriesKey(reading), reading.value]),
      kind: 'admitted',
      now: toFigure(now, reading),
    }));
}

function isRepeated(reading: Reading, held: readonly Report[]): boolean {
  return held.some((report) =>
    report.readings.some(
      (other) =>
        other.measure === reading.measure &&
        areSameSpeakers(other.speakers, reading.speakers) &&
        placeKey(other.place) === placeKey(reading.place) &&
        !hasDifferentValue(other, reading),
    ),
  );
}

function lateReport(
  now: Report,
  readings: readonly Reading[],
  held: readonly Report[],
  later: Period,
  find: MakeBase,
): Finding {
  const figure = headlineFigure(now, readings);
  const reading = readings.find((each) => each.measure === 'killed_total');
  const previous = reading === undefined ? undefined : findPredecessor(reading, now, held);
  const before = previous === undefined ? null : toFigure(previous.report, previous.reading);
  return { ...find('late-report'), kind: 'late-report', now: figure, before, laterPeriod: later };
}

/** The next later period of which a report with figures of the same kind is held; undefined where the report is not late. */
export function laterPeriod(now: Report, held: readonly Report[]): Period | undefined {
  const { period } = now;
  if (period === null) return undefined;
  const later = held
    .filter(hasPeriod)
    .filter((other) => other.period.to > period.to && areInOneSequence(now, other))
    .map((other) => other.period);
  return later.sort((one, other) => (one.to < other.to ? -1 : 1))[0];
}

/**
 * Whether two reports belong to one run of periods: both state a running total or a caseload. Batches of admissions do not:
 * two may speak of the same months, or a later one of earlier months, and neither revises the other nor is late.
 */
export function areInOneSequence(one: Report, other: Report): boolean {
  return sharesSeries(one, other, (measure) => !admissions.includes(measure));
}

function sharesSeries(one: Report, other: Report, counts: (measure: Measure) => boolean = () => true): boolean {
  return one.readings.some(
    (reading) =>
      counts(reading.measure) &&
      other.readings.some(
        (each) => each.measure === reading.measure && areSameSpeakers(each.speakers, reading.speakers),
      ),
  );
}

/** The report of the same period that holds now: of several documents the one published last. */
export function currentReportOfPeriod(now: Report, held: readonly Report[]): Report | undefined {
  return held
    .filter((other) => isSamePeriod(other.period, now.period) && sharesSeries(now, other))
    .reduce<Report | undefined>(
      (head, other) => (head === undefined || isPublishedLater(other, head) ? other : head),
      undefined,
    );
}

export function restated(
  changed: FigureComparison['changed'],
  reports: { readonly before: Report; readonly now: Report },
  find: MakeBase,
): Finding[] {
  return changed
    .filter(({ before, now }) => hasDifferentValue(before, now))
    .map(({ before, now }) => ({
      ...find('restated', [seriesKey(now), before.value, now.value]),
      kind: 'restated',
      now: toFigure(reports.now, now),
      before: toFigure(reports.before, before),
    }));
}

/**
 * Where the sentence of a running total says something else than its predecessor's. Only one reader's quotes can be
 * compared: another reader, or another version, may quote more or less of the same sentence.
 */
export function definitionChanges(
  now: Report,
  readings: readonly Reading[],
  previousOf: (reading: Reading) => { readonly report: Report; readonly reading: Reading } | undefined,
  find: MakeBase,
): DefinitionChanged[] {
  const totals = readings.filter((reading) => isRunning(reading.measure) && countsPeople(reading.measure));
  return firstOfEachSeries(totals).flatMap((reading) => {
    const previous = previousOf(reading);
    if (previous === undefined || !hasSameReader(previous.report, now)) return [];
    if (definitionWords(previous.reading.quote) === definitionWords(reading.quote)) return [];
    return [
      {
        ...find('definition-changed', [seriesKey(reading)]),
        kind: 'definition-changed',
        measure: reading.measure,
        before: maskFigures(previous.reading.quote),
        now: maskFigures(reading.quote),
      },
    ];
  });
}

export function hasSameReader(one: Report, other: Report): boolean {
  return one.reader === other.reader && one.readerVersion === other.readerVersion;
}
