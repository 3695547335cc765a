/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD` as printed in the report, without a time zone. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds, e.g. `2019-05-31T12:00:00.000Z`. Alphabetical order is chronological order. */
export type Instant = string;

/** The months that a report covers, both inclusive. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}

/** Returns the number of months since year 0. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** Returns the month `count` months later: `addMonths('2019-12', 1)` is `2020-01`. `count` may be negative. */
export function addMonths(month: Month, count: number): Month {
  const index = monthIndex(month) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
