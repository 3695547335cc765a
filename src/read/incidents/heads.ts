import type { Via } from '../../domain/incidents.ts';
import type { Day } from '../../domain/time.ts';
import { type FoundDate, findDateSpans, findDates, type PartialDate, toDay } from '../text/dates.ts';
import { type Opening, openingBefore, sentenceWord } from './openings.ts';
import { placeAt } from './places.ts';
import { viaAt } from './vias.ts';

/**
 * The heads of incident entries: `[n.] DATE, (near|in|…) PLACE, (Syria|Iraq)[,] [via SOURCE [report]](.|:)`. A head is told by
 * its form and by what stands before it, never by lines: copies wrap them and lose them. "… a duplicate of July 18, 2016, near
 * Manbij, Syria" has the form and is none, for it stands in the middle of a sentence.
 */

export interface Head {
  /** Offset of the list number, else of "On", else of the date. */
  readonly start: number;
  /** Where the narrative begins. */
  readonly end: number;
  readonly number: number | null;
  readonly date: Day | null;
  readonly dateTo: Day | null;
  /** What the text prints where no year is printed with it; null where the date is whole. */
  readonly withoutYear: { readonly from: PartialDate; readonly to: PartialDate } | null;
  /** The printed day does not exist ("Feb. 30"). */
  readonly badDate: boolean;
  readonly place: string | null;
  readonly country: string | null;
  readonly vias: readonly Via[];
  /**
   * The form alone is no proof: a line with nothing but date and place, or a sentence that tells of a strike. An entry only in
   * a list.
   */
  readonly isLoose: boolean;
}

interface Moment {
  readonly start: number;
  readonly end: number;
  readonly date: FoundDate | null;
  readonly unknown: boolean;
}

const unknownDate =
  /\b(?:unknown date|date unknown|undated|various dates|multiple dates|unspecified date|date (?:not specified|unspecified))\b/gi;
const lateYear = /^[\s.,]{0,3}((?:19|20)\d{2})(?!\d)/;
/** "03 DEC 21" before a word. */
const shortYear = /^\s'?(\d{2})(?=[\s,:;])/;
const militaryDay = /^\d{1,2}\s?[A-Z]{3,4}$/;
/** "Jun. 5, 2107": the year is a misprint, the date is unknown. */
const impossibleYear = /^,?\s{1,9}(\d{4})(?=[\s,:;.])/;
const secondDate = /^[\s,]{0,3}(?:and|to|&|through|[\u2010-\u2015/-])\s{0,3}$/;
/** What may stand between two parts of a head, a page break included. */
const gap = 40;
/** "Idlib, Syria, self-report." names its source without the word. */
const bareSource =
  /^\s?[,(|\u2010-\u2015-]\s?(?=(?:self[\s\u2010-\u2015-]*report(?:ed)?|airwars|amnesty international|human rights watch|(?:social )?media|open[\s-]sources?|white helmets|SNHR|SOHR)(?: reports?)?(?:\[\^\d{1,2}\])?\s?[.:;)|\u2010-\u2015-])/i;
