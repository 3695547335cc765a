import type { Incident, Outcome, Period, ReadContext, Reading, ReadResult, Warning } from '../../model.ts';
import { type DeathFigure, findDeathFigures } from '../claims/death-figures.ts';
import { killerOf } from '../claims/killers.ts';
import { findPlaces } from '../claims/places.ts';
import { findDates, toDay } from '../dates.ts';
import { findNumbers, type NumberToken } from '../numbers.ts';
import { quoteAt, reading } from '../quotes.ts';
import { findParagraphs, findSentences, type Span } from '../sentences.ts';
import { casesIn } from './caseload.ts';
import { periodOfQuarter } from './fiscal-quarters.ts';

/**
 * Reads the quarterly civilian casualty assessment reports of US Africa Command. Its unit is the case: "allegations" about one
 * incident are one case, so allegations_received is the number of cases or reports added, not of the messages about them.
 */

export const quarterlyAfricomVersion = 3;

export { looksLikeQuarterlyAfricom } from './recognition.ts';

const onlyAlleged =
  /\b(?:alleg(?:e|ed|es|ing|edly|ations?\sthat)|claim(?:ed|ing|s)|reported\sthat|received\s(?:information|a\sreport)|unsubstantiated|not\ssubstantiated|does\snot|do\snot|whether|al-?Shabaab\shas|terror\sattacks?|displaced)\b/i;
const admits =
  /\b(?:substantiate[sd]?|assess(?:es|ed)?|likely|unfortunately|regrettably|regrets?|resulted\sin|result\sof|caused)\b|\b(?:AFRICOM|Africa\sCommand|command['’]s|U\.?S\.?|its|our)\s(?:air\s?)?strike\s(?:\w+ly\s)?(?:killed|injured|wounded)\b/i;

export function readQuarterlyAfricom(text: string, context: ReadContext): ReadResult {
  const period = periodOfQuarter(context.title === null ? text : `${text}\n${context.title}`, context.published);
  const numbers = findNumbers(text, { articles: true });
  const found = collect(text, numbers, period);
  const incidents = incidentsOf(text);
  const warnings: Warning[] = [...found.warnings];
  if (period === null)
    warnings.push({
      code: 'period-unknown',
      message: 'The report names no quarter that can be dated; its figures have no period.',
    });
  if (found.readings.length === 0)
    warnings.push({
      code: 'nothing-read',
      message: 'The text looks like a quarterly report of Africa Command and no figure could be read.',
    });
  return {
    reader: 'quarterly-africom',
    readerVersion: quarterlyAfricomVersion,
    period,
    readings: found.readings,
    incidents,
    warnings,
  };
}

function collect(
  text: string,
  numbers: readonly NumberToken[],
  period: Period | null,
): { readonly readings: readonly Reading[]; readonly warnings: readonly Warning[] } {
  const readings: Reading[] = [];
  const warnings: Warning[] = [];
  const deaths: { readonly figure: DeathFigure; readonly span: Span }[] = [];
  const window = { from: period?.from ?? null, to: period?.to ?? null };
  const country = countryOf(text.slice(0, 20_000));
  let next = 0;
  for (const span of findSentences(text)) {
    const body = text.slice(span.start, span.end);
    const inside: NumberToken[] = [];
    for (let token = numbers[next]; token !== undefined && token.start < span.end; token = numbers[++next])
      if (token.start >= span.start && token.end <= span.end)
        inside.push({ ...token, start: token.start - span.start, end: token.end - span.start });
    if (inside.length === 0 || span.end - span.start > 3000) continue;
    for (const [measure, value] of casesIn(body, inside))
      if (!readings.some((made) => made.measure === measure))
        readings.push(
          reading(text, { measure, value, speaker: 'africom', place: countryOf(body) ?? country, ...window }, span),
        );
    if (admits.test(body) && !onlyAlleged.test(body))
      for (const figure of findDeathFigures(body, inside, true))
        if (killerOf(body, figure.start, figure.end, null) !== 'other') deaths.push({ figure, span });
  }
  for (const harm of ['killed', 'injured'] as const) {
    const of = deaths.filter(({ figure }) => figure.harm === harm);
    const values = new Set(of.map(({ figure }) => figure.value));
    const first = of[0];
    if (first === undefined) continue;
    if (values.size > 1)
      warnings.push({
        code: 'several-incidents',
        message: `The report gives several figures of civilians ${harm} (${[...values].join(', ')}) and no sum; they are not added up.`,
      });
    else
      readings.push(
        reading(
          text,
          {
            measure: `${harm}_new`,
            value: first.figure.value,
            valueMax: first.figure.valueMax,
            qualifier: first.figure.qualifier,
            speaker: 'africom',
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

/** One entry for each paragraph that dates and places a strike and says what became of the case. */
function incidentsOf(text: string): readonly Incident[] {
  const incidents: Incident[] = [];
  for (const span of findParagraphs(text)) {
    if (span.end - span.start > 4000) continue;
    const body = text.slice(span.start, span.end);
    const outcome = outcomeOf(body);
    const place = vicinity.exec(body);
    const date = findDates(body).find(
      ({ from, start }) =>
        toDay(from) !== null &&
        !/\b(?:ending|ended|through|published|received[^.]{0,40})\s(?:on\s)?$/i.test(
          body.slice(Math.max(0, start - 60), start),
        ),
    );
    if (outcome === null || place === null || date === undefined || !/\b(?:air\s?)?strike/i.test(body)) continue;
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
      via: null,
      outcome,
      killed: killed?.value ?? null,
      killedMax: killed?.valueMax ?? null,
      injured: figures.find(({ harm }) => harm === 'injured')?.value ?? null,
      reportNumber: null,
      ngoCode: null,
      mgrs: [],
      notPreviouslyReported: false,
    });
  }
  return incidents;
}

function outcomeOf(body: string): Outcome | null {
  const isRefused = /\b(?:unsubstantiated|not\ssubstantiated|did\snot\ssubstantiate)\b/i.test(body);
  if (isRefused && /(?<!un)(?<!not\s)\bsubstantiated\b/i.test(body)) return null;
  if (/\b(?:unsubstantiated|not\ssubstantiated|did\snot\ssubstantiate|could\snot\sbe\ssubstantiated)\b/i.test(body))
    return 'non_credible';
  if (/\bduplicate\b/i.test(body)) return 'duplicate';
  return /\bsubstantiate[sd]?\b/i.test(body) ? 'credible' : null;
}

/** Only of the sentences that do not merely repeat what was alleged. */
function substantiatedFigures(body: string): readonly DeathFigure[] {
  return findSentences(body).flatMap((span) => {
    const sentence = body.slice(span.start, span.end);
    if (onlyAlleged.test(sentence)) return [];
    return findDeathFigures(sentence, findNumbers(sentence, { articles: true }), true);
  });
}
