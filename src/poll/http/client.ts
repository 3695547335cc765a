import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { request as send } from 'undici';
import { assertAllowedUrl, ForbiddenAddressError } from '../../network/address.ts';
import { withoutCredentials } from '../../network/credentials.ts';
import { createDispatcher } from '../../network/dispatcher.ts';
import { retryAfterMs } from '../../network/retry-after.ts';
import { type Fetch, type HttpAnswer, type HttpRequest, type HttpUnchanged, SourceError } from '../source.ts';
import { inflate } from './body.ts';
import { standIn } from './challenge.ts';
import { headBytes, isPdf, plainHeaders, readBody, requestHeaders, validator } from './headers.ts';
import { createHostQueue } from './host-queue.ts';
import { notBefore } from './politeness.ts';
import { addressError, networkError, shownAddress, statusError } from './source-errors.ts';

/** The only door to the network for everything that is polled. It never retries: the schedule does. */
export interface Http {
  /** The door as one source may use it. Hosts are shared: two sources on one host still make one request at a time. */
  fetchFor(source: HttpSource): Fetch;
  /** Ends running requests. Safe to call twice. */
  close(): Promise<void>;
}

export interface HttpSource {
  readonly id: string;
  /**
   * Lets the source reach private and loopback addresses that it names itself (never link-local ones). A redirect to
   * another private host is still refused.
   */
  readonly allowPrivate?: boolean;
  /** Replaces the default; must name a contact. */
  readonly userAgent?: string;
  /** Wire and inflated bytes of an answer that is no PDF. */
  readonly maxBytes?: number;
  readonly maxPdfBytes?: number;
  /** Pause between two requests to one host. */
  readonly spacingMs?: number;
  /** When given, only these hosts and their subdomains are asked, redirects included. */
  readonly hosts?: readonly string[];
}

export interface HttpOptions {
  readonly now: () => Date;
  /** With a contact address, e.g. `Ackwatch/0.1 (+https://example.org; desk@example.org)`. */
  readonly userAgent: string;
  /** Read for HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case. Nothing is read from the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<HttpLimits>;
  /** Stands in for the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Stands in for waiting. Rejects with the signal's reason when aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface HttpLimits {
  readonly connectMs: number;
  /** Until the whole header is there. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly bodyMs: number;
  /** One request with its body, so that a drip of bytes ends too. */
  readonly totalMs: number;
  readonly spacingMs: number;
  readonly maxBytes: number;
  readonly maxPdfBytes: number;
  readonly redirects: number;
  /** How long a host is left alone that answered 429 without saying for how long. */
  readonly holdMs: number;
}

export const httpLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 30_000,
  totalMs: 180_000,
  spacingMs: 2_000,
  maxBytes: 10_000_000,
  maxPdfBytes: 50_000_000,
  redirects: 5,
  holdMs: 60_000,
};

/** One answer of one host, before redirects are followed. */
interface Hop {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly wire: Uint8Array;
}

