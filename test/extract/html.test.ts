import { describe, expect, test } from 'vitest';
import { extractDocument, formatOf } from '../../src/extract/document.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (html: string, options: { selector?: string; url?: string } = {}) =>
  extractDocument(bytes(html), 'text/html', options);
const body = async (html: string) => (await read(`<html><body>${html}</body></html>`)).text;

describe('HTML to text', () => {
  test.each([
    ['<p>at least 1,335<sup>2</sup> civilians</p>', 'at least 1,335[^2] civilians'],
    ['<p>at least 1,335<sup><a href="#n2">[2]</a></sup> civilians</p>', 'at least 1,335[^2] civilians'],
    ['<p>at least 1,335&sup2; civilians</p>', 'at least 1,335[^2] civilians'],
    ['<p>at least 1,335¹² civilians</p>', 'at least 1,335[^12] civilians'],
    [
      '<p>at least 1,335<span style="font-size:8px; vertical-align: super">2</span> civilians</p>',
      'at least 1,335[^2] civilians',
    ],
    ['<p>at least 1,335<a href="#_ftn2">2</a> civilians</p>', 'at least 1,335[^2] civilians'],
    ['<p>at least 1,335<sup>*</sup> civilians</p>', 'at least 1,335[^*] civilians'],
    ['<p>at least <a href="#list">12</a> civilians</p>', 'at least 12 civilians'],
    ['<p>the 5<sup>th</sup> report</p>', 'the 5th report'],
    ['<p>1,600<a href="#_ftn4" name="_ftnref4">[4]</a> civilians</p>', '1,600[^4] civilians'],
    ['<p>1,600 <a href="https://example.org/page#fn4">[4]</a> civilians</p>', '1,600 [^4] civilians'],
    ['<p>1,600[4] civilians. Killed.<span>[12]</span></p>', '1,600[^4] civilians. Killed.[^12]'],
    ['<p>[4] civilians were named [in 2017]</p>', '[4] civilians were named [in 2017]'],
    ['<p>1&nbsp;302&nbsp;civilians, 12&#8239;345&thinsp;678</p>', '1\u00a0302 civilians, 12\u00a0345\u00a0678'],
    ['<p>May&nbsp;17,&nbsp;2019, 5&nbsp;June&nbsp;2019</p>', 'May 17, 2019, 5 June 2019'],
    [
      '<p>1,335<sup>a correction of the number in an earlier release</sup></p>',
      '1,335 a correction of the number in an earlier release',
    ],
  ])('a raised note never joins a figure: %s', async (html, text) => {
    expect(await body(html)).toBe(text);
  });

  test('a block, a break, a heading and an entry are lines', async () => {
    expect(
      await body(
        '<h2>Credible Reports</h2><div>One</div><div>two<br>three</div><ul><li>four</li><li><p>five</p></li></ul>six',
      ),
    ).toBe('Credible Reports\n\nOne\ntwo\nthree\n\nfour\n\nfive\n\nsix');
  });

  test('ordered lists keep their numbers', async () => {
    const html =
      '<ol start="3"><li>a</li><li value="7">b</li><li><div>c</div></li><li>9. d</li></ol><ol reversed><li>e</li><li>f</li></ol>';
    expect(await body(html)).toBe('3. a\n7. b\n8. c\n9. d\n\n2. e\n1. f');
  });

  test('rows are lines with separated cells', async () => {
    const html =
      '<table><tr><th>Theatre</th><th>Killed</th></tr><tr><td><p>Iraq</p></td><td><p>12</p></td></tr><tr><td>Syria</td><td></td><td>3</td></tr></table>';
    expect(await body(html)).toBe('Theatre | Killed\nIraq | 12\nSyria | 3');
  });

  test('white space is collapsed, other spaces become spaces, invisible characters disappear', async () => {
    expect(
      await body('<p> at\n\tleast&nbsp;1,302 civil&shy;ians\u200b near\u2011miss\u202e <b>were</b> killed </p>'),
    ).toBe('at least 1,302 civilians near-miss were killed');
  });

  test('words of inline elements stay whole, words of neighbours stay apart', async () => {
    expect(await body('<p><b>c</b>ivilians <i>were</i> <span>killed</span></p><p>two</p>')).toBe(
      'civilians were killed\n\ntwo',
    );
  });

  test('preformatted text keeps its lines', async () => {
    expect(await body('<pre>1. a\n2. b\n\n3. c</pre>')).toBe('1. a\n2. b\n\n3. c');
  });

  test('invisible elements are not read', async () => {
    const html = `<script>var killed = 9</script><style>p{}</style><noscript>9 killed</noscript><template>9</template>
      <div hidden>9 killed</div><div style="DISPLAY : none">9 killed</div><span class="sr-only">Skip</span><!-- 9 killed --><p>Seen</p>`;
    expect(await body(html)).toBe('Seen');
  });
});

