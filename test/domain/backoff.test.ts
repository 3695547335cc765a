import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../src/domain/backoff.ts';

const policy = { baseMs: 1000, capMs: 60_000 };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('the wait doubles with each failure up to the cap and is zero without a failure', () => {
  const waits = [-1, 0, 1, 2, 3, 7, 8, 10_000].map((failures) => backoffMs({ ...policy, jitter: 'none' }, failures));
  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 60_000, 60_000, 60_000]);
});

test('full jitter spreads a wait over all of it, half jitter over its upper half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, (failures, chance) => {
      const ceiling = backoffMs({ ...policy, jitter: 'none' }, failures);
      const full = backoffMs({ ...policy, jitter: 'full' }, failures, chance);
      const half = backoffMs({ ...policy, jitter: 'half' }, failures, chance);
      expect([full, half].every(Number.isInteger)).toBe(true);
      expect(full).toBeGreaterThanOrEqual(0);
      expect(half).toBeGreaterThanOrEqual(ceiling / 2);
      expect(Math.max(full, half)).toBeLessThan(ceiling);
    }),
  );
});
