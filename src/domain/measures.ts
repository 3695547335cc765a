/** Words that limit how exact a figure is. A reading has null where the text gives the number alone. */
export const qualifiers = ['at least', 'more than', 'nearly', 'about', 'up to'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** One kind of figure. Its wording is in `compose/language`. */
interface MeasureRow {
  readonly counts: 'deaths' | 'injuries' | 'cases' | 'strikes';
  /**
   * running  counts from the start of a war to the date of the report
   * report   counts within the months that one report covers
   * event    counts the victims of one strike, battle or campaign
   */
  readonly span: 'running' | 'report' | 'event';
  /** Whether the figure can be the headline of a report. */
  readonly isHeadline: boolean;
  /** Whether the command `totals` lists it. */
  readonly isTotal: boolean;
  /** Whether a lower value than in the previous report is an error. */
  readonly neverFalls: boolean;
}

const plain = { isHeadline: false, isTotal: false, neverFalls: false } as const;

/** Most important first: a report's headline is the first of these that it states, and `totals` lists in this order. */
const rows = {
  killed_total: { ...plain, counts: 'deaths', span: 'running', isHeadline: true, isTotal: true },
  injured_total: { ...plain, counts: 'injuries', span: 'running', isTotal: true },
  killed_new: { ...plain, counts: 'deaths', span: 'report', isHeadline: true },
  killed_event: { ...plain, counts: 'deaths', span: 'event', isHeadline: true },
  injured_new: { ...plain, counts: 'injuries', span: 'report', isHeadline: true },
  injured_event: { ...plain, counts: 'injuries', span: 'event', isHeadline: true },
  allegations_carried_over: { ...plain, counts: 'cases', span: 'report' },
  allegations_received: { ...plain, counts: 'cases', span: 'report' },
  allegations_completed: { ...plain, counts: 'cases', span: 'report' },
  allegations_credible: { ...plain, counts: 'cases', span: 'report' },
  allegations_non_credible: { ...plain, counts: 'cases', span: 'report' },
  allegations_duplicate: { ...plain, counts: 'cases', span: 'report' },
  allegations_open: { ...plain, counts: 'cases', span: 'report', isTotal: true },
  allegations_reopened: { ...plain, counts: 'cases', span: 'report' },
  strikes_total: { ...plain, counts: 'strikes', span: 'running', isTotal: true, neverFalls: true },
  engagements_total: { ...plain, counts: 'strikes', span: 'running', neverFalls: true },
  allegations_total: { ...plain, counts: 'cases', span: 'running', neverFalls: true },
  allegations_credible_total: { ...plain, counts: 'cases', span: 'running' },
} as const satisfies Readonly<Record<string, MeasureRow>>;

export type Measure = keyof typeof rows;
const table: Readonly<Record<Measure, MeasureRow>> = rows;

export const measures = Object.keys(rows) as [Measure, ...Measure[]]; // `rows` has these keys alone

const where = (test: (row: MeasureRow) => boolean): readonly Measure[] => measures.filter((id) => test(table[id]));

/** Candidates for the headline of a report: its running total, then newly admitted casualties; killed before injured. */
export const headlineMeasures = where(({ isHeadline }) => isHeadline);
/** What the command `totals` lists: running totals and open cases. The toll of one event is no total. */
export const totalMeasures = where(({ isTotal }) => isTotal);
/** Death tolls of a war. They stay valid until a newer figure replaces them. */
export const currentDeathMeasures = where(({ counts, isTotal }) => counts === 'deaths' && isTotal);

export function countsDeaths(measure: Measure): boolean {
  return table[measure].counts === 'deaths';
}

export function countsInjuries(measure: Measure): boolean {
  return table[measure].counts === 'injuries';
}

/** Returns whether the measure counts casualties. Organisations other than the belligerent claim only these. */
export function countsPeople(measure: Measure): boolean {
  return countsDeaths(measure) || countsInjuries(measure);
}

export function isRunning(measure: Measure): boolean {
  return table[measure].span === 'running';
}

/** Returns whether a report may say of the dead that are counted who they were and what followed. */
export function hasCircumstances(measure: Measure): boolean {
  return countsDeaths(measure) && !isRunning(measure);
}

export function isOfEvent(measure: Measure): boolean {
  return table[measure].span === 'event';
}

/** Returns whether a lower value than in the previous report is an error. */
export function neverFalls(measure: Measure): boolean {
  return table[measure].neverFalls;
}
