import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sourceErrorKinds } from '../domain/failures.ts';
import type { Instant } from '../domain/time.ts';
import { afpimsId, canonicalAddress } from './identity.ts';
import type { Cursor } from './source.ts';

/** What a list of documents (a feed, an index page, an API) remembers between polls. */

/** One entry of a list, before it is fetched. */
export interface Candidate {
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly html: string | null;
}

/** Items looked at in one list, and items remembered that have left it. */
export const mostItems = 1000;

const shape = z.object({
  version: z.literal(1),
  /** `listMark` of the options that the validators belong to. */
  of: z.string(),
  /** Of the list itself; null until every item of it was fetched, so that nothing is lost behind a 304. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Item key and mark of what the list said of it, current ones first. Pairs, because stores may reorder keys. */
  seen: z.array(z.tuple([z.string(), z.string()])),
  /** Item key, failures in a row, when to ask again, and the last error. */
  failing: z.array(z.tuple([z.string(), z.number(), z.string().nullable(), z.enum(sourceErrorKinds), z.string()])),
});
export type ListCursor = z.infer<typeof shape>;

/**
 * An unreadable cursor counts as none: everything is fetched again, which the ledger recognises. One of other options
 * (another address, a wider `match`) keeps its items and loses its validators, as a 304 would hide what is wanted now.
 */
export function readListCursor(cursor: Cursor | undefined, of: string): ListCursor {
  const read = shape.safeParse(cursor);
  const none = { version: 1, of: '', etag: null, lastModified: null } as const;
  if (!read.success) return { ...none, seen: [], failing: [] };
  return read.data.of === of ? read.data : { ...read.data, ...none };
}

/** Of the options that decide which items are wanted. */
export function listMark(options: { readonly maxItems: number }): string {
  return mark([{ ...options, maxItems: undefined }]);
}

function mark(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Stable while the item is the same document, whichever of its addresses the list prints. */
export function itemKey(item: Candidate): string {
  const number = afpimsId(item.url) ?? afpimsId(item.id);
  if (number !== null) return mark(['afpims', number]);
  const address = item.url ? canonicalAddress(item.url) : null;
  if (address !== null) return mark(['url', address]);
  return item.id ? mark(['guid', item.id]) : mark(['content', item.title, item.html]);
}

/** Changes when the list says anything new of the item, its `updated` alone included: the content decides later. */
export function itemMark(item: Candidate): string {
  const address = item.url ? canonicalAddress(item.url) : null;
  return mark([address, item.title, item.published, item.updated, item.html]);
}
