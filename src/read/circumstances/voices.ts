import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Lexicon } from '../engine/lexicon.ts';
import { blankMarkup, coalitionOf } from '../statements/plain-text.ts';
import { type Sentence, sentencesOf } from '../statements/speech/sentences.ts';
import { emptyMemory } from '../statements/speech/speakers.ts';
import { remember, speakersOf, speechContinued } from '../statements/speech/voices.ts';

/** A sentence with who speaks in it. */
export interface VoicedSentence extends Sentence {
  /** One for each verb or phrase of speaking: who it is; null where the text leaves it open. `isOther`: not the text itself. */
  readonly voices: readonly { readonly ids: readonly string[] | null; readonly isOther: boolean }[];
  /** Who is quoted, where the sentence is part of a quotation that began before. */
  readonly quoted: readonly string[] | null;
}

const others: ReadonlySet<string> = new Set(['locals', 'named', 'person', 'speakers']);

/** Returns the sentences of a text with who speaks in each. Takes linear time. */
export function voicedSentences(
  text: string,
  { publisher, lexicon }: { readonly publisher: string | null; readonly lexicon: Lexicon },
): readonly VoicedSentence[] {
  const plain = blankMarkup(text);
  const memory = emptyMemory(lexicon, publisher);
  const sentences = sentencesOf(text, plain, { lexicon, otherCoalition: coalitionOf(plain) });
  let last = -1;
  return sentences.map((sentence, index) => {
    const isNewParagraph = sentence.paragraph !== last;
    if (isNewParagraph) {
      memory.paragraph = null;
      memory.person = null;
    }
    last = sentence.paragraph;
    const later = sentences.slice(index + 1, index + 4).filter(({ paragraph }) => paragraph === sentence.paragraph);
    // "urged it to investigate": who is to do so says nothing.
    const governors = sentence.governors.filter(({ at }) => sentence.tokens[at - 1]?.class !== 'TO');
    const voices = governors.map((governor) => {
      const ids = speakersOf(governor, sentence, memory);
      const { subject } = governor;
      // "the army" in the text of somebody who has none.
      const isOther = subject.kind === 'back' ? subject.nouns.length > 0 : others.has(subject.kind);
      return { ids, isOther: ids === null && isOther };
    });
    const voiced = { ...sentence, voices, quoted: speechContinued(sentence, { memory, isNewParagraph, later }) };
    remember(sentence, memory, memory.paragraph);
    return voiced;
  });
}

/** Nobody but these speakers is said to speak in the sentence. */
export function hasNoOtherVoice({ voices, quoted }: VoicedSentence, speakers: readonly string[]): boolean {
  const isTheirs = (ids: readonly string[]) =>
    areSameSpeakers(ids, speakers) || ids.every((id) => speakers.includes(id));
  return (
    voices.every(({ ids, isOther }) => (ids === null ? !isOther : isTheirs(ids))) &&
    (quoted === null || isTheirs(quoted))
  );
}

/** These speakers say the sentence: it names them as saying it, or the text is their own. */
export function isVoicedBy(
  sentence: VoicedSentence,
  { speakers, isOwnText }: { readonly speakers: readonly string[]; readonly isOwnText: boolean },
): boolean {
  if (!hasNoOtherVoice(sentence, speakers)) return false;
  if (sentence.quoted !== null || sentence.voices.some(({ ids }) => ids !== null)) return true;
  const isQuotation = sentence.isQuoteOpen || sentence.tokens[0]?.class === 'QUOTE';
  return isOwnText && !isQuotation;
}
