import type { Month } from '../../../domain/time.ts';
import type { ReportFigures } from './figures.ts';

/**
 * Facsimiles: real figures in the formulaic clauses that a reader has to recognise, everything else in our own words.
 * The wording changes with the years as the reports' did.
 */

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Below one hundred in words, as the reports begin a sentence; above that in digits. */
function words(value: number): string {
  if (value < 20) return small[value] ?? String(value);
  if (value >= 100) return String(value);
  const ten = tens[Math.floor(value / 10) - 2] ?? '';
  return value % 10 === 0 ? ten : `${ten}-${small[value % 10]}`;
}
const sentenceStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const reports = (value: number) => (value === 1 ? 'report' : 'reports');
const comma = (value: number) => value.toLocaleString('en-US');

export function monthName(month: Month): string {
  const [year, number] = month.split('-');
  const name = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${year}-${number}-01T00:00:00Z`),
  );
  return `${name} ${year}`;
}

type Era = 'first' | 'middle' | 'late' | 'last';
function eraOf({ published }: ReportFigures): Era {
  if (published < '2017-09-01') return 'first';
  if (published < '2018-06-15') return 'middle';
  if (published < '2019-07-01') return 'late';
  return 'last';
}

function caseload(row: ReportFigures, era: Era): string {
  const month = monthName(row.period);
  const carried = row.allegations_carried_over;
  const received = row.allegations_received;
  const completed = row.allegations_completed;
  const intro = era === 'first' || era === 'middle' ? `During the month of ${month}` : `In the month of ${month}`;
  const parts: string[] = [];
  if (carried !== undefined) parts.push(`carried over ${comma(carried)} open ${reports(carried)} from previous months`);
  if (received !== undefined)
    parts.push(
      received === 0
        ? 'received no new reports'
        : `received ${comma(received)} new ${reports(received)} of possible civilian casualties`,
    );
  if (completed !== undefined) parts.push(`completed the assessment of ${completed} ${reports(completed)}`);
  if (parts.length === 0) return `This report covers the month of ${month}.`;
  const last = parts.pop();
  return `${intro}, CJTF-OIR ${parts.length > 0 ? `${parts.join(', ')}${parts.length > 1 ? ',' : ''} and ` : ''}${last}.`;
}

function results(row: ReportFigures): string {
  const credible = row.allegations_credible;
  const deaths = row.killed_new;
  const sentences: string[] = [];
  if (credible !== undefined && credible > 0) {
    const injured = row.injured_new;
    const toll =
      deaths === undefined
        ? ''
        : injured === undefined
          ? ` resulting in ${words(deaths)} unintentional civilian ${deaths === 1 ? 'death' : 'deaths'}`
          : ` resulting in the unintended death of ${words(deaths)} and injury to ${words(injured)} civilians`;
    sentences.push(
      `${sentenceStart(words(credible))} of the completed reports ${credible === 1 ? 'was' : 'were'} assessed to be credible${toll}.`,
    );
  } else if (credible === 0) {
    sentences.push('None of the completed reports was assessed to be credible and resulted in zero civilian deaths.');
  }
  if (row.allegations_non_credible !== undefined) {
    sentences.push(
      `${sentenceStart(words(row.allegations_non_credible))} ${reports(row.allegations_non_credible)} ${row.allegations_non_credible === 1 ? 'was' : 'were'} assessed to be non-credible.`,
    );
  }
  if (row.allegations_duplicate !== undefined && row.allegations_duplicate > 0) {
    sentences.push(
      `${sentenceStart(words(row.allegations_duplicate))} ${reports(row.allegations_duplicate)} ${row.allegations_duplicate === 1 ? 'was' : 'were'} assessed to be ${row.allegations_duplicate === 1 ? 'a duplicate' : 'duplicates'} of a previous report.`,
    );
  }
  if (row.allegations_open !== undefined) {
    const reopened = row.allegations_reopened;
    const tail =
      reopened === undefined
        ? ''
        : `, including ${words(reopened)} that had been closed and ${reopened === 1 ? 'was' : 'were'} reopened on new information`;
    sentences.push(
      `A total of ${comma(row.allegations_open)} ${reports(row.allegations_open)} ${row.allegations_open === 1 ? 'is' : 'are'} still open${tail}.`,
    );
  }
  if (credible === undefined && deaths !== undefined) {
    sentences.push(
      deaths === 0
        ? 'No report was determined to be credible, and none resulted in civilian deaths.'
        : `The reports found credible resulted in ${words(deaths)} unintentional civilian ${deaths === 1 ? 'death' : 'deaths'}.`,
    );
  }
  return sentences.join(' ');
}

function total(row: ReportFigures, era: Era): string {
  const value = row.killed_total ?? 0;
  const month = monthName(row.period);
  const actions = row.published >= '2019-07-01' ? 'Coalition actions' : 'Coalition strikes';
  const start = row.published >= '2019-01-01' ? 'beginning' : 'start';
  const figure = row.published >= '2018-06-15' && row.published < '2019-02-01' ? String(value) : comma(value);
  if (era === 'first') {
    return `To date, based on information available, CJTF-OIR assesses that, it is more likely than not, at least ${figure} civilians have been unintentionally killed by ${actions} since the ${start} of Operation Inherent Resolve.`;
  }
  if (era === 'middle') {
    return `To date, based on information available, CJTF-OIR assesses at least ${figure} civilians have been unintentionally killed by ${actions} since the ${start} of Operation Inherent Resolve.`;
  }
  const strikes =
    row.strikes_total === undefined
      ? ''
      : `The Coalition conducted ${comma(row.strikes_total)} strikes between August 2014 and the end of ${month}. `;
  return `${strikes}During this period, based on information available, CJTF-OIR assesses at least ${figure} civilians have been unintentionally killed by ${actions} since the ${start} of Operation Inherent Resolve.`;
}

function counters(row: ReportFigures, era: Era): string {
  if (era === 'late' || era === 'last') return '';
  const sentences: string[] = [];
  if (row.strikes_total !== undefined) {
    const engagements =
      row.engagements_total === undefined ? '' : ` that included ${comma(row.engagements_total)} separate engagements`;
    sentences.push(
      `Based on data between August 2014 and ${monthName(row.period)}, the Coalition has conducted a total of ${comma(row.strikes_total)} strikes${engagements}.`,
    );
  }
  if (row.allegations_total !== undefined)
    sentences.push(
      `During this period, the total number of reports of possible civilian casualties was ${comma(row.allegations_total)}.`,
    );
  if (row.allegations_credible_total !== undefined)
    sentences.push(
      `The total number of credible reports of civilian casualties during this time period was ${row.allegations_credible_total}.`,
    );
  return sentences.join(' ');
}

/** The paragraphs of one report, plain text. */
export function paragraphs(row: ReportFigures): readonly string[] {
  const era = eraOf(row);
  const own = [
    'Facsimile for demonstration: the figures are those of the published report, the words around them are not.',
    'The list of individual entries is left out of this facsimile.',
  ];
  const report =
    era === 'first' || era === 'middle'
      ? [`${caseload(row, era)} ${results(row)}`, total(row, era), counters(row, era)]
      : [total(row, era), `${caseload(row, era)} ${results(row)}`];
  return [own[0] ?? '', ...report.map((paragraph) => paragraph.trim()), own[1] ?? ''].filter(
    (paragraph) => paragraph !== '',
  );
}
