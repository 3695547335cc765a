import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
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

test('of very many lines of buttons the oldest are forgotten before their time, and the newest stay', async () => {
  const path = join(folder, 'lines.db');
  const ledger = await openLedger(path);
  try {
    await raw(
      path,
      `with recursive n(i) as (select 0 union all select i + 1 from n where i < 100400)
       insert into lines (id, line, kept_at) select 'x' || i, 'line ' || i, strftime('%Y-%m-%dT%H:%M:%fZ', '2019-06-01', '+' || i || ' seconds') from n`,
    );
    const asked = new Map<string, string>();
    for (let n = 0; ![...asked.keys()].some((id) => id.startsWith('00')); n += 1) {
      const line = `history killed_total --after ${n}`;
      asked.set(await ledger.lines.add(line, '2019-06-10T00:00:00.000Z'), line);
    }
    expect(await ledger.lines.line('x0')).toBeUndefined();
    expect(await ledger.lines.line('x100400')).toBe('line 100400');
    for (const [id, line] of asked) expect(await ledger.lines.line(id)).toBe(line);
  } finally {
    await ledger.close();
  }
});
