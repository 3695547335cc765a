import { backoffMs } from '../domain/backoff.ts';
import { maxRetryAfterMs } from '../network/retry-after.ts';
import { pollBackoff } from '../poll/http/politeness.ts';
import type { PollOutcome } from '../watch/pipeline.ts';
import type { Application } from './application.ts';
import { schedulePeriodMs } from './schedule.ts';
import type { ConfiguredSource } from './sources.ts';

export interface SourceResult {
  readonly source: string;
  /** `waiting`: the server of the source allows no request before `until`. */
  readonly outcome: PollOutcome | { readonly status: 'waiting'; readonly until: string };
}

/** Polls one source unless its server asked to wait. Throws if the ledger fails. */
export async function pollSource(
  application: Application,
  { source }: ConfiguredSource,
  signal: AbortSignal,
): Promise<SourceResult> {
  const { ledger, pipeline, surroundings } = application;
  const until = (await ledger.polling.source(source.id))?.nextPollAt ?? null;
  const now = surroundings.now().getTime();
  // A time beyond the longest accepted Retry-After was stored when the clock ran ahead.
  if (until !== null && Date.parse(until) > now && Date.parse(until) <= now + maxRetryAfterMs)
    return (
      (await pollFallback(application, source, signal)) ?? { source: source.id, outcome: { status: 'waiting', until } }
    );
  const outcome = await pipeline.poll(source, signal);
  logOutcome(application, source.id, outcome, 'Polled');
  return { source: source.id, outcome };
}

/** Polls the fallback of a source that fails and is not due itself. Returns undefined if none is in use or answers. */
export async function pollFallback(
  application: Application,
  source: ConfiguredSource['source'],
  signal: AbortSignal,
): Promise<SourceResult | undefined> {
  const outcome = await application.pipeline.pollFallbacks(source, signal);
  if (outcome === undefined) return undefined;
  logOutcome(application, source.id, outcome, 'Polled');
  return { source: source.id, outcome };
}

/** Requests known documents again, least recently checked first; only those last checked before `checkedBefore`, if given. */
export async function recheckSource(
  application: Application,
  { source, config }: ConfiguredSource,
  signal: AbortSignal,
  checkedBefore?: Date,
): Promise<void> {
  const outcome = await application.pipeline.recheck(source, { limit: config.recheckLimit, signal, checkedBefore });
  logOutcome(application, source.id, outcome, 'Rechecked known documents');
}

/** Share of the period after which a recheck is due. A system cron that fires a little early must not skip it. */
const dueShare = 0.9;

/** Rechecks the documents that were not requested within the period of the recheck schedule. */
export async function recheckDue(
  application: Application,
  configured: ConfiguredSource,
  signal: AbortSignal,
): Promise<void> {
  const { recheck, timezone } = configured.config;
  if (recheck === 'off' || !configured.mayRecheck) return;
  const periodMs = schedulePeriodMs(recheck, timezone ?? application.config.timezone);
  const checkedBefore = new Date(application.surroundings.now().getTime() - dueShare * periodMs);
  await recheckSource(application, configured, signal, checkedBefore);
}

/** Returns whether a source that keeps failing may be polled again. The wait grows to at most six hours. */
export async function isBackoffOver({ ledger, surroundings }: Application, source: string): Promise<boolean> {
  const state = await ledger.polling.source(source);
  if (!state || state.failures < 2 || state.lastAttemptAt === null || state.answered) return true;
  const elapsedMs = surroundings.now().getTime() - Date.parse(state.lastAttemptAt);
  return elapsedMs < 0 || elapsedMs >= backoffMs(pollBackoff, state.failures, surroundings.random());
}

function logOutcome(
  { surroundings: { log } }: Application,
  source: string,
  outcome: PollOutcome,
  action: 'Polled' | 'Rechecked known documents',
): void {
  switch (outcome.status) {
    case 'failed':
      log.warn({ source, error: outcome.error.kind }, outcome.error.message);
      break;
    case 'recorded': {
      const { documents, findings, problems, remaining = 0, fallback } = outcome;
      const more = { ...(remaining > 0 ? { remaining } : {}), ...(fallback === undefined ? {} : { fallback }) };
      log.info({ source, documents, findings, ...more }, action);
      for (const { url, error } of problems) log.warn({ source, url, error: error.kind }, error.message);
      break;
    }
    case 'unchanged':
      log.info({ source }, `${action}: nothing new`);
  }
}
