import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe } from 'vitest';
import { ledgerContract } from '../contracts/ledger.contract.ts';

let folder = '';
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ackwatch-ledger-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function raw(address: string, statement: string): Promise<void> {
  const path = address.replace('sqlite:', '');
  await mkdir(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
}

describe('the ledger in a SQLite file', () => {
  const address = async () => {
    made += 1;
    return `sqlite:${join(folder, String(made), 'ackwatch.db')}`;
  };
  ledgerContract({ address, shared: true, raw });
});

describe('the ledger in memory', () => {
  ledgerContract({ address: async () => ':memory:', shared: false });
});
