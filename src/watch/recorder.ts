import { isNewFigure } from '../compose/kinds/index.ts';
import type { DetectInput, Detection } from '../detect/detection.ts';
import { detectWithdrawal } from '../detect/kinds/withdrawn.ts';
import { detectReport } from '../detect/report.ts';
import type { FetchedDocument, GoneDocument, Report } from '../domain/documents.ts';
import type { Finding } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import type { Publisher } from '../domain/publishers.ts';
import type { ReadContext, Reading, ReadResult } from '../domain/readings.ts';
import { familyOf } from '../domain/speakers.ts';
import { sha256, textSha256 } from '../ledger/history/hashes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { enqueue } from '../outbox/enqueue.ts';

/** Where a document came from. */
export interface SourceIdentity {
  readonly id: string;
  readonly publisher: Publisher;
}

export interface RecorderParts {
  readonly ledger: Ledger;
  readonly read: (text: string, context: ReadContext) => ReadResult;
  readonly readerVersions: Readonly<Record<string, number>>;
  readonly now: () => Date;
  readonly observe: (step: 'read' | 'detected' | 'recorded', source: string) => void;
}

export interface ReadDocument {
  readonly document: FetchedDocument;
  readonly result: ReadResult;
}

/** The steps read, record and detect. Each call is one transaction: all of a document is kept, or nothing. */
export interface Recorder {
  /** Reads what came and puts it in the order it tells of: of two reports that come at once, the earlier period first. */
  read(source: SourceIdentity, documents: readonly FetchedDocument[]): readonly ReadDocument[];
  /** Gives how many findings it led to. A text that is held already only moves the time it was last checked. */
  document(source: SourceIdentity, read: ReadDocument, firstContact: boolean): Promise<number>;
  gone(source: SourceIdentity, document: GoneDocument): Promise<number>;
  /** A held document whose page is no longer what was held, nor believably an edit of it: the operators are told once. */
  doubtful(source: SourceIdentity, identity: string, message: string): Promise<number>;
  /** Reads stored snapshots again where a reader has become better. Announces nothing. Gives how many were read. */
  reread(signal: AbortSignal): Promise<number>;
}

/** How many of the findings are news: a baseline is recorded in silence. */
const newsIn = (findings: readonly Finding[]) => findings.filter(({ kind }) => kind !== 'baseline').length;

/**
 * Two sources of one publisher may see two cuts of one page (the article, the copy in a feed). What the second sees
 * otherwise is no edit while it holds no figure or entry that is not held: the source that brought the document, and
 * asks for it again, tells its edits. Where that has not looked for so long, any other does.
 */
const keepsDocumentMs = 7 * 86_400_000;

function isSubset(result: ReadResult, before: Report): boolean {
  const figure = ({ measure, speakers, value, valueMax }: Reading) =>
    JSON.stringify([measure, speakers, value, valueMax]);
  const entry = ({ date, place, killed, injured, outcome }: Incident) =>
    JSON.stringify([date, place, killed, injured, outcome]);
  const figures = new Set(before.readings.map(figure));
  const entries = new Set(before.incidents.map(entry));
  const isSamePeriod = result.period === null || result.period.to === before.period?.to;
  return (
    isSamePeriod &&
    result.readings.every((reading) => figures.has(figure(reading))) &&
    result.incidents.every((incident) => entries.has(entry(incident)))
  );
}

const isOf = (documentId: string) => (report: Report) => report.documentId === documentId;

/**
 * A first contact is silent about what was not held. A figure that is held, whichever source it came by, and that
 * another source finds changed is news all the same; wording is not, for two sources may see two cuts of one page.
 */
function detectArrival(input: Omit<DetectInput, 'firstContact'>, firstContact: boolean): Detection {
  const isHeld = input.before !== undefined && input.before.readings.length > 0;
  if (firstContact && !isHeld) return detectReport({ ...input, firstContact });
  const detected = detectReport({ ...input, firstContact: false });
  const isNews = !firstContact || detected.findings.some(isNewFigure);
  return isNews ? detected : detectReport({ ...input, firstContact });
}

