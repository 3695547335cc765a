import type { Reading, ReadResult } from '../../domain/readings.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { type Day, type Instant, type Month, monthIndex, monthOf } from '../../domain/time.ts';
import type { DoubtfulReason, Warning } from '../../domain/warnings.ts';
import { isRounded } from '../compare/rounding.ts';
import { type OfficialTotal, officialSeries, type TotalsSource } from './official-totals.ts';

/**
 * Readers of periodic reports. The publisher's own report may lower its total or restate it, which is news; no one else can.
 * A reader that is missing here reads statements, which have to fit the reports.
 */
export const periodicReaders: ReadonlySet<string> = new Set(['coalition-monthly', 'quarterly-africom']);

/** How much a total may rise in a month beyond the newly admitted deaths that the report states. */
export const largestMonthlyRise = 200;
/** A longer gap between two reports allows no larger rise. */
const mostMonths = 12;
/** How far a statement of the force itself may be below its last report. */
export const largestFall = 15;

interface TotalsContext extends TotalsSource {
  /** When the document was published; null if it does not say. */
  readonly published: Instant | null;
}

interface Doubt {
  readonly why: DoubtfulReason;
  readonly held: OfficialTotal;
}

/**
 * Takes out each total of deaths that does not fit the totals that its speakers publish of themselves. In its place is a
 * warning: the total is no reading, so no finding, no sum and no series contains it.
 */
export function setAsideDoubtfulTotals(result: ReadResult, context: TotalsContext): ReadResult {
  const doubts = new Map<Reading, Doubt>();
  for (const reading of result.readings) {
    if (reading.measure !== 'killed_total' || !context.speakers.areAcknowledging(reading.speakers)) continue;
    const doubt = findDoubt(reading, result, context);
    if (doubt !== null) doubts.set(reading, doubt);
  }
  if (doubts.size === 0) return result;
  const warnings = [...doubts].map(([{ measure, value, speakers, quote, start, end }, { why, held }]): Warning => {
    const facts = { measure, value, speakers, quote: { quote, start, end } };
    return { code: 'doubtful-total', ...facts, why, held: { value: held.value, to: held.month } };
  });
  return {
    ...result,
    readings: result.readings.filter((reading) => !doubts.has(reading)),
    warnings: [...result.warnings, ...warnings],
  };
}

function findDoubt(reading: Reading, result: ReadResult, context: TotalsContext): Doubt | null {
  const { same, larger } = officialSeries(reading, context);
  const isOwn = context.speakers.isAdmission(context.publisher, reading.speakers);
  if (isOwn && periodicReaders.has(result.reader)) return doubtInReport(reading, result, { same, context });
  const time = { month: endOf(reading, result), published: context.published?.slice(0, 'YYYY-MM-DD'.length) ?? null };
  if (same.length === 0) return exceeds(reading, inTime(larger, time).latest);
  return isOwn
    ? doubtInStatement(reading, result, { same, time })
    : doubtInQuotation(reading, { ...inTime(same, time), same });
}

/** A report of its own publisher is doubtful only if it jumps: falls and revisions are news. */
function doubtInReport(
  reading: Reading,
  result: ReadResult,
  { same, context }: { readonly same: readonly OfficialTotal[]; readonly context: TotalsContext },
): Doubt | null {
  const published = context.published?.slice(0, 'YYYY-MM-DD'.length) ?? null;
  const month = endOf(reading, result) ?? (published === null ? null : monthOf(published));
  const { latest, next } = inTime(same, { month, published });
  const months =
    latest === null || latest.month === null || month === null
      ? 1
      : Math.min(mostMonths, Math.max(1, monthIndex(month) - monthIndex(latest.month)));
  const stated = newlyAdmitted(reading, result) + months * largestMonthlyRise;
  const jump = exceeds(reading, latest, stated);
  if (jump !== null || next === null) return jump;
  return exceeds(reading, next) === null ? null : { why: 'above-later', held: next };
}

