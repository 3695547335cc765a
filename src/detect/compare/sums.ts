import type { Report } from '../../domain/documents.ts';
import type { Figure, Sum, SumRule, Term } from '../../domain/findings.ts';
import { type Measure, neverFalls } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { areAcknowledging, areSameSpeakers } from '../../domain/speakers.ts';
import { isAdjacent, missingBetween } from './periods.ts';
import { findCounterpart, findPart, findPredecessor, firstOfEachSeries, hasPeriod, toFigure } from './series.ts';

/** Parts that are not meant as exact cannot fail a sum. `at least` is how every exact total of the record is worded. */
const inexact = new Set(['more than', 'nearly', 'about', 'up to']);

/**
 * Every sum the report's figures allow, tried against `held` (other reports of the publisher, incidents not needed):
 * those that add up, those that do not, and those that cannot be checked. A sum whose total the report does not state
 * is not tried.
 */
export function checkSums(report: Report, held: readonly Report[]): readonly Sum[] {
  const sums: Sum[] = [];
  for (const reading of firstOfEachSeries(report.readings.filter((each) => areAcknowledging(each.speakers)))) {
    if (reading.measure === 'killed_total') sums.push(overTime('deaths', 'killed_new', reading, report, held));
    if (reading.measure === 'allegations_open') sums.push(openCases(reading, report));
    if (reading.measure === 'allegations_carried_over') sums.push(carriedOver(reading, report, held));
    if (reading.measure === 'allegations_credible_total')
      sums.push(overTime('credible-total', 'allegations_credible', reading, report, held));
    if (neverFalls(reading.measure)) sums.push(counter(reading, report, held));
  }
  return sums;
}

/** Two sums with one outcome, whichever copy of the report they were found in: a second finding would say nothing new. */
export function outcomeKey(sum: Sum): string {
  const { measure, speakers, value, period } = sum.stated;
  const place = placeKey(sum.stated.place);
  return JSON.stringify([sum.rule, measure, speakers, place, period, value, sum.verdict, sum.expected]);
}

function overTime(rule: SumRule, part: Measure, total: Reading, report: Report, held: readonly Report[]): Sum {
  const stated = toFigure(report, total);
  const previous = findPredecessor(total, report, held);
  if (previous === undefined) return notCheckable(rule, stated, [], 'no-predecessor');
  const terms: Term[] = [term(1, previous.report, previous.reading)];
  const added = findPart(report, part, total);
  if (added !== undefined) terms.push(term(1, report, added));
  const gap = between(previous.report, total, report, held);
  if (gap !== null) return notCheckable(rule, stated, terms, gap.reason, gap.missing);
  if (added === undefined) return notCheckable(rule, stated, terms, 'part-not-stated');
  return compare(rule, stated, terms, report);
}

function openCases(open: Reading, report: Report): Sum {
  const stated = toFigure(report, open);
  const terms: Term[] = [];
  const parts = [
    [1, 'allegations_carried_over'],
    [1, 'allegations_received'],
    [-1, 'allegations_completed'],
  ] as const;
  for (const [sign, measure] of parts) {
    const part = findPart(report, measure, open);
    if (part !== undefined) terms.push(term(sign, report, part));
  }
  if (terms.length < parts.length) return notCheckable('open-cases', stated, terms, 'part-not-stated');
  const sum = compare('open-cases', stated, terms, report);
  const reopened = findPart(report, 'allegations_reopened', open);
  if (sum.expected === null || reopened === undefined) return sum;
  return { ...sum, expectedWithReopened: sum.expected + reopened.value };
}

function carriedOver(carried: Reading, report: Report, held: readonly Report[]): Sum {
  const stated = toFigure(report, carried);
  const previous = findPredecessor(carried, report, held, 'allegations_open');
  if (previous === undefined) return notCheckable('carried-over', stated, [], 'no-predecessor');
  const terms = [term(1, previous.report, previous.reading)];
  const gap = between(previous.report, carried, report, held);
  // Only the report just before could say what was carried over.
  if (gap !== null) return notCheckable('carried-over', stated, terms, gap.reason, gap.missing.slice(-1));
  if (countsOwnCasesOnly(previous.report, previous.reading))
    return notCheckable('carried-over', stated, terms, 'part-not-stated');
  return compare('carried-over', stated, terms, report);
}

