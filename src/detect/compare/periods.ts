import { addMonths, type Period } from '../../domain/time.ts';

/** Returns false where either period is null. */
export function isSamePeriod(one: Period | null, other: Period | null): boolean {
  return one !== null && other !== null && one.from === other.from && one.to === other.to;
}

/** Returns whether `next` begins in the month after `previous` ends. */
export function isAdjacent(previous: Period, next: Period): boolean {
  return addMonths(previous.to, 1) === next.from;
}

/** Returns the months between two periods that no period of `covered` contains. Consecutive months form one period. */
export function missingBetween(previous: Period, next: Period, covered: readonly Period[]): readonly Period[] {
  const missing: Period[] = [];
  for (let month = addMonths(previous.to, 1); month < next.from; month = addMonths(month, 1)) {
    if (covered.some((period) => period.from <= month && month <= period.to)) continue;
    const last = missing.at(-1);
    if (last !== undefined && addMonths(last.to, 1) === month)
      missing[missing.length - 1] = { from: last.from, to: month };
    else missing.push({ from: month, to: month });
  }
  return missing;
}
