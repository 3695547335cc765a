import type { Token } from '../engine/token.ts';
import { otherEventWords } from '../lexicon/circumstances.ts';
import { findPlaces } from '../statements/scope/places.ts';
import type { Span } from '../text/sentences.ts';
import { hasNoOtherVoice, isVoicedBy, type VoicedSentence } from './voices.ts';

/** The toll whose circumstances are read. */
export interface Toll {
  readonly speakers: readonly string[];
  /** The text is the speakers' own. */
  readonly isOwnText: boolean;
  /** The most who were killed; null where no number is known. */
  readonly killed: number | null;
  /** The passage that states the toll; null for an entry of a list, of which every sentence does. */
  readonly own: Span | null;
  /** A sentence with another year is about another event; null where that is not asked. */
  readonly years: ReadonlySet<string> | null;
}

/** The speakers of the toll say the sentence. What they say of the toll itself, the reader of the figure has judged. */
export function isSpoken(sentence: VoicedSentence, toll: Toll): boolean {
  return isOwn(sentence, toll) ? hasNoOtherVoice(sentence, toll.speakers) : isVoicedBy(sentence, toll);
}

/** The sentence states the toll itself. */
export function isOwn({ start, end }: Span, { own }: Toll): boolean {
  return own !== null && start < own.end && end > own.start;
}

const other = new RegExp(`(?<!\\p{L})(?:${otherEventWords.join('|')})(?!\\p{L})`, 'iu');
const year = /(?<![\d,.$€£])(?:19|20)\d{2}(?![\d,.]\d|\d)/g;

/** The sentence is of another year or of what an armed group did, or says that it is about something else. */
export function isOfOtherEvent({ text, tokens }: VoicedSentence, { years }: Toll): boolean {
  const isOfOtherYear = years !== null && [...text.matchAll(year)].some(([printed]) => !years.has(printed));
  return (
    isOfOtherYear ||
    other.test(text) ||
    tokens.some((token, at) => token.class === 'ARMED_GROUP' && isActor(tokens, at))
  );
}

/** The sentence names a force or a place that the sentences of the toll, `own`, do not name. */
export function namesOthers(sentence: VoicedSentence, toll: Toll, own: readonly VoicedSentence[]): boolean {
  // An entry of a list is about one event alone.
  if (toll.own === null) return false;
  const said = own.map(({ text }) => text).join(' ');
  const idsOf = (token: Token) => token.speakers.map(({ id }) => id);
  // A country that only says where is no force.
  const forcesIn = (sentence: VoicedSentence) =>
    sentence.tokens.filter(({ class: name }) => /^(?:FORCE|SPEAKER|ORGANISATION|REFERENCE)$/.test(name));
  const known = new Set([...toll.speakers, ...own.flatMap(forcesIn).flatMap(idsOf)]);
  const forces = forcesIn(sentence);
  if (forces.some((token) => !idsOf(token).some((id) => known.has(id)))) return true;
  return findPlaces(sentence.text).some(
    ({ name, start, end }) => !said.includes(name) && !forces.some((force) => force.start < end && start < force.end),
  );
}

/** Other than "a strike on al-Shabaab". */
export function isActor(tokens: readonly Token[], index: number): boolean {
  return !tokens.slice(Math.max(0, index - 5), index).some(({ lower }) => /^(?:on|against|targeting)$/.test(lower));
}
