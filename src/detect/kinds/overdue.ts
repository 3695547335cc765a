import type { Overdue } from '../../domain/findings.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { findingId } from '../finding-base.ts';

const dayMs = 86_400_000;
/** Fewer gaps say nothing of a rhythm. */
const leastGaps = 5;
/** A rhythm changes (monthly until 2019, then up to five months apart): only the latest gaps speak. */
const latestGaps = 12;

/**
 * A silence that is too long: no report within the declared days, or, where none are declared, within the rhythm learned
 * from the days on which reports were published (any order, same-day reports count once). `overdueSince` is the last
 * publication whose silence was already told; the finding comes once per silence. Undefined where there is nothing to say.
 */
export function detectOverdue(input: {
  readonly publisher: string;
  readonly source: string;
  readonly declaredPeriodDays?: number | null;
  readonly published: readonly Instant[];
  readonly overdueSince: Instant | null;
  readonly at: Instant;
}): Overdue | undefined {
  const { publisher, source, declaredPeriodDays = null, published, overdueSince, at } = input;
  // A date in the future is a slip of the page; it must not silence this.
  const past = published.filter((instant) => instant <= at);
  const last = [...past].sort().at(-1);
  if (last === undefined || last === overdueSince) return undefined;
  const allowance = declaredPeriodDays ?? learnedAllowance(past);
  if (allowance === null) return undefined;
  const expectedBy = new Date(Math.floor(Date.parse(last) / dayMs + allowance) * dayMs).toISOString().slice(0, 10);
  if (at.slice(0, 10) <= expectedBy) return undefined;
  return {
    kind: 'overdue',
    id: findingId(['overdue', publisher, last]),
    event: `${source}@${at}`,
    publisher,
    source,
    documentId: null,
    snapshotId: null,
    period: null,
    foundAt: at,
    expectedBy,
    basis: declaredPeriodDays === null ? 'learned' : 'declared',
    lastPublished: last,
  };
}

/**
 * Days after which a silence is longer than usual, or null where there are too few gaps to tell. Half as long again as the
 * median gap, or three median deviations more where the rhythm is loose; one long pause of the past moves neither.
 */
export function learnedAllowance(published: readonly Instant[]): number | null {
  const days: readonly Day[] = [...new Set(published.map((instant) => instant.slice(0, 10)))].sort();
  const gaps = days.slice(1).map((day, index) => (Date.parse(day) - Date.parse(days[index] ?? day)) / dayMs);
  if (gaps.length < leastGaps) return null;
  const recent = gaps.slice(-latestGaps);
  const middle = median(recent);
  const deviation = median(recent.map((gap) => Math.abs(gap - middle)));
  return Math.ceil(Math.max(1.5 * middle, middle + 3 * 1.4826 * deviation));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}
