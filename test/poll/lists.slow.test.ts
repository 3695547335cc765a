import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createExtract } from '../../src/extract/extractor.ts';
import { indexPage } from '../../src/poll/index-page.ts';
import { json } from '../../src/poll/json.ts';
import { maxListItems, readListCursor } from '../../src/poll/list-cursor.ts';
import { matcher } from '../../src/poll/match.ts';
import { rss } from '../../src/poll/rss.ts';
import type { Cursor } from '../../src/poll/source.ts';
import { type FeedEntry, type Publisher, startPublisher } from '../fakes/publisher.ts';
import { pdfBytes } from './pdf-bytes.ts';
import { createTestClient, sourceError, type TestClient } from './test-client.ts';

const extract = createExtract();
let publisher: Publisher;
let client: TestClient;

beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(async () => {
  await extract.close();
  await publisher.close();
});
beforeEach(() => {
  publisher.recover();
  publisher.forget();
  client = createTestClient();
});
afterEach(async () => {
  await client.http.close();
});

const article = (text: string) =>
  `<!doctype html><html><head><title>Release</title></head><body><article><p>${text.repeat(20)}</p></article></body></html>`;

/** Puts up pages with these numbers and gives their feed entries, the highest first. */
function releases(...numbers: readonly number[]): FeedEntry[] {
  return numbers
    .toSorted((a, b) => b - a)
    .map((number) => {
      publisher.page(`/Article/${number}/`, article(`Release ${number} speaks of ${number} civilians. `));
      return { url: publisher.at(`/Article/${number}/`), title: `Release ${number}`, guid: `g-${number}` };
    });
}

async function poll(options: object, cursor?: Cursor) {
  const parsed = rss.options.parse({ url: publisher.at('/feed'), ...options });
  const result = await rss.poll(parsed, cursor, client.context(extract));
  if (result.status !== 'fetched')
    return { documents: [], identities: [], problems: [], cursor: cursor ?? {}, more: false, status: result.status };
  const identities = result.documents.map(({ identity }) => identity);
  return { ...result, problems: result.problems ?? [], identities };
}

