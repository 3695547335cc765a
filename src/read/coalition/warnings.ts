import type { Reading } from '../../domain/readings.ts';
import type { Period } from '../../domain/time.ts';
import type { Passage, Warning } from '../../domain/warnings.ts';
import type { TotalCandidate } from './totals.ts';

/** Which running total of deaths a report states, and the warnings where that is not certain. */

/** The monthly reports carried a running total in these years; before and after there was none to miss. */
const firstWithTotal = '2016-12';
const lastWithTotal = '2021-12';

interface ChosenTotal {
  readonly chosen: TotalCandidate | null;
  readonly warnings: readonly Warning[];
}

/**
 * The total of the fullest formula. An older report's figure never wins; where two equal statements differ, neither is taken. A
 * total that stands only among the entries of the list is taken only with the whole formula around it.
 */
export function chooseTotal(candidates: readonly TotalCandidate[]): ChosenTotal {
  const present = candidates.filter(({ historical }) => !historical);
  const certain = present.filter(({ clause, isFormula }) => !clause.inList || isFormula);
  const ranked = certain.toSorted((a, b) => b.weight - a.weight);
  const best = ranked[0];
  if (best === undefined) {
    const outside = present[0];
    return {
      chosen: null,
      warnings:
        outside === undefined
          ? []
          : [{ code: 'total-outside-report', value: outside.value.value, passage: passageOf(outside) }],
    };
  }
  const others = ranked.filter(({ value }) => value.value !== best.value.value);
  const rivals = others.filter(({ weight }) => weight === best.weight);
  if (rivals.length > 0)
    return {
      chosen: null,
      warnings: [
        {
          code: 'two-totals',
          totals: [best, ...rivals].map(({ value }) => value.value),
          taken: 'none',
          passage: passageOf(best),
        },
      ],
    };
  const [lesser] = others;
  return {
    chosen: best,
    warnings:
      lesser === undefined
        ? []
        : [
            {
              code: 'two-totals',
              totals: [best.value.value, lesser.value.value],
              taken: 'first',
              passage: passageOf(best),
            },
          ],
  };
}

function passageOf({ clause: { start, end } }: TotalCandidate): Passage {
  return { start, end };
}

export function totalsMissing(
  readings: readonly Reading[],
  period: Period | null,
  hadCandidates: boolean,
): readonly Warning[] {
  const value = (measure: Reading['measure']): number | null =>
    readings.find((one) => one.measure === measure)?.value ?? null;
  const warnings: Warning[] = [];
  const credible = value('allegations_credible');
  const completed = value('allegations_completed');
  const nothingNew =
    credible === 0 || completed === 0 || (completed !== null && completed === value('allegations_non_credible'));
  if (value('killed_total') === null) {
    const expected = period !== null && period.to >= firstWithTotal && period.to <= lastWithTotal;
    if (expected || (value('killed_new') === null && !nothingNew))
      warnings.push({ code: 'no-total', stated: hadCandidates ? 'uncertain' : 'nowhere' });
  }
  if (credible !== null && credible > 0 && value('killed_new') === null)
    warnings.push({ code: 'new-deaths-unstated', credible });
  if (readings.length === 0) warnings.push({ code: 'no-figures' });
  return warnings;
}
