/** Markup between texts, which is not escaped. */
export interface Markup {
  readonly markup: string;
}

/**
 * Joins texts and markup. Adjacent texts are escaped together, because a sign that acts may begin in one and end in the
 * next.
 */
export function woven(parts: readonly (string | Markup)[], inert: (text: string) => string): string {
  const runs: (string | Markup)[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (typeof part === 'string' && typeof last === 'string') runs[runs.length - 1] = last + part;
    else runs.push(part);
  }
  return runs.map((run) => (typeof run === 'string' ? inert(run) : run.markup)).join('');
}
