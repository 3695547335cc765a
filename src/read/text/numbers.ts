import { findDateSpans } from './dates.ts';
import { isName, isYear } from './number-names.ts';
import { parseWordNumber, type Word, wordsOfNumbers } from './number-words.ts';

export interface NumberToken {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** `none`: none, no, zero, nil, no one. `article`: a, an, if requested. "four (4)" is one token of the form `words`. */
  readonly form: 'digits' | 'words' | 'none' | 'article';
}

interface NumberOptions {
  /** Also return "a" and "an" as 1. */
  readonly articles?: boolean;
  /** Parse 1.277 as 1,277. Only for texts that are certainly not English. */
  readonly pointsGroupThousands?: boolean;
}

const letter = /\p{L}/u;
const scale: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
};
const tokenPattern = new RegExp(
  `\\d+(?:[,.\\u00a0\\u2007-\\u2009\\u202f’']\\d+)*|(?<![A-Za-z])(?:${wordsOfNumbers.join('|')})(?![A-Za-z])`,
  'gi',
);
const groupedByComma = /^\d{1,3}(?:,\d{3})+$/;
const groupedByPoint = /^\d{1,3}(?:\.\d{3})+$/;
/** No-break, figure, punctuation, thin and narrow space. */
const groupedBySpace = /^\d{1,3}(?:[\u00a0\u2007-\u2009\u202f]\d{3})+$/;
const groupedByApostrophe = /^\d{1,3}(?:[’']\d{3})+$/;
const unitAfter =
  /^\s{0,2}(?:%|percent\b|per\scent\b|pct\b|°|a\.m\b|p\.m\b|am\b|pm\b|hours?\b\s(?:local|zulu|gmt)|(?:st|nd|rd|th)\b)/i;
const gridAfter =
  /^\s{0,2}(?:\/\s{0,2}(?=[A-Z]{1,3}\s?\d))?(?:(?<=\/\s{0,2})[A-Z]{1,3}\s?\d|C[IS]\s?\d|\d{1,2}\s?[C-X]\s?[A-Z]{2}\s?\d)/;
const entryDate = /^\s{1,3}(?:on\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,2}\d/i;
const shapes: readonly RegExp[] = [
  // Telephone numbers.
  /(?<!\d)(?:\+\d{1,3}[-. ]?)?\(?\d{2,4}\)?[-. ]\d{3}[-. ]\d{3,4}(?!\d)/g,
  /(?<!\d)\d{3}\u00a0\d{3}[ \u00a0]\d{4}(?!\d)/g,
  /\(\d{3}\)\s?\d{3}[-. ]?\d{4}(?!\d)/g,
  // Times.
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?/g,
  // Release numbers: 20170929-03, 17-123-4.
  /(?<!\d)\d{6,12}-\d{1,4}(?!\d)/g,
  /(?<!\d)\d{1,12}-\d{1,12}-\d{1,12}/g,
  // Grid references, spaced or not.
  /(?<![\dA-Za-z])\d{1,2}\s?[C-X]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}(?!\d)/g,
  // Addresses.
  /(?:https?:\/\/|www\.)[^\s<>")\]]+/g,
  // Spans of years: 2014-2019, 2014-19.
  /(?<![\d,.])(?:19|20)\d{2}\s?[-\u2010-\u2015]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d|,\d)/g,
  // A footnote that was no raised mark: 1,600[4], killed.[12]
  /(?<=[\p{L}\d*.,;:"”’)\]])\[\d{1,3}\]|(?<=\d )\[\d{1,3}\]/gu,
  // d/d, d/m/y, 497/CS12, 24/7.
  /(?<!\d)\d{1,12}\/\d{1,12}(?:\/\d{1,12})?/g,
];

interface Excluded {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the counts of a text in order, as digits or words. Leaves out years and parts of dates, percentages, decimals,
 * ordinals, times, telephone and release numbers, list numbers, strike ids and grid references. Takes linear time.
 */
export function findNumbers(text: string, options: NumberOptions = {}): readonly NumberToken[] {
  const excluded = excludedSpans(text);
  let nextExcluded = 0;
  const inExcluded = (start: number, end: number): boolean => {
    let span = excluded[nextExcluded];
    while (span !== undefined && span.end <= start) span = excluded[++nextExcluded];
    return span !== undefined && span.start < end;
  };
  const words = tokens(text);
  const found: NumberToken[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (word === undefined) break;
    const isDigits = word.text.charCodeAt(0) < 58;
    const parsed = isDigits
      ? digits(text, word, options)
      : parseWordNumber(text, words, index, options.articles ?? false);
    if (parsed === null) {
      index += 1;
      continue;
    }
    const { used, ...token } = parsed;
    index += used;
    if (token.value < 0 || inExcluded(token.start, token.end)) continue;
    const merged = withRepetition(text, words, index, token);
    if (merged === null) {
      index += 1;
      continue;
    }
    index += merged.used;
    found.push(merged.token);
  }
  return found;
}

function tokens(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(tokenPattern))
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return words;
}

function excludedSpans(text: string): readonly Excluded[] {
  // Most sentences print no digit: nothing of what follows can be in them, but words in an address.
  if (!/\d|https?:|www\./.test(text)) return [];
  const spans: Excluded[] = findDateSpans(text).map(({ start, end }) => ({ start, end }));
  for (const shape of shapes)
    for (const match of text.matchAll(shape)) spans.push({ start: match.index, end: match.index + match[0].length });
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ start: span.start, end: span.end });
  }
  return merged;
}

