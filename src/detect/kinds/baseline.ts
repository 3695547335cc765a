import type { Baseline } from '../../domain/findings.ts';
import { headlineFigure } from '../compare/figures.ts';
import type { DetectContext } from '../detection.ts';

/** Returns the finding of first contact with a document, with its headline figure: an admission if it has any. */
export function baselineFinding({ now, admissions, makeBase }: DetectContext): Baseline {
  const headline = headlineFigure(now, admissions.length > 0 ? admissions : now.readings);
  return { ...makeBase('baseline'), kind: 'baseline', now: headline };
}
