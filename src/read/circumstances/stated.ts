import type { CircumstanceKind, Circumstances, StatedCircumstance } from '../../domain/circumstances.ts';
import { circumstanceRows } from '../../domain/circumstances.ts';
import type { Token } from '../engine/token.ts';
import { otherEventWords } from '../lexicon/circumstances.ts';
import type { TokenClass } from '../lexicon/classes.ts';
import { quoteAt } from '../text/quotes.ts';
import type { Span } from '../text/sentences.ts';
import { namesTheDead } from './names.ts';
import { type Count, peopleIn } from './people.ts';
import { type Match, matchesOf, phrasingOf } from './phrasing.ts';
import { type SayingRule, sayingRules } from './sayings.ts';
import type { Segment } from './segments.ts';
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

export type Found = Partial<Circumstances>;

/** Returns what the sentences of a segment state. */
export function foundIn(
  text: string,
  { sentences, isSentence }: Segment,
  toll: Toll,
): ReadonlyMap<CircumstanceKind, StatedCircumstance> {
  const hits = sentences.flatMap((sentence) => {
    if (!isSpoken(sentence, toll) || isAboutOther(sentence, toll)) return [];
    const people = peopleHits(text, sentence, toll);
    return isSentence ? people : [...people, ...sayingHits(text, sentence)];
  });
  const byKind = Map.groupBy(hits, ({ kind }) => kind);
  return new Map([...byKind].flatMap(([kind, all]) => decided(kind, all)));
}

interface Hit {
  readonly kind: CircumstanceKind;
  readonly stated: StatedCircumstance;
}

/** The speakers of the toll say the sentence. What they say of the toll itself, the reader of the figure has judged. */
function isSpoken(sentence: VoicedSentence, toll: Toll): boolean {
  return isOwn(sentence, toll) ? hasNoOtherVoice(sentence, toll.speakers) : isVoicedBy(sentence, toll);
}

function isOwn({ start, end }: Span, { own }: Toll): boolean {
  return own !== null && start < own.end && end > own.start;
}

const other = new RegExp(`(?<!\\p{L})(?:${otherEventWords.join('|')})(?!\\p{L})`, 'iu');
const year = /(?<![\d,.$€£])(?:19|20)\d{2}(?![\d,.]\d|\d)/g;

function isAboutOther(sentence: VoicedSentence, toll: Toll): boolean {
  if (isOwn(sentence, toll)) return false;
  const isOfOtherYear =
    toll.years !== null && [...sentence.text.matchAll(year)].some(([printed]) => !toll.years?.has(printed));
  return isOfOtherYear || other.test(sentence.text);
}

const refusing: ReadonlySet<TokenClass> = new Set<TokenClass>(['DENY', 'ALLEGE', 'WITHDRAW', 'QUESTION', 'IF']);
const refusingBefore: ReadonlySet<TokenClass> = new Set<TokenClass>([
  ...refusing,
  'NOT',
  'MODAL',
  'DOUBT',
  'REVIEW',
  'DEMAND',
  'AVERT',
  'EXCLUDE',
  'LIKELY',
]);

function peopleHits(text: string, sentence: VoicedSentence, { killed }: Toll): readonly Hit[] {
  const { tokens } = sentence;
  if (tokens.some(({ class: name }) => refusingBefore.has(name))) return [];
  const hit = (kind: 'women' | 'children', count: Count | null): readonly Hit[] => {
    if (count === null || (count.value !== null && (count.value === 0 || count.value > (killed ?? count.value))))
      return [];
    return [{ kind, stated: { ...quoteAt(text, sentence), state: 'stated', sense: null, ...count } }];
  };
  const people = peopleIn(tokens).flatMap(({ women, children }) => {
    const sum = (women?.value ?? 0) + (children?.value ?? 0);
    return sum > (killed ?? sum) ? [] : [...hit('women', women), ...hit('children', children)];
  });
  const named = namesTheDead(tokens) === null ? [] : [plainHit('names', quoteAt(text, sentence), null)];
  return [...people, ...named];
}

function plainHit(kind: CircumstanceKind, quote: ReturnType<typeof quoteAt>, sense: StatedCircumstance['sense']): Hit {
  return { kind, stated: { ...quote, state: 'stated', value: null, qualifier: null, sense } };
}

function sayingHits(text: string, sentence: VoicedSentence): readonly Hit[] {
  return sayingRulesIn(sentence.tokens).map(({ kind, sense }) => plainHit(kind, quoteAt(text, sentence), sense));
}

/** Returns the rules that hold in a sentence, in the order of the table. Does not ask who says it. */
export function sayingRulesIn(tokens: readonly Token[]): readonly SayingRule[] {
  const phrasing = phrasingOf(tokens);
  return sayingRules.filter((rule) =>
    rule.patterns.some((pattern) =>
      matchesOf(phrasing, pattern).some((match) => !isRefused(tokens, match, rule.allows)),
    ),
  );
}

function isRefused(tokens: readonly Token[], { from, to }: Match, allows: readonly TokenClass[]): boolean {
  const start = tokens.slice(0, from).findLastIndex(({ class: name }) => /^(?:SEMICOLON|BUT|STOP)$/.test(name)) + 1;
  const before = tokens.slice(start, from);
  const outside = [...tokens.slice(0, from), ...tokens.slice(to)];
  return (
    before.some(({ class: name }) => refusingBefore.has(name) && !allows.includes(name)) ||
    outside.some(({ class: name }) => refusing.has(name))
  );
}

/** Returns one statement for a kind, or none where the text states two that do not fit together. */
function decided(
  kind: CircumstanceKind,
  hits: readonly Hit[],
): readonly (readonly [CircumstanceKind, StatedCircumstance])[] {
  const [first] = hits;
  if (first === undefined) return [];
  if (circumstanceRows[kind].counts) {
    const numbered = hits.filter(({ stated }) => stated.value !== null);
    const numbers = new Set(numbered.map(({ stated }) => `${stated.qualifier} ${stated.value}`));
    const { stated } = numbered[0] ?? first;
    return [[kind, numbers.size > 1 ? { ...stated, value: null, qualifier: null } : stated]];
  }
  const senses = new Set(hits.map(({ stated }) => stated.sense));
  // The first cause that is stated is not denied by a second one.
  if (senses.size === 1 || kind === 'cause') return [[kind, first.stated]];
  const apology = hits.find(({ stated }) => stated.sense === 'apologised');
  return apology !== undefined && !senses.has('none') ? [[kind, apology.stated]] : [];
}
