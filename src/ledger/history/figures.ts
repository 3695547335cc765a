import { sql } from 'kysely';
import type { Figure } from '../../domain/findings.ts';
import { currentDeathMeasures, type Measure, totalMeasures } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { areDocumenting, shareSpeaker } from '../../domain/speakers.ts';
import type { Database, Schema } from '../database/schema.ts';
import type { LookupStore } from '../ledger.ts';
import { decodeMark, pageSize, toPage } from '../marks.ts';
import { parseTexts, toMeasure, toPeriod, toQualifier } from './rows.ts';

type FigureRow = Schema['readings'] & {
  url: string;
  published: string | null;
  period_from: string | null;
  period_to: string | null;
};

function toFigure(row: FigureRow): Figure {
  return {
    measure: toMeasure(row.measure),
    value: row.value,
    valueMax: row.value_max,
    qualifier: toQualifier(row.qualifier),
    speakers: parseTexts(row.speakers),
    place: row.place,
    from: row.window_from,
    to: row.window_to,
    quote: row.quote,
    period: toPeriod(row),
    documentId: row.document_id,
    snapshotId: row.snapshot_id,
    publisher: row.publisher,
    url: row.url,
    published: row.published,
  };
}

function figureRows(db: Database) {
  return db
    .selectFrom('readings')
    .innerJoin('snapshots', 'snapshots.id', 'readings.snapshot_id')
    .innerJoin('reader_runs', 'reader_runs.id', 'readings.run_id')
    .selectAll('readings')
    .select(['snapshots.url', 'snapshots.published', 'reader_runs.period_from', 'reader_runs.period_to']);
}

/** `LookupStore.totals`: by measure as listed above, publisher, speaker, place. */
export async function totals(
  db: Database,
  filter: { readonly publisher?: string; readonly measure?: Measure } = {},
): Promise<readonly Figure[]> {
  const wanted = filter.measure === undefined ? totalMeasures : [filter.measure];
  let query = figureRows(db)
    .innerJoin('heads', 'heads.reading_id', 'readings.id')
    .where('heads.measure', 'in', [...wanted]);
  if (filter.publisher !== undefined) query = query.where('heads.publisher', '=', filter.publisher);
  const figures = (await query.execute()).map(toFigure);
  const order = (figure: Figure): string =>
    [
      String(wanted.indexOf(figure.measure)).padStart(2, '0'),
      figure.publisher,
      JSON.stringify(figure.speakers),
      figure.place ?? '',
    ].join('\0');
  return figures.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * `LedgerTransaction.claims`: current death tolls asserted by documenting organisations alone, one for each speaker,
 * measure and place, newest published first.
 */
export async function claims(db: Database): Promise<readonly Figure[]> {
  const rows = await figureRows(db)
    .innerJoin('heads', 'heads.reading_id', 'readings.id')
    .where('heads.measure', 'in', currentDeathMeasures)
    .orderBy('readings.sort_published', 'desc')
    .orderBy('readings.recorded_at', 'desc')
    .orderBy('readings.id')
    .execute();
  const newest = new Map<string, Figure>();
  for (const figure of rows.map(toFigure)) {
    if (!areDocumenting(figure.speakers)) continue;
    const key = JSON.stringify([figure.measure, figure.speakers, placeKey(figure.place)]);
    if (!newest.has(key)) newest.set(key, figure);
  }
  return [...newest.values()];
}

/**
 * `LedgerTransaction.heldFigures`. Only what can matter to one of `readings`: the heads of its speakers, and the values near
 * its own that anybody ever gave of them.
 */
export async function heldFigures(db: Database, readings: readonly Reading[]): Promise<readonly Figure[]> {
  const found = new Map<string, Figure>();
  const distinct = new Map(
    readings.map((reading) => [JSON.stringify([reading.measure, reading.speakers, reading.value]), reading]),
  );
  for (const { measure, speakers, value } of distinct.values()) {
    const spoken = await db
      .selectFrom('readings')
      .select('speakers')
      .distinct()
      .where('measure', '=', measure)
      .execute();
    const sharing = spoken.map((row) => row.speakers).filter((other) => shareSpeaker(parseTexts(other), speakers));
    if (sharing.length === 0) continue;
    const near = 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0);
    const rows = await figureRows(db)
      .leftJoin('heads', 'heads.reading_id', 'readings.id')
      .select('readings.id as key')
      .where('readings.measure', '=', measure)
      .where('readings.speakers', 'in', sharing)
      .where((build) =>
        build.or([
          build('heads.reading_id', 'is not', null),
          build.between('readings.value', value - near, value + near),
        ]),
      )
      .execute();
    for (const row of rows) found.set(row.key, toFigure(row));
  }
  return [...found.values()];
}

/** `LookupStore.history`. */
export async function history(
  db: Database,
  query: Parameters<LookupStore['history']>[0],
): ReturnType<LookupStore['history']> {
  const limit = pageSize(query.limit);
  let select = figureRows(db)
    .innerJoin('documents', 'documents.id', 'readings.document_id')
    .select('documents.current_run_id')
    .where('readings.measure', '=', query.measure)
    .orderBy('readings.sort_period', 'desc')
    .orderBy('readings.sort_published', 'desc')
    .orderBy('readings.recorded_at', 'desc')
    .orderBy('readings.id', 'desc')
    .limit(limit + 1);
  if (query.publisher !== undefined) select = select.where('readings.publisher', '=', query.publisher);
  if (query.after !== undefined) {
    const mark = sql.join(decodeMark(query.after, 4).map((value) => sql`${value}`));
    const at = sql`(readings.sort_period, readings.sort_published, readings.recorded_at, readings.id)`;
    select = select.where(sql<boolean>`${at} < (${mark})`);
  }
  return toPage(
    await select.execute(),
    limit,
    (row) => [row.sort_period, row.sort_published, row.recorded_at, row.id],
    (row) => ({ ...toFigure(row), recordedAt: row.recorded_at, current: row.current_run_id === row.run_id }),
  );
}
