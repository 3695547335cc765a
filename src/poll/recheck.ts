import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import type { Instant } from '../domain/time.ts';
import { assertNotShrunken, extractDocument, toDocument } from './fetch-document.ts';
import { shownAddress } from './http/source-errors.ts';
import { afpimsId } from './identity.ts';
import { type ItemProblem, type PollContext, SourceError } from './source.ts';

/** Asking again for documents that are already held: silent edits and withdrawals are news. */

/** What the ledger knows of a document. */
export interface KnownCopy {
  readonly identity: string;
  readonly url: string;
  readonly title?: string | null;
  readonly published?: Instant | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the text held. */
  readonly textLength: number;
}

export interface RecheckContext extends PollContext {
  /** The one the documents were first read with; another would make every text look edited. */
  readonly selector?: string | undefined;
  readonly mayShrink?: boolean | undefined;
  /** The source's own address, which shows whether the site is up. */
  readonly list?: string | undefined;
}

export interface RecheckResult {
  /** Fetched anew, with the identity, title and time of publication that were known. Perhaps the same text: the ledger decides. */
  readonly documents: readonly FetchedDocument[];
  readonly gone: readonly GoneDocument[];
  /** The server said 304; the validators to keep. */
  readonly unchanged: readonly {
    readonly identity: string;
    readonly etag: string | null;
    readonly lastModified: string | null;
  }[];
  readonly problems: readonly ItemProblem[];
}

type Outcome =
  | { readonly kind: 'document'; readonly document: FetchedDocument }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'missing'; readonly status: 404 | 410; readonly error: SourceError }
  | { readonly kind: 'problem'; readonly error: SourceError };

/** A host that fails this often in a row is left alone until the next recheck. */
const stopAfter = 3;

/**
 * Conditional requests for each. A 404 or 410 counts as gone only when it is given twice (the second time after all
 * others were asked) and the host otherwise answers: with another known document, or, where only one or two are known,
 * with its home page. When every one of more is missing the site was rebuilt, which withdraws nothing.
 * Throws only aborts.
 */
export async function recheck(known: readonly KnownCopy[], context: RecheckContext): Promise<RecheckResult> {
  const documents: FetchedDocument[] = [];
  const gone: GoneDocument[] = [];
  const unchanged: { identity: string; etag: string | null; lastModified: string | null }[] = [];
  const problems: ItemProblem[] = [];
  const missing: { copy: KnownCopy; status: 404 | 410; error: SourceError }[] = [];
  const answering = new Set<string>();
  const failures = new Map<string, number>();

  function take(copy: KnownCopy, outcome: Outcome): void {
    const host = hostOf(copy.url);
    failures.set(host, outcome.kind === 'problem' ? (failures.get(host) ?? 0) + 1 : 0);
    if (outcome.kind === 'document') documents.push(outcome.document);
    if (outcome.kind === 'unchanged')
      unchanged.push({ identity: copy.identity, etag: copy.etag, lastModified: copy.lastModified });
    if (outcome.kind === 'problem') problems.push({ url: copy.url, error: outcome.error });
    if (outcome.kind === 'document' || outcome.kind === 'unchanged') answering.add(host);
  }

  for (const copy of known) {
    if (context.signal.aborted) break;
    if ((failures.get(hostOf(copy.url)) ?? 0) >= stopAfter) continue;
    const outcome = await ask(copy, context, true);
    if (outcome.kind === 'missing') missing.push({ copy, status: outcome.status, error: outcome.error });
    take(copy, outcome);
  }

  const asked = Map.groupBy(known, (copy) => hostOf(copy.url));
  for (const { copy, status, error } of missing) {
    if (context.signal.aborted) break;
    const host = hostOf(copy.url);
    const few = (asked.get(host)?.length ?? 0) <= 2;
    if (!answering.has(host) && few && (await isUp(copy.url, context))) answering.add(host);
    if (!answering.has(host)) {
      problems.push({ url: copy.url, error: unconfirmed(copy, error) });
      continue;
    }
    const second = await ask(copy, context, false);
    if (second.kind === 'missing')
      gone.push({ identity: copy.identity, url: copy.url, fetchedAt: context.now().toISOString(), status });
    take(copy, second);
  }
  return { documents, gone, unchanged, problems };
}

async function ask(copy: KnownCopy, context: RecheckContext, conditional: boolean): Promise<Outcome> {
  try {
    const answer = await context.fetch(copy.url, {
      etag: conditional ? copy.etag : null,
      lastModified: conditional ? copy.lastModified : null,
      signal: context.signal,
    });
    if (answer.status === 'not-modified') return { kind: 'unchanged' };
    assertSameArticle(copy.url, answer.url);
    const extracted = await extractDocument(copy.url, answer, { selector: context.selector }, context);
    if (!context.mayShrink) assertNotShrunken(copy.url, extracted.text.length, copy.textLength);
    const fresh = toDocument(
      { answer, extracted },
      { link: copy.url, identity: copy.identity, title: copy.title ?? null },
      context,
    );
    return { kind: 'document', document: { ...fresh, url: copy.url, published: copy.published ?? null } };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.kind === 'not-found') return { kind: 'missing', status: 404, error };
    if (error.kind === 'gone') return { kind: 'missing', status: 410, error };
    return { kind: 'problem', error };
  }
}

/** The list that named the document answers, or the home page of its site does. */
async function isUp(url: string, context: RecheckContext): Promise<boolean> {
  const list = context.list !== undefined && context.list !== url && hostOf(context.list) === hostOf(url);
  return (list && (await answers(context.list ?? '', context))) || answers(new URL('/', url).href, context);
}

async function answers(url: string, context: RecheckContext): Promise<boolean> {
  try {
    await context.fetch(url, { signal: context.signal });
    return true;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return false;
  }
}

function unconfirmed(copy: KnownCopy, cause: SourceError): SourceError {
  return new SourceError(
    'suspect',
    `${shownAddress(copy.url)} is not there, but nothing else known of ${hostOf(copy.url)} is either, so it was not taken for withdrawn. Open the site in a browser and correct the url of this source if it was rebuilt.`,
    { cause },
  );
}

/** A removed release may redirect to another one, which is no edit of it. */
function assertSameArticle(asked: string, ended: string): void {
  const from = afpimsId(asked);
  const to = afpimsId(ended);
  if (from === null || to === null || from === to) return;
  throw new SourceError(
    'suspect',
    `${shownAddress(asked)} leads to another article (${to}), so it was not taken for a change. Open it in a browser; if the release was replaced, watch the new address.`,
  );
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
