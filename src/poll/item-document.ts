import type { FetchedDocument } from '../domain/documents.ts';
import { fetchDocument, isPdfFile, toDocument } from './fetch-document.ts';
import { shownAddress } from './http/source-errors.ts';
import { cleanAddress, documentIdentity } from './identity.ts';
import type { Candidate } from './list-cursor.ts';
import { type PollContext, SourceError } from './source.ts';

/** One item of a list as a document: its own page or PDF, or the HTML that the list carries. */

export interface ItemOptions {
  /** False: the item's own HTML is the document, where it has any. */
  readonly follow: boolean;
  readonly selector?: string | undefined;
  /** Every item must be a PDF. */
  readonly pdf?: boolean;
  /** The list's title of an item may be no more than `Read more`: a page's own goes before it (a PDF's is seldom one). */
  readonly ownTitles?: boolean;
}

/** Throws `SourceError`; `not-found` for an item that has neither a link nor a text. */
export async function toItemDocument(
  item: Candidate,
  listUrl: string,
  options: ItemOptions,
  context: PollContext,
): Promise<FetchedDocument> {
  const link = item.url ?? (item.id !== null && /^https?:\/\//i.test(item.id) ? item.id : null);
  if (item.html !== null && (!options.follow || link === null))
    return carriedDocument(item, item.html, link, listUrl, context);
  if (link === null) {
    throw new SourceError(
      'not-found',
      `An item of ${shownAddress(listUrl)} has neither a link nor a text (${(item.title ?? 'no title').slice(0, 80)}). Tell the publisher, or watch another address.`,
    );
  }
  const reading = await fetchDocument(link, options, context);
  const own = options.ownTitles && !isPdfFile(reading.answer.bytes) ? reading.extracted.title : null;
  return toDocument(reading, { link, guid: item.id, title: own ?? item.title, published: item.published }, context);
}

/** The document is the HTML that the list itself carries. */
async function carriedDocument(
  item: Candidate,
  html: string,
  link: string | null,
  listUrl: string,
  context: PollContext,
): Promise<FetchedDocument> {
  const contentType = 'text/html; charset=utf-8';
  const bytes = new TextEncoder().encode(html);
  const extracted = await context.extract.document(bytes, contentType, { url: link ?? listUrl });
  if (extracted.text.trim() === '') {
    throw new SourceError(
      'suspect',
      `An item of ${shownAddress(listUrl)} carries no text (${(item.title ?? 'no title').slice(0, 80)}). Set follow: true for this source.`,
    );
  }
  return {
    identity: documentIdentity({ link, guid: item.id, content: bytes }),
    url: cleanAddress(link ?? listUrl),
    title: item.title,
    published: item.published,
    fetchedAt: context.now().toISOString(),
    contentType,
    headers: {},
    bytes,
    text: extracted.text,
  };
}
