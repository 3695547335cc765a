import { addMonths, type Day, type Month, type Period } from '../../domain/time.ts';
import { findDates, toMonth } from '../text/dates.ts';

/** The quarters of AFRICOM's reports. The US fiscal year begins in October: its first quarter of 2021 is October to December 2020. */

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
};
const ordinal = '(first|second|third|fourth|1st|2nd|3rd|4th)';
const year =
  "(?:\\s?(?:of\\s)?(?:(?:the\\s)?(?:calendar|fiscal)\\s(?:year\\s)?|FY\\s?|CY\\s?)?['’]?)(\\d{4}|(?<=FY\\s?['’]?)\\d{2})";
const quarterWord = new RegExp(
  `\\b${ordinal}[-\\s](?:(fiscal|calendar)[-\\s](?:year\\s)?)?(?:quarter|qtr)\\b(?:[,;]?\\s?${year}(?!\\d))?`,
  'giu',
);
const quarterShort =
  /\bQ([1-4])[,\s]{0,2}(?:of\s)?(?:(FY|CY|fiscal\s(?:year\s)?|calendar\s(?:year\s)?)\s?)?['’]?(\d{4}|\d{2})(?!\d)/giu;
const yearFirst = new RegExp(
  `\\b(FY|CY|fiscal\\syear|calendar\\syear)\\s?['’]?(\\d{4}|\\d{2})[,\\s]{1,2}(?:(?:Q([1-4]))|${ordinal}\\squarter)`,
  'giu',
);
const ending = /\b(?:ending|ended|ends|through)\s(?:on\s)?$/i;
const joins = /^,?\s?(?:(?:and|to|through|until)\s(?:the\send\sof\s)?|[-\u2010-\u2015]\s?)$/i;
const between = /\b(?:between|from)\s$/i;

/** The period a report states, its last day before its name; null where neither can be dated. */
export function periodOfQuarter(text: string, published: Day | null): Period | null {
  const head = text.slice(0, 6000);
  return initialSpan(head) ?? endingQuarter(head) ?? quarterSpan(head) ?? namedQuarter(head, published);
}

/** The first report covers more than a quarter: "between Feb. 1, 2019, and March 31, 2020". */
function initialSpan(head: string): Period | null {
  if (!/\b(?:initial|first)\b[^\n]{0,160}\b(?:quarterly|assessment|report)/i.test(head.slice(0, 1500))) return null;
  const dates = findDates(head);
  for (const [index, date] of dates.entries()) {
    const start = toMonth(date.from);
    const end = toMonth(date.to);
    if (start !== null && end !== null && start < end) return { from: start, to: end };
    const next = dates[index + 1];
    if (next === undefined || !between.test(head.slice(Math.max(0, date.start - 12), date.start))) continue;
    if (!joins.test(head.slice(date.end, next.start))) continue;
    const from =
      toMonth(date.from) ?? (next.from.year === null ? null : toMonth({ ...date.from, year: next.from.year }));
    const to = toMonth(next.to);
    if (from !== null && to !== null && from < to) return { from, to };
  }
  return null;
}

/** "Between April 1, 2019, and June 30, 2019": exactly the months of a quarter. */
function quarterSpan(head: string): Period | null {
  const dates = findDates(head);
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    const isRange = date.from !== date.to;
    if (!isRange && (next === undefined || !joins.test(head.slice(date.end, next.start)))) continue;
    const last = isRange ? date.to : (next?.to ?? date.to);
    const to = toMonth(last);
    const from = toMonth({ ...date.from, year: date.from.year ?? last.year });
    if (from !== null && to !== null && /-(?:01|04|07|10)$/.test(from) && addMonths(from, 2) === to)
      return { from, to };
  }
  return null;
}

function endingQuarter(head: string): Period | null {
  for (const date of findDates(head)) {
    const to = toMonth(date.to);
    if (to === null || !ending.test(head.slice(Math.max(0, date.start - 12), date.start))) continue;
    if (/-(?:03|06|09|12)$/.test(to)) return { from: addMonths(to, -2), to };
  }
  return null;
}

function namedQuarter(head: string, published: Day | null): Period | null {
  const found: {
    readonly start: number;
    readonly quarter: number;
    readonly year: number | null;
    readonly isCalendar: boolean;
  }[] = [];
  for (const match of head.matchAll(quarterWord))
    found.push({
      start: match.index,
      quarter: ordinals[(match[1] ?? '').toLowerCase()] ?? 0,
      year: wholeYear(match[3]),
      isCalendar: /calendar|\bCY/i.test(match[0]),
    });
  for (const match of head.matchAll(quarterShort))
    found.push({
      start: match.index,
      quarter: Number(match[1]),
      year: wholeYear(match[3]),
      isCalendar: /^(?:CY|calendar)/i.test(match[2] ?? ''),
    });
  for (const match of head.matchAll(yearFirst))
    found.push({
      start: match.index,
      quarter: match[3] === undefined ? (ordinals[(match[4] ?? '').toLowerCase()] ?? 0) : Number(match[3]),
      year: wholeYear(match[2]),
      isCalendar: /^c/i.test(match[1] ?? ''),
    });
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const dated = sorted.find((one) => one.year !== null);
  if (dated?.year !== undefined && dated.year !== null)
    return quarterPeriod(dated.quarter, dated.year, dated.isCalendar);
  const bare = sorted[0];
  if (bare === undefined || published === null) return null;
  // No year: the last quarter of that number that was over when the report came out.
  for (let tried = Number(published.slice(0, 4)) + 1; tried >= 2000; tried -= 1) {
    const period = quarterPeriod(bare.quarter, tried, bare.isCalendar);
    if (period.to < published.slice(0, 7)) return period;
  }
  return null;
}

function wholeYear(printed: string | undefined): number | null {
  if (printed === undefined) return null;
  return printed.length === 2 ? 2000 + Number(printed) : Number(printed);
}

/** Quarter 1-4 of a fiscal year (from October of the year before) or of a calendar year. */
export function quarterPeriod(quarter: number, inYear: number, isCalendar: boolean): Period {
  const firstOfYear: Month = isCalendar ? `${inYear}-01` : `${inYear - 1}-10`;
  const from = addMonths(firstOfYear, (quarter - 1) * 3);
  return { from, to: addMonths(from, 2) };
}
