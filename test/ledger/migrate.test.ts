import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { migrationsOf } from '../../src/ledger/database/migrate.ts';
import { openLedger } from '../../src/ledger/open.ts';

const folder = await mkdtemp(join(tmpdir(), 'ackwatch-migrate-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let number = 0;
let path = '';
beforeEach(() => {
  number += 1;
  path = join(folder, `${number}.db`);
});

function change(statement: string): void {
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}

function journal(): readonly unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT name FROM schema_journal ORDER BY name').all();
  database.close();
  return rows.map((row) => row['name']);
}

async function opened(): Promise<void> {
  await (await openLedger(path)).close();
}

describe('migrations', () => {
  test('each database has its own and the shared ones, in order', async () => {
    const sqlite = (await migrationsOf('sqlite')).map((migration) => migration.name);
    const postgres = (await migrationsOf('postgres')).map((migration) => migration.name);
    expect(sqlite).toEqual([
      '0002-tables.sql',
      '0003-append-only.sqlite.sql',
      '0004-chats.sql',
      '0004-receipts.sqlite.sql',
      '0005-lines.sql',
      '0006-unsure.sql',
      '0007-history-open.sqlite.sql',
      '0008-sets.sql',
      '0009-history-closed.sqlite.sql',
      '0010-pauses.sql',
      '0011-outbox.sql',
      '0012-seen-by-a-person.sql',
      '0013-mentions.sql',
      '0014-mentions-append-only.sqlite.sql',
      '0015-circumstances.sql',
      '0016-relations.sql',
      '0016-sealed-relations.sqlite.sql',
      '0017-incident-events.sql',
      '0017-join-decisions.sqlite.sql',
      '0018-missing.sql',
      '0019-mutes.sql',
      '0020-guids.sql',
      '0021-follows.sql',
      '0022-compiled-record.sql',
    ]);
    expect(postgres).toEqual([
      '0001-types.postgres.sql',
      '0002-tables.sql',
      '0003-append-only.postgres.sql',
      '0004-chats.sql',
      '0004-receipts.postgres.sql',
      '0005-lines.sql',
      '0006-unsure.sql',
      '0007-history-open.postgres.sql',
      '0008-sets.sql',
      '0009-history-closed.postgres.sql',
      '0010-pauses.sql',
      '0011-outbox.sql',
      '0012-seen-by-a-person.sql',
      '0013-mentions.sql',
      '0014-mentions-append-only.postgres.sql',
      '0015-circumstances.sql',
      '0016-relations.sql',
      '0016-sealed-relations.postgres.sql',
      '0017-incident-events.sql',
      '0017-join-decisions.postgres.sql',
      '0018-missing.sql',
      '0019-mutes.sql',
      '0020-guids.sql',
      '0021-follows.sql',
      '0022-compiled-record.sql',
    ]);
  });

  test('are applied once', async () => {
    await opened();
    const applied = journal();
    await opened();
    expect(journal()).toEqual(applied);
  });

  test('a ledger of a newer Ackwatch stops an older one, untouched', async () => {
    await opened();
    change(`INSERT INTO schema_journal VALUES ('9999-later.sql', 'x')`);
    await expect(opened()).rejects.toMatchObject({
      kind: 'newer-schema',
      message: expect.stringMatching(/newer Ackwatch.*9999-later\.sql.*Install the newer version/su),
    });
    expect(journal()).toContain('9999-later.sql');
  });

  test('a migration that was changed after it was applied is refused', async () => {
    await opened();
    change(`UPDATE schema_journal SET checksum = 'x' WHERE name = '0002-tables.sql'`);
    await expect(opened()).rejects.toMatchObject({ kind: 'changed-migration' });
  });

  test('one that was applied and is missing now is refused', async () => {
    await opened();
    change(`INSERT INTO schema_journal VALUES ('0001-gone.sql', 'x')`);
    await expect(opened()).rejects.toMatchObject({ kind: 'changed-migration' });
  });

  test('one that fails leaves nothing behind', async () => {
    change('CREATE TABLE deliveries (id TEXT)');
    await expect(opened()).rejects.toMatchObject({ name: 'LedgerError' });
    const database = new DatabaseSync(path, { readOnly: true });
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    database.close();
    expect(tables.map((row) => row['name'])).toEqual(['deliveries']);
  });
});

describe('a SQLite ledger', () => {
  test('lets others read while it writes', async () => {
    const ledger = await openLedger(path);
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
    database.close();
    await ledger.close();
  });

  test('that is no database says what to do', async () => {
    await writeFile(path, 'This is a text file, long enough not to be taken for an empty database. '.repeat(20));
    await expect(opened()).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringMatching(/restore the last/u),
    });
  });

  test('far from any folder that is there ends at once, and says which folder is missing', async () => {
    const path =
      process.platform === 'linux' ? '/proc/nope/ledger.sqlite' : join(tmpdir(), 'no', 'such', 'ledger.sqlite');
    await expect(openLedger(path)).rejects.toThrow(/The folder of the ledger .*(nope|such).* is not there/u);
  });

  test('in a folder that cannot be made says what to do', async () => {
    await writeFile(path, '');
    const below = join(path, 'data', 'ackwatch.db');
    await expect(openLedger(below)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(below),
    });
  });
});
