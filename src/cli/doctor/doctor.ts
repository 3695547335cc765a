import { readEnvironment } from '../../../config/environment.ts';
import { loadConfig } from '../../../config/load.ts';
import type { Config } from '../../../config/schema.ts';
import type { Application } from '../../app/application.ts';
import { openApplication, type Surroundings } from '../../app/application.ts';
import { schedulePeriodMs } from '../../app/schedule.ts';
import type { Environment } from '../../chat/destination.ts';
import { openLedger } from '../../ledger/open.ts';
import { SourceError } from '../../poll/source.ts';
import { untouched } from '../../watch/source-state.ts';
import { type Check, messageOf, off, problem, well } from './check.ts';
import { credentials, destinations, nobodyIsTold, paused, withoutFaults } from './destinations.ts';

export interface DoctorOptions {
  readonly offline?: boolean;
  readonly surroundings: (env: Environment) => Surroundings;
  readonly signal: AbortSignal;
}

const leastNode = [24, 12] as const;

function program(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return isEnough
    ? well('program', `Node ${version}`)
    : problem(
        'program',
        `Node ${version} is too old`,
        `Start Ackwatch through npm (npm run -s ackwatch), or install Node ${leastNode.join('.')} or newer.`,
      );
}

/**
 * Looks at everything that must be right for posts to arrive, in the order in which one thing needs the other. Changes
 * nothing but what opening the ledger does. Never throws for what it looks at.
 */
export async function examine(file: string, env: Environment, options: DoctorOptions): Promise<readonly Check[]> {
  const checks: Check[] = [program(process.versions.node)];
  let config: Config;
  let environment: Environment;
  try {
    config = loadConfig(file);
    checks.push(
      well(
        'configuration',
        `${file}: ${config.publishers.length} publishers, ${config.sources.length} sources, ${config.subscriptions.length} subscriptions`,
      ),
    );
  } catch (error) {
    return [...checks, problem('configuration', messageOf(error), 'Mend the file as said, then run doctor again.')];
  }
  if (config.contact === undefined)
    checks.push(
      off(
        'configuration',
        'no contact is set',
        'Set `contact` to your e-mail address or web page: publishers see it in the User-Agent.',
      ),
    );
  try {
    environment = readEnvironment(env);
  } catch (error) {
    return [...checks, problem('environment', messageOf(error), 'Mend the variable, then run doctor again.')];
  }
  const untold = nobodyIsTold(config, environment);
  checks.push(...(untold === null ? [] : [untold]), ...credentials(config, environment));

  let application: Application;
  try {
    application = await openApplication(config, options.surroundings(withoutFaults(environment)));
  } catch (error) {
    return [...checks, problem('database', messageOf(error), 'Mend the address or the permissions of the database.')];
  }
  try {
    checks.push(await database(application));
    checks.push(...(await deliveries(application)));
    const { offline = false, signal } = options;
    checks.push(...(await destinations(application, { offline, signal })));
    if (!offline) checks.push(...(await network(application, signal)));
  } finally {
    await application.close();
  }
  return checks;
}

/** Thrown to take a trial write back. */
const undone = new Error('undone');
function ignoreUndone(error: unknown): void {
  if (error !== undone) throw error;
}

async function database({ ledger }: Application): Promise<Check> {
  try {
    const { documents, reports, incidents } = await ledger.lookups.summary();
    // A write that changes nothing, so that a read-only file shows.
    await ledger
      .transaction((transaction) =>
        transaction.polling.setSource('doctor', untouched).then(() => Promise.reject(undone)),
      )
      .catch(ignoreUndone);
    return well('database', `${ledger.shown}: ${documents} documents, ${reports} reports, ${incidents} incidents`);
  } catch (error) {
    return problem('database', messageOf(error), 'Check that the file and its folder can be written by this user.');
  }
}

