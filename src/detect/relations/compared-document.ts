import { wordsOf } from '../../domain/relations/shingles.ts';
import type { RelatedDocument } from './related-document.ts';
import { answersIn, type Passage } from './response.ts';
import { type NamedSource, namedSources, translationMark } from './sources.ts';

/** A document with what is found in its text, each found once, however many others it is compared with. */
export interface ComparedDocument extends RelatedDocument {
  readonly words: () => readonly string[];
  readonly sources: () => readonly NamedSource[];
  readonly answers: () => readonly Passage[];
  /** The line that says that it is a translation. */
  readonly translation: () => string | undefined;
}

export function comparedDocument(document: RelatedDocument): ComparedDocument {
  const { text } = document;
  return {
    ...document,
    words: once(() => wordsOf(text)),
    sources: once(() => namedSources(text)),
    answers: once(() => answersIn(text)),
    translation: once(() => translationMark(text)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
