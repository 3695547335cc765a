import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { configSchema } from '../../config/schema.ts';
import { type Application, openApplication, type Surroundings } from '../../src/app/application.ts';

/** A stream to which everything may be written and that keeps nothing. */
function nowhere(): NodeJS.WriteStream {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  return Object.assign(sink, { isTTY: false, columns: 100 }) as unknown as NodeJS.WriteStream; // all that the terminal destination asks of one
}

const silent = { info() {}, warn() {}, error() {} };

export function quietSurroundings(env: Surroundings['env'] = {}): Surroundings {
  return {
    env,
    stdout: nowhere(),
    stderr: nowhere(),
    now: () => new Date(),
    random: Math.random,
    sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => {}),
    log: silent,
  };
}

export interface FeedSource {
  readonly publisher: string;
  readonly url: string;
}

export function feedConfig(database: string, feeds: readonly FeedSource[], schedule = '*/15 * * * *') {
  return {
    database,
    contact: 'bench@example.org',
    publishers: [...new Set(feeds.map(({ publisher }) => publisher))].map((id) => ({
      id,
      name: id,
      role: id === 'cjtf-oir' ? 'acknowledging' : 'documenting',
    })),
    sources: feeds.map(({ publisher, url }, index) => ({
      id: `feed-${index}`,
      publisher,
      kind: 'rss',
      url,
      schedule,
      allowPrivate: true,
      recheck: 'off',
    })),
    subscriptions: [{ destination: 'terminal', channel: 'stdout', wants: ['all'] }],
  };
}

/** The real application on a ledger of its own that goes with it; what it posts and logs goes nowhere. */
export async function withApplication<T>(
  feeds: readonly FeedSource[],
  work: (application: Application) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const config = configSchema.parse(feedConfig(join(folder, 'ledger.sqlite'), feeds));
    const application = await openApplication(config, quietSurroundings());
    try {
      return await work(application);
    } finally {
      await application.close();
    }
  });
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
