import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/poll/source.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';
import { createImpatientClient, createTestClient, sourceError, type TestClient, userAgent } from './test-client.ts';

let publisher: Publisher;
let client: TestClient;

beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(async () => {
  await publisher.close();
});
beforeEach(() => {
  publisher.recover();
  publisher.forget();
  client = createTestClient();
});
afterEach(async () => {
  await client.http.close();
});

async function answer(path: string, request = {}): Promise<HttpAnswer> {
  const given = await client.fetch(publisher.at(path), request);
  if (given.status !== 'ok') throw new Error(`Expected an answer, got ${given.status}.`);
  return given;
}
const text = (given: HttpAnswer) => new TextDecoder().decode(given.bytes);
const failure = (path: string, request = {}) => sourceError(client.fetch(publisher.at(path), request));

describe('bodies', () => {
  for (const encoding of ['gzip', 'br', 'zstd', 'deflate', 'deflate-raw'] as const) {
    it(`undoes ${encoding}`, async () => {
      publisher.page('/coded', 'figures '.repeat(5_000), { encoding });
      expect(text(await answer('/coded'))).toBe('figures '.repeat(5_000));
    });
  }

  it('treats a truncated gzip as an error, not as a shorter page', async () => {
    publisher.page('/report', 'at least 1,302 civilians '.repeat(500));
    publisher.fail('/report', 'truncated-gzip');
    expect((await failure('/report')).kind).toBe('unavailable');
  });

  it('treats a connection that is cut inside the body as an error', async () => {
    publisher.fail('/report', 'cut');
    expect((await failure('/report')).kind).toBe('unavailable');
  });

  it('refuses an unknown compression', async () => {
    publisher.page('/odd', 'text', { headers: { 'content-encoding': 'compress' } });
    expect((await failure('/odd')).kind).toBe('unavailable');
  });

  it('stops a zip bomb at the limit', async () => {
    publisher.fail('/report', 'bomb');
    const error = await failure('/report');
    expect(error.kind).toBe('too-large');
    expect(error.message).toContain('maxBytes');
  });

  it('stops an endless body and a body that is declared too large', async () => {
    publisher.fail('/endless', 'endless');
    publisher.fail('/huge', 'huge');
    expect((await failure('/endless')).kind).toBe('too-large');
    expect((await failure('/huge')).kind).toBe('too-large');
  });

  it('allows a PDF more bytes than a page, by its type or its name', async () => {
    const large = new Uint8Array(11_000_000);
    publisher.page('/scan', large, { contentType: 'application/pdf' });
    publisher.page('/scan.pdf', large, { contentType: 'application/octet-stream' });
    publisher.page('/page', large);
    expect((await answer('/scan')).bytes.length).toBe(11_000_000);
    expect((await answer('/scan.pdf')).bytes.length).toBe(11_000_000);
    expect((await failure('/page')).kind).toBe('too-large');
  });

  it('lets a request set its own limit', async () => {
    publisher.page('/page', 'x'.repeat(2_000));
    expect((await failure('/page', { maxBytes: 1_999 })).kind).toBe('too-large');
    expect((await answer('/page', { maxBytes: 2_000 })).bytes.length).toBe(2_000);
  });

  it('does not accept an empty body as a document', async () => {
    publisher.fail('/report', 'empty');
    expect((await failure('/report')).kind).toBe('suspect');
  });
});

