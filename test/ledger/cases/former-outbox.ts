import { expect, test } from 'vitest';
import { type OpenedLedger, openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { minutes } from '../fixtures.ts';
import { failed } from '../outbox.ts';
import { inserted, madeBy } from './former.ts';

/** Rows as they were while states and errors were read out of texts and nulls. */

const at = minutes(0);

const subscription = (channel: string, pausedReason: string | null) => ({
  ...{ id: `5${channel}`, destination: 'slack', channel, owner: null, wants: '["all"]', created_at: at },
  ...{ state: pausedReason === null ? 'active' : 'paused', paused_reason: pausedReason, origin: 'chat', space: 'T1' },
});
const delivery = (seq: number, row: object) => ({
  ...{ id: `${seq}`.repeat(6), seq, event: `e${seq}`, subscription_id: '5a', finding_id: 'f1', document_id: null },
  ...{ state: 'pending', attempts: 1, next_attempt_at: at, worker: null, lease_until: null, last_error: null },
  ...{ receipt: null, created_at: at, sent_at: null, batch: null, receipt_id: null, unsure_since: null, ...row },
});
const sentRow = { state: 'sent', receipt: '{"channel":"a","id":"17.5"}', receipt_id: '17.5', sent_at: at };
const edit = { delivery_id: '777777', request: 2, state: 'waiting', attempts: 3, next_attempt_at: minutes(1) };
const findingRow = { id: 'f1', event: 'e1', kind: 'admitted', publisher: 'cjtf-oir', found_at: at, body: '{}' };

const rows: readonly (readonly [table: string, row: object])[] = [
  ['findings', findingRow],
  ['subscriptions', subscription('a', null)],
  ['subscriptions', subscription('b', 'not-found: The channel is gone: make another.')],
  ['subscriptions', subscription('c', 'left: The app was removed.')],
  ['subscriptions', subscription('d', 'no longer in the configuration')],
  ['subscriptions', subscription('e', 'an odd: reason')],
  ['deliveries', delivery(1, { next_attempt_at: minutes(9) })],
  ['deliveries', delivery(2, { next_attempt_at: minutes(9), last_error: 'unavailable: Wait: it is down.' })],
  ['deliveries', delivery(3, { last_error: 'a person asked for it again' })],
  ['deliveries', delivery(4, { state: 'sending', unsure_since: minutes(2), batch: '444444' })],
  ['deliveries', delivery(5, { last_error: 'timeout: late', unsure_since: minutes(3) })],
  ['deliveries', delivery(6, { state: 'rejected', last_error: 'of no kind' })],
  ['deliveries', delivery(7, sentRow)],
  [
    'deliveries',
    delivery(8, { ...sentRow, receipt: '{"channel":"a","id":"seen by a person"}', receipt_id: 'seen by a person' }),
  ],
  ['edits', { ...edit, worker: null, lease_until: null, last_error: 'rate-limited: later' }],
];

async function check(ledger: OpenedLedger): Promise<void> {
  const held = await ledger.subscriptions.inSpace({ destination: 'slack', space: 'T1' });
  expect(held.map(({ channel, pause }) => [channel, pause])).toEqual([
    ['a', null],
    ['b', { cause: 'not-found', detail: 'The channel is gone: make another.' }],
    ['c', { cause: 'removed-from-space', detail: 'The app was removed.' }],
    ['e', { cause: 'unknown', detail: 'an odd: reason' }],
  ]);
  const none = { holdUntil: null, attemptedAt: null, uncertainSince: null, error: null, batchId: null };
  const expected = [
    { ...none, state: 'pending', holdUntil: minutes(9) },
    { ...none, state: 'pending', nextAttemptAt: minutes(9), error: failed('unavailable', 'Wait: it is down.') },
    { ...none, state: 'pending' },
    { ...none, state: 'sending', attemptedAt: minutes(2), uncertainSince: minutes(2), batchId: '444444' },
    { ...none, state: 'pending', uncertainSince: minutes(3), error: failed('timeout', 'late') },
    { ...none, state: 'rejected', error: failed('unknown', 'of no kind') },
    { ...none, state: 'sent', receipt: { channel: 'a', id: '17.5' }, sentAt: at },
    { ...none, state: 'sent', receipt: null, sentAt: at },
  ];
  for (const [index, columns] of expected.entries()) {
    const [stored] = await ledger.deliveries.ofEvent(`e${index + 1}`);
    expect(stored, `e${index + 1}`).toMatchObject(columns);
  }
  const claimed = await ledger.edits.claim({ worker: 'one', at: minutes(1), leaseUntil: minutes(2), limit: 9 });
  expect(claimed).toMatchObject([{ delivery: { id: '777777' }, attempts: 3, error: failed('rate-limited', 'later') }]);
}

export function formerOutboxCases({ address, raw }: Subject): void {
  test.skipIf(raw === undefined)('is migrated', async () => {
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
