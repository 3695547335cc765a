/** Feeds and pages that are made to exhaust a parser, all within the size caps. */
const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${inner}</channel></rss>`;
const item = (description: string) =>
  rss(`<item><title>a</title><link>https://e.org/a</link><description>${description}</description></item>`);
const entityBomb = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index || ''};`.repeat(10)}">`).join('')}]>`;

export const hostileFeeds: Readonly<Record<string, () => string>> = {
  'an entity bomb': () => `<?xml version="1.0"?>${entityBomb}${item('&lol9;')}`,
  'one huge entity, many times': () =>
    `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>${item('&a;'.repeat(50_000))}`,
  'an outside entity': () => `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${item('&a;')}`,
  '10,000 levels': () => rss(`<item>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</item>`),
  '200,000 levels': () => rss(`<item>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</item>`),
  '100,000 attributes': () =>
    rss(
      `<item ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}><link>https://e.org/a</link></item>`,
    ),
  '1 MB of unclosed breaks': () => item(`<![CDATA[${'a<br'.repeat(250_000)}]]>`),
  '400,000 empty items': () => rss('<item/>'.repeat(400_000)),
  '1 MB of ampersands': () => item('&'.repeat(1_000_000)),
  '1 MB of angle brackets': () => item('<'.repeat(1_000_000)),
  'unclosed CDATA': () => `<rss version="2.0"><channel><item><title><![CDATA[${'x'.repeat(2_000_000)}`,
  'unclosed comment': () => `<rss version="2.0"><channel><!--${'-'.repeat(2_000_000)}`,
  'unclosed document types': () => `<!DOCTYPE ${'['.repeat(1_000_000)}${"<!x '".repeat(200_000)}`,
  'root upon root': () => '<rss '.repeat(400_000),
  'unclosed xhtml titles': () => `<feed xmlns="http://www.w3.org/2005/Atom">${'<title type="xhtml">'.repeat(200_000)}`,
  'descriptions inside descriptions': () => rss(`<item>${'<description><b>'.repeat(200_000)}</description></item>`),
  'unclosed quotes': () => rss(`<item ${'a="'.repeat(500_000)}>`),
};

export const hostilePages: Readonly<Record<string, () => string>> = {
  '200,000 levels': () => '<div>'.repeat(200_000),
  '200,000 bold levels': () => '<b>'.repeat(200_000),
  '100,000 nested tables': () => '<table><tr><td>'.repeat(100_000),
  '1,900 levels': () => `${'<div>'.repeat(1_900)}text${'</div>'.repeat(1_900)}`,
  '1 MB of unclosed breaks': () => 'a<br'.repeat(250_000),
  '100,000 attributes': () => `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=1`).join(' ')}>text</p>`,
  'an attribute of 5 MB': () => `<p title="${'x'.repeat(5_000_000)}">text</p>`,
  'a style of 2 MB': () => `<p style="${' '.repeat(2_000_000)}display">text</p>`,
  '300,000 paragraphs': () => '<p>x'.repeat(300_000),
  '100,000 misnested elements': () => '<p><b></p>'.repeat(100_000),
  '50,000 list entries': () => `<ol>${'<li>x</li>'.repeat(50_000)}</ol>`,
  '2 MB of angle brackets': () => '<'.repeat(2_000_000),
  '2 MB of ampersands': () => `<p>${'&'.repeat(2_000_000)}`,
  'unclosed comment': () => `<p>x<!--${'<!--'.repeat(500_000)}`,
  'a title of 2 MB': () => `<title>${'<title'.repeat(300_000)}`,
  'linked data nested 100,000 deep': () =>
    `<p>text</p><script type="application/ld+json">${'['.repeat(100_000)}</script>`,
  '3 MB of one line': () => `<p>${'civilians killed 12 '.repeat(150_000)}</p>`,
  '3 MB of spaces': () => `<p>a${' '.repeat(3_000_000)}b</p>`,
};
