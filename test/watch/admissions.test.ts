import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { read } from '../../src/read/index.ts';
import { countOf, type WatchedFeeds, watchFeeds } from './watched-feed.ts';

/** Statements are read by the readers of the project. Each is worded as such statements are. */

const africom: Publisher = { id: 'africom', name: 'AFRICOM', role: 'acknowledging' };
const centcom: Publisher = { id: 'centcom', name: 'CENTCOM', role: 'acknowledging' };
const pentagon: Publisher = { id: 'dod', name: 'the Department of Defense', role: 'acknowledging' };

let feeds: WatchedFeeds;
beforeEach(async () => {
  feeds = await watchFeeds({ publisher: africom, start: '2020-01-01T12:00:00.000Z', read });
  await feeds.subscribe();
  for (const by of [africom, centcom, pentagon])
    await feeds.publish({ identity: 'old', text: 'An exercise begins on Monday.', by });
});
afterEach(() => feeds.close());

test('three strikes near one town with one death each are told three times', async () => {
  const strikes = [
    [
      '2020-04-27',
      'U.S. Africa Command assessed that an airstrike near Jilib, Somalia, on February 2, 2020, killed one civilian.',
    ],
    [
      '2021-05-18',
      'U.S. Africa Command concluded that its airstrike on January 1, 2021, in the vicinity of Jilib, Somalia, killed one civilian.',
    ],
    [
      '2025-06-10',
      'U.S. Africa Command acknowledged that one civilian was killed in an airstrike near Jilib, Somalia, on March 4, 2025.',
    ],
  ] as const;
  for (const [index, [published, text]] of strikes.entries()) {
    const posted = await feeds.publish({ identity: published, text, published: `${published}T12:00:00.000Z` });
    expect(countOf(posted['usual'], 'AFRICOM admits 1 civilian killed')).toBe(index + 1);
  }
  const totals = await feeds.ledger.lookups.totals({ publisher: 'africom' });
  expect(totals.map(({ from, value }) => [from, value])).toEqual(
    expect.arrayContaining([
      ['2020-02-02', 1],
      ['2021-01-01', 1],
      ['2025-03-04', 1],
    ]),
  );
  expect(totals).toHaveLength(3);
});

test('an admission that two bodies of one command make is told once, and another number is told', async () => {
  const first = await feeds.publish({
    ...{ identity: 'centcom', by: centcom, published: '2023-06-01T12:00:00.000Z' },
    text: 'U.S. Central Command assesses that its airstrike on May 3, 2023, in northwest Syria killed one civilian.',
  });
  expect(first['usual']).toContain('CENTCOM admits 1 civilian killed');
  const second = await feeds.publish({
    ...{ identity: 'dod', by: pentagon, published: '2023-06-10T12:00:00.000Z' },
    text: 'The Department of Defense acknowledged that a U.S. airstrike on May 3, 2023, in Syria killed one civilian.',
  });
  expect(second['usual']).toBe(first['usual']);
  const other = await feeds.publish({
    ...{ identity: 'dod-2', by: pentagon, published: '2023-06-20T12:00:00.000Z' },
    text: 'The Department of Defense acknowledged that a U.S. airstrike on May 3, 2023, in Syria killed two civilians.',
  });
  expect(other['usual']).toContain('US Department of Defense admits 2 civilians killed');
});
