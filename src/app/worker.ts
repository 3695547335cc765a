import { subscriptionsOf } from '../../config/subscription.ts';
import type { Application } from './application.ts';
import { syncRecord } from './compiled-record.ts';
import { resealOutdated } from './credentials.ts';
import { listen } from './listen.ts';
import {
  isBackoffOver,
  pollFallback,
  pollSource,
  recheckDue,
  recheckSource,
  type SourceResult,
} from './poll-sources.ts';
import { releaseMemory } from './release-memory.ts';
import { type ScheduleEntry, startSchedule } from './schedule.ts';
import type { ConfiguredSource } from './sources.ts';

/** One call takes some tens of milliseconds. */
const releaseMemoryEveryMs = 60_000;
/** Upper bound of the random delay that spreads sources with the same schedule. */
const jitterMs = 30_000;

/**
 * Stores the subscriptions of the configuration and the bundled record, encrypts credentials with the newest key, and reads stored snapshots
 * again if a reader has a newer version. May be called again.
 */
export async function prepareRun(application: Application, signal: AbortSignal): Promise<void> {
  const { config, ledger, pipeline, surroundings } = application;
  await ledger.subscriptions.sync(subscriptionsOf(config), surroundings.now().toISOString());
  await syncRecord(ledger, config, surroundings.now());
  await sealInstallations(application);
  const snapshots = await pipeline.reread(signal);
  if (snapshots > 0) surroundings.log.info({ snapshots }, 'Read stored documents again with a newer reader');
}

async function sealInstallations({ ledger, destinations, surroundings }: Application): Promise<void> {
  const { env, log } = surroundings;
  const key = env['ACKWATCH_KEY'];
  if (key === undefined) return;
  for (const destination of destinations.keys()) {
    const spaces = await resealOutdated(ledger.installations, destination, key, surroundings);
    if (spaces > 0) log.info({ destination, spaces }, 'Encrypted credentials again with the first key of ACKWATCH_KEY');
  }
}

/** Polls every source once, rechecks documents that are due, then sends every delivery that is due. */
export async function runOnce(application: Application, signal: AbortSignal): Promise<readonly SourceResult[]> {
  const results = await Promise.all(
    application.sources.map((configured) =>
      application.limit(async () => {
        const result = await pollSource(application, configured, signal);
        if (result.outcome.status !== 'waiting') await recheckDue(application, configured, signal);
        return result;
      }),
    ),
  );
  await application.deliverer.drain(signal);
  return results;
}

/**
 * Polls and rechecks on schedule, delivers, and answers commands until the signal aborts. Then finishes what it has
 * started and returns. Does not close the application.
 */
export async function run(application: Application, signal: AbortSignal): Promise<void> {
  const { config, surroundings, sources, deliverer } = application;
  const { log } = surroundings;
  await prepareRun(application, signal);
  const schedule = startSchedule(sources.flatMap((configured) => scheduleEntries(application, configured)));
  log.info({ sources: sources.length, subscriptions: config.subscriptions.length }, 'Watching');

  // Far below its limit the engine would let garbage grow to several times the memory in use.
  const releasing = setInterval(() => void releaseMemory(), releaseMemoryEveryMs).unref();
  // If one of these tasks fails the others stop too, so that the process ends instead of doing half its work.
  const failed = new AbortController();
  const stopping = AbortSignal.any([signal, failed.signal]);
  const tasks = [
    // The first poll happens at once, not at the first time of the schedule.
    Promise.all(sources.map((configured) => pollTask(application, configured)(stopping))).then(releaseMemory),
    deliverer.run(stopping),
    listen(application, stopping),
  ];
  try {
    await Promise.all(tasks);
  } finally {
    failed.abort();
    await Promise.allSettled(tasks);
    clearInterval(releasing);
    await schedule.stop();
  }
  log.info({}, 'Stopped');
}

function scheduleEntries(application: Application, configured: ConfiguredSource): ScheduleEntry[] {
  const { source, config, mayRecheck } = configured;
  const timezone = config.timezone ?? application.config.timezone;
  const poll = {
    name: source.id,
    expression: config.schedule,
    timezone,
    jitterMs,
    run: pollTask(application, configured),
  };
  if (config.recheck === 'off' || !mayRecheck) return [poll];
  const name = `${source.id} recheck`;
  const run = limitedTask(application, name, (signal) => recheckSource(application, configured, signal));
  return [poll, { name, expression: config.recheck, timezone, jitterMs, run }];
}

function pollTask(application: Application, configured: ConfiguredSource): ScheduleEntry['run'] {
  const { id } = configured.source;
  return limitedTask(application, id, async (signal) => {
    if (await isBackoffOver(application, id)) await pollSource(application, configured, signal);
    else await pollFallback(application, configured.source, signal);
  });
}

/** Returns a task that waits for its turn and logs a failure instead of throwing. */
function limitedTask(
  { limit, surroundings: { log } }: Application,
  task: string,
  work: (signal: AbortSignal) => Promise<unknown>,
): ScheduleEntry['run'] {
  return async (signal) => {
    try {
      await limit(() => (signal.aborted ? Promise.resolve() : work(signal)));
    } catch (error) {
      if (!signal.aborted)
        log.error({ task, error: String(error) }, 'A scheduled task failed. It runs again at its next scheduled time');
    }
  };
}