async function deliveries({ ledger }: Application): Promise<Check[]> {
  const counts = await ledger.deliveries.counts();
  const checks = [well('deliveries', `${counts.sent} sent, ${counts.pending + counts.sending} waiting`)];
  if (counts.uncertain > 0)
    checks.push(
      problem(
        'deliveries',
        `${counts.uncertain} may or may not have arrived`,
        'Look in the channels, then settle them: ackwatch deliveries.',
      ),
    );
  if (counts.rejected > 0)
    checks.push(problem('deliveries', `${counts.rejected} were refused by their platform`, 'See ackwatch deliveries.'));
  checks.push(...paused((await ledger.deliveries.troubled(1)).paused));
  return checks;
}

const tolerableSkewMs = 120_000;

/** One request to each source's own address; its answer also says what time it is out there. */
async function network({ sources, surroundings, limit }: Application, signal: AbortSignal): Promise<Check[]> {
  const dates: { readonly theirs: number; readonly ours: number }[] = [];
  const answers = await Promise.all(
    sources.map(({ source }) =>
      limit(async () => {
        try {
          const answer = await source.context(signal).fetch(source.url);
          const date = answer.status === 'ok' ? Date.parse(answer.headers['date'] ?? '') : Number.NaN;
          if (!Number.isNaN(date)) dates.push({ theirs: date, ours: surroundings.now().getTime() });
          return well('network', `${source.id} answers`);
        } catch (error) {
          const kind = error instanceof SourceError ? error.kind : 'unavailable';
          return problem('network', `${source.id}: ${kind}`, messageOf(error));
        }
      }),
    ),
  );
  return [...clock(dates), ...answers];
}

/** By the middle of what the servers say: one with a wrong clock must not accuse ours. */
function clock(dates: readonly { readonly theirs: number; readonly ours: number }[]): Check[] {
  if (dates.length === 0)
    return [off('clock', 'no server said what time it is', 'Check the clock by hand, or let doctor use the network.')];
  const skews = dates.map(({ theirs, ours }) => ours - theirs).toSorted((a, b) => a - b);
  const skew = skews[Math.floor(skews.length / 2)] ?? 0;
  const seconds = Math.round(Math.abs(skew) / 1000);
  return Math.abs(skew) <= tolerableSkewMs
    ? [well('clock', `within ${seconds} s of the servers`)]
    : [
        problem(
          'clock',
          `${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the servers`,
          'Set this machine’s clock (NTP): times of publication and signatures depend on it.',
        ),
      ];
}

/** The report as text, and whether nothing is a problem. */
export function report(checks: readonly Check[]): { readonly text: string; readonly isWell: boolean } {
  const mark = { well: 'ok      ', off: 'off     ', problem: 'PROBLEM ' };
  const lines = checks.map(
    ({ area, state, says, fix }) => `${mark[state]}${area}: ${says}${fix === undefined ? '' : `\n        ${fix}`}`,
  );
  return { text: `${lines.join('\n')}\n`, isWell: checks.every(({ state }) => state !== 'problem') };
}

/**
 * Whether a worker is at work on this ledger: the busiest source was looked at within three of its periods, and never
 * less than five minutes. For a container's health check; opens the ledger and nothing else. Throws `LedgerError`.
 */
export async function isAlive(config: Config, { env, now }: Pick<Surroundings, 'env' | 'now'>): Promise<boolean> {
  const periods = config.sources.map(({ schedule, timezone }) =>
    schedulePeriodMs(schedule, timezone ?? config.timezone),
  );
  const ledger = await openLedger(env['DATABASE_URL'] ?? config.database);
  try {
    const looks = (await ledger.lookups.sources()).flatMap(({ lastAttemptAt }) =>
      lastAttemptAt ? [Date.parse(lastAttemptAt)] : [],
    );
    return looks.length > 0 && now().getTime() - Math.max(...looks) <= Math.max(300_000, 3 * Math.min(...periods));
  } finally {
    await ledger.close();
  }
}
