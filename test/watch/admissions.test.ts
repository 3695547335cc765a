import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { read } from '../../src/read/index.ts';
import { reading } from '../ledger/fixtures.ts';
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
  const events = await feeds.ledger.lookups.eventsAt('Jilib', 9);
  expect(
    events.map(({ day, accounts }) => [day, accounts.flatMap(({ figures }) => figures).map(({ value }) => value)]),
  ).toEqual([
    ['2020-02-02', [1]],
    ['2021-01-01', [1]],
    ['2025-03-04', [1]],
  ]);
  expect(await feeds.ledger.lookups.totals({ publisher: 'africom' }), 'no strike is a total').toEqual([]);
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

test('what a force says of the strike of another is no admission, whoever prints it', async () => {
  const iraq: Publisher = { id: 'iq-forces', name: 'the Iraqi military', role: 'acknowledging' };
  const carrier: Publisher = { id: 'globalresearch', name: 'Global Research', role: 'carrier' };
  const quote = 'The Iraqi military says a Coalition airstrike killed 61 civilians in Mosul.';
  const toll = { measure: 'killed_event', value: 61, qualifier: null, from: null, to: null } as const;
  const said = (place: string, words = quote) => ({
    readings: [reading({ ...toll, speakers: ['iq-forces'], place, quote: words })],
  });
  const stubbed = await watchFeeds({ publisher: iraq, start: '2017-04-01T12:00:00.000Z' });
  await stubbed.subscribe();
  for (const by of [iraq, carrier]) await stubbed.publish({ identity: 'old', text: 'old', given: {}, by });
  const own = await stubbed.publish({ identity: 'own', text: 'own', given: said('Mosul') });
  expect(own['usual']).toContain('Iraqi military says 61 civilians were killed (Mosul)');
  const printed = await stubbed.publish({ identity: 'copy', text: 'copy', given: said('Tikrit'), by: carrier });
  expect(printed['usual']).toContain('quotes the Iraqi military as saying 61 civilians were killed (Tikrit)');
  const admits = said('Ramadi', 'The Iraqi military admits that its jets killed 61 civilians.');
  const admitted = await stubbed.publish({ identity: 'other', text: 'other', given: admits, by: carrier });
  expect(countOf(admitted['usual'], 'as admitting')).toBe(1);
  expect(admitted['usual']).not.toContain('military admits 61');
  await stubbed.close();
});

test('a strike of the United States alone is not posted as one of the Coalition', async () => {
  const coalition: Publisher = { id: 'cjtf-oir', name: 'Operation Inherent Resolve', role: 'acknowledging' };
  const stubbed = await watchFeeds({ publisher: coalition, start: '2017-04-01T12:00:00.000Z' });
  await stubbed.subscribe();
  await stubbed.publish({ identity: 'old', text: 'old', given: {} });
  const quote = 'A unilateral U.S. strike killed two civilians.';
  const toll = reading({ measure: 'killed_event', value: 2, qualifier: null, place: 'Syria', quote });
  const posted = await stubbed.publish({ identity: 'strike', text: 'strike', given: { readings: [toll] } });
  expect(posted['usual']).toBe('');
  expect(posted['desk']).toContain('2 killed not read (it may be a strike by another force)');
  expect(await stubbed.ledger.lookups.totals()).toEqual([]);
  await stubbed.close();
});
