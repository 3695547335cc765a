import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { reading } from '../ledger/fixtures.ts';
import { countOf, type WatchedFeeds, watchFeeds } from './watched-feed.ts';

/** A page with a line that differs at every visit: it is no edit, and no further copy of the page is stored. */

const coalition: Publisher = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' };
let feeds: WatchedFeeds;
beforeEach(async () => {
  feeds = await watchFeeds({ publisher: coalition, start: '2019-06-01T12:00:00.000Z' });
  await feeds.subscribe();
  await feeds.publish({ identity: 'old', text: 'an older page', given: { readings: [] } });
});
afterEach(() => feeds.close());

async function show(line: string, value = 4): Promise<string> {
  const quote = `at least ${value} civilians were killed`;
  const readings = [reading({ value, quote, start: line.length + 1, end: line.length + 1 + quote.length })];
  const given = { period: { from: '2019-04', to: '2019-04' }, readings };
  const posted = await feeds.publish({ identity: 'april', text: `${line}\n${quote}`, given });
  return posted['everything'] ?? '';
}
const snapshots = async () => (await feeds.ledger.lookups.history({ measure: 'killed_total', limit: 50 })).rows.length;

test('a clock is never told and stored once', async () => {
  for (const hours of [1, 2, 3, 4]) await show(`Posted ${hours} hours ago`);
  expect(countOf(await show('Posted 5 hours ago'), 'edited after publication')).toBe(0);
  expect(await snapshots()).toBe(1);
});

test('a saying of the day is told once', async () => {
  await show('Be yourself.');
  for (const line of ['Know thyself.', 'Nothing in excess.', 'Make haste slowly.']) await show(line);
  expect(countOf(await show('All things flow.'), 'edited after publication')).toBe(1);
  expect(await snapshots()).toBe(2);
});

test('a figure that changes beside such a line is told', async () => {
  await show('Posted 1 hour ago');
  const posted = await show('Posted 2 hours ago', 5);
  expect(countOf(posted, 'restates its figure')).toBe(1);
  expect(posted).not.toContain('hours ago');
});
