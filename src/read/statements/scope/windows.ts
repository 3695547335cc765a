import { addMonths, type Day, type Month, type MonthOrDay, monthOf } from '../../../domain/time.ts';
import { type FoundDate, findDates, latestMonth, type PartialDate } from '../../text/dates.ts';

/** The time a figure covers, as its sentence states it: exact days where it gives them. An unknown side is null. */
export interface Window {
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
  /** The sentence says that the count began with the war: "since", "between August 2014 and", "to date". */
  readonly isRunning: boolean;
  /** The sentence bounds the count to a short time, even where its months are unknown: "over the past month". */
  readonly isLimited: boolean;
}

/** The same window by months. */
export function byMonths({ from, to, ...rest }: Window): Window {
  return { ...rest, from: from === null ? null : monthOf(from), to: to === null ? null : monthOf(to) };
}

export const noWindow: Window = { from: null, to: null, isRunning: false, isLimited: false };

interface Point {
  readonly start: number;
  readonly end: number;
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
}

const bareYear =
  /(?<=\b(?:in|since|of|during|de|late|early|mid|for|throughout|to|and|until|year|from|through|depuis|en|seit|desde|del|dal|between)[\s-]|^|(?:a|the|last|que|two|separate|RAF|US|U\.S\.|coalition|Australian|Dutch)\s|début\s|à\s)((?:19|20)\d{2})(?!\d|[,.]\d|-\d)(?=\s(?!civilians?|reports?|people|deaths?)|[.,;:)"'\u2019\u201d]|\s*$)/giu;
const halfYear = /\b(first|second)\s(?:half|six\smonths)\sof\s((?:19|20)\d{2})\b/gi;
const quarter = /\b(first|second|third|fourth)\squarter\sof\s((?:19|20)\d{2})\b/gi;
/** "said on 5 April 2019", "report released Sept. 29": when it was said, not what it covers. */
const saidOn =
  /\b(?:said|says|told|announced|published|released|statement|report|reported|posted|admitted|acknowledged|confirmed|updated|dated|letter|launched|opened|commissioned|(?:investigation|inquiry|review|probe)\s(?:begun|started|completed|concluded))\b(?:\s(?:in\sa\s(?:\w+\s)?(?:statement|report|release|briefing|letter)|late|early|again|today|yesterday|this\sweek))?(?:\s(?:on|of|from|dated|in|for))?(?:\s(?:late|early|mid))?(?:\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,?\s?(?:the\s)?$|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s?$/i;
const since =
  /\b(?:since|seit|depuis|desde|dal)\b[^.;,]{0,80}$|\b(?:campaign|war|operations?|intervention),?\s(?:which|that)\s(?:\w+\s)?(?:began|begun|started)\b[^.;,]{0,60}$/i;
const untilWord =
  /(?:\bto|(?<=\s)à|\band|\buntil|\bthrough|\btill|\bup\sto|-|\u2013|\u2014)\s(?:the\s)?(?:(?:end|beginning|start|middle)\sof\s)?(?:late\s|early\s|mid-)?$/i;
const fromWord = /\b(?:between|from|entre|zwischen)\b[^.;]{0,90}$/i;
const asOf = /\b(?:as\sof|by|(?<!not\s)until|through|up\sto|to)\s(?:the\s)?(?:(?:end|beginning|start)\sof\s)?$/i;
const runningWords =
  /\b(?:to\sdate|so\sfar|since\sthe\s(?:start|beginning|outset|launch|campaign|war|operation|coalition)|since\s(?:operation|operations|coalition|it\s|its\s|the\s)|since\s(?:taking|coming|starting|beginning|launching|entering|joining)\b|total\scivilian\sdeath\stoll|in\sthe\spast\s\w+\syears|during\sits\s(?:fight|campaign|war)|over\s\w+\syears|in\s[\w-]+\syears\sof|\w+-year\s(?:period|campaign|war|effort))\b/i;
const sinceYear =
  /\b(?:since|depuis|seit|desde)\s(?:\S+\s){0,4}?(?:19|20)\d{2}\b|\b(?:since|depuis|seit|desde)\s(?:the|its|their|it|le|la|l')/i;
const recently =
  /\bsince\s(?:last|this)\b|\b(?:(?:in|over|during|for|within)\s(?:the\s)?(?:past|last|previous)\s(?:\d+\s|\w+\s)?(?:hours?|days?|weeks?|months?)|(?:in|within|over)\s(?:one|a\ssingle|two|three|four|six)\s(?:days?|weeks?|months?)|(?:in|during|over)\s(?:the|that)\s(?:same\s)?year|(?:the|this|past|last)\s(?:week|month)(?:['’]s)?|last\syear|this\syear|past\syear|30-day|24\shours)\b/i;
const relativeYear = /\b(last|this)\syear\b/i;
const inMonth = /\b(?:in|during)\s(?:the\smonth\sof\s)?$/i;

/**
 * The window of a figure at `at` in its sentence. `published` lends the year to "last year", to "during August" and to the end of
 * a span; without it they stay unknown.
 */
export function windowOf(whole: string, at: number, published: Day | null): Window {
  // "said the report, which has been required since 2018": of the report, not of what it counts.
  const sentence = whole.replace(ofDocument, (clause) => ' '.repeat(clause.length));
  // Since a day that is not said again: nothing is guessed.
  if (/\bsince\sthen\b/i.test(sentence)) return { ...noWindow, isRunning: true };
  const points = pointsOf(sentence, published);
  const isRunning = runningWords.test(sentence);
  const spans = spansOf(sentence, points);
  const span = spans.find(({ start }) => start >= at) ?? spans.at(-1);
  if (span !== undefined) {
    const isWar = span.from?.startsWith('2014') === true;
    return { from: span.from, to: span.to, isRunning: isWar, isLimited: !isWar };
  }
  const struck = points.find(
    (point) =>
      point.start < at &&
      at - point.end < 60 &&
      !isWhenSaid(sentence, point, at) &&
      datesStrike(sentence.slice(point.end, point.end + 50)),
  );
  if (struck !== undefined && struck.from !== null)
    return { from: struck.from, to: struck.to, isRunning: false, isLimited: true };
  const begun = points.find(({ start }) => since.test(sentence.slice(Math.max(0, start - 100), start)));
  const isComparison =
    begun !== undefined &&
    begun.start > at &&
    /\b(?:making|highest|worst|deadliest|first\stime|most\ssince)\b/i.test(sentence.slice(at, begun.start));
  if (begun !== undefined && !isComparison && !recently.test(sentence)) {
    const last = points.find(
      ({ start }) => start > begun.end && asOf.test(sentence.slice(Math.max(0, start - 30), start)),
    );
    // "since January": of this year, and no war began with it.
    if (begun.from === null && /^\p{L}+$/u.test(sentence.slice(begun.start, begun.end)))
      return { ...noWindow, to: last?.to ?? null, isLimited: true };
    const vague = /\b(?:late|mid|early)[\s-]$/i.test(sentence.slice(Math.max(0, begun.start - 6), begun.start));
    return { from: vague ? null : begun.from, to: last?.to ?? null, isRunning: true, isLimited: false };
  }
  const stated = points.filter((point) => point !== begun && !isWhenSaid(sentence, point, at));
  const limit = stated.find(({ start }) => asOf.test(sentence.slice(Math.max(0, start - 30), start)));
  if (limit !== undefined) return { from: null, to: limit.to, isRunning: true, isLimited: false };
  // "61 in Iraq and Syria, with 38 of those in March": the month is of the 38.
  const point =
    stated.find(
      ({ start }) => start >= at && !/,\s(?:with|of\swhom|including)\s[^,]*$/i.test(sentence.slice(at, start)),
    ) ?? stated.filter(({ start }) => start < at).at(-1);
  if (point !== undefined && !isRunning) return { from: point.from, to: point.to, isRunning: false, isLimited: true };
  if (recently.test(sentence)) return { ...relativeWindow(sentence, published), isRunning: false, isLimited: true };
  return { ...noWindow, isRunning: isRunning || sinceYear.test(sentence) };
}

const ofDocument = /(?<=\b(?:report|study|survey|document|statement|review),?\s)which\b[^.;]*/gi;

/** "In March, the coalition said", "late March admitted": the month of the saying. */
function isWhenSaid(sentence: string, { start, end }: Point, at: number): boolean {
  const before = sentence.slice(Math.max(0, start - 60), start);
  // "a fall from record levels in August": what it is compared with.
  if (saidOn.test(before) || /\b(?:levels?|totals?|records?|highs?|lows?)\s(?:in|of|for)\s$/i.test(before)) return true;
  if (start > at) return false;
  return /^,?\s(?:(?:the|its|it|they|a)\s)?(?:\w[\w-]*\s){0,4}?(?:said|says|announced|admitted|acknowledged|reported|published|revealed|conceded|confirmed)\b/i.test(
    sentence.slice(end, end + 70),
  );
}

/** "2018 airstrike", "April 1, 2018, strike". */
function datesStrike(after: string): boolean {
  return /^,?\s(?:(?!that\b)[\w-]+\s){0,2}(?:air\s?strike|strike|attack|raid|bombing|incident)\b/i.test(after);
}

function relativeWindow(sentence: string, published: Day | null): Pick<Window, 'from' | 'to'> {
  const which = relativeYear.exec(sentence)?.[1]?.toLowerCase();
  if (which !== 'last' || published === null) return { from: null, to: null };
  const year = Number(published.slice(0, 4)) - 1;
  return { from: `${year}-01`, to: `${year}-12` };
}

/** Two points joined as "between A and B", "from A to B", "A through B". */
function spansOf(sentence: string, points: readonly Point[]): readonly Point[] {
  const spans: Point[] = [];
  for (const [index, first] of points.entries()) {
    if (
      first.from !== null &&
      first.to !== null &&
      first.from < first.to &&
      /\d\D+\d/.test(sentence.slice(first.start, first.end))
    ) {
      if (!/^\d{4}$/.test(sentence.slice(first.start, first.end))) spans.push(first);
    }
    const second = points[index + 1];
    if (second === undefined) break;
    const between = sentence.slice(first.end, second.start);
    const before = sentence.slice(Math.max(0, first.start - 100), first.start);
    // "between October 2016 and the fall of Mosul in July 2017".
    const isPaired = /\b(?:between|from)\s$/i.test(before) && /\b(?:and|to|until|through)\s/i.test(between);
    if (between.length > 90 || (!isPaired && !untilWord.test(` ${between}`))) continue;
    const isOpened = fromWord.test(before);
    if (!isOpened && (/\band\b/i.test(between) || since.test(before) || between.length > 30)) continue;
    spans.push({ start: first.start, end: second.end, from: first.from, to: second.to });
  }
  return spans;
}

function pointsOf(sentence: string, published: Day | null): readonly Point[] {
  const points: Point[] = [];
  const add = (match: RegExpMatchArray, from: Month, months: number): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (points.every((point) => end <= point.start || start >= point.end))
      points.push({ start, end, from, to: addMonths(from, months - 1) });
  };
  const dates = findDates(sentence);
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    const side = { sentence, date, next, published };
    points.push({ start: date.start, end: date.end, from: dateOf(date.from, side), to: dateOf(date.to, side) });
  }
  for (const match of sentence.matchAll(halfYear))
    add(match, `${match[2]}-${match[1]?.toLowerCase() === 'first' ? '01' : '07'}`, 6);
  for (const match of sentence.matchAll(quarter)) {
    const index = ['first', 'second', 'third', 'fourth'].indexOf((match[1] ?? '').toLowerCase());
    add(match, `${match[2]}-${String(index * 3 + 1).padStart(2, '0')}`, 3);
  }
  for (const match of sentence.matchAll(bareYear)) add(match, `${match[1]}-01`, 12);
  return points.sort((a, b) => a.start - b.start);
}

interface Side {
  readonly sentence: string;
  readonly date: FoundDate;
  readonly next: FoundDate | undefined;
  readonly published: Day | null;
}

/** The month of one side of a date. A missing year comes only from the same span, from "this year", or from "in MONTH" before publication. */
function dateOf(date: PartialDate, side: Side): MonthOrDay | null {
  const month = writtenMonth(date, side);
  return month === null || date.day === null ? month : `${month}-${String(date.day).padStart(2, '0')}`;
}

function writtenMonth(date: PartialDate, { sentence, date: found, next, published }: Side): Month | null {
  const written = (year: number): Month => `${String(year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}`;
  if (date.year !== null) return written(date.year);
  const between = next === undefined ? '' : sentence.slice(found.end, next.start);
  const isJoined = /^\s?(?:and|to|through|until|-|\u2013|\u2014)\s?(?:the\s)?(?:end\sof\s)?$/i.test(between);
  // "on 28 September of that year".
  const earlierYear = /^,?\s(?:of\s)?(?:that|the\ssame)\syear/i.test(sentence.slice(found.end, found.end + 24))
    ? /\b((?:19|20)\d{2})\b(?!.*\b(?:19|20)\d{2}\b)/.exec(sentence.slice(0, found.start))?.[1]
    : undefined;
  if (earlierYear !== undefined) return written(Number(earlierYear));
  if (isJoined && next !== undefined && next.from.year !== null && next.from.month >= date.month)
    return written(next.from.year);
  // "on 20 March and 44 on 22 March 2017": the year is printed once.
  if (
    date.day !== null &&
    next?.from.year != null &&
    next.from.day !== null &&
    next.from.month >= date.month &&
    !/[.;]/.test(between)
  )
    return written(next.from.year);
  if (published === null) return null;
  const after = sentence.slice(found.end, found.end + 16);
  if (/^,?\s(?:of\s)?this\syear/i.test(after)) return written(Number(published.slice(0, 4)));
  if (/^,?\s(?:of\s)?last\syear/i.test(after)) return written(Number(published.slice(0, 4)) - 1);
  const before = sentence.slice(Math.max(0, found.start - 30), found.start);
  const isSpan = found.from !== found.to && /\b(?:between|from)\s$/i.test(before);
  const hasOtherYear = /\b(?:19|20)\d{2}\b/.test(sentence);
  const isDay = date.day !== null && /\b(?:on|of|the)\s$/i.test(before) && !hasOtherYear;
  if (isDay) {
    const latest = latestMonth(date.month, published.slice(0, 7));
    return `${latest}-${String(date.day).padStart(2, '0')}` <= published ? latest : null;
  }
  if (isSpan || (found.precision === 'month' && inMonth.test(before) && !hasOtherYear))
    return latestMonth(date.month, published.slice(0, 7));
  return null;
}
