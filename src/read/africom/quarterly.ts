import type { Incident } from '../../domain/incidents.ts';
import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import type { Period, Window } from '../../domain/time.ts';
import type { Warning } from '../../domain/warnings.ts';
import { findPlaces } from '../statements/scope/places.ts';
import { type HarmFigure, harmFiguresIn } from '../statements/tolls/harm-figure.ts';
import { findDateSpans, toDay } from '../text/dates.ts';
import { findNumbers, type NumberToken } from '../text/numbers.ts';
import { reading } from '../text/quotes.ts';
import { findSentences, type Span } from '../text/sentences.ts';
import { casesIn } from './caseload.ts';
import { periodOfQuarter } from './fiscal-quarters.ts';
import { dayNamedElsewhere, incidentsOf, onlyAlleged, strikeDate } from './incidents.ts';
import { type Judged, judge, refuses, substantiates } from './outcomes.ts';

/**
 * Reads the quarterly civilian casualty assessment reports of US Africa Command. Its unit is the case: "allegations" about one
 * incident are one case, so allegations_received is the number of cases or reports added, not of the messages about them.
 */

export const quarterlyAfricomVersion = 6;

export { looksLikeQuarterlyAfricom } from './recognition.ts';

const continues =
  /^(?:In\s(?:the|that|this|one)\b|The\s(?:first|second|other|strike|airstrike|case|incident)\b|(?:It|That|This|Regrettably|Unfortunately|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2})\b)/;
const admits =
  /\b(?:substantiate[sd]?|assess(?:es|ed)?|likely|unfortunately|regrettably|regrets?|resulted\sin|result\sof|caused)\b|\b(?:AFRICOM|Africa\sCommand|command['’]s|U\.?S\.?|its|our)\s(?:air\s?)?strike\s(?:\w+ly\s)?(?:killed|injured|wounded)\b/i;

export function readQuarterlyAfricom(text: string, context: ReadContext): ReadResult {
  const period = periodOfQuarter(context.title === null ? text : `${text}\n${context.title}`, context.published);
  const numbers = findNumbers(text, { articles: true });
  const paragraphs = judge(text);
  const incidents = incidentsOf(text, paragraphs);
  const found = collect(text, numbers, period, paragraphs, incidents);
  const warnings: Warning[] = [...found.warnings];
  if (period === null) warnings.push({ code: 'period-unknown', expected: 'quarter' });
  if (found.readings.length === 0) warnings.push({ code: 'nothing-read' });
  return {
    reader: 'quarterly-africom',
    readerVersion: quarterlyAfricomVersion,
    period,
    readings: found.readings,
    mentions: [],
    positions: [],
    incidents,
    warnings,
  };
}

function collect(
  text: string,
  numbers: readonly NumberToken[],
  period: Period | null,
  paragraphs: readonly Judged[],
  incidents: readonly Incident[],
): { readonly readings: readonly Reading[]; readonly warnings: readonly Warning[] } {
  const readings: Reading[] = [];
  const warnings: Warning[] = [];
  const deaths: { readonly figure: HarmFigure; readonly span: Span; readonly paragraph: Span | undefined }[] = [];
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
    if (isAdmitted && !onlyAlleged.test(body))
      for (const figure of harmFiguresIn(body)) deaths.push({ figure, span, paragraph: around?.span });
  }
  const substantiated = readings.find(({ measure }) => measure === 'allegations_credible')?.value ?? null;
  for (const harm of ['killed', 'injured'] as const) {
    const of = deaths.filter(({ figure }) => figure.harm === harm);
    const values = new Set(of.map(({ figure }) => figure.value));
    const first = of[0];
    if (first === undefined) continue;
    if (values.size > 1) warnings.push({ code: 'several-incidents', harm, values: [...values] });
    else {
      const event = eventOf(text, first, substantiated === null || substantiated === 1 ? incidents : []);
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
            place: event?.place ?? placeAround(text, first.span),
            ...(event?.window ?? window),
          },
          first.span,
        ),
      );
    }
  }
  return { readings, warnings };
}

interface Told {
  readonly span: Span;
  readonly paragraph: Span | undefined;
}

/**
 * The day and place of the one strike that caused the deaths: of the sentence itself, of the incident in its paragraph, or of the
 * only incident that the report substantiates. Null where they are not known; the figure is then one of the quarter.
 */
function eventOf(
  text: string,
  { span, paragraph }: Told,
  listed: readonly Incident[],
): { readonly window: Window; readonly place: string | null } | null {
  const body = text.slice(span.start, span.end);
  const own = /strike/i.test(body) ? (strikeDate(body) ?? dayNamedElsewhere(text, body)) : null;
  const credible = listed.filter(({ outcome }) => outcome === 'credible');
  const around = credible.find(
    ({ start, end }) => paragraph !== undefined && start < paragraph.end && end > paragraph.start,
  );
  const incident = around ?? (credible.length === 1 ? credible[0] : undefined);
  const from = own === null ? (incident?.date ?? null) : toDay(own.from);
  const to = own === null ? (incident?.dateTo ?? incident?.date ?? null) : toDay(own.to);
  if (from === null || to === null) return null;
  const listedPlace = incident?.date === from ? (incident.place ?? incident.country) : null;
  return { window: { from, to }, place: listedPlace ?? townIn(body) };
}

/** The town or country that the sentence names, or that the text around it does. */
function placeAround(text: string, span: Span): string | null {
  const body = text.slice(span.start, span.end);
  const named = townIn(body) ?? findPlaces(body).find(({ isCountry }) => isCountry)?.name;
  if (named !== undefined) return named;
  const near = townIn(text.slice(Math.max(0, span.start - 700), span.end + 700));
  if (near !== null && /Somal/i.test(text)) return 'Somalia';
  return countryOf(text.slice(0, 20_000));
}

/** The first town that a piece of text names outside its dates, or null. */
function townIn(piece: string): string | null {
  const dates = findDateSpans(piece);
  const town = findPlaces(piece).find(
    ({ isCountry, start }) => !isCountry && !dates.some((date) => date.start <= start && start < date.end),
  );
  return town?.name ?? null;
}

/** The only country that a piece of text names; null where it names none or several. */
function countryOf(piece: string): string | null {
  const countries = new Set(findPlaces(piece).flatMap(({ isCountry, name }) => (isCountry ? [name] : [])));
  const [only] = countries;
  return countries.size === 1 && only !== undefined ? only : null;
}
