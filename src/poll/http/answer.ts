import { retryAfterMs } from '../../network/retry-after.ts';
import { type HttpAnswer, type HttpUnchanged, SourceError } from '../source.ts';
import { decompress, headBytes } from './body.ts';
import { identifyChallenge } from './challenge.ts';
import { validator } from './headers.ts';
import { notBefore } from './politeness.ts';
import { shownAddress, statusError } from './source-errors.ts';

/** Response to one request, before redirects are followed. The body is still compressed. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Limit of a decompressed error page. */
const maxErrorBytes = 1_000_000;

/** Returns whether the status comes with a complete document. */
export function isComplete(status: number): boolean {
  return status === 200 || status === 203;
}

/** Returns the answer that a final response contains. Throws `SourceError` for an error, a challenge page or an empty body. */
export async function interpretResponse(
  { status, headers, body }: RawResponse,
  context: {
    readonly requestedUrl: URL;
    readonly finalUrl: URL;
    readonly maxBytes: number;
    /** Whether the request was conditional. */
    readonly isConditional: boolean;
    readonly now: Date;
  },
): Promise<HttpAnswer | HttpUnchanged> {
  const { requestedUrl, finalUrl: url, maxBytes, isConditional, now } = context;
  if (status === 304 && isConditional) return { status: 'not-modified', notBefore: notBefore(headers, now) };
  const complete = isComplete(status);
  const encoding = headers['content-encoding'] ?? '';
  const bytes = complete
    ? await decompress(body, encoding, maxBytes)
    : await decompress(body, encoding, maxErrorBytes).catch(() => body);
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  const challenge = identifyChallenge({ headers, head, length: bytes.length, requestedUrl, finalUrl: url });
  if (!complete) throw statusError(status, url, challenge, retryAfterMs(headers, now));
  if (challenge !== null) throw statusError(status, url, challenge, null);
  if (bytes.length === 0)
    throw new SourceError(
      'suspect',
      `${shownAddress(url)} answered with an empty body. Open it in a browser; if it looks right there, ask the publisher.`,
    );
  return {
    status: 'ok',
    url: url.href,
    contentType: headers['content-type'] ?? '',
    headers,
    bytes,
    etag: validator(headers['etag']),
    lastModified: validator(headers['last-modified']),
    notBefore: notBefore(headers, now),
  };
}
