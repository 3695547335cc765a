import type { Report } from '../../domain/documents.ts';
import type { Figure } from '../../domain/findings.ts';
import { isOfEvent, type Measure } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Month, Period } from '../../domain/time.ts';

export function toFigure(report: Report, reading: Reading): Figure {
  const { measure, value, valueMax, qualifier, speakers, place, from, to, quote } = reading;
  const { period, documentId, snapshotId, publisher, url, published } = report;
  return {
    ...{ measure, value, valueMax, qualifier, speakers, place, from, to, quote },
    ...{ period, documentId, snapshotId, publisher, url, published },
  };
}

/** The first reading of each series, in the order of the text. */
export function firstOfEachSeries(readings: readonly Reading[]): readonly Reading[] {
  const seen = new Set<string>();
  return readings.filter((reading) => {
    const key = seriesKey(reading);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * The reading of `other` in the series of `reading`, which stands in `report`. A report that names no place is
 * compared with one that does only where each states the measure once: then it cannot be another place's figure.
 */
export function findCounterpart(reading: Reading, report: Report, other: Report): Reading | undefined {
  const key = seriesKey(reading);
  const exact = other.readings.find((candidate) => sameSpeech(candidate, reading) && seriesKey(candidate) === key);
  if (exact !== undefined || isOfEvent(reading.measure)) return exact;
  const ours = firstOfEachSeries(report.readings.filter((candidate) => sameSpeech(candidate, reading)));
  const theirs = firstOfEachSeries(other.readings.filter((candidate) => sameSpeech(candidate, reading)));
  const [only] = theirs;
  if (only === undefined || theirs.length > 1 || ours.length > 1) return undefined;
  return only.place === null || reading.place === null ? only : undefined;
}

function sameSpeech(one: Reading, other: Reading): boolean {
  return one.measure === other.measure && areSameSpeakers(one.speakers, other.speakers);
}

/** A part of a sum that the same report states; undefined where it is not stated, or stated for several places that differ. */
export function findPart(report: Report, measure: Measure, total: Reading): Reading | undefined {
  const stated = firstOfEachSeries(
    report.readings.filter((r) => r.measure === measure && areSameSpeakers(r.speakers, total.speakers)),
  );
  const [first] = stated;
  const samePlace = stated.find((reading) => placeKey(reading.place) === placeKey(total.place));
  if (samePlace !== undefined || first === undefined) return samePlace;
  return stated.every((reading) => reading.value === first.value) ? first : undefined;
}

export interface Predecessor {
  readonly report: Report & { readonly period: Period };
  readonly reading: Reading;
}

export function hasPeriod(report: Report): report is Report & { readonly period: Period } {
  return report.period !== null;
}

/** By the publisher's clock where there is one, else by ours. */
export function isPublishedLater(one: Report, other: Report): boolean {
  const instant = one.published ?? one.firstSeen;
  const otherInstant = other.published ?? other.firstSeen;
  return instant === otherInstant ? one.fetchedAt > other.fetchedAt : instant > otherInstant;
}

/** The latest figure of an earlier period in the series of `reading`, whenever it was published. */
export function findPredecessor(
  reading: Reading,
  report: Report,
  held: readonly Report[],
  measure: Measure = reading.measure,
): Predecessor | undefined {
  const sought = { ...reading, measure };
  let best: Predecessor | undefined;
  for (const other of held) {
    if (!hasPeriod(other) || !isEarlier(other, report, reading.to)) continue;
    const found = findCounterpart(sought, report, other);
    if (found === undefined) continue;
    if (best === undefined || other.period.to > best.report.period.to) best = { report: other, reading: found };
    else if (other.period.to === best.report.period.to && isPublishedLater(other, best.report))
      best = { report: other, reading: found };
  }
  return best;
}

/** A statement without a period is placed by the end of what it covers (that month's report says the same), else by its day. */
function isEarlier(other: Report & { readonly period: Period }, report: Report, to: Month | null): boolean {
  if (report.period !== null) return other.period.to < report.period.to;
  return to === null ? isPublishedLater(report, other) : other.period.to <= to;
}
