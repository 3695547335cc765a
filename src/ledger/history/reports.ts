import type { Report } from '../../domain/documents.ts';
import { ledgerError } from '../database/errors.ts';
import type { Database, Schema } from '../database/schema.ts';
import { parseWarnings, toIncident, toPeriod, toReading } from './rows.ts';

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

/** `LedgerTransaction.lastPresent`. */
export async function lastPresent(db: Database, documentId: string): Promise<Report | undefined> {
  const snapshot = await db
    .selectFrom('snapshots')
    .select('id')
    .where('document_id', '=', documentId)
    .where('state', '=', 'present')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return snapshot && reportOf(db, snapshot.id);
}

/**
 * `LedgerTransaction.reports`. The latest run of the latest snapshot of each period: a page that is rewritten for each
 * report still stands for the months it told of before.
 */
export async function currentReports(db: Database, publisher: string): Promise<readonly Report[]> {
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
  const stands = new Map(
    [...ofSnapshot.values()]
      .filter((run) => run.period_to !== null || run.id === run.current_run_id)
      .map((run) => [[run.document_id, run.period_from, run.period_to].join(' '), run]),
  );
  const held = await db
    .selectFrom('documents')
    .innerJoin('readings', 'readings.document_id', 'documents.id')
    .selectAll('readings')
    .where('documents.publisher', '=', publisher)
    .where('documents.state', '=', 'present')
    .execute();
  const readingsOf = Map.groupBy(
    held.sort((a, b) => (a.id < b.id ? -1 : 1)),
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
  const reports = [...stands.values()].flatMap((run) => {
    const snapshot = snapshotOf.get(run.snapshot_id);
    const readings = readingsOf.get(run.id) ?? [];
    return snapshot === undefined || readings.length === 0
      ? []
      : [toReport(snapshot, run, readings.map(toReading), [])];
  });
  // A report without a period counts for the month of its publication; the same end and day keep a fixed order.
  const order = (report: Report): string =>
    [report.period?.to ?? report.published?.slice(0, 7) ?? '', report.published ?? '', report.snapshotId].join(' ');
  return reports.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
