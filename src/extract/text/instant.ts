import type { Instant } from '../../domain/time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC. */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ast: -240,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
};

const time = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,2}([ap]\.?m\.?)?`;
const zone = String.raw`\s{0,2}([a-z]{1,4}|(?:gmt|utc)?[+-]\d{1,2}:?\d{0,2})?`;
/** 2019-05-31, 2019-05-31T12:00:00+02:00, 20190531T120000Z */
const isoForm = new RegExp(
  String.raw`^(\d{4})-?(\d{2})-?(\d{2})(?:[t\s]\s{0,2}(?:${time}|(\d{2})(\d{2})(\d{2})?)${zone})?$`,
);
/** Fri, 31 May 2019 12:00:00 GMT; 31-May-19 */
const dayFirst = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s{0,3})?(\d{1,2})[\s-]{1,3}([a-z]{3,9})\.?,?[\s-]{1,3}(\d{4}|\d{2})(?:,?\s{1,3}(?:at\s)?${time}${zone})?$`,
);
/** May 31, 2019 12:00 PM; Fri May 31 2019 */
const monthFirst = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s{1,3})?([a-z]{3,9})\.?\s{1,3}(\d{1,2}),?\s{1,3}(\d{4})(?:,?\s{1,3}(?:at\s)?${time}${zone})?$`,
);
/** Fri May 31 12:00:00 UTC 2019 */
const timeBeforeYear = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s{1,3})?([a-z]{3,9})\.?\s{1,3}(\d{1,2})\s{1,3}${time}${zone}\s{1,3}(\d{4})$`,
);

/**
 * Parses a date of a feed or of page metadata. A time without a zone is UTC; a day without a time is its start in UTC.
 * Returns null for an impossible date (30 February), a year outside 1970-2199, or an ambiguous form (05/06/2019).
 * `Date.parse` is unsuitable: it uses local time, turns 30 February into 2 March, and knows only American zones.
 */
export function parseInstant(printed: string): Instant | null {
  const text = printed.slice(0, 100).replace(/\s+/g, ' ').trim().toLowerCase();
  if (printed.trim().length > 60) return null;
  let found = isoForm.exec(text);
  if (found) {
    const [, year, month, day, hour, minute, second, half, hour2, minute2, second2, offset] = found;
    return build(year, Number(month), day, [hour ?? hour2, minute ?? minute2, second ?? second2, half, offset]);
  }
  found = dayFirst.exec(text);
  if (found) return build(found[3], monthOf(found[2]), found[1], found.slice(4, 9));
  found = monthFirst.exec(text);
  if (found) return build(found[3], monthOf(found[1]), found[2], found.slice(4, 9));
  found = timeBeforeYear.exec(text);
  if (found) return build(found[8], monthOf(found[1]), found[2], found.slice(3, 8));
  return null;
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
  if (offset === null || hour > 23 || minute > 59 || year < 1970 || year > 2199) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return real ? new Date(at.getTime() - offset * 60_000).toISOString() : null;
}

/** Returns minutes east of UTC; 0 for an unknown name, null for an impossible offset. */
function readOffset(text: string | undefined): number | null {
  if (text === undefined || text === '') return 0;
  const digits = /([+-])(\d{1,2}):?(\d{0,2})$/.exec(text);
  if (!digits) return zones[text] ?? 0;
  const minutes = Number(digits[2]) * 60 + Number(digits[3] || 0);
  if (minutes > 14 * 60 || Number(digits[3] || 0) > 59) return null;
  return digits[1] === '-' ? -minutes : minutes;
}
