/** Returns the absolute http(s) address of a link, or null for any other link. */
export function absoluteUrl(href: string | undefined, base: string | undefined): string | null {
  const text = (href ?? '').trim();
  const url = text === '' ? null : URL.parse(text, base);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
