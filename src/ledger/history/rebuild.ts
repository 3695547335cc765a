import { type Database, insert, type Writing } from '../database/schema.ts';
import { drawAccounts } from './accounts.ts';
import { unpackText } from './content.ts';
import { linkFinding } from './findings.ts';
import { joinAll } from './incident-events.ts';
import { addKeys, addToSeries, makeCurrent } from './projections.ts';
import { setSketch } from './relations.ts';
import { parseFinding, toIncident } from './rows.ts';

const readAtOnce = 200;

async function entriesOf(db: Writing, runId: string) {
  const rows = await db.selectFrom('incidents').selectAll().where('run_id', '=', runId).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, incident: toIncident(row) }));
}

/** Returns the run that is current, or was current before the document was withdrawn. */
async function lastRun(db: Writing, documentId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('reader_runs')
    .innerJoin('snapshots', 'snapshots.id', 'reader_runs.snapshot_id')
    .select('reader_runs.id')
    .where('snapshots.document_id', '=', documentId)
    .orderBy('snapshots.n', 'desc')
    .orderBy('reader_runs.n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Returns the last text of a document; undefined where it never had one. */
async function lastText(db: Writing, documentId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('snapshots')
    .select('text')
    .where('document_id', '=', documentId)
    .where('text', 'is not', null)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.text == null ? undefined : unpackText(row.text);
}

const derived = [
  'series_readings',
  'heads',
  'listed_incidents',
  'incident_parts',
  'incident_keys',
  'document_sketches',
  'finding_snapshots',
  'account_versions',
  'accounts',
  'account_blocks',
  'incident_events',
  'projection_rules',
] as const;

/**
 * Increases whenever the derivation changes: the definition of a series, the keys of an incident, the sketch of a text, the
 * joins of accounts.
 */
const rulesVersion = 3;

export async function areProjectionsOutdated(db: Database): Promise<boolean> {
  const drawn = await db.selectFrom('projection_rules').select('version').executeTakeFirst();
  return drawn?.version !== rulesVersion;
}

/** Rebuilds unless another process has done so. Safe to call twice. */
export async function refreshProjections(db: Writing): Promise<void> {
  if (await areProjectionsOutdated(db)) await rebuildProjections(db);
}

/** Empties the tables that are derived from history and fills them again. */
export async function rebuildProjections(db: Writing): Promise<void> {
  for (const table of derived) await db.deleteFrom(table).execute();
  await insert(db, 'projection_rules', [{ version: rulesVersion }]);
  for (let after = ''; ; ) {
    const readings = await db
      .selectFrom('readings')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(readAtOnce)
      .execute();
    await addToSeries(db, readings);
    const last = readings.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (let after = ''; ; ) {
    const documents = await db
      .selectFrom('documents')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(readAtOnce)
      .execute();
    for (const { id, publisher, current_snapshot_id: snapshotId, current_run_id: runId, readings } of documents) {
      const lastRunId = await lastRun(db, id);
      const entries = lastRunId === undefined ? [] : await entriesOf(db, lastRunId);
      await addKeys(db, { id, publisher }, entries);
      const text = await lastText(db, id);
      if (text !== undefined) await setSketch(db, id, text);
      await drawAccounts(db, { id, publisher }, 0);
      await makeCurrent(db, null, { id, publisher, snapshotId, runId, readings, entries }, 'later');
    }
    const last = documents.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  await joinAll(db);
  const discrepancies = db.selectFrom('findings').select('body').where('kind', '=', 'does-not-add-up');
  for (const { body } of await discrepancies.execute()) await linkFinding(db, parseFinding(body));
}