const menu = `<nav><ul><li><a href="/">HOME</a></li></ul></nav>
  <div class="dnnMenu main-menu"><a href="/c">CIVILIAN CASUALTY REPORT</a> <a href="/m">MEDIA</a></div>
  <ul>${['About', 'Leadership', 'Operations', 'Media', 'CIVILIAN CASUALTY REPORT'].map((name) => `<li><a href="/x">${name}</a></li>`).join('')}</ul>`;
const prose =
  'The task force completed its assessment of the reports that were still open when the month began, as it does each month.';
const entries = Array.from(
  { length: 12 },
  (_, index) =>
    `Jan. ${index + 1}, 2017, near Mosul, Iraq, via Airwars report. Two civilians were killed when the building beside the target fell.`,
);
const list = `<ol>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ol>`;
const shell = (
  inner: string,
) => `<!DOCTYPE html><html><head><title>Release</title></head><body><form id="Form" action="/">
  <header><a href="/">Site</a></header>${menu}${inner}<footer><p>${'An official website of a government that says so at length below each page. '.repeat(2)}</p></footer></form></body></html>`;

describe('the article of a page', () => {
  test('the menu of a .mil site is not part of it', async () => {
    const { text } = await read(shell(`<div class="body"><p>${prose}</p>${list}</div>`));
    expect(text).not.toContain('CIVILIAN CASUALTY REPORT');
    expect(text.startsWith(prose)).toBe(true);
    expect(text.split('\n').filter((line) => /^\d+\. Jan\./.test(line))).toHaveLength(12);
  });

  test('the selector of the source is used, and nested matches count once', async () => {
    const html = shell(
      `<div class="a"><p>First part.</p><div class="a">Inner.</div></div><div class="b">Other.</div><div class="a">Last part.</div>`,
    );
    expect((await read(html, { selector: '.a' })).text).toBe('First part.\n\nInner.\n\nLast part.');
  });

  test('a selector that misses falls back to the article', async () => {
    const { text } = await read(shell(`<article><h1>Report</h1><p>${prose}</p></article>`), { selector: '.gone' });
    expect(text).toContain(prose);
  });

  test('a broken selector is an error, not a page', async () => {
    await expect(read(shell('<p>x</p>'), { selector: 'div[' })).rejects.toMatchObject({ kind: 'unreadable' });
  });

  test('an article element without the list is not used', async () => {
    const { text } = await read(shell(`<article><p>${prose.repeat(30)}</p></article><div id="list">${list}</div>`));
    for (const entry of entries) expect(text).toContain(entry);
  });

  test('a page without known marks is recognised by its prose', async () => {
    const side = `<div class="x1">${'<p><a href="/y">More news</a></p>'.repeat(3)}</div>`;
    const { text } = await read(shell(`${side}<div class="x2">${`<p>${prose}</p>`.repeat(6)}</div>`));
    expect(text.match(new RegExp(prose, 'g'))).toHaveLength(6);
    expect(text).not.toContain('HOME');
  });

  test('a small box with a common name does not count as the article', async () => {
    const { text } = await read(
      shell(`<div class="body">Share this page</div><div class="x">${`<p>${prose}</p>`.repeat(4)}</div>`),
    );
    expect(text).toContain(prose);
  });

  test('a page built by scripts is suspect', async () => {
    await expect(
      read('<html><head><title>App</title></head><body><div id="root"></div><script>x()</script></body></html>'),
    ).rejects.toMatchObject({ kind: 'suspect' });
  });

  test('a challenge page is blocked', async () => {
    await expect(
      read('<html><head><title>Access Denied</title></head><body>Access Denied Reference #18.4</body></html>'),
    ).rejects.toMatchObject({ kind: 'blocked' });
  });
});

