import { type ExtractedLink, SourceError } from '../../poll/source.ts';
import { absoluteUrl } from '../text/absolute-url.ts';
import { oneLine } from '../text/characters.ts';
import { loadPage, query } from './extract-html.ts';

/**
 * Returns the links that `selector` matches or whose ancestors it matches, in page order, each address once. Empty if there
 * are none. Throws `SourceError`: `blocked`, `suspect`, `unreadable`.
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
    // A picture and a headline may link to one address. The headline is the text of the link.
    if (!found.get(address)) found.set(address, text);
  }
  if (found.size === 0 && base === undefined && matched.length > 0)
    throw new SourceError(
      'unreadable',
      'The links of the page are relative and its address is unknown. Give the source an absolute url.',
    );
  return [...found].map(([address, text]) => ({ url: address, text }));
}
