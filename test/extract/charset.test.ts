import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/extract/text/charset.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const inCharset = (text: string, charset: string) => new Uint8Array(iconv.encode(text, charset));

const quoted = 'The Coalition’s report – “credible” – names Dayr az Zawr, Mossoul (tués)';
const russian = 'Коалиция признала гибель мирных жителей в Ираке и Сирии';

describe('decoding', () => {
  test.each([
    ['windows-1252 in the header', inCharset(quoted, 'windows-1252'), 'text/html; charset=windows-1252', quoted],
    [
      'windows-1251 in the header',
      inCharset(russian, 'windows-1251'),
      'application/rss+xml; charset="windows-1251"',
      russian,
    ],
    ['windows-1251 without any label', inCharset(russian, 'windows-1251'), '', russian],
    ['windows-1252 without any label', inCharset(quoted, 'windows-1252'), 'text/html', quoted],
    ['windows-1252 labelled UTF-8', inCharset(quoted, 'windows-1252'), 'text/html; charset=utf-8', quoted],
    ['UTF-8 labelled latin1', utf8(quoted), 'text/html; charset=iso-8859-1', quoted],
    ['UTF-8 without a label', utf8(russian), '', russian],
    ['UTF-8 with a mark', utf8(`\ufeff${quoted}`), 'text/html; charset=iso-8859-1', quoted],
    ['UTF-16 with a mark', inCharset(`\ufeff${quoted}`, 'utf-16le'), 'text/xml; charset=utf-8', quoted],
    ['UTF-16 big-endian with a mark', inCharset(`\ufeff${quoted}`, 'utf-16be'), '', quoted],
    ['UTF-16 without a mark', inCharset(`<rss>${quoted}</rss>`, 'utf-16be'), '', `<rss>${quoted}</rss>`],
    ['UTF-32', inCharset(`<rss>${russian}</rss>`, 'utf-32le'), '', `<rss>${russian}</rss>`],
    ['a label that nobody knows', inCharset(quoted, 'windows-1252'), 'text/html; charset=none-such', quoted],
    [
      'UTF-16 claimed by plain bytes',
      utf8('<?xml version="1.0" encoding="utf-16"?><rss/>'),
      'text/xml; charset=utf-16',
      '<?xml version="1.0" encoding="utf-16"?><rss/>',
    ],
    [
      'ISO-2022-JP, which is ASCII to the eye',
      Uint8Array.from('<a>\u001b$BF|K\\8l\u001b(B</a>', (letter) => letter.charCodeAt(0)),
      'text/html; charset=iso-2022-jp',
      '<a>日本語</a>',
    ],
  ])('%s', (_, bytes, contentType, expected) => {
    expect(decode(bytes, contentType)).toBe(expected);
  });

  test('the XML declaration counts if the header states no charset', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><rss><title>tués à Mossoul</title></rss>`;
    expect(decode(inCharset(xml, 'latin1'), 'application/xml')).toBe(xml);
  });

  test('the header wins over the XML declaration', () => {
    const xml = `<?xml version="1.0" encoding="windows-1252"?><rss>${russian}</rss>`;
    expect(decode(inCharset(xml, 'windows-1251'), 'text/xml; charset=windows-1251')).toBe(xml);
  });

  test('the page declaration counts if the header states no charset', () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>${russian}`;
    expect(decode(inCharset(html, 'windows-1251'), 'text/html')).toBe(html);
  });

  test('UTF-8 that is cut in the middle of a character stays UTF-8', () => {
    const cut = utf8(`${russian} ”`).slice(0, -1);
    expect(decode(cut, '')).toBe(`${russian} \ufffd`);
  });

  test('valid UTF-8 is decoded unchanged under any label', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', 'text/html; charset=windows-1252', 'x; charset=x'),
        (text, type) => {
          const marked = `é${text}`;
          expect(decode(utf8(marked), type)).toBe(marked);
        },
      ),
    );
  });

  test('any bytes give some text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string(),
        (bytes, type) => typeof decode(bytes, type) === 'string',
      ),
    );
  });
});
