import type { Command } from 'commander';
import type { Config } from '../../config/schema.ts';
import type { Application, Surroundings } from '../app/application.ts';
import type { Environment } from '../chat/destination.ts';
import type { Answer, CommandContext } from '../commands/command.ts';
import type { OpenedLedger } from '../ledger/open.ts';

/**
 * What the commands of the terminal share. Each imports only what it needs, when it runs: what is loaded stays in memory
 * for as long as the process watches.
 */

/** The process, as the commands see it. */
export interface Shell {
  /** As the process got it: secrets may still be in files. */
  readonly env: Environment;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => Date;
  /** `level` replaces `ACKWATCH_LOG_LEVEL`. Throws `EnvironmentError`. */
  surroundings(level?: 'silent' | 'error'): Surroundings;
  /** Aborts when the user or the system asks the process to stop. */
  readonly signal: AbortSignal;
  /** Ends the process when a failure reaches no code that waits for it, after `close`. */
  exitOnUnhandledError(surroundings: Surroundings, close: () => Promise<void>): Promise<void>;
  setExitCode(code: number): void;
}

export interface ConfigOption {
  readonly config?: string;
}

/** The arguments of a command make no sense together, or name a file that cannot be used. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function configuredCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--config <file>', 'configuration file (default: config/ackwatch.yaml)');
}

export function configFile({ env }: Shell, { config }: ConfigOption): string {
  return config ?? env['ACKWATCH_CONFIG'] ?? 'config/ackwatch.yaml';
}

/** Throws `ConfigError`. */
export async function readConfig(shell: Shell, options: ConfigOption): Promise<Config> {
  const { loadConfig } = await import('../../config/load.ts');
  return loadConfig(configFile(shell, options));
}

/** Opens the application, does the work and closes it, also where the work fails. */
export async function withApplication(
  shell: Shell,
  options: ConfigOption,
  work: (application: Application) => Promise<void>,
): Promise<void> {
  const { openApplication } = await import('../app/application.ts');
  const application = await openApplication(await readConfig(shell, options), shell.surroundings());
  await shell.exitOnUnhandledError(application.surroundings, application.close);
  try {
    await work(application);
  } finally {
    await application.close();
  }
}

/** Opens the ledger alone, does the work and closes it, also where the work fails. */
export async function withLedger<T>(
  shell: Shell,
  options: ConfigOption,
  work: (ledger: OpenedLedger, config: Config) => Promise<T>,
): Promise<T> {
  const { openLedger } = await import('../ledger/open.ts');
  const config = await readConfig(shell, options);
  const ledger = await openLedger(shell.surroundings('silent').env['DATABASE_URL'] ?? config.database);
  try {
    return await work(ledger, config);
  } finally {
    await ledger.close();
  }
}

/** Prints what a lookup answers from the ledger. */
export async function answerFromLedger(
  shell: Shell,
  options: ConfigOption,
  ask: (context: CommandContext, ledger: OpenedLedger) => Promise<Answer>,
): Promise<void> {
  const { configuredWording } = await import('../app/application.ts');
  const { syncRecord } = await import('../app/compiled-record.ts');
  await withLedger(shell, options, async (ledger, config) => {
    await syncRecord(ledger, config, shell.now());
    await print(shell, await ask({ lookups: ledger.lookups, wording: configuredWording(config) }, ledger));
  });
}

/** Prints through the terminal adapter, which keeps text of a document from acting on the screen. */
export async function print(shell: Shell, { message }: Answer): Promise<void> {
  const { destinations } = await import('../../adapters/index.ts');
  const { noInstallations: installations } = await import('../app/credentials.ts');
  const { env, ...io } = shell.surroundings('silent');
  const terminal = destinations.find(({ name }) => name === 'terminal')?.create(env, { ...io, installations });
  const payload = terminal?.render(message).payload;
  await terminal?.send(payload, { channel: 'stdout' }, { key: 'answer', signal: shell.signal });
}
