import type { Figure } from '../../domain/findings.ts';
import { countsDeaths } from '../../domain/measures.ts';

/** Returns the upper end of a figure of deaths; null for no figure and for one that counts something else. */
export function upperDeaths(figure: Figure | null): number | null {
  return figure === null || !countsDeaths(figure.measure) ? null : (figure.valueMax ?? figure.value);
}

/** Returns the larger difference of the two ends; null where either counts no deaths. */
export function changeOfDeaths(now: Figure, before: Figure): number | null {
  const [upper, upperBefore] = [upperDeaths(now), upperDeaths(before)];
  if (upper === null || upperBefore === null) return null;
  return Math.max(Math.abs(upper - upperBefore), Math.abs(now.value - before.value));
}
