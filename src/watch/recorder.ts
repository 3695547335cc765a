import { toldFlips } from '../detect/arrivals/flapping.ts';
import { isAnotherPage } from '../detect/compare/another-page.ts';
import { textChanges } from '../detect/compare/texts.ts';
import { detectWithdrawal } from '../detect/kinds/withdrawn.ts';
import { setAsideDoubtfulTotals } from '../detect/set-aside/doubtful-totals.ts';
import { setAsideMisattributedStrikes } from '../detect/set-aside/misattributed-strikes.ts';
import type { FetchedDocument, GoneDocument, Report } from '../domain/documents.ts';
import type { SourceFailure } from '../domain/failures.ts';
import type { Finding } from '../domain/findings.ts';
import type { Publisher } from '../domain/publishers.ts';
import type { ReadResult } from '../domain/readings.ts';
import type { Speakers } from '../domain/speakers.ts';
import { sha256, textSha256 } from '../ledger/history/hashes.ts';
import type { Ledger, LedgerTransaction } from '../ledger/ledger.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { shownAddress } from '../poll/http/source-errors.ts';
import { SourceError } from '../poll/source.ts';
import { detectArrival, isSubset } from './arrival.ts';
import { identify } from './identify.ts';
import { type Read, type ReadDocument, readDocuments, readSafely, type SourceIdentity } from './read-documents.ts';
import { corrections, findRelations, outdatedBy, publisherOf, statementKinds } from './relations.ts';
import { announceSettled } from './settled.ts';

export interface RecorderParts {
  readonly ledger: Ledger;
  readonly speakers: Speakers;
  readonly read: Read;
  readonly readerVersions: Readonly<Record<string, number>>;
  /** How long a page must be missing before it counts as withdrawn. It is asked for twice at least, whatever this is. */
  readonly withdrawnAfterMs: number;
  readonly now: () => Date;
  readonly observe: (step: 'read' | 'detected' | 'recorded', source: string) => void;
}

/** Returns how many findings are news: a baseline is not announced. */
const newsIn = (findings: readonly Finding[]) => findings.filter(({ kind }) => kind !== 'baseline').length;

/**
 * Two sources of one publisher may show two versions of one page: the article, and the copy in a feed. The source that
 * found the document announces its edits. If it did not check for this long, another source does.
 */
const finderPrecedenceMs = 7 * 86_400_000;

const readAtOnce = 100;