export function createRecorder({ ledger, read, readerVersions, now, observe }: RecorderParts): Recorder {
  const instant = () => now().toISOString();

  /** A reader that fails must not keep the document out of the ledger: it is kept, the operators are told. */
  function attempt(text: string, context: ReadContext): ReadResult {
    try {
      return read(text, context);
    } catch (error) {
      const message = `Reading failed: ${error instanceof Error ? error.message : String(error)}. Report it with the address ${context.url}`;
      const nothing = { period: null, readings: [], incidents: [] };
      return { reader: 'none', readerVersion: 0, ...nothing, warnings: [{ code: 'reader-failed', message }] };
    }
  }

  return {
    read(source, documents) {
      const readings = documents.map((document) => ({
        document,
        result: attempt(document.text, {
          publisher: source.publisher.id,
          url: document.url,
          title: document.title,
          published: document.published?.slice(0, 10) ?? null,
        }),
      }));
      observe('read', source.id);
      const order = ({ document, result }: ReadDocument) =>
        `${result.period?.to ?? document.published?.slice(0, 7) ?? ''} ${document.published ?? ''}`;
      return readings.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
    },

    async document(source, { document, result }, firstContact) {
      const { publisher } = source;
      const found = await ledger.transaction(async (transaction) => {
        const before = await transaction.report(publisher.id, document.identity);
        if (before?.state === 'present' && before.textSha256 === textSha256(document.text)) {
          const { etag = null, 'last-modified': lastModified = null } = document.headers;
          await transaction.polling.markChecked({
            publisher: publisher.id,
            identity: document.identity,
            at: instant(),
            validators: { etag, lastModified },
          });
          return 0;
        }
        if (before?.state === 'present' && isSubset(result, before)) {
          const brought = await transaction.polling.finderOf(publisher.id, document.identity);
          const lookedAt = Date.parse(brought?.checkedAt ?? '') || 0;
          if (brought && brought.source !== source.id && now().getTime() - lookedAt < keepsDocumentMs) return 0;
        }
        const known = [];
        for (const member of familyOf(publisher.id))
          known.push(...(await transaction.relatedIncidents(member, result.incidents)));
        const storedFigures = await transaction.relatedFigures(result.readings);
        // Asked before the new snapshot takes its place.
        const left =
          before?.state === 'gone' ? await transaction.lastPresent(publisher.id, document.identity) : undefined;
        // A page that was gone has no text to compare with.
        const textBefore = before?.state === 'present' ? await transaction.text(before.snapshotId) : null;
        // What the page said of a period before it was rewritten: the new snapshot may take its place.
        const saidBefore = before ? (await transaction.reports(publisher.id)).filter(isOf(before.documentId)) : [];
        const report = await transaction.addSnapshot({
          source: source.id,
          publisher: publisher.id,
          document,
          read: result,
        });
        const reports = [];
        // Only admissions are set beside each other; a claim is measured against the figures held.
        const family = publisher.role === 'acknowledging' ? familyOf(publisher.id) : [];
        for (const member of family) reports.push(...(await transaction.reports(member)));
        const input = {
          publisher,
          before,
          now: report,
          texts: { before: textBefore, now: document.text },
          others: [...new Map([...saidBefore, ...reports].map((other) => [other.snapshotId, other])).values()].filter(
            (other) => other.snapshotId !== report.snapshotId,
          ),
          knownIncidents: known.filter((incident) => incident.documentId !== report.documentId),
          storedFigures,
          at: instant(),
        };
        const arrival = detectArrival(input, firstContact);
        const findings = [...arrival.findings];
        // A page that comes back is also held against what it said before it went.
        if (left) {
          const texts = { before: await transaction.text(left.snapshotId), now: document.text };
          const since = detectArrival({ ...input, before: left, texts }, firstContact).findings;
          const told = new Set(findings.map((finding) => finding.id));
          findings.push(...since.filter((finding) => finding.kind !== 'edited' && !told.has(finding.id)));
        }
        observe('detected', source.id);
        return newsIn(await enqueue(transaction, { findings, at: instant(), sums: arrival.sums }));
      });
      observe('recorded', source.id);
      return found;
    },

    gone: (source, document) =>
      ledger.transaction(async (transaction) => {
        const before = await transaction.report(source.publisher.id, document.identity);
        if (!before || before.state === 'gone') return 0;
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

    doubtful: (source, identity, message) =>
      ledger.transaction(async (transaction) => {
        const held = await transaction.report(source.publisher.id, identity);
        if (!held || held.state === 'gone' || held.readings.length + held.incidents.length === 0) return 0;
        const code = 'recheck-doubtful';
        const id = sha256(JSON.stringify([code, held.snapshotId]));
        const about = {
          publisher: held.publisher,
          source: source.id,
          documentId: held.documentId,
          period: held.period,
        };
        const event = `${code}:${held.snapshotId}`;
        const at = instant();
        const found = { id, event, ...about, snapshotId: null, foundAt: at };
        const warning: Finding = { ...found, kind: 'reader-warning', code, message };
        return newsIn(await enqueue(transaction, { findings: [warning], at }));
      }),

    async reread(signal) {
      let count = 0;
      let after: string | null = null;
      while (!signal.aborted) {
        const snapshots = await ledger.polling.outdatedSnapshots({ versions: readerVersions, after, limit: 100 });
        if (snapshots.length === 0) break;
        for (const { snapshotId, text, published, ...context } of snapshots) {
          const result = attempt(text, { ...context, published: published?.slice(0, 10) ?? null });
          await ledger.transaction((transaction) =>
            transaction.addReaderRun({ snapshotId, read: result, at: instant() }),
          );
          after = snapshotId;
          count += 1;
        }
      }
      return count;
    },
  };
}
