import type { Report } from '../../domain/documents.ts';
import type { Admitted, Figure } from '../../domain/findings.ts';
import { countsPeople, headlineMeasures, isRunning } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { repeatsAdmission } from '../compare/same-admission.ts';
import { firstOfEachSeries, toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';
import type { MakeBase } from '../finding-base.ts';

export type AnnounceContext = Pick<DetectContext, 'now' | 'makeBase' | 'speakers' | 'unread'>;

/** Most important first. A report that states no deaths still states how many cases it found credible. */
const admittedMeasures = [...headlineMeasures.filter((measure) => !isRunning(measure)), 'allegations_credible'];

/**
 * Returns a finding for each place, of the most important measure that the report states. Leaves out what the record
 * contains already, also where another body of the same chain of command said it.
 */
export function admittedFindings(
  { now, makeBase, speakers }: AnnounceContext,
  readings: readonly Reading[],
  record: readonly Report[],
): Admitted[] {
  const measure = admittedMeasures.find((each) => readings.some((reading) => reading.measure === each));
  const known = record.flatMap((report) => report.readings.map((reading) => comparableFigure(report, reading)));
  return firstOfEachSeries(readings.filter((reading) => reading.measure === measure))
    .filter((reading) => {
      const figure = comparableFigure(now, reading);
      return !countsPeople(reading.measure) || !known.some((other) => repeatsAdmission(figure, other, speakers));
    })
    .map((reading) => admittedFinding(now, reading, makeBase));
}

export function admittedFinding(now: Report, reading: Reading, makeBase: MakeBase): Admitted {
  return {
    ...makeBase('admitted', [seriesKey(reading), reading.value]),
    kind: 'admitted',
    now: toFigure(now, reading),
  };
}

/** Returns a figure that is dated by its first sight where the publisher gives no date. */
export function comparableFigure(report: Report, reading: Reading): Figure {
  return { ...toFigure(report, reading), published: report.published ?? report.firstSeen };
}
