import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExtract } from '../../src/extract/extractor.ts';
import { mayRecheck } from '../../src/poll/index.ts';
import { page } from '../../src/poll/page.ts';
import { type KnownDocument, recheck } from '../../src/poll/recheck.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';
import { createTestClient, sourceError, type TestClient } from './test-client.ts';

const extract = createExtract();
let publisher: Publisher;
let client: TestClient;

beforeEach(async () => {
  publisher = await startPublisher();
  client = createTestClient();
});
afterEach(async () => {
  await client.http.close();
  await publisher.close();
});
afterAll(async () => {
  await extract.close();
});

const html = (text: string) => `<!doctype html><title>Release</title><article><p>${text}</p></article>`;
const sentence = 'The Coalition assesses that at least 1,302 civilians have been killed. '.repeat(10);

async function known(number: number, text = sentence): Promise<KnownDocument> {
  const path = `/Article/${number}/`;
  publisher.page(path, html(text));
  const answer = await client.fetch(publisher.at(path));
  if (answer.status !== 'ok') throw new Error(answer.status);
  const { etag, lastModified } = answer;
  const published = '2019-05-31T00:00:00.000Z';
  return {
    identity: `afpims:${number}`,
    url: publisher.at(path),
    title: 'As known',
    published,
    etag,
    lastModified,
    textLength: text.length,
  };
}
const ask = (copies: readonly KnownDocument[], options: object = {}) =>
  recheck(copies, { ...client.context(extract), ...options });

