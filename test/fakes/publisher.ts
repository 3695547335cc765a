import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { encodeXML } from 'entities';

/**
 * A publisher's web site on the loopback interface: pages and feeds by path, every request recorded, and every way of
 * failing that a site has. Answers carry ETag and Last-Modified and give 304 like a well-kept server.
 *
 *   const publisher = await startPublisher();
 *   publisher.page('/News/Article/101/', '<article>…</article>');
 *   publisher.feed('/feed', [{ url: publisher.at('/News/Article/101/'), title: 'Report' }]);
 *   publisher.fail('/feed', { kind: 'rate-limited', retryAfter: '120' });
 *   publisher.recover('/feed');
 *   publisher.requests('/feed').length;
 *   await publisher.close();
 */
export interface Publisher {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  at(path: string): string;
  /** Puts up a page or replaces it. `path` may carry a query, which then has to match. */
  page(path: string, body: string | Uint8Array, options?: PageOptions): void;
  /** Puts up an RSS feed or replaces it; newest item first, as given. */
  feed(path: string, items: readonly FeedEntry[], options?: PageOptions): void;
  redirect(path: string, to: string, status?: number): void;
  /** From now on the path is answered with 404 or 410. */
  remove(path: string, status?: 404 | 410): void;
  /** From now on the path (or `*`, every path) fails in this way. */
  fail(path: string, failure: Failure | Failure['kind']): void;
  /** Ends a failure; without a path, all of them. */
  recover(path?: string): void;
  /** Requests so far, oldest first; of one path where given. */
  requests(path?: string): readonly RecordedRequest[];
  forget(): void;
  /** The most requests that were being answered at one time. */
  readonly busiest: number;
  close(): Promise<void>;
}

export interface PageOptions {
  /** Default `text/html; charset=utf-8`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly encoding?: 'gzip' | 'br' | 'zstd' | 'deflate' | 'deflate-raw';
  /** False: no ETag, no Last-Modified, never 304. */
  readonly validators?: boolean;
}

export interface FeedEntry {
  readonly url?: string;
  readonly title?: string;
  readonly guid?: string;
  /** ISO 8601. */
  readonly published?: string;
  readonly html?: string;
}

export type Failure =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'rate-limited'; readonly retryAfter?: string }
  /** 403 with a firewall's words. */
  | { readonly kind: 'forbidden' }
  /** 200 with a bot check instead of the page. */
  | { readonly kind: 'challenge' }
  /** 302 to a login form. */
  | { readonly kind: 'login' }
  /** 500. */
  | { readonly kind: 'broken' }
  /** No answer at all. */
  | { readonly kind: 'hang' }
  /** A header, a few bytes, then nothing. */
  | { readonly kind: 'stall'; readonly status?: number }
  /** A body without end. */
  | { readonly kind: 'endless' }
  /** 60 MB, announced by Content-Length. */
  | { readonly kind: 'huge' }
  /** 200 without a body. */
  | { readonly kind: 'empty' }
  /** The connection is cut in the middle of the body. */
  | { readonly kind: 'cut' }
  /** gzip that ends half-way, in an answer that is complete as far as HTTP can tell. */
  | { readonly kind: 'truncated-gzip' }
  /** 30 MB of zeros in thirty kilobytes. */
  | { readonly kind: 'bomb' }
  | { readonly kind: 'redirect'; readonly to: string };

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