/** The steps read, record and detect. Each document is one transaction: all of it is stored, or nothing. */
export function createRecorder(parts: RecorderParts) {
  const { ledger, speakers, read, readerVersions, withdrawnAfterMs, now, observe } = parts;
  const instant = () => now().toISOString();

  async function isLeftToFinder(transaction: LedgerTransaction, source: SourceIdentity, identity: string) {
    const finder = await transaction.polling.finderOf(source.publisher.id, identity);
    const checkedAt = Date.parse(finder?.checkedAt ?? '') || 0;
    return finder !== undefined && finder.source !== source.id && now().getTime() - checkedAt < finderPrecedenceMs;
  }

  /** Returns whether a page says what is stored, but for lines of its frame that differ at every visit. */
  async function saysTheSame(transaction: LedgerTransaction, { document, result }: ReadDocument, before: Report) {
    if (before.textSha256 === textSha256(document.text)) return true;
    const counts = (of: Pick<ReadResult, 'readings' | 'mentions' | 'incidents'>) =>
      [of.readings.length, of.mentions.length, of.incidents.length].join();
    if (counts(result) !== counts(before) || !isSubset(result, before)) return false;
    const stored = await transaction.text(before.snapshotId);
    const earlier = await transaction.earlierText(before.documentId);
    return textChanges(stored, document.text, earlier, document.fetchedAt).length === 0;
  }

  async function showsAnotherPage(
    transaction: LedgerTransaction,
    source: SourceIdentity,
    { document, result }: ReadDocument,
    before: Report,
  ): Promise<boolean> {
    if (source.mayShrink === true || before.readings.length + before.incidents.length === 0) return false;
    const text = await transaction.text(before.snapshotId);
    return isAnotherPage({ report: before, text }, { title: document.title, text: document.text, result });
  }

  /** Stores a new snapshot and returns its findings. Everything it is compared with is read before or after as noted. */
  async function recordSnapshot(
    transaction: LedgerTransaction,
    source: SourceIdentity,
    arrival: { readonly read: ReadDocument; readonly before: Report | undefined; readonly firstContact: boolean },
  ): Promise<readonly Finding[]> {
    const { publisher } = source;
    const { before, firstContact } = arrival;
    const { document, result } = arrival.read;
    const known = [];
    for (const member of speakers.familyOf(publisher.id))
      known.push(...(await transaction.relatedIncidents(member, result.incidents)));
    // What one body of a chain of command admits is compared with what the others admitted.
    const ofCommand = result.readings.map((one) => ({ ...one, speakers: one.speakers.flatMap(speakers.familyOf) }));
    const storedFigures = await transaction.relatedFigures(ofCommand);
    const storedMentions = await transaction.relatedMentions(result.mentions);
    const isCompared = publisher.role === 'acknowledging' && result.readings.length > 0;
    const compiled = isCompared ? await transaction.compiledReports(speakers.familyOf(publisher.id)) : [];
    // These three are read before the new snapshot replaces them. A gone page has no text to compare with.
    const beforeGone =
      before?.state === 'gone' ? await transaction.lastPresent(publisher.id, document.identity) : undefined;
    const textBefore = before?.state === 'present' ? await transaction.text(before.snapshotId) : null;
    const ofThisPage = before
      ? (await transaction.reports(publisher.id)).filter(({ documentId }) => documentId === before.documentId)
      : [];
    const versions = before === undefined ? [] : await transaction.versions(before.documentId, toldFlips);
    const textEarlier = before === undefined ? null : await transaction.earlierText(before.documentId);
    const report = await transaction.addSnapshot({
      source: source.id,
      publisher: publisher.id,
      document,
      read: result,
    });
    const recorded = { publisher, report, text: document.text, storedFigures };
    const relations = await findRelations(transaction, recorded, speakers);
    const newRelations = await transaction.addRelations(relations, instant());
    const related = relations.flatMap(({ from, to }) => [from, to]).filter((id) => id !== report.documentId);
    // Admissions are compared with those of the publisher's family; a claim is compared with the stored figures alone.
    const ofFamily = [];
    for (const member of publisher.role === 'acknowledging' ? speakers.familyOf(publisher.id) : [])
      ofFamily.push(...(await transaction.reports(member)));
    const others = new Map([...ofThisPage, ...ofFamily].map((other) => [other.snapshotId, other]));
    others.delete(report.snapshotId);
    const input = {
      publisher,
      speakers,
      before,
      now: report,
      versions,
      texts: { before: textBefore, now: document.text, earlier: textEarlier },
      others: [...others.values()],
      compiled,
      identity: document.identity,
      knownIncidents: known.filter((incident) => incident.documentId !== report.documentId),
      storedFigures,
      storedMentions,
      relations,
      newRelations,
      announced: await transaction.documentsWith(statementKinds, related),
      firstContact,
      at: instant(),
    };
    const detection = detectArrival(input);
    const findings = [...detection.findings];
    // A page that returns is also compared with what it said before it was gone.
    if (beforeGone) {
      const texts = { before: await transaction.text(beforeGone.snapshotId), now: document.text };
      const detected = new Set(findings.map(({ id }) => id));
      const sinceGone = detectArrival({ ...input, before: beforeGone, texts }).findings;
      findings.push(...sinceGone.filter(({ id, kind }) => kind !== 'edited' && !detected.has(id)));
    }
    observe('detected', source.id);
    await transaction.addRelations(corrections(findings), instant());
    const outdated = await outdatedBy(transaction, newRelations);
    return enqueue(transaction, { findings, at: instant(), sums: detection.sums, outdated });
  }

  /** Returns what was read without strikes of another force, and totals that do not fit those that their speakers published. */
  async function withoutDoubts(
    transaction: LedgerTransaction,
    read: ReadResult,
    document: { readonly publisher: Publisher; readonly published: string | null; readonly snapshotId?: string },
  ): Promise<ReadResult> {
    const result = setAsideMisattributedStrikes(read);
    const totals = result.readings.filter(({ measure }) => measure === 'killed_total');
    if (totals.length === 0) return result;
    const { publisher, published, snapshotId = null } = document;
    const stating = new Set([publisher.id, ...totals.flatMap((total) => total.speakers)].flatMap(speakers.familyOf));
    const stated = await transaction.statedTotals([...stating], snapshotId);
    return setAsideDoubtfulTotals(result, { publisher, speakers, published, stated });
  }

  return {
    /** Reads documents and returns them in the order of the periods that they report. */
    read(source: SourceIdentity, documents: readonly FetchedDocument[]): readonly ReadDocument[] {
      const results = readDocuments(source, documents, read);
      observe('read', source.id);
      return results;
    },

    /**
     * Records a document and returns how many findings are news. A text that is stored already counts as checked. Throws
     * `SourceError` (`suspect`) for a page that is not the stored document at all.
     */
    async document(source: SourceIdentity, arrived: ReadDocument, firstContact: boolean): Promise<number> {
      const { publisher } = source;
      const news = await ledger.transaction(async (transaction) => {
        const document = await identify(transaction, publisher.id, arrived.document);
        const before = await transaction.report(publisher.id, document.identity);
        if (before?.state === 'present' && (await saysTheSame(transaction, { ...arrived, document }, before))) {
          const { etag = null, 'last-modified': lastModified = null } = document.headers;
          await transaction.polling.markChecked({
            publisher: publisher.id,
            identity: document.identity,
            at: instant(),
            validators: { etag, lastModified },
            answer: 'unchanged',
          });
          return newsIn(await announceSettled(transaction, before, instant()));
        }
        if (
          before?.state === 'present' &&
          (await showsAnotherPage(transaction, source, { ...arrived, document }, before))
        )
          throw anotherPageError(document.url);
        const { published } = document;
        const result = await withoutDoubts(transaction, arrived.result, { publisher, published });
        const isPartOf = before?.state === 'present' && isSubset(result, before);
        if (isPartOf && (await isLeftToFinder(transaction, source, document.identity))) return 0;
        const found = await recordSnapshot(transaction, source, { read: { document, result }, before, firstContact });
        const now = await transaction.report(publisher.id, document.identity);
        return newsIn([...found, ...(await announceSettled(transaction, now, instant()))]);
      });
      observe('recorded', source.id);
      return news;
    },

    /**
     * Records that a document is not at its address, and that it is gone once that was so in an earlier poll too, long
     * enough ago. Returns how many findings are news. Idempotent.
     */
    gone: (source: SourceIdentity, document: GoneDocument): Promise<number> =>
      ledger.transaction(async (transaction) => {
        const before = await transaction.report(source.publisher.id, document.identity);
        if (!before || before.state === 'gone') return 0;
        const { identity, fetchedAt } = document;
        const since = await transaction.polling.markMissing({
          publisher: source.publisher.id,
          identity,
          at: fetchedAt,
        });
        const missingMs = Date.parse(fetchedAt) - Date.parse(since);
        if (since === fetchedAt || missingMs < withdrawnAfterMs) return 0;
        const report = await transaction.addGone({ source: source.id, publisher: source.publisher.id, document });
        const finding = detectWithdrawal({
          publisher: source.publisher,
          before,
          now: report,
          status: document.status,
          at: instant(),
        });
        return newsIn(await enqueue(transaction, { findings: finding ? [finding] : [], at: instant() }));
      }),

    /** For a document that its site says has not changed. Returns how many findings are news. */
    unchanged: ({ publisher }: SourceIdentity, identity: string): Promise<number> =>
      ledger.transaction(async (transaction) =>
        newsIn(await announceSettled(transaction, await transaction.report(publisher.id, identity), instant())),
      ),

    /**
     * Warns operators that the page of a stored document no longer shows it and is no credible edit of it. Returns how
     * many findings are news: one the first time, then none.
     */
    doubtful: (source: SourceIdentity, identity: string, failure: SourceFailure): Promise<number> =>
      ledger.transaction(async (transaction) => {
        const stored = await transaction.report(source.publisher.id, identity);
        if (!stored || stored.state === 'gone' || stored.readings.length + stored.incidents.length === 0) return 0;
        const code = 'recheck-doubtful';
        const at = instant();
        const warning: Finding = {
          kind: 'reader-warning',
          id: sha256(JSON.stringify([code, stored.snapshotId])),
          event: `${code}:${stored.snapshotId}`,
          publisher: stored.publisher,
          source: source.id,
          documentId: stored.documentId,
          period: stored.period,
          snapshotId: null,
          foundAt: at,
          warning: { code, failure },
        };
        return newsIn(await enqueue(transaction, { findings: [warning], at }));
      }),

    /** Reads stored snapshots again with a newer version of their reader, and announces nothing. Returns how many. */
    async reread(signal: AbortSignal): Promise<number> {
      let count = 0;
      let after: string | null = null;
      while (!signal.aborted) {
        const snapshots = await ledger.polling.outdatedSnapshots({
          versions: readerVersions,
          after,
          limit: readAtOnce,
        });
        if (snapshots.length === 0) break;
        for (const { snapshotId, text, published, ...context } of snapshots) {
          const result = readSafely(read, text, { ...context, published: published?.slice(0, 10) ?? null });
          const publisher = publisherOf(context.publisher, speakers);
          await ledger.transaction(async (transaction) => {
            const fitting = await withoutDoubts(transaction, result, { publisher, published, snapshotId });
            await transaction.addReaderRun({ snapshotId, read: fitting, at: instant() });
          });
          after = snapshotId;
          count += 1;
        }
      }
      return count;
    },
  };
}

function anotherPageError(url: string): SourceError {
  return new SourceError(
    'suspect',
    `${shownAddress(url)} shows another page in place of the stored report, so nothing of it counts as changed. Open it in a browser; if the publisher did replace the text, set mayShrink: true for this source until the next poll.`,
  );
}
