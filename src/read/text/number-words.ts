import { countedNoun } from './number-names.ts';

/** A run of letters or of digits. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface WordNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly form: 'words' | 'none' | 'article';
  /** Number of consumed words. */
  readonly used: number;
}

const units = 'one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
type Kind = 'unit' | 'teen' | 'ten' | 'hundred' | 'scale' | 'dozen';
const lexicon = new Map<string, { readonly kind: Kind; readonly value: number }>([
  ...units.map((word, index) => [word, { kind: 'unit', value: index + 1 }] as const),
  ...teens.map((word, index) => [word, { kind: 'teen', value: index + 10 }] as const),
  ...tens.map((word, index) => [word, { kind: 'ten', value: (index + 2) * 10 }] as const),
  ['fourty', { kind: 'ten', value: 40 }],
  ['hundred', { kind: 'hundred', value: 100 }],
  ['thousand', { kind: 'scale', value: 1_000 }],
  ['million', { kind: 'scale', value: 1_000_000 }],
  ['dozen', { kind: 'dozen', value: 12 }],
]);
const none = new Set(['none', 'no', 'zero', 'nil']);
/** Every word that a number may begin with or consist of. */
export const wordsOfNumbers = [
  ...lexicon.keys(),
  ...none,
  ...['a', 'an', 'and', 'any', 'both', 'half', 'neither', 'single'],
];
const space = /^\s{1,4}$/;
const hyphen = /^\s?[-\u00ad\u2010-\u2015\u2212\ufe63\uff0d]\s{0,2}$/;
/** A dash between two whole numbers may be a range ("one hundred–two hundred"); a hyphen is none. */
const tightHyphen = /^[-\u00ad\u2010\u2011]$/;
const comma = /^,\s{1,3}$/;

/**
 * Returns the number that begins at `words[index]`, or null. Ordinals ("twenty-first"), compounds ("three-year") and scales
 * without a count ("hundreds", "thousand") are no numbers. `value` is -1 for a compound that must be skipped as a whole.
 */
export function parseWordNumber(
  text: string,
  words: readonly Word[],
  index: number,
  articles: boolean,
): WordNumber | null {
  const first = words[index];
  if (first === undefined) return null;
  const key = first.text.toLowerCase();
  if (key === 'a' || key === 'an') return article(text, words, index, articles);
  if (none.has(key)) return zero(text, words, index);
  if (key === 'neither' && /^\s(?:of|reports?|allegations?|was|were)\b/i.test(text.slice(first.end, first.end + 14)))
    return { value: 0, start: first.start, end: first.end, form: 'none', used: 1 };
  if (key === 'any') return notAny(text, first);
  if (key === 'both') return both(text, first);
  if (key === 'half') return halfDozen(text, words, index, index);
  if (
    key === 'one' &&
    isNegated(text, first.start) &&
    /^\s(?:civilian|non-?combatant|person|death|of)\b/i.test(text.slice(first.end, first.end + 16))
  )
    return { value: 0, start: first.start, end: first.end, form: 'none', used: 1 };
  const start = lexicon.get(key);
  // "another dozen", "some dozen": a dozen without its article.
  if (
    start?.kind === 'dozen' &&
    /\b(?:another|further|some|nearly|about|these|those)\s{1,3}$/i.test(
      text.slice(Math.max(0, first.start - 10), first.start),
    )
  )
    return { value: start.value, start: first.start, end: first.end, form: 'words', used: 1 };
  if (start === undefined || start.kind === 'scale' || start.kind === 'hundred' || start.kind === 'dozen') return null;
  return grow(text, words, index, 0, index);
}

