/** What is counted. One row is one measure; its words are in `compose/language`. */
interface MeasureRow {
  readonly counts: 'deaths' | 'injuries' | 'cases' | 'strikes';
  /**
   * running  counted from the beginning of a war: the window ends where the count stands
   * report   of the months that one report speaks of
   * event    of one strike, battle or campaign
   */
  readonly span: 'running' | 'report' | 'event';
  /** Whether the figure can stand for a whole report. */
  readonly isHeadline: boolean;
  /** Whether `totals` lists it. */
  readonly isTotal: boolean;
  /** Whether a running count of this kind must never fall from report to report. */
  readonly neverFalls: boolean;
}

const plain = { isHeadline: false, isTotal: false, neverFalls: false } as const;

/** In the order of weight: the first that a report states stands for it, and `totals` lists in this order. */
const rows = {
  killed_total: { ...plain, counts: 'deaths', span: 'running', isHeadline: true, isTotal: true },
  injured_total: { ...plain, counts: 'injuries', span: 'running', isTotal: true },
  killed_new: { ...plain, counts: 'deaths', span: 'report', isHeadline: true },
  killed_event: { ...plain, counts: 'deaths', span: 'event', isHeadline: true, isTotal: true },
  injured_new: { ...plain, counts: 'injuries', span: 'report', isHeadline: true },
  injured_event: { ...plain, counts: 'injuries', span: 'event', isHeadline: true, isTotal: true },
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

const where = (holds: (row: MeasureRow) => boolean): readonly Measure[] => measures.filter((id) => holds(table[id]));

/** What a report says first: its running total, else what it newly admits; killed before injured. */
export const headlineMeasures = where(({ isHeadline }) => isHeadline);
/** Running totals, open cases and the tolls of events: what `totals` lists. */
export const totalMeasures = where(({ isTotal }) => isTotal);
/** The tolls that are current at any time: of a war or of an event. */
export const currentDeathMeasures = where(({ counts, isTotal }) => counts === 'deaths' && isTotal);

export function countsDeaths(measure: Measure): boolean {
  return table[measure].counts === 'deaths';
}

export function countsInjuries(measure: Measure): boolean {
  return table[measure].counts === 'injuries';
}

/** Whether it counts people harmed, which is what others than the belligerent claim. */
export function countsPeople(measure: Measure): boolean {
  return countsDeaths(measure) || countsInjuries(measure);
}

export function isRunning(measure: Measure): boolean {
  return table[measure].span === 'running';
}

export function isOfEvent(measure: Measure): boolean {
  return table[measure].span === 'event';
}

/** Whether the count of one report may not be below that of the report before. */
export function neverFalls(measure: Measure): boolean {
  return table[measure].neverFalls;
}
