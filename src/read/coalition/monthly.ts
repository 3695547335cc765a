import type { ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import { type Month, monthIndex, type Period } from '../../domain/time.ts';
import type { Warning } from '../../domain/warnings.ts';
import { readIncidents } from '../incidents/list.ts';
import { type Clause, findClauses, qualifierBefore } from '../text/clauses.ts';

import { QuoteError, type ReadingFacts, reading, unquotable } from '../text/quotes.ts';
import type { Span } from '../text/sentences.ts';
import { caseload } from './caseload.ts';
import { type NewDeaths, newDeaths } from './deaths.ts';
import type { Figure } from './figures.ts';
import { type Dates, datesOf, namesPeriod, periodOf, type Window, windowOf } from './period.ts';
import { area, placeOf, speakerOf } from './recognition.ts';
import { singleStrike } from './single.ts';
import { counters, type TotalCandidate, totalCandidates } from './totals.ts';
import { chooseTotal, totalsMissing } from './warnings.ts';

export { looksLikeCoalitionMonthly } from './recognition.ts';

export const coalitionMonthly = 'coalition-monthly';
/** Rises whenever a rule changes what comes out. */
export const coalitionMonthlyVersion = 6;

/** The month the running totals of Operation Inherent Resolve begin with, where the text only says "since the start". */
const operationStart: Month = '2014-08';

/**
 * Reads a report of the Coalition (or of Central Command on its behalf) on civilian casualties: the batches of 2015-16, the monthly
 * reports of 2016-2021, the periodic ones since. A figure that the text does not state is absent; it is never computed.
 */
export function readCoalitionMonthly(text: string, context: ReadContext): ReadResult {
  const clauses = findClauses(text);
  const dates = datesOf(text, context);
  const found = collect(text, clauses, dates);
  const total = chooseTotal(found.totals);
  const period = periodOf(text, clauses, dates, context, found.windowEnd);
  const speaker = speakerOf(text, context);
  const listed = readIncidents(text, context);
  const isBare =
    found.totals.length === 0 && listed.incidents.length === 0 && found.figures.every(({ measure }) => isHarm(measure));
  const single = isBare ? singleStrike(text, clauses, dates.all, found.figures) : null;
  const isUnsummed = isBare && single === null && found.rivals.length > 0;
  const warnings: Warning[] = [...total.warnings];
  if (isUnsummed) warnings.push({ code: 'several-incidents', harm: 'killed', values: found.rivals });
  const readings: Reading[] = [];
  const add = (facts: ReadingFacts, span: Span): void => {
    if (readings.some(({ measure }) => measure === facts.measure)) return;
    const made = readingOrWarning(text, facts, span);
    if ('code' in made) warnings.push(made);
    else readings.push(made);
  };
  if (total.chosen !== null)
    for (const facts of totalFacts(text, total.chosen, period, speaker)) add(facts, total.chosen.clause);
  for (const figure of isUnsummed ? [] : found.figures)
    add(
      {
        rule: 'coalition-figure',
        measure: figure.measure,
        value: figure.token.value,
        valueMax: figure.max?.value ?? null,
        qualifier: qualifierBefore(text, figure.token),
        speakers: [speaker],
        // The figures of a report are those of the whole operation, wherever the strikes of a single sentence fell; those of
        // one strike are that strike's.
        place: single?.incident.place ?? area,
        from: figure.cumulative ? (figure.from ?? operationStart) : (single?.from ?? period?.from ?? null),
        to: figure.cumulative ? (figure.to ?? period?.to ?? null) : (single?.to ?? period?.to ?? null),
      },
      figure.clause,
    );
  if (period === null && single === null) warnings.push({ code: 'period-unknown', expected: 'month' });
  else if (
    period !== null &&
    found.windowEnd !== null &&
    Math.abs(monthIndex(found.windowEnd) - monthIndex(period.to)) > 1
  )
    warnings.push({ code: 'period-conflict', period: period.to, totalsEnd: found.windowEnd });
  if (single === null) warnings.push(...totalsMissing(readings, period, found.totals.length > 0));
  warnings.push(...listed.warnings);
  return {
    reader: coalitionMonthly,
    readerVersion: coalitionMonthlyVersion,
    period,
    readings,
    mentions: [],
    positions: [],
    incidents: single === null ? listed.incidents : [single.incident],
    warnings,
  };
}

interface Found {
  readonly totals: readonly TotalCandidate[];
  readonly figures: readonly Figure[];
  /** The numbers of dead of sentences that weigh the same, where they differ; else empty. */
  readonly rivals: readonly number[];
  /** The end of the window that begins in 2014, or null. */
  readonly windowEnd: Month | null;
}

function collect(text: string, clauses: readonly Clause[], dates: Dates): Found {
  const totals: TotalCandidate[] = [];
  const running: Figure[] = [];
  const cases: Figure[] = [];
  const deaths: NewDeaths[] = [];
  let before: Clause | null = null;
  let windowBefore: Window | null = null;
  let windowEnd: Month | null = null;
  for (const clause of clauses) {
    if (clause.numbers.length > 0 || !clause.inList) {
      const window = windowOf(text, clause, dates.all);
      const isLong = window !== null && window.from !== null && window.from <= '2014-12' && !clause.inList;
      if (isLong) windowEnd ??= window.to;
      const stated = totalCandidates(text, clause, window, windowBefore);
      totals.push(...stated);
      if (!clause.inList) {
        running.push(...counters(clause, window, windowBefore));
        cases.push(...caseload(clause));
        const admitted = newDeaths(clause, before);
        if (admitted !== null) deaths.push(admitted);
      }
      if (isLong) windowBefore = window;
      else if (stated.length > 0) windowBefore ??= { from: operationStart, to: null };
      else if (namesPeriod(text, clause, dates.all)) windowBefore = null;
    }
    before = clause;
  }
  return { totals, figures: [...harmOf(deaths), ...cases, ...running], rivals: rivalsOf(deaths), windowEnd };
}

/** The weightiest statement; one that only adds injuries to it ("The strikes also resulted in …", a row of a table) is not lost. */
function harmOf(stated: readonly NewDeaths[]): readonly Figure[] {
  const [best, ...rest] = stated.toSorted((a, b) => b.weight - a.weight);
  if (best === undefined) return [];
  if (best.figures.some(({ measure }) => measure === 'injured_new')) return best.figures;
  const more = rest.find(({ adds, figures }) => adds && figures.every(({ measure }) => measure === 'injured_new'));
  return [...best.figures, ...(more?.figures ?? [])];
}

function rivalsOf(stated: readonly NewDeaths[]): readonly number[] {
  const most = Math.max(...stated.map(({ weight }) => weight));
  const values = stated
    .filter(({ weight }) => weight === most)
    .flatMap(({ figures }) => figures.filter(({ measure }) => measure === 'killed_new'))
    .map(({ token }) => token.value);
  return new Set(values).size > 1 ? [...new Set(values)] : [];
}

function isHarm(measure: Figure['measure']): boolean {
  return measure === 'killed_new' || measure === 'injured_new';
}

/** Returns a warning where the sentence alone reads differently than it does in its place: then it is no figure. */
function readingOrWarning(text: string, facts: ReadingFacts, span: Span): Reading | Warning {
  try {
    return reading(text, facts, span);
  } catch (error) {
    if (!(error instanceof QuoteError)) throw error;
    return { code: error.kind, ...unquotable(text, error, { facts, span }) };
  }
}

function totalFacts(
  text: string,
  { clause, value, max, qualifier, injured, from, to }: TotalCandidate,
  period: Period | null,
  speaker: string,
): readonly ReadingFacts[] {
  const facts = {
    rule: 'coalition-total',
    speakers: [speaker],
    place: placeOf(clause.folded),
    from: from ?? operationStart,
    to: to ?? period?.to ?? null,
  };
  const killed = {
    ...facts,
    measure: 'killed_total',
    value: value.value,
    valueMax: max?.value ?? null,
    qualifier,
  } as const;
  if (injured === null) return [killed];
  return [
    killed,
    { ...facts, measure: 'injured_total', value: injured.value, qualifier: qualifierBefore(text, injured) },
  ];
}
