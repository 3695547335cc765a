import { describe, expect, test } from 'vitest';
import { extractLinks } from '../../src/extract/html/extract-links.ts';

const index = `<html><head><base href="/MEDIA/"></head><body>
<nav><a href="/login">Log on</a></nav>
<div class="item"><a href="Article/2/b/"><img src=x></a><h3><a href="Article/2/b/">Second <b>release</b></a></h3></div>
<div class="item"><a href="https://example.org/Article/1/a/#top">First&nbsp;release</a></div>
<div class="item"><a href="mailto:x@example.org">Mail</a><a href="javascript:alert(1)">Run</a><a>No address</a></div>
</body></html>`;

describe('links of a listing page', () => {
  test('are absolute, in page order, each once, with the text of the link', () => {
    expect(extractLinks(index, 'https://www.example.mil/news/list', '.item a')).toEqual([
      { url: 'https://www.example.mil/MEDIA/Article/2/b/', text: 'Second release' },
      { url: 'https://example.org/Article/1/a/#top', text: 'First release' },
    ]);
  });

  test('a selector of the entries finds the links inside them', () => {
    expect(extractLinks(index, 'https://www.example.mil/', '.item')).toHaveLength(2);
  });

  test('no match gives an empty list', () => {
    expect(extractLinks(index, 'https://www.example.mil/', '.release')).toEqual([]);
  });

  test('an invalid selector is named', () => {
    expect(() => extractLinks(index, 'https://www.example.mil/', 'a[')).toThrow(
      expect.objectContaining({ kind: 'unreadable', message: expect.stringContaining('"a["') }),
    );
  });

  test('an empty page is suspect', () => {
    expect(() => extractLinks(' \n', 'https://www.example.mil/', 'a')).toThrow(
      expect.objectContaining({ kind: 'suspect' }),
    );
  });
});
