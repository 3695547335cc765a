import { expect, test } from 'vitest';
import type { OpenedLedger } from '../../../src/ledger/open.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { minutes } from '../fixtures.ts';
import { inserted, madeBy } from './former.ts';

/** Rows as they were while states and errors were read out of texts and nulls. */

const at = minutes(0);

const subscription = (channel: string, pausedReason: string | null) => ({
  ...{ id: `5${channel}`, destination: 'slack', channel, owner: null, wants: '["all"]', created_at: at },
  ...{ state: pausedReason === null ? 'active' : 'paused', paused_reason: pausedReason, origin: 'chat', space: 'T1' },
});
const rows: readonly (readonly [table: 'subscriptions', row: object])[] = [
  ['subscriptions', subscription('a', null)],
  ['subscriptions', subscription('b', 'not-found: The channel is gone: make another.')],
  ['subscriptions', subscription('c', 'left: The app was removed.')],
  ['subscriptions', subscription('d', 'no longer in the configuration')],
  ['subscriptions', subscription('e', 'an odd: reason')],
];

async function check(ledger: OpenedLedger): Promise<void> {
  const held = await ledger.subscriptions.inSpace('slack', 'T1');
  expect(held.map(({ channel, pause }) => [channel, pause])).toEqual([
    ['a', null],
    ['b', { cause: 'not-found', detail: 'The channel is gone: make another.' }],
    ['c', { cause: 'removed-from-space', detail: 'The app was removed.' }],
    ['e', { cause: 'unknown', detail: 'an odd: reason' }],
  ]);
}

export function formerOutboxCases({ address, raw }: Subject): void {
  test.skipIf(raw === undefined)('is brought up to date', async () => {
    const former = await address();
    await raw?.(former, await madeBy(former, '0007', rows.map(([table, row]) => inserted(table, row)).join('\n')));
    const ledger = await openLedger(former);
    await check(ledger);
    await ledger.close();
  });

  test('is restored from its export', async () => {
    const lines = rows.map(([table, row]) => JSON.stringify({ table, row }));
    const head = JSON.stringify({ format: 'ackwatch-ledger', version: 1 });
    const ledger = await openLedger(await address());
    await ledger.restore([[head, ...lines, JSON.stringify({ end: { rows: lines.length } })].join('\n')]);
    await check(ledger);
    await ledger.close();
  });
}
