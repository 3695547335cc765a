import { afterEach, beforeEach, expect, test } from 'vitest';
import { reading as readingAnswer } from '../../src/commands/lookups/reading.ts';
import type { ReadResult } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { createRecorder } from '../../src/watch/recorder.ts';
import { wording } from '../compose/events.ts';
import { fetched, mention, read, reading, subscriptionTo } from '../ledger/fixtures.ts';
import { begin, claim, markSent } from '../ledger/outbox.ts';
import { asker, talkOn } from './record.ts';

/** A document that admits a toll of seven and does not find credible another toll of seven. */
const place = { from: '2020-02-02', to: '2020-02-02', speakers: ['africom'] };
const result: ReadResult = read({
  period: null,
  readings: [reading({ ...place, measure: 'killed_event', value: 7, place: 'Jilib', quote: 'It killed 7.' })],
  mentions: [mention({ ...place, value: 7, place: 'Jamaame', quote: 'The report of 7 killed is not credible.' })],
});

let ledger: OpenedLedger;
const at = '2020-05-01T12:00:00.000Z';
const until = '2020-05-01T13:00:00.000Z';

beforeEach(async () => {
  ledger = await openLedger(':memory:');
  await ledger.subscriptions.sync(
    [
      subscriptionTo('C1', { destination: 'slack', space: 'T1' }),
      subscriptionTo('C2', { destination: 'slack', space: 'T1', wants: ['admissions'] }),
    ],
    at,
  );
  const parts = { ledger, speakers: builtInSpeakers, readerVersions: {}, now: () => new Date(at), observe: () => {} };
  const recorder = createRecorder({ ...parts, withdrawnAfterMs: 0, read: () => result });
  const source = { id: 'feed', publisher: { id: 'africom', name: 'AFRICOM', role: 'acknowledging' } as const };
  for (const one of recorder.read(source, [fetched('a page')])) await recorder.document(source, one, false);
  for (const { id, subscription } of await claim(ledger, 'w', at, until, 10)) {
    await begin(ledger, id, 'w', at, until);
    await markSent(ledger, id, { channel: subscription.channel, id: '1.0' }, at);
  }
});
afterEach(() => ledger.close());

const explain = async (channel: string) =>
  (await talkOn(ledger).explain({ channel, id: '1.0' }, asker({ channel }))).message.text;

test('a post is explained with its mentions as allegations, where its channel gets them', async () => {
  const all = await explain('C1');
  expect(all).toContain('Where this comes from: AFRICOM admits at least 7 civilians killed');
  expect(all).toContain('AFRICOM does not find credible an allegation of 7 civilians killed (Jamaame).');
  expect(all).toContain('The report of 7 killed is not credible.');
  expect(all).not.toContain('Other figures of the post: ');
  expect(await explain('C2')).not.toContain('allegation');
});

test('why traces a mention to its sentence as what nobody asserts, and a measure never to one', async () => {
  const ask = async (line: string) => (await talkOn(ledger).ask(line, asker())).message.text;
  const { rows } = await ledger.lookups.findings({ kinds: ['denied'], limit: 5 });
  const text = await ask(`why ${rows[0]?.id ?? ''}`);
  expect(text).toContain(
    'The figure, which its speaker does not assert: 7 civilians killed. Jamaame, 2 February 2020.',
  );
  expect(text).toContain('The report of 7 killed is not credible.');
  const measure = await ask('why killed_event');
  expect(measure).toContain('Where this comes from: AFRICOM admits at least 7 civilians killed');
  expect(measure).not.toContain('Jamaame');
  expect(await ask('totals')).not.toContain('Jamaame');
  expect(await ask('findings --kind denied')).toContain('an allegation of 7 civilians killed');
});

test('read shows what is not asserted by its stance, and unknown speakers by their names', () => {
  const unknown = mention({ stance: 'under-review', speakers: ['other:Freedonian army'], place: null });
  const { message } = readingAnswer({ ...result, mentions: [...result.mentions, unknown] }, wording);
  expect(message.text).toContain('killed_event at least 7 (AFRICOM, Jilib, 2 February 2020)');
  expect(message.text).toContain('killed_event 7 (not found credible by AFRICOM, Jamaame, 2 February 2020)');
  expect(message.text).toContain('killed_event 7 (under review by Freedonian army, 2 February 2020)');
});