describe('waiting', () => {
  it('stops when no header comes, when the body stalls, and when the request takes too long', async () => {
    publisher.fail('/hang', 'hang');
    publisher.fail('/stall', 'stall');
    const hasty = createImpatientClient();
    expect((await sourceError(hasty.fetch(publisher.at('/hang')))).kind).toBe('timeout');
    expect((await sourceError(hasty.fetch(publisher.at('/stall')))).kind).toBe('timeout');
    await hasty.http.close();
    const brief = createTestClient({ allowPrivate: true }, { limits: { totalMs: 200 } });
    expect((await sourceError(brief.fetch(publisher.at('/hang')))).kind).toBe('timeout');
    await brief.http.close();
  });

  it('ends at once with the reason of the caller’s abort', async () => {
    publisher.fail('/hang', 'hang');
    const controller = new AbortController();
    const asked = client.fetch(publisher.at('/hang'), { signal: controller.signal });
    controller.abort(new Error('shutting down'));
    await expect(asked).rejects.toThrow('shutting down');
  });

  it('treats a deadline of the caller as a timeout of the source', async () => {
    publisher.fail('/hang', 'hang');
    expect((await failure('/hang', { signal: AbortSignal.timeout(50) })).kind).toBe('timeout');
  });

  it('ends running requests when closed, and may be closed twice', async () => {
    publisher.fail('/hang', 'hang');
    const asked = client.fetch(publisher.at('/hang'));
    const ended = expect(asked).rejects.toThrow('closed');
    await client.http.close();
    await client.http.close();
    await ended;
  });
});

