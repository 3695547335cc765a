import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a property that fails prints its seed, which is the same at every run', () => {
  const { seed } = fc.readConfigureGlobal();
  expect(seed).toEqual(expect.any(Number));
  expect(() => fc.assert(fc.property(fc.nat(), (number) => number < 1000))).toThrow(`{ seed: ${seed}, path: "`);
});
