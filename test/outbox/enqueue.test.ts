import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding, FindingKind } from '../../src/domain/findings.ts';
import { noFilters } from '../../src/domain/subscriptions.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { examples } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';

const at = '2019-06-01T00:00:00.000Z';
let ledger: OpenedLedger;

beforeEach(async () => {
  ledger = await openLedger(':memory:');
  const filters = { ...noFilters, minKilled: 10 };
  await ledger.subscriptions.sync(
    [subscriptionTo('strict', { wants: ['admissions'], filters }), subscriptionTo('other', { wants: ['claims'] })],
    at,
  );
});
afterEach(() => ledger.close());

/** The channels that get a finding of a separate event. */
async function told(kind: FindingKind, change: (finding: Finding) => Finding = (finding) => finding) {
  const [example] = examples[kind];
  const finding = change({ ...example, id: kind, event: kind });
  await ledger.transaction((transaction) => enqueue(transaction, { findings: [finding], at }));
  const deliveries = await ledger.deliveries.ofEvent(kind);
  return deliveries.map(({ subscription }) => subscription.channel);
}

test('a subscription that was sent a figure gets its revision, although its filters and wants leave the revision out', async () => {
  expect(await told('total-raised')).toEqual(['strict']);
  expect(await told('restated')).toEqual(['strict']);
  expect(await told('withdrawn')).toEqual(['strict']);
});

test('a subscription that was not sent a figure, for its filters, does not get its revision', async () => {
  expect(await told('total-raised', (finding) => ({ ...finding, delta: 1 }) as Finding)).toEqual([]);
  expect(await told('restated')).toEqual([]);
});
