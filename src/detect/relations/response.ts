import type { Reading } from '../../domain/readings.ts';

/** Words by which a text says that it answers what a belligerent has just published. */

const answering =
  /\b(?:respond(?:ing|s|ed)?\s+to|in\s+respon(?:se|ding)\s+to|react(?:ing|s|ed)?\s+to|in\s+reaction\s+to|comment(?:ing|s|ed)?\s+on|in\s+(?:reply|answer)\s+to|repl(?:ying|ies|ied)\s+to)\b/giu;
const following =
  /\b(?:following|after|welcom(?:ing|es?)|today['’]?s|yesterday['’]?s|this\s+week['’]?s)\s+(?:\S+\s+){0,6}?(?:announcement|admission|acknowledge?ment|statement|release|publication|report|figures?|assessment)\b/giu;
/** What is answered: a publication, not a strike. */
const publication =
  /\b(?:announce(?:ment|d|s)|admission|admitted|admits|acknowledge?(?:ment|d|s)|statement|release|publication|published|report|figures?|assessment|confirmation|confirmed)\b/iu;

export interface Passage {
  readonly start: number;
  readonly quote: string;
}

/** The sentence that names what is answered may be long. */
const reach = 400;

/** Returns the passages in which a text says that it answers something published, in its order. */
export function answersIn(text: string): readonly Passage[] {
  const found = [answering, following].flatMap((pattern) => [...text.matchAll(pattern)].map(({ index }) => index));
  return found
    .sort((one, other) => one - other)
    .map((start) => ({ start, quote: sentenceFrom(text.slice(start, start + reach)).trim() }))
    .filter(({ quote }) => publication.test(quote));
}

/** Who answers a question about a report answers no report. */
const ofQuestion = /\b(?:questions?|quer(?:y|ies)|requests?|e-?mails?|letters?|calls?|criticism|comments?)\b/iu;
/** What a text answers is about civilians: bodies publish much else. */
const ofCivilians = /\b(?:civilians?|casualt(?:y|ies)|deaths?|killed|toll)\b/iu;

/**
 * Returns the words by which a text says that it answers a publication about civilians, without what follows them in the
 * sentence: there its author may be named.
 */
export function answeredClauses(text: string): readonly string[] {
  return answersIn(text)
    .map(({ quote }) => quote.split(/[,;:(]/u)[0] ?? '')
    .filter((clause) => new RegExp(`^(?:${answering.source})`, 'iu').test(clause))
    .filter((clause) => publication.test(clause) && ofCivilians.test(clause) && !ofQuestion.test(clause));
}

/** Returns whether a figure is quoted in one of the passages that answer a publication. */
export function answersFigure(answers: readonly Passage[], { start, end }: Pick<Reading, 'start' | 'end'>): boolean {
  return answers.some((passage) => start < passage.start + passage.quote.length && end > passage.start);
}

/** Returns the text up to the end of its first sentence or line. The point of an initial, as in `U.S.`, ends none. */
function sentenceFrom(text: string): string {
  return /^[^\n]*?(?:(?<!\b\p{Lu})[.!?]["”’]?(?=\s|$)|(?=\n)|$)/u.exec(text)?.[0] ?? '';
}
