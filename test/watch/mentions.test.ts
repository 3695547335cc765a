import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mention, Reading, ReadResult } from '../../src/domain/readings.ts';
import { mention, reading } from '../ledger/fixtures.ts';
import { countOf, type WatchedFeeds, watchFeeds } from './watched-feed.ts';

const africom = { id: 'africom', name: 'AFRICOM', role: 'acknowledging' } as const;

let feeds: WatchedFeeds;
beforeEach(async () => {
  feeds = await watchFeeds({ publisher: africom, start: '2020-05-01T12:00:00.000Z' });
});
afterEach(() => feeds.close());

const quoted = (value: number, rest: Partial<Mention> = {}) =>
  mention({ value, quote: `The report that ${value} were killed was assessed as not credible.`, ...rest });
const total = (value: number): Reading =>
  reading({ value, speakers: ['africom'], place: 'Somalia', from: null, quote: `${value} killed in all.` });

test('mentions reach only those who ask for them, once, as allegations with quote and source', async () => {
  await feeds.subscribe();
  const first = await feeds.publish({ identity: 'old', text: 'the first page', given: { mentions: [quoted(4)] } });
  expect(Object.values(first).join('')).toBe('');

  const pending = quoted(3, {
    stance: 'under-review',
    place: 'Jilib',
    quote: 'It is examining whether 3 were killed.',
  });
  const page = { mentions: [quoted(7), pending] };
  const posted = await feeds.publish({ identity: 'denial', text: 'a new page', given: page });
  expect(posted['usual']).toBe('');
  expect(posted['denials']).toContain('AFRICOM does not find credible an allegation of 7 civilians killed (Jamaame)');
  expect(posted['denials']).toContain('The report that 7 were killed was assessed as not credible.');
  expect(posted['denials']).toContain('https://example.org/denial');
  expect(posted['denials']).not.toContain('reviewing');
  expect(posted['assessments']).toContain('AFRICOM is reviewing an allegation of 3 civilians killed (Jilib)');
  expect(posted['assessments']).not.toContain('7 civilians');
  expect(countOf(posted['everything'], 'Source: ')).toBe(1);
  expect(posted['everything']).toContain('2 February 2020');

  const edited = await feeds.publish({ identity: 'denial', text: 'the same page, edited', given: page });
  expect(edited).toEqual(posted);
  const copied = await feeds.publish({ identity: 'copy', text: 'another page that says it', given: page });
  expect(copied).toEqual(posted);
  expect(await feeds.ledger.lookups.totals()).toEqual([]);
});

test('a report that admits deaths leads with them, and shows mentions to those alone who ask', async () => {
  await feeds.subscribe();
  const report = (month: string, value: number, more: Partial<ReadResult> = {}): Partial<ReadResult> => ({
    ...{ period: { from: month, to: month }, readings: [total(value)], ...more },
  });
  await feeds.publish({ identity: 'march', text: 'March', given: report('2020-03', 4) });
  const posted = await feeds.publish({
    identity: 'april',
    text: 'April',
    given: report('2020-04', 5, { mentions: [quoted(7), quoted(9)] }),
  });
  for (const channel of ['usual', 'everything'])
    expect(posted[channel]?.indexOf('AFRICOM now admits at least 5 civilians killed (+1)')).toBeGreaterThanOrEqual(0);
  expect(posted['usual']).not.toContain('allegation');
  expect(posted['everything']?.indexOf('now admits')).toBeLessThan(posted['everything']?.indexOf('allegation') ?? 0);
  for (const value of [7, 9]) expect(countOf(posted['everything'], `allegation of ${value} civilians`)).toBe(1);
  expect(posted['denials']).toMatch(/^.*AFRICOM does not find credible an allegation of 7 civilians killed/m);
  expect(posted['assessments']).toBe('');
});

test('what an unknown speaker says or denies reaches no channel but that of the operators', async () => {
  await feeds.subscribe();
  await feeds.publish({ identity: 'old', text: 'the first page', given: {} });
  const speakers = ['other:Freedonian army'];
  const quote = 'The Freedonian army says it killed 5 civilians.';
  const said = reading({ measure: 'killed_event', value: 5, speakers, place: 'Jilib', quote });
  const posted = await feeds.publish({
    identity: 'said',
    text: 'a page',
    given: { readings: [said], mentions: [quoted(7, { speakers })] },
  });
  for (const channel of ['usual', 'denials', 'assessments']) expect(posted[channel]).toBe('');
  expect(posted['everything']).toContain(`No known speaker for this figure: "${quote}"`);
  expect(posted['everything']).not.toContain('7 civilians');
});

test('a new version of the reader announces no mention', async () => {
  await feeds.subscribe();
  await feeds.publish({ identity: 'old', text: 'the first page', given: {} });
  await feeds.publish({ identity: 'page', text: 'a page', given: { readings: [total(4)] } });
  const reread = { readerVersion: 2, readings: [total(4)], mentions: [quoted(7)] };
  feeds.readAs('a page', reread);
  const { signal } = new AbortController();
  expect(await feeds.pipeline({ 'coalition-monthly': 2 }).reread(signal)).toBe(2);
  const counts = await feeds.ledger.deliveries.counts();
  const report = await feeds.ledger.transaction((open) => open.report('africom', 'page'));
  expect(report?.mentions).toEqual([quoted(7)]);
  expect(counts.pending).toBe(0);
  const edited = await feeds.publish({ identity: 'page', text: 'a page, edited', given: reread });
  expect(edited['denials']).toBe('');
});
