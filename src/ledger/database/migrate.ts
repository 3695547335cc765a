import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { ledgerError } from './errors.ts';

type Dialect = 'sqlite' | 'postgres';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** What a database offers to the migrator: one connection, already inside a transaction that excludes other writers. */
export interface MigrationConnection {
  script(sql: string): Promise<void>;
  journal(): Promise<readonly { readonly name: string; readonly checksum: string }[]>;
  record(name: string, checksum: string): Promise<void>;
}

export const journalTable = `CREATE TABLE IF NOT EXISTS schema_journal (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)`;

/** `NNNN-name.sql` is for both databases, `NNNN-name.<dialect>.sql` for one; in order of their numbers. */
export async function migrationsOf(
  dialect: Dialect,
  directory: URL = new URL('migrations/', import.meta.url),
): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-[a-z-]+(\.(sqlite|postgres))?\.sql$/u.test(name));
  const mine = names.filter((name) => name.split('.').length === 2 || name.endsWith(`.${dialect}.sql`)).sort();
  return Promise.all(
    mine.map(async (name) => {
      // Line ends as committed, so that a checkout on Windows has the same checksum.
      const sql = (await readFile(new URL(name, directory), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date, or throws `LedgerError` (`newer-schema`, `changed-migration`) and leaves it as it is.
 * Safe to call twice; safe in two processes at once, because the caller has the writer's lock.
 */
export async function migrate(
  connection: MigrationConnection,
  migrations: readonly Migration[],
  shown: string,
): Promise<void> {
  await connection.script(journalTable);
  const applied = new Map((await connection.journal()).map(({ name, checksum }) => [name, checksum]));
  const known = new Set(migrations.map(({ name }) => name));
  const last = migrations.at(-1)?.name ?? '';
  for (const name of applied.keys()) {
    if (known.has(name)) continue;
    if (name > last) {
      throw ledgerError('newer-schema', `The ledger at ${shown} was made by a newer Ackwatch (it has ${name})`);
    }
    throw ledgerError('changed-migration', `The ledger at ${shown} has ${name}, which this Ackwatch does not hold`);
  }
  for (const { name, sql, checksum } of migrations) {
    const recorded = applied.get(name);
    if (recorded === undefined) {
      await connection.record(name, checksum);
      await connection.script(sql);
    } else if (recorded !== checksum) {
      throw ledgerError('changed-migration', `The migration ${name} of the ledger at ${shown} was changed afterwards`);
    }
  }
}
