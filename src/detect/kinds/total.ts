import type { Report } from '../../domain/documents.ts';
import type { Admitted, TotalFinding } from '../../domain/findings.ts';
import { countsPeople, isRunning } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { findPredecessor, firstOfEachSeries, toFigure } from '../compare/series.ts';
import type { MakeBase } from '../finding-base.ts';
import { admittedFinding } from './admitted.ts';

/**
 * Returns `total-raised`, `total-lowered` or `total-unchanged` for each running total of casualties, compared with its
 * predecessor. The first death total of a series is `admitted`.
 */
export function totalFindings(
  now: Report,
  readings: readonly Reading[],
  record: readonly Report[],
  makeBase: MakeBase,
): (TotalFinding | Admitted)[] {
  const running = readings.filter((reading) => isRunning(reading.measure) && countsPeople(reading.measure));
  return firstOfEachSeries(running).flatMap((reading): (TotalFinding | Admitted)[] => {
    const previous = findPredecessor(reading, now, record);
    if (previous === undefined)
      return reading.measure === 'killed_total' ? [admittedFinding(now, reading, makeBase)] : [];
    const delta = reading.value - previous.reading.value;
    // A statement without a period that repeats the total is no news, nor is an unchanged number of injured.
    if (delta === 0 && (now.period === null || reading.measure === 'injured_total')) return [];
    const kind = delta > 0 ? 'total-raised' : delta < 0 ? 'total-lowered' : 'total-unchanged';
    return [
      {
        ...makeBase(kind, [seriesKey(reading), reading.value]),
        kind,
        now: toFigure(now, reading),
        before: toFigure(previous.report, previous.reading),
        delta,
      },
    ];
  });
}
