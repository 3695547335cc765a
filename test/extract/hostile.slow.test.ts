import { afterAll, describe, expect, test } from 'vitest';
import { createExtract } from '../../src/extract/extractor.ts';
import { SourceError } from '../../src/poll/source.ts';
import { makePdf } from '../fakes/pdf.ts';
import { hostileFeeds, hostilePages } from './hostile-bytes.ts';

const extract = createExtract();
afterAll(() => extract.close());
const bytes = (text: string) => new TextEncoder().encode(text);

/** The outcome of a hostile document: data or a typed error, never anything else. */
async function outcome<T>(asked: Promise<T>): Promise<T | SourceError> {
  return asked.catch((error: unknown) => {
    if (error instanceof SourceError) return error;
    throw error;
  });
}

describe('hostile feeds give items or a typed error', () => {
  test.each(Object.entries(hostileFeeds))('%s', async (_, make) => {
    const found = await outcome(extract.feed(bytes(make()), 'application/rss+xml', 'https://e.org/feed'));
    if (found instanceof SourceError) expect(found.message).toMatch(/\.$/);
    else expect(found.items.length).toBeGreaterThan(0);
  });

  test('no entity is expanded and no file is read', async () => {
    const bomb = await extract.feed(bytes(hostileFeeds['an entity bomb']?.() ?? ''), '', 'https://e.org/');
    expect(bomb.items[0]?.html).toBe('&lol9;');
    const outside = await extract.feed(bytes(hostileFeeds['an outside entity']?.() ?? ''), '', 'https://e.org/');
    expect(outside.items[0]?.html).toBe('&a;');
  });

  test('names of object internals stay names', async () => {
    const xml =
      '<rss version="2.0"><channel><__proto__>x</__proto__><item><constructor>y</constructor><__proto__><polluted>1</polluted></__proto__><link>https://e.org/a</link></item></channel></rss>';
    const { items } = await extract.feed(bytes(xml), '', 'https://e.org/');
    expect(items[0]?.url).toBe('https://e.org/a');
  });
});

describe('hostile pages give text or a typed error', () => {
  test.each(Object.entries(hostilePages))('%s', async (_, make) => {
    const found = await outcome(extract.document(bytes(make()), 'text/html'));
    if (found instanceof SourceError) expect(found.message).toMatch(/\.$/);
    else expect(found.text.length).toBeGreaterThan(0);
  });
});

test('a PDF that decompresses to a hundred times its size ends', async () => {
  const found = await outcome(extract.document(makePdf([[]], { bomb: 60_000_000 }), 'application/pdf'));
  expect(found).toBeInstanceOf(SourceError);
});

test('the next document is read after all of them', async () => {
  expect((await extract.document(bytes('<p>At least 1,302</p>'), '')).text).toBe('At least 1,302');
});
