import type { Measure } from '../../../domain/measures.ts';
import type { Day, Month } from '../../../domain/time.ts';
import figures from './figures.json' with { type: 'json' };

/** The figures of one published report, as far as the public record has them; what was not seen is absent. */
export type ReportFigures = { readonly published: Day; readonly period: Month } & {
  readonly [measure in Measure]?: number;
};

/** The Coalition's reports of December 2016 to September 2021, in order of publication. Figures only: facts, no text. */
export const reportFigures: readonly ReportFigures[] = figures;
