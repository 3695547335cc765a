import { createHash } from 'node:crypto';
import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import type { Instant } from '../domain/time.ts';
import { assertNotShrunken, extractAnswer, toDocument } from './fetch-document.ts';
import { shownAddress } from './http/source-errors.ts';
import { afpimsId } from './identity.ts';
import { usableValidators } from './options.ts';
import { type ItemProblem, type PollContext, SourceError } from './source.ts';

/** What the ledger stores about a document. */
export interface KnownDocument {
  readonly identity: string;
  readonly url: string;
  readonly title?: string | null;
  readonly published?: Instant | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Length of the stored text. */
  readonly textLength: number;
}

interface RecheckContext extends PollContext {
  /** Selector with which the documents were stored. Another one would make every text look edited. */
  readonly selector?: string | undefined;
  readonly mayShrink?: boolean | undefined;
  /** Address of the source, used to check whether its site is up. */
  readonly list?: string | undefined;
}

interface RecheckResult {
  /** Documents with a new answer, under their known identity, title and time of publication. The text may be the same. */
  readonly documents: readonly FetchedDocument[];
  readonly gone: readonly GoneDocument[];
  /** Documents that answered 304, with their validators. */
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

/** After this many consecutive failures a host gets no further requests until the next recheck. */
const stopAfter = 3;

/**
 * Requests stored documents again to find edits and withdrawals. A document is gone after two answers of 404 or 410, the
 * second after all other requests, and only if its host answers otherwise: with another known document or, if at most two
 * are known, with its home page. If all of three or more are missing the site was rebuilt, which withdraws nothing.
 * Throws nothing but aborts.
 */
export async function recheck(known: readonly KnownDocument[], context: RecheckContext): Promise<RecheckResult> {
  const documents: FetchedDocument[] = [];
  const gone: GoneDocument[] = [];
  const unchanged: { identity: string; etag: string | null; lastModified: string | null }[] = [];
  const problems: ItemProblem[] = [];
  const missing: { document: KnownDocument; status: 404 | 410; error: SourceError }[] = [];
  const answering = new Set<string>();
  const failures = new Map<string, number>();

  function collect(document: KnownDocument, outcome: Outcome): void {
    const host = hostOf(document.url);
    failures.set(host, outcome.kind === 'problem' ? (failures.get(host) ?? 0) + 1 : 0);
    if (outcome.kind === 'document') documents.push(outcome.document);
    if (outcome.kind === 'unchanged') {
      const { identity, etag, lastModified } = document;
      unchanged.push({ identity, etag, lastModified });
    }
    if (outcome.kind === 'problem') problems.push({ url: document.url, error: outcome.error });
    if (outcome.kind === 'document' || outcome.kind === 'unchanged') answering.add(host);
  }

  for (const document of known) {
    if (context.signal.aborted) break;
    if ((failures.get(hostOf(document.url)) ?? 0) >= stopAfter) continue;
    const outcome = await request(document, context, true);
    if (outcome.kind === 'missing') missing.push({ document, status: outcome.status, error: outcome.error });
    collect(document, outcome);
  }

  const knownOfHost = Map.groupBy(known, ({ url }) => hostOf(url));
  for (const { document, status, error } of missing) {
    if (context.signal.aborted) break;
    const { identity, url } = document;
    const host = hostOf(url);
    const isFew = (knownOfHost.get(host)?.length ?? 0) <= 2;
    if (!answering.has(host) && isFew && (await isUp(url, context))) answering.add(host);
    if (!answering.has(host)) {
      problems.push({ url, error: unconfirmedError(url, error) });
      continue;
    }
    const second = await request(document, context, false);
    if (second.kind === 'missing') gone.push({ identity, url, fetchedAt: context.now().toISOString(), status });
    collect(document, second);
  }
  return { documents, gone, unchanged, problems };
}

/** Each document is asked for in full on one day of the week, because some servers answer 304 for ever. */
function isAskedInFull(identity: string, now: Date): boolean {
  const day = Math.floor(now.getTime() / 86_400_000);
  return createHash('sha256').update(identity).digest().readUInt32BE(0) % 7 === day % 7;
}

async function request(document: KnownDocument, context: RecheckContext, conditional: boolean): Promise<Outcome> {
  try {
    const isConditional = conditional && !isAskedInFull(document.identity, context.now());
    const validators = isConditional ? usableValidators(document, context.now()) : {};
    const answer = await context.fetch(document.url, { ...validators, signal: context.signal });
    if (answer.status === 'not-modified') return { kind: 'unchanged' };
    assertSameArticle(document.url, answer.url);
    const extracted = await extractAnswer(document.url, answer, { selector: context.selector }, context);
    if (!context.mayShrink) assertNotShrunken(document.url, extracted.text.length, document.textLength);
    const fresh = toDocument(
      { answer, extracted },
      { link: document.url, identity: document.identity, title: document.title ?? null },
      context,
    );
    return { kind: 'document', document: { ...fresh, url: document.url, published: document.published ?? null } };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.kind === 'not-found') return { kind: 'missing', status: 404, error };
    if (error.kind === 'gone') return { kind: 'missing', status: 410, error };
    return { kind: 'problem', error };
  }
}

/** Returns whether the list of the source or the home page of the site answers. */
async function isUp(url: string, context: RecheckContext): Promise<boolean> {
  const list = context.list !== undefined && context.list !== url && hostOf(context.list) === hostOf(url);
  return (list && (await isAnswered(context.list ?? '', context))) || isAnswered(new URL('/', url).href, context);
}

async function isAnswered(url: string, context: RecheckContext): Promise<boolean> {
  try {
    await context.fetch(url, { signal: context.signal });
    return true;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return false;
  }
}

function unconfirmedError(url: string, cause: SourceError): SourceError {
  return new SourceError(
    'suspect',
    `${shownAddress(url)} is missing, but so is every other known document of ${hostOf(url)}, so it does not count as withdrawn. Open the site in a browser and correct the url of this source if it was rebuilt.`,
    { cause },
  );
}

/** Throws `suspect` for a redirect to another AFPIMS article, which is no edit of the requested one. */
function assertSameArticle(requested: string, final: string): void {
  const from = afpimsId(requested);
  const to = afpimsId(final);
  if (from === null || to === null || from === to) return;
  throw new SourceError(
    'suspect',
    `${shownAddress(requested)} leads to another article (${to}), so it does not count as a change. Open it in a browser; if the release was replaced, watch the new address.`,
  );
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
