import type { SourceFailure } from '../../domain/failures.ts';
import type { SourceHealthFinding } from '../../domain/findings.ts';
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
export type SourceHealth = Pick<SourceState, 'failures' | 'failingSince' | 'lastError' | 'reportedBroken'>;

export type HealthCheck =
  | { readonly status: 'answered' }
  | { readonly status: 'failed'; readonly error: SourceFailure; readonly permanent: boolean };

/**
 * Returns the health of a source after a poll, and the finding `source-broken` when it passes the threshold. Returns
 * `source-recovered` at the next successful poll, if `source-broken` was announced. Each is returned once.
 */
export function detectSourceHealth(input: {
  readonly publisher: string;
  readonly source: string;
  readonly health: SourceHealth;
  readonly outcome: HealthCheck;
  readonly threshold: HealthThreshold;
  readonly at: Instant;
}): { readonly health: SourceHealth; readonly findings: readonly SourceHealthFinding[] } {
  const { health, outcome, threshold, at } = input;
  if (outcome.status === 'answered') {
    const healthy: SourceHealth = { failures: 0, failingSince: null, lastError: null, reportedBroken: false };
    return { health: healthy, findings: health.reportedBroken ? [finding('source-recovered', input, health)] : [] };
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