describe('a feed', () => {
  it('is read a few items at a time, oldest first, until none remains', async () => {
    publisher.feed('/feed', releases(1, 2, 3, 4, 5));
    const one = await poll({ maxItems: 2 });
    const two = await poll({ maxItems: 2 }, one.cursor);
    const three = await poll({ maxItems: 2 }, two.cursor);
    expect([one, two, three].map(({ more }) => more)).toEqual([true, true, false]);
    expect([one, two, three].map(({ identities }) => identities)).toEqual([
      ['afpims:1', 'afpims:2'],
      ['afpims:3', 'afpims:4'],
      ['afpims:5'],
    ]);
    expect((await poll({ maxItems: 2 }, three.cursor)).status).toBe('unchanged');
  });

  it('is asked for in full once a day, in case its server answers 304 for ever', async () => {
    publisher.feed('/feed', releases(1));
    const first = await poll({});
    const conditions = () => publisher.requests('/feed').map(({ headers }) => headers['if-none-match'] !== undefined);
    client.advance(23 * 3_600_000);
    expect((await poll({}, first.cursor)).status).toBe('unchanged');
    client.advance(2 * 3_600_000);
    const full = await poll({}, first.cursor);
    expect((await poll({}, full.cursor)).status).toBe('unchanged');
    expect(conditions()).toEqual([false, true, false, true]);
  });

  it('gets no Last-Modified of the future back, which nothing could be newer than', async () => {
    publisher.feed('/feed', releases(1), {
      validators: false,
      headers: { 'last-modified': 'Sat, 16 Nov 2041 19:11:00 GMT', etag: '"a"' },
    });
    await poll({}, (await poll({})).cursor);
    const [, second] = publisher.requests('/feed');
    expect(second?.headers).toMatchObject({ 'if-none-match': '"a"' });
    expect(second?.headers).not.toHaveProperty('if-modified-since');
  });

  it('is ordered by date if every item has one', async () => {
    const [a, b] = releases(1, 2);
    publisher.feed('/feed', [
      { ...a, published: '2019-01-01T00:00:00Z' },
      { ...b, published: '2019-02-01T00:00:00Z' },
    ]);
    expect((await poll({})).identities).toEqual(['afpims:2', 'afpims:1']);
  });

  it('is read only for the items that match by title or address', async () => {
    const [plain] = releases(1);
    publisher.page('/news/civilian-casualty-report/', article('A report. '));
    publisher.page('/other', article('Civilian casualties are named only in the text. '));
    publisher.feed('/feed', [
      { ...plain, title: 'Monthly CIVCAS report' },
      { url: publisher.at('/news/civilian-casualty-report/'), title: 'Release' },
      { url: publisher.at('/other'), title: 'Change of command' },
    ]);
    const { identities } = await poll({ match: ['civilian casualty', '/\\bcivcas\\b/i'] });
    expect(identities).toEqual([`url:${new URL(publisher.origin).host}/news/civilian-casualty-report`, 'afpims:1']);
    expect(publisher.requests('/other')).toEqual([]);
  });

  it('matches words in any order and patterns in any case', () => {
    const test = (match: string, title: string) => matcher(match)({ title, url: 'https://example.org/a-b' });
    expect(test('casualty civilian', 'Monthly Civilian Casualty Report')).toBe(true);
    expect(test('casualty civilian', 'Civilian matters')).toBe(false);
    expect(test('civilian|casualt|civcas', 'CIVCAS report')).toBe(true);
    expect(test('civilian (deaths|casualt)', 'Civilian deaths in May')).toBe(true);
    expect(test('civilian (deaths|casualt)', 'Civilian life')).toBe(false);
    expect(test('/civcas/', 'CIVCAS report')).toBe(false);
    expect(test('a b', '')).toBe(true);
  });

  it('refuses an invalid pattern', () => {
    expect(rss.options.safeParse({ url: 'https://example.org/', match: '/(/' }).success).toBe(false);
  });

  it('gives one document for a release under several paths', async () => {
    publisher.page('/News/Article/7/', article('The release. '));
    publisher.page('/Media/Article/7/', article('The release. '));
    publisher.feed('/feed', [
      { url: publisher.at('/News/Article/7/'), title: 'Release', guid: 'a' },
      { url: publisher.at('/Media/Article/7/?utm_source=rss'), title: 'Release', guid: 'b' },
    ]);
    expect((await poll({})).identities).toEqual(['afpims:7']);
  });

  it('uses a guid that is an address if the link is missing', async () => {
    publisher.page('/Article/8/', article('The release. '));
    publisher.feed('/feed', [{ guid: publisher.at('/Article/8/'), title: 'Release' }]);
    expect((await poll({})).identities).toEqual(['afpims:8']);
  });

  it('reports an item with neither link nor text and continues with the others', async () => {
    publisher.feed('/feed', [{ title: 'Nothing', guid: 'x' }, ...releases(1)]);
    const { identities, problems } = await poll({});
    expect(identities).toEqual(['afpims:1']);
    expect(problems.map(({ error }) => error.kind)).toEqual(['not-found']);
  });

  it('contains whole articles if follow is false', async () => {
    publisher.feed('/feed', [
      {
        url: 'https://example.org/report?utm_source=feed',
        title: 'Report',
        html: `<p>${'At least 84 civilians were killed<sup>2</sup>. '.repeat(9)}</p>`,
      },
    ]);
    const { documents } = await poll({ follow: false });
    expect(documents.map(({ identity, url }) => [identity, url])).toEqual([
      ['url:example.org/report', 'https://example.org/report'],
    ]);
    expect(documents[0]?.text).toContain('At least 84 civilians were killed');
    expect(publisher.requests()).toHaveLength(1);
  });

  it('rejects items that all lead to one page', async () => {
    publisher.page('/news', article('All our news. '));
    publisher.redirect('/old/1', '/news');
    publisher.redirect('/old/2', '/news');
    publisher.feed('/feed', [
      ...releases(1),
      { url: publisher.at('/old/1'), title: 'One' },
      { url: publisher.at('/old/2'), title: 'Two' },
    ]);
    const { identities, problems } = await poll({});
    expect(identities).toEqual(['afpims:1']);
    expect(problems.map(({ error }) => error.kind)).toEqual(['suspect', 'suspect']);
  });

  it('treats an item that leads to the home page as missing', async () => {
    publisher.page('/', article('Welcome. '));
    publisher.redirect('/removed', '/');
    publisher.feed('/feed', [{ url: publisher.at('/removed'), title: 'One' }]);
    const { documents, problems } = await poll({});
    expect(documents).toEqual([]);
    expect(problems.map(({ error }) => error.kind)).toEqual(['suspect']);
  });

  it('requests a failing item less and less often without delaying the others', async () => {
    publisher.feed('/feed', releases(1, 2));
    publisher.remove('/Article/1/');
    let { cursor, identities, problems } = await poll({});
    expect(identities).toEqual(['afpims:2']);
    for (let times = 0; times < 5; times += 1) {
      ({ cursor, problems } = await poll({}, cursor));
      expect(problems.map(({ error }) => error.kind)).toEqual(['not-found']);
    }
    expect(publisher.requests('/Article/1/')).toHaveLength(3);
    client.advance(24 * 3_600_000);
    releases(1);
    ({ cursor, identities, problems } = await poll({}, cursor));
    expect([identities, problems]).toEqual([['afpims:1'], []]);
    expect((await poll({}, cursor)).status).toBe('unchanged');
  });

  it('sends no more requests to a site after three consecutive failures', async () => {
    publisher.feed('/feed', releases(1, 2, 3, 4, 5));
    for (const number of [1, 2, 3, 4, 5]) publisher.fail(`/Article/${number}/`, 'broken');
    const { cursor, problems, more } = await poll({});
    expect([problems.length, more]).toEqual([3, true]);
    publisher.recover();
    expect((await poll({}, cursor)).identities).toHaveLength(5);
  });

  it('fetches an item again if the feed states something new about it', async () => {
    const [entry] = releases(1);
    publisher.feed('/feed', [{ ...entry, title: 'Release 1' }]);
    const { cursor } = await poll({});
    publisher.feed('/feed', [{ ...entry, title: 'Release 1 (corrected)' }]);
    const again = await poll({}, cursor);
    expect(again.documents.map(({ identity, title }) => [identity, title])).toEqual([
      ['afpims:1', 'Release 1 (corrected)'],
    ]);
  });

  it('forgets items that are no longer listed for a long time', async () => {
    publisher.feed('/feed', releases(1));
    const { cursor } = await poll({});
    const long = Array.from({ length: 5_000 }, (_, index) => [`key-${index}`, 'mark']);
    publisher.feed('/feed', releases(1, 2));
    const { cursor: next, identities } = await poll({}, { ...cursor, seen: [...(cursor['seen'] as []), ...long] });
    expect(identities).toEqual(['afpims:2']);
    expect(next['seen']).toHaveLength(2 + maxListItems);
  });

  it('accepts any cursor', () => {
    fc.assert(
      fc.property(fc.object(), (cursor) => {
        expect(readListCursor(cursor, 'options').seen).toEqual([]);
      }),
    );
  });

  it('reads the whole list again when the options select more', async () => {
    publisher.feed('/feed', releases(1, 2));
    const { cursor } = await poll({ match: 'release 1' });
    expect((await poll({ match: 'release 1', maxItems: 7 }, cursor)).status).toBe('unchanged');
    expect((await poll({ match: 'release' }, cursor)).identities).toEqual(['afpims:2']);
  });

  it('starts over with an unreadable cursor, and drops the validators of another address', async () => {
    publisher.feed('/feed', releases(1));
    const { cursor } = await poll({}, { version: 99 });
    publisher.feed('/moved', releases(1));
    publisher.forget();
    await poll({ url: publisher.at('/moved') }, cursor);
    expect(publisher.requests().map(({ path, headers }) => [path, headers['if-none-match']])).toEqual([
      ['/moved', undefined],
    ]);
  });
});

