import type { Command } from 'commander';
import { type ConfigOption, configuredCommand, type Shell, withApplication } from './shell.ts';

export function addWatching(program: Command, shell: Shell): void {
  const { signal } = shell;

  configuredCommand(program, 'run', 'watch on schedule and post, until stopped').action((options: ConfigOption) =>
    withApplication(shell, options, async (application) => (await import('../app/worker.ts')).run(application, signal)),
  );

  configuredCommand(program, 'poll', 'poll every source once, post, and end (for system cron)')
    .option('--any-failure', 'end with exit code 1 also where only some sources fail')
    .action((options: ConfigOption & { anyFailure?: boolean }) =>
      withApplication(shell, options, async (application) => {
        const { prepareRun, runOnce } = await import('../app/worker.ts');
        await prepareRun(application, signal);
        const results = await runOnce(application, signal);
        const failed = results.filter(({ outcome }) => outcome.status === 'failed').length;
        if (failed > 0 && (options.anyFailure === true || failed === results.length)) shell.setExitCode(1);
        for (const { source, outcome } of results) {
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
