import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { terminal } from '../../adapters/terminal/index.ts';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import type { Category } from '../../src/domain/findings.ts';
import type { Mention, Reading, ReadResult } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { createDeliverer } from '../../src/outbox/deliverer.ts';
import type { PollContext } from '../../src/poll/source.ts';
import { createPipeline, type WatchedSource } from '../../src/watch/pipeline.ts';
import { ioOf } from '../adapters/terminal/sink.ts';
import { wording } from '../compose/events.ts';
import { fetched, mention, read, reading, subscriptionTo } from '../ledger/fixtures.ts';

/** A source is polled, read by a stub, recorded, and posted to files, one for each subscription. */

const never = new AbortController().signal;
const africom = { id: 'africom', name: 'AFRICOM', role: 'acknowledging' } as const;

let folder: string;
let ledger: OpenedLedger;
let clock: Date;
let texts: Map<string, Partial<ReadResult>>;
let listed: readonly FetchedDocument[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ackwatch-mentions-'));
  ledger = await openLedger(':memory:');
  clock = new Date('2020-05-01T12:00:00.000Z');
  texts = new Map();
  listed = [];
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

const source: WatchedSource = {
  id: 'africom-releases',
  publisher: africom,
  url: 'https://example.org/feed',
  selector: undefined,
  mayShrink: undefined,
  expectEveryDays: undefined,
  context: (signal) => ({ signal, now: () => clock }) as unknown as PollContext,
  poll: () => Promise.resolve({ status: 'fetched', documents: listed, cursor: {}, more: false, problems: [] }),
};

const channels: Readonly<Record<string, readonly (Category | 'all')[]>> = {
  everything: ['all'],
  usual: ['admissions', 'revisions', 'discrepancies', 'claims'],
  denials: ['denials'],
  assessments: ['assessments'],
};

/** Publishes a page, polls the source, delivers, and returns what each channel has been posted so far. */
async function publish(identity: string, text: string, given: Partial<ReadResult>) {
  clock = new Date(clock.getTime() + 60 * 60_000);
  texts.set(text, given);
  const url = `https://example.org/${identity}`;
  listed = [fetched(text, { identity, url, fetchedAt: clock.toISOString(), published: clock.toISOString() })];
  const parts = {
    ledger,
    speakers: builtInSpeakers,
    now: () => clock,
    observe: () => {},
    health: { failures: 3, hours: 1 },
  };
  const stub = (of: string) => read({ period: null, readings: [], ...texts.get(of) });
  await createPipeline({ ...parts, read: stub, readerVersions: {} }).poll(source, never);
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const deliverer = createDeliverer({
    ...{ ledger, wording, now: () => clock, sleep: async () => {}, random: () => 0.5, worker: 'one', log: quiet },
    destinations: new Map([['terminal', terminal.create({ NO_COLOR: '1' }, ioOf())]]),
  });
  await deliverer.drain(never);
  const posted = Object.keys(channels).map(async (name) => [
    name,
    await readFile(pathOf(name), 'utf8').catch(() => ''),
  ]);
  return Object.fromEntries(await Promise.all(posted)) as Readonly<Record<string, string>>;
}
const pathOf = (name: string) => join(folder, `${name}.txt`);
const countOf = (text: string | undefined, part: string) => (text ?? '').split(part).length - 1;

async function subscribe(): Promise<void> {
  const wanted = Object.entries(channels).map(([name, wants]) => subscriptionTo(pathOf(name), { wants }));
  await ledger.subscriptions.sync(wanted, clock.toISOString());
}

const quoted = (value: number, rest: Partial<Mention> = {}) =>
  mention({ value, quote: `The report that ${value} were killed was assessed as not credible.`, ...rest });
const total = (value: number): Reading =>
  reading({ value, speakers: ['africom'], place: 'Somalia', from: null, quote: `${value} killed in all.` });

test('mentions reach only those who ask for them, once, as allegations with quote and source', async () => {
  await subscribe();
  const first = await publish('old', 'the first page', { mentions: [quoted(4)] });
  expect(Object.values(first).join('')).toBe('');

  const pending = quoted(3, {
    stance: 'under-review',
    place: 'Jilib',
    quote: 'It is examining whether 3 were killed.',
  });
  const page = { mentions: [quoted(7), pending] };
  const posted = await publish('denial', 'a new page', page);
  expect(posted['usual']).toBe('');
  expect(posted['denials']).toContain('AFRICOM does not find credible an allegation of 7 civilians killed (Jamaame)');
  expect(posted['denials']).toContain('The report that 7 were killed was assessed as not credible.');
  expect(posted['denials']).toContain('https://example.org/denial');
  expect(posted['denials']).not.toContain('reviewing');
  expect(posted['assessments']).toContain('AFRICOM is reviewing an allegation of 3 civilians killed (Jilib)');
  expect(posted['assessments']).not.toContain('7 civilians');
  expect(countOf(posted['everything'], 'Source: ')).toBe(1);
  expect(posted['everything']).toContain('2 February 2020');

  const edited = await publish('denial', 'the same page, edited', page);
  expect(edited).toEqual(posted);
  const copied = await publish('copy', 'another page that says it', page);
  expect(copied).toEqual(posted);
  expect(await ledger.lookups.totals()).toEqual([]);
});

test('a report that admits deaths leads with them, and shows mentions to those alone who ask', async () => {
  await subscribe();
  const report = (month: string, value: number, more: Partial<ReadResult> = {}): Partial<ReadResult> => ({
    ...{ period: { from: month, to: month }, readings: [total(value)], ...more },
  });
  await publish('march', 'March', report('2020-03', 4));
  const posted = await publish('april', 'April', report('2020-04', 5, { mentions: [quoted(7), quoted(9)] }));
  for (const channel of ['usual', 'everything'])
    expect(posted[channel]?.indexOf('AFRICOM now admits at least 5 civilians killed (+1)')).toBeGreaterThanOrEqual(0);
  expect(posted['usual']).not.toContain('allegation');
  expect(posted['everything']?.indexOf('now admits')).toBeLessThan(posted['everything']?.indexOf('allegation') ?? 0);
  for (const value of [7, 9]) expect(countOf(posted['everything'], `allegation of ${value} civilians`)).toBe(1);
  expect(posted['denials']).toMatch(/^.*AFRICOM does not find credible an allegation of 7 civilians killed/m);
  expect(posted['assessments']).toBe('');
});

test('what an unknown speaker says or denies reaches no channel but that of the operators', async () => {
  await subscribe();
  await publish('old', 'the first page', {});
  const speakers = ['other:Freedonian army'];
  const quote = 'The Freedonian army says it killed 5 civilians.';
  const said = reading({ measure: 'killed_event', value: 5, speakers, place: 'Jilib', quote });
  const posted = await publish('said', 'a page', { readings: [said], mentions: [quoted(7, { speakers })] });
  for (const channel of ['usual', 'denials', 'assessments']) expect(posted[channel]).toBe('');
  expect(posted['everything']).toContain(`No known speaker for this figure: "${quote}"`);
  expect(posted['everything']).not.toContain('7 civilians');
});

test('a new version of the reader announces no mention', async () => {
  await subscribe();
  await publish('old', 'the first page', {});
  await publish('page', 'a page', { readings: [total(4)] });
  texts.set('a page', { readerVersion: 2, readings: [total(4)], mentions: [quoted(7)] });
  const stub = (of: string) => read({ period: null, ...texts.get(of) });
  const parts = {
    ledger,
    speakers: builtInSpeakers,
    now: () => clock,
    observe: () => {},
    health: { failures: 3, hours: 1 },
  };
  const pipeline = createPipeline({ ...parts, read: stub, readerVersions: { 'coalition-monthly': 2 } });
  expect(await pipeline.reread(never)).toBe(2);
  const counts = await ledger.deliveries.counts();
  const report = await ledger.transaction((open) => open.report('africom', 'page'));
  expect(report?.mentions).toEqual([quoted(7)]);
  expect(counts.pending).toBe(0);
  const edited = await publish('page', 'a page, edited', {
    readerVersion: 2,
    readings: [total(4)],
    mentions: [quoted(7)],
  });
  expect(edited['denials']).toBe('');
});
