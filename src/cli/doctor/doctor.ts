import { readEnvironment } from '../../../config/environment.ts';
import { loadConfig } from '../../../config/load.ts';
import type { Config } from '../../../config/schema.ts';
import type { Application } from '../../app/application.ts';
import { openApplication, type Surroundings } from '../../app/application.ts';
import { schedulePeriodMs } from '../../app/schedule.ts';
import type { Environment } from '../../chat/destination.ts';
import { unpolled } from '../../domain/source-state.ts';
import { openLedger } from '../../ledger/open.ts';
import { type Check, messageOf, off, ok, problem } from './check.ts';
import {
  destinationChecks,
  pausedChecks,
  settingsChecks,
  subscriptionsChecks,
  withoutInvalidSettings,
} from './destinations.ts';
import { type ClockReading, sourceChecks } from './sources.ts';

interface DoctorOptions {
  readonly offline?: boolean;
  readonly surroundings: (env: Environment) => Surroundings;
  readonly signal: AbortSignal;
}

const minimumNode = [24, 12] as const;

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1]);
  return isEnough
    ? ok('program', `Node ${version}`)
    : problem(
        'program',
        `Node ${version} is too old`,
        `Start Ackwatch through npm (npm run -s ackwatch), or install Node ${minimumNode.join('.')} or newer.`,
      );
}

/**
 * Checks everything that posts need to arrive, each thing after those that it depends on. Changes nothing, except that
 * opening the ledger may migrate it. A failed check is part of the result and never thrown.
 */
export async function examine(file: string, env: Environment, options: DoctorOptions): Promise<readonly Check[]> {
  const checks: Check[] = [nodeCheck(process.versions.node)];
  let config: Config;
  let environment: Environment;
  try {
    config = loadConfig(file);
    checks.push(
      ok(
        'configuration',
        `${file}: ${counted(config.publishers, 'publisher')}, ${counted(config.sources, 'source')}, ${counted(config.subscriptions, 'subscription')}`,
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
  checks.push(...settingsChecks(config, environment));

  let application: Application;
  try {
    application = await openApplication(config, options.surroundings(withoutInvalidSettings(environment)));
  } catch (error) {
    return [...checks, problem('database', messageOf(error), 'Mend the address or the permissions of the database.')];
  }
  try {
    checks.push(...subscriptionsChecks(application));
    checks.push(await databaseCheck(application));
    checks.push(...(await deliveryChecks(application)));
    const { offline = false, signal } = options;
    checks.push(...(await destinationChecks(application, { offline, signal })));
    if (!offline) {
      const { checks: places, clocks } = await sourceChecks(application, signal);
      checks.push(...clockChecks(clocks), ...places);
    }
  } finally {
    await application.close();
  }
  return checks;
}

/** Thrown to roll a trial write back. */
const rollback = new Error('rollback');
function ignoreRollback(error: unknown): void {
  if (error !== rollback) throw error;
}

async function databaseCheck({ ledger }: Application): Promise<Check> {
  try {
    const { documents, reports, incidents } = await ledger.lookups.summary();
    // A write that is rolled back finds a file that cannot be written.
    await ledger
      .transaction((transaction) =>
        transaction.polling.setSource('doctor', unpolled).then(() => Promise.reject(rollback)),
      )
      .catch(ignoreRollback);
    return ok('database', `${ledger.shown}: ${documents} documents, ${reports} reports, ${incidents} incidents`);
  } catch (error) {
    return problem('database', messageOf(error), 'Check that the file and its folder can be written by this user.');
  }
}

async function deliveryChecks({ ledger }: Application): Promise<Check[]> {
  const counts = await ledger.deliveries.counts();
  const checks = [ok('deliveries', `${counts.sent} sent, ${counts.pending + counts.sending} waiting`)];
  if (counts.uncertain > 0)
    checks.push(
      problem(
        'deliveries',
        `${counts.uncertain} may or may not have arrived`,
        'Check the channels, then resolve them: ackwatch deliveries.',
      ),
    );
  if (counts.rejected > 0)
    checks.push(problem('deliveries', `${counts.rejected} were refused by their platform`, 'See ackwatch deliveries.'));
  checks.push(...pausedChecks((await ledger.deliveries.troubled(1)).paused));
  return checks;
}

const toleratedSkewMs = 120_000;

function counted({ length }: readonly unknown[], noun: string): string {
  return `${length} ${noun}${length === 1 ? '' : 's'}`;
}

/** Compares with the median of the servers: one of them may have a wrong clock. */
function clockChecks(dates: readonly ClockReading[]): Check[] {
  if (dates.length === 0)
    return [off('clock', 'no server said what time it is', 'Check the clock by hand, or let doctor use the network.')];
  const skews = dates.map(({ theirs, ours }) => ours - theirs).toSorted((a, b) => a - b);
  const skew = skews[Math.floor(skews.length / 2)] ?? 0;
  const seconds = Math.round(Math.abs(skew) / 1000);
  return Math.abs(skew) <= toleratedSkewMs
    ? [ok('clock', `within ${seconds} s of the servers`)]
    : [
        problem(
          'clock',
          `${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the servers`,
          'Set this machine’s clock (NTP): times of publication and signatures depend on it.',
        ),
      ];
}

/** Returns the checks as text, and whether none of them is a problem. */
export function report(checks: readonly Check[]): { readonly text: string; readonly isWell: boolean } {
  const mark = { ok: 'ok      ', off: 'off     ', problem: 'PROBLEM ' };
  const lines = checks.map(
    ({ area, state, says, fix }) => `${mark[state]}${area}: ${says}${fix === undefined ? '' : `\n        ${fix}`}`,
  );
  return { text: `${lines.join('\n')}\n`, isWell: checks.every(({ state }) => state !== 'problem') };
}

/**
 * Returns whether a worker polls with this ledger: any source was polled within three periods of the most frequent one, or
 * within five minutes. For the health check of a container. Opens nothing but the ledger. Throws `LedgerError`.
 */
export async function isAlive(config: Config, { env, now }: Pick<Surroundings, 'env' | 'now'>): Promise<boolean> {
  const periods = config.sources.map(({ schedule, timezone }) =>
    schedulePeriodMs(schedule, timezone ?? config.timezone),
  );
  const ledger = await openLedger(env['DATABASE_URL'] ?? config.database);
  try {
    const polls = (await ledger.lookups.sources()).flatMap(({ lastAttemptAt }) =>
      lastAttemptAt ? [Date.parse(lastAttemptAt)] : [],
    );
    return polls.length > 0 && now().getTime() - Math.max(...polls) <= Math.max(300_000, 3 * Math.min(...periods));
  } finally {
    await ledger.close();
  }
}
