import type { Quote } from '../../domain/quotes.ts';
import type { ForeignLanguage } from '../../domain/reader/languages.ts';
import type { Warning } from '../../domain/warnings.ts';
import { quoteAt } from '../text/quotes.ts';
import { findParagraphs, findSentences, type Span } from '../text/sentences.ts';
import { blankOf } from '../text/spaces.ts';
import { languageOf, speaksOfDeath } from './detect.ts';

export type ForeignLanguageWarning = Extract<Warning, { readonly code: 'foreign-language' }>;

/** A text by its language. Offsets of `english` are those of the text: what is in another language is blank in it. */
export type LanguageOfText =
  | { readonly kind: 'english'; readonly english: string }
  | { readonly kind: 'foreign'; readonly warning: ForeignLanguageWarning };

/** An English notice below a foreign article does not make it English; an English half does. */
const smallestEnglishPart = 0.3;
/** The first lines of a foreign text are searched for figures of deaths. */
const searched = 2000;
const longestQuote = 300;
const mostQuotes = 5;

/**
 * Returns what of a text the readers may read: all of an English text, the English paragraphs of a bilingual one, nothing
 * of a foreign one. A paragraph whose words do not tell its language goes with the one before. Takes linear time.
 */
export function languageOfText(text: string): LanguageOfText {
  const paragraphs = findParagraphs(text).map((span) => ({
    ...span,
    language: languageOf(text.slice(span.start, span.end)),
  }));
  let english = 0;
  const foreign = new Map<ForeignLanguage, number>();
  for (const { start, end, language } of paragraphs) {
    if (language === 'en') english += end - start;
    else if (language !== null) foreign.set(language, (foreign.get(language) ?? 0) + end - start);
  }
  if (foreign.size === 0) return { kind: 'english', english: text };
  const all = [...foreign.values()].reduce((sum, length) => sum + length, english);
  const [language] = [...foreign].reduce((most, one) => (one[1] > most[1] ? one : most));
  if (english < smallestEnglishPart * all) {
    const quotes = figuresOfDeaths(text, language);
    return { kind: 'foreign', warning: { code: 'foreign-language', language, quotes } };
  }
  return { kind: 'english', english: withoutForeign(text, paragraphs) };
}

function withoutForeign(
  text: string,
  paragraphs: readonly (Span & { readonly language: ForeignLanguage | 'en' | null })[],
): string {
  const pieces: string[] = [];
  let at = 0;
  let isForeign = false;
  for (const { start, end, language } of paragraphs) {
    if (language !== null) isForeign = language !== 'en';
    if (!isForeign) continue;
    pieces.push(text.slice(at, start), '\u2029', blankOf(text.slice(start + 1, end)));
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}

/** A number that is no year. */
const figure = /(?<!\p{N}[.,:/-]?)(?!(?:19|20)\p{Nd}{2}(?!\p{N}|[.,]\p{Nd}))\p{Nd}/u;

function figuresOfDeaths(text: string, language: ForeignLanguage): readonly Quote[] {
  const beginning = text.slice(0, searched);
  const quotes: Quote[] = [];
  for (const span of findSentences(beginning)) {
    if (quotes.length >= mostQuotes) break;
    const sentence = beginning.slice(span.start, span.end);
    const number = figure.exec(sentence);
    if (number === null || !speaksOfDeath(sentence, language)) continue;
    const start = span.start + Math.max(0, number.index - longestQuote / 2);
    quotes.push(quoteAt(text, { start, end: Math.min(span.end, start + longestQuote) }));
  }
  return quotes;
}
