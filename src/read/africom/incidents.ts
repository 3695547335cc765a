import { circumstancesNotRead } from '../../domain/circumstances.ts';
import type { Incident } from '../../domain/incidents.ts';
import { type HarmFigure, harmFiguresIn } from '../statements/tolls/harm-figure.ts';
import { type FoundDate, findDates, toDay } from '../text/dates.ts';
import { quoteAt } from '../text/quotes.ts';
import { findSentences } from '../text/sentences.ts';
import type { Judged } from './outcomes.ts';

/** The strikes of which a quarterly report says what became of the case. */

const vicinity =
  /\b(?:in\sthe\svicinity\sof|near|vicinity\sof|(?:air)?strike\s(?:in|at))\s(?:the\s(?:town|city)\sof\s)?((?:[A-Z][\p{L}’'-]+)(?:[\s-][A-Z][\p{L}’'-]+){0,2})(?:,\s(Somalia|Libya))?/u;

/** "26 March 2018, Jilib, Somalia: the strike …". */
const placeAfterDate = /^,\s(?:near\s|in\s)?((?:[A-Z][\p{L}’'-]+)(?:[\s-][A-Z][\p{L}’'-]+){0,2}),\s(Somalia|Libya)\b/u;
const region = /\b((?:(?:north|south|east|west|central)[a-z-]*|coastal)\s(Somalia|Libya))\b/u;
const notOfStrike =
  /\b(?:ending|ended|through|since|by|as\sof|(?:published|released|closed|completed|received|reported|alleged|submitted)(?![^.]*strike)[^.]{0,40})\s(?:on\s)?$/i;

/** The first whole date that is not one of a report, a letter or the quarter; null where there is none. */
export function strikeDate(body: string): FoundDate | null {
  return (
    findDates(body).find(
      ({ from, start }) => toDay(from) !== null && !notOfStrike.test(body.slice(Math.max(0, start - 60), start)),
    ) ?? null
  );
}

/** "Our Jan. 1 airstrike": the whole date that the text gives for this day elsewhere, where it gives one only. */
export function dayNamedElsewhere(text: string, body: string): FoundDate | null {
  const short = findDates(body).find(({ from }) => from.day !== null && from.year === null)?.from;
  if (short === undefined) return null;
  const whole = findDates(text).filter(
    ({ from }) => from.year !== null && from.month === short.month && from.day === short.day,
  );
  return new Set(whole.map(({ from }) => from.year)).size === 1 ? (whole[0] ?? null) : null;
}

function afterDate(body: string, { end }: FoundDate): RegExpExecArray | null {
  return placeAfterDate.exec(body.slice(end, end + 80));
}

/** One entry for each paragraph that dates and places a strike and says, or stands under a heading that says, what became of it. */
export function incidentsOf(text: string, paragraphs: readonly Judged[]): readonly Incident[] {
  const incidents: Incident[] = [];
  for (const { span, outcome } of paragraphs) {
    if (outcome === null || span.end - span.start > 4000) continue;
    const body = text.slice(span.start, span.end);
    const date = strikeDate(body);
    const place = date === null ? null : (afterDate(body, date) ?? vicinity.exec(body) ?? region.exec(body));
    if (place === null || date === null || !/\b(?:air\s?)?strike/i.test(body)) continue;
    const figures = outcome === 'credible' ? substantiatedFigures(body) : [];
    const killed = figures.find(({ harm }) => harm === 'killed');
    const number = /^\s*(\d{1,2})[.)]\s/.exec(body)?.[1];
    incidents.push({
      ...quoteAt(text, span),
      number: number === undefined ? null : Number(number),
      date: toDay(date.from),
      dateTo: date.to === date.from ? null : toDay(date.to),
      place: place[1] ?? null,
      country: place[2] ?? (/\bSomalia\b/.test(body) ? 'Somalia' : /\bLibya\b/.test(body) ? 'Libya' : null),
      vias: [],
      outcome,
      killed: killed?.value ?? null,
      killedMax: killed?.valueMax ?? null,
      injured: figures.find(({ harm }) => harm === 'injured')?.value ?? null,
      reportNumbers: [],
      ngoCodes: [],
      mgrs: [],
      notPreviouslyReported: false,
      dossier: null,
      circumstances: circumstancesNotRead,
    });
  }
  return incidents;
}

export const onlyAlleged =
  /\b(?:alleg(?:e|ed|es|ing|edly|ations?\sthat)|claim(?:ed|ing|s)|reported\sthat|received\s(?:information|a\sreport)|unsubstantiated|not\ssubstantiated|does\snot|do\snot|whether|al-?Shabaab\shas|terror\sattacks?|displaced)\b/i;

/** Only of the sentences that do not merely repeat what was alleged. */
function substantiatedFigures(body: string): readonly HarmFigure[] {
  return findSentences(body).flatMap((span) => {
    const sentence = body.slice(span.start, span.end);
    if (onlyAlleged.test(sentence)) return [];
    return harmFiguresIn(sentence);
  });
}
