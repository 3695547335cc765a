import { indexPage } from './index-page.ts';
import { json } from './json.ts';
import { page } from './page.ts';
import { pdf } from './pdf.ts';
import { rss } from './rss.ts';
import type { SourceKind } from './source.ts';

/** Every kind of source, by the name it has in the configuration. */
export const sourceKinds = { rss, index: indexPage, page, json, pdf } as const satisfies Readonly<
  Record<string, SourceKind>
>;
export type SourceKindName = keyof typeof sourceKinds;

/**
 * Whether the documents of a source may be asked for again at their own addresses. Not where the list itself carried
 * them (`follow: false`): the page at that address has another text, and every document would look edited.
 */
export function mayRecheck(options: object): boolean {
  return !('follow' in options) || options.follow !== false;
}
