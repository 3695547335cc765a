import type { Warning } from '../domain/warnings.ts';
import type { Wording } from './figures.ts';

/** Returns a warning in words; never empty for a warning of this version. */
export function warningText(warning: Warning, { language }: Pick<Wording, 'language'>): string {
  // Each code's words take the warnings of that code, which the compiler cannot follow through an index.
  const words = language.warnings[warning.code] as (of: Warning) => string;
  return words(warning);
}
