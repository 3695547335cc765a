import type { SourceFailure } from '../../domain/failures.ts';
import type { Finding } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import { findingId } from '../finding-base.ts';

export interface HealthThreshold {
  /** So many looks in a row must fail, */
  readonly failures: number;
  /** and for so long. Not asked of a permanent error: waiting does not mend an address that is gone. */
  readonly hours: number;
}

export const defaultHealthThreshold: HealthThreshold = { failures: 5, hours: 24 };

/** What is remembered of a source's failures between looks. */
export interface SourceHealth {
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly lastError: SourceFailure | null;
  /** True from the `source-broken` finding to the `source-recovered` one. */
  readonly reportedBroken: boolean;
}

export type HealthCheck =
  | { readonly status: 'answered' }
  | { readonly status: 'failed'; readonly error: SourceFailure; readonly permanent: boolean };

/**
 * One look at a source: its health afterwards, and `source-broken` or `source-recovered` where the threshold was just
 * passed or the first look after it succeeded. Each is told once: a break that was never announced recovers unsaid.
 */
export function detectSourceHealth(input: {
  readonly publisher: string;
  readonly source: string;
  readonly health: SourceHealth;
  readonly outcome: HealthCheck;
  readonly threshold: HealthThreshold;
  readonly at: Instant;
}): { readonly health: SourceHealth; readonly findings: readonly Finding[] } {
  const { health, outcome, threshold, at } = input;
  if (outcome.status === 'answered') {
    const well: SourceHealth = { failures: 0, failingSince: null, lastError: null, reportedBroken: false };
    return { health: well, findings: health.reportedBroken ? [finding('source-recovered', input, health)] : [] };
  }
  const failing: SourceHealth = {
    failures: health.failures + 1,
    failingSince: health.failingSince ?? at,
    lastError: outcome.error,
    reportedBroken: health.reportedBroken,
  };
  if (health.reportedBroken || !isBroken(failing, outcome.permanent, threshold, at))
    return { health: failing, findings: [] };
  const broken = { ...failing, reportedBroken: true };
  return { health: broken, findings: [finding('source-broken', input, broken)] };
}

function isBroken(health: SourceHealth, permanent: boolean, threshold: HealthThreshold, at: Instant): boolean {
  if (health.failures < threshold.failures) return false;
  const hours = (Date.parse(at) - Date.parse(health.failingSince ?? at)) / 3_600_000;
  return permanent || hours >= threshold.hours;
}

/** A source that failed has always an error; states that were stored by an early version may lack it. */
const notRecorded: SourceFailure = { kind: 'unavailable', message: 'unknown' };

function finding(
  kind: 'source-broken' | 'source-recovered',
  { publisher, source, at }: { readonly publisher: string; readonly source: string; readonly at: Instant },
  health: SourceHealth,
): Finding {
  const since = health.failingSince ?? at;
  return {
    kind,
    id: findingId([kind, source, since]),
    event: `${source}@${at}`,
    publisher,
    source,
    documentId: null,
    snapshotId: null,
    period: null,
    foundAt: at,
    since,
    failures: health.failures,
    error: health.lastError ?? notRecorded,
  };
}
