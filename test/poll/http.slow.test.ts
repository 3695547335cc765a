import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/poll/source.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';
import { type Door, openDoor, openHastyDoor, sourceError, userAgent } from './door.ts';

let publisher: Publisher;
let door: Door;

beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(async () => {
  await publisher.close();
});
beforeEach(() => {
  publisher.recover();
  publisher.forget();
  door = openDoor();
});
afterEach(async () => {
  await door.http.close();
});

async function answer(path: string, request = {}): Promise<HttpAnswer> {
  const given = await door.fetch(publisher.at(path), request);
  if (given.status !== 'ok') throw new Error(`Expected an answer, got ${given.status}.`);
  return given;
}
const text = (given: HttpAnswer) => new TextDecoder().decode(given.bytes);
const failure = (path: string, request = {}) => sourceError(door.fetch(publisher.at(path), request));

describe('bodies', () => {
  for (const encoding of ['gzip', 'br', 'zstd', 'deflate', 'deflate-raw'] as const) {
    it(`undoes ${encoding}`, async () => {
      publisher.page('/coded', 'figures '.repeat(5_000), { encoding });
      expect(text(await answer('/coded'))).toBe('figures '.repeat(5_000));
    });
  }

  it('takes a truncated gzip for an error, not for a shorter page', async () => {
    publisher.page('/report', 'at least 1,302 civilians '.repeat(500));
    publisher.fail('/report', 'truncated-gzip');
    expect((await failure('/report')).kind).toBe('unavailable');
  });

  it('takes a connection cut in the middle of the body for an error', async () => {
    publisher.fail('/report', 'cut');
    expect((await failure('/report')).kind).toBe('unavailable');
  });

  it('refuses a compression that it does not know', async () => {
    publisher.page('/odd', 'text', { headers: { 'content-encoding': 'compress' } });
    expect((await failure('/odd')).kind).toBe('unavailable');
  });

  it('stops a zip bomb at the cap', async () => {
    publisher.fail('/report', 'bomb');
    const error = await failure('/report');
    expect(error.kind).toBe('too-large');
    expect(error.message).toContain('maxBytes');
  });

  it('stops an endless body and a body announced as too large', async () => {
    publisher.fail('/endless', 'endless');
    publisher.fail('/huge', 'huge');
    expect((await failure('/endless')).kind).toBe('too-large');
    expect((await failure('/huge')).kind).toBe('too-large');
  });

  it('gives a PDF more room than a page, by its type or its name', async () => {
    const large = new Uint8Array(11_000_000);
    publisher.page('/scan', large, { contentType: 'application/pdf' });
    publisher.page('/scan.pdf', large, { contentType: 'application/octet-stream' });
    publisher.page('/page', large);
    expect((await answer('/scan')).bytes.length).toBe(11_000_000);
    expect((await answer('/scan.pdf')).bytes.length).toBe(11_000_000);
    expect((await failure('/page')).kind).toBe('too-large');
  });

  it('lets a request set its own cap', async () => {
    publisher.page('/page', 'x'.repeat(2_000));
    expect((await failure('/page', { maxBytes: 1_999 })).kind).toBe('too-large');
    expect((await answer('/page', { maxBytes: 2_000 })).bytes.length).toBe(2_000);
  });

  it('does not take an empty body for a document', async () => {
    publisher.fail('/report', 'empty');
    expect((await failure('/report')).kind).toBe('suspect');
  });
});

describe('waiting', () => {
  it('gives up when no header comes, when the body stalls, and when the whole takes too long', async () => {
    publisher.fail('/hang', 'hang');
    publisher.fail('/stall', 'stall');
    const hasty = openHastyDoor();
    expect((await sourceError(hasty.fetch(publisher.at('/hang')))).kind).toBe('timeout');
    expect((await sourceError(hasty.fetch(publisher.at('/stall')))).kind).toBe('timeout');
    await hasty.http.close();
    const brief = openDoor({ allowPrivate: true }, { limits: { totalMs: 200 } });
    expect((await sourceError(brief.fetch(publisher.at('/hang')))).kind).toBe('timeout');
    await brief.http.close();
  });

  it('ends at once with the reason of the caller that aborts', async () => {
    publisher.fail('/hang', 'hang');
    const controller = new AbortController();
    const asked = door.fetch(publisher.at('/hang'), { signal: controller.signal });
    controller.abort(new Error('shutting down'));
    await expect(asked).rejects.toThrow('shutting down');
  });

  it('takes a deadline of the caller for a timeout of the source', async () => {
    publisher.fail('/hang', 'hang');
    expect((await failure('/hang', { signal: AbortSignal.timeout(50) })).kind).toBe('timeout');
  });

  it('ends running requests when closed, and may be closed twice', async () => {
    publisher.fail('/hang', 'hang');
    const asked = door.fetch(publisher.at('/hang'));
    const ended = expect(asked).rejects.toThrow('closed');
    await door.http.close();
    await door.http.close();
    await ended;
  });
});

