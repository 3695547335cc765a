import type { FetchedDocument, GoneDocument, Report } from '../../domain/documents.ts';
import type { ReadResult } from '../../domain/readings.ts';
import type { Instant } from '../../domain/time.ts';
import { ledgerError } from '../database/errors.ts';
import { insert, type Writing } from '../database/schema.ts';
import { drawAccounts, makeAccountsCurrent } from './accounts.ts';
import { packBytes, packText } from './content.ts';
import { documentIdOf, sha256, textSha256 } from './hashes.ts';
import { joinChanged } from './incident-events.ts';
import { addToSeries, makeCurrent } from './projections.ts';
import { setSketch } from './relations.ts';
import { documentOf, latestRun, reportOf } from './reports.ts';
import { incidentRow, mentionRow, positionRow, readingRow } from './rows.ts';

/** Stores a run over a snapshot with its readings, mentions, positions and incidents. Returns the id of the run. */
async function addRun(
  db: Writing,
  snapshot: {
    readonly id: string;
    readonly documentId: string;
    readonly publisher: string;
    readonly published: Instant | null;
    /** Which snapshot of its document it is. */
    readonly n: number;
  },
  n: number,
  read: ReadResult,
  times: { readonly runAt: Instant; readonly recordedAt: Instant },
): Promise<string> {
  const runId = `${snapshot.id}.r${n}`;
  await insert(db, 'reader_runs', [
    {
      id: runId,
      snapshot_id: snapshot.id,
      n,
      reader: read.reader,
      reader_version: read.readerVersion,
      period_from: read.period?.from ?? null,
      period_to: read.period?.to ?? null,
      warnings: JSON.stringify(read.warnings),
      run_at: times.runAt,
    },
  ]);
  const run = {
    runId,
    documentId: snapshot.documentId,
    snapshotId: snapshot.id,
    publisher: snapshot.publisher,
    period: read.period,
    published: snapshot.published,
    recordedAt: times.recordedAt,
  };
  const readings = read.readings.map((reading, index) => readingRow(reading, index, run));
  await insert(db, 'readings', readings);
  await addToSeries(db, readings);
  await insert(
    db,
    'mentions',
    read.mentions.map((mention, index) => mentionRow(mention, index, run)),
  );
  await insert(
    db,
    'positions',
    read.positions.map((position, index) => positionRow(position, index, run)),
  );
  await insert(
    db,
    'incidents',
    read.incidents.map((incident, index) => incidentRow(incident, index, runId)),
  );
  await drawAccounts(db, { id: snapshot.documentId, publisher: snapshot.publisher }, snapshot.n);
  return runId;
}

function entriesOf(runId: string, read: ReadResult) {
  return read.incidents.map((incident, index) => ({ id: incidentRow(incident, index, runId).id, incident }));
}

