import type { Report } from '../../domain/documents.ts';
import type { Restated } from '../../domain/findings.ts';
import { seriesKey } from '../../domain/series.ts';
import { type FigureComparison, hasDifferentValue } from '../compare/figures.ts';
import { toFigure } from '../compare/series.ts';
import type { MakeBase } from '../finding-base.ts';

/** Returns a finding for each pair whose value differs. A pair that differs only in its qualifier is left out. */
export function restatedFindings(
  changed: FigureComparison['changed'],
  reports: { readonly before: Report; readonly now: Report },
  makeBase: MakeBase,
): Restated[] {
  return changed
    .filter(({ before, now }) => hasDifferentValue(before, now))
    .map(({ before, now }) => ({
      ...makeBase('restated', [seriesKey(now), before.value, now.value]),
      kind: 'restated',
      now: toFigure(reports.now, now),
      before: toFigure(reports.before, before),
    }));
}
