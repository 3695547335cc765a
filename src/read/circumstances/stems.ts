import type { CircumstanceKind } from '../../domain/circumstances.ts';
import { circumstanceStems, unrelatedPhrases } from '../lexicon/circumstances.ts';

const escaped = (word: string): string => word.replace(/[$.()]/g, '\\$&');
const longestFirst = (words: readonly string[]): readonly string[] =>
  words.toSorted((one, other) => other.length - one.length);

const unrelated = new RegExp(
  `(?<![\\p{L}])(?:${longestFirst(unrelatedPhrases).map(escaped).join('|')})(?![\\p{L}])`,
  'gu',
);

/** A short stem would be in too many other words. */
function stemPattern(stem: string): string {
  if (!/^\p{L}/u.test(stem)) return escaped(stem);
  return stem.length <= 4 ? `(?<!\\p{L})${stem}s?(?!\\p{L})` : `(?<!\\p{L})${stem}`;
}

const patterns = new Map(
  Object.entries(circumstanceStems).map(([kind, stems]) => [kind, new RegExp(stems.map(stemPattern).join('|'), 'u')]),
);

/** Returns a text in the form that `mayState` searches. */
export function searchable(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').replaceAll(unrelated, ' ');
}

/** Whether a text has a word with which it could state a circumstance. `text` comes from `searchable`. */
export function mayState(text: string, kind: CircumstanceKind): boolean {
  return patterns.get(kind)?.test(text) ?? true;
}
