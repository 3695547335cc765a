import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { extractJsonList } from '../../src/extract/json/extract-json-list.ts';
import { parseLenientJson } from '../../src/extract/json/lenient-json.ts';
import { type JsonList, SourceError } from '../../src/poll/source.ts';

const address = 'https://e.org/wp-json/wp/v2/posts';
const items = (text: string | Uint8Array, type = 'application/json', list: JsonList = {}) =>
  extractJsonList(typeof text === 'string' ? new TextEncoder().encode(text) : text, type, address, list);
const post = (title: string) => ({
  id: 7,
  guid: { rendered: 'https://e.org/?p=7' },
  link: '/report/',
  date_gmt: '2019-05-31T12:00:00',
  modified_gmt: '2019-06-01T00:00:00',
  title: { rendered: title },
  content: { rendered: '<p>Text</p>' },
});

describe('lists of JSON APIs', () => {
  test('give every field of WordPress', () => {
    expect(items(JSON.stringify([post('<i>At least</i> 1,302 &amp; more')]))).toEqual([
      {
        id: 'https://e.org/?p=7',
        url: 'https://e.org/report/',
        title: 'At least 1,302 & more',
        published: '2019-05-31T12:00:00.000Z',
        updated: '2019-06-01T00:00:00.000Z',
        html: '<p>Text</p>',
      },
    ]);
  });

  test('give the named address of ReliefWeb before the numbered one', () => {
    const report = {
      id: '1',
      fields: {
        url: 'https://e.org/node/1',
        url_alias: 'https://e.org/report/a',
        title: 'A',
        date: { created: '2019-05-31T12:00:00+00:00' },
      },
    };
    expect(items(JSON.stringify({ data: [report] }))[0]).toMatchObject({
      url: 'https://e.org/report/a',
      published: '2019-05-31T12:00:00.000Z',
    });
  });

  test('take fields by path, and seconds since 1970', () => {
    const list = { items: 'a.list', fields: { url: 'at', published: 'when' } };
    expect(items('{"a":{"list":[{"at":"/x","when":1559304000},{"at":"/y","when":"May 31, 2019"}]}}', '', list)).toEqual(
      [
        expect.objectContaining({ url: 'https://e.org/x', published: '2019-05-31T12:00:00.000Z', id: null }),
        expect.objectContaining({ url: 'https://e.org/y', published: '2019-05-31T00:00:00.000Z' }),
      ],
    );
  });

  test.each(['iso-8859-1', 'utf-8', 'utf-16le'])('are read in %s', (charset) => {
    const bytes = iconv.encode(JSON.stringify([post('Café in Raqqa')]), charset);
    expect(items(new Uint8Array(bytes), `application/json; charset=${charset}`)[0]?.title).toBe('Café in Raqqa');
  });

  const json = JSON.stringify([post('A } ] " bracket')]);
  test.each([
    [
      'a notice of PHP',
      `<br />\n<b>Notice</b>: Undefined index [0] in <b>/srv/x.php</b> on line <b>12</b><br />\n${json}`,
    ],
    ['a byte order mark', `\ufeff${json}`],
    ['a comment', `${json}\n<!-- cached {1} -->`],
    ['a guard against inclusion', `)]}',\n${json}`],
    ['a callback', `received(${json});`],
  ])('are read with %s around them', (_, text) => {
    expect(items(text)[0]?.title).toBe('A } ] " bracket');
  });

  test.each([
    [
      'an HTML page with data in a script',
      '<!doctype html><html><script>[{"link":"a","title":{"rendered":"b"}}]</script></html>',
      /no JSON/,
    ],
    ['text', 'nothing here', /no JSON/],
    ['JSON that ends early', json.slice(0, -3), /no JSON|neither/],
    ['another API', '[{"name":"a"}]', /neither of WordPress nor of ReliefWeb/],
  ])('are refused for %s', (_, text, message) => {
    expect(() => items(text)).toThrow(SourceError);
    expect(() => items(text)).toThrow(message);
  });

  test('cost no more for many brackets than for one', () => {
    expect(parseLenientJson('['.repeat(200_000))).toBeUndefined();
    expect(parseLenientJson('[{"a":"'.repeat(100_000))).toBeUndefined();
  });
});
