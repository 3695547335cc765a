import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import { ledgerContract } from '../contracts/ledger.contract.ts';
import { startPostgres } from '../fakes/postgres.ts';
import { sourceState } from './fixtures.ts';

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
    test('connections that the server drops are made anew', async () => {
      const address = await postgres.address();
      const ledger = await openLedger(address);
      const kill = () =>
        raw(
          address,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'ackwatch'`,
        );
      await ledger.lookups.summary();
      const open = ledger.transaction(async (transaction) => {
        await transaction.polling.setSource('feed', sourceState());
        await kill();
        await transaction.polling.setSource('feed', sourceState());
      });
      await expect(open).rejects.toMatchObject({ name: 'LedgerError', kind: 'unavailable' });
      await expect.poll(() => ledger.polling.source('feed').catch(() => 'not yet')).toBeUndefined();
      await ledger.polling.setSource('feed', sourceState());
      await ledger.close();
    });
    ledgerContract({ address: () => postgres.address(), shared: true, raw });
  });
} else {
  test.skip(`the ledger in Postgres (${postgres.reason})`);
}
