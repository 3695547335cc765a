import type { FetchedDocument } from '../domain/documents.ts';
import { shownAddress } from './http/source-errors.ts';
import { type ItemOptions, toItemDocument } from './item-document.ts';
import { type ListItem, type PollContext, SourceError } from './source.ts';

export interface KeyedItem {
  readonly key: string;
  readonly fingerprint: string;
  readonly item: ListItem;
}
interface FetchedItem {
  readonly entry: KeyedItem;
  readonly document: FetchedDocument;
}
export interface FailedItem {
  readonly entry: KeyedItem;
  readonly error: SourceError;
}

/** After this many consecutive failures the site counts as down, and the remaining items wait for the next poll. */
const stopAfter = 3;

/** Fetches items one after the other until the signal aborts or the site fails too often. */
export async function fetchItems(
  due: readonly KeyedItem[],
  listUrl: string,
  options: ItemOptions,
  context: PollContext,
): Promise<{
  readonly documents: readonly FetchedDocument[];
  readonly done: ReadonlySet<KeyedItem>;
  readonly failed: readonly FailedItem[];
}> {
  const fetched: FetchedItem[] = [];
  const failed: FailedItem[] = [];
  let consecutiveFailures = 0;
  for (const entry of due) {
    if (context.signal.aborted || consecutiveFailures >= stopAfter) break;
    try {
      fetched.push({ entry, document: await toItemDocument(entry.item, listUrl, options, context) });
      consecutiveFailures = 0;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failed.push({ entry, error });
      consecutiveFailures += error.kind === 'rate-limited' ? stopAfter : 1;
    }
  }
  const { documents, landingPages } = separateLandingPages(fetched);
  const done = new Set(fetched.map(({ entry }) => entry));
  for (const { entry } of landingPages) done.delete(entry);
  return { documents, done, failed: [...failed, ...landingPages] };
}

/**
 * Different items that end at one address were redirected to a page that is none of the documents. One AFPIMS release
 * under several paths is no such case and is returned once.
 */
function separateLandingPages(fetched: readonly FetchedItem[]) {
  const documents: FetchedDocument[] = [];
  const landingPages: FailedItem[] = [];
  for (const [identity, group] of Map.groupBy(fetched, ({ document }) => document.identity)) {
    const [first] = group;
    if (first && (group.length === 1 || !identity.startsWith('url:'))) {
      documents.push(first.document);
      continue;
    }
    for (const { entry, document } of group) {
      const error = new SourceError(
        'suspect',
        `${group.length} different items lead to ${shownAddress(document.url)}, which is the document of none of them. Open one in a browser and correct match or the url of this source.`,
      );
      landingPages.push({ entry, error });
    }
  }
  return { documents, landingPages };
}
