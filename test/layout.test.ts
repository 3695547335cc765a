import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function importsOf(file: string): { own: string[]; outside: string[] } {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+\.ts)['"]/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return {
    own: found
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, dirname(file), name)).replaceAll('\\', '/')),
    outside: found.filter((name) => !name.startsWith('.')),
  };
}

interface Row {
  /** The beginning of a path. */
  readonly room: string;
  /** Files, and folders that end with a slash. */
  readonly mayImport: readonly string[];
}

/** The import table as `src/README.md` prints it: the first row that begins a file's path counts. */
const table: readonly Row[] = [
  ...readFileSync(join(root, 'src/README.md'), 'utf8').matchAll(/^\| `([^`]+)` \| .* \| (nothing|`.+`) \|$/gm),
].map(([, room = '', cell = '']) => ({
  room,
  mayImport: cell === 'nothing' ? [] : cell.split(', ').map((target) => target.replaceAll('`', '')),
}));

/** `adapters/slack/posts/render.ts` -> `adapters/slack/`, `config/load.ts` -> `config/`. */
function roomOf(file: string): string {
  return `${dirname(file).split('/').slice(0, 2).join('/')}/`;
}

const files = ['src', 'adapters', 'config'].flatMap(sourceFiles);

describe('the layout', () => {
  it('has a row in the import table for every file, and no row without files', () => {
    const rowOf = (file: string) => table.find(({ room }) => file.startsWith(room))?.room;
    expect(files.filter((file) => rowOf(file) === undefined)).toEqual([]);
    expect(table.filter(({ room }) => !files.some((file) => rowOf(file) === room))).toEqual([]);
    const targets = table.flatMap(({ mayImport }) => mayImport);
    expect(targets.filter((target) => !files.some((file) => file.startsWith(target)))).toEqual([]);
  });

  it('lets each folder import only what its row in the table names', () => {
    const wrong = files.flatMap((file) => {
      const row = table.find(({ room }) => file.startsWith(room));
      const own = roomOf(file);
      return importsOf(file)
        .own.filter((target) => !target.startsWith(own))
        .filter(
          (target) =>
            !row?.mayImport.some(
              (allowed) => target === allowed || (allowed.endsWith('/') && target.startsWith(allowed)),
            ),
        )
        .map((target) => `${file} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the core free of I/O and of a clock', () => {
    const forbidden = /^(node:(?!crypto$|util$)|undici$|pg$|kysely$|pino$)/;
    const wrong = files
      .filter((file) => /^src\/(domain|read|detect|compose|commands)\//.test(file))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        const clock = /Date\.now\(|new Date\(\)|performance\.now\(|process\.env/.test(text)
          ? [`${file}: reads the clock or the environment`]
          : [];
        return [
          ...importsOf(file)
            .outside.filter((name) => forbidden.test(name))
            .map((name) => `${file} -> ${name}`),
          ...clock,
        ];
      });
    expect(wrong).toEqual([]);
  });

  it('reads the environment, the clock and the dice in src/main.ts and src/app/ alone', () => {
    const everywhere = /process\.env|\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/;
    // The connections of an adapter measure their own age and spread their own attempts.
    const outsideAdapters = /\bperformance\.now\(|\bMath\.random\b/;
    const readers = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return everywhere.test(text) || (!file.startsWith('adapters/') && outsideAdapters.test(text));
    });
    expect(readers.filter((file) => file !== 'src/main.ts' && !file.startsWith('src/app/'))).toEqual([]);
  });

  it('writes no inline modifiers into a pattern: the engine was seen to match the rest in the wrong case', () => {
    const modifier = /\(\?(?:[ims]+(?:-[ims]+)?|-[ims]+):/;
    const users = files.filter((file) =>
      modifier.test(readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(?:\/\*\*|\*).*$/gm, '')),
    );
    expect(users).toEqual([]);
  });

  it('has no loose file: only `main.ts` and `start.js` are in `src/` itself', () => {
    const loose = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(loose.map(({ name }) => name).sort()).toEqual(['README.md', 'main.ts', 'start.js']);
  });

  it('has at most 20 files in a folder', () => {
    const folders = Map.groupBy(files, (file) => dirname(file));
    const full = [...folders].filter(([, inside]) => inside.length > 20).map(([folder]) => folder);
    expect(full).toEqual([]);
  });

  it('has no circle of imports', () => {
    const imports = new Map(files.map((file) => [file, importsOf(file).own]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      const at = path.indexOf(file);
      if (at !== -1) circles.push([...path.slice(at), file].join(' -> '));
      if (at !== -1 || done.has(file)) return;
      for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('has no file above 300 lines, blank lines and comments not counted', () => {
    const long = files
      .map((file) => {
        const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
        const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
        return { file, lines };
      })
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  it('has at its top only the folders and files that were agreed on', () => {
    const expected = new Set([
      'src',
      'adapters',
      'config',
      'test',
      'docs',
      'package.json',
      'tsconfig.json',
      'Dockerfile',
      'README.md',
      'package-lock.json',
      'biome.json',
      'LICENSE',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
    ]);
    const found = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !['node_modules', 'data', 'coverage'].includes(name),
    );
    expect(found.filter((name) => !expected.has(name))).toEqual([]);
  });
});
