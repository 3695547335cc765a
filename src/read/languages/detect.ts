import type { ForeignLanguage } from '../../domain/reader/languages.ts';
import { deathWords, englishWords, sharedWords, smallWordsOf } from './words.ts';

/** Scripts other than Latin, with the language that each means where no letter says otherwise. */
const scripts: readonly { readonly letters: RegExp; readonly language: (text: string) => ForeignLanguage }[] = [
  { letters: /\p{Script=Arabic}/gu, language: inArabicLetters },
  { letters: /\p{Script=Cyrillic}/gu, language: inCyrillicLetters },
  { letters: /\p{Script=Hebrew}/gu, language: () => 'he' },
  { letters: /\p{Script=Greek}/gu, language: () => 'el' },
  {
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    language: (text) => (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) || /[軍発撃]/.test(text) ? 'ja' : 'zh'),
  },
  { letters: /\p{Script=Hangul}/gu, language: () => 'ko' },
  { letters: /\p{Script=Devanagari}/gu, language: () => 'hi' },
  { letters: /\p{Script=Bengali}/gu, language: () => 'bn' },
  { letters: /\p{Script=Thai}/gu, language: () => 'th' },
  { letters: /\p{Script=Ethiopic}/gu, language: () => 'am' },
  { letters: /\p{Script=Armenian}/gu, language: () => 'hy' },
  { letters: /\p{Script=Georgian}/gu, language: () => 'ka' },
  { letters: /\p{Script=Myanmar}/gu, language: () => 'my' },
];

function inArabicLetters(text: string): ForeignLanguage {
  if (/[ټډړښڼ]/.test(text)) return 'ps';
  if (/[ٹڈڑںےۓھ]/.test(text)) return 'ur';
  if (/[ێۆڕڵ]/.test(text)) return 'ckb';
  return /[پچژگ\u06cc\u06a9]/.test(text) ? 'fa' : 'ar';
}

function inCyrillicLetters(text: string): ForeignLanguage {
  if (/[іїєґ]/i.test(text)) return 'uk';
  if (/[ђћџљњј]/i.test(text)) return 'sr';
  return /[ыэё]/i.test(text) || !/ъ/i.test(text) ? 'ru' : 'bg';
}

const languagesOf = new Map<string, ForeignLanguage[]>();
for (const [language, words] of Object.entries(smallWordsOf))
  for (const word of new Set(words)) {
    const known = languagesOf.get(word);
    if (known === undefined)
      languagesOf.set(word, [language as ForeignLanguage]); // its own keys
    else known.push(language as ForeignLanguage);
  }

const withoutSpaces: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ja', 'ko', 'ps', 'ur', 'zh']);
const deathPatterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(deathWords).map(([language, words]) => [
    language,
    new RegExp(`${withoutSpaces.has(language) ? '' : '(?<!\\p{L})'}(?:${words.join('|')})`, 'iu'),
  ]),
);

/** Returns whether a text has a word for dead, killed or died in a language. */
export function speaksOfDeath(text: string, language: ForeignLanguage): boolean {
  return deathPatterns.get(language)?.test(text) === true;
}

/** Letters that a paragraph needs before its script counts. */
const fewestLetters = 8;
/** Different words in lower case that make a sentence, which in English has a small word. */
const fewestWords = 4;
/** The beginning of a paragraph shows its language. */
const longestSample = 3000;

/**
 * Returns the language of a paragraph; null where its words do not tell, as in a list of names and dates. Different small
 * words count once each. Another language needs two, and twice as many as English has, so that names and quoted words
 * make no English paragraph foreign; one is enough in a sentence
 * with accents that has none of English.
 */
export function languageOf(paragraph: string): ForeignLanguage | 'en' | null {
  const text = paragraph.slice(0, longestSample);
  const others = text.match(/[^\P{L}\p{Script=Latin}]/gu)?.length ?? 0;
  const letters = others < fewestLetters ? 0 : (text.match(/\p{L}/gu)?.length ?? 0);
  if (others >= fewestLetters && others > letters / 2) {
    const counts = scripts.map((script) => ({ script, count: text.match(script.letters)?.length ?? 0 }));
    const { script, count } = counts.reduce((most, one) => (one.count > most.count ? one : most));
    return count > letters / 2 ? script.language(text) : null;
  }
  const english = new Set<string>();
  const scores = new Map<ForeignLanguage, number>();
  const seen = new Set<string>();
  let lowerCase = 0;
  let isPossiblyEnglish = false;
  let hasAccents = false;
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    if (seen.has(word)) continue;
    seen.add(word);
    const lower = word.toLowerCase();
    if (englishWords.has(lower)) english.add(lower);
    // "Los Angeles", "Le Monde": a capital is a name.
    if (word !== lower) continue;
    lowerCase += 1;
    isPossiblyEnglish ||= sharedWords.has(word);
    hasAccents ||= /[^a-z]/.test(word);
    for (const language of languagesOf.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + 1);
  }
  let best: ForeignLanguage | null = null;
  let most = 0;
  for (const [language, score] of scores) {
    const mayDecide = score + 1 >= Math.max(2, 2 * english.size);
    const total = score + (mayDecide && speaksOfDeath(text, language) ? 1 : 0);
    if (total > most) [best, most] = [language, total];
  }
  if (best !== null && most >= 2 && most >= 2 * english.size) return best;
  // A sentence without any small word of English.
  const isCertain = lowerCase >= fewestWords && english.size === 0 && !isPossiblyEnglish && hasAccents;
  if (best !== null && isCertain) return best;
  return english.size >= 2 ? 'en' : null;
}
