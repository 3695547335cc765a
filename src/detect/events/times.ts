import { firstDay, isDay, lastDay, monthOf, type Window } from '../../domain/time.ts';

const dayMs = 86_400_000;
/** A strike at night has two dates, and a range of more days is a campaign. */
const nightDays = 1;
/** Accounts with one code may differ by so many days: one is dated by the night, another by the report of it. */
const codeDays = 3;

/**
 * same       one day, or a night whose two days contain the other
 * month      one of them is only as exact as the month in which the other lies
 * campaign   one and the same span of more than a month
 * near       days apart that may be one date printed twice
 * unknown    one of them states no time
 * different  two times, or a campaign that contains a strike
 */
export type TimeRelation = 'same' | 'month' | 'campaign' | 'near' | 'unknown' | 'different';

interface Span {
  readonly first: string;
  readonly last: string;
  readonly days: number;
  readonly isMonth: boolean;
}

function spanOf({ from, to }: Window): Span | null {
  const start = from ?? to;
  const end = to ?? from;
  if (start === null || end === null) return null;
  const [first, last] = [firstDay(start), lastDay(end)];
  const days = Math.round((Date.parse(last) - Date.parse(first)) / dayMs);
  return { first, last, days, isMonth: !isDay(start) && !isDay(end) && monthOf(start) === monthOf(end) };
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Returns the number of days between two spans; 0 where they meet. */
function gap(one: Span, other: Span): number {
  const [earlier, later] = one.first <= other.first ? [one, other] : [other, one];
  return Math.max(0, Math.round((Date.parse(later.first) - Date.parse(earlier.last)) / dayMs));
}

/** Returns how the times of two accounts relate, each as precisely as its text is. */
export function compareTimes(one: Window, other: Window): TimeRelation {
  const [here, there] = [spanOf(one), spanOf(other)];
  if (here === null || there === null) return 'unknown';
  const [inner, outer] = here.days <= there.days ? [here, there] : [there, here];
  if (outer.days <= nightDays) {
    if (isWithin(inner, outer)) return 'same';
  } else if (outer.isMonth) {
    if (isWithin(inner, outer)) return 'month';
  } else if (inner.first === outer.first && inner.last === outer.last) {
    return outer.days > 31 || inner.days > nightDays ? 'campaign' : 'same';
  }
  return gap(here, there) <= codeDays ? 'near' : 'different';
}
