import type { Report } from '../model.ts';
import { ledgerError } from './errors.ts';
import { parseWarnings, toIncident, toPeriod, toReading } from './rows.ts';
import type { Database, Schema } from './schema.ts';

/** The latest run over a snapshot, or undefined where it was never read (it is gone). */
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

function toReport(
  snapshot: SnapshotRow,
  run: Schema['reader_runs'] | undefined,
  readings: Report['readings'],
  incidents: Report['incidents'],
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
    readings,
    incidents,
    warnings: run === undefined ? [] : parseWarnings(run.warnings),
  };
}

/** The report of a snapshot, under `runId` or else its latest run. Throws `LedgerError` (`missing`). */
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
  if (run === undefined) return toReport(snapshot, undefined, [], []);
  const readings = await db.selectFrom('readings').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  const incidents = await db.selectFrom('incidents').selectAll().where('run_id', '=', run.id).orderBy('id').execute();
  return toReport(snapshot, run, readings.map(toReading), incidents.map(toIncident));
}

/** `LedgerTransaction.reports`. */
export async function currentReports(db: Database, publisher: string): Promise<readonly Report[]> {
  const current = db
    .selectFrom('documents')
    .where('documents.publisher', '=', publisher)
    .where('documents.state', '=', 'present')
    .where('documents.readings', '>', 0);
  const snapshots = await current
    .innerJoin('snapshots', 'snapshots.id', 'documents.current_snapshot_id')
    .select(snapshotColumns)
    .execute();
  const runs = await current
    .innerJoin('reader_runs', 'reader_runs.id', 'documents.current_run_id')
    .selectAll('reader_runs')
    .execute();
  const readings = await current
    .innerJoin('readings', 'readings.run_id', 'documents.current_run_id')
    .selectAll('readings')
    .execute();
  const runOf = new Map(runs.map((run) => [run.snapshot_id, run]));
  const readingsOf = Map.groupBy(
    readings.sort((a, b) => (a.id < b.id ? -1 : 1)),
    (reading) => reading.snapshot_id,
  );
  const reports = snapshots.map((snapshot) =>
    toReport(snapshot, runOf.get(snapshot.id), (readingsOf.get(snapshot.id) ?? []).map(toReading), []),
  );
  // A report without a period counts for the month of its publication; the same end and day keep a fixed order.
  const order = (report: Report): string =>
    [report.period?.to ?? report.published?.slice(0, 7) ?? '', report.published ?? '', report.documentId].join(' ');
  return reports.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
