import type { Report } from '../../domain/documents.ts';
import type { Figure } from '../../domain/findings.ts';
import { headlineMeasures, isRunning, type Measure } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers, areUnknown } from '../../domain/speakers.ts';
import { isSamePeriod } from './periods.ts';
import { findCounterpart, firstOfEachSeries, isPublishedLater, toFigure } from './series.ts';

export function isHeadlineMeasure(measure: Measure): boolean {
  return headlineMeasures.includes(measure);
}

/** Returns the most important figure that a known body states among `readings`, or null if there is none. */
export function headlineFigure(report: Report, readings: readonly Reading[]): Figure | null {
  for (const measure of headlineMeasures) {
    const reading = readings.find((each) => each.measure === measure && !areUnknown(each.speakers));
    if (reading !== undefined) return toFigure(report, reading);
  }
  return null;
}

/** Returns whether a document states anything that can change. Publishers also publish other documents. */
export function isReport(report: Report): boolean {
  return report.readings.length + report.incidents.length > 0;
}

export interface FigureComparison {
  /** Pairs of one series with different values or qualifiers. */
  readonly changed: readonly { readonly before: Reading; readonly now: Reading }[];
  readonly added: readonly Reading[];
  readonly removed: readonly Reading[];
  /** Number of series that both reports state. */
  readonly shared: number;
}

/** Compares `readings` of `now` with the readings of `before`, series by series. */
export function compareFigures(before: Report, now: Report, readings: readonly Reading[]): FigureComparison {
  const changed: { before: Reading; now: Reading }[] = [];
  const added: Reading[] = [];
  const paired = new Set<string>();
  let shared = 0;
  for (const reading of firstOfEachSeries(readings)) {
    const counterpart = findCounterpart(reading, now, before);
    if (counterpart === undefined) {
      added.push(reading);
      continue;
    }
    shared += 1;
    paired.add(seriesKey(counterpart));
    if (hasDifferentValue(counterpart, reading) || counterpart.qualifier !== reading.qualifier)
      changed.push({ before: counterpart, now: reading });
  }
  const removed = firstOfEachSeries(before.readings).filter((reading) => !paired.has(seriesKey(reading)));
  return { changed, added, removed, shared };
}

export function hasFigureChanges({ changed, added, removed }: FigureComparison): boolean {
  return changed.length + added.length + removed.length > 0;
}

type Value = Pick<Reading, 'value' | 'valueMax'>;

export function hasDifferentValue(one: Value, other: Value): boolean {
  return one.value !== other.value || one.valueMax !== other.valueMax;
}

/**
 * Returns whether two reports belong to one sequence of periods: both state one running total or caseload. Batches of
 * admissions form no sequence. Two of them may cover the same months, and neither revises the other or is late.
 */
export function areInOneSequence(one: Report, other: Report): boolean {
  return shareMeasure(one, other, (measure) => isRunning(measure) || !isHeadlineMeasure(measure));
}

function shareMeasure(one: Report, other: Report, counts: (measure: Measure) => boolean): boolean {
  return one.readings.some(
    (reading) =>
      counts(reading.measure) &&
      other.readings.some(
        (each) => each.measure === reading.measure && areSameSpeakers(each.speakers, reading.speakers),
      ),
  );
}

/** Returns the current report of the period of `now`: the one published last that states one of its measures. */
export function currentReportOfPeriod(now: Report, record: readonly Report[]): Report | undefined {
  return record
    .filter((other) => isSamePeriod(other.period, now.period) && shareMeasure(now, other, () => true))
    .reduce<Report | undefined>(
      (current, other) => (current === undefined || isPublishedLater(other, current) ? other : current),
      undefined,
    );
}

export function hasSameReader(one: Report, other: Report): boolean {
  return one.reader === other.reader && one.readerVersion === other.readerVersion;
}
