import { sql } from 'kysely';
import { publishedAt } from '../../domain/compiled/record.ts';
import type { Figure } from '../../domain/findings.ts';
import { type Measure, totalMeasures } from '../../domain/measures.ts';
import type { Instant } from '../../domain/time.ts';
import { comparePlaces, compiledHeads, type Place } from '../compiled/merged.ts';
import { toCompiledFigure } from '../compiled/rows.ts';
import type { CompiledRow } from '../compiled/table.ts';
import { unreadRows } from '../compiled/unread.ts';
import type { Access, Database } from '../database/schema.ts';
import { figureRows, toFigure } from '../history/figures.ts';
import { runsCurrentBefore } from '../history/known.ts';
import { decodeMark, type Page, pageSize, toPage } from '../pages.ts';

/** Returns the readings that led their series at a past moment, by the order in which heads are set. */
async function leadingBefore(
  db: Database,
  measures: readonly Measure[],
  before: Instant,
  publisher: string | undefined,
) {
  const rows = await figureRows(db)
    .innerJoin('series_readings', 'series_readings.reading_id', 'readings.id')
    .select('series_readings.series as in_series')
    .where('readings.measure', 'in', [...measures])
    .$if(publisher !== undefined, (query) => query.where('readings.publisher', '=', publisher ?? ''))
    .where('series_readings.run_id', 'in', runsCurrentBefore(db, before))
    .orderBy('series_readings.sort_period', 'desc')
    .orderBy('series_readings.sort_to', 'desc')
    .orderBy('series_readings.sort_published', 'desc')
    .orderBy('series_readings.recorded_at', 'desc')
    .orderBy('series_readings.reading_id')
    .execute();
  const first = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.in_series)) first.set(row.in_series, row);
  return [...first.values()];
}

interface HistoryQuery {
  readonly measure: Measure;
  readonly publisher?: string;
  readonly after?: string;
  readonly before?: Instant;
}

/** Returns the compiled figures of a page of history, each with its place in the order. */
async function compiledHistory(db: Database, { measure, publisher, after, before }: HistoryQuery, limit: number) {
  const publishers = publisher === undefined ? {} : { publishers: [publisher] };
  const rows = await unreadRows(db, { measures: [measure], before, ...publishers });
  const mark = after === undefined ? null : (decodeMark(after, 4) as Place); // `decodeMark` checks the length
  return rows
    .map((row) => ({
      place: placeOf(row),
      value: { ...toCompiledFigure(row), recordedAt: row.loaded_at, current: true },
    }))
    .filter(({ place }) => mark === null || comparePlaces(place, mark) > 0)
    .sort((one, other) => comparePlaces(one.place, other.place))
    .slice(0, limit + 1);
}

function placeOf(row: CompiledRow): Place {
  return [row.period_to ?? row.window_to ?? '', publishedAt(row) ?? '', row.loaded_at, row.id];
}

export type FigureLookups = ReturnType<typeof createFigureLookups>;

export function createFigureLookups({ read }: Pick<Access, 'read'>) {
  return {
    /**
     * Returns the current figure of each series: by measure in the order of `totalMeasures`, publisher, speaker, place. With
     * `before`, those that were current then. Where the compiled record has a later one, it comes before the one that was
     * read.
     */
    totals: (
      filter: { readonly publisher?: string; readonly measure?: Measure; readonly before?: Instant } = {},
    ): Promise<readonly Figure[]> =>
      read(async (db) => {
        const wanted = filter.measure === undefined ? totalMeasures : [filter.measure];
        const { publisher, before } = filter;
        let heads = figureRows(db)
          .innerJoin('heads', 'heads.reading_id', 'readings.id')
          .where('heads.measure', 'in', [...wanted]);
        if (publisher !== undefined) heads = heads.where('heads.publisher', '=', publisher);
        const rows = before === undefined ? await heads.execute() : await leadingBefore(db, wanted, before, publisher);
        const stored = rows.map(toFigure);
        const publishers = publisher === undefined ? {} : { publishers: [publisher] };
        const compiled = (await unreadRows(db, { measures: wanted, before, ...publishers })).map(toCompiledFigure);
        const figures = [...compiledHeads(compiled, stored), ...stored];
        const order = (figure: Figure): string =>
          [
            String(wanted.indexOf(figure.measure)).padStart(2, '0'),
            figure.publisher,
            JSON.stringify(figure.speakers),
            figure.place ?? '',
          ].join('\0');
        return figures.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
      }),

    /**
     * Returns every value of a measure with both clocks, newest period first. A restated value stays listed. With `before`,
     * what was recorded until then, and what of it was current then. The compiled record is a part of it unless `evidence`
     * says that only what was read is asked for.
     */
    history: (query: {
      readonly measure: Measure;
      readonly publisher?: string;
      readonly after?: string;
      readonly before?: Instant;
      readonly evidence?: 'read';
      readonly limit: number;
    }): Promise<Page<Figure & { readonly recordedAt: Instant; readonly current: boolean }>> =>
      read(async (db) => {
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
        const { before } = query;
        if (before !== undefined)
          select = select.where('snapshots.fetched_at', '<', before).where('reader_runs.run_at', '<', before);
        const rows = await select.execute();
        const compiled = query.evidence === 'read' ? [] : await compiledHistory(db, query, limit);
        const known = new Set<string | null>();
        if (before !== undefined) {
          const runs = rows.map((row) => row.run_id);
          const current = runsCurrentBefore(db, before).where('known_run.id', 'in', ['', ...runs]);
          for (const { id } of await current.execute()) known.add(id);
        }
        const read = rows.map((row) => ({
          place: [row.sort_period, row.sort_published, row.recorded_at, row.id] as const,
          value: {
            ...toFigure(row),
            recordedAt: row.recorded_at,
            current: before === undefined ? row.current_run_id === row.run_id : known.has(row.run_id),
          },
        }));
        return toPage({
          rows: [...read, ...compiled].sort((one, other) => comparePlaces(one.place, other.place)).slice(0, limit + 1),
          limit,
          mark: ({ place }) => place,
          value: ({ value }) => value,
        });
      }),

    /** Returns when the first document of each publisher was fetched. */
    recordBegins: (): Promise<ReadonlyMap<string, Instant>> =>
      read(async (db) => {
        const rows = await db
          .selectFrom('documents')
          .select(['publisher', (build) => build.fn.min('first_seen').as('first_seen')])
          .groupBy('publisher')
          .execute();
        return new Map(rows.map((row) => [row.publisher, row.first_seen]));
      }),
  };
}