/** Consumes words while they extend the number. `leading` is the value of a leading "a"; `commas` allows "two thousand, five hundred". */
function grow(
  text: string,
  words: readonly Word[],
  startIndex: number,
  leading: number,
  begin: number,
  commas = true,
): WordNumber | null {
  let total = 0;
  let part = leading;
  let last: Kind | null = leading === 0 ? null : 'unit';
  let index = startIndex;
  let end = words[begin]?.end ?? 0;
  for (;;) {
    let word = words[index];
    if (word === undefined) break;
    let gap = index === begin ? '' : text.slice(end, word.start);
    let step = 1;
    const afterHundreds = last === 'hundred' || last === 'scale';
    if (last === 'scale' && comma.test(gap)) {
      if (!commas || !goesOnAfterComma(text, words, index)) break;
      gap = ' ';
    }
    if (afterHundreds && word.text.toLowerCase() === 'and' && (space.test(gap) || tightHyphen.test(gap))) {
      const next = words[index + 1];
      if (next === undefined) break;
      gap = text.slice(word.end, next.start);
      word = next;
      step = 2;
    }
    const entry = lexicon.get(word.text.toLowerCase());
    if (entry === undefined || !joins(last, entry.kind, gap, index === begin)) break;
    if (step === 2 && (entry.kind === 'hundred' || entry.kind === 'scale' || entry.kind === 'dozen')) break;
    if (entry.kind === 'hundred' || entry.kind === 'dozen') part *= entry.value;
    else if (entry.kind === 'scale') {
      total += part * entry.value;
      part = 0;
    } else part += entry.value;
    last = entry.kind;
    end = word.end;
    index += step;
  }
  const start = words[begin]?.start ?? 0;
  const used = index - begin;
  if (used === 0) return null;
  return { value: compound(text, start, end) ? -1 : total + part, start, end, form: 'words', used };
}

function joins(last: Kind | null, next: Kind, gap: string, isFirst: boolean): boolean {
  if (isFirst || last === null) return next === 'unit' || next === 'teen' || next === 'ten';
  const spaced = space.test(gap);
  const hyphened = hyphen.test(gap);
  switch (next) {
    case 'unit':
      if (last === 'ten') return spaced || (hyphened && !/^\s.*\s$/.test(gap));
      return (last === 'hundred' || last === 'scale') && (spaced || tightHyphen.test(gap));
    case 'teen':
    case 'ten':
      return (last === 'hundred' || last === 'scale') && (spaced || tightHyphen.test(gap));
    case 'hundred':
      return (last === 'unit' || last === 'teen') && (spaced || hyphened);
    case 'scale':
      return last !== 'scale' && last !== 'dozen' && (spaced || hyphened);
    case 'dozen':
      return last !== 'scale' && last !== 'hundred' && last !== 'dozen' && (spaced || tightHyphen.test(gap));
  }
}

/** Parses "a dozen", "a hundred and six", "a single", or the article alone. */
function article(text: string, words: readonly Word[], index: number, articles: boolean): WordNumber | null {
  const first = words[index];
  const next = words[index + 1];
  if (first === undefined) return null;
  if (next !== undefined && space.test(text.slice(first.end, next.start))) {
    const key = next.text.toLowerCase();
    const entry = lexicon.get(key);
    if (entry !== undefined && (entry.kind === 'hundred' || entry.kind === 'scale' || entry.kind === 'dozen'))
      return compound(text, first.start, next.end) ? null : grow(text, words, index + 1, 1, index);
    if (key === 'half') return halfDozen(text, words, index, index + 1);
    // "Not a single civilian was killed" states zero.
    if (key === 'single')
      return isNegated(text, first.start)
        ? { value: 0, start: first.start, end: next.end, form: 'none', used: 2 }
        : { value: 1, start: first.start, end: next.end, form: 'words', used: 2 };
  }
  return articles ? { value: 1, start: first.start, end: first.end, form: 'article', used: 1 } : null;
}

const notZero = /^(?:longer|later|doubt|matter|sooner|wonder|means|way|end)$/;

function isNegated(text: string, start: number): boolean {
  return /\bnot\s{1,3}$/i.test(text.slice(Math.max(0, start - 7), start));
}

/**
 * Returns whether the words after "two thousand," belong to the number: "two thousand, five hundred", "one thousand, twenty
 * civilians". In "two thousand, five hundred of them children" they begin another one.
 */
function goesOnAfterComma(text: string, words: readonly Word[], index: number): boolean {
  const tail = grow(text, words, index, 0, index, false);
  if (tail === null || tail.value < 0) return false;
  const after = text.slice(tail.end, tail.end + 60);
  if (/^\s(?:of\s(?:them|whom|which|these|those)|others?|more|were|was|are|is|children|women|men)\b/i.test(after))
    return false;
  return tail.value >= 100 || countedNoun.test(after);
}

