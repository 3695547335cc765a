/** Shorter texts are sentences and entries, which nobody asks for twice. */
const shortest = 2_000;

/**
 * Returns the same function, which remembers its result for the last long text: the steps of a reader ask several times for the
 * dates and paragraphs of one report.
 */
export function rememberingLast<T>(find: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly found: T } | null = null;
  return (text) => {
    if (text.length < shortest) return find(text);
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}
