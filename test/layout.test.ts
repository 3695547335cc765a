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

/** Who may import whom. The first row whose `from` begins a file's path holds; its own folder is always allowed. */
const table: readonly { from: string; may: readonly string[] }[] = [
  { from: 'src/model.ts', may: [] },
  { from: 'src/findings.ts', may: ['src/model.ts'] },
  { from: 'src/subscription.ts', may: ['src/findings.ts'] },
  { from: 'src/read/', may: ['src/model.ts'] },
  { from: 'src/detect/', may: ['src/model.ts', 'src/findings.ts'] },
  { from: 'src/poll/', may: ['src/model.ts'] },
  { from: 'src/extract/', may: ['src/model.ts', 'src/poll/source.ts'] },
  { from: 'src/ledger/', may: ['src/model.ts', 'src/findings.ts', 'src/subscription.ts'] },
  {
    from: 'src/notify/',
    may: ['src/model.ts', 'src/findings.ts', 'src/subscription.ts', 'src/ledger/ledger.ts'],
  },
  {
    from: 'src/commands/',
    may: ['src/model.ts', 'src/findings.ts', 'src/subscription.ts', 'src/ledger/ledger.ts', 'src/notify/'],
  },
  { from: 'src/schedule.ts', may: ['src/model.ts'] },
  { from: 'src/demo/', may: ['src/model.ts', 'src/findings.ts'] },
  { from: 'adapters/index.ts', may: ['adapters/', 'src/notify/destination.ts', 'src/notify/message.ts'] },
  {
    from: 'adapters/',
    may: [
      'src/notify/destination.ts',
      'src/notify/message.ts',
      'src/notify/conversation.ts',
      // What every platform that is heard over HTTP shares.
      'adapters/http/',
      // What of a post fits, and what is said of the rest: the same on every platform.
      'adapters/post/',
      // What every platform shares that people ask in.
      'adapters/talk/',
    ],
  },
  {
    from: 'config/',
    may: ['config/', 'src/model.ts', 'src/findings.ts', 'src/subscription.ts', 'src/poll/', 'adapters/index.ts'],
  },
  { from: 'src/', may: ['src/', 'adapters/index.ts', 'config/'] },
];

/** `adapters/slack/render.ts` -> `adapters/slack/`: a room of its own. */
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
      .filter((file) => /^src\/(read|detect|commands)\/|^src\/(model|findings)\.ts$|^src\/notify\/compose/.test(file))
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
