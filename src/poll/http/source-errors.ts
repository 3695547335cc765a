import { ForbiddenAddressError } from '../../network/address.ts';
import { SourceError } from '../source.ts';

/** Returns an address for messages, without user part and query, which may contain credentials. */
export function shownAddress(url: URL | string): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed) return 'an address that cannot be parsed';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search ? '?…' : ''}`;
}

/** Returns the error for an address that the guard forbids. */
export function addressError({ reason, subject }: ForbiddenAddressError): SourceError {
  return new SourceError(
    'forbidden-address',
    reason === 'scheme'
      ? `An address has the scheme ${subject}, so no request was sent: only http and https are allowed. Correct the url of this source.`
      : `${subject} is not a public address, so no request was sent. If this source is inside your network, set allowPrivate: true for it; otherwise correct its url.`,
  );
}

/** Returns the error for a status, or for the `challenge` that came instead of the document. */
export function statusError(
  status: number,
  url: URL,
  challenge: string | null,
  retryAfterMs: number | null,
): SourceError {
  const answered = `${shownAddress(url)} answered ${status}`;
  if (status === 429) {
    return new SourceError(
      'rate-limited',
      `${answered}: too many requests. Ackwatch will try again later; if this continues, poll this source less often.`,
      { retryAfterMs },
    );
  }
  if (challenge !== null) {
    return new SourceError(
      'blocked',
      `${answered} with ${challenge} instead of the document. Ask the publisher to admit this bot's User-Agent, or configure another address for this source.`,
      { retryAfterMs },
    );
  }
  if (status === 404) {
    return new SourceError('not-found', `${answered}. Open it in a browser and correct the url if the page has moved.`);
  }
  if (status === 410) {
    return new SourceError(
      'gone',
      `${answered}: it was removed permanently. Configure another address for this source.`,
    );
  }
  if (status >= 500 || status === 408 || status === 425) {
    return new SourceError(
      'unavailable',
      `${answered}. Ackwatch will try again later; if this continues, check the publisher's site.`,
      { retryAfterMs },
    );
  }
  if (status === 407) {
    return new SourceError(
      'unavailable',
      `${answered}: the proxy requires credentials. Correct HTTPS_PROXY or HTTP_PROXY.`,
    );
  }
  if (status >= 400) {
    return new SourceError(
      'blocked',
      `${answered}: the request was refused, so the state of the document is unknown. Ask the publisher to admit this bot's User-Agent, or configure another address for this source.`,
      { retryAfterMs },
    );
  }
  return new SourceError(
    'suspect',
    `${answered}, which comes with no document. Open the address in a browser and correct the url.`,
  );
}

const timeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const fixes: Readonly<Record<string, string>> = {
  ENOTFOUND: 'DNS does not know the name: correct the url, or check the resolver of this machine.',
  EAI_AGAIN: 'DNS does not answer: check the resolver of this machine.',
  ECONNREFUSED: 'No server listens there: check the url and the port.',
  CERT_HAS_EXPIRED: 'The certificate has expired: tell the publisher.',
};

/** Returns the error for a request that got no response. Aborts of the caller are not passed to it. */
export function networkError(cause: unknown, url: URL): SourceError {
  const own = findSourceError(cause);
  if (own) return own;
  const code = codeOf(cause);
  const shown = shownAddress(url);
  if (timeouts.has(code)) {
    return new SourceError(
      'timeout',
      `${shown} did not answer in time (${code}). Ackwatch will try again later; if this continues, check the publisher's site.`,
      { cause },
    );
  }
  const byProxy = cause instanceof Error && /proxy|tunnel/i.test(cause.message);
  const fix = byProxy
    ? 'The proxy refused the request: check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.'
    : (fixes[code] ??
      "Ackwatch will try again later; if this continues, check the publisher's site and the network of this machine.");
  return new SourceError('unavailable', `${shown} could not be reached (${code}). ${fix}`, { cause });
}

/** Returns the `SourceError` or guard error inside an error, because sockets wrap what the guard throws. */
function findSourceError(error: unknown, depth = 0): SourceError | null {
  if (error instanceof SourceError) return error;
  if (error instanceof ForbiddenAddressError) return addressError(error);
  if (!(error instanceof Error) || depth > 4) return null;
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const found = findSourceError(inner, depth + 1);
      if (found) return found;
    }
  }
  return findSourceError(error.cause, depth + 1);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code.slice(0, 60);
  return error instanceof Error ? error.name : 'unknown error';
}
