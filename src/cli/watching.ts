import type { Command } from 'commander';
import { type ConfigOption, configuredCommand, type Shell, withApplication } from './shell.ts';

export function addWatching(program: Command, shell: Shell): void {
  const { signal } = shell;

  configuredCommand(program, 'run', 'watch on schedule and post, until stopped').action((options: ConfigOption) =>
    withApplication(shell, options, async (application) => (await import('../app/worker.ts')).run(application, signal)),
  );

  configuredCommand(program, 'poll', 'poll every source once, post, and end (for system cron)').action(
    (options: ConfigOption) =>
      withApplication(shell, options, async (application) => {
        const { prepareRun, runOnce } = await import('../app/worker.ts');
        await prepareRun(application, signal);
        for (const { source, outcome } of await runOnce(application, signal)) {
          if (outcome.status === 'waiting')
            shell.stderr.write(`${source}: its server asked not to be asked before ${outcome.until}\n`);
        }
      }),
  );

  program
    .command('demo')
    .description('replay the bundled record of 2016-2021 from a publisher on this machine')
    .action(async () => (await import('./demo/demonstration.ts')).demonstrate(shell.surroundings('error'), signal));
}
