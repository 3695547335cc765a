import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { createExtract, type ExtractOptions } from '../../src/extract/extractor.ts';
import { makePdf } from '../fakes/pdf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const page = bytes('<html><body><p>At least 1,302 civilians were killed.</p></body></html>');
const pdf = makePdf([[{ text: 'At least 1,302 civilians were killed.', x: 72, y: 700 }]]);
const rss = (inner: string) => bytes(`<rss version="2.0"><channel>${inner}</channel></rss>`);

let closing: { close(): Promise<void> } | undefined;
afterEach(() => closing?.close());
function start(options: ExtractOptions = {}) {
  const extract = createExtract(options);
  closing = extract;
  return extract;
}

/** Looks at every element below every element below every element. */
const endlessSelector = `div:has(${'div:has('.repeat(6)}b${')'.repeat(7)}`;
const endlessPage = bytes(`${'<div>'.repeat(400)}text`);

describe('the worker', () => {
  test('answers every kind of call, several at once, in order', async () => {
    const extract = start();
    const answered: string[] = [];
    const note = (name: string) => () => answered.push(name);
    const [document, feed, links] = await Promise.all([
      extract.document(page, ''),
      extract.feed(rss('<item><link>/a</link></item>'), 'text/xml', 'https://e.org/feed'),
      extract.links(bytes('<a href="b">B</a>'), 'text/html', 'https://e.org/', 'a'),
      extract.document(bytes(''), '').then(note('none'), note('suspect')),
      extract.document(page, '').then(note('last')),
    ]);
    expect(document.text).toBe('At least 1,302 civilians were killed.');
    expect(feed.items[0]?.url).toBe('https://e.org/a');
    expect(links).toEqual([{ url: 'https://e.org/b', text: 'B' }]);
    expect(answered).toEqual(['suspect', 'last']);
  });

  test('errors keep their type', async () => {
    const extract = start();
    await expect(extract.feed(page, 'text/html', 'https://e.org/')).rejects.toMatchObject({
      name: 'SourceError',
      kind: 'not-a-feed',
      retryable: false,
    });
  });

  test('does not change the bytes of the caller', async () => {
    const extract = start();
    const before = pdf.slice();
    await extract.document(pdf, 'application/pdf');
    expect(pdf).toEqual(before);
  });

  test('a document that takes too long is stopped, and later calls are answered', async () => {
    // The call behind has the deadline of a PDF, which no machine under load reaches.
    const extract = start({ deadlineMs: 1000 });
    const runaway = extract.links(endlessPage, 'text/html', 'https://e.org/', endlessSelector);
    const behind = extract.document(pdf, '');
    await expect(runaway).rejects.toMatchObject({ kind: 'timeout', retryable: true });
    expect((await behind).text).toContain('1,302');
  });

  test('a document that takes too much memory is stopped, and the next one is read', async () => {
    // Before the limit is reached the garbage collector takes seconds, and on a machine under load many: no deadline here.
    const extract = start({ heapMegabytes: 48, deadlineMs: 100_000 });
    const greedy = extract.feed(
      rss(`<item><title>${'x'.repeat(20)}</title><link>a</link></item>`.repeat(70_000)),
      '',
      'https://e.org/',
    );
    await expect(greedy).rejects.toMatchObject({ kind: 'too-large', retryable: false });
    expect((await extract.document(page, '')).text).toContain('1,302');
  });

  test('starts again after it was idle', async () => {
    const extract = start({ idleMs: 1 });
    const started = once(process, 'worker');
    await extract.document(page, '');
    const [worker] = await started;
    await once(worker, 'exit');
    expect((await extract.document(page, '')).text).toContain('1,302');
  });

  test('closing fails the current call, is idempotent and final', async () => {
    const extract = start();
    const running = expect(
      extract.links(endlessPage, 'text/html', 'https://e.org/', endlessSelector),
    ).rejects.toMatchObject({ kind: 'unavailable' });
    const waiting = expect(extract.document(page, '')).rejects.toMatchObject({ kind: 'unavailable' });
    // The first call is given to the worker in this turn.
    await nextTurn();
    await Promise.all([extract.close(), extract.close()]);
    await Promise.all([running, waiting]);
    await extract.close();
    await expect(extract.document(page, '')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('waits for an answer, and then does not keep the process running', async () => {
    const script = `import { createExtract } from ${JSON.stringify(new URL('../../src/extract/extractor.ts', import.meta.url).href)};
      const { text } = await createExtract().document(new TextEncoder().encode('<p>read'), 'text/html');
      console.log(text);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      timeout: 20_000,
    });
    expect(stdout.trim()).toBe('read');
  });
});

describe('size limits', () => {
  test.each([
    ['a feed', 5_000_001, 'feed', 'feed'],
    ['a page', 10_000_001, 'document', 'page'],
    ['a listing', 10_000_001, 'links', 'page'],
  ] as const)('%s over its limit is refused before it is read', async (_, size, ask, word) => {
    const extract = start();
    const large = new Uint8Array(size).fill(0x20);
    const asked =
      ask === 'feed'
        ? extract.feed(large, '', 'https://e.org/')
        : ask === 'document'
          ? extract.document(large, 'text/html')
          : extract.links(large, 'text/html', 'https://e.org/', 'a');
    await expect(asked).rejects.toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining(`The ${word} has ${size} bytes`),
    });
  });

  test('a PDF may be larger than a page', async () => {
    const extract = start({ maxPageBytes: 10, maxPdfBytes: 10_000 });
    expect((await extract.document(pdf, '')).text).toContain('1,302');
    await expect(start({ maxPdfBytes: 10 }).document(pdf, '')).rejects.toMatchObject({ kind: 'too-large' });
  });
});
