import { createTask, type ScheduledTask } from 'node-cron';

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

/** Returns the milliseconds between the next two times of an expression. */
export function schedulePeriodMs(expression: string, timezone: string): number {
  const task = createTask(expression, () => {}, { timezone });
  const [first, second] = task.getNextRuns(2);
  void task.destroy();
  return first && second ? second.getTime() - first.getTime() : Number.POSITIVE_INFINITY;
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

  function runOnce(entry: ScheduleEntry): Promise<void> {
    const current = running.get(entry.name);
    if (current) return current;
    if (stopping.signal.aborted) return Promise.resolve();
    const run = entry.run(stopping.signal).finally(() => running.delete(entry.name));
    running.set(entry.name, run);
    return run;
  }

  for (const entry of entries) {
    const maxRandomDelay = Math.floor(
      Math.min(entry.jitterMs, schedulePeriodMs(entry.expression, entry.timezone) / 10),
    );
    const task = createTask(entry.expression, () => runOnce(entry), {
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
      for (const task of tasks.values()) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
