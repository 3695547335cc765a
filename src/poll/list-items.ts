import { backoffMs } from '../domain/backoff.ts';
import type { FetchedDocument } from '../domain/documents.ts';
import { later } from './http/politeness.ts';
import { shownAddress } from './http/source-errors.ts';
import { cleanAddress } from './identity.ts';
import { type ItemOptions, toItemDocument } from './item-document.ts';
import { type Candidate, itemKey, itemMark, type ListCursor, mostItems, readListCursor } from './list-cursor.ts';
import { matcher } from './match.ts';
import {
  type Cursor,
  type HttpAnswer,
  type ItemProblem,
  type PollContext,
  type PollResult,
  SourceError,
} from './source.ts';

/** From a list of items to documents: which are new or changed, oldest first, a few at a time, none lost. */

export interface GatherOptions extends ItemOptions {
  /** `listMark` of the source's options. */
  readonly of: string;
  readonly match?: string | readonly string[] | undefined;
  /** Items fetched in one poll. */
  readonly maxItems: number;
}

/** After this many failures in a row an item is asked for less and less often. */
const patientAfter = 3;
const hour = 3_600_000;
/** A site that fails this often in a row is down or refuses us: the rest is left for the next poll. */
const stopAfter = 3;

/** How long to leave a failing item alone: a site may come back any minute, a missing page seldom does. */
function patience(failures: number, error: SourceError): number {
  const capMs = error.retryable || error.kind === 'blocked' ? hour : 24 * hour;
  return backoffMs({ baseMs: hour, capMs, jitter: 'none' }, failures - patientAfter + 1);
}

interface Item {
  readonly key: string;
  readonly mark: string;
  readonly candidate: Candidate;
}

/** The result of a poll of a list that answered with `candidates`, newest first as lists are. Throws only aborts. */
export async function gather(
  listUrl: string,
  list: Pick<HttpAnswer, 'etag' | 'lastModified' | 'notBefore'>,
  candidates: readonly Candidate[],
  cursor: Cursor | undefined,
  options: GatherOptions,
  context: PollContext,
): Promise<PollResult> {
  const before = readListCursor(cursor, options.of);
  const seen = new Map(before.seen);
  const failing = new Map(before.failing.map((entry) => [entry[0], entry]));
  const items = distinct(candidates.filter(matcher(options.match))).slice(0, mostItems);
  const news = oldestFirst(items.filter(({ key, mark }) => seen.get(key) !== mark));
  const now = context.now().toISOString();
  const [waiting, ready] = partition(news, ({ key }) => (failing.get(key)?.[2] ?? '') > now);
  const due = ready.slice(0, options.maxItems);

  const { fetched, failed } = await fetchDue(due, listUrl, options, context);
  const { documents, landed } = withoutLandingPages(fetched);
  failed.push(...landed);

  const done = new Set(fetched.map(({ item }) => item));
  for (const { item, error } of failed) {
    done.delete(item);
    if (error.kind === 'rate-limited') continue;
    const failures = (failing.get(item.key)?.[1] ?? 0) + 1;
    const wait = patience(failures, error);
    const until = wait === 0 ? null : new Date(context.now().getTime() + wait).toISOString();
    failing.set(item.key, [item.key, failures, until, error.kind, error.message.slice(0, 400)]);
  }
  for (const { key, mark } of done) {
    seen.set(key, mark);
    failing.delete(key);
  }

  // An item that is left alone for now is still missing: its trouble must not look mended.
  for (const item of waiting) {
    const [, , , kind, message] = failing.get(item.key) ?? [];
    if (kind !== undefined && message !== undefined) failed.push({ item, error: new SourceError(kind, message) });
  }
  const complete = news.every((item) => done.has(item));
  const more = news.some((item) => !done.has(item) && !failed.some((failure) => failure.item === item));
  const next = nextCursor(options.of, items, seen, failing, complete ? list : { etag: null, lastModified: null });
  const wait = later(list.notBefore, slowestDown(failed, context.now()));
  const notBefore = wait === null ? {} : { notBefore: wait };
  if (documents.length === 0 && failed.length === 0 && JSON.stringify(next) === JSON.stringify(before)) {
    return { status: 'unchanged', ...notBefore };
  }
  const problems = failed.map(
    ({ item, error }): ItemProblem => ({ url: cleanAddress(item.candidate.url ?? listUrl), error }),
  );
  return { status: 'fetched', documents, problems, cursor: next, more, ...notBefore };
}

