import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../src/domain/backoff.ts';
import { maxRetryAfterMs, retryAfterMs } from '../../src/network/retry-after.ts';
import { latestDate, maxFreshnessMs, notBefore, pollBackoff } from '../../src/poll/http/politeness.ts';

const now = new Date('2019-05-31T12:00:00.000Z');
const nowPlus = (ms: number) => new Date(now.getTime() + ms);

const backoff = (failures: number, random: number) => backoffMs(pollBackoff, failures, random);

describe('backoff', () => {
  it('spreads over the whole interval and doubles it with each failure up to the cap', () => {
    expect(backoff(0, 0.999)).toBe(0);
    expect(backoff(3, 0)).toBe(0);
    expect(backoff(1, 0.5)).toBe(60_000);
    expect(backoff(2, 0.5)).toBe(120_000);
    expect(backoff(50, 0.5)).toBe(3 * 3_600_000);
    expect(backoffMs({ ...pollBackoff, capMs: 1_000 }, 5_000, 0.5)).toBe(500);
  });

  it('is a whole number within its bounds for any count and any random number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
        const wait = backoff(failures, random);
        expect(Number.isInteger(wait) && wait >= 0 && wait < 6 * 3_600_000).toBe(true);
      }),
    );
  });
});

describe('retryAfterMs', () => {
  it('reads seconds, and dates by the clock of the server', () => {
    const fast = { date: 'Fri, 31 May 2019 15:00:00 GMT', 'retry-after': 'Fri, 31 May 2019 15:10:00 GMT' };
    expect(retryAfterMs({ 'retry-after': ' 30 ' }, now)).toBe(30_000);
    expect(retryAfterMs(fast, now)).toBe(600_000);
    expect(retryAfterMs({ 'retry-after': 'Fri, 31 May 2019 11:00:00 GMT' }, now)).toBe(0);
  });

  it('is null for nonsense and never longer than a day', () => {
    for (const value of ['soon', '-5', '1.5', '']) expect(retryAfterMs({ 'retry-after': value }, now)).toBeNull();
    expect(retryAfterMs({}, now)).toBeNull();
    expect(retryAfterMs({ 'retry-after': '999999999' }, now)).toBe(maxRetryAfterMs);
  });
});

describe('notBefore', () => {
  it('reads max-age less the age, before Expires', () => {
    const expires = 'Fri, 31 May 2019 12:30:00 GMT';
    expect(notBefore({ 'cache-control': 'public, max-age=600', age: '60', expires }, now)).toEqual(nowPlus(540_000));
    expect(notBefore({ expires, date: 'Fri, 31 May 2019 12:10:00 GMT' }, now)).toEqual(nowPlus(1_200_000));
  });

  it('is null if nothing is fresh', () => {
    const stale = [
      {},
      { 'cache-control': 'max-age=0' },
      { 'cache-control': 'no-cache, max-age=600' },
      { 'cache-control': 'max-age=60', age: '61' },
      { expires: '0' },
      { expires: 'Thu, 30 May 2019 12:00:00 GMT' },
    ];
    for (const headers of stale) expect(notBefore(headers, now)).toBeNull();
  });

  it('is at most an hour', () => {
    expect(notBefore({ 'cache-control': 'max-age=31536000' }, now)).toEqual(nowPlus(maxFreshnessMs));
  });
});

describe('latestDate', () => {
  it('returns the later of two dates, or null without a date', () => {
    expect(latestDate(now, nowPlus(1))).toEqual(nowPlus(1));
    expect(latestDate(nowPlus(1), now)).toEqual(nowPlus(1));
    expect(latestDate(null, now)).toBe(now);
    expect(latestDate(now, undefined)).toBe(now);
    expect(latestDate(null, undefined)).toBeNull();
  });
});