export function createHttp(options: HttpOptions): Http {
  const limits = { ...httpLimits, ...options.limits };
  const hosts = createHostQueue(
    options.now,
    options.sleep ?? (async (ms, signal) => void (await pause(ms, undefined, { signal }))),
  );
  const connection = { connectMs: limits.connectMs, env: options.env, lookup: options.lookup };
  const dispatchers = {
    guarded: createDispatcher({ ...connection, allowPrivate: false }),
    open: createDispatcher({ ...connection, allowPrivate: true }),
  };
  const closing = new AbortController();

  async function ask(
    url: URL,
    allowPrivate: boolean,
    headers: Record<string, string>,
    cap: Cap,
    signal: AbortSignal,
  ): Promise<Hop> {
    const response = await send(url, {
      dispatcher: allowPrivate ? dispatchers.open : dispatchers.guarded,
      headers,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.bodyMs,
      signal,
    });
    response.body.on('error', () => {});
    const answered = plainHeaders(response.headers);
    const complete = response.statusCode === 200 || response.statusCode === 203;
    const wire = await readBody(response.body, answered, complete ? cap(url, answered) : null);
    return { status: response.statusCode, headers: answered, wire };
  }

  async function follow(
    source: HttpSource,
    start: URL,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpAnswer | HttpUnchanged> {
    const { authorization, url: asked } = withoutCredentials(start);
    const cap: Cap = (url, headers) =>
      request.maxBytes ??
      (isPdf(url, headers) ? (source.maxPdfBytes ?? limits.maxPdfBytes) : (source.maxBytes ?? limits.maxBytes));
    const seen = new Set<string>();
    let url = asked;
    for (;;) {
      const allowPrivate = source.allowPrivate === true && url.hostname === asked.hostname;
      assertAllowedUrl(url, allowPrivate);
      assertListed(url, source.hosts);
      // After a redirect the answer may be another resource, whose older date would pass for 'unchanged'.
      const validators = url === asked ? request : { ...request, lastModified: null };
      const headers = requestHeaders(source.userAgent ?? options.userAgent, validators);
      if (authorization !== null && url.origin === asked.origin) headers['authorization'] = authorization;
      const hop = await inTurn(url, source.spacingMs ?? limits.spacingMs, signal, (limited) =>
        ask(url, allowPrivate, headers, cap, limited),
      );
      const target = redirectTarget(hop, url);
      if (target === null) return await conclude(hop, asked, url, cap(url, hop.headers), headers);
      seen.add(url.href);
      if (seen.has(target.href)) throw redirectError(asked, 'in a circle');
      if (seen.size > limits.redirects) throw redirectError(asked, `more than ${limits.redirects} times`);
      url = target;
    }
  }

  async function inTurn(
    url: URL,
    spacingMs: number,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Hop>,
  ): Promise<Hop> {
    assertNotHeld(url);
    const leave = await hosts.enter(url.host, spacingMs, signal);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), limits.totalMs);
    const limited = AbortSignal.any([signal, deadline.signal]);
    try {
      assertNotHeld(url);
      const hop = await work(limited);
      const wait = retryAfterMs(hop.headers, options.now());
      if (hop.status === 429 || (hop.status === 503 && wait !== null)) {
        hosts.hold(url.host, new Date(options.now().getTime() + (wait ?? limits.holdMs)));
      }
      return hop;
    } catch (error) {
      if (signal.aborted) throw error;
      if (deadline.signal.aborted) throw networkError(Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' }), url);
      throw networkError(error, url);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  function assertNotHeld(url: URL): void {
    const until = hosts.heldUntil(url.host);
    if (until === null) return;
    throw new SourceError(
      'rate-limited',
      `${url.host} asked to be left alone until ${until.toISOString()}, so it was not asked. If this stays, make the schedules of the sources on this host slower.`,
      { retryAfterMs: until.getTime() - options.now().getTime() },
    );
  }

  async function conclude(
    hop: Hop,
    asked: URL,
    url: URL,
    maxBytes: number,
    sent: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer | HttpUnchanged> {
    const now = options.now();
    const conditional = 'if-none-match' in sent || 'if-modified-since' in sent;
    if (hop.status === 304 && conditional) return { status: 'not-modified', notBefore: notBefore(hop.headers, now) };
    const complete = hop.status === 200 || hop.status === 203;
    const encoding = hop.headers['content-encoding'] ?? '';
    const bytes = complete
      ? await inflate(hop.wire, encoding, maxBytes)
      : await inflate(hop.wire, encoding, 1_000_000).catch(() => hop.wire);
    const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
    const instead = standIn({
      status: hop.status,
      headers: hop.headers,
      head,
      length: bytes.length,
      askedUrl: asked,
      finalUrl: url,
    });
    if (!complete) throw statusError(hop.status, url, instead, retryAfterMs(hop.headers, now));
    if (instead !== null) throw statusError(hop.status, url, instead, null);
    if (bytes.length === 0) {
      throw new SourceError(
        'suspect',
        `${shownAddress(url)} answered with an empty body. Open it in a browser; if it is right there, ask the publisher.`,
      );
    }
    return {
      status: 'ok',
      url: url.href,
      contentType: hop.headers['content-type'] ?? '',
      headers: hop.headers,
      bytes,
      etag: validator(hop.headers['etag']),
      lastModified: validator(hop.headers['last-modified']),
      notBefore: notBefore(hop.headers, now),
    };
  }

  return {
    fetchFor:
      (source) =>
      async (address, request = {}) => {
        const start = URL.parse(address);
        if (!start)
          throw new SourceError(
            'forbidden-address',
            `An address of source ${source.id} cannot be parsed, so it was not asked. Correct its url, or tell the publisher if it is a link of theirs.`,
          );
        const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
        try {
          return await follow(source, start, request, signal);
        } catch (error) {
          if (error instanceof ForbiddenAddressError) throw addressError(error);
          if (!signal.aborted) throw error;
          // A deadline of the caller is the source's slowness; any other abort is the caller's own business.
          if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError') {
            throw networkError(Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' }), start);
          }
          throw signal.reason;
        }
      },
    async close() {
      closing.abort(new DOMException('The door to the network was closed.', 'AbortError'));
      await Promise.all([dispatchers.guarded.destroy(), dispatchers.open.destroy()]);
    },
  };
}

/** How many bytes an answer may have. */
type Cap = (url: URL, headers: Readonly<Record<string, string>>) => number;

const redirects = new Set([301, 302, 303, 307, 308]);

function redirectTarget(hop: Hop, from: URL): URL | null {
  const location = hop.headers['location'];
  if (!redirects.has(hop.status) || location === undefined) return null;
  const target = URL.parse(location, from.href);
  if (!target) throw redirectError(from, 'to an address that cannot be parsed');
  target.hash = '';
  return withoutCredentials(target).url;
}

function redirectError(asked: URL, how: string): SourceError {
  return new SourceError(
    'unavailable',
    `${shownAddress(asked)} redirects ${how}. Open it in a browser and set the url of this source to where it ends.`,
  );
}

function assertListed(url: URL, hosts: readonly string[] | undefined): void {
  if (!hosts || hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))) return;
  throw new SourceError(
    'forbidden-address',
    `${url.hostname} is not among the hosts of this source, so it was not asked. Add it to hosts if it belongs there.`,
  );
}
