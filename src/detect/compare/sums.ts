import type { Report } from '../../domain/documents.ts';
import type { Figure, Sum, SumRule, Term } from '../../domain/findings.ts';
import { type Measure, neverFalls } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { areSameSpeakers, type Speakers } from '../../domain/speakers.ts';
import { isAdjacent, missingBetween } from './periods.ts';
import { findCounterpart, findPart, findPredecessor, firstOfEachSeries, hasPeriod, toFigure } from './series.ts';

/** A sum with such a part cannot fail. `at least` is missing because the record words every exact total that way. */
const inexact = new Set(['more than', 'nearly', 'about', 'up to']);

/**
 * Checks every sum whose result the report states. `record` contains the other reports of the publisher; their incidents
 * are not used. The result includes sums that add up and sums that cannot be checked.
 */
export function checkSums(report: Report, record: readonly Report[], speakers: Speakers): readonly Sum[] {
  const sums: Sum[] = [];
  for (const reading of firstOfEachSeries(report.readings.filter((each) => speakers.areAcknowledging(each.speakers)))) {
    if (reading.measure === 'killed_total') sums.push(checkGrowth('deaths', 'killed_new', reading, report, record));
    if (reading.measure === 'allegations_open') sums.push(checkOpenCases(reading, report));
    if (reading.measure === 'allegations_carried_over') sums.push(checkCarriedOver(reading, report, record));
    if (reading.measure === 'allegations_credible_total')
      sums.push(checkGrowth('credible-total', 'allegations_credible', reading, report, record));
    if (neverFalls(reading.measure)) sums.push(checkCounter(reading, report, record));
  }
  return sums;
}

/** Returns an equal key for sums with the same outcome, in whichever copy of the report they were found. */
export function outcomeKey(sum: Sum): string {
  const { measure, speakers, value, period } = sum.stated;
  const place = placeKey(sum.stated.place);
  return JSON.stringify([sum.rule, measure, speakers, place, period, value, sum.verdict, sum.expected]);
}

function checkGrowth(rule: SumRule, part: Measure, total: Reading, report: Report, record: readonly Report[]): Sum {
  const stated = toFigure(report, total);
  const previous = findPredecessor(total, report, record);
  if (previous === undefined) return notCheckable(rule, stated, [], 'no-predecessor');
  const terms: Term[] = [term(1, previous.report, previous.reading)];
  const added = findPart(report, part, total);
  if (added !== undefined) terms.push(term(1, report, added));
  const gap = findGap(previous.report, total, report, record);
  if (gap !== null) return notCheckable(rule, stated, terms, gap.reason, gap.missing);
  if (added === undefined) return notCheckable(rule, stated, terms, 'part-not-stated');
  return compare(rule, stated, terms, report);
}

function checkOpenCases(open: Reading, report: Report): Sum {
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

function checkCarriedOver(carried: Reading, report: Report, record: readonly Report[]): Sum {
  const stated = toFigure(report, carried);
  const previous = findPredecessor(carried, report, record, 'allegations_open');
  if (previous === undefined) return notCheckable('carried-over', stated, [], 'no-predecessor');
  const terms = [term(1, previous.report, previous.reading)];
  const gap = findGap(previous.report, carried, report, record);
  // Only the previous report states what was carried over, so only its absence matters.
  if (gap !== null) return notCheckable('carried-over', stated, terms, gap.reason, gap.missing.slice(-1));
  if (countsOwnCasesOnly(previous.report, previous.reading))
    return notCheckable('carried-over', stated, terms, 'part-not-stated');
  return compare('carried-over', stated, terms, report);
}

/**
 * Returns whether the open figure covers only cases of the month: received - completed = open. The reports of 2016 state
 * such figures, which the next report does not carry over.
 */
function countsOwnCasesOnly(report: Report, open: Reading): boolean {
  if (findPart(report, 'allegations_carried_over', open) !== undefined) return false;
  const received = findPart(report, 'allegations_received', open);
  const completed = findPart(report, 'allegations_completed', open);
  return received !== undefined && completed !== undefined && received.value - completed.value === open.value;
}

/** A fall is an error only if no report between the two is missing. A rise is never an error. */
function checkCounter(total: Reading, report: Report, record: readonly Report[]): Sum {
  const stated = toFigure(report, total);
  const previous = findPredecessor(total, report, record);
  if (previous === undefined) return notCheckable('counter', stated, [], 'no-predecessor');
  const terms = [term(1, previous.report, previous.reading)];
  const fall = Math.min(0, (total.valueMax ?? total.value) - previous.reading.value);
  const missing =
    report.period === null
      ? []
      : missingBetween(previous.report.period, report.period, coveredPeriods(total, report, record));
  if (fall < 0 && missing.length > 0) return notCheckable('counter', stated, terms, 'report-missing', missing);
  return {
    ...notCheckable('counter', stated, terms, null),
    verdict: fall < 0 ? 'does-not-add-up' : 'adds-up',
    expected: previous.reading.value,
    gap: fall,
  };
}

/** Returns why `previous` is not the adjacent report, or null if it is. */
function findGap(
  previous: Report,
  total: Reading,
  report: Report,
  record: readonly Report[],
): { readonly reason: 'report-missing' | 'part-not-stated'; readonly missing: Sum['missing'] } | null {
  const { period } = report;
  if (period === null || previous.period === null) return { reason: 'part-not-stated', missing: [] };
  if (isAdjacent(previous.period, period)) return null;
  const covered = coveredPeriods(total, report, record);
  const missing = missingBetween(previous.period, period, covered);
  const hasAdjacent = covered.some((other) => isAdjacent(other, period));
  return hasAdjacent || missing.length === 0
    ? { reason: 'part-not-stated', missing: [] }
    : { reason: 'report-missing', missing };
}

/** Returns the periods for which the record contains a report by the same speaker, whatever it states. */
function coveredPeriods(total: Reading, report: Report, record: readonly Report[]) {
  return record
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
  // A value that no report states proves nothing of the next one.
  if (terms.some(({ figure }) => figure.compiled?.isReconstructed))
    return notCheckable(rule, stated, terms, 'part-not-stated');
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
  const unknown = { expected: null, gap: null, expectedWithReopened: null, note: null };
  return { rule, verdict: 'not-checkable', terms, stated, reason, missing, ...unknown };
}

function term(sign: 1 | -1, report: Report, reading: Reading): Term {
  return { sign, figure: toFigure(report, reading) };
}