describe('conditional requests', () => {
  it('sends the validators and gives not-modified for 304', async () => {
    publisher.page('/page', 'text');
    const first = await answer('/page');
    expect(first.etag).toMatch(/^"/);
    const { etag, lastModified } = first;
    expect(await client.fetch(publisher.at('/page'), { etag, lastModified })).toEqual({
      status: 'not-modified',
      notBefore: null,
    });
    expect(publisher.requests('/page')[1]?.headers['if-none-match']).toBe(etag);
    expect(publisher.requests('/page')[1]?.headers['if-modified-since']).toBe(lastModified);
  });

  it('does not send a validator that cannot be a header', async () => {
    publisher.page('/page', 'text');
    await answer('/page', { etag: 'a\r\nx-injected: 1' });
    expect(publisher.requests('/page')[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('does not treat another page as unchanged by its date after a redirect', async () => {
    publisher.page('/elsewhere', 'text');
    publisher.redirect('/page', '/elsewhere');
    const { etag, lastModified } = await answer('/page');
    expect((await client.fetch(publisher.at('/page'), { lastModified })).status).toBe('ok');
    expect((await client.fetch(publisher.at('/page'), { etag, lastModified })).status).toBe('not-modified');
  });

  it('treats a 304 to an unconditional request as an error', async () => {
    publisher.fail('/page', { kind: 'status', status: 304 });
    expect((await failure('/page')).kind).toBe('suspect');
  });
});

describe('redirects', () => {
  it('follows five and not six', async () => {
    publisher.page('/5', 'the end');
    for (const step of [0, 1, 2, 3, 4]) publisher.redirect(`/${step}`, `/${step + 1}`);
    publisher.redirect('/six', '/0');
    const given = await answer('/0');
    expect(text(given)).toBe('the end');
    expect(given.url).toBe(publisher.at('/5'));
    expect((await failure('/six')).message).toContain('more than 5 times');
  });

  it('detects a circle', async () => {
    publisher.redirect('/a', '/b');
    publisher.redirect('/b', '/a');
    expect((await failure('/a')).message).toContain('circle');
  });

  it('follows no other scheme', async () => {
    publisher.redirect('/file', 'file:///etc/hostname');
    expect((await failure('/file')).kind).toBe('forbidden-address');
  });

  it('follows no redirect to a private address of another host, even for a source inside the network', async () => {
    publisher.redirect('/metadata', 'http://169.254.169.254/latest/meta-data/');
    publisher.redirect('/neighbour', 'http://127.0.0.2/');
    expect((await failure('/metadata')).kind).toBe('forbidden-address');
    expect((await failure('/neighbour')).kind).toBe('forbidden-address');
  });

  it('follows no redirect to a host outside the configured hosts', async () => {
    const listed = createTestClient({ allowPrivate: true, hosts: ['example.mil'] });
    const error = await sourceError(listed.fetch(publisher.at('/page')));
    expect(error.kind).toBe('forbidden-address');
    expect(publisher.requests()).toHaveLength(0);
    await listed.http.close();
  });

  it('treats a redirect to a login form as blocked', async () => {
    publisher.fail('/page', 'login');
    expect((await failure('/page')).kind).toBe('blocked');
  });
});

describe('errors', () => {
  it('maps each status to its error kind', async () => {
    const meanings = [
      [401, 'blocked'],
      [403, 'blocked'],
      [451, 'blocked'],
      [404, 'not-found'],
      [410, 'gone'],
      [500, 'unavailable'],
      [502, 'unavailable'],
      [204, 'suspect'],
    ] as const;
    for (const [status, kind] of meanings) {
      publisher.fail('/page', { kind: 'status', status });
      expect([status, (await failure('/page')).kind]).toEqual([status, kind]);
    }
  });

  it('treats a bot check with status 200 and a firewall page as blocked', async () => {
    publisher.fail('/page', 'challenge');
    expect((await failure('/page')).kind).toBe('blocked');
    publisher.fail('/page', 'forbidden');
    expect((await failure('/page')).message).toContain('Akamai');
  });

  it('names a host that does not listen and a name that does not exist', async () => {
    expect((await sourceError(client.fetch('http://127.0.0.1:1/'))).message).toContain('ECONNREFUSED');
    const lost = createTestClient({}, { lookup: (_host, _options, callback) => callback(notFound, [], undefined) });
    expect((await sourceError(lost.fetch('http://nowhere.example/'))).message).toContain('correct the url');
    await lost.http.close();
  });

  it('gives an error with a fix for any address', async () => {
    const lost = createTestClient({}, { lookup: (_host, _options, callback) => callback(notFound, [], undefined) });
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => !/[/\\?#]/.test(text)),
        fc.constantFrom('', 'http://', 'http://%zz:%@', '//'),
        async (text, start) => {
          for (const address of [`${start}${text}.example/`, `http://${text}@reports.example/${text}`]) {
            const error = await sourceError(lost.fetch(address));
            expect(['forbidden-address', 'unavailable']).toContain(error.kind);
          }
        },
      ),
    );
    await lost.http.close();
  });

  it('reads an error whose body never ends', async () => {
    publisher.fail('/page', { kind: 'stall', status: 403 });
    const hasty = createImpatientClient();
    expect((await sourceError(hasty.fetch(publisher.at('/page')))).kind).toBe('blocked');
    await hasty.http.close();
  });

  it('ends every message with a fix and keeps credentials and queries out of it', async () => {
    const failures = ['forbidden', 'broken', 'empty', 'cut', 'challenge', 'login', 'truncated-gzip'] as const;
    const address = publisher.at('/page?token=sesame').replace('://', '://editor:secret@');
    for (const kind of failures) {
      publisher.fail('/page', kind);
      const { message } = await sourceError(client.fetch(address));
      expect(message).not.toMatch(/sesame|secret|editor/);
      expect(message).toMatch(/\.$/);
    }
  });
});
const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

describe('politeness', () => {
  it('sends a User-Agent, which each source may replace', async () => {
    publisher.page('/page', 'text');
    await answer('/page');
    expect(publisher.requests('/page')[0]?.headers['user-agent']).toBe(userAgent);
    const own = client.http.fetchFor({ id: 'own', allowPrivate: true, userAgent: 'Desk (desk@example.org)' });
    await own(publisher.at('/page'));
    expect(publisher.requests('/page')[1]?.headers['user-agent']).toBe('Desk (desk@example.org)');
  });

  it('sends credentials of an address as a header, and not to another host', async () => {
    publisher.page('/page', 'text');
    const given = await client.fetch(publisher.at('/page').replace('://', '://desk:key@'));
    expect(publisher.requests('/page')[0]?.headers['authorization']).toBe(`Basic ${btoa('desk:key')}`);
    expect(given.status === 'ok' && given.url).toBe(publisher.at('/page'));
  });

  it('makes one request at a time to a host, with a pause, for all sources', async () => {
    publisher.page('/page', 'text');
    const other = client.http.fetchFor({ id: 'other', allowPrivate: true, spacingMs: 5_000 });
    await Promise.all([
      client.fetch(publisher.at('/page')),
      other(publisher.at('/page')),
      client.fetch(publisher.at('/page')),
    ]);
    expect(publisher.busiest).toBe(1);
    expect(client.waits).toEqual([5_000, 2_000]);
  });

  it('waits in the queue no longer than its caller', async () => {
    publisher.fail('/hang', 'hang');
    const hasty = createImpatientClient();
    const first = sourceError(hasty.fetch(publisher.at('/hang')));
    const controller = new AbortController();
    const second = hasty.fetch(publisher.at('/page'), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect((await first).kind).toBe('timeout');
    await hasty.http.close();
  });

  it('sends no request to a host before the time that it asked for', async () => {
    publisher.page('/other', 'text');
    publisher.fail('/page', { kind: 'rate-limited', retryAfter: '120' });
    const first = await failure('/page');
    expect([first.kind, first.retryAfterMs, first.retryable]).toEqual(['rate-limited', 120_000, true]);
    publisher.forget();
    const second = await failure('/other');
    expect([second.kind, second.retryAfterMs]).toEqual(['rate-limited', 120_000]);
    expect(publisher.requests()).toHaveLength(0);
    client.advance(120_000);
    expect(text(await answer('/other'))).toBe('text');
  });

  it('reads a Retry-After date, and waits a minute if none is given', async () => {
    const until = new Date(client.now().getTime() + 3_600_000).toUTCString();
    const headers = { 'retry-after': until, date: client.now().toUTCString() };
    publisher.fail('/page', { kind: 'status', status: 503, headers });
    expect((await failure('/page')).retryAfterMs).toBe(3_600_000);
    client.advance(3_600_000);
    publisher.fail('/page', 'rate-limited');
    expect((await failure('/page')).retryAfterMs).toBeNull();
    expect((await failure('/page')).retryAfterMs).toBe(60_000);
  });

  it('returns when the answer expires', async () => {
    publisher.page('/page', 'text', { headers: { 'cache-control': 'public, max-age=600' } });
    const first = await answer('/page');
    expect(first.notBefore).toEqual(new Date(client.now().getTime() + 600_000));
    expect(await client.fetch(publisher.at('/page'), { etag: first.etag })).toEqual({
      status: 'not-modified',
      notBefore: new Date(client.now().getTime() + 600_000),
    });
  });
});

describe('a proxy of the environment', () => {
  it('is used except for NO_PROXY and this machine, and gets no names inside the network', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('through the proxy');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const env = {
      HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      NO_PROXY: 'example.net',
    };
    const lookup: LookupFunction = (_host, _options, callback) => callback(notFound, [], undefined);
    const behind = createTestClient({ allowPrivate: false }, { env, lookup });
    const given = await behind.fetch('http://reports.example/list?x=1');
    expect(given.status === 'ok' && text(given)).toBe('through the proxy');
    expect((await sourceError(behind.fetch('http://intranet/'))).kind).toBe('forbidden-address');
    expect((await sourceError(behind.fetch('http://metadata.google.internal/'))).kind).toBe('forbidden-address');
    expect((await sourceError(behind.fetch('http://169.254.169.254/'))).kind).toBe('forbidden-address');
    expect((await sourceError(behind.fetch('http://example.net/'))).message).toContain('ENOTFOUND');
    const inside = behind.http.fetchFor({ id: 'inside', allowPrivate: true });
    publisher.page('/page', 'straight');
    const straight = await inside(publisher.at('/page'));
    expect(straight.status === 'ok' && text(straight)).toBe('straight');
    expect(asked).toEqual(['http://reports.example/list?x=1']);
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    const refused = await sourceError(behind.fetch('https://reports.example/'));
    expect([refused.kind, refused.message]).toEqual(['unavailable', expect.stringContaining('HTTPS_PROXY')]);
    expect(asked).toContain('reports.example:443');
    await behind.http.close();
    await new Promise((resolve) => {
      proxy.close(resolve);
      proxy.closeAllConnections();
    });
  });
});