interface Page {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly encoding: PageOptions['encoding'];
  readonly status: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export async function startPublisher(): Promise<Publisher> {
  const pages = new Map<string, Page>();
  const failures = new Map<string, Failure>();
  let recorded: RecordedRequest[] = [];
  let running = 0;
  let busiest = 0;
  let changes = 0;

  const server = createServer((request, response) => {
    running += 1;
    busiest = Math.max(busiest, running);
    response.once('close', () => {
      running -= 1;
    });
    const path = request.url ?? '/';
    recorded.push({ method: request.method ?? '', path, headers: plain(request) });
    const bare = path.replace(/\?.*$/, '');
    const failure = failures.get(path) ?? failures.get(bare) ?? (bare === '/login' ? undefined : failures.get('*'));
    const page = pages.get(path) ?? pages.get(bare);
    if (failure) answerFailure(response, failure, page);
    else if (page) answerPage(request, response, page);
    else if (bare === '/login') answerText(response, 200, '<title>Sign in</title><input type="password">');
    else answerText(response, 404, 'Not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port, not a pipe

  function page(path: string, body: string | Uint8Array, options: PageOptions = {}): void {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    changes += 1;
    pages.set(path, {
      bytes,
      headers: { 'content-type': options.contentType ?? 'text/html; charset=utf-8', ...options.headers },
      encoding: options.encoding,
      status: 200,
      etag: options.validators === false ? null : `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`,
      lastModified:
        options.validators === false ? null : new Date(Date.UTC(2019, 4, 31) + changes * 60_000).toUTCString(),
    });
  }

  function bodiless(path: string, status: number, headers: Readonly<Record<string, string>>): void {
    pages.set(path, { bytes: new Uint8Array(), headers, encoding: undefined, status, etag: null, lastModified: null });
  }

  return {
    origin,
    at: (path) => origin + path,
    page,
    feed: (path, items, options = {}) =>
      page(path, rssFeed(items), { contentType: 'application/rss+xml; charset=utf-8', ...options }),
    redirect: (path, to, status = 302) => bodiless(path, status, { location: to }),
    remove: (path, status = 404) => bodiless(path, status, { 'content-type': 'text/plain' }),
    fail: (path, failure) => void failures.set(path, typeof failure === 'string' ? named(failure) : failure),
    recover: (path) => (path === undefined ? failures.clear() : void failures.delete(path)),
    requests: (path) => recorded.filter((request) => path === undefined || request.path === path),
    forget: () => {
      recorded = [];
      busiest = 0;
    },
    get busiest() {
      return busiest;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function named(kind: Failure['kind']): Failure {
  if (kind === 'status') return { kind, status: 500 };
  if (kind === 'redirect') return { kind, to: '/' };
  return { kind };
}

function plain(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

export function rssFeed(items: readonly FeedEntry[]): string {
  const element = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name}>${encodeXML(value)}</${name}>`;
  const entries = items.map(
    (item) =>
      `<item>${element('title', item.title)}${element('link', item.url)}${item.guid === undefined ? '' : `<guid isPermaLink="false">${encodeXML(item.guid)}</guid>`}${
        item.published === undefined ? '' : `<pubDate>${new Date(item.published).toUTCString()}</pubDate>`
      }${element('description', item.html)}</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Releases</title><link>http://127.0.0.1/</link><description>Releases</description>${entries.join('')}</channel></rss>`;
}

const encoders = {
  gzip: gzipSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
  deflate: deflateSync,
  'deflate-raw': deflateRawSync,
} as const;

function answerPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const { etag, lastModified } = page;
  const headers = {
    ...page.headers,
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { 'last-modified': lastModified }),
  };
  const asked = request.headers['if-none-match'];
  const since = request.headers['if-modified-since'];
  const fresh = asked === undefined ? since !== undefined && since === lastModified : asked === etag;
  if (fresh) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = page.encoding === undefined ? page.bytes : encoders[page.encoding](page.bytes);
  const encoding =
    page.encoding === undefined ? {} : { 'content-encoding': page.encoding.replace('deflate-raw', 'deflate') };
  response.writeHead(page.status, { ...headers, ...encoding }).end(body);
}

function answerText(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
}

function answerFailure(response: ServerResponse, failure: Failure, page: Page | undefined): void {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  switch (failure.kind) {
    case 'status':
      answerText(response, failure.status, `<p>Status ${failure.status}</p>`, { ...failure.headers });
      return;
    case 'rate-limited':
      answerText(response, 429, 'Slow down', failure.retryAfter ? { 'retry-after': failure.retryAfter } : {});
      return;
    case 'forbidden':
      answerText(response, 403, '<title>Access Denied</title><h1>Access Denied</h1><p>Reference&#32;&#35;18.1</p>');
      return;
    case 'challenge':
      answerText(response, 200, '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>');
      return;
    case 'login':
      answerText(response, 302, '', { location: '/login?next=1' });
      return;
    case 'broken':
      answerText(response, 500, '<h1>Server error</h1>');
      return;
    case 'hang':
      return;
    case 'stall':
      response.writeHead(failure.status ?? 200, html).write('<p>The beginning');
      return;
    case 'endless':
      response.writeHead(200, html);
      pourForEver(response);
      return;
    case 'huge':
      response.writeHead(200, { ...html, 'content-length': '60000000' });
      pourForEver(response);
      return;
    case 'empty':
      answerText(response, 200, '');
      return;
    case 'cut':
      response
        .writeHead(200, { ...html, 'content-length': '100000' })
        .write('<p>The beginning', () => response.destroy());
      return;
    case 'truncated-gzip': {
      const whole = gzipSync(page?.bytes ?? 'nothing here');
      const half = whole.subarray(0, whole.length - 12);
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(half);
      return;
    }
    case 'bomb':
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(gzipSync(new Uint8Array(30_000_000)));
      return;
    case 'redirect':
      answerText(response, 302, '', { location: failure.to });
      return;
  }
}

function pourForEver(response: ServerResponse): void {
  const piece = Buffer.alloc(65_536, 'x');
  const pour = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', pour);
  pour();
}
