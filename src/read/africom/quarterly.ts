import type { Incident, IncidentOutcome } from '../../domain/incidents.ts';
import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import type { Period } from '../../domain/time.ts';
import type { Warning } from '../../domain/warnings.ts';
import { findPlaces } from '../statements/scope/places.ts';
import { type HarmFigure, harmFiguresIn } from '../statements/tolls/harm-figure.ts';
import { findDates, toDay } from '../text/dates.ts';
import { findNumbers, type NumberToken } from '../text/numbers.ts';
import { quoteAt, reading } from '../text/quotes.ts';
import { findParagraphs, findSentences, type Span } from '../text/sentences.ts';
import { casesIn } from './caseload.ts';
import { periodOfQuarter } from './fiscal-quarters.ts';

/**
 * Reads the quarterly civilian casualty assessment reports of US Africa Command. Its unit is the case: "allegations" about one
 * incident are one case, so allegations_received is the number of cases or reports added, not of the messages about them.
 */

export const quarterlyAfricomVersion = 4;

export { looksLikeQuarterlyAfricom } from './recognition.ts';

const onlyAlleged =
  /\b(?:alleg(?:e|ed|es|ing|edly|ations?\sthat)|claim(?:ed|ing|s)|reported\sthat|received\s(?:information|a\sreport)|unsubstantiated|not\ssubstantiated|does\snot|do\snot|whether|al-?Shabaab\shas|terror\sattacks?|displaced)\b/i;