const hasVia = /^[\s.,;)|\u2010-\u2015-]{0,32}\(?\s?via\s?:?\s/i;
const harm = /\b(?:civilians?|casualt\w+|non[\s-]?combatants?|killed|injured|wounded|harmed|deaths?)\b/i;
const firstSentence = /^[\s\S]*?(?:[.!?]["”’)]?\s+(?=[A-Z•])|\n\s*\n|$)/;
const separator = /^\s?,?\s{0,3}(?:[:;.|]|[\u2010-\u2015-]{1,2}\s)\s*|^\s?,\s*|^\s+/;

/** Heads in order, not overlapping. Linear: what is looked at behind and before each date is bounded. */
export function findHeads(text: string): readonly Head[] {
  const heads: Head[] = [];
  let free = 0;
  const moments = momentsOf(text);
  for (const [index, moment] of moments.entries()) {
    if (moment.start < free) continue;
    const head = headAt(text, moment, moments[index + 1]);
    if (head === null || head.start < free || tellsOn(text, heads.at(-1), head)) continue;
    heads.push(head);
    free = head.end;
  }
  return heads;
}

/** "4. May 5, …, via self-report: On May 5, 2017, near Mosul, Iraq, a house was hit" is one entry. */
function tellsOn(text: string, before: Head | undefined, head: Head): boolean {
  if (before === undefined || head.number !== null || head.vias.length > 0) return false;
  const begins = (one: Head): boolean => sentenceWord.test(text.slice(one.start, one.start + 16));
  if (!begins(head) || begins(before) || (before.number === null && before.vias.length === 0)) return false;
  const between = text.slice(before.end, head.start);
  return !between.includes('\n') || (before.number !== null && between.length < 1_500 && !/\n\s*\n/.test(between));
}

function momentsOf(text: string): readonly Moment[] {
  const moments: Moment[] = findDateSpans(text).map(({ start, end, date }) => ({ start, end, date, unknown: false }));
  for (const match of text.matchAll(unknownDate))
    moments.push({ start: match.index, end: match.index + match[0].length, date: null, unknown: true });
  return moments.map((moment) => withoutListNumber(text, moment)).sort((a, b) => a.start - b.start);
}

/** "5 June 3, 2017": the 5 is the list number, not the day. */
function withoutListNumber(text: string, moment: Moment): Moment {
  const printed = text.slice(moment.start, moment.end);
  if (!/^\d/.test(printed) || (moment.date?.from.year ?? null) !== null) return moment;
  const month = /[A-Za-z]/.exec(printed)?.index ?? 0;
  if (month === 0 || !/^\s\d{1,2}(?:[-/]\d{1,2})?,?\s\d{4}/.test(text.slice(moment.end, moment.end + 16)))
    return moment;
  const begin = moment.start + month;
  const date = findDates(text.slice(begin, moment.end + 16))[0];
  if (date === undefined || date.start !== 0) return moment;
  return {
    start: begin,
    end: begin + date.end,
    date: { ...date, start: begin, end: begin + date.end },
    unknown: false,
  };
}

function headAt(text: string, moment: Moment, next: Moment | undefined): Head | null {
  const opening = openingBefore(text, moment.start);
  if (opening === null) return null;
  const dated = wholeDate(text, moment, next);
  const skipped =
    /^[\s,:|\u2010-\u2015-]{0,32}(?:\((?:[^()\n]{1,60})\)[\s,]{0,3})?/.exec(text.slice(dated.end, dated.end + 100))?.[0]
      .length ?? 0;
  const spot = placeAt(text, dated.end + skipped);
  if (spot === null) return sentenceHead(text, opening, dated);
  const rest = text.slice(spot.end, spot.end + gap);
  const source = hasVia.exec(rest) ?? bareSource.exec(rest);
  const numbered = opening.number !== null;
  let isLoose = false;
  if (source === null) {
    const closed = /^\s?,?\s{0,3}[:.;|]/.test(rest) || /^\s{0,2}[\u2010-\u2015-]{1,2}\s/.test(rest);
    const soon = text.slice(spot.end, spot.end + 900);
    if (spot.country === null && !numbered && !(rest.startsWith(':') && spot.hasPreposition)) return null;
    // "June 3, 2017, near Mosul, Iraq" as a line of its own.
    isLoose = !numbered && spot.hasPreposition && isWholeLine(text, opening.start, spot.end);
    // "On July 16, near Raqqah, Syria, 12 strikes engaged …" is a strike report.
    if (!numbered && !isLoose && !harm.test(closed ? soon : (firstSentence.exec(soon)?.[0] ?? soon))) return null;
    if (/^\w/.test(rest)) return null;
  }
  if (!numbered && dated.precision === 'month' && source === null) return null;
  const read = source === null ? null : viaAt(text, spot.end + source[0].length);
  const end = read?.end ?? spot.end + (separator.exec(text.slice(spot.end, spot.end + gap))?.[0].length ?? 0);
  return {
    start: opening.start,
    end,
    number: opening.number,
    date: dated.date,
    dateTo: dated.dateTo,
    withoutYear: dated.withoutYear,
    badDate: dated.bad,
    place: spot.place,
    country: spot.country,
    vias: read?.vias ?? [],
    isLoose,
  };
}

function isWholeLine(text: string, start: number, end: number): boolean {
  return (
    /(?:^|\n)[\s•·▪●*>\u2010-\u2015-]{0,8}$/.test(text.slice(Math.max(0, start - 10), start)) &&
    /^[ \t.]{0,4}(?:\n|$)/.test(text.slice(end, end + 6))
  );
}

const strikeSentence =
  /^,?\s(?:(?:an?|the|one|two|three|several|multiple)\s)?(?:[\w.-]+\s){0,3}?(?:air)?(?:strikes?|engagements?|raids?)\b[^.;:\n]{0,80}?\s(?=(?:near|in|at|outside|north|south|east|west|in\sthe\svicinity\sof|vicinity\sof)\b)/i;

/** "On June 3, 2017, a Coalition strike near Mosul, Iraq, unintentionally killed two civilians." at the beginning of a line. */
function sentenceHead(text: string, opening: Opening, dated: Dated): Head | null {
  if (opening.number === null && !/(?:^|\n)\s*$/.test(text.slice(Math.max(0, opening.start - 4), opening.start)))
    return null;
  if (opening.number === null && !sentenceWord.test(text.slice(opening.start, opening.start + 16))) return null;
  const told = strikeSentence.exec(text.slice(dated.end, dated.end + 160));
  if (told === null) return null;
  const spot = placeAt(text, dated.end + told[0].length);
  if (spot === null || spot.country === null) return null;
  const soon = text.slice(spot.end, spot.end + 900);
  if (!harm.test(opening.number === null ? (firstSentence.exec(soon)?.[0] ?? '') : soon)) return null;
  return {
    start: opening.start,
    end: dated.end + (separator.exec(text.slice(dated.end, dated.end + gap))?.[0].length ?? 0),
    number: opening.number,
    date: dated.date,
    dateTo: dated.dateTo,
    withoutYear: dated.withoutYear,
    badDate: dated.bad,
    place: spot.place,
    country: spot.country,
    vias: [],
    isLoose: opening.number === null,
  };
}

interface Dated {
  readonly end: number;
  readonly date: Day | null;
  readonly dateTo: Day | null;
  readonly withoutYear: Head['withoutYear'];
  readonly precision: 'day' | 'month' | 'unknown';
  readonly bad: boolean;
}

function wholeDate(text: string, moment: Moment, next: Moment | undefined): Dated {
  const { date } = moment;
  if (date === null) {
    const none = { end: moment.end, date: null, dateTo: null, withoutYear: null } as const;
    return moment.unknown ? { ...none, precision: 'unknown', bad: false } : { ...none, precision: 'day', bad: true };
  }
  let { from, to } = date;
  let end = moment.end;
  // "Feb. 10. 2017", "March 21 , 2017".
  const late = from.year === null ? lateYear.exec(text.slice(end, end + 8)) : null;
  if (late !== null) {
    from = { ...from, year: Number(late[1]) };
    to = { ...to, year: Number(late[1]) };
    end += late[0].length;
  } else if (from.year === null && militaryDay.test(text.slice(moment.start, moment.end))) {
    const short = shortYear.exec(text.slice(end, end + 6));
    if (short !== null) {
      from = { ...from, year: 2000 + Number(short[1]) };
      to = from;
      end += short[0].length;
    }
  }
  // "Sept. 2, 2017 and Sept. 3, 2017"
  if (
    next?.date &&
    next.start - end <= 9 &&
    secondDate.test(text.slice(end, next.start)) &&
    next.date.precision === 'day'
  ) {
    to = next.date.to;
    end = next.end;
    if (from.year === null) from = { ...from, year: to.year };
  }
  const misprint = from.year === null ? impossibleYear.exec(text.slice(end, end + 16)) : null;
  if (misprint !== null)
    return { end: end + misprint[0].length, date: null, dateTo: null, withoutYear: null, precision: 'day', bad: true };
  if (date.precision === 'month')
    return { end, date: null, dateTo: null, withoutYear: null, precision: 'month', bad: false };
  const first = toDay(from);
  const last = toDay(to);
  return {
    end,
    date: first,
    dateTo: first === null || last === null || last <= first ? null : last,
    withoutYear: first === null ? { from, to } : null,
    precision: 'day',
    bad: false,
  };
}
