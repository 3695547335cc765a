import { type ExtractedLink, SourceError } from '../../poll/source.ts';
import { absoluteUrl } from '../feed/normalise.ts';
import { oneLine } from '../text/characters.ts';
import { loadPage, query } from './extract-html.ts';

/**
 * The links that `selector` matches, or that are inside what it matches. Empty where it matches none: whether that is a
 * fault is the caller's to say. Throws `SourceError`: `blocked`, `suspect`, `unreadable`.
 */
export function extractLinks(html: string, url: string, selector: string): readonly ExtractedLink[] {
  const $ = loadPage(html);
  const page = absoluteUrl(url, undefined) ?? undefined;
  const base = absoluteUrl($('base[href]').first().attr('href'), page) ?? page;
  const found = new Map<string, string>();
  const matched = query($, selector);
  for (const element of matched.filter('a[href], area[href]').add(matched.find('a[href], area[href]')).toArray()) {
    const address = absoluteUrl(element.attribs['href'], base);
    if (address === null) continue;
    const text = oneLine($(element).text());
    // The same address behind a picture first and a headline second: the headline is its text.
    if (!found.get(address)) found.set(address, text);
  }
  if (found.size === 0 && base === undefined && matched.length > 0)
    throw new SourceError(
      'unreadable',
      `The page's links need its address to be resolved. Give the source an absolute url.`,
    );
  return [...found].map(([address, text]) => ({ url: address, text }));
}
