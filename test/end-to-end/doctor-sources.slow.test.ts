import { expect, test } from 'vitest';
import type { Publisher } from '../fakes/publisher.ts';
import { openDesk, type SourceSettings } from './desk.ts';

/** What the doctor and the exit code of `poll` say of each source, which are polled as on schedule. */

const report = `During this period, based on information available, CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.`;
const article = `<!doctype html><html><head><title>Casualty report</title></head><body><article><p>${report}</p></article></body></html>`;
const list =
  '<!doctype html><html><body><main><a href="/a">Casualty report</a> <a href="/b">A change of command</a></main></body></html>';

function putUp(publisher: Publisher): void {
  publisher.page('/a', article);
  publisher.page('/b', article.replace('1,302', '9'));
  publisher.page('/list', list);
  publisher.page(
    '/api',
    JSON.stringify([
      { link: publisher.at('/a'), title: { rendered: 'Casualty report' }, date_gmt: '2019-05-31T10:00:00' },
    ]),
    {
      contentType: 'application/json',
    },
  );
  publisher.feed('/feed', [
    { url: publisher.at('/b'), title: 'A change of command', published: '2019-06-02T00:00:00Z' },
    { url: publisher.at('/a'), title: 'Casualty report', published: '2019-05-31T00:00:00Z' },
  ]);
}

async function doctor(...sources: readonly SourceSettings[]) {
  await using desk = await openDesk(sources);
  putUp(desk.publisher);
  const { code, stdout } = await desk.ackwatch('doctor');
  const said = stdout.split('\n').filter((line) => /network:/.test(line));
  return { code, stdout, said };
}

test.concurrent('each kind says how much it lists, what matches, and what the reader takes of the newest', async () => {
  const match = 'casualty';
  const { code, said, stdout } = await doctor(
    { id: 'feed', kind: 'rss', path: '/feed', match },
    { id: 'list', kind: 'index', path: '/list', match },
    { id: 'api', kind: 'json', path: '/api', follow: true },
    { id: 'page', kind: 'page', path: '/a' },
  );
  const read = 'of "Casualty report" the reader takes killed_total 1302';
  expect(said, stdout).toEqual([
    `ok      network: feed (rss): 2 items (the newest of 2019-06-02), 1 matching; ${read}`,
    `ok      network: list (index): 2 items (without dates), 1 matching; ${read}`,
    `ok      network: api (json): 1 item (the newest of 2019-05-31), 1 matching; ${read}`,
    `ok      network: page (page): ${read}`,
  ]);
  expect(code).toBe(0);
});

test.concurrent.each<[string, SourceSettings, RegExp]>([
  ['an HTML page as a feed', { kind: 'rss', path: '/a' }, /not-a-feed\n.*HTML page/],
  ['a JSON API as a feed', { kind: 'rss', path: '/api' }, /not-a-feed/],
  ['a feed as a JSON API', { kind: 'json', path: '/feed' }, /not-a-feed\n.*no JSON/],
  [
    'a match that catches nothing',
    { kind: 'rss', path: '/feed', match: 'drone' },
    /2 items .*match catches none[\s\S]*correct match/,
  ],
  [
    'a link selector that catches nothing',
    { kind: 'index', path: '/list', link: '.releases a' },
    /suspect\n.*selector link/,
  ],
  [
    'a selector that catches nothing',
    { kind: 'page', path: '/a', selector: '.body' },
    /the selector catches nothing[\s\S]*correct the selector/,
  ],
  ['a missing page', { kind: 'page', path: '/gone' }, /not-found/],
])('%s is a problem with its fix, and the exit code is 1', async (_, source, says) => {
  const { code, stdout } = await doctor(source);
  expect(stdout).toMatch(/PROBLEM network: releases/);
  expect(stdout).toMatch(says);
  expect(code).toBe(1);
});

test.concurrent('a fallback that answers stands in for a source that does not', async () => {
  await using desk = await openDesk([]);
  putUp(desk.publisher);
  const fallbacks = [
    { kind: 'rss', url: desk.publisher.at('/nothing') },
    { kind: 'rss', url: desk.publisher.at('/feed') },
  ];
  await using other = await openDesk([{ kind: 'rss', path: '/gone', fallbacks }], {}, desk.publisher);
  const { code, stdout } = await other.ackwatch('doctor');
  expect(stdout).toMatch(/^off {5}network: releases \(rss\): not-found; a fallback stands in/m);
  expect(stdout).toMatch(/^off {5}network: releases, fallback 1 \(rss\): not-found/m);
  expect(stdout).toMatch(/^ok {6}network: releases, fallback 2 \(rss\): 2 items/m);
  expect(code, stdout).toBe(0);
});

test.concurrent('poll ends with 1 where every source fails, and with a flag where any does', async () => {
  const sources = [
    { id: 'well', kind: 'rss', path: '/feed' },
    { id: 'ill', kind: 'rss', path: '/gone' },
  ];
  await using desk = await openDesk(sources);
  putUp(desk.publisher);
  expect((await desk.ackwatch('poll')).code).toBe(0);
  expect((await desk.ackwatch('poll', '--any-failure')).code).toBe(1);
  desk.publisher.remove('/feed');
  expect((await desk.ackwatch('poll')).code).toBe(1);
});
