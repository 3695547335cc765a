import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { reading } from '../ledger/fixtures.ts';
import { countOf, type WatchedFeeds, watchFeeds } from './watched-feed.ts';

/** A page that changes between two values: each change is told up to six, then that it flaps, then nothing. */

const coalition: Publisher = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' };
const hourMs = 3_600_000;

let feeds: WatchedFeeds;
let clock = Date.parse('2019-06-01T12:00:00.000Z');
beforeEach(async () => {
  clock = Date.parse('2019-06-01T12:00:00.000Z');
  feeds = await watchFeeds({ publisher: coalition, start: new Date(clock).toISOString() });
  await feeds.subscribe();
  await feeds.publish({ identity: 'old', text: 'an older page', given: { readings: [] } });
});
afterEach(() => feeds.close());

/** Shows the page with a value, so many hours later, and returns what the channel was posted so far. */
async function show(value: number, words = '', hours = 2): Promise<string> {
  clock += hours * hourMs;
  const text = `at least ${value} civilians were killed. ${words}`;
  const given = {
    period: { from: '2019-04', to: '2019-04' },
    readings: [reading({ value, quote: `at least ${value} civilians were killed`, end: 30 })],
  };
  const posted = await feeds.publish({ identity: 'april', text, given, published: new Date(clock).toISOString() });
  return posted['usual'] ?? '';
}
const newsIn = (text: string) => countOf(text, 'restates its figure');
const flapping = 'keeps changing between 4 and 7';
async function flip(times: number): Promise<string> {
  let posted = await show(4);
  for (let time = 1; time <= times; time += 1) posted = await show(time % 2 === 0 ? 4 : 7);
  return posted;
}

test('six changes are told, the seventh as flapping, and no more', async () => {
  const six = await flip(6);
  expect(newsIn(six)).toBe(6);
  expect(six).not.toContain(flapping);
  const seven = await show(7);
  expect(newsIn(seven)).toBe(6);
  expect(countOf(seven, `April 2019 ${flapping}`)).toBe(1);
  expect(seven).toContain('This page changed 7 times between the same contents.');
  let more = seven;
  for (const value of [4, 7, 4, 7, 4, 7, 4, 7, 4, 7, 4]) more = await show(value);
  expect(more, 'nothing more is posted').toBe(seven);
  const { rows } = await feeds.ledger.lookups.history({ measure: 'killed_total', limit: 50 });
  expect(rows, 'all of it is recorded').toHaveLength(19);
});

test('a third value is news, also in the middle of it', async () => {
  const posted = await flip(9);
  expect(countOf(await show(9), 'restates its figure')).toBe(newsIn(posted) + 1);
});

test('other words in each version change nothing of it', async () => {
  await show(4, 'v0');
  let posted = '';
  for (let time = 1; time <= 9; time += 1) posted = await show(time % 2 === 0 ? 4 : 7, `version ${time}`);
  expect(newsIn(posted)).toBe(6);
  expect(countOf(posted, flapping)).toBeGreaterThanOrEqual(1);
});

test('a page that stayed the same for a week is told again', async () => {
  const posted = await flip(9);
  const again = await show(4, '', 8 * 24);
  expect(newsIn(again)).toBe(newsIn(posted) + 1);
  expect(newsIn(await show(7))).toBe(newsIn(posted) + 2);
});
