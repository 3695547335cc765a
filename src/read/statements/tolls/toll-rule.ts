import { tokenPattern } from '../../engine/patterns.ts';
import type { Toll } from './toll.ts';

/** A named pattern of tokens that finds counts of one harm. */
export interface TollRule {
  readonly name: string;
  readonly harm: Toll['harm'];
  readonly form: Toll['form'];
  readonly pattern: RegExp;
  /** One sentence each that the rule recognises. `test/read/statements/tolls.test.ts` holds it to them. */
  readonly examples: readonly string[];
}

export const rule = (name: string, form: Toll['form'], pattern: string, examples: readonly string[]): TollRule => ({
  name,
  harm: name.startsWith('injured') ? 'injured' : 'killed',
  form,
  pattern: tokenPattern(pattern),
  examples,
});
