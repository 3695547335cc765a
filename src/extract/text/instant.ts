import type { Instant } from '../../domain/time.ts';
import { zoneMinutes } from './zones.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const time = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?\s{0,2}([ap]\.?m\.?)?`;
const zone = String.raw`\s{0,2}([a-z]{1,5}|(?:gmt|utc|ut)?\s?[+-]\d{1,2}:?\d{0,2})?`;
const weekday = String.raw`(?:[a-z]{2,9}\.?,?\s{0,3})?`;
/** Between a day and its time. */
const gap = String.raw`(?:,?\s{1,3}(?:(?:at|[-–—|])\s)?)`;
/** 2019-05-31, 2019-05-31T12:00:00+02:00, 20190531T120000Z, 2019/05/31 */
const isoForm = new RegExp(
  String.raw`^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:(?:t|${gap})\s{0,2}(?:${time}|(\d{2})(\d{2})(\d{2})?)${zone})?$`,
);
/** 2019-05: the start of the month. */
const isoMonth = /^(\d{4})-(\d{2})$/;
/** Fri, 31 May 2019 12:00:00 GMT; 31-May-19 */
const dayFirst = new RegExp(
  String.raw`^${weekday}(\d{1,2})\.?[\s-]{1,3}([a-z]{3,9})\.?,?[\s-]{1,3}(\d{4}|\d{2})(?:${gap}${time}${zone})?$`,
);
/** May 31, 2019 12:00 PM; Fri May 31 2019 */
const monthFirst = new RegExp(
  String.raw`^${weekday}([a-z]{3,9})\.?\s{1,3}(\d{1,2}),?\s{1,3}(\d{4})(?:${gap}${time}${zone})?$`,
);
/** Fri May 31 12:00:00 UTC 2019 */
const timeBeforeYear = new RegExp(
  String.raw`^${weekday}([a-z]{3,9})\.?\s{1,3}(\d{1,2}),?\s{1,3}${time}${zone}\s{1,3}(\d{4})$`,
);
/** 31/05/2019 12:00; 31.05.2019 */
const numbersAlone = new RegExp(String.raw`^${weekday}(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:${gap}${time}${zone})?$`);

/**
 * Parses a date of a feed or of page metadata. A time without a zone is UTC; a day without a time is its start in UTC, and
 * so is the day of a time in a zone whose name is not known. Returns null for an impossible date (30 February), a year
 * outside 1970-2199, or an ambiguous form (05/06/2019; with points the day comes first).
 * `Date.parse` is unsuitable: it uses local time, turns 30 February into 2 March, and knows only American zones.
 */
export function parseInstant(printed: string): Instant | null {
  if (printed.trim().length > 100) return null;
  const text = plainDate(printed);
  let found = isoForm.exec(text);
  if (found) {
    const [, year, , month, day, hour, minute, second, half, hour2, minute2, second2, offset] = found;
    return build(year, Number(month), day, [hour ?? hour2, minute ?? minute2, second ?? second2, half, offset]);
  }
  found = isoMonth.exec(text);
  if (found) return build(found[1], Number(found[2]), '1', []);
  found = dayFirst.exec(text);
  if (found) return build(found[3], monthOf(found[2]), found[1], found.slice(4, 9));
  found = monthFirst.exec(text);
  if (found) return build(found[3], monthOf(found[1]), found[2], found.slice(4, 9));
  found = timeBeforeYear.exec(text);
  if (found) return build(found[8], monthOf(found[1]), found[2], found.slice(3, 8));
  found = numbersAlone.exec(text);
  if (found) {
    const [first, second] = [Number(found[1]), Number(found[3])];
    if (found[2] === '.' || first > 12 || first === second)
      return build(found[4], second, found[1], found.slice(5, 10));
    if (second > 12) return build(found[4], first, found[3], found.slice(5, 10));
  }
  return null;
}

/** Returns a date in lower case with plain spaces and signs, without ordinal endings and the name of a zone in brackets. */
function plainDate(printed: string): string {
  return printed
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\u2212/g, '-')
    .replace(/ ?(?:\([^()]{0,60}\)|\[[^[\]]{0,60}\])$/, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/, '$1');
}

function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3)) + 1;
}

function build(
  yearText: string | undefined,
  month: number,
  dayText: string | undefined,
  [hourText, minuteText, secondText, half, offsetText]: readonly (string | undefined)[],
): Instant | null {
  const short = Number(yearText);
  const year = yearText?.length === 2 ? (short < 70 ? 2000 + short : 1900 + short) : short;
  const day = Number(dayText);
  let hour = Number(hourText ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  }
  const minute = Number(minuteText ?? 0);
  const second = Math.min(Number(secondText ?? 0), 59);
  const offset = readOffset(offsetText);
  if (offset === null || hour > 24 || minute > 59 || year < 1970 || year > 2199) return null;
  if (hour === 24 && minute + second > 0) return null;
  const start = new Date(Date.UTC(year, month - 1, day));
  if (start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return null;
  if (offset === 'unknown') return start.toISOString();
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second)).toISOString();
}

/** Returns minutes east of UTC, or null for an impossible offset. */
function readOffset(text: string | undefined): number | 'unknown' | null {
  if (text === undefined || text === '') return 0;
  const digits = /([+-])(\d{1,2}):?(\d{0,2})$/.exec(text);
  if (!digits) return zoneMinutes[text.trim()] ?? 'unknown';
  const minutes = Number(digits[2]) * 60 + Number(digits[3] || 0);
  if (minutes > 14 * 60 || Number(digits[3] || 0) > 59) return null;
  return digits[1] === '-' ? -minutes : minutes;
}
