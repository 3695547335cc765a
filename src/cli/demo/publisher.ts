import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeXML } from 'entities';
import type { Release } from './archive/release.ts';

interface DemoPublisher {
  /** `http://127.0.0.1:<port>`; the feeds are at `/feeds/<name>.xml`. */
  readonly origin: string;
  /** Publishes releases: new ones join their feed, known ones change in place. */
  release(releases: readonly Release[]): void;
  close(): Promise<void>;
}

interface Page {
  readonly id: number;
  readonly release: Release;
}

const newestFirst = (pages: Iterable<Page>) =>
  [...pages].sort((a, b) => b.release.published.localeCompare(a.release.published));

/** Like the publishers' own sites: a menu that matches every keyword, and hidden state that differs at every visit. */
function html({ release }: Page, visit: number): string {
  const body = release.paragraphs.map((paragraph) => `<p>${encodeXML(paragraph)}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${encodeXML(release.title)}</title>
<meta property="article:published_time" content="${release.published}"></head><body>
<nav><a href="/">HOME</a> <a href="/reports">CIVILIAN CASUALTY REPORT</a> <a href="/contact">CONTACT</a></nav>
<form><input type="hidden" name="__VIEWSTATE" value="${visit}"></form>
<article itemprop="articleBody"><h1>${encodeXML(release.title)}</h1>
${body}
</article><footer>Demonstration publisher</footer></body></html>`;
}

function rss(name: string, pages: readonly Page[], origin: string): string {
  const items = newestFirst(pages)
    .slice(0, 20)
    .map(
      ({ id, release }) => `<item><title>${encodeXML(release.title)}</title><link>${origin}/News/Article/${id}/</link>
<guid isPermaLink="false">${name}-${id}</guid><pubDate>${new Date(release.published).toUTCString()}</pubDate>
<description>${encodeXML((release.paragraphs[1] ?? '').slice(0, 60))}</description></item>`,
    );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${name}</title><link>${origin}</link>
<description>Demonstration publisher</description>${items.join('\n')}</channel></rss>`;
}

/** Every feed has one notice from the start: a feed without items counts as broken. */
const notice = (feed: Release['feed']): Release => ({
  feed,
  page: `${feed}-notice`,
  title: 'About this feed',
  published: '2016-01-01T00:00:00Z',
  paragraphs: ['This feed belongs to a demonstration.'],
});

/** A loopback web server that releases the bundled archive. Nothing outside this machine can reach it. */
export async function startDemoPublisher(): Promise<DemoPublisher> {
  const pages = new Map<string, Page>();
  let visits = 0;
  let origin = '';

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const feed = /^\/feeds\/([a-z]+)\.xml$/.exec(path)?.[1];
    const article = Number(/\/Article\/(\d+)\/$/.exec(path)?.[1]);
    const page = [...pages.values()].find(({ id }) => id === article);
    if (feed) {
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
      response.end(
        rss(
          feed,
          [...pages.values()].filter(({ release }) => release.feed === feed),
          origin,
        ),
      );
    } else if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(html(page, ++visits));
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('Not found');
    }
  });

  const put = (release: Release) =>
    pages.set(release.page, { id: pages.get(release.page)?.id ?? 1_000 + pages.size, release });
  for (const feed of ['coalition', 'amnesty', 'airwars'] as const) put(notice(feed));

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has a TCP address
  origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    release(releases) {
      for (const release of releases) put(release);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