describe('recheck', () => {
  it('finds unchanged documents by their validators and edited ones under the same identity', async () => {
    const same = await known(1);
    const edited = await known(2);
    publisher.page('/Article/2/', html(sentence.replaceAll('1,302', '1,303')));
    const result = await ask([same, edited]);
    expect(result.unchanged).toEqual([{ identity: 'afpims:1', etag: same.etag, lastModified: same.lastModified }]);
    expect(result.documents.map(({ identity, title, published, url }) => [identity, title, published, url])).toEqual([
      ['afpims:2', 'As known', '2019-05-31T00:00:00.000Z', edited.url],
    ]);
    expect(result.documents[0]?.text).toContain('1,303');
    expect([result.gone, result.problems]).toEqual([[], []]);
  });

  it('needs two answers before a document counts as gone, and only if the host answers otherwise', async () => {
    const copies = [await known(1), await known(2), await known(3)];
    publisher.remove('/Article/1/', 404);
    publisher.remove('/Article/2/', 410);
    publisher.forget();
    const result = await ask(copies);
    expect(result.gone.map(({ identity, status }) => [identity, status])).toEqual([
      ['afpims:1', 404],
      ['afpims:2', 410],
    ]);
    expect(publisher.requests('/Article/1/')).toHaveLength(2);
    expect(publisher.requests('/Article/1/')[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('does not treat a rebuilt site, on which everything is missing, as withdrawn', async () => {
    const copies = [await known(1), await known(2), await known(3)];
    publisher.page('/', html('Welcome to our new site.'));
    for (const number of [1, 2, 3]) publisher.remove(`/Article/${number}/`);
    const result = await ask(copies);
    expect(result.gone).toEqual([]);
    expect(result.problems.map(({ error }) => error.kind)).toEqual(['suspect', 'suspect', 'suspect']);
  });

  it('requests the home page if no other document of the host is known', async () => {
    const copies = [await known(1)];
    publisher.remove('/Article/1/');
    expect((await ask(copies)).gone).toEqual([]);
    publisher.page('/', html('Welcome.'));
    expect((await ask(copies)).gone.map(({ identity }) => identity)).toEqual(['afpims:1']);
  });

  it('returns a document that answers the second request', async () => {
    const copies = [await known(1), await known(2)];
    const context = client.context(extract);
    let asked = 0;
    publisher.remove('/Article/1/');
    const result = await recheck(copies, {
      ...context,
      fetch: async (url, request) => {
        asked += 1;
        if (asked === 3) publisher.page('/Article/1/', html(sentence));
        return await context.fetch(url, request);
      },
    });
    expect([result.gone, result.documents.map(({ identity }) => identity)]).toEqual([[], ['afpims:1']]);
  });

  it('treats a text that lost three quarters as an error, unless mayShrink is set', async () => {
    const copies = [await known(1)];
    publisher.page('/Article/1/', html('This page is being updated.'));
    const result = await ask(copies);
    expect(result.documents).toEqual([]);
    expect(result.problems.map(({ error }) => [error.kind, error.message])).toEqual([
      ['suspect', expect.stringContaining('mayShrink')],
    ]);
    expect((await ask(copies, { mayShrink: true })).documents).toHaveLength(1);
  });

  it('treats refusals, bot checks and other articles as errors', async () => {
    const copies = [await known(1), await known(2), await known(3)];
    publisher.fail('/Article/1/', 'forbidden');
    publisher.fail('/Article/2/', 'challenge');
    publisher.redirect('/Article/3/', '/Article/4/');
    publisher.page('/Article/4/', html(`${sentence} Another one.`));
    const result = await ask(copies);
    expect([result.documents, result.gone, result.unchanged]).toEqual([[], [], []]);
    expect(result.problems.map(({ error }) => error.kind)).toEqual(['blocked', 'blocked', 'suspect']);
  });

  it('sends no more requests to a host after three consecutive failures', async () => {
    const copies = await Promise.all([1, 2, 3, 4, 5].map((number) => known(number)));
    publisher.fail('*', 'broken');
    publisher.forget();
    expect((await ask(copies)).problems).toHaveLength(3);
    expect(publisher.requests()).toHaveLength(3);
  });

  it('ends with the reason of the caller’s abort', async () => {
    const copies = [await known(1)];
    publisher.fail('*', 'hang');
    const controller = new AbortController();
    const running = ask(copies, { signal: controller.signal });
    controller.abort(new Error('shutting down'));
    await expect(running).rejects.toThrow('shutting down');
  });

  it('is not for sources whose list contains the documents', () => {
    expect([{ follow: false }, { follow: true }, {}].map(mayRecheck)).toEqual([false, true, true]);
  });
});

describe('a watched page', () => {
  const poll = (cursor?: Parameters<typeof page.poll>[1], options: object = {}) =>
    page.poll(page.options.parse({ url: publisher.at('/page'), ...options }), cursor, client.context(extract));
  const fetched = async (cursor?: Parameters<typeof page.poll>[1], options: object = {}) => {
    const result = await poll(cursor, options);
    if (result.status !== 'fetched') throw new Error(result.status);
    return result;
  };

  it('is unchanged if only its bytes changed', async () => {
    publisher.page('/page', `${html(sentence)}<!-- token 1 -->`);
    const first = await fetched();
    publisher.page('/page', `${html(sentence)}<!-- token 2 -->`);
    const second = await fetched(first.cursor);
    expect(second.documents).toEqual([]);
    expect((await poll(second.cursor)).status).toBe('unchanged');
  });

  it('keeps the stored text when the text shrinks, unless mayShrink is set', async () => {
    publisher.page('/page', html(sentence));
    const { cursor } = await fetched();
    publisher.page('/page', html('Withdrawn for review.'));
    expect((await sourceError(poll(cursor))).kind).toBe('suspect');
    expect((await fetched(cursor, { mayShrink: true })).documents).toHaveLength(1);
    publisher.page('/page', html(sentence));
    expect((await poll(cursor)).status).toBe('unchanged');
  });

  it('is read again when its selector changes', async () => {
    publisher.page('/page', html(sentence));
    const { cursor } = await fetched();
    expect((await fetched(cursor, { selector: 'article' })).documents).toHaveLength(1);
  });
});
