import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { request as send } from 'undici';
import { assertAllowedUrl, ForbiddenAddressError } from '../../network/address.ts';
import { withoutCredentials } from '../../network/credentials.ts';
import { createGuardedDispatcher } from '../../network/guarded-dispatcher.ts';
import { retryAfterMs } from '../../network/retry-after.ts';
import { type Fetch, type HttpAnswer, type HttpRequest, type HttpUnchanged, SourceError } from '../source.ts';
import { interpretResponse, isComplete, type RawResponse } from './answer.ts';
import { readResponseBody } from './body.ts';
import { isDeclaredPdf, plainHeaders, requestHeaders } from './headers.ts';
import { createHostQueue } from './host-queue.ts';
import { defaultHttpLimits, type HttpLimits } from './limits.ts';
import { redirectError, redirectTarget } from './redirects.ts';
import { addressError, networkError } from './source-errors.ts';

/** The HTTP client of all sources. It never retries; the schedule does. */
export interface HttpClient {
  /** Returns the requests of one source. Sources on one host share its queue. */
  fetchFor(source: HttpSource): Fetch;
  /** Aborts running requests. Idempotent. */
  close(): Promise<void>;
}

export interface HttpSource {
  readonly id: string;
  /** Allows private and loopback addresses on the source's own host, but never link-local ones or redirects elsewhere. */
  readonly allowPrivate?: boolean;
  /** Replaces the default. It must contain a contact. */
  readonly userAgent?: string;
  /** Limit of an answer that is no PDF, compressed and decompressed. */
  readonly maxBytes?: number;
  readonly maxPdfBytes?: number;
  /** Pause between two requests to one host. */
  readonly spacingMs?: number;
  /** If given, only these hosts and their subdomains are allowed, redirects included. */
  readonly hosts?: readonly string[];
}

export interface HttpClientOptions {
  readonly now: () => Date;
  /** With a contact address, e.g. `Ackwatch/0.1 (+https://example.org; desk@example.org)`. */
  readonly userAgent: string;
  /** May contain HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case. The process environment is not read. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<HttpLimits>;
  /** Replaces the system resolver. */
  readonly lookup?: LookupFunction;
  /** Replaces waiting. Rejects with the reason of the signal when it aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

type MaxBytes = (url: URL, headers: Readonly<Record<string, string>>) => number;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const limits = { ...defaultHttpLimits, ...options.limits };
  const hosts = createHostQueue(
    options.now,
    options.sleep ?? (async (ms, signal) => void (await pause(ms, undefined, { signal }))),
  );
  const connection = { connectMs: limits.connectMs, env: options.env, lookup: options.lookup };
  const dispatchers = {
    guarded: createGuardedDispatcher({ ...connection, allowPrivate: false }),
    open: createGuardedDispatcher({ ...connection, allowPrivate: true }),
  };
  const closing = new AbortController();

  async function sendRequest(
    url: URL,
    allowPrivate: boolean,
    headers: Record<string, string>,
    maxBytes: MaxBytes,
    signal: AbortSignal,
  ): Promise<RawResponse> {
    const response = await send(url, {
      dispatcher: allowPrivate ? dispatchers.open : dispatchers.guarded,
      headers,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.bodyMs,
      signal,
    });
    response.body.on('error', () => {});
    const status = response.statusCode;
    const received = plainHeaders(response.headers);
    const body = await readResponseBody(response.body, received, isComplete(status) ? maxBytes(url, received) : null);
    return { status, headers: received, body };
  }

  async function followRedirects(
    source: HttpSource,
    start: URL,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpAnswer | HttpUnchanged> {
    const { authorization, url: requested } = withoutCredentials(start);
    const maxBytes: MaxBytes = (url, headers) =>
      request.maxBytes ??
      (isDeclaredPdf(url, headers) ? (source.maxPdfBytes ?? limits.maxPdfBytes) : (source.maxBytes ?? limits.maxBytes));
    const seen = new Set<string>();
    let url = requested;
    for (;;) {
      const allowPrivate = source.allowPrivate === true && url.hostname === requested.hostname;
      assertAllowedUrl(url, allowPrivate);
      assertListedHost(url, source.hosts);
      // After a redirect the date may belong to another resource and would wrongly give 304.
      const validators = url === requested ? request : { ...request, lastModified: null };
      const headers = requestHeaders(source.userAgent ?? options.userAgent, validators);
      if (authorization !== null && url.origin === requested.origin) headers['authorization'] = authorization;
      const response = await sendInTurn(url, source.spacingMs ?? limits.spacingMs, signal, (limited) =>
        sendRequest(url, allowPrivate, headers, maxBytes, limited),
      );
      const target = redirectTarget(response, url);
      if (target === null)
        return await interpretResponse(response, {
          requestedUrl: requested,
          finalUrl: url,
          maxBytes: maxBytes(url, response.headers),
          isConditional: 'if-none-match' in headers || 'if-modified-since' in headers,
          now: options.now(),
        });
      seen.add(url.href);
      if (seen.has(target.href)) throw redirectError(requested, 'in a circle');
      if (seen.size > limits.redirects) throw redirectError(requested, `more than ${limits.redirects} times`);
      url = target;
    }
  }

  /** Waits for the host's turn, limits the duration of the request, and pauses the host if it asks for it. */
  async function sendInTurn(
    url: URL,
    spacingMs: number,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<RawResponse>,
  ): Promise<RawResponse> {
    assertNotPaused(url);
    const leave = await hosts.enter(url.host, spacingMs, signal);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), limits.totalMs);
    const limited = AbortSignal.any([signal, deadline.signal]);
    try {
      assertNotPaused(url);
      const response = await work(limited);
      const waitMs = retryAfterMs(response.headers, options.now());
      if (response.status === 429 || (response.status === 503 && waitMs !== null))
        hosts.pause(url.host, new Date(options.now().getTime() + (waitMs ?? limits.defaultPauseMs)));
      return response;
    } catch (error) {
      if (signal.aborted) throw error;
      throw networkError(deadline.signal.aborted ? timeout() : error, url);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  function assertNotPaused(url: URL): void {
    const until = hosts.pausedUntil(url.host);
    if (until === null) return;
    throw new SourceError(
      'rate-limited',
      `${url.host} allows no requests until ${until.toISOString()}, so none was sent. If this continues, poll the sources on this host less often.`,
      { retryAfterMs: until.getTime() - options.now().getTime() },
    );
  }

  return {
    fetchFor:
      (source) =>
      async (address, request = {}) => {
        const start = URL.parse(address);
        if (!start)
          throw new SourceError(
            'forbidden-address',
            `An address of source ${source.id} cannot be parsed, so no request was sent. Correct its url, or tell the publisher if it is one of their links.`,
          );
        const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
        try {
          return await followRedirects(source, start, request, signal);
        } catch (error) {
          if (error instanceof ForbiddenAddressError) throw addressError(error);
          if (!signal.aborted) throw error;
          // The deadline of the caller means that the source is slow. Any other abort is passed on.
          if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
            throw networkError(timeout(), start);
          throw signal.reason;
        }
      },
    async close() {
      closing.abort(new DOMException('The HTTP client was closed.', 'AbortError'));
      await Promise.all([dispatchers.guarded.destroy(), dispatchers.open.destroy()]);
    },
  };
}

function timeout(): Error {
  return Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' });
}

function assertListedHost(url: URL, hosts: readonly string[] | undefined): void {
  if (!hosts || hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))) return;
  throw new SourceError(
    'forbidden-address',
    `${url.hostname} is not among the hosts of this source, so no request was sent. Add it to hosts if it belongs there.`,
  );
}
