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

/** Who may import whom. The first row whose `from` begins a file's path holds; its own room is always allowed. */
const table: readonly { from: string; may: readonly string[] }[] = [
  { from: 'src/domain/', may: [] },
  { from: 'src/read/', may: ['src/domain/'] },
  { from: 'src/detect/', may: ['src/domain/'] },
  { from: 'src/poll/', may: ['src/domain/'] },
  { from: 'src/extract/', may: ['src/domain/', 'src/poll/source.ts'] },
  { from: 'src/chat/', may: ['src/domain/'] },
  { from: 'src/ledger/', may: ['src/domain/'] },
  {
    from: 'src/compose/',
    may: ['src/domain/', 'src/chat/', 'src/ledger/ledger.ts', 'src/outbox/matching.ts'],
  },
  { from: 'src/outbox/', may: ['src/domain/', 'src/chat/', 'src/compose/', 'src/ledger/ledger.ts'] },
  {
    from: 'src/commands/',
    may: ['src/domain/', 'src/chat/', 'src/compose/', 'src/outbox/', 'src/ledger/ledger.ts'],
  },
  {
    from: 'src/watch/',
    may: [
      'src/domain/',
      'src/poll/',
      'src/detect/',
      'src/outbox/',
      'src/ledger/ledger.ts',
      'src/ledger/history/hashes.ts',
    ],
  },
  { from: 'src/app/', may: ['src/', 'adapters/index.ts', 'config/'] },
  { from: 'src/cli/', may: ['src/', 'adapters/index.ts', 'config/'] },
  { from: 'src/main.ts', may: ['src/', 'adapters/index.ts', 'config/'] },
  { from: 'adapters/index.ts', may: ['adapters/', 'src/chat/'] },
  // What platforms share: the server that is heard over HTTP, what of a post fits, what is said of failures.
  { from: 'adapters/', may: ['src/chat/', 'adapters/http/', 'adapters/post/', 'adapters/talk/'] },
  { from: 'config/', may: ['config/', 'src/domain/', 'src/poll/', 'src/chat/destination.ts', 'adapters/index.ts'] },
];

/** `adapters/slack/posts/render.ts` -> `adapters/slack/`: a room of its own. */
function roomOf(file: string): string {
  const parts = file.split('/');
  return parts.length > 2 ? `${parts[0]}/${parts[1]}/` : file;
}

const files = ['src', 'adapters', 'config'].flatMap(sourceFiles);

describe('the layout', () => {
  it('lets each folder import only what its row in the table names', () => {
    const wrong = files.flatMap((file) => {
      const row = table.find((candidate) => file.startsWith(candidate.from));
      const own = roomOf(file);
      return importsOf(file)
        .own.filter((target) => !(own.endsWith('/') && target.startsWith(own)))
        .filter(
          (target) =>
            !row?.may.some((allowed) => target === allowed || (allowed.endsWith('/') && target.startsWith(allowed))),
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

  it('reads the environment in src/main.ts alone', () => {
    const readers = files.filter((file) =>
      /process\.env/.test(readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    );
    expect(readers.filter((file) => file !== 'src/main.ts')).toEqual([]);
  });

  it('has no loose file: `main.ts` and `start.js` alone stand in `src/`', () => {
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
    expect(circles.filter((circle) => !circle.includes('adapters/discord/'))).toEqual([]);
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
      'package.json',
      'tsconfig.json',
      'Dockerfile',
      'README.md',
      'package-lock.json',
      'biome.json',
      'LICENSE',
      'CHANGELOG.md',
    ]);
    const found = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !['node_modules', 'data', 'coverage'].includes(name),
    );
    expect(found.filter((name) => !expected.has(name))).toEqual([]);
  });
});
