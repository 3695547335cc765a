import { backoffMs } from '../domain/backoff.ts';
import { type FailedItem, fetchItems, type KeyedItem } from './fetch-items.ts';
import { latestDate } from './http/politeness.ts';
import { cleanAddress, type IdentitySource } from './identity.ts';
import type { ItemOptions } from './item-document.ts';
import { itemFingerprint, itemKey, type ListCursor, maxListItems, readListCursor } from './list-cursor.ts';
import { matcher } from './match.ts';
import { answeredAt } from './options.ts';
import {
  type Cursor,
  type HttpAnswer,
  type ItemProblem,
  type ListItem,
  type PollContext,
  type PollResult,
  SourceError,
} from './source.ts';

interface ListItemsOptions extends ItemOptions {
  /** `optionsFingerprint` of the source. */
  readonly of: string;
  readonly match?: string | readonly string[] | undefined;
  readonly olderThanDays?: number | undefined;
  /** Maximum number of items fetched in one poll. */
  readonly maxItems: number;
}

/** What tells the items of a list apart: texts of the list itself may share an address, pages do not. */
export const identityBy = ({ identity, follow }: Pick<ItemOptions, 'identity' | 'follow'>): IdentitySource =>
  identity ?? (follow ? 'link' : 'guid');

/** After this many consecutive failures the wait between attempts for an item grows. */
const backoffAfter = 3;
const hour = 3_600_000;

/** Returns the wait before the next attempt. A missing page returns less often than a site that is down. */
function itemBackoffMs(failures: number, error: SourceError): number {
  const capMs = error.retryable || error.kind === 'blocked' ? hour : 24 * hour;
  return backoffMs({ baseMs: hour, capMs, jitter: 'none' }, failures - backoffAfter + 1);
}

/**
 * Fetches the new and changed items of a list, oldest first, at most `maxItems`. `listed` is newest first. The cursor
 * moves past fetched items only. Returns failures of single items as problems and throws nothing but aborts.
 */
export async function pollListItems(
  listUrl: string,
  list: Pick<HttpAnswer, 'etag' | 'lastModified' | 'notBefore'>,
  listed: readonly ListItem[],
  cursor: Cursor | undefined,
  options: ListItemsOptions,
  context: PollContext,
): Promise<PollResult> {
  const before = readListCursor(cursor, options.of);
  const seen = new Map(before.seen);
  const failing = new Map(before.failing.map((entry) => [entry[0], entry]));
  const oldest =
    options.olderThanDays === undefined ? null : context.now().getTime() - options.olderThanDays * 24 * hour;
  const wanted = listed.filter(matcher(options.match)).filter(({ published }) => !isBefore(published, oldest));
  const items = distinctItems(wanted, identityBy(options)).slice(0, maxListItems);
  const news = oldestFirst(items.filter(({ key, fingerprint }) => seen.get(key) !== fingerprint));
  const now = context.now().toISOString();
  const { waiting = [], ready = [] } = Object.groupBy(news, ({ key }) =>
    (failing.get(key)?.[2] ?? '') > now ? 'waiting' : 'ready',
  );
  const due = ready.slice(0, options.maxItems);
  const { documents, done, failed } = await fetchItems(due, listUrl, options, context);

  for (const { entry, error } of failed) {
    if (error.kind === 'rate-limited') continue;
    const failures = (failing.get(entry.key)?.[1] ?? 0) + 1;
    const waitMs = itemBackoffMs(failures, error);
    const until = waitMs === 0 ? null : new Date(context.now().getTime() + waitMs).toISOString();
    failing.set(entry.key, [entry.key, failures, until, error.kind, error.message.slice(0, 400)]);
  }
  for (const { key, fingerprint } of done) {
    seen.set(key, fingerprint);
    failing.delete(key);
  }

  // An item that waits for its next attempt is still missing, so its problem is reported again.
  const stillMissing = waiting.flatMap((entry): FailedItem[] => {
    const [, , , kind, message] = failing.get(entry.key) ?? [];
    return kind === undefined || message === undefined ? [] : [{ entry, error: new SourceError(kind, message) }];
  });
  const missing = [...failed, ...stillMissing];
  const complete = news.every((each) => done.has(each));
  const remaining = news.filter((each) => !done.has(each) && !missing.some(({ entry }) => entry === each)).length;
  const { etag, lastModified } = complete ? list : { etag: null, lastModified: null };
  const validators = { etag, lastModified, answeredAt: answeredAt(before, context) };
  const next = nextCursor(options.of, items, seen, failing, validators);
  const wait = latestDate(list.notBefore, longestRetryAfter(failed, context.now()));
  const notBefore = wait === null ? {} : { notBefore: wait };
  if (documents.length === 0 && missing.length === 0 && JSON.stringify(next) === JSON.stringify(before))
    return { status: 'unchanged', ...notBefore };
  const problems = missing.map(
    ({ entry, error }): ItemProblem => ({ url: cleanAddress(entry.item.url ?? listUrl), error }),
  );
  return { status: 'fetched', documents, problems, cursor: next, more: remaining > 0, remaining, ...notBefore };
}

function isBefore(published: string | null, oldest: number | null): boolean {
  return published !== null && oldest !== null && Date.parse(published) < oldest;
}

/** Returns the first item of each document, because lists repeat a release under several paths. */
function distinctItems(listed: readonly ListItem[], by: IdentitySource): readonly KeyedItem[] {
  const items = new Map<string, KeyedItem>();
  for (const item of listed) {
    const key = itemKey(item, by);
    if (!items.has(key)) items.set(key, { key, fingerprint: itemFingerprint(item), item });
  }
  return [...items.values()];
}

function oldestFirst(items: readonly KeyedItem[]): readonly KeyedItem[] {
  const reversed = items.toReversed();
  if (reversed.some(({ item }) => item.published === null)) return reversed;
  return reversed.sort((a, b) => (a.item.published ?? '').localeCompare(b.item.published ?? ''));
}

function nextCursor(
  of: string,
  items: readonly KeyedItem[],
  seen: ReadonlyMap<string, string>,
  failing: ReadonlyMap<string, ListCursor['failing'][number]>,
  validators: Pick<ListCursor, 'etag' | 'lastModified' | 'answeredAt'>,
): ListCursor {
  const listed = new Set(items.map(({ key }) => key));
  const current = items.flatMap(({ key }): [string, string][] => {
    const fingerprint = seen.get(key);
    return fingerprint === undefined ? [] : [[key, fingerprint]];
  });
  const former = [...seen].filter(([key]) => !listed.has(key)).slice(0, maxListItems);
  return {
    version: 1,
    of,
    etag: validators.etag,
    lastModified: validators.lastModified,
    answeredAt: validators.answeredAt,
    seen: [...current, ...former],
    failing: [...failing.values()].filter(([key]) => listed.has(key)),
  };
}

function longestRetryAfter(failed: readonly FailedItem[], now: Date): Date | null {
  const waits = failed.map(({ error }) => (error.kind === 'rate-limited' ? (error.retryAfterMs ?? 0) : 0));
  const longest = Math.max(0, ...waits);
  return longest === 0 ? null : new Date(now.getTime() + longest);
}
