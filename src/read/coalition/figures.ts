import type { Measure } from '../../domain/measures.ts';
import type { Month } from '../../domain/time.ts';
import type { Clause } from '../text/clauses.ts';
import type { NumberToken } from '../text/numbers.ts';

/** A figure found in a clause, before speaker, place and the report's period are known. */
export interface Figure {
  readonly measure: Measure;
  readonly token: NumberToken;
  readonly max: NumberToken | null;
  readonly clause: Clause;
  /** The window the text gives for it, else null. */
  readonly from: Month | null;
  readonly to: Month | null;
  /** True for a running total, whose window begins with the operation and not with the report's period. */
  readonly cumulative: boolean;
}

export function figureOf(measure: Measure, token: NumberToken, clause: Clause): Figure {
  return { measure, token, max: null, clause, from: null, to: null, cumulative: false };
}
