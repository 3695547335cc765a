import type { Figure } from '../../domain/findings.ts';

/** Largest relative difference between a rounded figure and the exact one. */
const roundingTolerance = 0.05;

/**
 * Returns whether a round figure only restates `exact`: `more than 1,000` or `1,300` for 1,302, `nearly 1,600` for 1,587.
 * `2,000` for 1,600 exceeds it and is a separate claim.
 */
export function isRounded({ value, qualifier }: Pick<Figure, 'value' | 'qualifier'>, exact: number): boolean {
  const unit = 10 ** trailingZeros(value);
  if (unit === 1 || exact % unit === 0) return false;
  if (qualifier === 'more than' || qualifier === 'at least') return Math.floor(exact / unit) * unit === value;
  const mayExceed = qualifier === 'nearly' || qualifier === 'about' || qualifier === 'up to';
  return (mayExceed || value <= exact) && Math.abs(value - exact) <= roundingTolerance * exact;
}

function trailingZeros(value: number): number {
  return value === 0 ? 0 : (/0*$/.exec(String(value))?.[0].length ?? 0);
}
