import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { bindable } from './bind.ts';
import { ledgerError, toLedgerError } from './errors.ts';
import { type Migration, type MigrationConnection, migrate } from './migrate.ts';
import type { Schema, Store } from './schema.ts';

const connections = 5;
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 30_000;
const idleInTransactionTimeoutMs = 120_000;
/** Of the advisory lock that makes one writer at a time; any number that no other program on the database uses. */
const writerLock = 2_014_081_716;

const int8 = 20;
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid !== int8 || format === 'binary') return pg.types.getTypeParser(oid, format);
    return (text: string): number => {
      const number = Number(text);
      if (!Number.isSafeInteger(number))
        throw ledgerError('invalid', `The ledger holds ${text}, too large to be exact`);
      return number;
    };
  },
};

/** The pool as Kysely drives it, with every value checked on the way in. */
function adapt(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      return {
        // Kysely asks for rows of a type it alone knows, and streams only with a cursor, which is not configured.
        query: ((text: string, values: readonly unknown[]) => client.query(text, values.map(bindable))) as never,
        release: (destroy?: boolean) => client.release(destroy),
      };
    },
  };
}

function migrationConnection(client: pg.PoolClient): MigrationConnection {
  return {
    async script(text) {
      await client.query(text);
    },
    async journal() {
      const { rows } = await client.query<{ name: string; checksum: string }>(
        'SELECT name, checksum FROM schema_journal',
      );
      return rows;
    },
    async record(name, checksum) {
      await client.query('INSERT INTO schema_journal (name, checksum) VALUES ($1, $2)', [name, checksum]);
    },
  };
}

async function prepare(pool: pg.Pool, migrations: readonly Migration[], shown: string): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [writerLock]);
    await migrate(migrationConnection(client), migrations, shown);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** `shown` is the address without its password. */
export async function openPostgres(url: string, shown: string, migrations: readonly Migration[]): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    application_name: 'ackwatch',
    types,
  });
  // A connection that breaks fails the query that has it, or is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await prepare(pool, migrations, shown);
  } catch (error) {
    await pool.end();
    throw toLedgerError(error, shown);
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: adapt(pool) }) });
  let closed = false;

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw ledgerError('closed', `The ledger at ${shown} was closed`);
    try {
      return await work();
    } catch (error) {
      throw isPostgresError(error) ? toLedgerError(error, shown) : error;
    }
  }

  return {
    shown,
    reader: db,
    read: (work) => guarded(() => work(db)),
    write: (work) =>
      guarded(() =>
        db.transaction().execute(async (transaction) => {
          await sql`select pg_advisory_xact_lock(${writerLock})`.execute(transaction);
          return work(transaction);
        }),
      ),
    async snapshot() {
      const transaction = await guarded(() =>
        db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(),
      );
      return { db: transaction, end: () => transaction.rollback().execute() };
    },
    async close() {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

/** From the server, the socket or the pool; the rest is the caller's own. */
function isPostgresError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && /^([0-9A-Z]{5}|E[A-Z]+)$/u.test(code)) return true;
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/u.test(error.message);
}
