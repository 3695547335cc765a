import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sourceErrorKinds } from '../domain/failures.ts';
import { afpimsId, canonicalAddress, type IdentitySource } from './identity.ts';
import type { Cursor, ListItem } from './source.ts';

/** Maximum number of items read from one list, and of remembered items that are no longer in it. */
export const maxListItems = 1000;

/** Cursor of a list of documents: a feed, an index page or an API. */
const cursorSchema = z.object({
  version: z.literal(1),
  /** `optionsFingerprint` of the options to which the validators belong. */
  of: z.string(),
  /** Validators of the list; null until every item was fetched, so that a 304 hides no missing item. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** When the list last came in full; up to a day older than that, so that a cursor changes once a day. */
  answeredAt: z.string().nullable().default(null),
  /** Key and fingerprint of each fetched item, listed items first. Pairs, because stores may reorder the keys of objects. */
  seen: z.array(z.tuple([z.string(), z.string()])),
  /** Item key, consecutive failures, time of the next attempt, kind and message of the last error. */
  failing: z.array(z.tuple([z.string(), z.number(), z.string().nullable(), z.enum(sourceErrorKinds), z.string()])),
});
export type ListCursor = z.infer<typeof cursorSchema>;

/**
 * Returns the stored cursor. An unreadable cursor becomes an empty one; the ledger recognises items that are fetched again.
 * A cursor of other options keeps its items and loses its validators, because a 304 would hide items that match now.
 */
export function readListCursor(cursor: Cursor | undefined, of: string): ListCursor {
  const parsed = cursorSchema.safeParse(cursor);
  const withoutValidators = { version: 1, of: '', etag: null, lastModified: null, answeredAt: null } as const;
  if (!parsed.success) return { ...withoutValidators, seen: [], failing: [] };
  return parsed.data.of === of ? parsed.data : { ...parsed.data, ...withoutValidators };
}

/** Returns a fingerprint of the options that select items and their text. */
export function optionsFingerprint(options: { readonly maxItems: number }): string {
  return fingerprint([{ ...options, maxItems: undefined }]);
}

function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Returns a key that stays the same for one document, whichever of its addresses the list contains. */
export function itemKey(item: ListItem, by: IdentitySource): string {
  if (by === 'content') return fingerprint(['content', item.title, item.html]);
  const number = afpimsId(item.url) ?? afpimsId(item.id);
  if (number !== null) return fingerprint(['afpims', number]);
  const address = item.url ? canonicalAddress(item.url) : null;
  if (by === 'guid' && item.id !== null) return fingerprint(['guid', item.id]);
  if (address !== null) return fingerprint(['url', address]);
  return item.id ? fingerprint(['guid', item.id]) : fingerprint(['content', item.title, item.html]);
}

/** Returns a fingerprint of what the list states about the item, including its time of update. */
export function itemFingerprint(item: ListItem): string {
  const address = item.url ? canonicalAddress(item.url) : null;
  return fingerprint([address, item.title, item.published, item.updated, item.html]);
}
