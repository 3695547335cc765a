import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { stringify } from 'yaml';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';

/** A newsroom's desk: a publisher on this machine, a configuration, a file of posts, and the real command line. */

export const root = resolve(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');

export interface Ran {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Post {
  readonly key: string;
  /** White space folded, so that a line break of the layout hides nothing. */
  readonly text: string;
}

export interface Desk {
  readonly publisher: Publisher;
  readonly folder: string;
  readonly config: string;
  readonly database: string;
  readonly postsFile: string;
  /** Runs `ackwatch <arguments> --config …` to its end. */
  ackwatch(...given: readonly string[]): Promise<Ran>;
  /** One `ackwatch poll` that has to end well; gives what it posted. */
  poll(): Promise<readonly Post[]>;
  posts(): readonly Post[];
  /** Posts since the last time they were asked for here or by `poll`. */
  fresh(): readonly Post[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** `recheck` is off unless a source says otherwise; `allowPrivate` and the publisher are set. */
export interface SourceSettings {
  readonly id?: string;
  readonly kind: string;
  readonly path: string;
  readonly [option: string]: unknown;
}

const publishers = [
  { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
  { id: 'globalresearch', name: 'Global Research', role: 'carrier' },
];

type Settings = Readonly<Record<string, unknown>>;

/** `settings` replace those of the desk; they may need the file that posts are written to. */
export async function openDesk(
  sources: readonly SourceSettings[],
  settings: Settings | ((postsFile: string) => Settings) = {},
  shared?: Publisher,
): Promise<Desk> {
  const publisher = shared ?? (await startPublisher());
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-desk-'));
  const [config, database, postsFile] = ['ackwatch.yaml', 'ledger.sqlite', 'posts.txt'].map((name) =>
    join(folder, name),
  ) as [string, string, string]; // three names give three paths
  await writeFile(
    config,
    stringify({
      database,
      contact: 'desk@example.org',
      health: { failures: 2, hours: 0, withdrawnHours: 0 },
      // What a test publishes is compared with nothing else; the tests of the record turn it on.
      record: 'off',
      publishers,
      sources: sources.map(({ path, id = 'releases', ...options }) => ({
        id,
        publisher: 'cjtf-oir',
        url: publisher.at(path),
        allowPrivate: true,
        recheck: 'off',
        ...options,
      })),
      subscriptions: [{ destination: 'terminal', channel: postsFile, wants: ['all'] }],
      ...(typeof settings === 'function' ? settings(postsFile) : settings),
    }),
  );
  let told = 0;
  const posts = () => (existsSync(postsFile) ? postsIn(readFileSync(postsFile, 'utf8')) : []);
  const fresh = () => {
    const all = posts();
    const news = all.slice(told);
    told = all.length;
    return news;
  };
  const ackwatch = (...given: readonly string[]) => run([...given, '--config', config]);
  return {
    publisher,
    folder,
    config,
    database,
    postsFile,
    posts,
    fresh,
    ackwatch,
    async poll() {
      const ran = await ackwatch('poll');
      // A poll at which every source fails ends with 1, and writes log lines alone.
      const isPoll =
        ran.code === 1 &&
        ran.stderr
          .trim()
          .split('\n')
          .every((line) => line.startsWith('{'));
      if (ran.code !== 0 && !isPoll) throw new Error(`poll ended with ${ran.code}: ${ran.stderr}`);
      return fresh();
    },
    async [Symbol.asyncDispose]() {
      if (shared === undefined) await publisher.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when a source with the recheck `* * * * * *`, whose period is a second, is due again whenever it was checked. */
export async function untilDueAgain(): Promise<void> {
  const due = Date.now() + 1000;
  while (Date.now() < due) await new Promise((resolve) => setTimeout(resolve, due - Date.now()));
}

export function postsIn(file: string): readonly Post[] {
  const pieces = file.split(/^-- post (.*)\n\n/m);
  return pieces.flatMap((piece, index) =>
    index % 2 === 1 ? [{ key: piece, text: folded(pieces[index - 1] ?? '') }] : [],
  );
}

function folded(text: string): string {
  return text
    .replaceAll(/^ *\| /gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Each child keeps most of a core busy; more at once would only slow each other down. */
const limit = pLimit(3);

/** Nothing of the surroundings but what a program needs to start. Compiled files are kept between the children. */
export function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'ackwatch-compiled'), ...more };
}

export async function run(
  given: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly program?: string;
    readonly input?: string;
    /** Working directory; by default that of the project. */
    readonly folder?: string;
  } = {},
): Promise<Ran> {
  return await limit(async () => {
    const child = spawn(process.execPath, [options.program ?? main, ...given], {
      cwd: options.folder ?? root,
      env: environment(options.env),
      timeout: 90_000,
      killSignal: 'SIGKILL',
    });
    child.stdin.end(options.input ?? '');
    const ended = new Promise<number | string | null>((resolve) =>
      child.once('exit', (code, signal) => resolve(signal ?? code)),
    );
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  });
}

/** Starts a command and leaves it running. */
export function start(
  given: readonly string[],
  options: { readonly program?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const child = spawn(process.execPath, [options.program ?? main, ...given], {
    cwd: root,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  return {
    ended,
    said: () => said,
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
    /** Waits for what the child writes or does; fails when it ends first. */
    async until(holds: () => boolean, what: string, withinMs = 60_000): Promise<void> {
      const deadline = Date.now() + withinMs;
      while (!holds()) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended (${child.exitCode ?? child.signalCode}) before ${what}: ${said}`);
        if (Date.now() > deadline) throw new Error(`not seen in time: ${what}: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Returns the totals that posts announce, in order of their size; of many in one post that of each row. */
export function totalsIn(posts: readonly { readonly text: string }[]): readonly (string | undefined)[] {
  const total = /at least ([\d,]+) civilians killed/g;
  return posts
    .flatMap(({ text }) => {
      const all = [...text.matchAll(total)].map(([, value]) => value);
      return / raised \d+ totals/.test(text) ? all : all.slice(0, 1);
    })
    .toSorted();
}
