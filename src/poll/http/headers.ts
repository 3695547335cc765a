import type { HttpRequest } from '../source.ts';

const defaultAccept =
  'text/html,application/xhtml+xml,application/pdf,application/atom+xml,application/rss+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5';
/** Returns the request headers. Conditional ones are included only for valid validators. */
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

/** Returns an ETag or date that may be sent back in a header; null for anything else. */
export function validator(value: string | undefined): string | null {
  return value !== undefined && /^[\x20-\x7e]{1,500}$/.test(value) ? value : null;
}

/** Returns headers with lower-case names and repeated values joined. Leaves out cookies. */
export function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue;
    plain[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return { ...plain };
}

/** Returns whether the content type or the address says that the answer is a PDF. */
export function isDeclaredPdf(url: URL, headers: Readonly<Record<string, string>>): boolean {
  return /application\/(x-)?pdf/i.test(headers['content-type'] ?? '') || /\.pdf$/i.test(url.pathname);
}
