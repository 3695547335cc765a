import { subscriptionsOf } from '../../config/subscription.ts';
import { backoffMs } from '../domain/backoff.ts';
import { maxRetryAfterMs } from '../network/retry-after.ts';
import { pollBackoff } from '../poll/http/politeness.ts';
import type { PollOutcome } from '../watch/pipeline.ts';
import { hasAnswered } from '../watch/source-state.ts';
import type { Application, ConfiguredSource } from './application.ts';
import { sealAnew } from './credentials.ts';
import { listen } from './listen.ts';
import { releaseMemory } from './release-memory.ts';
import { schedulePeriodMs, startSchedule } from './schedule.ts';

/** The rounds: one by hand, or the scheduled worker. */

/** It takes some tens of milliseconds each time. */
const releaseMemoryEveryMs = 60_000;

export interface SourceResult {
  readonly source: string;
  /** `waiting`: the publisher's server asked not to be asked before `until`. */
  readonly outcome: PollOutcome | { readonly status: 'waiting'; readonly until: string };
}

async function sealInstallations({ ledger, destinations, surroundings }: Application): Promise<void> {
  const { env, log } = surroundings;
  const key = env['ACKWATCH_KEY'];
  if (key === undefined) return;
  for (const destination of destinations.keys()) {
    const spaces = await sealAnew(ledger.installations, destination, key, surroundings);
    if (spaces > 0) log.info({ destination, spaces }, 'Sealed credentials anew with the first key of ACKWATCH_KEY');
  }
}

/** The configuration's subscriptions as the ledger's, credentials sealed by the newest key, and old snapshots read again where a reader has become better. */
export async function prepareRun(application: Application, signal: AbortSignal): Promise<void> {
  const { config, ledger, pipeline, surroundings } = application;
  await ledger.subscriptions.sync(subscriptionsOf(config), surroundings.now().toISOString());
  await sealInstallations(application);
  const read = await pipeline.reread(signal);
  if (read > 0) surroundings.log.info({ snapshots: read }, 'Read stored documents again with a newer reader');
}

function logOutcome(
  { surroundings: { log } }: Application,
  source: string,
  outcome: PollOutcome,
  what: 'Looked' | 'Asked again for known documents' = 'Looked',
): void {
  if (outcome.status === 'failed') {
    log.warn({ source, error: outcome.error.kind }, outcome.error.message);
  } else if (outcome.status === 'recorded') {
    const { documents, findings, problems } = outcome;
    log.info({ source, documents, findings }, what);
    for (const { url, error } of problems) log.warn({ source, url, error: error.kind }, error.message);
  } else {
    log.info({ source }, `${what}: nothing new`);
  }
}

/** One look at one source, where its server allows it. A ledger that fails throws. */
export async function pollSource(
  application: Application,
  watched: ConfiguredSource,
  signal: AbortSignal,
): Promise<SourceResult> {
  const { ledger, pipeline, surroundings } = application;
  const { id } = watched.source;
  const until = (await ledger.polling.source(id))?.nextPollAt ?? null;
  const now = surroundings.now().getTime();
  // Later than any server may ask for was written by a clock that ran ahead.
  if (until !== null && Date.parse(until) > now && Date.parse(until) <= now + maxRetryAfterMs)
    return { source: id, outcome: { status: 'waiting', until } };
  const outcome = await pipeline.poll(watched.source, signal);
  logOutcome(application, id, outcome);
  return { source: id, outcome };
}

/** A system cron is seldom to the second: what is nearly due is due, or it would wait for the round after the next. */
const dueShare = 0.9;

/** Known documents that were not asked for within the period of the recheck schedule. */
async function recheckDue(application: Application, watched: ConfiguredSource, signal: AbortSignal): Promise<void> {
  const { config, pipeline, surroundings } = application;
  const { recheck, recheckLimit, timezone } = watched.config;
  if (recheck === 'off' || !watched.mayRecheck) return;
  const wait = dueShare * schedulePeriodMs(recheck, timezone ?? config.timezone);
  const checkedBefore = new Date(surroundings.now().getTime() - wait);
  logOutcome(
    application,
    watched.source.id,
    await pipeline.recheck(watched.source, recheckLimit, signal, checkedBefore),
    'Asked again for known documents',
  );
}

