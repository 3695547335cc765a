import type { Day, Month } from '../model.ts';
import { addMonths, type FoundDate, findDates, type PartialDate } from './dates.ts';

/** The months a figure covers, as its sentence states them. Nothing is guessed: an unknown side is null. */
export interface Window {
  readonly from: Month | null;
  readonly to: Month | null;
  /** The sentence says that the count began with the war: "since", "between August 2014 and", "to date". */
  readonly isRunning: boolean;
}

export const noWindow: Window = { from: null, to: null, isRunning: false };

interface Point {
  readonly start: number;
  readonly end: number;
  readonly from: Month | null;
  readonly to: Month | null;
}

const bareYear =
  /(?<=\b(?:in|since|of|during|late|early|mid|for|throughout|to|and|until|year|from|through|depuis|en|seit|desde|del|dal|between)[\s-]|^|(?:a|the|last|que)\s|début\s)((?:19|20)\d{2})(?!\d|[,.]\d|-\d)(?=\s(?!civilians?|reports?|people|deaths?)|[.,;:)"'\u2019\u201d]|\s*$)/giu;
const halfYear = /\b(first|second)\shalf\sof\s((?:19|20)\d{2})\b/gi;
const quarter = /\b(first|second|third|fourth)\squarter\sof\s((?:19|20)\d{2})\b/gi;
/** "said on 5 April 2019", "report released Sept. 29": when it was said, not what it covers. */
const saidOn =
  /\b(?:said|says|told|announced|published|released|statement|report|reported|posted|admitted|acknowledged|confirmed|updated|dated|letter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b[^.;:"“”]{0,18}?(?:\bon\s|,\s|\sof\s|\sin\s|\sfrom\s)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)?,?\s?$/i;
const since = /\b(?:since|seit|depuis|desde|dal)\b[^.;,]{0,80}$/i;
const untilWord =
  /(?:\bto|\band|\buntil|\bthrough|\btill|\bup\sto|-|\u2013|\u2014)\s(?:the\s)?(?:(?:end|beginning|start|middle)\sof\s)?(?:late\s|early\s|mid-)?$/i;
const fromWord = /\b(?:between|from)\b[^.;]{0,90}$/i;
const asOf = /\b(?:as\sof|by|until|through|up\sto|to)\s(?:the\s)?(?:(?:end|beginning|start)\sof\s)?$/i;
const runningWords =
  /\b(?:to\sdate|so\sfar|since\sthe\s(?:start|beginning|outset|launch|campaign|war|operation|coalition)|since\s(?:operation|operations|coalition|it\s|its\s|the\s)|total\scivilian\sdeath\stoll|in\stotal|a\stotal\sof|in\sthe\spast\s\w+\syears|during\sits\s(?:fight|campaign|war)|over\s\w+\syears)\b/i;
const sinceYear = /\b(?:since|depuis|seit|desde)\b/i;

/** What the window of a figure at `at` is, in its sentence. `published` lends a year only to "this year" and to the end of a span. */
export function windowOf(sentence: string, at: number, published: Day | null): Window {
  const points = pointsOf(sentence, published);
  const running = runningWords.test(sentence);
  const spans = spansOf(sentence, points);
  const span = spans.find(({ start }) => start >= at) ?? spans.at(-1);
  if (span !== undefined) return { from: span.from, to: span.to, isRunning: span.from?.startsWith('2014') === true };
  const struck = points.find(
    ({ start, end }) =>
      start < at &&
      at - end < 60 &&
      /^\s(?:[\w-]+\s){0,2}(?:air\s?strike|strike|attack|raid|bombing|incident)\b/i.test(sentence.slice(end, end + 50)),
  );
  if (struck !== undefined && struck.from !== null) return { from: struck.from, to: struck.to, isRunning: false };
  const begun = points.find(({ start }) => since.test(sentence.slice(Math.max(0, start - 100), start)));
  if (begun !== undefined) {
    const last = points.find(
      ({ start }) => start > begun.end && asOf.test(sentence.slice(Math.max(0, start - 30), start)),
    );
    const vague = /\b(?:late|mid|early)[\s-]$/i.test(sentence.slice(Math.max(0, begun.start - 6), begun.start));
    return { from: vague ? null : begun.from, to: last?.to ?? null, isRunning: true };
  }
  const stated = points.filter(({ start }) => !saidOn.test(sentence.slice(Math.max(0, start - 60), start)));
  const limit = stated.find(({ start }) => asOf.test(sentence.slice(Math.max(0, start - 30), start)));
  if (limit !== undefined) return { from: null, to: limit.to, isRunning: true };
  const point = stated.find(({ start }) => start >= at) ?? stated.at(-1);
  if (point === undefined || running) return { ...noWindow, isRunning: running || sinceYear.test(sentence) };
  return { from: point.from, to: point.to, isRunning: false };
}

/** Two points joined as "between A and B", "from A to B", "A through B". */
function spansOf(sentence: string, points: readonly Point[]): readonly Point[] {
  const spans: Point[] = [];
  for (const [index, first] of points.entries()) {
    const second = points[index + 1];
    if (second === undefined) break;
    const between = sentence.slice(first.end, second.start);
    if (between.length > 90 || !untilWord.test(` ${between}`)) continue;
    const opened = fromWord.test(sentence.slice(Math.max(0, first.start - 100), first.start));
    const joinedByAnd = /\band\b/i.test(between);
    const startedHere = since.test(sentence.slice(Math.max(0, first.start - 100), first.start));
    if (!opened && (joinedByAnd || startedHere || between.length > 30)) continue;
    spans.push({ start: first.start, end: second.end, from: first.from, to: second.to });
  }
  return spans;
}

function pointsOf(sentence: string, published: Day | null): readonly Point[] {
  const points: Point[] = [];
  const free = (start: number, end: number): boolean =>
    points.every((point) => end <= point.start || start >= point.end);
  const dates = findDates(sentence);
  for (const [index, date] of dates.entries()) {
    const from = monthOf(date.from, dates[index + 1], sentence, date, published);
    const to = monthOf(date.to, dates[index + 1], sentence, date, published);
    points.push({ start: date.start, end: date.end, from, to });
  }
  for (const match of sentence.matchAll(halfYear)) {
    const first = match[1]?.toLowerCase() === 'first';
    add(match, `${match[2]}-${first ? '01' : '07'}`, 6);
  }
  for (const match of sentence.matchAll(quarter)) {
    const index = ['first', 'second', 'third', 'fourth'].indexOf((match[1] ?? '').toLowerCase());
    add(match, `${match[2]}-${String(index * 3 + 1).padStart(2, '0')}`, 3);
  }
  for (const match of sentence.matchAll(bareYear)) add(match, `${match[1]}-01`, 12);
  return points.sort((a, b) => a.start - b.start);

  function add(match: RegExpMatchArray, from: Month, months: number): void {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (free(start, end)) points.push({ start, end, from, to: addMonths(from, months - 1) });
  }
}

/** The month of a date; "this year" takes the year of publication, and "between May and June 2017" the year of its other side. */
function monthOf(
  date: PartialDate,
  next: FoundDate | undefined,
  sentence: string,
  found: FoundDate,
  published: Day | null,
): Month | null {
  const written = (year: number): Month => `${String(year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}`;
  if (date.year !== null) return written(date.year);
  const after = sentence.slice(found.end, found.end + 16);
  if (published !== null && /^\s(?:of\s)?this\syear/i.test(after)) return written(Number(published.slice(0, 4)));
  if (published !== null && /^\s(?:of\s)?last\syear/i.test(after)) return written(Number(published.slice(0, 4)) - 1);
  const joined =
    next !== undefined &&
    /^\s?(?:and|to|through|until|-|\u2013|\u2014)\s?(?:the\s)?(?:end\sof\s)?$/i.test(
      sentence.slice(found.end, next.start),
    );
  return joined && next.from.year !== null && next.from.month >= date.month ? written(next.from.year) : null;
}
