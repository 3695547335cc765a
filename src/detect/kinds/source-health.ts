import type { SourceFailure } from '../../domain/failures.ts';
import type { SourceDegraded, SourceHealthFinding } from '../../domain/findings.ts';
import type { SourceState } from '../../domain/source-state.ts';
import type { Instant } from '../../domain/time.ts';
import { makeSourceBase } from '../finding-base.ts';

/** When a source counts as broken. */
export interface HealthThreshold {
  /** Minimum number of consecutive failed polls. */
  readonly failures: number;
  /** Minimum hours since the first of them. Ignored for a permanent error, which waiting does not fix. */
  readonly hours: number;
}

/** The part of the state of a source that depends on its failures. */
export type SourceHealth = Pick<
  SourceState,
  'failures' | 'failingSince' | 'lastError' | 'reportedBroken' | 'answeredBy'
>;

export type HealthCheck =
  | { readonly status: 'answered' }
  | {
      readonly status: 'failed';
      readonly error: SourceFailure;
      readonly permanent: boolean;
      /** Address of the fallback that answered in its place, or null. */
      readonly answeredBy: string | null;
    };

/**
 * Returns the health of a source after a poll, and the finding `source-broken` when it passes the threshold, or
 * `source-degraded` when a fallback first answers in its place. Returns `source-recovered` at the next successful poll, if
 * one of them was announced. Each is returned once.
 */
export function detectSourceHealth(input: {
  readonly publisher: string;
  readonly source: string;
  readonly health: SourceHealth;
  readonly outcome: HealthCheck;
  readonly threshold: HealthThreshold;
  readonly at: Instant;
}): { readonly health: SourceHealth; readonly findings: readonly (SourceHealthFinding | SourceDegraded)[] } {
  const { health, outcome, threshold, at } = input;
  if (outcome.status === 'answered') {
    const healthy: SourceHealth = {
      failures: 0,
      failingSince: null,
      lastError: null,
      reportedBroken: false,
      answeredBy: null,
    };
    const wasTold = health.reportedBroken || health.answeredBy !== null;
    return { health: healthy, findings: wasTold ? [finding('source-recovered', input, health)] : [] };
  }
  const failing: SourceHealth = {
    failures: health.failures + 1,
    failingSince: health.failingSince ?? at,
    lastError: outcome.error,
    reportedBroken: health.reportedBroken,
    answeredBy: outcome.answeredBy ?? health.answeredBy,
  };
  if (outcome.answeredBy !== null) {
    const isFirst = health.answeredBy === null;
    return { health: failing, findings: isFirst ? [degradedFinding(input, failing, outcome.answeredBy)] : [] };
  }
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

function degradedFinding(
  input: { readonly publisher: string; readonly source: string; readonly at: Instant },
  health: SourceHealth,
  fallback: string,
): SourceDegraded {
  const since = health.failingSince ?? input.at;
  const kind = 'source-degraded';
  const error = health.lastError ?? unknownFailure;
  return { ...makeSourceBase(input, [kind, input.source, since]), kind, since, error, fallback };
}

/** Early versions stored no error for a failed source. */
const unknownFailure: SourceFailure = { kind: 'unavailable', message: 'unknown' };

function finding(
  kind: SourceHealthFinding['kind'],
  input: { readonly publisher: string; readonly source: string; readonly at: Instant },
  health: SourceHealth,
): SourceHealthFinding {
  const since = health.failingSince ?? input.at;
  return {
    ...makeSourceBase(input, [kind, input.source, since]),
    kind,
    since,
    failures: health.failures,
    error: health.lastError ?? unknownFailure,
  };
}
