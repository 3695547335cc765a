import { sql } from 'kysely';
import { isOfEvent, type Measure } from '../../domain/measures.ts';
import { mayBeSamePlace, placeKey } from '../../domain/places.ts';
import { areNested, type Instant, monthOf } from '../../domain/time.ts';
import type { Database } from '../database/schema.ts';
import { parseTexts, toMeasure } from '../history/rows.ts';
import type { CompiledRow } from './table.ts';

/** A row of the compiled record yields for good to what was read of its report, whatever became of the page since. */

/** A figure that was read, as far as it decides which row yields to it. */
export interface ReadRow {
  readonly measure: string;
  readonly speakers: string;
  readonly place: string | null;
  readonly publisher: string;
  readonly window_from: string | null;
  readonly window_to: string | null;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly identity: string;
}

/** Returns whether the figure was read of the report of which the row is. */
export function takesPlaceOf(row: CompiledRow, read: ReadRow): boolean {
  if (read.measure !== row.measure || read.speakers !== row.speakers) return false;
  if (isOfEvent(toMeasure(row.measure)))
    return mayBeSamePlace(read.place, row.place) && areNested(windowOf(read), windowOf(row));
  const hasOtherPlace = read.place !== null && row.place !== null && placeKey(read.place) !== placeKey(row.place);
  if (hasOtherPlace) return false;
  if (row.identity !== null && read.identity === row.identity) return true;
  if (read.period_to !== null) return read.period_from === row.period_from && read.period_to === row.period_to;
  // What a body states outside a report is known by the month to which it counts.
  const isOwn = parseTexts(row.speakers).includes(read.publisher);
  return isOwn && row.period_to === null && read.window_to !== null && monthOf(read.window_to) === row.window_to;
}

function windowOf({ window_from: from, window_to: to }: Pick<CompiledRow, 'window_from' | 'window_to'>) {
  return { from, to };
}

export interface UnreadQuery {
  readonly measures?: readonly Measure[];
  readonly publishers?: readonly string[];
  /** What was published, and what was not yet read, before this. A row without a day of publication is left out. */
  readonly before?: Instant | undefined;
}

/** Returns the rows of the compiled record of which Ackwatch has not read the report itself, in the order of their ids. */
export async function unreadRows(
  db: Database,
  { measures, publishers, before }: UnreadQuery = {},
): Promise<readonly CompiledRow[]> {
  let query = db.selectFrom('compiled_figures').selectAll().orderBy('id');
  if (measures !== undefined) query = query.where('measure', 'in', [...measures, '']);
  if (publishers !== undefined) query = query.where('publisher', 'in', [...publishers, '']);
  if (before !== undefined) query = query.where('published', '<', before.slice(0, 'YYYY-MM-DD'.length));
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const read = Map.groupBy(await readRows(db, rows, before), ({ measure }) => measure);
  return rows.filter((row) => !(read.get(row.measure) ?? []).some((one) => takesPlaceOf(row, one)));
}

/** Returns what the last run over each snapshot read of the measures and speakers of these rows. */
function readRows(
  db: Database,
  rows: readonly CompiledRow[],
  before: Instant | undefined,
): Promise<readonly ReadRow[]> {
  return db
    .selectFrom('readings')
    .innerJoin('reader_runs', 'reader_runs.id', 'readings.run_id')
    .innerJoin('snapshots', 'snapshots.id', 'readings.snapshot_id')
    .innerJoin('documents', 'documents.id', 'readings.document_id')
    .select(['readings.measure', 'readings.speakers', 'readings.place', 'readings.publisher'])
    .select(['readings.window_from', 'readings.window_to', 'reader_runs.period_from', 'reader_runs.period_to'])
    .select('documents.identity')
    .distinct()
    .where('readings.measure', 'in', [...new Set(rows.map(({ measure }) => measure))])
    .where('readings.speakers', 'in', [...new Set(rows.map(({ speakers }) => speakers))])
    .where(
      sql<boolean>`not exists (select 1 from reader_runs as later
        where later.snapshot_id = reader_runs.snapshot_id and later.n > reader_runs.n)`,
    )
    .$if(before !== undefined, (query) =>
      query.where('snapshots.fetched_at', '<', before ?? '').where('reader_runs.run_at', '<', before ?? ''),
    )
    .execute();
}
