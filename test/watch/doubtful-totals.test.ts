import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { Reading, ReadResult } from '../../src/domain/readings.ts';
import { reading } from '../ledger/fixtures.ts';
import { type WatchedFeeds, watchFeeds } from './watched-feed.ts';

const coalition: Publisher = { id: 'cjtf-oir', name: 'Operation Inherent Resolve', role: 'acknowledging' };
const by: Publisher = { id: 'globalresearch', name: 'Global Research', role: 'carrier' };

let feeds: WatchedFeeds;
beforeEach(async () => {
  feeds = await watchFeeds({ publisher: coalition, start: '2019-04-25T12:00:00.000Z' });
});
afterEach(() => feeds.close());

const total = (value: number, rest: Partial<Reading> = {}) =>
  reading({ value, quote: `At least ${value} were killed.`, ...rest });
const reportFor = (month: string, ...readings: readonly Reading[]): Partial<ReadResult> => ({
  period: { from: month, to: month },
  readings,
});
const statement = (...readings: readonly Reading[]): Partial<ReadResult> => ({ reader: 'statement', readings });
const currentOf = async (publisher: string) =>
  (await feeds.ledger.lookups.totals({ publisher })).map((figure) => figure.value);

async function publishRecord(): Promise<void> {
  await feeds.subscribe();
  await feeds.publish({ identity: 'news', text: 'a carrier', given: {}, by, published: '2019-03-01T12:00:00.000Z' });
  const reports = [
    ['2019-04-25T12:00:00.000Z', '2019-03', 1291],
    ['2019-05-31T12:00:00.000Z', '2019-04', 1302],
  ] as const;
  for (const [published, month, value] of reports)
    await feeds.publish({ identity: month, text: month, given: reportFor(month, total(value)), published });
}

test('a misprinted total of a press copy reaches the desk alone, and no series', async () => {
  await publishRecord();
  const before = await feeds.publish({ identity: 'copy', text: 'a true copy', given: statement(total(1302)), by });
  expect(before['usual']).toContain('Coalition now admits at least 1,302 civilians killed (+11)');
  const posted = await feeds.publish({ identity: 'false', text: 'a copy', given: statement(total(1277)), by });
  expect(posted['usual']).toBe(before['usual']);
  expect(posted['desk']).toContain('A total of 1277 deaths was not taken');
  expect(posted['desk']).toContain('lower than the last stored total, 1302 (to 2019-04)');
  expect(posted['desk']).toContain('"At least 1277 were killed."');
  expect(await currentOf('globalresearch')).toEqual([1302]);
  expect(
    (await feeds.ledger.lookups.history({ measure: 'killed_total', limit: 9 })).rows.map(({ value }) => value),
  ).not.toContain(1277);

  const edited = await feeds.publish({ identity: 'false', text: 'a copy, edited', given: statement(total(1277)), by });
  expect(edited).toEqual(posted);
});

test('a report that jumps is not announced, its other figures are, and the next report is compared with the last that fits', async () => {
  await publishRecord();
  const added = reading({ measure: 'killed_new', value: 17, qualifier: null, quote: 'killing 17 civilians' });
  const given = reportFor('2019-05', total(13_190), added);
  const posted = await feeds.publish({ identity: 'may', text: 'May', given, published: '2019-06-27T12:00:00.000Z' });
  expect(posted['usual']).not.toContain('13,190');
  expect(posted['usual']).toContain('Coalition admits 17 civilians killed');
  expect(posted['usual']).not.toContain('states no running total');
  expect(posted['desk']).toContain('A total of 13190 deaths was not taken');
  expect(await currentOf('cjtf-oir')).toEqual([1302]);

  const june = reportFor('2019-06', total(1321));
  const next = await feeds.publish({
    identity: 'june',
    text: 'June',
    given: june,
    published: '2019-07-26T12:00:00.000Z',
  });
  expect(next['usual']).toContain('Coalition now admits at least 1,321 civilians killed (+19)');
});

test('a report that falls is announced', async () => {
  await publishRecord();
  const posted = await feeds.publish({ identity: 'may', text: 'May', given: reportFor('2019-05', total(1287)) });
  expect(posted['usual']).toContain('Coalition now gives a lower total: at least 1,287 civilians killed (-15)');
  expect(posted['desk']).toBe('');
});

test('a newer reader sets aside what an older one stored', async () => {
  await publishRecord();
  await feeds.publish({ identity: 'false', text: 'a copy', given: statement(), by });
  feeds.readAs('a copy', { ...statement(total(1277)), readerVersion: 2 });
  await feeds.pipeline({ 'coalition-monthly': 1, statement: 2 }).reread(new AbortController().signal);
  const stored = await feeds.ledger.transaction((open) => open.report('globalresearch', 'false'));
  expect(stored?.readings).toEqual([]);
  expect(stored?.warnings).toMatchObject([{ code: 'doubtful-total', value: 1277 }]);
});
