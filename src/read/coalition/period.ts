import type { ReadContext } from '../../domain/readings.ts';
import { type Month, monthIndex, type Period } from '../../domain/time.ts';
import type { Clause } from '../text/clauses.ts';
import { type FoundDate, findDates, latestMonth, toMonth } from '../text/dates.ts';

/** Which months a report speaks of, and since when its running totals count. */

/** From and to of a running total, inclusive; null where the text does not say. */
export interface Window {
  readonly from: Month | null;
  readonly to: Month | null;
}

const opensWindow =
  /\b(?:between|from|since|beginning(?: in)?|starting(?: in)?)\s(?:the\s)?(?:(?:start|beginning|end)\sof\s)?$/i;
const joinsWindow =
  /^[,\s]*(?:and|to|through|until|till|[-\u2010-\u2015])\s(?:the\s)?(?:(?:end|start|beginning|close)\s(?:of\s)?)?(?:the\smonth\sof\s)?$/i;
const caseload = /\b(?:carried over|carried forward|received|completed|assessed|assessments?|determined|credible)\b/i;
/** "In the month of August", "During March 2017", "SOUTHWEST ASIA- December 2016, CJTF-OIR received". */
const opensMonth =
  /(?:^|[\s("'“-])(?:(?:in|during|for|over|throughout)\s(?:the\s)?(?:(?:months?|period|reporting\speriod)\s(?:of\s)?)?(?:from\s|between\s)?|(?:month|months|period)\s(?:of\s)?|as\sof\s(?:the\s)?(?:end\sof\s)?)$/i;

export interface Dates {
  readonly all: readonly FoundDate[];
  /** The month in which the document was published, as told or as its head says; null where neither does. */
  readonly published: Month | null;
}

export function datesOf(text: string, context: ReadContext): Dates {
  const all = findDates(text);
  return { all, published: context.published?.slice(0, 7) ?? headDate(text, all) };
}

/** The first whole date near the top that stands in a line of its own or in a dateline, not in a sentence of the list. */
function headDate(text: string, dates: readonly FoundDate[]): Month | null {
  for (const date of dates) {
    if (date.start > 2_500) break;
    if (date.precision !== 'day' || date.from.year === null || date.from !== date.to) continue;
    const lineStart = text.lastIndexOf('\n', date.start - 1) + 1;
    const lineEnd = text.indexOf('\n', date.end);
    const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
    const after = text.slice(date.end, date.end + 24);
    if (line.length <= 90 || /^\s?(?:[—–-]|\))/.test(after) || date.start - lineStart < 4) {
      if (/^,?\s(?:near|in|north|south|east|west|vicinity)\b/i.test(after)) continue;
      return toMonth(date.from);
    }
  }
  return null;
}

/** The dates of a clause. */
export function within(dates: readonly FoundDate[], clause: Clause): readonly FoundDate[] {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle]?.start ?? 0) < clause.start) low = middle + 1;
    else high = middle;
  }
  const own: FoundDate[] = [];
  for (let index = low; index < dates.length; index += 1) {
    const date = dates[index];
    if (date === undefined || date.end > clause.end) break;
    own.push(date);
  }
  return own;
}

/** The window a clause states ("between August 2014 and the end of June 2018"), or null. */
export function windowOf(text: string, clause: Clause, dates: readonly FoundDate[]): Window | null {
  const own = within(dates, clause);
  for (const [index, first] of own.entries()) {
    if (first.from.year === null && own[index + 1]?.from.year !== 2014) continue;
    const before = text.slice(Math.max(clause.start, first.start - 40), first.start).replace(/\s+/g, ' ');
    if (!opensWindow.test(before)) continue;
    const next = own[index + 1];
    const from = toMonth({ ...first.from, year: first.from.year ?? next?.from.year ?? null });
    if (next !== undefined && joinsWindow.test(text.slice(first.end, next.start).replace(/\s+/g, ' ')))
      return { from, to: toMonth(next.to) };
    if (/\bsince\b/i.test(before)) return { from, to: null };
  }
  return null;
}

/** True where a clause names a month or a range of its own: from there "this period" is that one, not the running window. */
export function namesPeriod(text: string, clause: Clause, dates: readonly FoundDate[]): boolean {
  return within(dates, clause).some((date) => {
    const before = text.slice(Math.max(clause.start, date.start - 60), date.start).replace(/\s+/g, ' ');
    const isSince2014 = date.from.year === 2014 || /\bend of (?:the month of )?$/i.test(before);
    return !isSince2014 && date.precision === 'month' && opensMonth.test(before);
  });
}