/**
 * Every source once, the known documents whose recheck is due, then every post that is due. For system cron and for
 * the demonstration.
 */
export async function runOnce(application: Application, signal: AbortSignal): Promise<readonly SourceResult[]> {
  const results = await Promise.all(
    application.sources.map((watched) =>
      application.limit(async () => {
        const result = await pollSource(application, watched, signal);
        if (result.outcome.status !== 'waiting') await recheckDue(application, watched, signal);
        return result;
      }),
    ),
  );
  await application.deliverer.drain(signal);
  return results;
}

/** After failures in a row a source is left alone for longer and longer, up to six hours. */
async function isBackoffOver({ ledger, surroundings }: Application, source: string): Promise<boolean> {
  const state = await ledger.polling.source(source);
  if (!state || state.failures < 2 || state.lastAttemptAt === null || hasAnswered(state)) return true;
  const since = surroundings.now().getTime() - Date.parse(state.lastAttemptAt);
  return since < 0 || since >= backoffMs(pollBackoff, state.failures, surroundings.random());
}

/**
 * Watches until the signal aborts: looks at the times of the schedule, rechecks known documents at theirs, posts what
 * is due, answers what is asked. Then hears nothing more and drains: nothing new is begun, what was begun is finished and kept. Does not close the application.
 */
export async function run(application: Application, signal: AbortSignal): Promise<void> {
  const { config, surroundings, sources: watched, deliverer, pipeline, limit } = application;
  const { log } = surroundings;
  await prepareRun(application, signal);

  const guarded = (name: string, work: (signal: AbortSignal) => Promise<unknown>) => async (stopping: AbortSignal) => {
    try {
      await limit(() => (stopping.aborted ? Promise.resolve() : work(stopping)));
    } catch (error) {
      if (!stopping.aborted)
        log.error(
          { task: name, error: String(error) },
          'A scheduled look failed on our side; it is tried again at its next time',
        );
    }
  };
  const lookAt = (entry: ConfiguredSource) =>
    guarded(entry.source.id, async (stopping) => {
      if (await isBackoffOver(application, entry.source.id)) await pollSource(application, entry, stopping);
    });
  const recheckOf = (entry: ConfiguredSource) =>
    guarded(`${entry.source.id} recheck`, async (stopping) => {
      logOutcome(
        application,
        entry.source.id,
        await pipeline.recheck(entry.source, entry.config.recheckLimit, stopping),
        'Asked again for known documents',
      );
    });

  const jitterMs = 30_000;
  const schedule = startSchedule(
    watched.flatMap((entry) => {
      const timezone = entry.config.timezone ?? config.timezone;
      const looks = {
        name: entry.source.id,
        expression: entry.config.schedule,
        timezone,
        jitterMs,
        run: lookAt(entry),
      };
      const { recheck } = entry.config;
      return recheck === 'off' || !entry.mayRecheck
        ? [looks]
        : [
            looks,
            { name: `${entry.source.id} recheck`, expression: recheck, timezone, jitterMs, run: recheckOf(entry) },
          ];
    }),
  );
  log.info({ sources: watched.length, subscriptions: config.subscriptions.length }, 'Watching');

  // Far from its limit the engine would let garbage lie until it is several times what is in use.
  const tidying = setInterval(() => void releaseMemory(), releaseMemoryEveryMs).unref();
  // Where one of these fails the others are stopped too: what is left would keep a process alive that does nothing.
  const failing = new AbortController();
  const until = AbortSignal.any([signal, failing.signal]);
  const work = [
    // Whoever starts it wants to see it look, not wait for the first minute of the schedule.
    Promise.all(watched.map((entry) => lookAt(entry)(until))).then(releaseMemory),
    deliverer.run(until),
    listen(application, until),
  ];
  try {
    await Promise.all(work);
  } finally {
    failing.abort();
    await Promise.allSettled(work);
    clearInterval(tidying);
    await schedule.stop();
  }
  log.info({}, 'Stopped');
}
