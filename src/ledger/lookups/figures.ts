import { sql } from 'kysely';
import type { Figure } from '../../domain/findings.ts';
import { type Measure, totalMeasures } from '../../domain/measures.ts';
import type { Instant } from '../../domain/time.ts';
import type { Access } from '../database/schema.ts';
import { figureRows, toFigure } from '../history/figures.ts';
import { decodeMark, type Page, pageSize, toPage } from '../pages.ts';

export type FigureLookups = ReturnType<typeof createFigureLookups>;

export function createFigureLookups({ read }: Pick<Access, 'read'>) {
  return {
    /** Returns the current figure of each series: by measure in the order of `totalMeasures`, publisher, speaker, place. */
    totals: (filter: { readonly publisher?: string; readonly measure?: Measure } = {}): Promise<readonly Figure[]> =>
      read(async (db) => {
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
      }),

    /** Returns every value of a measure with both clocks, newest period first. A restated value stays listed. */
    history: (query: {
      readonly measure: Measure;
      readonly publisher?: string;
      readonly after?: string;
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
        return toPage({
          rows: await select.execute(),
          limit,
          mark: (row) => [row.sort_period, row.sort_published, row.recorded_at, row.id],
          value: (row) => ({
            ...toFigure(row),
            recordedAt: row.recorded_at,
            current: row.current_run_id === row.run_id,
          }),
        });
      }),
  };
}
