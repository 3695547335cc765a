import { type FileHandle, open } from 'node:fs/promises';
import { pipeline as flow } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { type ConfigOption, configuredCommand, type Shell, UsageError, withLedger } from './shell.ts';

/** The whole ledger out of its database and into another. */
export function addCopies(program: Command, shell: Shell): void {
  configuredCommand(program, 'export', 'copy the whole ledger out')
    .addOption(
      new Option('--format <format>', 'json: JSON Lines, which restore; csv: one table of all readings')
        .choices(['json', 'csv'])
        .default('json'),
    )
    .option('--output <file>', 'a file instead of standard output')
    .action(async ({ format, output, ...options }: ConfigOption & { format: 'json' | 'csv'; output?: string }) => {
      await withLedger(shell, options, async (ledger) => {
        const file =
          output === undefined
            ? undefined
            : await openFile(output, 'wx', 'cannot be written, or exists already. Name a new file');
        const target = file?.createWriteStream() ?? shell.stdout;
        await flow(ledger.export(format), target, { end: file !== undefined });
      });
    });

  configuredCommand(program, 'restore <file>', 'fill an empty ledger from an export as JSON').action(
    async (path: string, options: ConfigOption) => {
      const file = await openFile(path, 'r', 'cannot be read. Check the path');
      await withLedger(shell, options, (ledger) => ledger.restore(file.createReadStream()));
      shell.stderr.write(`Restored ${path}\n`);
    },
  );
}

/** Opens before any stream is made: a stream that fails later would end the process. Throws `UsageError`. */
async function openFile(path: string, flags: 'r' | 'wx', otherwise: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch {
    throw new UsageError(`${path} ${otherwise}`);
  }
}
