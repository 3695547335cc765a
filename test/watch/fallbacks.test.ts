import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { type PollContext, type PollResult, SourceError } from '../../src/poll/source.ts';
import { read } from '../../src/read/index.ts';
import { createPipeline, type Fallback, type WatchedSource } from '../../src/watch/pipeline.ts';
import { fetched } from '../ledger/fixtures.ts';

/** A source whose site refuses, and the places that have the same documents. */

const publisher: Publisher = { id: 'africom', name: 'US Africa Command', role: 'acknowledging' };
const hourMs = 3_600_000;
const start = Date.parse('2020-05-01T08:00:00.000Z');
let clock = start;
let ledger: Ledger;
beforeEach(async () => {
  clock = start;
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const pipeline = () =>
  createPipeline({
    ...{ ledger, speakers: builtInSpeakers, read, readerVersions: {}, withdrawnAfterMs: 0 },
    ...{ now: () => new Date(clock), observe: () => {}, health: { failures: 5, hours: 24 } },
  });

const release = (day: string, killed: string, host = 'www.africom.mil'): FetchedDocument => {
  const text = `The command assesses that its airstrike near Jilib, Somalia, on ${day} killed ${killed} civilians. Each allegation is reviewed with all that the command knows, whoever raised it, and what it finds is published in each quarter of the year.`;
  const url = `https://${host}/releases/${day.replaceAll(' ', '-')}`;
  const identity = `url:${url.slice(8)}`;
  return fetched(text, {
    identity,
    url,
    title: null,
    published: `${isoDay(day)}T12:00:00.000Z`,
    fetchedAt: new Date(clock).toISOString(),
  });
};
const isoDay = (day: string) => new Date(`${day} UTC`).toISOString().slice(0, 10);

type Answer = readonly FetchedDocument[] | 'refuses';
const polls = (name: string, asked: string[], answer: () => Answer): Fallback => ({
  url: `https://${name}.example/feed?key=secret`,
  context: (signal) => ({ signal }) as unknown as PollContext,
  async poll(): Promise<PollResult> {
    asked.push(name);
    const documents = answer();
    if (documents === 'refuses') throw new SourceError('blocked', 'The site answered 403. Ask it to admit the bot.');
    return { status: 'fetched', documents, cursor: { of: name }, more: false };
  },
});

function watch(answers: Record<'primary' | 'mirror' | 'archive', Answer>) {
  const asked: string[] = [];
  const place = (name: keyof typeof answers) => polls(name, asked, () => answers[name]);
  const source: WatchedSource = {
    ...{ id: 'releases', publisher, selector: undefined, mayShrink: undefined, expectEveryDays: undefined },
    ...place('primary'),
    fallbacks: [place('mirror'), place('archive')],
    fallbackAfterMs: 3 * hourMs,
  };
  const poll = async (hours = 1) => {
    clock += hours * hourMs;
    asked.length = 0;
    const outcome = await pipeline().poll(source, new AbortController().signal);
    return { outcome, asked: [...asked] };
  };
  return { answers, poll, source };
}
const told = async () =>
  (await ledger.lookups.findings({ limit: 50 })).rows
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'reader-warning');

test('the first fallback that answers is read in place of a source that fails for three hours', async () => {
  const { answers, poll } = watch({ primary: [release('1 April 2020', 'two')], mirror: 'refuses', archive: [] });
  await poll();
  answers.primary = 'refuses';
  answers.archive = [
    release('1 April 2020', 'two', 'archive.example'),
    release('1 May 2020', 'three', 'archive.example'),
  ];
  expect((await poll()).asked).toEqual(['primary']);
  expect((await poll(2)).asked).toEqual(['primary']);
  const { outcome, asked } = await poll();
  expect(asked).toEqual(['primary', 'mirror', 'archive']);
  expect(outcome).toMatchObject({
    status: 'recorded',
    documents: 2,
    fallback: expect.stringContaining('archive.example'),
  });
  expect(JSON.stringify(outcome), 'no secret of an address').not.toContain('secret');
  expect(await told()).toEqual(['source-degraded', 'admitted', 'baseline']);

  answers.primary = [release('1 April 2020', 'two'), release('1 May 2020', 'three')];
  await poll();
  expect(await told(), 'what both have is told once').toEqual([
    'source-recovered',
    'source-degraded',
    'admitted',
    'baseline',
  ]);
  await poll();
  expect((await told()).length).toBe(4);
});

test('a fallback is polled also while the source itself rests', async () => {
  const { answers, poll, source } = watch({ primary: [], mirror: [], archive: [] });
  await poll();
  const signal = new AbortController().signal;
  expect(await pipeline().pollFallbacks(source, signal), 'while the source answers').toBeUndefined();
  answers.primary = 'refuses';
  await poll();
  await poll(4);
  answers.mirror = [release('1 May 2020', 'three')];
  clock += hourMs;
  expect(await pipeline().pollFallbacks(source, signal)).toMatchObject({ status: 'recorded', findings: 1 });
});

test('what is dated after the first poll is news while the list is not whole', async () => {
  const { answers, source } = watch({ primary: [], mirror: [], archive: [] });
  let more = true;
  const place: WatchedSource = {
    ...source,
    poll: async () => ({
      status: 'fetched',
      documents: answers.primary as FetchedDocument[],
      cursor: {},
      more,
      remaining: 7,
    }),
  };
  const next = async (documents: readonly FetchedDocument[]) => {
    clock += hourMs;
    answers.primary = documents;
    return pipeline().poll(place, new AbortController().signal);
  };
  expect(await next([release('1 March 2020', 'two')])).toMatchObject({ findings: 0, remaining: 7 });
  expect((await ledger.polling.source('releases'))?.firstContact).toMatchObject({ isOver: false, remaining: 7 });
  clock += 24 * hourMs;
  expect(await next([release('9 March 2020', 'four'), release('2 May 2020', 'three')])).toMatchObject({ findings: 1 });
  more = false;
  await next([]);
  expect((await ledger.polling.source('releases'))?.firstContact).toEqual({ isOver: true });
});

test('two fallbacks that differ in their query alone each have a first contact of their own', async () => {
  const { answers, poll, source } = watch({
    primary: [release('1 April 2020', 'two')],
    mirror: 'refuses',
    archive: [],
  });
  const [mirror, archive] = source.fallbacks as readonly [Fallback, Fallback];
  const one = { ...mirror, url: 'https://mirror.example/feed?type=1' };
  const other = { ...archive, url: 'https://mirror.example/feed?type=2' };
  const place: WatchedSource = { ...source, fallbacks: [one, other] };
  await poll();
  Object.assign(answers, { primary: 'refuses', mirror: [release('2 April 2020', 'three')] });
  const next = async () => {
    clock += 4 * hourMs;
    return pipeline().poll(place, new AbortController().signal);
  };
  await next();
  await next();
  Object.assign(answers, { mirror: 'refuses', archive: [release('3 March 2020', 'nine')] });
  await next();
  expect(await told(), 'an old release of the second is recorded in silence').not.toContain('admitted');
});
