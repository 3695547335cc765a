import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import { bindable } from './bind.ts';
import { ledgerError, toLedgerError } from './errors.ts';
import { type Migration, type MigrationConnection, migrate } from './migrate.ts';
import type { Schema, Store } from './schema.ts';

const busyTimeoutMs = 5000;
const lockRetryMs = 10;
const mostStatements = 200;
/** SQLite allocates it only as far as a transaction needs it. With the default of 2 MB a long report spills to the disk. */
const writerCacheKiB = 16_384;

const isBusy = (error: unknown): boolean => error instanceof Error && (Reflect.get(error, 'errcode') & 0xff) === 5;

/**
 * Retries while another connection has the writer's lock. SQLite's own waiting would block this process, and with it a
 * transaction of this process that has the lock.
 */
async function retryWhileBusy<T>(attempt: () => T | Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += lockRetryMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || waited >= busyTimeoutMs) throw error;
      await sleep(lockRetryMs);
    }
  }
}

/** node:sqlite in the shape Kysely's dialect drives, with the latest statements cached as prepared. */
function adapt(raw: DatabaseSync) {
  const cache = new Map<string, { statement: StatementSync; reader: boolean }>();
  const prepared = (sql: string): { statement: StatementSync; reader: boolean } => {
    let found = cache.get(sql);
    if (found === undefined) {
      const statement = raw.prepare(sql);
      found = { statement, reader: statement.columns().length > 0 };
      const oldest = cache.size >= mostStatements ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
    } else {
      cache.delete(sql);
    }
    cache.set(sql, found);
    return found;
  };
  return {
    close: () => raw.close(),
    prepare(sql: string) {
      const { statement, reader } = prepared(sql);
      return {
        reader,
        all: (values: readonly unknown[]) => statement.all(...values.map(bindable)),
        run: (values: readonly unknown[]) => statement.run(...values.map(bindable)),
        iterate: (values: readonly unknown[]) => statement.iterate(...values.map(bindable)),
      };
    },
  };
}

class WriterDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhileBusy(() => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }

  /** SQLite may have rolled back on its own, for a full disk: then the first error is the one to report. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!(error instanceof Error && /no transaction is active/u.test(error.message))) throw error;
    });
  }
}

class WriterDialect extends SqliteDialect {
  readonly #database: ReturnType<typeof adapt>;
  constructor(database: ReturnType<typeof adapt>) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): SqliteDriver {
    return new WriterDriver({ database: this.#database });
  }
}

function migrationConnection(raw: DatabaseSync): MigrationConnection {
  return {
    async script(sql) {
      raw.exec(sql);
    },
    async journal() {
      const rows = raw.prepare('SELECT name, checksum FROM schema_journal').all();
      return rows.map((row) => ({ name: String(row['name']), checksum: String(row['checksum']) }));
    },
    async record(name, checksum) {
      raw.prepare('INSERT INTO schema_journal (name, checksum) VALUES (?, ?)').run(name, checksum);
    },
  };
}

async function prepareWriter(raw: DatabaseSync, migrations: readonly Migration[], shown: string): Promise<void> {
  await retryWhileBusy(() => raw.exec('PRAGMA journal_mode = WAL'));
  raw.exec(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -${writerCacheKiB}`);
  await retryWhileBusy(() => raw.exec('BEGIN IMMEDIATE'));
  try {
    await migrate(migrationConnection(raw), migrations, shown);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.isTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

/**
 * One folder, not its parents: more than that is a mistyped path, and Node's own recursive mkdir never ends where a file
 * system answers "not found" to making one (/proc).
 */
async function makeFolder(ledger: string): Promise<void> {
  try {
    await mkdir(dirname(ledger));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    throw ledgerError('unavailable', `The folder of the ledger ${ledger} is not there and cannot be made (${code})`);
  }
}

/** One connection writes, another reads at the same time; `:memory:` has one for both, so that a lookup waits for a transaction. */
export async function openSqlite(path: string, migrations: readonly Migration[]): Promise<Store> {
  const memory = path === ':memory:';
  let raw: DatabaseSync | undefined;
  let reading: DatabaseSync | undefined;
  try {
    if (!memory) await makeFolder(path);
    raw = new DatabaseSync(path, { timeout: 0 });
    await prepareWriter(raw, migrations, path);
    reading = memory ? raw : new DatabaseSync(path, { timeout: busyTimeoutMs, readOnly: true });
  } catch (error) {
    raw?.close();
    throw toLedgerError(error, path);
  }
  const writer = new Kysely<Schema>({ dialect: new WriterDialect(adapt(raw)) });
  const reader = memory ? writer : new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(reading) }) });
  const connections = { raw, reading };
  let closed = false;

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw ledgerError('closed', `The ledger at ${path} was closed`);
    try {
      return await work();
    } catch (error) {
      throw typeof Reflect.get(Object(error), 'errcode') === 'number' ? toLedgerError(error, path) : error;
    }
  }

  return {
    shown: path,
    reader,
    read: (work) => guarded(() => work(reader)),
    write: (work) => guarded(() => writer.transaction().execute(work)),
    async snapshot() {
      const transaction = await guarded(() => reader.startTransaction().execute());
      return { db: transaction, end: () => transaction.rollback().execute() };
    },
    async close() {
      if (closed) return;
      closed = true;
      // Waits for a transaction and a lookup under way.
      await writer.connection().execute(async () => undefined);
      await reader.connection().execute(async () => undefined);
      if (connections.reading !== connections.raw) connections.reading.close();
      connections.raw.close();
    },
  };
}
