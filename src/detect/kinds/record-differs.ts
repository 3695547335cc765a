import type { RecordDiffers } from '../../domain/findings.ts';
import { seriesKey } from '../../domain/series.ts';
import { isReportOf } from '../compare/compiled.ts';
import { hasDifferentValue } from '../compare/figures.ts';
import { findCounterpart, toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';

/**
 * Returns a finding for each figure of a report that the compiled record holds as another value, also at first contact: the
 * desk has to find out which is right. What was read is shown from now on, and no channel is told of a restatement.
 */
export function recordDiffersFindings({ now, compiled = [], identity, makeBase }: DetectContext): RecordDiffers[] {
  return compiled
    .filter((other) => isReportOf(other, now, identity))
    .flatMap((other) =>
      other.readings.flatMap((held): RecordDiffers[] => {
        const read = findCounterpart(held, other, now);
        if (read === undefined || !hasDifferentValue(read, held)) return [];
        return [
          {
            ...makeBase('record-differs', [seriesKey(read), read.value, held.value]),
            kind: 'record-differs',
            now: toFigure(now, read),
            held: toFigure(other, held),
          },
        ];
      }),
    );
}
