import type { HealthThreshold } from '../detect/kinds/source-health.ts';
import type { FetchedDocument, GoneDocument } from '../domain/documents.ts';
import { shownAddress } from '../poll/http/refusal.ts';
import { recheck } from '../poll/recheck.ts';
import { type Cursor, type ItemProblem, type PollContext, type PollResult, SourceError } from '../poll/source.ts';
import { createRecorder, type Recorder, type RecorderParts, type SourceIdentity } from './recorder.ts';
import { contactAfter, contactOf, settle, untouched } from './source-state.ts';

/**
 * poll -> read -> record -> detect -> compose -> deliver, in one direction. `record.ts` holds the middle, one
 * transaction a document, deliveries to come included; `notify/deliver.ts` takes it from there. Here is the round
 * around them: look, record all that came, and only then let the cursor move.
 */

/** Named so that a log can tell how far a round came, and a test can kill the process at each. */
export type Step = 'polled' | 'read' | 'detected' | 'recorded' | 'cursor-moved';

/** A source of the configuration with its kind, publisher and door to the network bound. */
export interface WatchedSource extends SourceIdentity {
  readonly poll: (cursor: Cursor | undefined, context: PollContext) => Promise<PollResult>;
  readonly context: (signal: AbortSignal) => PollContext;
  readonly selector: string | undefined;
  readonly mayShrink: boolean | undefined;
  /** The source's own address. */
  readonly url: string;
  readonly expectEveryDays: number | undefined;
}

export interface PipelineParts extends Omit<RecorderParts, 'observe'> {
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
    }
  | { readonly status: 'failed'; readonly error: SourceError };

export interface Pipeline {
  /** One look at one source. What the source did wrong is its health, not an exception; a ledger that fails throws. */
  poll(source: WatchedSource, signal: AbortSignal): Promise<PollOutcome>;
  /** Asks again for documents already known, least recently checked first; only those not checked since, where given. */
  recheck(source: WatchedSource, limit: number, signal: AbortSignal, checkedBefore?: Date): Promise<PollOutcome>;
  reread: Recorder['reread'];
}

/** One address of many that leads nowhere is no alarm. */
const harmless: readonly SourceError['kind'][] = ['not-found', 'gone'];

export function createPipeline(parts: PipelineParts): Pipeline {
  const { ledger, observe } = parts;
  const recorder = createRecorder(parts);

  async function record(
    source: WatchedSource,
    came: { readonly documents: readonly FetchedDocument[]; readonly gone: readonly GoneDocument[] },
    firstContact: boolean,
  ) {
    let findings = 0;
    const problems: ItemProblem[] = [];
    for (const read of recorder.read(source, came.documents)) {
      try {
        findings += await recorder.document(source, read, firstContact);
      } catch (error) {
        if (error instanceof Error && error.name === 'LedgerError') throw error;
        problems.push({ url: read.document.url, error: ownFault(error, read.document.url) });
      }
    }
    for (const gone of came.gone) findings += await recorder.gone(source, gone);
    return { findings, problems };
  }

  return {
    async poll(source, signal) {
      const state = (await ledger.polling.source(source.id)) ?? untouched;
      const contact = contactOf(state);
      const leave = (look: Parameters<typeof settle>[1]) =>
        settle(source, look, { ledger, health: parts.health, now: parts.now() }).then(() =>
          observe('cursor-moved', source.id),
        );
      let result: PollResult;
      try {
        result = await source.poll(contact.kind ?? undefined, source.context(signal));
      } catch (error) {
        if (!(error instanceof SourceError) && signal.aborted) throw error;
        // A fault of ours is told like one of theirs, and the other sources are looked at all the same.
        const failure = error instanceof SourceError ? error : ownFault(error, source.url);
        await leave({ error: failure });
        return { status: 'failed', error: failure };
      }
      observe('polled', source.id);
      if (result.status === 'unchanged') {
        await leave({ error: null, notBefore: result.notBefore });
        return { status: 'unchanged' };
      }
      const { documents, gone = [], problems: unfetched = [] } = result;
      const { findings, problems: unrecorded } = await record(source, { documents, gone }, !contact.made);
      const problems = [...unfetched, ...unrecorded];
      const alarm = problems.find(({ error }) => !harmless.includes(error.kind))?.error ?? null;
      const moved =
        unrecorded.length === 0
          ? { contact: contactAfter(contact, result.cursor, alarm ? 'partly' : result.more ? 'going-on' : 'whole') }
          : {};
      await leave({ error: alarm, ...moved, notBefore: result.notBefore });
      return { status: 'recorded', documents: documents.length, findings, problems };
    },

    async recheck(source, limit, signal, checkedBefore) {
      const due = async (state: 'present' | 'gone') =>
        (await ledger.polling.knownDocuments({ source: source.id, limit, state })).filter(
          ({ lastCheckedAt }) => checkedBefore === undefined || lastCheckedAt <= checkedBefore.toISOString(),
        );
      const [present, gone] = [await due('present'), await due('gone')];
      const known = [...present, ...gone];
      if (known.length === 0) return { status: 'unchanged' };
      const { selector, mayShrink, url: list } = source;
      const context = { ...source.context(signal), selector, mayShrink, list };
      const stands = await recheck(present, context);
      // Of what was withdrawn only its return is news; that it is still missing is none, and no trouble either.
      const back = gone.length === 0 ? [] : (await recheck(gone, context)).documents;
      const came = { ...stands, documents: [...stands.documents, ...back] };
      const { findings, problems } = await record(source, came, false);
      const answered = new Map(came.unchanged.map(({ identity, ...validators }) => [identity, validators]));
      const identityOf = new Map(known.map(({ identity, url }) => [url, identity]));
      let doubtful = 0;
      for (const { url, error } of came.problems) {
        const identity = identityOf.get(url);
        if (error.kind === 'suspect' && identity !== undefined)
          doubtful += await recorder.doubtful(source, identity, error.message);
      }
      const recorded = new Set([...came.documents, ...came.gone].map(({ identity }) => identity));
      await ledger.transaction(async (transaction) => {
        // One that failed takes its turn too: otherwise the same few would be asked for for ever.
        for (const { identity, etag, lastModified } of known.filter((document) => !recorded.has(document.identity)))
          await transaction.polling.markChecked({
            publisher: source.publisher.id,
            identity,
            at: parts.now().toISOString(),
            validators: answered.get(identity) ?? { etag, lastModified },
          });
      });
      return {
        status: 'recorded',
        documents: came.documents.length,
        findings: findings + doubtful,
        problems: [...came.problems, ...problems],
      };
    },

    reread: recorder.reread,
  };
}

/** A fault of ours at one document must not hide the others, and must not be silent. */
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