/** A statement of the force itself can add to the last report, and correct it a little. */
function doubtInStatement(
  reading: Reading,
  result: ReadResult,
  { same, time }: { readonly same: readonly OfficialTotal[]; readonly time: Time },
): Doubt | null {
  const { latest, earlier, next } = inTime(same, time);
  if (latest !== null && reading.value < latest.value) {
    const isRecalled = earlier.some(({ value }) => value === reading.value);
    if (isRecalled || latest.value - reading.value > largestFall) return { why: 'below-latest', held: latest };
  }
  return exceeds(reading, latest, largestMonthlyRise + newlyAdmitted(reading, result)) ?? aboveNext(reading, next);
}

/** Who only quotes the force may repeat what it stated, as printed or rounded, or be ahead of its next report. */
function doubtInQuotation(
  reading: Reading,
  { latest, next, same }: InTime & { readonly same: readonly OfficialTotal[] },
): Doubt | null {
  const isStated = ({ value }: OfficialTotal) =>
    value === reading.value || (reading.valueMax === null && isRounded(reading, value));
  if (same.some(isStated)) return null;
  if (latest !== null && reading.value < latest.value) return { why: 'below-latest', held: latest };
  if (latest !== null && isMisprint(reading.value, latest.value)) return { why: 'misprint', held: latest };
  return exceeds(reading, latest) ?? aboveNext(reading, next);
}

function exceeds(reading: Reading, held: OfficialTotal | null, by: number = largestMonthlyRise): Doubt | null {
  return held !== null && upperEnd(reading) > held.value + by ? { why: 'far-above', held } : null;
}

function aboveNext(reading: Reading, next: OfficialTotal | null): Doubt | null {
  return next !== null && reading.value > next.value ? { why: 'above-later', held: next } : null;
}

function upperEnd({ value, valueMax }: Reading): number {
  return valueMax ?? value;
}

function newlyAdmitted({ speakers }: Reading, { readings }: ReadResult): number {
  const added = readings.find((one) => one.measure === 'killed_new' && areSameSpeakers(one.speakers, speakers));
  return added === undefined ? 0 : upperEnd(added);
}

function endOf({ to }: Reading, { period }: ReadResult): Month | null {
  const end = to ?? period?.to ?? null;
  return end === null ? null : monthOf(end);
}

interface Time {
  /** The last month that the total covers; null if the text does not say. */
  readonly month: Month | null;
  readonly published: Day | null;
}

interface InTime {
  readonly earlier: readonly OfficialTotal[];
  readonly latest: OfficialTotal | null;
  /** The first of a later time. */
  readonly next: OfficialTotal | null;
}

/** Parts the totals at the month that a total covers, or at its day of publication. Without either all are earlier. */
function inTime(totals: readonly OfficialTotal[], { month, published }: Time): InTime {
  const isLater = (total: OfficialTotal) => {
    if (month !== null) return total.month !== null && total.month > month;
    if (published === null) return false;
    if (total.published !== null) return total.published > published;
    return total.month !== null && total.month > monthOf(published);
  };
  const order = (total: OfficialTotal) => `${total.month ?? ''} ${total.published ?? ''}`;
  const ordered = totals.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
  const earlier = ordered.filter((total) => !isLater(total));
  return { earlier, latest: earlier.at(-1) ?? null, next: ordered.find(isLater) ?? null };
}

/** A number of fewer digits differs by one from too many others. */
const shortestMisprint = 3;

/**
 * Returns whether one digit before the last differs, or two neighbours are swapped: 1,144 for 1,114, 1,320 for 1,302. A
 * total whose last digit alone is higher is what the next report may state.
 */
function isMisprint(value: number, stated: number): boolean {
  const [printed, meant] = [String(value), String(stated)];
  if (printed.length !== meant.length || printed.length < shortestMisprint) return false;
  const differing = [...printed].flatMap((digit, index) => (digit === meant[index] ? [] : [index]));
  const [first = 0, second = 0] = differing;
  if (differing.length === 1) return first < printed.length - 1;
  return (
    differing.length === 2 &&
    second === first + 1 &&
    printed[first] === meant[second] &&
    printed[second] === meant[first]
  );
}
