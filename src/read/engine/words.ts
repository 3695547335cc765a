import type { TokenClass } from '../lexicon/classes.ts';
import { findDateSpans } from '../text/dates.ts';
import { findNumbers, type NumberToken } from '../text/numbers.ts';
import { spelled } from './lexicon.ts';

export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'date' | 'sign';
  readonly number: NumberToken | null;
}

const piece =
  /(?:\p{Lu}\.){2,}|(?<![\p{L}\d])(?:F|A|AC|AH|B|MQ|RQ|CF|Su|Mi|MiG)-\d{1,3}s?(?![\d\p{L}])|[\p{L}\p{M}]+|\d+|['’]\p{L}{0,2}(?![\p{L}])|[^\s]/gu;
const year = /(?<![\d,.-])(?:19|20)\d{2}(?![\d]|[,.]\d)/g;
export const signs: Readonly<Record<string, TokenClass>> = {
  ',': 'COMMA',
  ';': 'SEMICOLON',
  ':': 'COLON',
  '(': 'OPEN',
  '[': 'OPEN',
  ')': 'CLOSE',
  ']': 'CLOSE',
  '.': 'STOP',
  '!': 'STOP',
  '?': 'QUESTION',
  '"': 'QUOTE',
  '\u201c': 'QUOTE',
  '\u201d': 'QUOTE',
  '-': 'DASH',
  '\u2010': 'DASH',
  '\u2011': 'DASH',
  '\u2012': 'DASH',
  '\u2013': 'DASH',
  '\u2014': 'DASH',
  '\u2015': 'DASH',
};

/** "in 2017 civilians were killed": four digits are a year, unless the words before them count. */
function isYear(sentence: string, start: number, end: number): boolean {
  if (!/^(?:19|20)\d{2}$/.test(sentence.slice(start, end))) return false;
  return !/(?:\b(?:least|than|over|about|around|nearly|almost|approximately|some|exactly|killed|killing|another|additional|further|deaths of|lives of|total of|toll of)\s|\bup to\s)$/iu.test(
    sentence.slice(Math.max(0, start - 20), start),
  );
}

export function wordsOf(sentence: string): readonly Word[] {
  const numbers = findNumbers(sentence, { articles: true }).filter(
    ({ form, start, end }) =>
      form !== 'none' && sentence.slice(start, end).toLowerCase() !== 'both' && !isYear(sentence, start, end),
  );
  const years = [...sentence.matchAll(year)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
  const spans = [
    ...findDateSpans(sentence).map(({ start, end }) => ({ start, end, kind: 'date' as const, number: null })),
    ...numbers.map((number) => ({ start: number.start, end: number.end, kind: 'number' as const, number })),
    ...years.map((span) => ({ ...span, kind: 'date' as const, number: null })),
  ].sort((one, other) => one.start - other.start || other.end - one.end);
  const words: Word[] = [];
  let next = 0;
  let at = 0;
  piece.lastIndex = 0;
  for (let match = piece.exec(sentence); match !== null; match = piece.exec(sentence)) {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= match.index) next += 1;
    const span = spans[next];
    if (span !== undefined && span.start <= match.index && match.index < span.end) {
      const text = sentence.slice(span.start, span.end);
      words.push({ ...span, text, lower: text.toLowerCase() });
      piece.lastIndex = span.end;
      at = span.end;
      continue;
    }
    const [text] = match;
    const end = match.index + text.length;
    const isJoined =
      /^[-\u2010\u2011]$/.test(text) && match.index === at && /^\p{L}/u.test(sentence.slice(end, end + 2));
    at = end;
    // "US-led", "non-credible": two words.
    if (isJoined && words.at(-1)?.kind === 'word') continue;
    const isWord = /^[\p{L}'’]/u.test(text);
    const lower = spelled(text.toLowerCase().replaceAll('.', '').replaceAll('’', "'"));
    if (isWord && lower.endsWith("n't")) continue;
    words.push({
      text,
      lower: isWord ? lower : text,
      start: match.index,
      end,
      kind: isWord ? 'word' : 'sign',
      number: null,
    });
  }
  return words.flatMap(withoutContraction);
}

/** "didn't" is "did" and "n't". */
function withoutContraction(word: Word, index: number, all: readonly Word[]): readonly Word[] {
  const next = all[index + 1];
  if (word.kind === 'word' && next?.lower === "'t" && word.lower.endsWith('n') && word.end === next.start) {
    const stem = word.lower === 'can' ? word.lower : word.lower.slice(0, -1);
    return [{ ...word, lower: stem === 'wo' ? 'will' : stem }];
  }
  const previous = all[index - 1];
  if (word.lower === "'t" && previous?.lower.endsWith('n') === true && previous.end === word.start)
    return [{ ...word, lower: "n't" }];
  return [word];
}