const admits =
  /\b(?:substantiate[sd]?|assess(?:es|ed)?|likely|unfortunately|regrettably|regrets?|resulted\sin|result\sof|caused)\b|\b(?:AFRICOM|Africa\sCommand|command['’]s|U\.?S\.?|its|our)\s(?:air\s?)?strike\s(?:\w+ly\s)?(?:killed|injured|wounded)\b/i;

export function readQuarterlyAfricom(text: string, context: ReadContext): ReadResult {
  const period = periodOfQuarter(context.title === null ? text : `${text}\n${context.title}`, context.published);
  const numbers = findNumbers(text, { articles: true });
  const paragraphs = judge(text);
  const found = collect(text, numbers, period, paragraphs);
  const incidents = incidentsOf(text, paragraphs);
  const warnings: Warning[] = [...found.warnings];
  if (period === null) warnings.push({ code: 'period-unknown', expected: 'quarter' });
  if (found.readings.length === 0) warnings.push({ code: 'nothing-read' });
  return {
    reader: 'quarterly-africom',
    readerVersion: quarterlyAfricomVersion,
    period,
    readings: found.readings,
    mentions: [],
    incidents,
    warnings,
  };
}

function collect(
  text: string,
  numbers: readonly NumberToken[],
  period: Period | null,
  paragraphs: readonly Judged[],
): { readonly readings: readonly Reading[]; readonly warnings: readonly Warning[] } {
  const readings: Reading[] = [];
  const warnings: Warning[] = [];
  const deaths: { readonly figure: HarmFigure; readonly span: Span }[] = [];
  const window = { from: period?.from ?? null, to: period?.to ?? null };
  const country = countryOf(text.slice(0, 20_000));
  let next = 0;
  let paragraph = 0;
  let admitting: Judged | null | undefined = null;
  for (const span of findSentences(text)) {
    while ((paragraphs[paragraph]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) paragraph += 1;
    const body = text.slice(span.start, span.end);
    const inside: NumberToken[] = [];
    for (let token = numbers[next]; token !== undefined && token.start < span.end; token = numbers[++next])
      if (token.start >= span.start && token.end <= span.end)
        inside.push({ ...token, start: token.start - span.start, end: token.end - span.start });
    if (inside.length === 0 || span.end - span.start > 3000) continue;
    const cases = casesIn(body, inside);
    for (const [measure, value] of cases)
      if (!readings.some((made) => made.measure === measure))
        readings.push(
          reading(
            text,
            {
              rule: 'africom-caseload',
              measure,
              value,
              speakers: ['africom'],
              place: countryOf(body) ?? country,
              ...window,
            },
            span,
          ),
        );
    // "Two cases were substantiated. In the first, one civilian was killed": the sentence after goes on from it.
    const around = paragraphs[paragraph];
    const isAdmitted =
      admits.test(body) ||
      (around?.isHeaded === true && around.outcome === 'credible') ||
      (admitting === around && continues.test(body));
    const isNone = cases.some(([measure, value]) => measure === 'allegations_credible' && value === 0);
    admitting = substantiates.test(body) && !refuses.test(body) && !isNone ? around : null;
    if (isAdmitted && !onlyAlleged.test(body)) for (const figure of harmFiguresIn(body)) deaths.push({ figure, span });
  }
  for (const harm of ['killed', 'injured'] as const) {
    const of = deaths.filter(({ figure }) => figure.harm === harm);
    const values = new Set(of.map(({ figure }) => figure.value));
    const first = of[0];
    if (first === undefined) continue;
    if (values.size > 1) warnings.push({ code: 'several-incidents', harm, values: [...values] });
    else
      readings.push(
        reading(
          text,
          {
            rule: 'africom-harm',
            measure: `${harm}_new`,
            value: first.figure.value,
            valueMax: first.figure.valueMax,
            qualifier: first.figure.qualifier,
            speakers: ['africom'],
            place: placeAround(text, first.span),
            ...window,
          },
          first.span,
        ),
      );
  }
  return { readings, warnings };
}

/** The town or country that the sentence names, or that the text around it does. */
function placeAround(text: string, span: Span): string | null {
  const own = findPlaces(text.slice(span.start, span.end));
  const named = own.find(({ isCountry }) => !isCountry) ?? own[0];
  if (named !== undefined) return named.name;
  const near = findPlaces(text.slice(Math.max(0, span.start - 700), span.end + 700));
  const town = near.find(({ isCountry }) => !isCountry);
  if (town !== undefined && /Somal/i.test(text)) return 'Somalia';
  return countryOf(text.slice(0, 20_000));
}

/** The only country that a piece of text names; null where it names none or several. */
function countryOf(piece: string): string | null {
  const countries = new Set(findPlaces(piece).flatMap(({ isCountry, name }) => (isCountry ? [name] : [])));
  const [only] = countries;
  return countries.size === 1 && only !== undefined ? only : null;
}

const vicinity =
  /\b(?:in\sthe\svicinity\sof|near|vicinity\sof|(?:air)?strike\s(?:in|at))\s(?:the\s(?:town|city)\sof\s)?((?:[A-Z][\p{L}’'-]+)(?:[\s-][A-Z][\p{L}’'-]+){0,2})(?:,\s(Somalia|Libya))?/u;

/** One entry for each paragraph that dates and places a strike and says, or stands under a heading that says, what became of it. */
function incidentsOf(text: string, paragraphs: readonly Judged[]): readonly Incident[] {
  const incidents: Incident[] = [];
  for (const { span, outcome } of paragraphs) {
    if (outcome === null || span.end - span.start > 4000) continue;
    const body = text.slice(span.start, span.end);
    const place = vicinity.exec(body);
    const date = findDates(body).find(
      ({ from, start }) =>
        toDay(from) !== null &&
        !/\b(?:ending|ended|through|published|received[^.]{0,40})\s(?:on\s)?$/i.test(
          body.slice(Math.max(0, start - 60), start),
        ),
    );
    if (place === null || date === undefined || !/\b(?:air\s?)?strike/i.test(body)) continue;
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
    });
  }
  return incidents;
}

interface Judged {
  readonly span: Span;
  readonly outcome: IncidentOutcome | null;
  /** The outcome is the heading's. */
  readonly isHeaded: boolean;
}

const heading =
  /^\W*(?:(?:newly\s)?(unsubstantiated|not\ssubstantiated)|(substantiated)|(duplicates?)|(open|pending|remaining)|\w+(?:\s\w+){0,3})(?:\s(?:cases?|reports?|allegations?|incidents?|assessments?))?(?:\s\(\d+\))?\s?:?$/i;

/** Every paragraph with what its own words, else the heading above it, say became of the case. */
function judge(text: string): readonly Judged[] {
  let above: IncidentOutcome | null = null;
  return findParagraphs(text).map((span): Judged => {
    const body = text.slice(span.start, Math.min(span.end, span.start + 4000));
    const title = body.length > 60 ? null : heading.exec(body);
    if (title !== null) {
      if (title[1] !== undefined) above = 'non_credible';
      else if (title[2] !== undefined) above = 'credible';
      else if (title[3] !== undefined) above = 'duplicate';
      else above = title[4] !== undefined ? 'unknown' : null;
      return { span, outcome: null, isHeaded: false };
    }
    const own = outcomeOf(body);
    return { span, outcome: own ?? above, isHeaded: own === null };
  });
}

const continues =
  /^(?:In\s(?:the|that|this|one)\b|The\s(?:first|second|other|strike|airstrike|case|incident)\b|It\b|That\b|This\b)/;
const substantiates = /(?<!\bun)(?<!\bnot\s(?:be\s)?)\bsubstantiate[sd]?\b/i;
const refuses = /\b(?:unsubstantiated|(?:not|none|neither|no)\b[^.;]{0,40}?\ssubstantiated?)\b/i;

function outcomeOf(body: string): IncidentOutcome | null {
  if (refuses.test(body))
    return substantiates.test(body.replace(new RegExp(refuses, 'gi'), '')) ? null : 'non_credible';
  if (/\bduplicate\b/i.test(body)) return 'duplicate';
  return /\bsubstantiate[sd]?\b/i.test(body) ? 'credible' : null;
}

/** Only of the sentences that do not merely repeat what was alleged. */
function substantiatedFigures(body: string): readonly HarmFigure[] {
  return findSentences(body).flatMap((span) => {
    const sentence = body.slice(span.start, span.end);
    if (onlyAlleged.test(sentence)) return [];
    return harmFiguresIn(sentence);
  });
}
