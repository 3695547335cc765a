import type { Dispatcher } from 'undici';
import type { HttpRequest } from '../source.ts';
import { tooLarge } from './body.ts';

/** Headers and bodies as they go over the wire. */

const defaultAccept =
  'text/html,application/xhtml+xml,application/pdf,application/atom+xml,application/rss+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5';
/** Enough of a body to tell a bot check from a document. */
export const headBytes = 65_536;

/** `if-none-match` and `if-modified-since` only where there is something to compare with. */
export function requestHeaders(userAgent: string, request: HttpRequest): Record<string, string> {
  const etag = validator(request.etag ?? undefined);
  const lastModified = validator(request.lastModified ?? undefined);
  return {
    'user-agent': userAgent,
    accept: request.accept ?? defaultAccept,
    'accept-encoding': 'gzip, br, zstd, deflate',
    'accept-language': 'en',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

/** What may be sent back as a header; anything else is forgotten. */
export function validator(value: string | undefined): string | null {
  return value !== undefined && /^[\x20-\x7e]{1,500}$/.test(value) ? value : null;
}

/** Lower-case names; repeated headers joined; cookies are nobody's business here. */
export function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue;
    plain[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return { ...plain };
}

/** The whole body, or with `maxBytes` null only its beginning, however it ends: its status has said enough. */
export async function readBody(
  body: Dispatcher.ResponseData['body'],
  headers: Readonly<Record<string, string>>,
  maxBytes: number | null,
): Promise<Uint8Array> {
  if (maxBytes !== null && Number(headers['content-length'] ?? 0) > maxBytes) {
    body.destroy();
    throw tooLarge(maxBytes);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (maxBytes === null && length >= headBytes) break;
      if (maxBytes !== null && length > maxBytes) throw tooLarge(maxBytes);
    }
  } catch (error) {
    if (maxBytes !== null) throw error;
  }
  return Buffer.concat(pieces);
}

/** By what the server says, else by the address. */
export function isPdf(url: URL, headers: Readonly<Record<string, string>>): boolean {
  return /application\/(x-)?pdf/i.test(headers['content-type'] ?? '') || /\.pdf$/i.test(url.pathname);
}
