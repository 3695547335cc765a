import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryErrorKinds } from '../../src/domain/failures.ts';
import { retryTable, waitMs } from '../../src/outbox/retry.ts';

test('every kind of error has its action', () => {
  expect(deliveryErrorKinds.map((kind) => [kind, retryTable[kind].action])).toEqual([
    ['rate-limited', 'retry'],
    ['unavailable', 'retry'],
    ['timeout', 'retry'],
    ['unauthorized', 'hold'],
    ['forbidden', 'pause'],
    ['not-found', 'pause'],
    ['invalid', 'reject'],
    ['unknown', 'retry'],
  ]);
});

test('a wait is never longer than the cap, never shorter than asked for, never nothing', () => {
  const backoff = { baseMs: 2000, capMs: 900_000, jitter: 'full' } as const;
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, fc.nat({ max: 86_400_000 }), (attempt, chance, asked) => {
      const wait = waitMs(backoff, attempt, null, chance);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(attempt - 1, 30)));
      expect(waitMs(backoff, attempt, asked, chance)).toBeGreaterThanOrEqual(asked);
    }),
  );
});
