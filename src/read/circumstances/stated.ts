import {
  type CircumstanceKind,
  type Circumstances,
  circumstanceRows,
  type StatedCircumstance,
} from '../../domain/circumstances.ts';
import type { Token } from '../engine/token.ts';
import { quoteAt } from '../text/quotes.ts';
import { isOfOtherEvent, isOwn, isSpoken, namesOthers, type Toll } from './bearing.ts';
import { namesTheDead } from './names.ts';
import { type Count, peopleIn } from './people.ts';
import { matchesOf, phrasingOf } from './phrasing.ts';
import { isOfNoHarm, isRefused, refusingBefore } from './refusals.ts';
import { type SayingRule, sayingRules } from './sayings.ts';
import type { Segment } from './segments.ts';
import type { VoicedSentence } from './voices.ts';

export type Found = Partial<Circumstances>;

const demands: ReadonlySet<CircumstanceKind> = new Set(['callForInvestigation', 'callForReparation']);

/** Returns what the sentences of a segment state. */
export function foundIn(
  text: string,
  { sentences, isSentence }: Segment,
  toll: Toll,
): ReadonlyMap<CircumstanceKind, StatedCircumstance> {
  const own = sentences.filter((sentence) => isOwn(sentence, toll));
  const hits = sentences.flatMap((sentence) => {
    if (!isSpoken(sentence, toll)) return [];
    const isOther = !isOwn(sentence, toll);
    if (isOther && isOfOtherEvent(sentence, toll)) return [];
    const said = isSentence ? [] : sayingHits(text, sentence);
    // Who is asked for something need not be who struck.
    if (isOther && namesOthers(sentence, toll, own)) return said.filter(({ kind }) => demands.has(kind));
    return [...peopleHits(text, sentence, toll), ...said];
  });
  const byKind = Map.groupBy(hits, ({ kind }) => kind);
  return new Map([...byKind].flatMap(([kind, all]) => decided(kind, all)));
}

interface Hit {
  readonly kind: CircumstanceKind;
  readonly stated: StatedCircumstance;
}

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

const mayBeOfElse: ReadonlySet<CircumstanceKind> = new Set(['apology', 'callForInvestigation']);

/** Returns the rules that hold in a sentence, in the order of the table. Does not ask who says it. */
export function sayingRulesIn(tokens: readonly Token[]): readonly SayingRule[] {
  const phrasing = phrasingOf(tokens);
  return sayingRules.filter((rule) =>
    rule.patterns.some((pattern) =>
      matchesOf(phrasing, pattern).some(
        (match) =>
          !isRefused(tokens, match, rule.allows) &&
          !(mayBeOfElse.has(rule.kind) && isOfNoHarm(tokens, match, rule.sense)),
      ),
    ),
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