/** "half a dozen", "half-dozen", "a half dozen". */
function halfDozen(text: string, words: readonly Word[], begin: number, half: number): WordNumber | null {
  const first = words[begin];
  const start = words[half];
  if (first === undefined || start === undefined) return null;
  const hasArticle = words[half + 1]?.text.toLowerCase() === 'a';
  const dozen = words[half + (hasArticle ? 2 : 1)];
  if (
    dozen?.text.toLowerCase() !== 'dozen' ||
    !/^(?:\s{1,3}a\s{1,3}|\s{1,3}|[-\u2010\u2011])$/i.test(text.slice(start.end, dozen.start))
  )
    return null;
  return { value: 6, start: first.start, end: dozen.end, form: 'words', used: half - begin + (hasArticle ? 3 : 2) };
}

const bothThings =
  /^(?:\s?[.,;:)]|\s?$|\s(?:of\s(?:the|these|those|them|which|whom)\b|the\b|these\b|those\b|were\b|was\b|are\b|have\b|had\b|has\b|as\b|to\sbe\b|assessed\b|determined\b|found\b|credible\b|non\b|not\b|died\b|killed\b|injured\b|wounded\b|people\b|men\b|women\b|children\b|(?:[\p{L}-]+\s){0,2}?[\p{L}]+s\b))/iu;
/** "both training and operations" names two things and counts none. */
const bothAnd = /^\s(?:(?!were\b|was\b|are\b|have\b|had\b|killed\b|died\b)[\p{L}'’-]+\s){1,4}and\b/iu;

function both(text: string, word: Word): WordNumber | null {
  const after = text.slice(word.end, word.end + 60);
  if (!bothThings.test(after) || bothAnd.test(after)) return null;
  return { value: 2, start: word.start, end: word.end, form: 'words', used: 1 };
}

/** "No. 4" and "no longer" are no counts, but "no one" is. */
function zero(text: string, words: readonly Word[], index: number): WordNumber | null {
  const first = words[index];
  if (first === undefined || compound(text, first.start, first.end)) return null;
  const whole = { value: 0, start: first.start, end: first.end, form: 'none', used: 1 } as const;
  if (first.text.toLowerCase() !== 'no') return whole;
  const after = text.slice(first.end, first.end + 4);
  if (/^\s?\(0\)/.test(after)) return whole;
  if (/^[.:]?\s?[#\d]/.test(after)) return null;
  const next = /^\s{1,4}([A-Za-z]+)(\s?)/.exec(text.slice(first.end, first.end + 24));
  const key = next?.[1]?.toLowerCase();
  if (next === null || key === undefined) return null;
  if (notZero.test(key)) return null;
  // "no fewer than five", "no more than five".
  const nextEnd = first.end + next[0].trimEnd().length;
  if (/^(?:fewer|less|more)$/.test(key) && /^\sthan\b/.test(text.slice(nextEnd, nextEnd + 6))) return null;
  return key === 'one' ? { ...whole, end: nextEnd, used: 2 } : whole;
}

/** "did not receive any new reports" states zero. */
function notAny(text: string, word: Word): WordNumber | null {
  const before = text.slice(Math.max(0, word.start - 40), word.start);
  if (!/\b(?:not|never|without)\s(?:[A-Za-z]+\s){0,3}$/i.test(before.replace(/\s+/g, ' '))) return null;
  if (
    !/^\s(?:new|additional|civilian|further|more|reports?|allegations?|deaths?|casualties|injuries)\b/i.test(
      text.slice(word.end, word.end + 14),
    )
  )
    return null;
  return { value: 0, start: word.start, end: word.end, form: 'none', used: 1 };
}

/** Returns whether a word is part of a compound such as "three-year". A dash between two words makes no compound. */
function compound(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 3);
  const before = text.slice(Math.max(0, start - 2), start);
  return /^[-\u2010\u2011]\p{L}/u.test(after) || /\p{L}[-\u2010\u2011]$/u.test(before) || /^\p{L}/u.test(after);
}
