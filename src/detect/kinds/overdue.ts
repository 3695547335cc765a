import type { Overdue } from '../../domain/findings.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { makeSourceBase } from '../finding-base.ts';

const dayMs = 86_400_000;
/** With fewer gaps between reports their rhythm is unknown. */
const minGaps = 5;
/** Only the latest gaps count, because the rhythm changes: monthly until 2019, then up to five months apart. */
const maxGaps = 12;

/** Returns the instant from which the silence of the finding counts: a publication, or a first sight. */
export function silentSince({ lastPublished, lastSeen }: Overdue): Instant | null {
  return lastSeen ?? lastPublished;
}

/**
 * Returns a finding if no report came within the declared number of days, or else within the rhythm learned from
 * `published` (in any order). Silence counts from the latest publication, or from `lastSeen`, the first sight of the newest
 * document, where that is later. `overdueSince` is the instant from which the finding that was returned before counted. The
 * finding is returned once after each publication.
 */
export function detectOverdue(input: {
  readonly publisher: string;
  readonly source: string;
  readonly declaredPeriodDays?: number | null;
  readonly published: readonly Instant[];
  readonly lastSeen?: Instant | null;
  readonly overdueSince: Instant | null;
  readonly at: Instant;
}): Overdue | undefined {
  const { publisher, source, declaredPeriodDays = null, published, lastSeen = null, overdueSince, at } = input;
  // A future date is an error of the page. It must not delay the finding.
  const past = published.filter((instant) => instant <= at);
  const lastPublished = [...past].sort().at(-1) ?? null;
  const isSeenLater =
    lastSeen !== null && lastSeen <= at && (lastPublished === null || dayOf(lastSeen) > dayOf(lastPublished));
  const last = isSeenLater ? lastSeen : lastPublished;
  if (last === null || last === overdueSince) return undefined;
  const allowance = declaredPeriodDays ?? learnedAllowance(isSeenLater ? [...past, lastSeen] : past);
  if (allowance === null) return undefined;
  const expectedBy = new Date(Math.floor(Date.parse(last) / dayMs + allowance) * dayMs).toISOString().slice(0, 10);
  if (at.slice(0, 10) <= expectedBy) return undefined;
  return {
    ...makeSourceBase({ publisher, source, at }, ['overdue', publisher, last]),
    kind: 'overdue',
    expectedBy,
    basis: declaredPeriodDays === null ? 'learned' : 'declared',
    lastPublished,
    lastSeen: isSeenLater ? lastSeen : null,
  };
}

/**
 * Returns the days after which a report is overdue, or null where there are too few gaps. The result is 1.5 times the
 * median gap or, for an irregular rhythm, the median plus three median deviations. One long gap affects neither.
 */
export function learnedAllowance(published: readonly Instant[]): number | null {
  const days: readonly Day[] = [...new Set(published.map((instant) => instant.slice(0, 10)))].sort();
  const gaps = days.slice(1).map((day, index) => (Date.parse(day) - Date.parse(days[index] ?? day)) / dayMs);
  if (gaps.length < minGaps) return null;
  const recent = gaps.slice(-maxGaps);
  const middle = median(recent);
  const deviation = median(recent.map((gap) => Math.abs(gap - middle)));
  return Math.ceil(Math.max(1.5 * middle, middle + 3 * 1.4826 * deviation));
}

const dayOf = (instant: Instant): Day => instant.slice(0, 10);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}
