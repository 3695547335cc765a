import type { TokenClass } from '../lexicon/classes.ts';
import type { SpeakerEntry } from '../lexicon/speakers.ts';
import type { Lexicon, LexiconEntry } from './lexicon.ts';
import type { Token } from './token.ts';
import { inContext, withoutAcronyms } from './token-context.ts';
import { signs, type Word, wordsOf } from './words.ts';

/** Returns the tokens of one sentence. Takes linear time. */
export function tokenize(sentence: string, lexicon: Lexicon): readonly Token[] {
  const words = wordsOf(sentence);
  const tokens: Token[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (word === undefined) break;
    const match = word.kind === 'word' ? longestMatch(words, index, lexicon) : null;
    const last = words[index + (match?.length ?? 1) - 1] ?? word;
    const used = words.slice(index, index + (match?.length ?? 1));
    const chosen =
      match === null
        ? classOf(word, words[index - 1], words[index + 1])
        : chosenClass(match.entry, tokens, words[index + match.length]);
    tokens.push({
      class: chosen,
      isVerb: match !== null && match.entry.verb === chosen && (match.entry.noun !== chosen || match.length > 1),
      text: sentence.slice(word.start, last.end),
      lower: used.map(({ lower }) => lower).join(' '),
      start: word.start,
      end: last.end,
      number: word.number,
      speakers: likeliest(match?.entry.speakers ?? [], sentence.slice(word.start, last.end)),
      isVague: match?.entry.isVague ?? false,
    });
    index += match?.length ?? 1;
  }
  return inContext(withoutAcronyms(tokens));
}

/** "Defence Secretary" and "Defense Secretary" are two: the one that is listed as it is printed comes first. */
function likeliest(speakers: readonly SpeakerEntry[], text: string): readonly SpeakerEntry[] {
  if (speakers.length < 2) return speakers;
  const isExact = ({ names, people, vague }: SpeakerEntry) => [...names, ...people, ...vague].includes(text);
  return speakers.toSorted((one, other) => Number(isExact(other)) - Number(isExact(one)));
}

interface Match {
  readonly entry: LexiconEntry;
  readonly length: number;
}

function longestMatch(words: readonly Word[], index: number, lexicon: Lexicon): Match | null {
  const first = words[index];
  if (first === undefined) return null;
  for (const entry of lexicon.entriesFrom(first.lower)) {
    const { length } = entry.words;
    const isWhole = entry.words.every((part, offset) => {
      const word = words[index + offset];
      if (word === undefined || word.lower !== part.lower) return false;
      if (part.print === 'capitals') return word.text === word.text.toUpperCase();
      return part.print === 'any' || /^\p{Lu}/u.test(word.text);
    });
    if (isWhole && (entry.before === null || precedesNumber(words, index + length))) return { entry, length };
  }
  return null;
}

/** "at least another", "more than a": a qualifier belongs to a number. */
function precedesNumber(words: readonly Word[], index: number): boolean {
  for (let at = index; at < index + 3; at += 1) {
    const word = words[at];
    if (word?.kind === 'number' && (word.number?.form !== 'article' || at > index)) return true;
    if (
      word === undefined ||
      !/^(?:an?|the|another|additional|further|between|total|of|estimated|new)$/.test(word.lower)
    )
      return false;
  }
  return false;
}

const notAdverbs: ReadonlySet<string> = new Set([
  'family',
  'early',
  'deadly',
  'likely',
  'elderly',
  'assembly',
  'supply',
  'reply',
  'ally',
  'rally',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
  'friendly',
  'holy',
  'apply',
  'imply',
  'anomaly',
]);

function classOf(word: Word, previous: Word | undefined, next: Word | undefined): TokenClass {
  if (word.kind === 'number') return word.number?.form === 'article' ? 'DETERMINER' : 'NUMBER';
  if (word.kind === 'date') return 'DATE';
  if (word.kind === 'sign') return signs[word.text] ?? 'SIGN';
  if (/^\p{Ll}{3,}ly$/u.test(word.text) && !notAdverbs.has(word.lower)) return 'ADVERB';
  if (!/^\p{Lu}/u.test(word.text)) return 'WORD';
  // "F-16s", "MQ-9".
  if (/^\p{L}{1,3}-\d{1,3}s?$/u.test(word.text)) return 'STRIKE';
  const isFirst = previous === undefined || previous.kind === 'sign';
  const isSubject =
    next?.kind === 'word' && (/^\p{Lu}/u.test(next.text) || /^(?:said|says|told|added)$/.test(next.lower));
  return !isFirst || isSubject ? 'NAME' : 'WORD';
}

const nounContext: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'DETERMINER',
  'ADJECTIVE',
  'POSSESSIVE',
  'GENITIVE',
  'NUMBER',
  'OF',
  'BY',
  'FOR',
  'IN',
  'PREPOSITION',
  'NOT',
  'ADDITIONAL',
  'CIVILIAN',
  'ALLEGE',
  'CREDIBLE',
  'REVIEW',
  'DOUBT',
  'DENY',
  'CASUALTY',
  'DEATH',
  'QUALIFIER',
  'AND',
  'OR',
  'TO',
  'ALLEGATION',
  'ACCORDING',
  'STRIKE',
  'INCLUDE',
  'DASH',
]);

/** "the report that" is a noun, "Airwars report that" a verb. */
function chosenClass(entry: LexiconEntry, before: readonly Token[], next: Word | undefined): TokenClass {
  const { noun, verb } = entry;
  if (noun === null || verb === null) return noun ?? verb ?? 'WORD';
  const previous = before.at(-1);
  const first = entry.words[0]?.lower ?? '';
  if (/(?:ed|ing)$/.test(first))
    return previous !== undefined && /^(?:DETERMINER|ADJECTIVE|POSSESSIVE|OF|GENITIVE)$/.test(previous.class)
      ? noun
      : verb;
  if (previous === undefined) return noun;
  if (next?.lower === 'that' && /^(?:AND|COMMA|DATE|ADVERB|WORD|NAME|SPEAKER)$/.test(previous.class)) return verb;
  if (previous.class === 'TO') return next !== undefined && /^(?:that|of)$/.test(next.lower) ? noun : verb;
  if (/^(?:WORD|NAME)$/.test(previous.class) && next?.lower !== 'that' && next?.kind !== 'number') return noun;
  return nounContext.has(previous.class) ? noun : verb;
}
