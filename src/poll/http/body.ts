import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib, zstdDecompress } from 'node:zlib';
import { SourceError } from '../source.ts';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
} as const;
const deflate = promisify(inflateZlib);
const deflateRaw = promisify(inflateRaw);

/** A zlib header: method 8, and the first two bytes a multiple of 31 (RFC 1950). Many servers leave it out. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function decoderFor(encoding: string, bytes: Uint8Array) {
  if (encoding === 'deflate') return hasZlibHeader(bytes) ? deflate : deflateRaw;
  return Object.hasOwn(decoders, encoding) ? decoders[encoding as keyof typeof decoders] : undefined;
}

/**
 * Undoes `Content-Encoding`. A cut-off stream is an error, never a shorter page: a figure on the missing half would
 * look withdrawn. Throws `too-large` once the result passes `maxBytes`, `unavailable` for a broken stream.
 */
export async function inflate(bytes: Uint8Array, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > 3) throw broken(contentEncoding);
  let current = bytes;
  for (const encoding of encodings.reverse()) {
    const decode = decoderFor(encoding, current);
    if (!decode) throw broken(contentEncoding);
    try {
      current = await decode(current, { maxOutputLength: maxBytes });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
      throw broken(contentEncoding, cause);
    }
  }
  return current;
}

export function tooLarge(maxBytes: number): SourceError {
  const megabytes = Math.round(maxBytes / 100_000) / 10;
  return new SourceError(
    'too-large',
    `The answer is larger than the ${megabytes} MB allowed here. Look at the address; if it is right, raise maxBytes for this source.`,
  );
}

function broken(contentEncoding: string, cause?: unknown): SourceError {
  return new SourceError(
    'unavailable',
    `The compressed answer (${contentEncoding.slice(0, 40)}) is cut off or damaged, so none of it was used. It is asked for again; if this stays, tell the publisher.`,
    { cause },
  );
}