describe('an index page', () => {
  it('names a document by its own title, and a PDF by the text of the link', async () => {
    publisher.page('/Article/1/', article('The release. '));
    publisher.page('/report.pdf', pdfBytes(['The report speaks of 132 civilians.']), {
      contentType: 'application/pdf',
    });
    publisher.page('/list', '<a href="/report.pdf">Annual report</a> <a href="/Article/1/">Read more</a>');
    const options = indexPage.options.parse({ url: publisher.at('/list'), link: 'a' });
    const result = await indexPage.poll(options, undefined, client.context(extract));
    expect(result.status === 'fetched' && result.documents.map(({ title }) => title)).toEqual([
      'Release',
      'Annual report',
    ]);
  });
});

describe('a JSON API', () => {
  const ask = async (options: object, cursor?: Cursor) => {
    const result = await json.poll(json.options.parse(options), cursor, client.context(extract));
    if (result.status !== 'fetched') throw new Error(result.status);
    return result;
  };
  const post = (id: number) => ({
    id,
    link: `https://example.org/civ/${id}/`,
    guid: { rendered: `https://example.org/?p=${id}` },
    title: { rendered: 'Raqqa &#8211; <em>June</em>' },
    date_gmt: '2019-05-01T10:00:00',
    modified_gmt: '2019-05-02T10:00:00',
    content: { rendered: `<p>${`Between 3 and 5 civilians were killed in incident ${id}. `.repeat(5)}</p>` },
  });

  it('is read in the form of WordPress', async () => {
    publisher.page('/wp', JSON.stringify([post(2), post(1)]), { contentType: 'application/json' });
    const { documents } = await ask({ url: publisher.at('/wp'), preset: 'wordpress' });
    expect(documents.map(({ identity, url, title, published }) => ({ identity, url, title, published }))).toEqual(
      [1, 2].map((id) => ({
        identity: `guid:https://example.org/?p=${id}`,
        url: `https://example.org/civ/${id}/`,
        title: 'Raqqa – June',
        published: '2019-05-01T10:00:00.000Z',
      })),
    );
    expect(documents[0]?.text).toContain('Between 3 and 5 civilians were killed in incident 1.');
  });

  it('is read in the form of ReliefWeb', async () => {
    const fields = {
      title: 'Situation',
      url: 'https://reliefweb.int/node/4142589',
      date: { original: '2026-09-17T00:00:00+00:00', changed: '2026-09-18T07:00:00+00:00' },
      'body-html': `<p>${'Nine civilians were killed. '.repeat(9)}</p>`,
    };
    publisher.page('/v2/reports', JSON.stringify({ data: [{ id: '4142589', fields }] }));
    const { documents } = await ask({ url: publisher.at('/v2/reports?appname=x'), preset: 'reliefweb' });
    expect(documents.map(({ identity, published }) => [identity, published])).toEqual([
      ['guid:reliefweb.int 4142589', '2026-09-17T00:00:00.000Z'],
    ]);
  });

  it('reads its pages until one contains nothing new', async () => {
    const options = { url: publisher.at('/wp?per_page=1'), preset: 'wordpress', pages: 3 };
    const put = (...ids: readonly number[]) =>
      ids.forEach((id, index) => {
        const headers = { 'x-wp-totalpages': String(ids.length) };
        publisher.page(
          index === 0 ? '/wp?per_page=1' : `/wp?per_page=1&page=${index + 1}`,
          JSON.stringify([post(id)]),
          { headers },
        );
      });
    put(4, 3, 2, 1);
    const { documents, cursor } = await ask(options);
    expect(documents).toHaveLength(3);
    put(5, 4, 3, 2);
    publisher.forget();
    expect((await ask(options, cursor)).documents.map(({ url }) => url)).toEqual(['https://example.org/civ/5/']);
    expect(publisher.requests().map(({ path }) => path)).toEqual(['/wp?per_page=1', '/wp?per_page=1&page=2']);
  });

  it('finds fields by path if no preset fits', async () => {
    const entry = {
      meta: { at: [{ href: '/doc/1' }], day: '2019-02-30' },
      name: 'One',
      body: `<p>${'Two civilians were killed. '.repeat(9)}</p>`,
    };
    publisher.page('/api', JSON.stringify({ result: { list: [entry] } }));
    const fields = { url: 'meta.at.0.href', title: 'name', html: 'body', published: 'meta.day' };
    const { documents } = await ask({ url: publisher.at('/api'), items: 'result.list', fields });
    expect(documents.map(({ url, title, published }) => [url, title, published])).toEqual([
      [publisher.at('/doc/1'), 'One', null],
    ]);
  });

  it('recognises WordPress and ReliefWeb, and requires paths for other APIs', async () => {
    publisher.page('/api', JSON.stringify([post(7)]));
    expect((await ask({ url: publisher.at('/api') })).documents.map(({ title }) => title)).toEqual(['Raqqa – June']);
    const fields = {
      title: 'Situation',
      url: 'https://reliefweb.int/node/1',
      'body-html': '<p>Nine civilians were killed.</p>',
    };
    publisher.page('/api', JSON.stringify({ data: [{ id: '1', fields }] }));
    expect((await ask({ url: publisher.at('/api') })).documents.map(({ title }) => title)).toEqual(['Situation']);
    publisher.page('/api', JSON.stringify([{ name: 'One' }]));
    await expect(ask({ url: publisher.at('/api') })).rejects.toThrow(/Set items and fields of this source/);
  });

  it('treats a page, another form and an empty list as errors', async () => {
    const options = { url: publisher.at('/api'), preset: 'wordpress' };
    publisher.page('/api', '<!doctype html><p>Switched off</p>');
    expect((await sourceError(ask(options))).kind).toBe('not-a-feed');
    publisher.page('/api', '{"code":"rest_no_route"}');
    expect((await sourceError(ask(options))).kind).toBe('not-a-feed');
    publisher.page('/api', '[]');
    expect((await sourceError(ask(options))).kind).toBe('suspect');
  });

  it('explains the refusals of ReliefWeb', async () => {
    publisher.fail('/v1/reports', { kind: 'status', status: 410 });
    publisher.fail('/v2/reports', { kind: 'status', status: 403 });
    const old = await sourceError(ask({ url: publisher.at('/v1/reports'), preset: 'reliefweb' }));
    expect([old.kind, old.message]).toEqual(['gone', expect.stringContaining('/v2/')]);
    const unnamed = await sourceError(ask({ url: publisher.at('/v2/reports'), preset: 'reliefweb' }));
    expect([unnamed.kind, unnamed.message]).toEqual(['blocked', expect.stringContaining('appname')]);
  });
});
