import type { FetchedDocument } from '../domain/documents.ts';
import { runsOf, sharedPart, wordsOf } from '../domain/relations/shingles.ts';
import { textSha256 } from '../ledger/history/hashes.ts';
import type { LedgerTransaction, StoredIdentity } from '../ledger/ledger.ts';
import { documentIdentity } from '../poll/identity.ts';

/** A shorter text, such as "Read more", is that of many documents. */
const shortestText = 200;
/** The share of common runs of words from which two texts are versions of one. */
const versionShare = 0.3;

/**
 * Returns the document under the identity that it is stored with, if it is known under another: its guid with a similar
 * text, or its whole text. Addresses change with each visit at some sites, guids at others. An article number of AFPIMS
 * decides alone. A text of the feed itself is known by its guid, so that two items with one address stay two documents.
 */
export async function identify(
  transaction: LedgerTransaction,
  publisher: string,
  document: FetchedDocument,
): Promise<FetchedDocument> {
  const { identity, text, guid = null } = document;
  if (identity.startsWith('afpims:')) return document;
  const byAddress = documentIdentity({ link: document.url, content: document.bytes });
  const hash = textSha256(text);
  const stored = await transaction.documentsLike({
    publisher,
    identities: [identity, byAddress],
    guid,
    textSha256: hash,
  });
  if (stored.some((one) => one.identity === identity)) return document;
  const others = stored.filter((one) => one.state === 'present' && !one.identity.startsWith('afpims:'));
  const isWhole = text.trim().length >= shortestText;
  for (const one of others) {
    const isSameText = one.textSha256 === hash;
    const isSameId = guid !== null && one.guid === guid;
    // A document of an earlier version, or of a feed without guids, that has none stored.
    const isSameAddress = one.identity === byAddress && (one.guid === null || guid === null);
    const isSameItem = isSameId || isSameAddress || one.url === document.url;
    if (isSameText && (isSameItem || (isWhole && mayBeSameItem(one, document))))
      return { ...document, identity: one.identity };
    if (!isSameText && (isSameId || isSameAddress) && isVersion(text, await transaction.text(one.snapshotId)))
      return { ...document, identity: one.identity };
  }
  return document;
}

/** Whether nothing that a list says tells two documents of one text apart: a form may be used again for another strike. */
function mayBeSameItem(one: StoredIdentity, { title, published }: FetchedDocument): boolean {
  const words = (text: string) => wordsOf(text).join(' ');
  const isSameTitle = one.title === null || title === null || words(one.title) === words(title);
  return isSameTitle && (one.published === null || published === null || one.published === published);
}

/** Whether two texts share enough runs of words to be versions of one. */
function isVersion(one: string, other: string): boolean {
  const [runs, others] = [runsOf(one), runsOf(other)];
  const shared = sharedPart(runs, others) * Math.min(runs.size, others.size);
  const all = runs.size + others.size - shared;
  return all > 0 && shared / all >= versionShare;
}
