import type { Figure } from '../../domain/findings.ts';
import { currentDeathMeasures } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Database, Schema } from '../database/schema.ts';
import { parseTexts, toMeasure, toPeriod, toQualifier, toTollCircumstances } from './rows.ts';

type FigureRow = Schema['readings'] & {
  url: string;
  published: string | null;
  period_from: string | null;
  period_to: string | null;
};

export function toFigure(row: FigureRow): Figure {
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
    circumstances: toTollCircumstances(toMeasure(row.measure), row.circumstances),
    period: toPeriod(row),
    documentId: row.document_id,
    snapshotId: row.snapshot_id,
    publisher: row.publisher,
    url: row.url,
    published: row.published,
  };
}

/** Returns the query of readings with what a figure says of its report. */
export function figureRows(db: Database) {
  return db
    .selectFrom('readings')
    .innerJoin('snapshots', 'snapshots.id', 'readings.snapshot_id')
    .innerJoin('reader_runs', 'reader_runs.id', 'readings.run_id')
    .selectAll('readings')
    .select(['snapshots.url', 'snapshots.published', 'reader_runs.period_from', 'reader_runs.period_to']);
}

/**
 * Returns the current death tolls, one for each set of speakers, measure and place, newest published first. Those of
 * belligerents are among them: which speakers document is known from the configuration, and the ledger has none.
 */
export async function currentTolls(db: Database): Promise<readonly Figure[]> {
  const rows = await figureRows(db)
    .innerJoin('heads', 'heads.reading_id', 'readings.id')
    .where('heads.measure', 'in', currentDeathMeasures)
    .orderBy('readings.sort_published', 'desc')
    .orderBy('readings.recorded_at', 'desc')
    .orderBy('readings.id')
    .execute();
  const newest = new Map<string, Figure>();
  for (const figure of rows.map(toFigure)) {
    const key = JSON.stringify([figure.measure, figure.speakers, placeKey(figure.place)]);
    if (!newest.has(key)) newest.set(key, figure);
  }
  return [...newest.values()];
}
