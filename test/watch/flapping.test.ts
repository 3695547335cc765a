import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { createRecorder } from '../../src/watch/recorder.ts';
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

test('up and back are told, the third change as flapping, and no more', async () => {
  const back = await flip(2);
  expect(newsIn(back)).toBe(2);
  expect(back).not.toContain(flapping);
  const third = await show(7);
  expect(newsIn(third)).toBe(2);
  expect(countOf(third, `April 2019 ${flapping}`)).toBe(1);
  expect(third).toContain('This page changed 3 times between the same contents.');
  let more = third;
  for (const value of [4, 7, 4, 7, 4, 7, 4, 7, 4, 7, 4]) more = await show(value);
  expect(more, 'nothing more is posted').toBe(third);
  const { rows } = await feeds.ledger.lookups.history({ measure: 'killed_total', limit: 50 });
  expect(rows, 'all of it is recorded').toHaveLength(15);
});

test('a third value is news, also in the middle of it', async () => {
  const posted = await flip(9);
  expect(countOf(await show(9), 'restates its figure')).toBe(newsIn(posted) + 1);
});

test('other words in each version change nothing of it', async () => {
  await show(4, 'v0');
  let posted = '';
  for (let time = 1; time <= 9; time += 1) posted = await show(time % 2 === 0 ? 4 : 7, `version ${time}`);
  expect(newsIn(posted)).toBe(2);
  expect(countOf(posted, flapping)).toBeGreaterThanOrEqual(1);
});

test('a page that stayed the same for a week is told again', async () => {
  const posted = await flip(9);
  const again = await show(4, '', 8 * 24);
  expect(newsIn(again)).toBe(newsIn(posted) + 1);
  expect(newsIn(await show(7))).toBe(newsIn(posted) + 2);
});

const settled = 'April 2019 no longer changes: it gives 4';

test('the value at which it settles is told once, when the page has been the same for a week', async () => {
  const posted = await flip(10);
  expect(countOf(await show(4, '', 6 * 24), settled), 'six days are too few').toBe(0);
  const after = await show(4, '', 2 * 24);
  expect(countOf(after, settled)).toBe(1);
  expect(after).toContain(
    'It changed back and forth before. Each time it was fetched since 2 June 2019 it said the same.',
  );
  expect(newsIn(after), 'it is no restatement').toBe(newsIn(posted));
  for (const hours of [24, 8 * 24]) expect(countOf(await show(4, '', hours), settled), 'once').toBe(1);
});

test('it is told also where the words around it change at each visit, once', async () => {
  await flip(10);
  let posted = '';
  for (const day of [4, 8, 12, 16]) posted = await show(4, `version ${day}`, 4 * 24);
  expect(countOf(posted, settled)).toBe(1);
});

test('a page that settles again after new changes is told again', async () => {
  await flip(10);
  await show(4, '', 8 * 24);
  for (let time = 1; time <= 10; time += 1) await show(time % 2 === 0 ? 4 : 7);
  expect(countOf(await show(4, '', 8 * 24), settled)).toBe(2);
});

test('of a page that was never told to flap nothing is told', async () => {
  await flip(2);
  expect(await show(4, '', 9 * 24)).not.toContain('no longer changes');
});

test('it is told also where the site says that the page has not changed', async () => {
  await flip(10);
  const at = new Date(clock + 8 * 24 * hourMs);
  const recorder = createRecorder({
    ...{ ledger: feeds.ledger, speakers: builtInSpeakers, readerVersions: {}, withdrawnAfterMs: 0 },
    read: () => {
      throw new Error('nothing was fetched');
    },
    now: () => at,
    observe: () => {},
  });
  const source = { id: 'cjtf-oir-releases', publisher: coalition };
  expect(await recorder.unchanged(source, 'april')).toBe(1);
  expect(await recorder.unchanged(source, 'april')).toBe(0);
  expect(await recorder.unchanged(source, 'old'), 'a page that never changed').toBe(0);
  expect(await recorder.unchanged(source, 'unheard of')).toBe(0);
});
