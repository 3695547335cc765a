import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, fetched, noon, subscriptionTo, total } from '../fixtures.ts';

interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** All it said, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  /** The first line it says. */
  readonly spoke: Promise<unknown>;
}

function start(script: string, ...args: string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../children/${script}.ts`, import.meta.url)), ...args]);
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece) => {
    said.out += piece;
  });
  child.stderr.on('data', (piece) => {
    said.err += piece;
  });
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    ...said,
  }));
  const spoke = Promise.race([once(child.stdout, 'data'), ended]);
  return { process: child, ended, spoke };
}

export function processCases({ ledger, address, at }: Subject): void {
  test('processes that open a new ledger at once all find it whole', async () => {
    const fresh = await address();
    const ends = await Promise.all([1, 2, 3].map(() => start('open', fresh).ended));
    expect(ends).toEqual([1, 2, 3].map(() => ({ code: 0, out: 'opened\n', err: '' })));
  });

  test('a process killed in the middle of a transaction leaves nothing', async () => {
    const nothing = await ledger().lookups.summary();
    const child = start('half', at());
    await child.spoke;
    child.process.kill('SIGKILL');
    expect(await child.ended).toMatchObject({ code: null, out: 'written\n', err: '' });
    const again = await openLedger(at());
    expect(await again.lookups.summary()).toEqual(nothing);
    await again.transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('whole'),
        read: total('2019-04', 1302),
      }),
    );
    expect((await again.lookups.summary()).documents).toBe(1);
    await again.close();
  });

  test('processes that claim at once never get the same delivery', async () => {
    const channels = Array.from({ length: 20 }, (_, number) => subscriptionTo(`c${number}`));
    await ledger().subscriptions.sync(channels, noon('2019-05-01'));
    await ledger().transaction(async (open) => {
      const report = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('x'),
        read: total('2019-04', 1302),
      });
      const finding = admitted(report);
      await open.addFindings([finding]);
      for (const { id } of await open.subscriptions.all()) {
        await open.addDelivery({ finding, subscriptionId: id, at: noon('2019-06-01') });
      }
    });
    const workers = ['one', 'two'].map((worker) => start('claim', at(), worker));
    await Promise.all(workers.map((worker) => worker.spoke));
    for (const worker of workers) worker.process.stdin.write('go\n');
    const ends = await Promise.all(workers.map((worker) => worker.ended));
    expect(ends.map((end) => end.err)).toEqual(['', '']);
    const sent = ends.flatMap((end) => end.out.trim().split('\n')).filter((line) => line !== 'ready');
    expect(sent).toHaveLength(20);
    expect(new Set(sent).size).toBe(20);
  });
}
