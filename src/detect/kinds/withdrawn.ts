import type { Report } from '../../domain/documents.ts';
import type { Withdrawn } from '../../domain/findings.ts';
import type { Publisher } from '../../domain/publishers.ts';
import type { Reading } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import type { Instant } from '../../domain/time.ts';
import { headlineFigure, isReport } from '../compare/figures.ts';
import { toFigure } from '../compare/series.ts';
import type { DetectContext } from '../detection.ts';
import { makeBaseFor } from '../finding-base.ts';

/**
 * Returns the finding of a document that answered 404 or 410. Returns undefined if it was gone before, never stated a
 * figure or an incident, or is a carrier's copy.
 */
export function detectWithdrawal(input: {
  readonly publisher: Publisher;
  readonly before: Report;
  /** The snapshot without bytes that records the withdrawal. */
  readonly now: Report;
  readonly status: 404 | 410;
  readonly at: Instant;
}): Withdrawn | undefined {
  const { publisher, before, now, status, at } = input;
  if (before.state === 'gone' || publisher.role === 'carrier' || !isReport(before)) return undefined;
  return {
    ...makeBaseFor(now, at)('withdrawn', [status], before.period),
    kind: 'withdrawn',
    status,
    url: before.url,
    held: headlineFigure(before, before.readings),
  };
}

/** Returns a finding for each headline figure that an edited page no longer states. `removed` are unstated readings. */
export function withdrawnTotalFindings(
  { now, makeBase }: DetectContext,
  before: Report,
  removed: readonly Reading[],
): Withdrawn[] {
  const headline = headlineFigure(before, before.readings);
  return removed
    .filter((reading) => reading.measure === headline?.measure)
    .map((reading) => ({
      ...makeBase('withdrawn', [seriesKey(reading)]),
      kind: 'withdrawn',
      status: null,
      url: now.url,
      held: toFigure(before, reading),
    }));
}