describe('metadata', () => {
  const head = (inner: string) =>
    `<html><head><title>Site | Report</title>${inner}</head><body><h1>Heading</h1><p>Text</p></body></html>`;
  test.each([
    ['og:title', '<meta property="og:title" content="Casualty &amp; report">', { title: 'Casualty & report' }],
    ['the heading', '', { title: 'Heading', published: null, modified: null, canonical: null }],
    [
      'article times',
      '<meta property="article:published_time" content="2019-05-31T12:00:00+02:00"><meta property="article:modified_time" content="2019-06-02">',
      { published: '2019-05-31T10:00:00.000Z', modified: '2019-06-02T00:00:00.000Z' },
    ],
    [
      'linked data',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":"NewsArticle","datePublished":"2019-05-31T00:00:00Z","dateModified":"2019-06-01"}]}</script>',
      { published: '2019-05-31T00:00:00.000Z', modified: '2019-06-01T00:00:00.000Z' },
    ],
    [
      'broken linked data',
      '<script type="application/ld+json">{"datePublished":</script><meta name="DC.date.issued" content="2019-05-31">',
      { published: '2019-05-31T00:00:00.000Z' },
    ],
    ['an impossible date', '<meta name="date" content="31/13/2019">', { published: null }],
    ['canonical', '<link rel="canonical" href="/Article/7/x/">', { canonical: 'https://www.example.mil/Article/7/x/' }],
    ['a canonical that is no address', '<link rel="canonical" href="javascript:x">', { canonical: null }],
  ])('%s', async (_, inner, expected) => {
    expect(await read(head(inner), { url: 'https://www.example.mil/news' })).toMatchObject(expected);
  });

  test('a time element counts if it is the only one', async () => {
    const one = '<time datetime="2019-05-31">31 May</time>';
    expect((await read(`<p>Text</p>${one}`)).published).toBe('2019-05-31T00:00:00.000Z');
    expect((await read(`<p>Text</p>${one}<time datetime="2020-01-01">x</time>`)).published).toBeNull();
    expect(
      (
        await read(
          `<p>Text</p><time datetime="2020-01-01">x</time><time itemprop="datePublished" datetime="2019-05-31">x</time>`,
        )
      ).published,
    ).toBe('2019-05-31T00:00:00.000Z');
  });
});

describe('the format of a document', () => {
  test.each([
    ['<!-- x --><!DOCTYPE html><html>', 'text/plain', 'html'],
    ['<p>At least 12</p>', '', 'html'],
    ['Text first<br>and <p>markup</p> after', '', 'html'],
    ['# Report\n\nAt least 1,302 < 1,600 killed', '', 'text'],
    ['<b>bold</b> in a note', 'text/plain', 'text'],
    ['just words', 'text/html', 'html'],
    ['%PDF-1.7\n', 'text/html', 'pdf'],
    ['\r\n\r\n%PDF-1.4', '', 'pdf'],
    ['<p>Files that begin with %PDF-1.4 are PDFs</p>', '', 'html'],
    ['PK\u0003\u0004\u0000\u0000\u0000\u0000\u0001\u0002\u0003\u0004\u0000\u0000', 'application/zip', 'binary'],
  ])('%j sent as %j is %s', (text, type, form) => {
    expect(formatOf(bytes(text), type)).toBe(form);
  });

  test('plain text keeps its wraps and blank lines', async () => {
    const { text } = await extractDocument(bytes('At least 1,302\r\ncivilians\r\rwere\u00a0killed².\n'), '');
    expect(text).toBe('At least 1,302\ncivilians\n\nwere killed[^2].\n');
  });

  test.each(['', ' \n\u00a0\u200b'])('an empty body (%j) is suspect', async (text) => {
    await expect(extractDocument(bytes(text), '')).rejects.toMatchObject({ kind: 'suspect' });
    await expect(extractDocument(bytes(text), 'text/html')).rejects.toMatchObject({ kind: 'suspect' });
  });

  test('a file of another kind is unreadable', async () => {
    await expect(
      extractDocument(
        Uint8Array.from({ length: 500 }, (_, index) => index % 7),
        '',
      ),
    ).rejects.toMatchObject({ kind: 'unreadable' });
  });
});

