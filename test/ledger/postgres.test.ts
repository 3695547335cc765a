import pg from 'pg';
import { afterAll, describe, test } from 'vitest';
import { ledgerContract } from '../contracts/ledger.contract.ts';
import { startPostgres } from '../fakes/postgres.ts';

const postgres = await startPostgres();

async function raw(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

if (postgres.status === 'running') {
  describe('the ledger in Postgres', () => {
    afterAll(() => postgres.stop());
    ledgerContract({ address: () => postgres.database(), shared: true, raw });
  });
} else {
  test.skip(`the ledger in Postgres (${postgres.reason})`);
}
