import { indexPage } from './index-page.ts';
import { json } from './json.ts';
import { page } from './page.ts';
import { pdf } from './pdf.ts';
import { rss } from './rss.ts';
import type { SourceKind } from './source.ts';

/** Every kind of source, by its name in the configuration. */
export const sourceKinds = { rss, index: indexPage, page, json, pdf } as const satisfies Readonly<
  Record<string, SourceKind>
>;

/**
 * Returns whether the documents of a source may be requested again at their addresses. Documents from inside a list
 * (`follow: false`) may not: the page has another text, and each would look edited.
 */
export function mayRecheck(options: object): boolean {
  return !('follow' in options) || options.follow !== false;
}
