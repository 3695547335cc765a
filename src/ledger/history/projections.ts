import type { Incident } from '../../domain/incidents.ts';
import { headKey } from '../../domain/series.ts';
import { type Database, insert, type Schema, type Writing } from '../database/schema.ts';
import { makeAccountsCurrent } from './accounts.ts';
import { idOf } from './hashes.ts';
import { joinChanged } from './incident-events.ts';
import { toReading } from './rows.ts';
import { foldPrefix, keysOf, partsOf } from './words.ts';

/** The tables that are derived from history: heads of series, listed incidents with their places and keys, accounts. */

async function seriesOfRun(db: Database, runId: string | null): Promise<readonly string[]> {
  if (runId === null) return [];
  const rows = await db.selectFrom('series_readings').select('series').distinct().where('run_id', '=', runId).execute();
  return rows.map((row) => row.series);
}

/**
 * Stores the head of a series: the current reading of the latest period, then of the latest window, the latest published,
 * the latest recorded, the first in its report.
 */
async function setHead(db: Writing, series: string): Promise<void> {
  const head = await db
    .selectFrom('series_readings')
    .innerJoin('documents', 'documents.current_run_id', 'series_readings.run_id')
    .innerJoin('readings', 'readings.id', 'series_readings.reading_id')
    .select(['readings.id', 'readings.measure', 'readings.publisher'])
    .where('series_readings.series', '=', series)
    .orderBy('series_readings.sort_period', 'desc')
    .orderBy('series_readings.sort_to', 'desc')
    .orderBy('series_readings.sort_published', 'desc')
    .orderBy('series_readings.recorded_at', 'desc')
    .orderBy('series_readings.reading_id')
    .limit(1)
    .executeTakeFirst();
  if (head === undefined) {
    await db.deleteFrom('heads').where('series', '=', series).execute();
    return;
  }
  await db
    .insertInto('heads')
    .values({ series, measure: head.measure, publisher: head.publisher, reading_id: head.id })
    .onConflict((conflict) => conflict.column('series').doUpdateSet({ reading_id: head.id }))
    .execute();
}

/** Adds readings to their series, each once. */
export async function addToSeries(db: Writing, rows: readonly Schema['readings'][]): Promise<void> {
  await insert(
    db,
    'series_readings',
    rows.map((row) => ({
      reading_id: row.id,
      series: idOf(row.publisher, headKey(toReading(row))),
      run_id: row.run_id,
      sort_period: row.sort_period,
      sort_to: row.sort_to,
      sort_published: row.sort_published,
      recorded_at: row.recorded_at,
    })),
  );
}

async function unlist(db: Writing, documentId: string): Promise<void> {
  const listed = db.selectFrom('listed_incidents').select('incident_id').where('document_id', '=', documentId);
  await db.deleteFrom('incident_parts').where('incident_id', 'in', listed).execute();
  await db.deleteFrom('listed_incidents').where('document_id', '=', documentId).execute();
}

interface Entry {
  readonly id: string;
  readonly incident: Incident;
}

interface Owner {
  readonly id: string;
  readonly publisher: string;
}

async function list(db: Writing, document: Owner, entries: readonly Entry[]): Promise<void> {
  const listed = entries.map(({ id, incident }) => ({
    incident_id: id,
    publisher: document.publisher,
    country: foldPrefix(incident.country ?? ''),
    outcome: incident.outcome,
    sort_date: incident.date ?? '',
  }));
  const parts = entries.flatMap(({ incident }, at) => {
    const row = listed[at];
    return row === undefined ? [] : partsOf(incident.place ?? '').map((part) => ({ ...row, part }));
  });
  await insert(
    db,
    'listed_incidents',
    listed.map((row) => ({ ...row, document_id: document.id })),
  );
  await insert(db, 'incident_parts', parts);
}

/** Stores the keys of a document's entries in place of those it had. */
export async function addKeys(db: Writing, document: Owner, entries: readonly Entry[]): Promise<void> {
  await db.deleteFrom('incident_keys').where('document_id', '=', document.id).execute();
  const keys = entries.flatMap(({ id, incident }) =>
    keysOf(incident).map((key) => ({ incident_id: id, publisher: document.publisher, key, document_id: document.id })),
  );
  await insert(db, 'incident_keys', keys);
}

interface Current {
  readonly id: string;
  readonly publisher: string;
  readonly snapshotId: string;
  /** Null where the document is gone. */
  readonly runId: string | null;
  readonly readings: number;
  readonly entries: readonly Entry[];
}

/**
 * Makes a snapshot and run the document's current one. The keys of a withdrawn document stay, so that its entries are
 * recognised when they are published again elsewhere. Accounts are joined to their events at once, or later by `joinAll`.
 */
export async function makeCurrent(
  db: Writing,
  previousRunId: string | null,
  current: Current,
  joins: 'now' | 'later' = 'now',
): Promise<void> {
  await db
    .updateTable('documents')
    .set({ current_snapshot_id: current.snapshotId, current_run_id: current.runId, readings: current.readings })
    .where('id', '=', current.id)
    .execute();
  await unlist(db, current.id);
  if (current.runId !== null) {
    await addKeys(db, current, current.entries);
    await list(db, current, current.entries);
  }
  const change = await makeAccountsCurrent(db, current.id);
  if (joins === 'now') await joinChanged(db, change);
  const series = new Set([...(await seriesOfRun(db, previousRunId)), ...(await seriesOfRun(db, current.runId))]);
  for (const one of series) await setHead(db, one);
}
