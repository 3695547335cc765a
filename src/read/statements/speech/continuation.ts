import type { Token } from '../../engine/token.ts';
import type { Segment } from '../stance/segments.ts';
import type { Toll } from '../tolls/toll.ts';
import { isAsserting } from './governor.ts';
import type { Sentence } from './sentences.ts';
import { entriesOf, type Memory } from './speakers.ts';
import { speakersOf } from './voices.ts';

/** Figures in a clause without a verb of saying, whose speaker the words around it show. */

const refusing = /^(?:NOT|DENY|DOUBT|ALLEGE|REVIEW|IF|MODAL|DEMAND|WITHDRAW|LOCALS|UNREAL|FORMER)$/;
/** "in them", "of these", "eight more": what the clause before spoke of. */
const pointsBack = /^(?:in|of|among|between|from) (?:all |both )?(?:them|these|those|which)\b/;

/**
 * "said that nine reports had proved credible; in them, 18 civilians died", "killed 14 civilians; eight more were injured".
 * Returns who says it, or null.
 */
export function continuedClause(
  sentence: Sentence,
  toll: Toll,
  { segment, memory }: { readonly segment: Segment; readonly memory: Memory },
): readonly string[] | null {
  const { tokens, governors } = sentence;
  if (tokens[segment.from - 1]?.class !== 'SEMICOLON') return null;
  if (governors.some(({ at }) => at >= segment.from)) return null;
  const start = tokens.slice(segment.from, segment.from + 4);
  const isFurther =
    toll.harm === 'injured' &&
    toll.from <= segment.from + 1 &&
    tokens.slice(segment.from, toll.to).some(({ class: name }) => name === 'OTHERS' || name === 'ADDITIONAL');
  if (!pointsBack.test(start.map(({ lower }) => lower).join(' ')) && !isFurther) return null;
  const before = tokens.slice(0, segment.from);
  const isBelieved = before.some(
    (token, index) => token.class === 'CREDIBLE' && !/^(?:NOT|DOUBT)$/.test(before[index - 1]?.class ?? ''),
  );
  const isRefused = before.some(
    ({ class: name }) => refusing.test(name) || (name === 'ALLEGATION' && !isBelieved) || name === 'FIGHTER',
  );
  const [first] = governors.filter(({ subject }) => subject.kind !== 'unknown' && subject.kind !== 'same');
  if (isRefused || first === undefined || !isAsserting(first) || first.subject.kind === 'locals') return null;
  return speakersOf(first, sentence, memory);
}

/**
 * "Two reports were judged credible: on 3 March one civilian was killed; on 7 March four were": an item of a list whose head, before
 * the colon, says so. `head` is who says so, or null.
 */
export function listedItem(
  { tokens }: Sentence,
  segment: Segment,
  head: (clause: Segment) => readonly string[] | null,
): readonly string[] | null {
  if (tokens[segment.from - 1]?.class !== 'SEMICOLON') return null;
  const colon = tokens.findIndex(({ class: name }) => name === 'COLON');
  const items = tokens.slice(colon + 1, segment.to);
  const isRefused = items.some(
    ({ class: name }) => refusing.test(name) || /^(?:ALLEGATION|FIGHTER|QUOTE|BUT)$/.test(name),
  );
  if (colon === -1 || colon > segment.from || isRefused) return null;
  return head({ from: colon + 1, to: segment.to });
}

/**
 * "On 3 May, four civilians died near Mosul; on 9 May, two near Raqqa, the Coalition said": who says so of both clauses, named
 * once at the end. Returns null where any word of the sentence takes something back.
 */
export function sharedAttribution({ tokens, governors, ...rest }: Sentence, memory: Memory): readonly string[] | null {
  const [governor] = governors;
  const semicolon = tokens.findLastIndex(({ class: name }) => name === 'SEMICOLON');
  if (governor === undefined || governors.length > 1 || semicolon === -1 || !isAsserting(governor)) return null;
  const { subject, at, end, isNoun, isPassive } = governor;
  const opener = tokens[subject.from - 1]?.class === 'DETERMINER' ? subject.from - 2 : subject.from - 1;
  const isLast = tokens
    .slice(Math.max(end, at + 1))
    .every(({ class: name }) => /^(?:STOP|QUOTE|ADVERB|DATE)$/.test(name));
  const isBehind = opener > semicolon && tokens[opener]?.class === 'COMMA';
  if (isNoun || isPassive || subject.kind !== 'speakers' || !isLast || !isBehind) return null;
  if (tokens.some(({ class: name }) => refusing.test(name) || /^(?:FIGHTER|ALLEGATION|QUESTION)$/.test(name)))
    return null;
  return speakersOf(governor, { tokens, governors, ...rest }, memory);
}

/** What may stand before the deed in a main clause. */
const openings: ReadonlySet<string> = new Set([
  'DETERMINER',
  'ADVERB',
  'DATE',
  'IN',
  'PREPOSITION',
  'OF',
  'NAME',
  'COMMA',
  'ADJECTIVE',
  'NUMBER',
  'STRIKE',
  'POSSESSIVE',
  'PRONOUN',
  'FORCE',
  'AUXILIARY',
]);

/**
 * "Two civilians were killed by our strikes", "Our aircraft killed four civilians": the publisher of a release says so of its
 * own deed, without a verb of saying. Returns the publisher, or null.
 */
export function ownText(
  sentence: Sentence,
  toll: Toll,
  { segment, memory }: { readonly segment: Segment; readonly memory: Memory },
): readonly string[] | null {
  const { tokens, governors, isQuoteOpen, isHeadline } = sentence;
  const { publisher, lexicon } = memory;
  if (publisher === null || isQuoteOpen || isHeadline || governors.length > 0) return null;
  if (!entriesOf([publisher], lexicon).every(({ role }) => role === 'acknowledging')) return null;
  if (tokens.some(({ class: name }) => refusing.test(name) || name === 'QUOTE' || name === 'ALLEGATION')) return null;
  if (segment.from > 0 || !tokens.slice(0, toll.from).every(({ class: name }) => openings.has(name))) return null;
  const isOurs = toll.form === 'active' ? didIt(tokens.slice(0, toll.from)) : diedBy(tokens.slice(toll.to));
  return isOurs && toll.form !== 'reduced' ? [publisher] : null;
}

/** "our aircraft", "we". */
function didIt(before: readonly Token[]): boolean {
  return before.some(
    ({ lower }, index) =>
      lower === 'we' || (lower === 'our' && before.slice(index + 1).some(({ class: name }) => name === 'STRIKE')),
  );
}

/** "by our strikes", "in one of our air strikes". */
function diedBy(after: readonly Token[]): boolean {
  const our = after.findIndex(({ lower }) => lower === 'our');
  const by = after.slice(0, Math.max(0, our)).map(({ class: name }) => name);
  return (
    our !== -1 &&
    our < 12 &&
    by.some((name) => /^(?:BY|IN|PREPOSITION)$/.test(name)) &&
    after.slice(our + 1, our + 4).some(({ class: name }) => /^(?:STRIKE|REFERENCE|ORGANISATION|FIGHTER)$/.test(name))
  );
}
