import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { extractFeed } from '../../src/extract/feed/extract-feed.ts';

const address = 'https://www.example.mil/feeds/rss.ashx';
const bytes = (text: string) => new TextEncoder().encode(text);
const feed = (xml: string, url = address) => extractFeed(bytes(xml), 'application/rss+xml', url);
const rss = (items: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Releases</title>${head}${items}</channel></rss>`;
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Releases</title>${entries}</feed>`;
const first = async (xml: string, url = address) => (await feed(xml, url)).items[0];

describe('RSS', () => {
  test('gives every field of a whole item', async () => {
    const found = await feed(
      rss(`<item><title>Monthly report</title><link>https://www.example.mil/Article/7/</link><guid isPermaLink="false">7</guid>
        <pubDate>Fri, 31 May 2019 12:00:00 GMT</pubDate><atom:updated>2019-06-01T00:00:00Z</atom:updated>
        <description>Short</description><content:encoded><![CDATA[<p>Long &amp; full</p>]]></content:encoded></item>`),
    );
    expect(found).toEqual({
      title: 'Releases',
      items: [
        {
          id: '7',
          url: 'https://www.example.mil/Article/7/',
          title: 'Monthly report',
          published: '2019-05-31T12:00:00.000Z',
          updated: '2019-06-01T00:00:00.000Z',
          html: '<p>Long &amp; full</p>',
        },
      ],
    });
  });

  test('an item with only a guid takes its address from it', async () => {
    const item = await first(
      rss(
        `<item><title></title><link></link><pubDate></pubDate><guid isPermaLink="true">https://www.example.mil/Article/9/</guid></item>`,
        '<lastBuildDate>Fri, 31 May\n 2019 12:00:00 GMT</lastBuildDate>',
      ),
    );
    expect(item).toEqual({
      id: 'https://www.example.mil/Article/9/',
      url: 'https://www.example.mil/Article/9/',
      title: null,
      published: null,
      updated: null,
      html: null,
    });
  });

  test('a guid that is no address is none', async () => {
    expect(await first(rss('<item><guid>tag-7</guid><title>A</title></item>'))).toMatchObject({
      id: 'tag-7',
      url: null,
    });
  });

  test('an id that items share is not trusted, the items stay', async () => {
    const { items } = await feed(
      rss(`<item><guid>1</guid><link>https://e.org/a</link></item><item><guid>1</guid><link>https://e.org/b</link></item>
        <item><guid>2</guid><link>https://e.org/c</link></item>`),
    );
    expect(items.map(({ id, url }) => [id, url])).toEqual([
      [null, 'https://e.org/a'],
      [null, 'https://e.org/b'],
      ['2', 'https://e.org/c'],
    ]);
  });

  test.each([
    [
      'HTML in a title',
      '<title>&lt;i&gt;At least&lt;/i&gt; 1,302 &amp;amp; more&#160;killed</title>',
      'At least 1,302 & more killed',
    ],
    ['CDATA', '<title><![CDATA[ Raqqa &#8217;17\n <b>report</b> ]]></title>', 'Raqqa ’17 report'],
    [
      'a bare ampersand and named entities',
      '<title>Iraq & Syria&nbsp;&mdash; &eacute;t&eacute; &bogus;</title>',
      'Iraq & Syria — été &bogus;',
    ],
    ['an element inside', '<title>A <em>civilian</em> casualty report</title>', 'A civilian casualty report'],
    ['one element around all', '<title><a href="/x" title="a>b">Casualty <b>report</b></a></title>', 'Casualty report'],
    ['a line break', '<title>CJTF-OIR<br/>casualty report</title>', 'CJTF-OIR casualty report'],
    ['an element next to CDATA', '<title><b>Iraq</b> <![CDATA[& Syria]]></title>', 'Iraq & Syria'],
    ['a tag without an end', '<title>Iraq<br>and Syria</title>', 'Iraq and Syria'],
    ['control characters', '<title>Iraq\u0001 and&#2; Syria</title>', 'Iraq and Syria'],
  ])('reads %s', async (_, title, expected) => {
    expect((await first(rss(`<item>${title}<link>https://e.org/a</link></item>`)))?.title).toBe(expected);
  });

  test('keeps percent-encoded slugs as they are', async () => {
    const link = 'https://e.org/%d8%ba%d8%a7%d8%b1%d8%a9/';
    expect((await first(rss(`<item><link>\n ${link}\n</link></item>`)))?.url).toBe(link);
  });

  test.each([
    ['no version', '<rss><channel><item><link>https://e.org/a</link></item></channel></rss>'],
    ['0.91', '<rss version="0.91"><channel><item><link>https://e.org/a</link></item></channel></rss>'],
    [
      'RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>t</title></channel><item rdf:about="https://e.org/a"><title>x</title></item></rdf:RDF>',
    ],
    [
      'a document type',
      '<!DOCTYPE rss PUBLIC "-//N//DTD 0.91//EN" "http://e.org/x.dtd" [<!ENTITY q "]>">]><rss version="0.91"><channel><item><link>https://e.org/a</link></item></channel></rss>',
    ],
    [
      'junk before it',
      '\n\n junk <?xml version="1.0"?><rss version="2.0"><channel><item><link>https://e.org/a</link></item></channel></rss>',
    ],
    [
      'unescaped HTML in the description',
      rss('<item><link>https://e.org/a</link><description><p>One<br>two</p><p>three</description></item>'),
    ],
    [
      'the end missing',
      '<rss version="2.0"><channel><title>t</title><item><link>https://e.org/a</link></item><item><title>Half an it',
    ],
  ])('reads %s', async (_, xml) => {
    const { items } = await feed(xml);
    expect(items.map(({ url }) => url)).toEqual(['https://e.org/a']);
  });

  test('reads windows-1251 from the header', async () => {
    const xml = rss('<item><title>Ракка</title><link>https://e.org/a</link></item>');
    const found = await extractFeed(
      new Uint8Array(iconv.encode(xml, 'windows-1251')),
      'text/xml; charset=windows-1251',
      address,
    );
    expect(found.items[0]?.title).toBe('Ракка');
  });

  test('resolves relative links against the feed', async () => {
    expect((await first(rss('<item><link>../Article/7/</link></item>')))?.url).toBe(
      'https://www.example.mil/Article/7/',
    );
  });

  test('a title that is never closed swallows no other item', async () => {
    const { items } = await feed(
      rss(
        '<item><title>Iraq<link>https://e.org/a</link></item><item><title>Syria</title><link>https://e.org/b</link></item>',
      ),
    );
    expect(items.at(-1)).toMatchObject({ title: 'Syria', url: 'https://e.org/b' });
  });

  test('words before markup in a description stay', async () => {
    const item = await first(
      rss('<item><link>https://e.org/a</link><description>At least <b>1,302</b> civilians</description></item>'),
    );
    expect(item?.html).toBe('At least <b>1,302</b> civilians');
  });

  test('links resolve against xml:base of the root, however the feed is named', async () => {
    const xml = (open: string, close: string) =>
      `<!-- made by hand --> ${open}<channel><title>t</title><item><title>x</title><link>1</link></item></channel>${close}`;
    const base = 'xml:base="https://e.org/posts/"';
    expect((await first(xml(`<rss version="2.0" ${base}>`, '</rss>')))?.url).toBe('https://e.org/posts/1');
    expect((await first(xml(`<rss xml:base='../posts/' version="2.0">`, '</rss>')))?.url).toBe(
      'https://www.example.mil/posts/1',
    );
  });

  test('takes the date of an Atom element', async () => {
    const item = await first(
      rss('<item><link>https://e.org/a</link><atom:published>2019-01-02T15:04:05Z</atom:published></item>'),
    );
    expect(item?.published).toBe('2019-01-02T15:04:05.000Z');
  });

  test('plain text with blank lines keeps its paragraphs', async () => {
    expect(
      (await first(rss('<item><link>https://e.org/a</link><description>One.\n\nTwo.</description></item>')))?.html,
    ).toBe('One.<br><br>\nTwo.');
  });
});

describe('Atom', () => {
  test('takes the alternate link, resolved by the bases of feed and entry', async () => {
    const { items } = await feed(
      atom(
        `<entry xml:base="2019/"><id>i1</id><link rel="self" href="self"/><link rel="alternate" type="application/pdf" href="x.pdf"/><link rel="alternate" type="text/html" href="may"/></entry>
         <entry><id>i2</id><link href="june"/></entry>`,
        ' xml:base="/news/"',
      ),
    );
    expect(items.map(({ url }) => url)).toEqual([
      'https://www.example.mil/news/2019/may',
      'https://www.example.mil/news/june',
    ]);
  });

  test('reads xhtml titles and content in their order', async () => {
    const item = await first(
      atom(`<entry><id>i</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">At least <b>1,302</b> killed</div></title>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one</p><ul><li>two &amp; a half</li></ul><p>three</p></div></content></entry>`),
    );
    expect(item?.title).toBe('At least 1,302 killed');
    expect(item?.html).toMatch(/<p>one<\/p><ul><li>two &amp; a half<\/li><\/ul><p>three<\/p>/);
  });

  test.each(['yesterday', '2019-13-31T00:00:00Z', '2019-05-31T25:00:00Z'])(
    'one bad date (%s) does not lose the feed',
    async (date) => {
      const { items } = await feed(
        atom(`<entry><id>a</id><published>${date}</published><updated>2019-05-01T00:00:00Z</updated></entry>
        <entry><id>b</id><published>2019-05-31T00:00:00+02:00</published></entry>`),
      );
      expect(items).toMatchObject([
        { id: 'a', published: null, updated: '2019-05-01T00:00:00.000Z' },
        { id: 'b', published: '2019-05-30T22:00:00.000Z', updated: null },
      ]);
    },
  );

  test('one link without attributes does not break the feed', async () => {
    const { items } = await feed(
      atom('<entry><id>a</id><link/></entry><entry><id>b</id><link>https://e.org/b</link></entry>'),
    );
    expect(items.map(({ id, url }) => [id, url])).toEqual([
      ['a', null],
      ['b', 'https://e.org/b'],
    ]);
  });

  test('reads a prefixed root', async () => {
    const item = await first(
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title><a:entry><a:id>i</a:id><a:title>x</a:title><a:link href="https://e.org/a"/></a:entry></a:feed>',
    );
    expect(item).toMatchObject({ id: 'i', url: 'https://e.org/a', title: 'x' });
  });
});

test('reads JSON Feed', async () => {
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'R',
    items: [
      { id: '1', url: 'https://e.org/a', title: 'x', content_html: '<p>y</p>', date_published: '2019-05-31T00:00:00Z' },
    ],
  };
  expect(await feed(JSON.stringify(json))).toEqual({
    title: 'R',
    items: [
      {
        id: '1',
        url: 'https://e.org/a',
        title: 'x',
        published: '2019-05-31T00:00:00.000Z',
        updated: null,
        html: '<p>y</p>',
      },
    ],
  });
});

describe('other documents than feeds', () => {
  test.each([
    [
      'an HTML page',
      '<!DOCTYPE html><html><head><title>News</title></head><body><p>All our news in one place, and more to come.</p></body></html>',
      'not-a-feed',
    ],
    [
      'a page of a guard',
      '<html><head><title>Access Denied</title></head><body>Access Denied Reference #18.4</body></html>',
      'blocked',
    ],
    ['nothing', '', 'suspect'],
    ['white space', ' \r\n\t ', 'suspect'],
    ['a feed without items', rss(''), 'suspect'],
    ['an Atom feed without entries', atom(''), 'suspect'],
    ['JSON of another kind', '{"error":"none"}', 'not-a-feed'],
    ['text', 'Not found', 'not-a-feed'],
    [
      'XML of another kind',
      '<?xml version="1.0"?><urlset><url><loc>https://e.org/a</loc></url></urlset>',
      'not-a-feed',
    ],
  ])('%s is an error of its own', async (_, xml, kind) => {
    await expect(feed(xml)).rejects.toMatchObject({ name: 'SourceError', kind });
  });
});
