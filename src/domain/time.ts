/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD` as printed in the report, without a time zone. */
export type Day = string;
/** A month, or an exact day of it. */
export type MonthOrDay = Month | Day;
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

export function isDay(at: MonthOrDay): boolean {
  return at.length > 'YYYY-MM'.length;
}

/** Returns the month itself, or the month of the day. */
export function monthOf(at: MonthOrDay): Month {
  return at.slice(0, 'YYYY-MM'.length);
}

/** Returns the day itself, or the first day of the month. */
export function firstDay(at: MonthOrDay): Day {
  return isDay(at) ? at : `${at}-01`;
}

/** Returns the day itself, or the last day of the month. */
export function lastDay(at: MonthOrDay): Day {
  if (isDay(at)) return at;
  const days = new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)), 0)).getUTCDate();
  return `${at}-${days}`;
}

/** The time that a figure covers, both ends inclusive; null where the text does not say. */
export interface Window {
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
}

/** Returns whether one window lies within the other: a day in its month, a month in its year. False where an end is open. */
export function areNested(one: Window, other: Window): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(inner: Window, outer: Window): boolean {
  if (inner.from === null || inner.to === null || outer.from === null || outer.to === null) return false;
  return firstDay(outer.from) <= firstDay(inner.from) && lastDay(inner.to) <= lastDay(outer.to);
}

/** Returns whether the windows may be one: nested, or not known to differ because an end is open. */
export function mayBeSameTime(one: Window, other: Window): boolean {
  return [one.from, one.to, other.from, other.to].includes(null) || areNested(one, other);
}
