import type { Report } from '../../domain/documents.ts';
import type { LateReport } from '../../domain/findings.ts';
import type { Reading } from '../../domain/readings.ts';
import type { Period } from '../../domain/time.ts';
import { areInOneSequence, headlineFigure } from '../compare/figures.ts';
import { findPredecessor, hasPeriod, toFigure } from '../compare/series.ts';
import type { MakeBase } from '../finding-base.ts';

export function lateReportFinding(
  now: Report,
  readings: readonly Reading[],
  record: readonly Report[],
  later: Period,
  makeBase: MakeBase,
): LateReport {
  const total = readings.find((reading) => reading.measure === 'killed_total');
  const previous = total === undefined ? undefined : findPredecessor(total, now, record);
  return {
    ...makeBase('late-report'),
    kind: 'late-report',
    now: headlineFigure(now, readings),
    before: previous === undefined ? null : toFigure(previous.report, previous.reading),
    laterPeriod: later,
  };
}

/** Returns the next later stored period of the report's sequence, or undefined if the report is not late. */
export function laterPeriod(now: Report, record: readonly Report[]): Period | undefined {
  const { period } = now;
  if (period === null) return undefined;
  return record
    .filter(hasPeriod)
    .filter((other) => other.period.to > period.to && areInOneSequence(now, other))
    .map((other) => other.period)
    .sort((one, other) => (one.to < other.to ? -1 : 1))[0];
}
