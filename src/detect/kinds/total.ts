import type { Report } from '../../domain/documents.ts';
import type { Admitted, TotalFinding } from '../../domain/findings.ts';
import { countsPeople, isRunning } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { repeatsAdmission } from '../compare/same-admission.ts';
import { findPredecessor, firstOfEachSeries, toFigure } from '../compare/series.ts';
import { type AnnounceContext, admittedFinding, comparableFigure } from './admitted.ts';

/**
 * Returns `total-raised`, `total-lowered` or `total-unchanged` for each running total of casualties, compared with its
 * predecessor. The first death total of a series is `admitted`. A total that another body of the chain of command gave is no
 * news.
 */
export function totalFindings(
  { now, makeBase, speakers, unread }: AnnounceContext,
  readings: readonly Reading[],
  record: readonly Report[],
): (TotalFinding | Admitted)[] {
  const running = readings.filter((reading) => isRunning(reading.measure) && countsPeople(reading.measure));
  const ofOthers = (reading: Reading) =>
    record.flatMap((report) =>
      report.readings
        .filter((other) => !areSameSpeakers(other.speakers, reading.speakers))
        .map((other) => comparableFigure(report, other)),
    );
  const isConfirmed = (reading: Reading) => {
    const figure = comparableFigure(now, reading);
    return ofOthers(reading).some((other) => repeatsAdmission(figure, other, speakers));
  };
  const news = firstOfEachSeries(running).filter((reading) => !isConfirmed(reading));
  return news.flatMap((reading): (TotalFinding | Admitted)[] => {
    const previous = findPredecessor(reading, now, [...record, ...unread]);
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
