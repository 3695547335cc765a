import { Command } from 'commander';
import { surroundingsOf } from './app/surroundings.ts';
import { version } from './app/version.ts';
import { addCopies } from './cli/copies.ts';
import { addDoctor } from './cli/doctor/command.ts';
import { addLookups } from './cli/lookups.ts';
import type { Shell } from './cli/shell.ts';
import { addWatching } from './cli/watching.ts';

/** The command line: hands the process to the commands in `cli/`. */

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // The second time the user means it.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });
}

// The reader of our output may end first (`| head`). That is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const shell: Shell = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  signal: stopping.signal,
  surroundings: (level) => surroundingsOf(process, level),
  async exitOnUnhandledError({ log }, close) {
    const { exitOnUnhandledError } = await import('./app/unhandled-errors.ts');
    exitOnUnhandledError(process, log, close);
  },
  setExitCode(code) {
    process.exitCode = code;
  },
};

const program = new Command('ackwatch')
  .description(
    'Watches official admissions of civilian deaths and posts when a figure appears, changes or does not add up.',
  )
  .version(version)
  .showHelpAfterError('Type `ackwatch help` for all commands.');
addWatching(program, shell);
addLookups(program, shell);
addCopies(program, shell);
addDoctor(program, shell);

try {
  await program.parseAsync();
} catch (error) {
  // Our own errors say what to do. Any other is a fault of the program: its trace helps to find it.
  const isOurs =
    error instanceof Error && error.constructor !== Error && !['TypeError', 'ReferenceError'].includes(error.name);
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(isOurs ? `${error.message}\n` : `Ackwatch failed: ${trace}\n`);
  process.exitCode = 1;
}
