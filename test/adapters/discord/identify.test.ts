import { beforeEach, expect, test, vi } from 'vitest';
import { createIdentifyThrottler } from '../../../adapters/discord/gateway/shard-strategy.ts';

const clock = vi.hoisted(() => ({ now: 0, waits: [] as number[] }));
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    clock.waits.push(Math.round(ms / 1000));
    // Real timers are late by a little.
    clock.now += ms + 3;
  },
}));
beforeEach(() => {
  clock.waits = [];
  vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
});
const signal = new AbortController().signal;

test('attempts to identify in a row wait ever longer, and stay below the thousand of a day', async () => {
  const throttler = createIdentifyThrottler();
  const day = clock.now + 24 * 60 * 60_000;
  let attempts = 0;
  for (; clock.now < day; attempts += 1) await throttler.waitForIdentify(0, signal);
  expect(clock.waits.slice(0, 9)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
  expect(new Set(clock.waits.slice(7))).toEqual(new Set([600]));
  expect(attempts).toBeLessThan(200);
});

test('an attempt after a long pause does not wait', async () => {
  const throttler = createIdentifyThrottler();
  for (let attempt = 0; attempt < 4; attempt += 1) await throttler.waitForIdentify(0, signal);
  clock.now += 11 * 60_000;
  clock.waits = [];
  await throttler.waitForIdentify(0, signal);
  expect(clock.waits).toEqual([]);
});
