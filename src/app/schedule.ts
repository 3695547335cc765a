import { createTask, type ScheduledTask } from 'node-cron';
import { Temporal } from 'temporal-polyfill';

/** A task that runs at the times of a cron expression. */
export interface ScheduleEntry {
  readonly name: string;
  /** node-cron expression of five fields, or of six with seconds first. */
  readonly expression: string;
  /** IANA name, e.g. `UTC`, `Europe/London`. */
  readonly timezone: string;
  /** Upper bound of the random delay before each run. A tenth of the period is the limit. */
  readonly jitterMs: number;
  /** Must not throw. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface CronSchedule {
  /** Returns when the entry runs next; null for an unknown name. */
  next(name: string): Date | null;
  /** Starts no further runs, aborts the current ones and waits for them. Idempotent. */
  stop(): Promise<void>;
}

const hour = 3_600_000;

/** Returns the milliseconds between the next two times of an expression. */
export function schedulePeriodMs(expression: string, timezone: string): number {
  const task = createTask(expression, () => {}, { timezone });
  const [first, second] = task.getNextRuns(2);
  void task.destroy();
  return first && second ? second.getTime() - first.getTime() : Number.POSITIVE_INFINITY;
}

/**
 * Returns the times between two runs at which the wall clock shows a time of the expression for the second time, because
 * clocks went back. node-cron leaves them out in zones west of Greenwich, so that a poll of every ten minutes rests for
 * seventy. Must be called at `from`.
 */
function repeatedTimes(
  { expression, timezone }: ScheduleEntry,
  from: Date,
  to: Date,
  periodMs: number,
): readonly Date[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone);
  const change = start.getTimeZoneTransition('next');
  if (change === null || change.epochMilliseconds > to.getTime()) return [];
  return [start, change].flatMap(({ offset, offsetNanoseconds }) => {
    const task = createTask(expression, () => {}, { timezone: offset });
    const times = task.getNextRuns(Math.ceil((to.getTime() - from.getTime()) / periodMs));
    void task.destroy();
    return times.filter((time) => {
      const actual = Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timezone);
      return time < to && actual.offsetNanoseconds === offsetNanoseconds;
    });
  });
}

const silentLogger = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Starts the schedule of every entry. Runs of one entry never overlap. Times that were missed because the machine slept
 * or the clock jumped cause one run, however many there were.
 */
export function startSchedule(entries: readonly ScheduleEntry[]): CronSchedule {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const tasks = new Map<string, ScheduledTask>();
  const repeats = new Set<NodeJS.Timeout>();

  function runOnce(entry: ScheduleEntry): Promise<void> {
    const current = running.get(entry.name);
    if (current) return current;
    if (stopping.signal.aborted) return Promise.resolve();
    const run = entry.run(stopping.signal).finally(() => running.delete(entry.name));
    running.set(entry.name, run);
    return run;
  }

  /** Runs the entry, and plans its runs in an hour that the clock shows twice. */
  function runAt(entry: ScheduleEntry, periodMs: number): Promise<void> {
    const next = tasks.get(entry.name)?.getNextRun();
    const now = new Date();
    // Only entries of every hour: at a fixed hour one run is meant.
    if (next && periodMs < hour && next.getTime() - now.getTime() > periodMs * 1.5) {
      for (const time of repeatedTimes(entry, now, next, periodMs)) {
        const timer = setTimeout(() => {
          repeats.delete(timer);
          void runOnce(entry);
        }, time.getTime() - now.getTime());
        repeats.add(timer);
      }
    }
    return runOnce(entry);
  }

  for (const entry of entries) {
    const periodMs = schedulePeriodMs(entry.expression, entry.timezone);
    const maxRandomDelay = Math.floor(Math.min(entry.jitterMs, periodMs / 10));
    const task = createTask(entry.expression, () => runAt(entry, periodMs), {
      timezone: entry.timezone,
      name: entry.name,
      noOverlap: true,
      suppressMissedWarning: true,
      logger: silentLogger,
      ...(maxRandomDelay > 0 ? { maxRandomDelay } : {}),
    });
    task.on('execution:missed', () => void runOnce(entry));
    tasks.set(entry.name, task);
    void task.start();
  }

  return {
    next: (name) => tasks.get(name)?.getNextRun() ?? null,
    async stop() {
      stopping.abort();
      for (const timer of repeats) clearTimeout(timer);
      for (const task of tasks.values()) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
