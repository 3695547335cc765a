import type { FetchedDocument } from '../domain/documents.ts';
import { fetchAnswer, hasPdfSignature, toDocument } from './fetch-document.ts';
import { shownAddress } from './http/source-errors.ts';
import { cleanAddress, documentIdentity, type IdentitySource } from './identity.ts';
import { type ListItem, type PollContext, SourceError } from './source.ts';

export interface ItemOptions {
  /** True: the page or PDF of an item is the document. False: the HTML inside the list is, if there is any. */
  readonly follow: boolean;
  readonly selector?: string | undefined;
  /** Default: the id for a text of the list itself, the address for a page. */
  readonly identity?: IdentitySource | undefined;
  /** Every item must be a PDF. */
  readonly pdf?: boolean;
  /** Prefer the title of the page, because the text of a link may be `Read more`. Titles of PDFs are seldom useful. */
  readonly ownTitles?: boolean;
}

/** Returns the document of one item of a list. Throws `SourceError`; `not-found` for an item without link and text. */
export async function toItemDocument(
  item: ListItem,
  listUrl: string,
  options: ItemOptions,
  context: PollContext,
): Promise<FetchedDocument> {
  const link = item.url ?? (item.id !== null && /^https?:\/\//i.test(item.id) ? item.id : null);
  if (item.html !== null && (!options.follow || link === null))
    return embeddedDocument(item, item.html, { link, listUrl, by: options.identity ?? 'guid' }, context);
  if (link === null) {
    throw new SourceError(
      'not-found',
      `An item of ${shownAddress(listUrl)} has neither a link nor a text (${(item.title ?? 'no title').slice(0, 80)}). Tell the publisher, or watch another address.`,
    );
  }
  const fetched = await fetchAnswer(link, options, context);
  const own = options.ownTitles && !hasPdfSignature(fetched.answer.bytes) ? fetched.extracted.title : null;
  const { identity: by } = options;
  return toDocument(fetched, { link, guid: item.id, title: own ?? item.title, published: item.published, by }, context);
}

/** Returns the HTML inside the list as a document. */
async function embeddedDocument(
  item: ListItem,
  html: string,
  { link, listUrl, by }: { readonly link: string | null; readonly listUrl: string; readonly by: IdentitySource },
  context: PollContext,
): Promise<FetchedDocument> {
  const contentType = 'text/html; charset=utf-8';
  const bytes = new TextEncoder().encode(html);
  const extracted = await context.extract.document(bytes, contentType, { url: link ?? listUrl });
  if (extracted.text.trim() === '') {
    throw new SourceError(
      'suspect',
      `An item of ${shownAddress(listUrl)} contains no text (${(item.title ?? 'no title').slice(0, 80)}). Set follow: true for this source.`,
    );
  }
  return {
    identity: documentIdentity({ link, guid: item.id, content: by === 'content' ? extracted.text : bytes }, by),
    guid: by === 'link' ? null : item.id,
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
