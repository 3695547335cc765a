import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryErrorKinds } from '../../../src/domain/failures.ts';
import { retryDelayMs, retryTable } from '../../../src/outbox/machine/retry.ts';

test('every kind of error has its action', () => {
  expect(deliveryErrorKinds.map((kind) => [kind, retryTable[kind].action])).toEqual([
    ['rate-limited', 'retry'],
    ['unavailable', 'retry'],
    ['timeout', 'retry'],
    ['unauthorized', 'open-circuit'],
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
      const wait = retryDelayMs(backoff, attempt, { retryAfterMs: null, random: chance });
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(attempt - 1, 30)));
      expect(retryDelayMs(backoff, attempt, { retryAfterMs: asked, random: chance })).toBeGreaterThanOrEqual(asked);
    }),
  );
});