const filler =
  '<p>The office said on Thursday that it had finished its work on the operation against the armed group near the town, and that it would publish what it found.</p>';

describe('text that its author struck out', () => {
  test.each([
    ['<p>at least <del>1,291</del> <ins>1,302</ins> civilians</p>', 'at least 1,302 civilians'],
    ['<p>12<s>45</s>civilians</p>', '12 civilians'],
    ['<p>12 <strike>45</strike> civilians were killed <s>twice</s>.</p>', '12 civilians were killed.'],
    ['<p>12 <span style="text-decoration: line-through">45</span> civilians</p>', '12 civilians'],
    ['<p>12 <span style="color:red;text-decoration-line:line-through">45</span> civilians</p>', '12 civilians'],
    ['<p>12 <span class="strikethrough">45</span> <b class="x line-through">46</b> civilians</p>', '12 civilians'],
    [
      '<style>.old, p.gone { color: red; text-decoration: underline line-through }</style><p>12 <i class="old">45</i> civilians</p><p class="gone">46</p>',
      '12 civilians',
    ],
    ['<style>a:hover, p { text-decoration: line-through }</style><p>12 civilians</p>', '12 civilians'],
    ['<p>12 ~~45~~ civilians; ~~46~~, 3~~4~~5</p>', '12 civilians; , 3 5'],
    ['<p>12 4\u03365\u0336 civilians</p>', '12 civilians'],
    ['<p>~ 12 ~ civilians and ~~ 5 ~~</p>', '~ 12 ~ civilians and ~~ 5 ~~'],
  ])('%s', async (html, text) => {
    expect(await body(html)).toBe(text);
  });

  test('in plain text', async () => {
    const { text } = await extractDocument(bytes('at least ~~1,291~~ 1,302 civilians'), 'text/markdown');
    expect(text).toBe('at least 1,302 civilians');
  });
});

describe('what points to other articles', () => {
  const other = 'The Coalition killed 9,999 civilians in Mosul, Amnesty International said.';
  test.each([
    `<p class="read-also">Read also: <a href="/other">${other}</a></p>`,
    `<p>Read also: <a href="/other">${other}</a></p>`,
    `<p><strong>READ MORE:</strong> ${other}</p>`,
    `<h3>Related articles</h3><ul><li><a href="/other">${other}</a></li></ul>`,
    `<h3>More on this</h3><p><a href="/other">${other}</a></p><p><a href="/third">Another</a></p>`,
    `<aside><h4>Recommended</h4><p>${other}</p><a href="/other">Open</a></aside>`,
    `<div class="c-related-posts"><a href="/other">Open</a><p>${other}</p></div>`,
    `<div class="newsletter-signup"><p>Every Friday. Last week: ${other}</p></div>`,
    `<article class="teaser"><h3><a href="/other">${other}</a></h3><p>More of it.</p></article>`,
    `<figure><a href="/other"><img src="a.jpg"><figcaption>${other}</figcaption></a></figure>`,
    `<section><h2>You may also like</h2><div><a href="/other">Open</a><p>${other}</p></div></section>`,
  ])('%s', async (html) => {
    const text = await body(`<article><h1>Statement</h1>${filler}${html}${filler}</article>`);
    expect(text).not.toContain('9,999');
    expect(text.match(/finished its work/g)).toHaveLength(2);
  });

  test.each([
    `<figure><img src="a.jpg"><figcaption>${other}</figcaption></figure>`,
    `<aside><p>Correction: ${other}</p></aside>`,
    `<p>Related to this: ${other}</p>`,
    `<p>See also:<br>${other}</p>`,
    `<div class="post has-related">${other}${filler}${filler}</div>`,
    `<h2 id="recommendations">Recommendations</h2><p>${other}</p>`,
  ])('is none: %s', async (html) => {
    expect(await body(`<article><h1>Statement</h1>${filler}${html}${filler}</article>`)).toContain('9,999');
  });
});
