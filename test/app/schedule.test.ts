import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CronSchedule, startSchedule } from '../../src/app/schedule.ts';

const everySecond = { expression: '* * * * * *', timezone: 'UTC', jitterMs: 0 };
let schedule: CronSchedule | undefined;

afterEach(async () => {
  await schedule?.stop();
  schedule = undefined;
  vi.useRealTimers();
});

describe('the schedule', () => {
  it('runs an entry at its seconds', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00.500Z') });
    let runs = 0;
    schedule = startSchedule([{ ...everySecond, name: 'a', run: async () => void runs++ }]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(runs).toBe(3);
  });

  it('does not start a run while the last one is still running', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00.500Z') });
    let started = 0;
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    schedule = startSchedule([
      {
        ...everySecond,
        name: 'slow',
        run: () => {
          started++;
          return gate;
        },
      },
    ]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(started).toBe(1);
    open();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(started).toBe(2);
  });

  it('makes up for missed times with a single run', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T00:00:30.000Z') });
    let runs = 0;
    schedule = startSchedule([
      { name: 'minutely', expression: '* * * * *', timezone: 'UTC', jitterMs: 0, run: async () => void runs++ },
    ]);
    vi.setSystemTime(new Date('2026-01-01T08:00:00.000Z'));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(runs).toBeGreaterThanOrEqual(1);
    expect(runs).toBeLessThanOrEqual(2);
  });

  it.each([
    ['America/New_York', '2026-11-01T03:00:00Z', '*/10 * * * *', 10],
    ['America/New_York', '2026-11-01T03:00:00Z', '*/15 0-5 * * 7', 15],
    ['America/St_Johns', '2026-11-01T01:00:00Z', '*/10 * * * *', 10],
    ['Australia/Lord_Howe', '2026-04-04T12:00:00Z', '*/10 * * * *', 10],
    ['Europe/Amsterdam', '2026-10-24T23:00:00Z', '*/10 * * * *', 10],
    ['Europe/Amsterdam', '2026-03-28T23:00:00Z', '*/10 * * * *', 10],
  ])('keeps its pace in %s while clocks change (%s, %s)', async (timezone, start, expression, minutes) => {
    vi.useFakeTimers({ now: new Date(start) });
    const runs: number[] = [];
    schedule = startSchedule([
      { name: 'often', expression, timezone, jitterMs: 0, run: async () => void runs.push(Date.now()) },
    ]);
    await vi.advanceTimersByTimeAsync(6 * 3_600_000);
    const inside = runs.filter((at) => at > Date.parse(start) + 2 * 3_600_000);
    const pauses = inside.slice(1).map((at, index) => (at - (inside[index] ?? 0)) / 60_000);
    expect(new Set(pauses)).toEqual(new Set([minutes]));
  });

  it('runs once where a fixed hour comes twice', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-01T03:00:00Z') });
    let runs = 0;
    schedule = startSchedule([
      {
        name: 'nightly',
        expression: '30 1 * * *',
        timezone: 'America/New_York',
        jitterMs: 0,
        run: async () => void runs++,
      },
    ]);
    await vi.advanceTimersByTimeAsync(8 * 3_600_000);
    expect(runs).toBe(1);
  });

  it('reads the expression in the entry’s own time zone', () => {
    vi.useFakeTimers({ now: new Date('2026-01-15T00:00:00.000Z') });
    schedule = startSchedule([
      { name: 'noon', expression: '0 12 * * *', timezone: 'America/New_York', jitterMs: 0, run: async () => {} },
    ]);
    expect(schedule.next('noon')?.toISOString()).toBe('2026-01-15T17:00:00.000Z');
    expect(schedule.next('nothing')).toBeNull();
  });

  it('aborts a current run when it stops, and waits for it', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00.500Z') });
    let ended = false;
    schedule = startSchedule([
      {
        ...everySecond,
        name: 'long',
        run: (signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              ended = true;
              resolve();
            });
          }),
      },
    ]);
    await vi.advanceTimersByTimeAsync(1_000);
    await schedule.stop();
    await schedule.stop();
    expect(ended).toBe(true);
  });
});
