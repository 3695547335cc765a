import type { Month, Period } from '../../domain/time.ts';

/** `plusMonths('2019-12', 1)` is `2020-01`. */
export function plusMonths(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function isSamePeriod(one: Period | null, other: Period | null): boolean {
  return one !== null && other !== null && one.from === other.from && one.to === other.to;
}

/** True where `next` begins in the month after `previous` ends: nothing can lie between. */
export function isAdjacent(previous: Period, next: Period): boolean {
  return plusMonths(previous.to, 1) === next.from;
}

/** The months between two periods that none of `covered` speaks of, joined into runs; empty where nothing is missing. */
export function missingBetween(previous: Period, next: Period, covered: readonly Period[]): readonly Period[] {
  const runs: Period[] = [];
  for (let month = plusMonths(previous.to, 1); month < next.from; month = plusMonths(month, 1)) {
    if (covered.some((period) => period.from <= month && month <= period.to)) continue;
    const last = runs.at(-1);
    if (last !== undefined && plusMonths(last.to, 1) === month) runs[runs.length - 1] = { from: last.from, to: month };
    else runs.push({ from: month, to: month });
  }
  return runs;
}
