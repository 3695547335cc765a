import type { HealthThreshold } from '../detect/kinds/source-health.ts';
import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import { firstContactAhead, type SourceState, unpolled } from '../domain/source-state.ts';
import { sha256 } from '../ledger/history/hashes.ts';
import { shownAddress } from '../poll/http/source-errors.ts';
import { recheck } from '../poll/recheck.ts';
import { type Cursor, type ItemProblem, type PollContext, type PollResult, SourceError } from '../poll/source.ts';
import { contactAfter, type Fetched, type FinishedPoll, finishPoll } from './finish-poll.ts';
import { isOfFirstContact } from './first-contact.ts';
import type { SourceIdentity } from './read-documents.ts';
import { createRecorder, type RecorderParts } from './recorder.ts';

/** A poll of one source: ask, record everything that was fetched, and only then move the cursor. */

/** Logs name how far a poll came, and tests kill the process at each of these steps. */
export type Step = 'polled' | 'read' | 'detected' | 'recorded' | 'cursor-moved';

/** A source of the configuration with its kind, publisher and network access bound. */
export interface WatchedSource extends SourceIdentity {
  readonly poll: (cursor: Cursor | undefined, context: PollContext) => Promise<PollResult>;
  readonly context: (signal: AbortSignal) => PollContext;
  readonly selector: string | undefined;
  readonly mayShrink: boolean | undefined;
  /** The source's own address. */
  readonly url: string;
  readonly expectEveryDays: number | undefined;
  /** In order: each is polled while the source and those before it do not answer. */
  readonly fallbacks: readonly Fallback[];
  /** How long the source must fail before its fallbacks are polled. */
  readonly fallbackAfterMs: number;
}

/** Another place where the documents of a source are published. */
export interface Fallback extends Pick<WatchedSource, 'poll' | 'context' | 'url'> {}

interface PipelineParts extends Omit<RecorderParts, 'observe'> {
  readonly health: HealthThreshold;
  readonly observe: (step: Step, source: string) => void;
}

export type PollOutcome =
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'recorded';
      readonly documents: number;
      readonly findings: number;
      readonly problems: readonly ItemProblem[];
      /** New items that remain for later polls. */
      readonly remaining?: number | undefined;
      /** Address of the fallback that was read in place of the source. */
      readonly fallback?: string;
    }
  | { readonly status: 'failed'; readonly error: SourceError };

export type Pipeline = ReturnType<typeof createPipeline>;

interface RecheckOptions {
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly checkedBefore?: Date | undefined;
}

/** One missing page of many does not make a source unhealthy. */
const harmless: readonly SourceError['kind'][] = ['not-found', 'gone'];

