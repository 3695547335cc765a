import { createTask, type ScheduledTask } from 'node-cron';

/** One thing to do at the times a cron expression names. */
export interface ScheduleEntry {
  readonly name: string;
  /** node-cron: five fields, or six with seconds first. */
  readonly expression: string;
  /** IANA name, e.g. `UTC`, `Europe/London`. */
  readonly timezone: string;
  /** Upper bound of the random delay that spreads sources with the same expression; held under a tenth of the period. */
  readonly jitterMs: number;
  /** Must not throw: what goes wrong is the source's health. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface Schedule {
  /** When the entry is next due; null for a name that is not there. */
  next(name: string): Date | null;
  /** Stops the clock, signals the runs under way and waits for them. Safe to call twice. */
  stop(): Promise<void>;
}

/** The wait between the next two times of an expression, in ms. */
export function schedulePeriodMs(expression: string, timezone: string): number {
  const task = createTask(expression, () => {}, { timezone });
  const [first, second] = task.getNextRuns(2);
  void task.destroy();
  return first && second ? second.getTime() - first.getTime() : Number.POSITIVE_INFINITY;
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Starts every entry. A run that is still going when it is due again is not started twice; times that passed while
 * the machine slept or the clock jumped are made up for by one run, however many they were.
 */
export function startSchedule(entries: readonly ScheduleEntry[]): Schedule {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const tasks = new Map<string, ScheduledTask>();

  function runOnce(entry: ScheduleEntry): Promise<void> {
    const underWay = running.get(entry.name);
    if (underWay) return underWay;
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
      logger: silent,
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
