import { type FileHandle, open } from 'node:fs/promises';
import { pipeline as flow } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import pino from 'pino';
import { readEnvironment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { Application, Surroundings } from './app/application.ts';
import { version } from './app/version.ts';
import { addLookups, type Common, UsageError } from './cli/lookups.ts';
import type { LooseFileOptions } from './cli/read-file.ts';
import type { Answer, CommandContext } from './commands/command.ts';
import type { OpenedLedger } from './ledger/open.ts';

/**
 * The command line: the only file that reads the environment, the clock and the terminal, and hands them on.
 * Each command loads only what it needs: what is loaded stays in memory for as long as the process watches.
 */

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

async function configOf(options: Common): Promise<Config> {
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(options.config ?? process.env['ACKWATCH_CONFIG'] ?? 'config/ackwatch.yaml');
}

async function withApplication(options: Common, work: (application: Application) => Promise<void>) {
  const { openApplication } = await import('./app/application.ts');
  const { exitOnUnhandledError } = await import('./app/unhandled-errors.ts');
  const application = await openApplication(await configOf(options), surroundings());
  exitOnUnhandledError(process, application.surroundings.log, application.close);
  try {
    await work(application);
  } finally {
    await application.close();
  }
}

async function ledgerOf(options: Common): Promise<OpenedLedger> {
  const { openLedger } = await import('./ledger/open.ts');
  const { database } = await configOf(options);
  return openLedger(surroundings('silent').env['DATABASE_URL'] ?? database);
}

/** Opened before anything else is: a stream that fails later would take the process down with it. */
async function opened(file: string, flags: 'r' | 'wx', otherwise: string): Promise<FileHandle> {
  try {
    return await open(file, flags);
  } catch {
    throw new UsageError(`${file} ${otherwise}`);
  }
}

/** A lookup: the ledger alone is opened, the answer goes to standard output. */
async function answered(
  options: Common,
  ask: (context: CommandContext, ledger: OpenedLedger) => Promise<Answer>,
): Promise<void> {
  const { configuredWording } = await import('./app/application.ts');
  const config = await configOf(options);
  const ledger = await ledgerOf(options);
  try {
    await show(await ask({ lookups: ledger.lookups, wording: configuredWording(config) }, ledger));
  } finally {
    await ledger.close();
  }
}

/** Through the terminal's own rendering, which neutralises what a document may try with a screen. */
async function show({ message }: Answer): Promise<void> {
  const { destinations } = await import('../adapters/index.ts');
  const { noInstallations: installations } = await import('./app/credentials.ts');
  const { env, ...io } = surroundings('silent');
  const terminal = destinations.find(({ name }) => name === 'terminal')?.create(env, { ...io, installations });
  const payload = terminal?.render(message).payload;
  await terminal?.send(payload, { channel: 'stdout' }, { key: 'answer', signal: stopping.signal });
}

async function readOne(file: string, options: LooseFileOptions & { json?: boolean }): Promise<void> {
  const { readLooseFile } = await import('./cli/read-file.ts');
  const { result, json } = await readLooseFile(file, options, process.stdin);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const { reading } = await import('./commands/lookups/reading.ts');
  const { configuredWording } = await import('./app/application.ts');
  await show(reading(result, configuredWording({ publishers: [] })));
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

withConfig('run', 'watch on schedule and post, until stopped').action((options: Common) =>
  withApplication(options, async (application) => (await import('./app/worker.ts')).run(application, stopping.signal)),
);

withConfig('poll', 'look at every source once, post, and end (for system cron)').action((options: Common) =>
  withApplication(options, async (application) => {
    const { prepareRun, runOnce } = await import('./app/worker.ts');
    await prepareRun(application, stopping.signal);
    const results = await runOnce(application, stopping.signal);
    for (const { source, outcome } of results) {
      if (outcome.status === 'waiting')
        process.stderr.write(`${source}: its server asked not to be asked before ${outcome.until}\n`);
    }
  }),
);

program
  .command('demo')
  .description('replay the bundled record of 2016-2021 from a publisher on this machine')
  .action(async () =>
    (await import('./cli/demo/demonstration.ts')).demonstrate(surroundings('error'), stopping.signal),
  );

program
  .command('read <file>')
  .description('print what is read in a document (HTML, text or PDF; - is standard input)')
  .option('--publisher <id>', 'who published it, e.g. cjtf-oir')
  .option('--url <url>', 'its address')
  .option('--published <date>', 'the day it was published, YYYY-MM-DD')
  .option('--json', 'as JSON')
  .action(readOne);

addLookups({ withConfig, answered });

withConfig('export', 'copy the whole ledger out')
  .addOption(
    new Option('--format <format>', 'json: JSON Lines, which restore; csv: one table of all readings')
      .choices(['json', 'csv'])
      .default('json'),
  )
  .option('--output <file>', 'a file instead of standard output')
  .action(async (options: Common & { format: 'json' | 'csv'; output?: string }) => {
    const ledger = await ledgerOf(options);
    const file =
      options.output === undefined
        ? undefined
        : await opened(options.output, 'wx', 'cannot be written, or is there already. Name a new file');
    const target = file?.createWriteStream() ?? process.stdout;
    await flow(ledger.export(options.format), target, { end: options.output !== undefined }).finally(() =>
      ledger.close(),
    );
  });

withConfig('restore <file>', 'fill an empty ledger from an export as JSON').action(
  async (file: string, options: Common) => {
    const source = await opened(file, 'r', 'cannot be read. Check the path');
    const ledger = await ledgerOf(options);
    await ledger.restore(source.createReadStream()).finally(() => ledger.close());
    process.stderr.write(`Restored ${file}\n`);
  },
);

withConfig('doctor', 'check configuration, credentials, database, clock and network, and name the fix')
  .option('--offline', 'ask nothing of the network')
  .option('--alive', 'only say whether the worker is at work (for a container health check)')
  .action(async (options: Common & { offline?: boolean; alive?: boolean }) => {
    const file = options.config ?? process.env['ACKWATCH_CONFIG'] ?? 'config/ackwatch.yaml';
    const { examine, isAlive, report } = await import('./cli/doctor/doctor.ts');
    if (options.alive) {
      process.exitCode = (await isAlive(await configOf(options), surroundings('silent'))) ? 0 : 1;
      return;
    }
    const found = report(
      await examine(file, process.env, {
        ...options,
        surroundings: (env) => ({ ...surroundings('silent'), env }),
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