export function createPipeline(parts: PipelineParts) {
  const { ledger, observe } = parts;
  const recorder = createRecorder(parts);

  async function record(
    source: WatchedSource,
    fetched: { readonly documents: readonly FetchedDocument[]; readonly gone: readonly GoneDocument[] },
    isFirstContact: (document: FetchedDocument) => boolean,
  ) {
    let findings = 0;
    const problems: ItemProblem[] = [];
    for (const read of recorder.read(source, fetched.documents)) {
      try {
        findings += await recorder.document(source, read, isFirstContact(read.document));
      } catch (error) {
        if (error instanceof Error && error.name === 'LedgerError') throw error;
        const { url } = read.document;
        problems.push({ url, error: error instanceof SourceError ? error : ownFault(error, url) });
      }
    }
    for (const gone of fetched.gone) findings += await recorder.gone(source, gone);
    return { findings, problems };
  }

  /**
   * Polls the fallbacks of a source that has failed for long enough, in order, until one answers. At the first contact with
   * a fallback, what is dated after the last answer of the source is news. Returns undefined where none answers.
   */
  async function pollFallbacks(source: WatchedSource, state: SourceState, signal: AbortSignal) {
    const failingMs = parts.now().getTime() - Date.parse(state.failingSince ?? parts.now().toISOString());
    if (!(failingMs >= source.fallbackAfterMs)) return undefined;
    for (const fallback of source.fallbacks) {
      const url = shownAddress(fallback.url);
      // Two feeds of one site may differ in their query alone, which is not shown.
      const key = sha256(fallback.url).slice(0, 16);
      const { cursor, firstContact } = state.fallbacks[key] ?? { cursor: null, firstContact: firstContactAhead };
      let result: PollResult;
      try {
        result = await fallback.poll(cursor ?? undefined, fallback.context(signal));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        continue;
      }
      if (result.status === 'unchanged')
        return { after: { url, key, state: { cursor, firstContact } }, outcome: { status: 'unchanged' } as const };
      const { documents, problems: unfetched = [], more, remaining } = result;
      const since = state.lastSuccessAt ?? (firstContact.isOver ? null : firstContact.since);
      const recorded = await record(source, { documents, gone: [] }, (document) =>
        isOfFirstContact(document, firstContact, since),
      );
      const problems = [...unfetched, ...recorded.problems];
      const extent = problems.length > 0 ? 'in-part' : more ? 'more-to-come' : 'everything';
      const fetched: Fetched = { cursor: result.cursor, extent, remaining };
      const isMoved = recorded.problems.length === 0;
      const after = isMoved
        ? { cursor: result.cursor, firstContact: contactAfter(firstContact, fetched, parts.now().toISOString()) }
        : { cursor, firstContact };
      const { findings } = recorded;
      const counts = { documents: documents.length, findings, problems, remaining };
      return { after: { url, key, state: after }, outcome: { status: 'recorded', ...counts, fallback: url } as const };
    }
    return undefined;
  }

  return {
    /** Polls one source. A fault of the source is an outcome and counts for its health; a failing ledger throws. */
    async poll(source: WatchedSource, signal: AbortSignal): Promise<PollOutcome> {
      const state = (await ledger.polling.source(source.id)) ?? unpolled;
      const finish = async (poll: Omit<FinishedPoll, 'source'>): Promise<void> => {
        await finishPoll({ source, ...poll }, { ledger, health: parts.health, now: parts.now() });
        observe('cursor-moved', source.id);
      };
      let result: PollResult;
      try {
        result = await source.poll(state.cursor ?? undefined, source.context(signal));
      } catch (error) {
        if (!(error instanceof SourceError) && signal.aborted) throw error;
        // A fault of ours counts like one of the source, and the other sources are polled all the same.
        const failure = error instanceof SourceError ? error : ownFault(error, source.url);
        const answered = await pollFallbacks(source, state, signal);
        await finish({ error: failure, fallback: answered?.after });
        return answered?.outcome ?? { status: 'failed', error: failure };
      }
      observe('polled', source.id);
      if (result.status === 'unchanged') {
        await finish({ error: null, notBefore: result.notBefore });
        return { status: 'unchanged' };
      }
      const { documents, gone = [], problems: unfetched = [], cursor, more, remaining } = result;
      const { firstContact } = state;
      const { findings, problems: unrecorded } = await record(source, { documents, gone }, (document) =>
        isOfFirstContact(document, firstContact, firstContact.isOver ? null : firstContact.since),
      );
      const problems = [...unfetched, ...unrecorded];
      const error = problems.find((problem) => !harmless.includes(problem.error.kind))?.error ?? null;
      const extent = error ? 'in-part' : more ? 'more-to-come' : 'everything';
      const moved = unrecorded.length === 0 ? { fetched: { cursor, extent, remaining } as const } : {};
      await finish({ error, ...moved, notBefore: result.notBefore });
      return { status: 'recorded', documents: documents.length, findings, problems, remaining };
    },

    /**
     * Polls the fallbacks alone, while the source itself is not due. Returns undefined where none is in use or answers.
     */
    async pollFallbacks(source: WatchedSource, signal: AbortSignal): Promise<PollOutcome | undefined> {
      const state = (await ledger.polling.source(source.id)) ?? unpolled;
      const answered = state.answeredBy === null ? undefined : await pollFallbacks(source, state, signal);
      if (answered === undefined) return undefined;
      const { url, key, state: after } = answered.after;
      await ledger.transaction(async (transaction) => {
        const current = (await transaction.polling.source(source.id)) ?? unpolled;
        await transaction.polling.setSource(source.id, {
          ...current,
          answeredBy: current.answeredBy === null ? null : url,
          fallbacks: { ...current.fallbacks, [key]: after },
        });
      });
      return answered.outcome;
    },

    /**
     * Asks again for at most `limit` present and `limit` gone documents of a source, least recently checked first; only
     * for those not checked since `checkedBefore`, where it is given.
     */
    async recheck(source: WatchedSource, { limit, signal, checkedBefore }: RecheckOptions): Promise<PollOutcome> {
      const due = async (state: 'present' | 'gone') =>
        (await ledger.polling.knownDocuments({ source: source.id, limit, state })).filter(
          ({ lastCheckedAt }) => checkedBefore === undefined || lastCheckedAt <= checkedBefore.toISOString(),
        );
      const [present, gone] = [await due('present'), await due('gone')];
      const known = [...present, ...gone];
      if (known.length === 0) return { status: 'unchanged' };
      const { selector, mayShrink, url: list } = source;
      const context = { ...source.context(signal), selector, mayShrink, list };
      const checked = await recheck(present, context);
      // A withdrawn document that is still missing is neither news nor a problem; only its return is news.
      const returned = gone.length === 0 ? [] : (await recheck(gone, context)).documents;
      const fetched = { ...checked, documents: [...checked.documents, ...returned] };
      const { findings, problems } = await record(source, fetched, () => false);
      const answered = new Map(fetched.unchanged.map(({ identity, ...validators }) => [identity, validators]));
      const identityOf = new Map(known.map(({ identity, url }) => [url, identity]));
      let settled = 0;
      for (const identity of answered.keys()) settled += await recorder.unchanged(source, identity);
      let doubtful = 0;
      for (const { url, error } of [...fetched.problems, ...problems]) {
        const identity = identityOf.get(url);
        if (error.kind === 'suspect' && identity !== undefined)
          doubtful += await recorder.doubtful(source, identity, { kind: error.kind, message: error.message });
      }
      const recorded = new Set([...fetched.documents, ...fetched.gone].map(({ identity }) => identity));
      for (const { url } of problems) recorded.delete(identityOf.get(url) ?? '');
      await ledger.transaction(async (transaction) => {
        // A document that failed counts as checked too: otherwise the same few would be first in line for ever.
        for (const { identity, etag, lastModified } of known.filter((document) => !recorded.has(document.identity)))
          await transaction.polling.markChecked({
            publisher: source.publisher.id,
            identity,
            at: parts.now().toISOString(),
            validators: answered.get(identity) ?? { etag, lastModified },
            answer: answered.has(identity) ? 'unchanged' : 'none',
          });
      });
      return {
        status: 'recorded',
        documents: fetched.documents.length,
        findings: findings + settled + doubtful,
        problems: [...fetched.problems, ...problems],
      };
    },

    reread: recorder.reread,
  };
}

/** Returns a fault of ours as a source error: it must not stop the other documents, and must be reported. */
function ownFault(cause: unknown, url: string): SourceError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SourceError(
    'unreadable',
    `Ackwatch failed on ${shownAddress(url)}: ${reason}. Report it with the address`,
    {
      cause,
    },
  );
}
