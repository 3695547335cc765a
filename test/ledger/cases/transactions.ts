import { expect, test } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, collect, discrepancy, fetched, incident, mention, read, sourceState } from '../fixtures.ts';

const historical = ['snapshots', 'reader_runs', 'readings', 'mentions', 'incidents', 'findings', 'events'];

export function transactionCases({ ledger, at, shared, raw }: Subject): void {
  test('all or nothing', async () => {
    const failed = ledger().transaction(async (open) => {
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: read({ incidents: [incident()] }),
      });
      await open.polling.setSource('feed', sourceState());
      throw new Error('stopped by the test');
    });
    await expect(failed).rejects.toThrow('stopped by the test');
    expect(await ledger().lookups.summary()).toEqual({ documents: 0, reports: 0, incidents: 0, findings: {} });
    expect(await ledger().polling.source('feed')).toBeUndefined();
  });

  test('a write from outside does not slip into an open transaction', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const failed = ledger().transaction(async (open) => {
      await open.polling.setSource('inside', sourceState());
      entered.resolve();
      await leave.promise;
      throw new Error('stopped by the test');
    });
    await entered.promise;
    const outside = ledger().polling.setSource('outside', sourceState());
    leave.resolve();
    await expect(failed).rejects.toThrow('stopped by the test');
    await outside;
    expect((await ledger().lookups.sources()).map((row) => row.source)).toEqual(['outside']);
  });

  test('one writer at a time', async () => {
    const raise = () =>
      ledger().transaction(async (open) => {
        const before = await open.report('cjtf-oir', 'afpims:1860000');
        await open.addSnapshot({
          source: 'feed',
          publisher: 'cjtf-oir',
          document: fetched(`after ${before?.snapshotId}`),
          read: read(),
        });
      });
    await Promise.all(Array.from({ length: 8 }, raise));
    const { rows } = await ledger().lookups.history({ measure: 'killed_total', limit: 100 });
    expect(new Set(rows.map((row) => row.snapshotId)).size).toBe(8);
  });

  test.runIf(shared)('lookups see what was committed while a transaction is open', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const writing = ledger().transaction(async (open) => {
      await open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: fetched('one'), read: read() });
      entered.resolve();
      await leave.promise;
    });
    await entered.promise;
    expect((await ledger().lookups.summary()).documents).toBe(0);
    leave.resolve();
    await writing;
    expect((await ledger().lookups.summary()).documents).toBe(1);
  });

  test.runIf(shared)('a second ledger on the same address waits for the first, in one process too', async () => {
    const second = await openLedger(at());
    const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const order: string[] = [];
    const first = ledger().transaction(async (open) => {
      await open.polling.setSource('first', sourceState());
      entered.resolve();
      await leave.promise;
      order.push('first');
    });
    await entered.promise;
    const writing = second.polling.setSource('second', sourceState()).then(() => order.push('second'));
    leave.resolve();
    await Promise.all([first, writing]);
    expect(order).toEqual(['first', 'second']);
    expect((await second.lookups.sources()).map((row) => row.source)).toEqual(['first', 'second']);
    await second.close();
  });

  test.runIf(raw !== undefined)('history is not changed or removed, by anyone', async () => {
    await ledger().transaction(async (open) => {
      const report = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: read({ mentions: [mention()], incidents: [incident()] }),
      });
      await open.addFindings([admitted(report), discrepancy(report)]);
    });
    const before = await collect(ledger().export('json'));
    for (const table of historical) {
      const key = table === 'events' ? 'event' : 'id';
      await expect(raw?.(at(), `UPDATE ${table} SET ${key} = 'x'`)).rejects.toThrow(`${table} is append-only`);
      await expect(raw?.(at(), `DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only`);
    }
    expect(await collect(ledger().export('json'))).toBe(before);
  });
}
