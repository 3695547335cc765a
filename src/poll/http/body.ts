import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib, zstdDecompress } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { SourceError } from '../source.ts';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
} as const;
const deflate = promisify(inflateZlib);
const deflateRaw = promisify(inflateRaw);

/** Returns whether the bytes begin with a zlib header (RFC 1950), which many servers leave out. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function decoderFor(encoding: string, bytes: Uint8Array) {
  if (encoding === 'deflate') return hasZlibHeader(bytes) ? deflate : deflateRaw;
  return Object.hasOwn(decoders, encoding) ? decoders[encoding as keyof typeof decoders] : undefined;
}

/** Enough of a body to distinguish a challenge page from a document. */
export const headBytes = 65_536;

/**
 * Reads a response body without decoding it. With `maxBytes` null it reads only the beginning and ignores errors, because
 * the status already shows that the answer is not used. Throws `too-large`.
 */
export async function readResponseBody(
  body: Dispatcher.ResponseData['body'],
  headers: Readonly<Record<string, string>>,
  maxBytes: number | null,
): Promise<Uint8Array> {
  if (maxBytes !== null && Number(headers['content-length'] ?? 0) > maxBytes) {
    body.destroy();
    throw tooLargeError(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (maxBytes === null && length >= headBytes) break;
      if (maxBytes !== null && length > maxBytes) throw tooLargeError(maxBytes);
    }
  } catch (error) {
    if (maxBytes !== null) throw error;
  }
  return Buffer.concat(chunks);
}

/**
 * Returns the body without its `Content-Encoding`. Throws `too-large` for a result above `maxBytes`, and `unavailable` for a
 * truncated or damaged stream, because a figure in the missing part would look withdrawn.
 */
export async function decompress(bytes: Uint8Array, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > 3) throw damagedError(contentEncoding);
  let current = bytes;
  for (const encoding of encodings.reverse()) {
    const decode = decoderFor(encoding, current);
    if (!decode) throw damagedError(contentEncoding);
    try {
      current = await decode(current, { maxOutputLength: maxBytes });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
        throw tooLargeError(maxBytes);
      throw damagedError(contentEncoding, cause);
    }
  }
  return current;
}

function tooLargeError(maxBytes: number): SourceError {
  const megabytes = Math.round(maxBytes / 100_000) / 10;
  return new SourceError(
    'too-large',
    `The answer is larger than the limit of ${megabytes} MB. Check the address; if it is right, raise maxBytes for this source.`,
  );
}

function damagedError(contentEncoding: string, cause?: unknown): SourceError {
  return new SourceError(
    'unavailable',
    `The compressed answer (${contentEncoding.slice(0, 40)}) is truncated or damaged, so it was not used. Ackwatch will try again; if this continues, tell the publisher.`,
    { cause },
  );
}