interface Fetched {
  readonly item: Item;
  readonly document: FetchedDocument;
}
interface Failed {
  readonly item: Item;
  readonly error: SourceError;
}

/** One after the other, until the deadline or until the site fails too often. */
async function fetchDue(
  due: readonly Item[],
  listUrl: string,
  options: ItemOptions,
  context: PollContext,
): Promise<{ fetched: Fetched[]; failed: Failed[] }> {
  const fetched: Fetched[] = [];
  const failed: Failed[] = [];
  let inARow = 0;
  for (const item of due) {
    if (context.signal.aborted || inARow >= stopAfter) break;
    try {
      fetched.push({ item, document: await toItemDocument(item.candidate, listUrl, options, context) });
      inARow = 0;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failed.push({ item, error });
      inARow += error.kind === 'rate-limited' ? stopAfter : 1;
    }
  }
  return { fetched, failed };
}

function partition<T>(values: readonly T[], test: (value: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [values.filter(test), values.filter((value) => !test(value))];
}

/** The first of those that are one document: lists repeat a release under several paths. */
function distinct(candidates: readonly Candidate[]): readonly Item[] {
  const items = new Map<string, Item>();
  for (const candidate of candidates) {
    const key = itemKey(candidate);
    if (!items.has(key)) items.set(key, { key, mark: itemMark(candidate), candidate });
  }
  return [...items.values()];
}

function oldestFirst(items: readonly Item[]): readonly Item[] {
  const reversed = items.toReversed();
  if (reversed.some(({ candidate }) => candidate.published === null)) return reversed;
  return reversed.sort((a, b) => (a.candidate.published ?? '').localeCompare(b.candidate.published ?? ''));
}

/**
 * Items of different addresses that end at one address were redirected to something else than the documents. One
 * release under several paths (AFPIMS) is no such case: it is given once.
 */
function withoutLandingPages(fetched: readonly Fetched[]): { documents: FetchedDocument[]; landed: Failed[] } {
  const groups = Map.groupBy(fetched, ({ document }) => document.identity);
  const documents: FetchedDocument[] = [];
  const landed: Failed[] = [];
  for (const [identity, group] of groups) {
    const [first] = group;
    if (first && (group.length === 1 || !identity.startsWith('url:'))) {
      documents.push(first.document);
      continue;
    }
    for (const { item, document } of group) {
      const error = new SourceError(
        'suspect',
        `${group.length} different items lead to ${shownAddress(document.url)}, so it was taken for none of them. Open one in a browser and correct match or the url of this source.`,
      );
      landed.push({ item, error });
    }
  }
  return { documents, landed };
}

function nextCursor(
  of: string,
  items: readonly Item[],
  seen: ReadonlyMap<string, string>,
  failing: ReadonlyMap<string, ListCursor['failing'][number]>,
  validators: Pick<ListCursor, 'etag' | 'lastModified'>,
): ListCursor {
  const current = new Set(items.map(({ key }) => key));
  const kept = items.flatMap(({ key }): [string, string][] => {
    const mark = seen.get(key);
    return mark === undefined ? [] : [[key, mark]];
  });
  const left = [...seen].filter(([key]) => !current.has(key)).slice(0, mostItems);
  return {
    version: 1,
    of,
    etag: validators.etag,
    lastModified: validators.lastModified,
    seen: [...kept, ...left],
    failing: [...failing.values()].filter(([key]) => current.has(key)),
  };
}

function slowestDown(failed: readonly Failed[], now: Date): Date | null {
  const waits = failed.map(({ error }) => (error.kind === 'rate-limited' ? (error.retryAfterMs ?? 0) : 0));
  const longest = Math.max(0, ...waits);
  return longest === 0 ? null : new Date(now.getTime() + longest);
}