interface Parsed extends NumberToken {
  /** Number of consumed tokens. */
  readonly used: number;
}

function digits(text: string, word: Word, options: NumberOptions): Parsed | null {
  const value = digitValue(word.text, options);
  if (value === null) return null;
  const before = text.slice(Math.max(0, word.start - 24), word.start);
  const after = text.slice(word.end, word.end + 60);
  if (!standsAlone(before, after)) return null;
  if (isListNumber(text, word)) return null;
  if (isYear(word.text, before, after)) return null;
  if (/\(\s?$/.test(before) && /^\s?\)/.test(after)) return null;
  if (isPart(word.text, before, after)) return null;
  const times = /^\s(hundred|thousand|million|billion)\b/i.exec(after);
  const factor = times === null ? 1 : (scale[(times[1] ?? '').toLowerCase()] ?? 1);
  return {
    value: value * factor,
    start: word.start,
    end: word.end + (times?.[0].length ?? 0),
    form: 'digits',
    used: times === null ? 1 : 2,
  };
}

function digitValue(printed: string, options: NumberOptions): number | null {
  if (groupedByComma.test(printed)) return Number(printed.replaceAll(',', ''));
  if (groupedBySpace.test(printed)) return Number(printed.replace(/\s/g, ''));
  if (groupedByApostrophe.test(printed)) return Number(printed.replace(/[’']/g, ''));
  if (options.pointsGroupThousands === true && groupedByPoint.test(printed)) return Number(printed.replaceAll('.', ''));
  if (!/^\d{1,7}$/.test(printed) || /^0\d/.test(printed)) return null;
  return Number(printed);
}

/** "1 335" and "1,\n335" may be one number or two. */
function isPart(printed: string, before: string, after: string): boolean {
  if (printed.length > 3) return false;
  return (
    /^(?:,[ \n]{1,2}| )\d{3}(?![\d,])/.test(after) ||
    (printed.length === 3 && /(?<![\d,.])\d{1,3}(?:,[ \n]{1,2}| )$/.test(before))
  );
}

function standsAlone(before: string, after: string): boolean {
  const previous = before.at(-1) ?? ' ';
  const next = after.charAt(0);
  if (letter.test(previous) || letter.test(next) || /[_@\\]/.test(previous) || next === '_') return false;
  // ".94", "strike.2663", "[^2]", "F-16", "CI-883".
  if (/[.,]$/.test(before) || /\[\^$/.test(before) || /\p{L}[-\u2010\u2011]$/u.test(before)) return false;
  // "3-year-old", "10th".
  if (/^[-\u2010\u2011]\p{L}/u.test(after) || unitAfter.test(after)) return false;
  return !isName(before, after) && !gridAfter.test(after);
}

/** Returns whether a number at the start of a line, with a point or bracket, is a list number: "4. Aug. 12, 2017, near". */
function isListNumber(text: string, word: Word): boolean {
  if (word.text.length > 3 || !/^[.)](?:\s|$)/.test(text.slice(word.end, word.end + 2))) return false;
  // An entry in running text: "1. Aug. 12, 2017, near ...".
  if (entryDate.test(text.slice(word.end + 1, word.end + 20))) return true;
  const lineStart = text.lastIndexOf('\n', word.start - 1) + 1;
  if (text.slice(lineStart, word.start).trim() !== '') return false;
  const before = text.slice(Math.max(0, lineStart - 40), lineStart).trimEnd();
  // A count that a line break moved to the start of the next line: "the total was\n396. The ...".
  return !/\b(?:was|is|of|were|are|to|and|than|least|only|totaled|totalled|received|completed|another|nearly|about|approximately)$/i.test(
    before,
  );
}

/** Parses "four (4)" and "4 (four)" as one count. Returns null if the two differ. */
function withRepetition(
  text: string,
  words: readonly Word[],
  index: number,
  token: NumberToken,
): { readonly token: NumberToken; readonly used: number } | null {
  const next = words[index];
  if (next === undefined || !/^\s?\(\s?$/.test(text.slice(token.end, next.start))) return { token, used: 0 };
  const isDigits = next.text.charCodeAt(0) < 58;
  if (token.form === 'article' || isDigits === (token.form === 'digits')) return { token, used: 0 };
  const repeated = isDigits
    ? { value: digitValue(next.text, {}), end: next.end, used: 1 }
    : parseWordNumber(text, words, index, false);
  if (repeated === null) return { token, used: 0 };
  const close = /^\s?\)/.exec(text.slice(repeated.end, repeated.end + 2));
  if (close === null) return { token, used: 0 };
  if (repeated.value !== token.value) return null;
  return { token: { ...token, end: repeated.end + close[0].length }, used: repeated.used };
}