function header(headers: Readonly<Record<string, string>>, name: string): string | null {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

export type SnapshotStore = ReturnType<typeof createSnapshotStore>;

export function createSnapshotStore(db: Writing) {
  return {
    /**
     * Stores the bytes and text of a document with what the reader found, and makes the document at first sight. Returns
     * its current report. A title or day that this snapshot does not state is that of the snapshot before.
     */
    async addSnapshot(snapshot: {
      readonly source: string;
      readonly publisher: string;
      readonly document: FetchedDocument;
      readonly read: ReadResult;
    }): Promise<Report> {
      const { source, publisher, document, read } = snapshot;
      const stored = await documentOf(db, publisher, document.identity);
      const id = stored?.id ?? documentIdOf(publisher, document.identity);
      const n = (stored?.snapshots ?? 0) + 1;
      const snapshotId = `${id}.${n}`;
      const title = document.title ?? stored?.title ?? null;
      const published = document.published ?? stored?.published ?? null;
      const current = {
        url: document.url,
        title,
        published,
        checked_at: document.fetchedAt,
        etag: header(document.headers, 'etag'),
        last_modified: header(document.headers, 'last-modified'),
        text_length: document.text.length,
        state: 'present' as const,
        snapshots: n,
        missing_since: null,
        guid: document.guid ?? stored?.guid ?? null,
      };
      if (stored === undefined) {
        await insert(db, 'documents', [
          {
            id,
            publisher,
            identity: document.identity,
            source,
            first_seen: document.fetchedAt,
            current_snapshot_id: snapshotId,
            current_run_id: null,
            readings: 0,
            ...current,
          },
        ]);
      } else {
        await db.updateTable('documents').set(current).where('id', '=', id).execute();
      }
      await insert(db, 'snapshots', [
        {
          id: snapshotId,
          document_id: id,
          n,
          source,
          url: document.url,
          title,
          published,
          fetched_at: document.fetchedAt,
          state: 'present',
          status: null,
          content_type: document.contentType,
          headers: JSON.stringify(document.headers),
          sha256: sha256(document.bytes),
          text_sha256: textSha256(document.text),
          bytes: await packBytes(document.bytes),
          text: await packText(document.text),
        },
      ]);
      await setSketch(db, id, document.text);
      const times = { runAt: document.fetchedAt, recordedAt: document.fetchedAt };
      const runId = await addRun(db, { id: snapshotId, documentId: id, publisher, published, n }, 1, read, times);
      const readings = read.readings.length;
      const entries = entriesOf(runId, read);
      await makeCurrent(db, stored?.current_run_id ?? null, { id, publisher, snapshotId, runId, readings, entries });
      return reportOf(db, snapshotId, runId);
    },

    /** Stores a snapshot without bytes: the document is gone. Throws `LedgerError` (`missing`) for one never seen. */
    async addGone(snapshot: {
      readonly source: string;
      readonly publisher: string;
      readonly document: GoneDocument;
    }): Promise<Report> {
      const { source, publisher, document } = snapshot;
      const stored = await documentOf(db, publisher, document.identity);
      if (stored === undefined)
        throw ledgerError('missing', `The ledger holds no document ${document.identity} of ${publisher}`);
      const n = stored.snapshots + 1;
      const snapshotId = `${stored.id}.${n}`;
      await db
        .updateTable('documents')
        .set({ state: 'gone', snapshots: n, checked_at: document.fetchedAt })
        .where('id', '=', stored.id)
        .execute();
      await insert(db, 'snapshots', [
        {
          id: snapshotId,
          document_id: stored.id,
          n,
          source,
          url: document.url,
          title: stored.title,
          published: stored.published,
          fetched_at: document.fetchedAt,
          state: 'gone',
          status: document.status,
          content_type: '',
          headers: '{}',
          sha256: '',
          text_sha256: '',
          bytes: null,
          text: null,
        },
      ]);
      const empty = { readings: 0, entries: [] };
      await makeCurrent(db, stored.current_run_id, { id: stored.id, publisher, snapshotId, runId: null, ...empty });
      return reportOf(db, snapshotId);
    },

    /**
     * Stores a later reader's run over a stored snapshot. A run over an older snapshot leaves the current report as it
     * is; the same version of the same reader adds nothing. Throws `LedgerError` (`missing`).
     */
    async addReaderRun(run: {
      readonly snapshotId: string;
      readonly read: ReadResult;
      readonly at: Instant;
    }): Promise<Report> {
      const { snapshotId, read, at } = run;
      const snapshot = await db
        .selectFrom('snapshots')
        .innerJoin('documents', 'documents.id', 'snapshots.document_id')
        .select(['documents.id', 'documents.publisher', 'documents.current_snapshot_id', 'documents.current_run_id'])
        .select(['snapshots.published', 'snapshots.fetched_at', 'snapshots.state', 'snapshots.n'])
        .where('snapshots.id', '=', snapshotId)
        .executeTakeFirst();
      if (snapshot === undefined || snapshot.state === 'gone') {
        throw ledgerError('missing', `The ledger holds no bytes of a snapshot ${snapshotId}`);
      }
      const { id, publisher, published } = snapshot;
      const latest = await latestRun(db, snapshotId);
      if (latest?.reader === read.reader && latest.reader_version === read.readerVersion)
        return reportOf(db, snapshotId);
      const times = { runAt: at, recordedAt: snapshot.fetched_at };
      const runId = await addRun(
        db,
        { id: snapshotId, documentId: id, publisher, published, n: snapshot.n },
        (latest?.n ?? 0) + 1,
        read,
        times,
      );
      if (snapshot.current_snapshot_id === snapshotId) {
        const readings = read.readings.length;
        const entries = entriesOf(runId, read);
        await makeCurrent(db, snapshot.current_run_id, { id, publisher, snapshotId, runId, readings, entries });
      } else await joinChanged(db, await makeAccountsCurrent(db, id));
      return reportOf(db, snapshotId, runId);
    },
  };
}
