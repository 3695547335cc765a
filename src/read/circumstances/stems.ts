import type { CircumstanceKind } from '../../domain/circumstances.ts';
import { circumstanceStems, unrelatedPhrases } from '../lexicon/circumstances.ts';
import { singleSpaces } from '../text/spaces.ts';

const escaped = (word: string): string => word.replace(/[$.()]/g, '\\$&');
const longestFirst = (words: readonly string[]): readonly string[] =>
  words.toSorted((one, other) => other.length - one.length);

const unrelated = new RegExp(
  `(?<![\\p{L}])(?:${longestFirst(unrelatedPhrases).map(escaped).join('|')})(?![\\p{L}])`,
  'gu',
);

/** Of a short stem only the word and its plural: it would be in too many other words. */
const asWord = (stem: string): string => (stem.length <= 4 ? `${stem}s?(?!\\p{L})` : stem);

/** One look behind for all stems of a kind. One for each of them makes the search three times as slow. */
function stemsPattern(stems: readonly string[]): RegExp {
  const isWord = (stem: string): boolean => /^\p{L}/u.test(stem);
  const signs = stems.filter((stem) => !isWord(stem)).map(escaped);
  const words = stems.filter(isWord).map(asWord);
  return new RegExp([`(?<!\\p{L})(?:${words.join('|')})`, ...signs].join('|'), 'u');
}

const patterns = new Map(Object.entries(circumstanceStems).map(([kind, stems]) => [kind, stemsPattern(stems)]));

/** Returns a text in the form that `mayState` searches. */
export function searchable(text: string): string {
  return singleSpaces(text.toLowerCase().replaceAll('’', "'")).replaceAll(unrelated, ' ');
}

/** Whether a text has a word with which it could state a circumstance. `text` comes from `searchable`. */
export function mayState(text: string, kind: CircumstanceKind): boolean {
  return patterns.get(kind)?.test(text) ?? true;
}
