import { fold } from '../places.ts';

/** Returns whether the words contain one of the names: of a body, or the host of its pages. */
export function namesOneOf(words: string, names: readonly string[]): boolean {
  const folded = ` ${fold(words)} `;
  const lower = words.toLowerCase();
  return names.some((name) => {
    if (/^[\w-]+(?:\.[\w-]+)+$/.test(name)) return lower.includes(name.toLowerCase());
    const bare = fold(name.replace(/^the\s/i, ''));
    return bare.length > 2 && folded.includes(` ${bare} `);
  });
}
