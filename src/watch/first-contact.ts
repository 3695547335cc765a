import type { FetchedDocument } from '../domain/documents.ts';
import type { FirstContact } from '../domain/source-state.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Whether a document was there at first contact and is recorded without being announced. What is dated after `since` is news
 * also while the list is not whole; a date without a time counts from its day on. Without a date it was there before.
 */
export function isOfFirstContact(
  { published }: Pick<FetchedDocument, 'published'>,
  contact: FirstContact,
  since: Instant | null,
): boolean {
  if (contact.isOver) return false;
  if (published === null || since === null) return true;
  const isDay = published.endsWith('T00:00:00.000Z');
  return isDay ? published.slice(0, 10) < since.slice(0, 10) : published <= since;
}
