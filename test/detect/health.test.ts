import { describe, expect, it } from 'vitest';
import { detectOverdue, learnedAllowance } from '../../src/detect/kinds/overdue.ts';
import { detectSourceHealth, type HealthCheck, type SourceHealth } from '../../src/detect/kinds/source-health.ts';

const well: SourceHealth = {
  failures: 0,
  failingSince: null,
  lastError: null,
  reportedBroken: false,
  answeredBy: null,
};
/** The defaults of the configuration. */
const threshold = { failures: 5, hours: 24 };
const hour = (count: number) => new Date(Date.UTC(2026, 0, 1, count)).toISOString();
const failed: HealthCheck = {
  status: 'failed',
  error: { kind: 'timeout', message: 'no answer' },
  permanent: false,
  answeredBy: null,
};
const gone: HealthCheck = {
  status: 'failed',
  error: { kind: 'gone', message: '410' },
  permanent: true,
  answeredBy: null,
};
const answered: HealthCheck = { status: 'answered' };

function findingsAfter(outcomes: readonly (readonly [number, HealthCheck])[]) {
  let health = well;
  return outcomes.flatMap(([hours, outcome]) => {
    const result = detectSourceHealth({
      ...{
        publisher: 'centcom',
        source: 'centcom-rss',
        health,
        outcome,
        threshold,
        at: hour(hours),
      },
    });
    health = result.health;
    return result.findings.map((finding) => `${hours} ${finding.kind}`);
  });
}
const every = (hours: readonly number[], outcome: HealthCheck) => hours.map((at) => [at, outcome] as const);

describe('the health of a source', () => {
  it('is announced once, after five consecutive failures that last a day', () => {
    expect(findingsAfter(every([0, 6, 12, 18, 24, 30, 36], failed))).toEqual(['24 source-broken']);
    expect(findingsAfter(every([0, 1, 2, 3, 4, 5, 6], failed))).toEqual([]);
    expect(findingsAfter(every([0, 48], failed))).toEqual([]);
  });

  it('does not wait a day for an error that waiting does not fix', () => {
    expect(findingsAfter(every([0, 1, 2, 3, 4, 5], gone))).toEqual(['4 source-broken']);
  });

  it('recovers once, and only if it was announced as broken', () => {
    const broken = every([0, 6, 12, 18, 24], failed);
    expect(findingsAfter([...broken, ...every([30, 36], answered)])).toEqual([
      '24 source-broken',
      '30 source-recovered',
    ]);
    expect(findingsAfter([...every([0, 6], failed), ...every([12], answered)])).toEqual([]);
  });

  it('is announced once as read at a fallback, then as recovered', () => {
    const degraded = { ...failed, answeredBy: 'https://mirror.example/feed' };
    expect(findingsAfter([...every([0, 3, 6, 30, 60], degraded), ...every([61, 62], answered)])).toEqual([
      '0 source-degraded',
      '61 source-recovered',
    ]);
    expect(findingsAfter([...every([0, 3], degraded), ...every([6, 12, 18, 24, 30], failed)])).toEqual([
      '0 source-degraded',
      '24 source-broken',
    ]);
  });

  it('breaks twice with two ids, and says since when and how often', () => {
    const at = hour(24);
    const health = {
      failures: 4,
      failingSince: hour(0),
      lastError: { kind: 'timeout', message: 'x' } as const,
      reportedBroken: false,
      answeredBy: null,
    };
    const input = { publisher: 'centcom', source: 's', outcome: failed, threshold };
    const [first] = detectSourceHealth({ ...input, health, at }).findings;
    const [second] = detectSourceHealth({ ...input, health: { ...health, failingSince: hour(-1) }, at }).findings;
    expect(first).toMatchObject({
      since: hour(0),
      failures: 5,
      error: { kind: 'timeout', message: 'no answer' },
      event: `s@${at}`,
    });
    expect(first?.id).not.toBe(second?.id);
  });
});

describe('a missing report', () => {
  const monthly = [
    '2018-11-01',
    '2018-12-01',
    '2018-12-30',
    '2019-01-31',
    '2019-02-28',
    '2019-03-29',
    '2019-04-25',
  ].map((day) => `${day}T12:00:00.000Z`);
  const silence = (at: string, rest: Partial<Parameters<typeof detectOverdue>[0]> = {}) =>
    detectOverdue({ publisher: 'cjtf-oir', source: 'rss', published: monthly, overdueSince: null, at, ...rest });

  it('counts from the first sight of the newest document where that is later, and gives it as no publication', () => {
    const lastSeen = '2019-05-10T08:00:00.000Z';
    expect(silence('2019-08-01T00:00:00.000Z', { lastSeen })).toMatchObject({
      lastPublished: '2019-04-25T12:00:00.000Z',
      lastSeen,
    });
    expect(silence('2019-08-01T00:00:00.000Z', { lastSeen, overdueSince: lastSeen })).toBeUndefined();
    const earlier = '2019-04-01T08:00:00.000Z';
    expect(silence('2019-08-01T00:00:00.000Z', { lastSeen: earlier })).toMatchObject({ lastSeen: null });
  });

  it('is overdue after 1.5 times the usual gap', () => {
    expect(learnedAllowance(monthly)).toBe(44);
    expect(silence('2019-06-08T12:00:00.000Z')).toBeUndefined();
    expect(silence('2019-06-09T12:00:00.000Z')).toMatchObject({
      ...{ kind: 'overdue', basis: 'learned', expectedBy: '2019-06-08', lastPublished: '2019-04-25T12:00:00.000Z' },
    });
  });

  it('is announced once', () => {
    expect(silence('2019-09-01T00:00:00.000Z', { overdueSince: '2019-04-25T12:00:00.000Z' })).toBeUndefined();
    expect(silence('2019-09-01T00:00:00.000Z')?.id).toBe(silence('2019-10-01T00:00:00.000Z')?.id);
  });

  it('is announced once for a publisher with two sources, and is not hidden by a future date', () => {
    const at = '2019-09-01T00:00:00.000Z';
    expect(silence(at, { source: 'index' })?.id).toBe(silence(at)?.id);
    expect(silence(at, { published: [...monthly, '2109-06-01T00:00:00.000Z'] })?.id).toBe(silence(at)?.id);
  });

  it('uses the declared period if there is one', () => {
    expect(silence('2019-05-07T00:00:00.000Z', { declaredPeriodDays: 10 })).toMatchObject({
      basis: 'declared',
      expectedBy: '2019-05-05',
    });
    expect(silence('2019-09-01T00:00:00.000Z', { declaredPeriodDays: 200 })).toBeUndefined();
  });

  it('learns nothing from fewer than five gaps; reports of one day are one', () => {
    expect(learnedAllowance(monthly.slice(0, 5))).toBeNull();
    expect(learnedAllowance([...monthly.slice(0, 5), ...monthly.slice(0, 3)])).toBeNull();
    expect(silence('2030-01-01T00:00:00.000Z', { published: [] })).toBeUndefined();
  });

  it('is not affected by one long gap in the past', () => {
    const paused = [...monthly, '2019-10-25T12:00:00.000Z', '2019-11-24T12:00:00.000Z'];
    expect(learnedAllowance(paused)).toBeLessThan(50);
  });
});
