import type { Report } from '../../domain/documents.ts';
import type { Withdrawn } from '../../domain/findings.ts';
import type { Publisher } from '../../domain/publishers.ts';
import type { Instant } from '../../domain/time.ts';
import { headlineFigure } from '../compare/figures.ts';
import { makeBaseFor } from '../finding-base.ts';

/**
 * A known document that is gone (404 or 410): withdrawn, once. Undefined where that is no news: it was gone already, it never
 * held a figure or an entry, or it was a carrier's copy.
 */
export function detectWithdrawal(input: {
  readonly publisher: Publisher;
  readonly before: Report;
  /** The snapshot without bytes that records it. */
  readonly now: Report;
  readonly status: 404 | 410;
  readonly at: Instant;
}): Withdrawn | undefined {
  const { publisher, before, now, status, at } = input;
  if (before.state === 'gone' || publisher.role === 'carrier') return undefined;
  if (before.readings.length + before.incidents.length === 0) return undefined;
  return {
    ...makeBaseFor(now, at)('withdrawn', [status], before.period),
    kind: 'withdrawn',
    status,
    url: before.url,
    held: headlineFigure(before, before.readings),
  };
}
