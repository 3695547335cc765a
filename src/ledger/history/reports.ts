import type { Report } from '../../domain/documents.ts';
import { ledgerError } from '../database/errors.ts';
import type { Database, Schema } from '../database/schema.ts';
import { unpackText } from './content.ts';
import { documentIdOf } from './hashes.ts';
import { parseWarnings, toIncident, toMention, toPeriod, toPosition, toReading } from './rows.ts';

/** Returns the latest run over a snapshot; undefined for a gone one, which was never read. */
export async function latestRun(db: Database, snapshotId: string): Promise<Schema['reader_runs'] | undefined> {
  return db
    .selectFrom('reader_runs')
    .selectAll()
    .where('snapshot_id', '=', snapshotId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const snapshotColumns = [
  'snapshots.id',
  'snapshots.document_id',
  'snapshots.url',
  'snapshots.title',
  'snapshots.published',
  'snapshots.fetched_at',
  'snapshots.sha256',
  'snapshots.text_sha256',
  'snapshots.state',
  'documents.publisher',
  'documents.first_seen',
] as const;

type SnapshotRow = Pick<
  Schema['snapshots'],
  'id' | 'document_id' | 'url' | 'title' | 'published' | 'fetched_at' | 'sha256' | 'text_sha256' | 'state'
> &
  Pick<Schema['documents'], 'publisher' | 'first_seen'>;

const nothing: Pick<Report, 'readings' | 'mentions' | 'positions' | 'incidents'> = {
  readings: [],
  mentions: [],
  positions: [],
  incidents: [],
};

function toReport(
  snapshot: SnapshotRow,
  run: Schema['reader_runs'] | undefined,
  found: Partial<typeof nothing> = {},
): Report {
  return {
    documentId: snapshot.document_id,
    snapshotId: snapshot.id,
    publisher: snapshot.publisher,
    url: snapshot.url,
    title: snapshot.title,
    published: snapshot.published,
    firstSeen: snapshot.first_seen,
    fetchedAt: snapshot.fetched_at,
    sha256: snapshot.sha256,
    textSha256: snapshot.text_sha256,
    state: snapshot.state,
    reader: run?.reader ?? '',
    readerVersion: run?.reader_version ?? 0,
    period: run === undefined ? null : toPeriod(run),
    ...nothing,
    ...found,
    warnings: run === undefined ? [] : parseWarnings(run.warnings),
  };
}

/** Returns the report of a snapshot as the run `runId` read it, by default its latest run. Throws `LedgerError` (`missing`). */
export async function reportOf(db: Database, snapshotId: string, runId?: string | null): Promise<Report> {
  const snapshot = await db
    .selectFrom('snapshots')
    .innerJoin('documents', 'documents.id', 'snapshots.document_id')
    .select(snapshotColumns)
    .where('snapshots.id', '=', snapshotId)
    .executeTakeFirst();
  if (snapshot === undefined) throw ledgerError('missing', `The ledger holds no snapshot ${snapshotId}`);
  const run =
    typeof runId === 'string'
      ? await db.selectFrom('reader_runs').selectAll().where('id', '=', runId).executeTakeFirst()
      : await latestRun(db, snapshotId);
  if (run === undefined) return toReport(snapshot, undefined);
  const readings = await db.selectFrom('readings').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  const mentions = await db.selectFrom('mentions').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  const positions = await db.selectFrom('positions').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  const incidents = await db.selectFrom('incidents').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  return toReport(snapshot, run, {
    readings: readings.map(toReading),
    mentions: mentions.map(toMention),
    positions: positions.map(toPosition),
    incidents: incidents.map(toIncident),
  });
}

export async function documentOf(
  db: Database,
  publisher: string,
  identity: string,
): Promise<Schema['documents'] | undefined> {
  const id = documentIdOf(publisher, identity);
  return db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
}

export type ReportStore = ReturnType<typeof createReportStore>;

export function createReportStore(db: Database) {
  return {
    /** Returns the current report of a document, or undefined at first sight. */
    async report(publisher: string, identity: string): Promise<Report | undefined> {
      const document = await documentOf(db, publisher, identity);
      return document && reportOf(db, document.current_snapshot_id, document.current_run_id);
    },

    /** Returns the report of a document's last snapshot that was not gone; undefined where there is none. */
    async lastPresent(publisher: string, identity: string): Promise<Report | undefined> {
      const snapshot = await db
        .selectFrom('snapshots')
        .select('id')
        .where('document_id', '=', documentIdOf(publisher, identity))
        .where('state', '=', 'present')
        .orderBy('n', 'desc')
        .limit(1)
        .executeTakeFirst();
      return snapshot && reportOf(db, snapshot.id);
    },

    /**
     * Returns the newest versions of a document since it was last gone, oldest first, at most 16; none where it has no
     * more than `few`.
     */
    async versions(documentId: string, few: number): Promise<readonly Report[]> {
      const stored = await db
        .selectFrom('snapshots')
        .select(['id', 'state'])
        .where('document_id', '=', documentId)
        .orderBy('n', 'desc')
        .limit(16)
        .execute();
      const gone = stored.findIndex(({ state }) => state === 'gone');
      const present = (gone === -1 ? stored : stored.slice(0, gone)).toReversed();
      return present.length <= few ? [] : Promise.all(present.map(({ id }) => reportOf(db, id)));
    },

    /** Returns the text of the document's newest snapshot but one; null if there is none or either is gone. */
    async earlierText(documentId: string): Promise<string | null> {
      const [newest, earlier] = await db
        .selectFrom('snapshots')
        .select(['state', 'text'])
        .where('document_id', '=', documentId)
        .orderBy('n', 'desc')
        .limit(2)
        .execute();
      const text = newest?.state === 'present' ? earlier?.text : null;
      return text === null || text === undefined ? null : unpackText(text);
    },

    /** Returns the stored text of a snapshot. Throws `LedgerError` (`missing`), also for a gone one. */
    async text(snapshotId: string): Promise<string> {
      const row = await db.selectFrom('snapshots').select('text').where('id', '=', snapshotId).executeTakeFirst();
      if (row === undefined || row.text === null)
        throw ledgerError('missing', `The ledger holds no text of ${snapshotId}`);
      return unpackText(row.text);
    },

    /**
     * Returns the reports of the publisher's present documents that state a figure, one for each document and period,
     * oldest period first, without their mentions, positions and incidents. A page that is rewritten for each report has one for every month
     * that it reported.
     */
    async reports(publisher: string): Promise<readonly Report[]> {
      const runs = await db
        .selectFrom('documents')
        .innerJoin('snapshots', 'snapshots.document_id', 'documents.id')
        .innerJoin('reader_runs', 'reader_runs.snapshot_id', 'snapshots.id')
        .selectAll('reader_runs')
        .select(['snapshots.n as snapshot_n', 'snapshots.document_id', 'documents.current_run_id'])
        .where('documents.publisher', '=', publisher)
        .where('documents.state', '=', 'present')
        .where('snapshots.state', '=', 'present')
        .orderBy('snapshots.n')
        .orderBy('reader_runs.n')
        .execute();
      // Later ones replace earlier ones of their snapshot, then of their document and period.
      const ofSnapshot = new Map(runs.map((run) => [run.snapshot_id, run]));
      const current = new Map(
        [...ofSnapshot.values()]
          .filter((run) => run.period_to !== null || run.id === run.current_run_id)
          .map((run) => [[run.document_id, run.period_from, run.period_to].join(' '), run]),
      );
      const readings = await db
        .selectFrom('documents')
        .innerJoin('readings', 'readings.document_id', 'documents.id')
        .selectAll('readings')
        .where('documents.publisher', '=', publisher)
        .where('documents.state', '=', 'present')
        .execute();
      const readingsOf = Map.groupBy(
        readings.sort((a, b) => (a.id < b.id ? -1 : 1)),
        (reading) => reading.run_id,
      );
      const snapshots = await db
        .selectFrom('documents')
        .innerJoin('snapshots', 'snapshots.document_id', 'documents.id')
        .select(snapshotColumns)
        .where('documents.publisher', '=', publisher)
        .where('documents.state', '=', 'present')
        .execute();
      const snapshotOf = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
      const reports = [...current.values()].flatMap((run) => {
        const snapshot = snapshotOf.get(run.snapshot_id);
        const found = readingsOf.get(run.id) ?? [];
        return snapshot === undefined || found.length === 0
          ? []
          : [toReport(snapshot, run, { readings: found.map(toReading) })];
      });
      // A report without a period counts for the month of its publication; the same end and day keep a fixed order.
      const order = (report: Report): string =>
        [report.period?.to ?? report.published?.slice(0, 7) ?? '', report.published ?? '', report.snapshotId].join(' ');
      return reports.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    },
  };
}
