import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceErrorKinds } from '../../src/domain/failures.ts';
import { extractDocument } from '../../src/extract/document.ts';
import { cleanXml } from '../../src/extract/feed/clean-xml.ts';
import { handleCall } from '../../src/extract/handle-call.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Text made of what parsers trip over. */
const shards = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<rss version="2.0">',
        '<channel>',
        '<item>',
        '</item>',
        '<title>',
        '</title>',
        '<link>',
        '<guid>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        '<entry>',
        '<title type="xhtml">',
        '<!DOCTYPE x [',
        ']>',
        '<?xml ',
        '&amp;',
        '&#0;',
        '&bogus;',
        '&',
      ),
      fc.constantFrom(
        '<p>',
        '<sup>',
        '</sup>',
        '<ol>',
        '<li value="x">',
        '<table>',
        '<td>',
        '<br',
        '<a href="#1">',
        '%PDF-',
        '<html>',
        '<pre>',
        '\u0000',
        '\ud800',
        '"',
        "'",
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('any bytes', () => {
  test('a call gives data or an error of a known kind with one line of text', async () => {
    const asked = fc.oneof(shards.map(bytes), fc.uint8Array({ maxLength: 400 }));
    const type = fc.constantFrom(
      '',
      'text/html',
      'text/plain',
      'application/pdf',
      'application/rss+xml; charset=utf-16',
    );
    await fc.assert(
      fc.asyncProperty(asked, type, fc.constantFrom('feed', 'document', 'links'), async (input, contentType, ask) => {
        const url = 'https://e.org/';
        const reply = await handleCall(
          ask === 'feed'
            ? { task: ask, bytes: input, contentType, url }
            : ask === 'document'
              ? { task: ask, bytes: input, contentType, options: {} }
              : { task: 'links', bytes: input, contentType, url, selector: 'a' },
        );
        if (reply.ok) return;
        expect(sourceErrorKinds).toContain(reply.kind);
        expect(reply.message).toMatch(/^[^\n]+\.$/);
      }),
      { numRuns: 300 },
    );
  });

  test('the text of a page has no control characters, blank ends or consecutive blank lines', async () => {
    await fc.assert(
      fc.asyncProperty(shards, async (inner) => {
        const { text } = await extractDocument(bytes(`<html><body><div>x</div>${inner}</body></html>`), 'text/html');
        expect(text).not.toMatch(/[\p{Cc}--[\n]]|\n\n\n|^\s|\s$/v);
      }),
      { numRuns: 300 },
    );
  });

  test('a figure and the note above it never become one number', async () => {
    const figure = fc.integer({ min: 1, max: 99_999 });
    const note = fc.integer({ min: 1, max: 99 });
    const raise = fc.constantFrom(
      (n: number) => `<sup>${n}</sup>`,
      (n: number) => `<sup><a href="#n">${n}</a></sup>`,
      (n: number) => `<a href="#n"><sup>[${n}]</sup></a>`,
      (n: number) => `<span style="vertical-align:super">${n}</span>`,
      (n: number) => Array.from(String(n), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join(''),
    );
    await fc.assert(
      fc.asyncProperty(figure, note, raise, async (value, mark, raised) => {
        const { text } = await extractDocument(
          bytes(`<p>at least <b>${value}</b>${raised(mark)} civilians</p>`),
          'text/html',
        );
        expect(text).toBe(`at least ${value}[^${mark}] civilians`);
      }),
    );
  });

  test('cleaned XML has no declarations, no comments and no characters that XML forbids', () => {
    fc.assert(
      fc.property(shards, (text) => {
        const clean = cleanXml(text).replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
        expect(clean).not.toMatch(/<[!?]|[\p{Cc}--[\t\n\r\x7f-\x9f]]|[\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|apos);)/v);
      }),
      { numRuns: 300 },
    );
  });
});
