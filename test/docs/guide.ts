import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * A guide's code blocks, applied in order to a copy of the sources. The first line of a block says what it is:
 *
 *   ```ts src/poll/tsv.ts      a new file
 *   ```diff src/poll/index.ts  a change: lines that begin with a space, - or +; a line @@ between two places
 *   ```sh                      commands, each of which must succeed
 *
 * Other blocks are for reading.
 */
export type Step =
  | { readonly type: 'file'; readonly path: string; readonly text: string }
  | { readonly type: 'change'; readonly path: string; readonly text: string }
  | { readonly type: 'command'; readonly command: string };

const root = resolve(import.meta.dirname, '../..');

export function stepsOf(guide: string): readonly Step[] {
  return [...guide.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language = '', path = '', text = '']): readonly Step[] => {
      if (language === 'sh')
        return text
          .trim()
          .split('\n')
          .map((command) => ({ type: 'command', command }));
      if (path === '') return [];
      return [{ type: language === 'diff' ? 'change' : 'file', path, text }];
    },
  );
}

/** Throws where a place of the change is not found exactly once: the guide no longer fits the file. */
export function changed(content: string, change: string): string {
  return change.split(/^@@.*\n/m).reduce((current, place) => {
    const lines = place.split('\n').filter((line) => line !== '');
    const without = (sign: string) =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => `${line.slice(1)}\n`);
    const [before, after] = [without('+').join(''), without('-').join('')];
    const parts = `\n${current}`.split(`\n${before}`);
    if (parts.length !== 2) throw new Error(`Found ${parts.length - 1} times, instead of once:\n${before}`);
    return parts.join(`\n${after}`).slice(1);
  }, content);
}

export interface Copy {
  readonly folder: string;
  /** Rejects with what the command printed. */
  run(command: string): Promise<void>;
  apply(step: Step): Promise<void>;
  remove(): void;
}

/** Copies what a change needs into a folder of its own; the installed packages are linked. */
export function copySources(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'ackwatch-guide-'));
  const copied = ['src', 'adapters', 'config', 'test', 'package.json', 'tsconfig.json', 'biome.json', '.gitignore'];
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

  async function run(command: string): Promise<void> {
    const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, NODE_OPTIONS: ____, ...env } = process.env;
    try {
      await promisify(execFile)('sh', ['-c', command], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
    } catch (failed) {
      const { stdout, stderr } = failed as { stdout: string; stderr: string }; // what execFile rejects with
      throw new Error(`${command} failed:\n${stdout}\n${stderr}`);
    }
  }
  return {
    folder,
    run,
    async apply(step) {
      if (step.type === 'command') return run(step.command);
      const path = join(folder, step.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, step.type === 'file' ? step.text : changed(readFileSync(path, 'utf8'), step.text));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
