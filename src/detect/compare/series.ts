import type { Compiled } from '../../domain/compiled/record.ts';
import type { CompiledReport, Report } from '../../domain/documents.ts';
import type { Figure } from '../../domain/findings.ts';
import { isOfEvent, type Measure } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Mention, Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { areNested, type MonthOrDay, monthOf, type Period } from '../../domain/time.ts';

export function toFigure(report: Report | CompiledReport, reading: Reading | Mention): Figure {
  const { measure, value, valueMax, qualifier, speakers, place, from, to, quote } = reading;
  const { period, documentId, snapshotId, publisher, url, published } = report;
  return {
    ...{ measure, value, valueMax, qualifier, speakers, place, from, to, quote },
    circumstances: reading.stance === 'asserted' ? reading.circumstances : null,
    ...{ period, documentId, snapshotId, publisher, url, published },
    ...('compiled' in report ? { compiled: markOf(report, reading.measure) } : {}),
  };
}

function markOf({ compiled: { reconstructed, ...mark } }: CompiledReport, measure: Measure): Compiled {
  return { ...mark, isReconstructed: reconstructed.includes(measure) };
}

/** Returns the first reading of each series, in order. */
export function firstOfEachSeries(readings: readonly Reading[]): readonly Reading[] {
  return [...Map.groupBy(readings, seriesKey).values()].flatMap(([first]) => first ?? []);
}

/**
 * Returns the reading of `other` that belongs to the series of `reading`, which is part of `report`. A figure without a
 * place matches one with a place only if each report states the measure once, so that no other place can be meant.
 */
export function findCounterpart(reading: Reading, report: Report, other: Report): Reading | undefined {
  const key = seriesKey(reading);
  const exact = other.readings.find((candidate) => isSameMeasure(candidate, reading) && seriesKey(candidate) === key);
  if (exact !== undefined) return exact;
  if (isOfEvent(reading.measure)) return findRedated(reading, report, other);
  const ours = firstOfEachSeries(report.readings.filter((candidate) => isSameMeasure(candidate, reading)));
  const theirs = firstOfEachSeries(other.readings.filter((candidate) => isSameMeasure(candidate, reading)));
  const [only] = theirs;
  if (only === undefined || theirs.length > 1 || ours.length > 1) return undefined;
  return only.place === null || reading.place === null ? only : undefined;
}

/**
 * Returns the same event in another version of the same page, where its time is stated more or less exactly: a month for a
 * day. In another document it may be another event.
 */
function findRedated(reading: Reading, report: Report, other: Report): Reading | undefined {
  if (report.documentId !== other.documentId) return undefined;
  const isLike = (one: Reading) =>
    isSameMeasure(one, reading) && placeKey(one.place) === placeKey(reading.place) && areNested(one, reading);
  const [only, ...more] = firstOfEachSeries(other.readings.filter(isLike));
  const ours = firstOfEachSeries(report.readings.filter(isLike));
  return more.length === 0 && ours.length === 1 ? only : undefined;
}

function isSameMeasure(one: Reading, other: Reading): boolean {
  return one.measure === other.measure && areSameSpeakers(one.speakers, other.speakers);
}

/** Returns the reading of `measure` for the place of `total`. Undefined if it is absent or differs between places. */
export function findPart(report: Report, measure: Measure, total: Reading): Reading | undefined {
  const stated = firstOfEachSeries(
    report.readings.filter((each) => each.measure === measure && areSameSpeakers(each.speakers, total.speakers)),
  );
  const [first] = stated;
  const samePlace = stated.find((reading) => placeKey(reading.place) === placeKey(total.place));
  if (samePlace !== undefined || first === undefined) return samePlace;
  return stated.every((reading) => reading.value === first.value) ? first : undefined;
}

interface Predecessor {
  readonly report: Report & { readonly period: Period };
  readonly reading: Reading;
}

export function hasPeriod(report: Report): report is Report & { readonly period: Period } {
  return report.period !== null;
}

/** Compares the dates of publication, or the times of first sight where the publisher gives none. */
export function isPublishedLater(one: Report, other: Report): boolean {
  const instant = one.published ?? one.firstSeen;
  const otherInstant = other.published ?? other.firstSeen;
  return instant === otherInstant ? one.fetchedAt > other.fetchedAt : instant > otherInstant;
}

/**
 * Returns the figure of the latest earlier period in the series of `reading`, regardless of when it was published. Of one
 * period, what was read comes before the compiled record.
 */
export function findPredecessor(
  reading: Reading,
  report: Report,
  record: readonly Report[],
  measure: Measure = reading.measure,
): Predecessor | undefined {
  const sought = { ...reading, measure };
  let best: Predecessor | undefined;
  for (const other of record) {
    if (!hasPeriod(other) || !isEarlier(other, report, reading.to)) continue;
    const found = findCounterpart(sought, report, other);
    if (found === undefined) continue;
    if (best === undefined || other.period.to > best.report.period.to) best = { report: other, reading: found };
    else if (other.period.to === best.report.period.to && comesBefore(other, best.report))
      best = { report: other, reading: found };
  }
  return best;
}

function comesBefore(one: Report, other: Report): boolean {
  const isCompiled = (report: Report) => 'compiled' in report;
  return isCompiled(one) === isCompiled(other) ? isPublishedLater(one, other) : isCompiled(other);
}

/** A report without a period is dated by the last month that its figure covers, else by its day of publication. */
function isEarlier(other: Report & { readonly period: Period }, report: Report, to: MonthOrDay | null): boolean {
  if (report.period !== null) return other.period.to < report.period.to;
  return to === null ? isPublishedLater(report, other) : other.period.to <= monthOf(to);
}