/**
 * The reports of 2016 say how many of the month's own cases are still open and nothing of older ones: received - completed
 * gives their open figure without anything carried over. Such a figure is not the caseload the next report carries over.
 */
function countsOwnCasesOnly(report: Report, open: Reading): boolean {
  if (findPart(report, 'allegations_carried_over', open) !== undefined) return false;
  const received = findPart(report, 'allegations_received', open);
  const completed = findPart(report, 'allegations_completed', open);
  return received !== undefined && completed !== undefined && received.value - completed.value === open.value;
}

/** A rise says nothing about what lies between; a fall is only certain where no report between is missing. */
function counter(total: Reading, report: Report, held: readonly Report[]): Sum {
  const stated = toFigure(report, total);
  const previous = findPredecessor(total, report, held);
  if (previous === undefined) return notCheckable('counter', stated, [], 'no-predecessor');
  const terms = [term(1, previous.report, previous.reading)];
  const fall = Math.min(0, (total.valueMax ?? total.value) - previous.reading.value);
  const missing =
    report.period === null ? [] : missingBetween(previous.report.period, report.period, coveredBy(total, report, held));
  if (fall < 0 && missing.length > 0) return notCheckable('counter', stated, terms, 'report-missing', missing);
  return {
    ...notCheckable('counter', stated, terms, null),
    verdict: fall < 0 ? 'does-not-add-up' : 'adds-up',
    expected: previous.reading.value,
    gap: fall,
  };
}

/** Why the predecessor is not the adjacent report's figure, or null where it is. */
function between(
  previous: Report,
  total: Reading,
  report: Report,
  held: readonly Report[],
): { readonly reason: 'report-missing' | 'part-not-stated'; readonly missing: Sum['missing'] } | null {
  const { period } = report;
  if (period === null || previous.period === null) return { reason: 'part-not-stated', missing: [] };
  if (isAdjacent(previous.period, period)) return null;
  const covered = coveredBy(total, report, held);
  const missing = missingBetween(previous.period, period, covered);
  const adjacentHeld = covered.some((other) => isAdjacent(other, period));
  return adjacentHeld || missing.length === 0
    ? { reason: 'part-not-stated', missing: [] }
    : { reason: 'report-missing', missing };
}

/** The periods of which a report by the same speaker is held, whatever it states. */
function coveredBy(total: Reading, report: Report, held: readonly Report[]) {
  return held
    .filter(hasPeriod)
    .filter(
      (other) =>
        other.readings.some((reading) => areSameSpeakers(reading.speakers, total.speakers)) ||
        findCounterpart(total, report, other) !== undefined,
    )
    .map((other) => other.period);
}

function compare(rule: SumRule, stated: Figure, terms: readonly Term[], report: Report): Sum {
  const { qualifier } = stated;
  if ([qualifier, ...terms.map((each) => each.figure.qualifier)].some((word) => word !== null && inexact.has(word)))
    return notCheckable(rule, stated, terms, 'part-not-stated');
  let low = 0;
  let high = 0;
  for (const { sign, figure } of terms) {
    const max = figure.valueMax ?? figure.value;
    low += sign === 1 ? figure.value : -max;
    high += sign === 1 ? max : -figure.value;
  }
  const isWithin = low <= (stated.valueMax ?? stated.value) && stated.value <= high;
  const gap = isWithin ? 0 : stated.value > high ? stated.value - high : (stated.valueMax ?? stated.value) - low;
  const explained = gap !== 0 && report.incidents.some((incident) => incident.notPreviouslyReported);
  return {
    ...notCheckable(rule, stated, terms, null),
    verdict: isWithin ? 'adds-up' : 'does-not-add-up',
    expected: stated.value - gap,
    gap,
    note: explained && rule !== 'open-cases' && rule !== 'carried-over' ? 'not-previously-reported' : null,
  };
}

function notCheckable(
  rule: SumRule,
  stated: Figure,
  terms: readonly Term[],
  reason: Sum['reason'],
  missing: Sum['missing'] = [],
): Sum {
  const nothing = { expected: null, gap: null, expectedWithReopened: null, note: null };
  return { rule, verdict: 'not-checkable', terms, stated, reason, missing, ...nothing };
}

function term(sign: 1 | -1, report: Report, reading: Reading): Term {
  return { sign, figure: toFigure(report, reading) };
}
