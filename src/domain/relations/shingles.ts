/** Texts as runs of words, so that a copy is found whatever was set around it. */

/** Words of a longer text are not compared: no statement is as long, and a hostile page may be. */
const longestText = 100_000;
/** So many words in a row are one shingle: fewer are a phrase that any text may have. */
export const shingleWords = 5;
/** One of so many shingles is in a sketch, the same ones in every text. */
const sampledOneIn = 8;
const longestSketch = 256;

/** Returns the words in lower case without typography. The digits of one number are one word. */
export function wordsOf(text: string): readonly string[] {
  const folded = text.slice(0, longestText).normalize('NFKC').toLowerCase();
  return folded.replaceAll(/(?<=\d)[,.](?=\d{3}(?!\d))/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * Returns hashes of some shingles, lowest first, each once. Two texts share about as large a part of their sketches as of
 * their shingles. Short texts have few and may have none.
 */
export function sketchOf(text: string): readonly number[] {
  const words = wordsOf(text);
  const found = new Set<number>();
  for (let at = 0; at + shingleWords <= words.length; at += 1) {
    const hash = hashOf(words.slice(at, at + shingleWords).join(' '));
    if (hash < 2 ** 32 / sampledOneIn) found.add(hash);
  }
  return [...found].sort((one, other) => one - other).slice(0, longestSketch);
}

/** FNV-1a with a last mix, because the lowest hashes are chosen. From 0 to 2^32 - 1. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** More words do not change whether two texts are versions of one. */
const comparedWords = 3000;

/** Returns the runs of five words in the beginning of a text, each once. */
export function runsOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text).slice(0, comparedWords);
  const runs = new Set<string>();
  for (let at = 0; at + shingleWords <= words.length; at += 1) runs.add(words.slice(at, at + shingleWords).join(' '));
  return runs.size === 0 && words.length > 0 ? new Set([words.join(' ')]) : runs;
}

/** Returns which part of the smaller set is in the other, from 0 to 1; 0 for an empty one. */
export function sharedPart(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const run of small) if (large.has(run)) shared += 1;
  return small.size === 0 ? 0 : shared / small.size;
}