/** The period a report names for itself. `end` is the end of its running window, used for a year that is not printed. */
export function periodOf(
  text: string,
  clauses: readonly Clause[],
  dates: Dates,
  context: ReadContext,
  end: Month | null,
): Period | null {
  const resolve = (date: FoundDate['from']): Month | null => {
    const printed = toMonth(date);
    if (printed !== null) return printed;
    if (end !== null && monthIndex(end) % 12 === date.month - 1) return end;
    const notAfter = dates.published ?? end;
    return notAfter === null ? null : latestMonth(date.month, notAfter);
  };
  const titles = [context.title ?? '', text.slice(0, 400)];
  return (
    namedInCaseload(text, clauses, dates.all, resolve, end) ??
    quarterIn(clauses) ??
    titles.map((title) => namedInTitle(title, resolve)).find((period) => period !== null) ??
    (end === null ? null : { from: end, to: end })
  );
}

const quarter =
  /(?<!fiscal )\b(?:(first|1st)|(second|2nd)|(third|3rd)|(fourth|4th)) (?:calendar )?quarter (?:of )?(?:calendar year |cy ?)?(20\d{2})\b/i;

/** A calendar quarter with its year. */
function quarterIn(clauses: readonly Clause[]): Period | null {
  for (const { folded, inList } of clauses) {
    const match = inList || !(caseload.test(folded) || /\breports?\b/i.test(folded)) ? null : quarter.exec(folded);
    if (match === null) continue;
    const first = match.slice(1, 5).findIndex((part) => part !== undefined) * 3 + 1;
    const month = (number: number): Month => `${match[5]}-${String(number).padStart(2, '0')}`;
    return { from: month(first), to: month(first + 2) };
  }
  return null;
}

type Resolve = (date: FoundDate['from']) => Month | null;

const moving = /\b(?:carried (?:over|forward)|received|completed)\b/i;

/**
 * The month or range that the sentences on the caseload name. The fullest form wins ("In the month of October, CJTF-OIR carried
 * over ..."), since other months stand beside it: a total reassessed in November, strikes of a year ago.
 */
function namedInCaseload(
  text: string,
  clauses: readonly Clause[],
  dates: readonly FoundDate[],
  resolve: Resolve,
  end: Month | null,
): Period | null {
  let best: { readonly period: Period; readonly weight: number } | null = null;
  for (const clause of clauses) {
    if (clause.inList) continue;
    const isCaseload = caseload.test(clause.folded);
    if (!isCaseload && !/\b(?:result(?:ed|ing) in|killed|deaths?)\b/i.test(clause.folded)) continue;
    const own = within(dates, clause);
    for (const [index, date] of own.entries()) {
      const before = text.slice(Math.max(clause.start, date.start - 60), date.start).replace(/\s+/g, ' ');
      const next = own[index + 1];
      const isJoined = next !== undefined && joinsWindow.test(text.slice(date.end, next.start).replace(/\s+/g, ' '));
      if ((date.from.year ?? (isJoined ? next.from.year : null)) === 2014) continue;
      const atStart = date.start - clause.start <= 2;
      const isMonth = isCaseload && date.precision === 'month' && (opensMonth.test(before) || atStart);
      const isRange =
        (isJoined || date.from !== date.to) &&
        /\b(?:between|from|during|period of|period|covering|for|of)\s(?:the\s)?(?:period\s)?$/i.test(before);
      if (!isMonth && !isRange) continue;
      const period = between(resolve, date, isJoined ? next : null);
      if (period === null) continue;
      const weight =
        (isMonth ? 1 : 0) +
        (/\bmonths? of\s$/i.test(before) ? 4 : 0) +
        (moving.test(clause.folded) && clause.numbers.length > 0 ? 4 : 0) +
        (date.start - clause.start < 40 ? 1 : 0) +
        (period.to === end ? 2 : 0);
      if (best === null || weight > best.weight) best = { period, weight };
    }
  }
  return best?.period ?? null;
}

function between(resolve: Resolve, first: FoundDate, second: FoundDate | null): Period | null {
  const to = resolve((second ?? first).to);
  if (to === null) return null;
  const sameYear = { ...first.from, year: first.from.year ?? Number(to.slice(0, 4)) };
  const printed = toMonth(sameYear) ?? to;
  const from = first.from.year === null && printed > to ? `${Number(to.slice(0, 4)) - 1}${printed.slice(4)}` : printed;
  return from <= to ? { from, to } : null;
}

const titleMonth =
  /(?:report|civcas|civharm|assessments?|casualt(?:y|ies)|harm)[^\n.]{0,24}?(?:for|of|in|,|:|[-\u2010-\u2015|(])\s?(?:the\s(?:months?|period)\s(?:of\s)?)?(?:between\s|from\s)?$/i;

function namedInTitle(title: string, resolve: Resolve): Period | null {
  const dates = findDates(title);
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    const joined = next !== undefined && joinsWindow.test(title.slice(date.end, next.start)) ? next : null;
    if (date.precision === 'day' && joined === null && date.from === date.to) continue;
    const before = title.slice(Math.max(0, date.start - 60), date.start);
    if (
      titleMonth.test(before) ||
      /^\s*(?:monthly\s)?(?:civilian|civcas|civharm)/i.test(title.slice(date.end, date.end + 24))
    ) {
      const period = between(resolve, date, joined);
      if (period !== null) return period;
    }
  }
  return null;
}