describe('conditional requests', () => {
  it('sends the validators and gives not-modified for 304', async () => {
    publisher.page('/page', 'text');
    const first = await answer('/page');
    expect(first.etag).toMatch(/^"/);
    const { etag, lastModified } = first;
    expect(await door.fetch(publisher.at('/page'), { etag, lastModified })).toEqual({
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

  it('does not let the date of another page pass for unchanged after a redirect', async () => {
    publisher.page('/elsewhere', 'text');
    publisher.redirect('/page', '/elsewhere');
    const { etag, lastModified } = await answer('/page');
    expect((await door.fetch(publisher.at('/page'), { lastModified })).status).toBe('ok');
    expect((await door.fetch(publisher.at('/page'), { etag, lastModified })).status).toBe('not-modified');
  });

  it('takes a 304 that was not asked for as a fault', async () => {
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

  it('notices a circle', async () => {
    publisher.redirect('/a', '/b');
    publisher.redirect('/b', '/a');
    expect((await failure('/a')).message).toContain('circle');
  });

  it('goes to no other scheme', async () => {
    publisher.redirect('/file', 'file:///etc/hostname');
    expect((await failure('/file')).kind).toBe('forbidden-address');
  });

  it('goes to no private address of another host, even for a source inside the network', async () => {
    publisher.redirect('/metadata', 'http://169.254.169.254/latest/meta-data/');
    publisher.redirect('/neighbour', 'http://127.0.0.2/');
    expect((await failure('/metadata')).kind).toBe('forbidden-address');
    expect((await failure('/neighbour')).kind).toBe('forbidden-address');
  });

  it('goes to no host that is not listed, where hosts are listed', async () => {
    const listed = openDoor({ allowPrivate: true, hosts: ['example.mil'] });
    const error = await sourceError(listed.fetch(publisher.at('/page')));
    expect(error.kind).toBe('forbidden-address');
    expect(publisher.requests()).toHaveLength(0);
    await listed.http.close();
  });

  it('takes a redirect to a login form for a refusal', async () => {
    publisher.fail('/page', 'login');
    expect((await failure('/page')).kind).toBe('blocked');
  });
});

describe('refusals', () => {
  it('names each status by what it means', async () => {
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

  it('takes a bot check with status 200 and a firewall page for a refusal', async () => {
    publisher.fail('/page', 'challenge');
    expect((await failure('/page')).kind).toBe('blocked');
    publisher.fail('/page', 'forbidden');
    expect((await failure('/page')).message).toContain('Akamai');
  });

  it('names a host that does not listen and a name that does not exist', async () => {
    expect((await sourceError(door.fetch('http://127.0.0.1:1/'))).message).toContain('ECONNREFUSED');
    const lost = openDoor({}, { lookup: (_host, _options, callback) => callback(notFound, [], undefined) });
    expect((await sourceError(lost.fetch('http://nowhere.example/'))).message).toContain('correct the url');
    await lost.http.close();
  });

  it('says so in its own words, whatever the address', async () => {
    const lost = openDoor({}, { lookup: (_host, _options, callback) => callback(notFound, [], undefined) });
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

  it('hears a refusal whose body never ends', async () => {
    publisher.fail('/page', { kind: 'stall', status: 403 });
    const hasty = openHastyDoor();
    expect((await sourceError(hasty.fetch(publisher.at('/page')))).kind).toBe('blocked');
    await hasty.http.close();
  });

  it('ends every message with a fix and keeps credentials and queries out of it', async () => {
    const failures = ['forbidden', 'broken', 'empty', 'cut', 'challenge', 'login', 'truncated-gzip'] as const;
    const address = publisher.at('/page?token=sesame').replace('://', '://editor:secret@');
    for (const kind of failures) {
      publisher.fail('/page', kind);
      const { message } = await sourceError(door.fetch(address));
      expect(message).not.toMatch(/sesame|secret|editor/);
      expect(message).toMatch(/\.$/);
    }
  });
});
const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

describe('politeness', () => {
  it('introduces itself, and each source may do so in its own words', async () => {
    publisher.page('/page', 'text');
    await answer('/page');
    expect(publisher.requests('/page')[0]?.headers['user-agent']).toBe(userAgent);
    const own = door.http.fetchFor({ id: 'own', allowPrivate: true, userAgent: 'Desk (desk@example.org)' });
    await own(publisher.at('/page'));
    expect(publisher.requests('/page')[1]?.headers['user-agent']).toBe('Desk (desk@example.org)');
  });

  it('sends credentials of an address as a header and forgets them at another host', async () => {
    publisher.page('/page', 'text');
    const given = await door.fetch(publisher.at('/page').replace('://', '://desk:key@'));
    expect(publisher.requests('/page')[0]?.headers['authorization']).toBe(`Basic ${btoa('desk:key')}`);
    expect(given.status === 'ok' && given.url).toBe(publisher.at('/page'));
  });

  it('makes one request at a time to a host, with a pause, whoever asks', async () => {
    publisher.page('/page', 'text');
    const other = door.http.fetchFor({ id: 'other', allowPrivate: true, spacingMs: 5_000 });
    await Promise.all([
      door.fetch(publisher.at('/page')),
      other(publisher.at('/page')),
      door.fetch(publisher.at('/page')),
    ]);
    expect(publisher.busiest).toBe(1);
    expect(door.waits).toEqual([5_000, 2_000]);
  });

  it('waits in line no longer than its caller does', async () => {
    publisher.fail('/hang', 'hang');
    const hasty = openHastyDoor();
    const first = sourceError(hasty.fetch(publisher.at('/hang')));
    const controller = new AbortController();
    const second = hasty.fetch(publisher.at('/page'), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect((await first).kind).toBe('timeout');
    await hasty.http.close();
  });

  it('leaves a host alone for as long as it asks for', async () => {
    publisher.page('/other', 'text');
    publisher.fail('/page', { kind: 'rate-limited', retryAfter: '120' });
    const first = await failure('/page');
    expect([first.kind, first.retryAfterMs, first.retryable]).toEqual(['rate-limited', 120_000, true]);
    publisher.forget();
    const second = await failure('/other');
    expect([second.kind, second.retryAfterMs]).toEqual(['rate-limited', 120_000]);
    expect(publisher.requests()).toHaveLength(0);
    door.pass(120_000);
    expect(text(await answer('/other'))).toBe('text');
  });

  it('reads a Retry-After that is a date, and keeps to a minute where none is given', async () => {
    const until = new Date(door.now().getTime() + 3_600_000).toUTCString();
    const headers = { 'retry-after': until, date: door.now().toUTCString() };
    publisher.fail('/page', { kind: 'status', status: 503, headers });
    expect((await failure('/page')).retryAfterMs).toBe(3_600_000);
    door.pass(3_600_000);
    publisher.fail('/page', 'rate-limited');
    expect((await failure('/page')).retryAfterMs).toBeNull();
    expect((await failure('/page')).retryAfterMs).toBe(60_000);
  });

  it('gives the time before which it is not worth asking again', async () => {
    publisher.page('/page', 'text', { headers: { 'cache-control': 'public, max-age=600' } });
    const first = await answer('/page');
    expect(first.notBefore).toEqual(new Date(door.now().getTime() + 600_000));
    expect(await door.fetch(publisher.at('/page'), { etag: first.etag })).toEqual({
      status: 'not-modified',
      notBefore: new Date(door.now().getTime() + 600_000),
    });
  });
});

describe('a proxy of the environment', () => {
  it('is used for all but NO_PROXY and this machine, and names inside the network do not get there', async () => {
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
    const behind = openDoor({ allowPrivate: false }, { env, lookup });
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
