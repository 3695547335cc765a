import type { Command } from 'commander';
import { type ConfigOption, configFile, configuredCommand, readConfig, type Shell } from '../shell.ts';

/** Sets the exit code 1 where there is a problem, or with `--alive` where no worker is running. */
export function addDoctor(program: Command, shell: Shell): void {
  configuredCommand(
    program,
    'doctor',
    'check configuration, credentials, database, clock and network, and name the fix',
  )
    .option('--offline', 'ask nothing of the network')
    .option('--alive', 'only say whether the worker is at work (for a container health check)')
    .action(async (options: ConfigOption & { offline?: boolean; alive?: boolean }) => {
      const { examine, isAlive, report } = await import('./doctor.ts');
      if (options.alive) {
        const isRunning = await isAlive(await readConfig(shell, options), shell.surroundings('silent'));
        shell.setExitCode(isRunning ? 0 : 1);
        return;
      }
      const checks = await examine(configFile(shell, options), shell.env, {
        offline: options.offline === true,
        surroundings: (env) => ({ ...shell.surroundings('silent'), env }),
        signal: shell.signal,
      });
      const { text, isWell } = report(checks);
      shell.stdout.write(text);
      if (!isWell) shell.setExitCode(1);
    });
}
