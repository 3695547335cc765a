import type { Via } from '../../domain/incidents.ts';
import type { Day } from '../../domain/time.ts';
import { type FoundDate, findDateSpans, findDates, type PartialDate, toDay } from '../text/dates.ts';
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
  if (spot === null) return null;
  const rest = text.slice(spot.end, spot.end + gap);
  const source = hasVia.exec(rest) ?? bareSource.exec(rest);
  const numbered = opening.number !== null;
  if (source === null) {
    const closed = /^\s?,?\s{0,3}[:.;|]/.test(rest) || /^\s{0,2}[\u2010-\u2015-]{1,2}\s/.test(rest);
    const soon = text.slice(spot.end, spot.end + 900);
    if (spot.country === null && !numbered && !(rest.startsWith(':') && spot.hasPreposition)) return null;
    // "On July 16, near Raqqah, Syria, 12 strikes engaged …" is a strike report.
    if (!numbered && !harm.test(closed ? soon : (firstSentence.exec(soon)?.[0] ?? soon))) return null;
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

/** "On July 4", "Between Feb. 26 and March 1": a sentence that begins with its date. */
const opener =
  /(?:^|[^\p{L}])((?:(?:On(?:\sor\sabout)?|Between|From|In(?:\s(?:early|late|mid))?|Around|Circa|Approximately|Early|Late|Mid)(?:\s{1,3}|(?<=[Mm]id)-))+)$/u;
const sentenceWord = /^(?:\d{1,3}[.)]\s{0,4})?(?:On|Between|From|In|Around|Circa|Approximately)\s/;
const listNumber =
  /(?:^|[^\p{L}\p{N}/.,-]|[.!?:)\]”"])(?:(?:report|incident|entry|case|allegation)\s)?(?:no\.?\s?|#\s?)?(?<!\()(\d{1,3})\s?[.):]\s{0,12}(?:\|\s{0,4})?$/iu;
/** "(5) June 3" at the beginning of a line; elsewhere "(497)" is the reference of the entry before. */
const bracketed = /(?:^|\n)[ \t]*\((\d{1,3})\)[ \t]{0,8}$/;
const bareNumber = /(?:^|\n)[ \t]*(\d{1,3})[ \t]{1,8}(?:\|[ \t]{0,4})?$/;
const namesAnEntry = /\b(?:number|nos?\.?|entry|item|numbers)\s?$/i;
const endsInMonth = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s$/i;
const midSentence =
  /(?:[,\u2010-]|\b(?:a|an|the|of|on|in|to|and|or|at|by|with|from|for|was|were|is|are|be|as|than|that|which|dated?|released|reported|since|between|until|through|before|after|near|number|no|entry|item|incident|incidents|report|during|about|around|late|early|mid|this|it))$/i;
/** Before a list number at the beginning of a line: only what can never end a line of its own. */
const leadsOn = /(?:,|\b(?:of|to|as|by|with|from|and|or|than|see|number|entry|item|numbers))$/i;
const namesEarlier =
  /\b(?:duplicates? of|previous(?:ly)?\s+\w*|released as|reported as|listed as|should (?:read|be|have)|correct(?:ed)?\s+(?:as|to|date)|reads?|see|instead of|originally)\s{0,3}[:"“‘(\u2010-\u2015-]?\s{0,3}$/i;

/** The list number and "On" before a date, and whether an entry may begin there at all. */
function openingBefore(
  text: string,
  dateStart: number,
): { readonly start: number; readonly number: number | null } | null {
  let start = dateStart;
  const on = opener.exec(text.slice(Math.max(0, start - 18), start));
  if (on !== null) start -= on[1]?.length ?? 0;
  const origin = Math.max(0, start - 90);
  let before = text.slice(origin, start);
  const dotted = listNumber.exec(before) ?? bareNumber.exec(before) ?? bracketed.exec(before);
  let number: number | null = null;
  if (dotted !== null) {
    const digitsAt = before.lastIndexOf(dotted[1] ?? '');
    const lead = before.slice(0, digitsAt);
    // "on August 13. On September 24 …" is a date, "number 5. …" names an entry.
    const named = namesAnEntry.test(lead) && !/(?:^|\n)\s*(?:no\.?|number)\s?$/i.test(lead);
    if (!endsInMonth.test(lead) && !named) {
      number = Number(dotted[1]);
      start -= before.length - digitsAt;
      before = lead.replace(/(?:no\.?\s?|#\s?|\()$/i, '');
    }
  }
  const bullet = /[•·▪●◦*>|\u2010-\u2015-]\s{0,6}$/.exec(before);
  const context = before.trimEnd();
  if (context === '') return { start, number };
  const between = text.slice(origin + context.length, start);
  if (namesEarlier.test(before)) return null;
  if (/\n\s*\n/.test(between) && !midSentence.test(context)) return { start, number };
  if (/[•▪●◦]$/.test(context)) return { start, number };
  if (bullet !== null) {
    const head = context.slice(0, -1).trimEnd();
    const lineStart = /(?:^|\n)\s*$/.test(context.slice(0, -1));
    return lineStart ||
      number !== null ||
      /(?:reports?|allegations|incidents|credible|duplicates?|[.:)”"])$/i.test(head)
      ? { start, number }
      : null;
  }
  // 'the so-called "Group" Nov. 5, 2014, in …' goes on.
  if (number === null && !between.includes('\n') && /\p{L}[”"]$/u.test(context)) return null;
  if (/[.!?:;)”"\]…*]$/.test(context)) return { start, number };
  if (/[“]$/.test(context))
    return /\b(?:as|of|to|on|from)\s{0,2}[“"]$/i.test(context) && number === null ? null : { start, number };
  // A reference or a grid ends an entry without a full stop.
  if (/(?:C[IS]\s?\d{2,4}[a-z]?|[A-Z]{2}\s?\d{2,5}\s?\d{2,5}|[.)]\s{0,3}\d{3,5})$/.test(context))
    return { start, number };
  if (number !== null) return (between.includes('\n') ? leadsOn : midSentence).test(context) ? null : { start, number };
  if (/(?:Reports?|Allegations?|Incidents?|REPORTS?)(?:\s(?:No\.?|#)\s?\d{1,3})?$/.test(context))
    return { start, number };
  return between.includes('\n') && !midSentence.test(context) ? { start, number } : null;
}
