import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createExtract } from '../../src/extract/extractor.ts';
import { type Adjustments, adjustedContext } from '../../src/poll/adjusted-context.ts';
import { page } from '../../src/poll/page.ts';
import { rss } from '../../src/poll/rss.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';
import { createTestClient, sourceError, type TestClient } from './test-client.ts';

/** What an operator says of a source whose answers need help. */

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
  publisher.forget();
  client = createTestClient();
});
afterEach(() => client.http.close());

const contextWith = (adjustments: Partial<Adjustments>) =>
  adjustedContext(client.context(extract), { ignore: [], ignoreCache: false, ...adjustments });

const words = 'A sentence of the report that says what was found, and of what the command is certain. '.repeat(6);
const article = `<!doctype html><html><head><meta property="article:published_time" content="2019-05-31T10:00:00"></head><body><article><p>${words}</p><div class="quiz">How many do you think?</div><p>Share this with 12 friends</p></article></body></html>`;

async function textWith(ignore: readonly string[]): Promise<string> {
  publisher.page('/a', article);
  const options = page.options.parse({ url: publisher.at('/a') });
  const result = await page.poll(options, undefined, contextWith({ ignore }));
  return result.status === 'fetched' ? (result.documents[0]?.text ?? '') : '';
}

describe('ignore', () => {
  test('leaves out elements by selector and lines by pattern', async () => {
    expect(await textWith([])).toMatch(/How many[\s\S]*Share this/);
    const left = await textWith(['.quiz', '/^share this/i']);
    expect(left).not.toMatch(/How many|Share this/);
    expect(left).toContain('of what the command is certain');
  });

  test.each(['/(/', 'p['])('%s is said to be no pattern or selector', async (wrong) => {
    expect((await sourceError(textWith([wrong]))).message).toMatch(/is (?:no pattern|not a CSS selector)/);
  });
});

test('ignoreCache asks without conditions each time', async () => {
  publisher.page('/a', article);
  const options = page.options.parse({ url: publisher.at('/a') });
  const context = contextWith({ ignoreCache: true });
  const first = await page.poll(options, undefined, context);
  await page.poll(options, first.status === 'fetched' ? first.cursor : undefined, context);
  expect(publisher.requests('/a').map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
});

const feed = (published: string) =>
  publisher.feed('/feed', [
    { url: publisher.at('/a'), title: 'A', published },
    { url: publisher.at('/b'), title: 'B' },
  ]);
async function datesWith(adjustments: Partial<Adjustments>, more: object = {}) {
  publisher.page('/a', article);
  publisher.page('/b', article.replace('certain', 'sure'));
  const options = rss.options.parse({ url: publisher.at('/feed'), ...more });
  const result = await rss.poll(options, undefined, contextWith(adjustments));
  return result.status === 'fetched'
    ? result.documents.map(({ title, published }) => [title, published])
    : result.status;
}

test('dateOffset is added to the dates of lists and pages', async () => {
  feed('2019-05-30T23:30:00Z');
  expect(await datesWith({ dateOffset: '-02:30' })).toEqual([
    ['B', '2019-05-31T07:30:00.000Z'],
    ['A', '2019-05-30T21:00:00.000Z'],
  ]);
});

test('olderThanDays leaves out what the list dates further back, and asks for nothing of it', async () => {
  feed('2019-05-01T00:00:00Z');
  expect(await datesWith({}, { olderThanDays: 10 })).toEqual([['B', '2019-05-31T10:00:00.000Z']]);
  expect(publisher.requests('/a')).toEqual([]);
  publisher.feed('/feed', [{ url: publisher.at('/a'), title: 'A', published: '2019-05-01T00:00:00Z' }]);
  expect(await datesWith({}, { olderThanDays: 10 }), 'a list of old items is no fault').toEqual([]);
});
