import { stringify } from 'csv-stringify/sync';
import { unreadRows } from './compiled/unread.ts';
import type { Database, Schema, Store } from './database/schema.ts';
import { parseTexts } from './history/rows.ts';

/**
 * JSON is JSON Lines, because a ledger outgrows memory as one document, and a cut-off file shows: a first line that
 * names the format, a line `{"table","row"}` for each row (tables and rows in a fixed order, so that equal ledgers give
 * equal exports), a last line with how many there were. Bytes are `{"gzip": base64}`, as stored. Tables that
 * are derived from history are left out. So are credentials, which belong to one installation, and what people asked:
 * an export is shown to others.
 *
 * CSV is one table: every reading ever stored, with its document, then the compiled record, of which `evidence` tells it apart. Cells that a spreadsheet would run as a formula are
 * escaped.
 */
export const exportFormat = 'ackwatch-ledger';
export const exportVersion = 2;

/** In this order a row follows the rows that it refers to. */
export const exportedTables = [
  'sources',
  'documents',
  'snapshots',
  'reader_runs',
  'readings',
  'mentions',
  'positions',
  'incidents',
  'document_relations',
  'findings',
  'events',
  'join_decisions',
  'subscriptions',
  'deliveries',
  'edits',
  'compiled_figures',
] as const satisfies readonly (keyof Schema)[];
export type ExportedTable = (typeof exportedTables)[number];

const keyOf: Readonly<Record<ExportedTable, 'id' | 'source' | 'event' | 'delivery_id'>> = {
  sources: 'source',
  documents: 'id',
  snapshots: 'id',
  reader_runs: 'id',
  readings: 'id',
  mentions: 'id',
  positions: 'id',
  incidents: 'id',
  document_relations: 'id',
  findings: 'id',
  events: 'event',
  join_decisions: 'id',
  subscriptions: 'id',
  deliveries: 'id',
  edits: 'delivery_id',
  compiled_figures: 'id',
};

const rowsAtOnce = 500;
/** A snapshot may be many megabytes. */
const snapshotsAtOnce = 4;

async function* rowsOf(db: Database, table: ExportedTable): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const key = db.dynamic.ref<string>(keyOf[table]);
  const size = table === 'snapshots' ? snapshotsAtOnce : rowsAtOnce;
  let after = '';
  for (;;) {
    const rows: readonly Readonly<Record<string, unknown>>[] = await db
      .selectFrom(table)
      .selectAll()
      .where(key, '>', after)
      .orderBy(key)
      .limit(size)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    after = String(last[keyOf[table]]);
  }
}

function toJson(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const values = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    values.map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { gzip: Buffer.from(value).toString('base64') } : value,
    ]),
  );
}

async function* jsonLines(db: Database): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: exportFormat, version: exportVersion })}\n`;
  let rows = 0;
  for (const table of exportedTables) {
    for await (const row of rowsOf(db, table)) {
      rows += 1;
      yield `${JSON.stringify({ table, row: toJson(row) })}\n`;
    }
  }
  yield `${JSON.stringify({ end: { rows } })}\n`;
}

const csvColumns = [
  'measure',
  'value',
  'value_max',
  'qualifier',
  'speakers',
  'place',
  'window_from',
  'window_to',
  'period_from',
  'period_to',
  'publisher',
  'published',
  'recorded_at',
  'current',
  'title',
  'url',
  'quote',
  'reader',
  'reader_version',
  'rule',
  'snapshot_id',
  'sha256',
  'evidence',
  'known',
  'reconstructed',
] as const;

async function* csv(db: Database): AsyncGenerator<string> {
  yield stringify([[...csvColumns]]);
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('readings')
      .innerJoin('snapshots', 'snapshots.id', 'readings.snapshot_id')
      .innerJoin('reader_runs', 'reader_runs.id', 'readings.run_id')
      .innerJoin('documents', 'documents.id', 'readings.document_id')
      .selectAll('readings')
      .select(['snapshots.published', 'snapshots.title', 'snapshots.url', 'snapshots.sha256'])
      .select(['reader_runs.period_from', 'reader_runs.period_to', 'reader_runs.reader', 'reader_runs.reader_version'])
      .select('documents.current_run_id')
      .where('readings.id', '>', after)
      .orderBy('readings.id')
      .limit(rowsAtOnce)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) break;
    const cells = rows.map((row) => ({
      ...row,
      current: row.current_run_id === row.run_id ? 1 : 0,
      evidence: 'read',
    }));
    yield stringify(cells, { columns: [...csvColumns], escape_formulas: true });
    after = last.id;
  }
  yield* compiledCsv(db);
}

/** A row of the compiled record is current until its report was read. */
async function* compiledCsv(db: Database): AsyncGenerator<string> {
  const unread = new Set((await unreadRows(db)).map(({ id }) => id));
  const rows = await db.selectFrom('compiled_figures').selectAll().orderBy('id').execute();
  const cells = rows.map((row) => ({
    ...row,
    recorded_at: row.loaded_at,
    current: unread.has(row.id) ? 1 : 0,
    evidence: 'compiled record',
    known: parseTexts(row.known).join(' '),
  }));
  yield stringify(cells, { columns: [...csvColumns], escape_formulas: true });
}

/** Yields the ledger as it is at the first piece, even if others write meanwhile. */
export async function* exportLedger(store: Store, format: 'json' | 'csv'): AsyncGenerator<string> {
  const { db, end } = await store.snapshot();
  try {
    yield* format === 'json' ? jsonLines(db) : csv(db);
  } finally {
    await end();
  }
}
