#!/usr/bin/env node
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline as flow } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import pino from 'pino';
import { destinations } from '../adapters/index.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { openApplication, type Surroundings, version, wordingOf } from './application.ts';
import type { Answer, CommandContext } from './commands/command.ts';
import { findings } from './commands/findings.ts';
import { history } from './commands/history.ts';
import { incidents } from './commands/incidents.ts';
import { sources } from './commands/sources.ts';
import { totals } from './commands/totals.ts';
import { demonstrate } from './demonstration.ts';
import { examine, isAlive, report } from './doctor.ts';
import { openLedger } from './ledger/open.ts';
import { readLooseFile } from './loose-file.ts';
import { prepare, round, run } from './worker.ts';

/** The command line: the only file that reads the environment, the clock and the terminal, and hands them on. */

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // The second time the user means it.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });
}

// Whoever reads our output may go first (`| head`): that is no failure, and nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

function surroundings(level?: string): Surroundings {
  const env = readEnvironment(process.env);
  const log = pino(
    {
      level: level ?? env['ACKWATCH_LOG_LEVEL'] ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    env,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    random: Math.random,
    sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => {}),
    log,
  };
}

interface Common {
  readonly config?: string;
}

function configOf(options: Common): Config {
  return loadConfig(options.config ?? process.env['ACKWATCH_CONFIG'] ?? 'config/ackwatch.yaml');
}

async function withApplication(
  options: Common,
  work: (application: Awaited<ReturnType<typeof openApplication>>) => Promise<void>,
) {
  const application = await openApplication(configOf(options), surroundings());
  try {
    await work(application);
  } finally {
    await application.close();
  }
}

/** A lookup: the ledger alone is opened, the answer goes to standard output. */
async function answered(options: Common, ask: (context: CommandContext) => Promise<Answer>): Promise<void> {
  const config = configOf(options);
  const { env, stdout, stderr } = surroundings('silent');
  const ledger = await openLedger(env['DATABASE_URL'] ?? config.database);
  try {
    const { message } = await ask({ lookups: ledger.lookups, wording: wordingOf(config) });
    const terminal = destinations.find(({ name }) => name === 'terminal')?.create(env, { stdout, stderr });
    const payload = terminal?.render(message).payload;
    await terminal?.send(payload, { channel: 'stdout' }, { key: 'answer', signal: stopping.signal });
  } finally {
    await ledger.close();
  }
}

const program = new Command('ackwatch')
  .description(
    'Watches official admissions of civilian deaths and tells when a figure appears, changes or does not add up.',
  )
  .version(version)
  .showHelpAfterError('Type `ackwatch help` for all commands.');

const withConfig = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option('--config <file>', 'configuration file (default: config/ackwatch.yaml)');

const paged = (command: Command) =>
  command
    .option('--publisher <id>', 'only this publisher')
    .option('--limit <number>', 'rows of one page', (given) =>
      Math.min(1000, Math.max(1, Number.parseInt(given, 10) || 20)),
    )
    .option('--after <place>', 'the next page, as the last one named it');

withConfig('run', 'watch on schedule and post, until stopped').action((options: Common) =>
  withApplication(options, (application) => run(application, stopping.signal)),
);

withConfig('poll', 'look at every source once, post, and end (for system cron)').action((options: Common) =>
  withApplication(options, async (application) => {
    await prepare(application, stopping.signal);
    for (const { source, outcome } of await round(application, stopping.signal)) {
      if (outcome.status === 'waiting')
        process.stderr.write(`${source}: its server asked not to be asked before ${outcome.until}\n`);
    }
  }),
);

program
  .command('demo')
  .description('replay the bundled record of 2016-2021 from a publisher on this machine')
  .action(() => demonstrate(surroundings('error'), stopping.signal));

program
  .command('read <file>')
  .description('print what is read in a document (HTML, text or PDF; - is standard input)')
  .option('--publisher <id>', 'who published it, e.g. cjtf-oir')
  .option('--url <url>', 'its address')
  .option('--published <date>', 'the day it was published, YYYY-MM-DD')
  .option('--json', 'as JSON')
  .action((file: string, options) => readLooseFile(file, options, process.stdin, process.stdout));

withConfig('totals [measure]', 'current totals, with their window, date, source and open disputes')
  .option('--publisher <id>', 'only this publisher')
  .action((measure: string | undefined, options) =>
    answered(options, (context) => totals({ ...options, ...(measure ? { measure } : {}) }, context)),
  );

paged(withConfig('history [measure]', 'every value a measure has had (default: killed_total)')).action(
  (measure: string | undefined, options) =>
    answered(options, (context) => history({ ...options, ...(measure ? { measure } : {}) }, context)),
);

paged(withConfig('incidents', 'entries of the reports, newest first'))
  .option('--place <name>', 'by the beginning of a place name')
  .option('--country <name>', 'Iraq, Syria, …')
  .option('--since <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
  .option('--outcome <outcome>', 'credible, non_credible, duplicate, reopened, correction or unknown')
  .action((options) => answered(options, (context) => incidents(options, context)));

withConfig('sources', 'what is watched and how it answers').action((options: Common) => answered(options, sources));

paged(withConfig('findings', 'what changed, newest first'))
  .option('--kind <kind>', 'e.g. total-raised, does-not-add-up')
  .action((options) => answered(options, (context) => findings(options, context)));

withConfig('export', 'copy the whole ledger out')
  .addOption(
    new Option('--format <format>', 'json restores; csv is one table of all readings')
      .choices(['json', 'csv'])
      .default('json'),
  )
  .option('--output <file>', 'a file instead of standard output')
  .action(async (options: Common & { format: 'json' | 'csv'; output?: string }) => {
    const ledger = await openLedger(surroundings('silent').env['DATABASE_URL'] ?? configOf(options).database);
    const target = options.output === undefined ? process.stdout : createWriteStream(options.output, { flags: 'wx' });
    await flow(ledger.export(options.format), target, { end: options.output !== undefined }).finally(() =>
      ledger.close(),
    );
  });

withConfig('restore <file>', 'fill an empty ledger from a JSON export').action(
  async (file: string, options: Common) => {
    const ledger = await openLedger(surroundings('silent').env['DATABASE_URL'] ?? configOf(options).database);
    await ledger.restore(createReadStream(file)).finally(() => ledger.close());
  },
);

withConfig('doctor', 'check configuration, credentials, database, clock and network, and name the fix')
  .option('--offline', 'ask nothing of the network')
  .option('--alive', 'only say whether the worker is at work (for a container health check)')
  .action(async (options: Common & { offline?: boolean; alive?: boolean }) => {
    const file = options.config ?? process.env['ACKWATCH_CONFIG'] ?? 'config/ackwatch.yaml';
    if (options.alive) {
      process.exitCode = (await isAlive(configOf(options), surroundings('silent'))) ? 0 : 1;
      return;
    }
    const found = report(
      await examine(file, process.env, {
        ...options,
        surroundings: () => surroundings('silent'),
        signal: stopping.signal,
      }),
    );
    process.stdout.write(found.text);
    if (!found.isWell) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  const known =
    error instanceof Error &&
    error.constructor !== Error &&
    error.name !== 'TypeError' &&
    error.name !== 'ReferenceError';
  process.stderr.write(
    known
      ? `${error.message}\n`
      : `Ackwatch failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
