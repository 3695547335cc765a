import { ForbiddenAddressError } from '../../network/address.ts';
import { SourceError } from '../source.ts';

/** An address as it may stand in a message: credentials often hide in the user part or the query, so both are left out. */
export function shownAddress(url: URL | string): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed) return 'an address that cannot be parsed';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search ? '?…' : ''}`;
}

/** Returns the refusal of the address guard, with what to change in the configuration. */
export function addressError({ reason, subject }: ForbiddenAddressError): SourceError {
  return new SourceError(
    'forbidden-address',
    reason === 'scheme'
      ? `An address with the scheme ${subject} was not asked: only http and https are fetched. Correct the url of this source.`
      : `${subject} is not a public address, so it was not asked. If this source is meant to be inside your network set allowPrivate: true for it; otherwise correct its url.`,
  );
}

/** What a status other than 200, 304 or a redirect means. */
export function statusError(
  status: number,
  url: URL,
  standIn: string | null,
  retryAfterMs: number | null,
): SourceError {
  const answered = `${shownAddress(url)} answered ${status}`;
  if (status === 429) {
    return new SourceError(
      'rate-limited',
      `${answered}: too many requests. It is asked again later; if this stays, make the schedule of this source slower.`,
      { retryAfterMs },
    );
  }
  if (standIn !== null) {
    return new SourceError(
      'blocked',
      `${answered} with ${standIn} instead of the document. Ask the publisher to admit this bot's User-Agent, or configure another address for this source.`,
      { retryAfterMs },
    );
  }
  if (status === 404) {
    return new SourceError('not-found', `${answered}. Open it in a browser and correct the url if the page has moved.`);
  }
  if (status === 410) {
    return new SourceError('gone', `${answered}: it was removed for good. Configure another address for this source.`);
  }
  if (status >= 500 || status === 408 || status === 425) {
    return new SourceError(
      'unavailable',
      `${answered}. It is asked again later; if this stays, look at the publisher's site.`,
      {
        retryAfterMs,
      },
    );
  }
  if (status === 407) {
    return new SourceError(
      'unavailable',
      `${answered}: the proxy wants credentials. Correct HTTPS_PROXY or HTTP_PROXY.`,
    );
  }
  if (status >= 400) {
    return new SourceError(
      'blocked',
      `${answered}: refused. That says nothing about the document. Ask the publisher to admit this bot's User-Agent, or configure another address for this source.`,
      { retryAfterMs },
    );
  }
  return new SourceError(
    'suspect',
    `${answered}, which carries no document. Open the address in a browser and correct the url.`,
  );
}

const timeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const fixes: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name is not known to DNS: correct the url, or check the resolver of this machine.',
  EAI_AGAIN: 'DNS does not answer: check the resolver of this machine.',
  ECONNREFUSED: 'Nothing listens there: check the url and the port.',
  CERT_HAS_EXPIRED: 'The certificate has expired: tell the publisher.',
};

/** What went wrong on the way, as a `SourceError`. Never for an abort of the caller: see `http.ts`. */
export function networkError(cause: unknown, url: URL): SourceError {
  const own = ownError(cause);
  if (own) return own;
  const code = codeOf(cause);
  const shown = shownAddress(url);
  if (timeouts.has(code)) {
    return new SourceError(
      'timeout',
      `${shown} did not answer in time (${code}). It is asked again later; if this stays, look at the publisher's site.`,
      { cause },
    );
  }
  const byProxy = cause instanceof Error && /proxy|tunnel/i.test(cause.message);
  const fix = byProxy
    ? 'The proxy refused: check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.'
    : (fixes[code] ??
      "It is asked again later; if this stays, look at the publisher's site and this machine's network.");
  return new SourceError('unavailable', `${shown} could not be reached (${code}). ${fix}`, { cause });
}

/** The guard's refusal comes back wrapped by the sockets it passed through. */
function ownError(error: unknown, depth = 0): SourceError | null {
  if (error instanceof SourceError) return error;
  if (error instanceof ForbiddenAddressError) return addressError(error);
  if (!(error instanceof Error) || depth > 4) return null;
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const found = ownError(inner, depth + 1);
      if (found) return found;
    }
  }
  return ownError(error.cause, depth + 1);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code.slice(0, 60);
  return error instanceof Error ? error.name : 'unknown error';
}
