import type { Qualifier } from '../../../domain/measures.ts';
import { matches, tokenPattern } from '../../engine/patterns.ts';
import type { Token } from '../../engine/token.ts';
import { qualifierWords } from '../../lexicon/words.ts';
import {
  hasVerb,
  isCalledCivilian,
  isEither,
  isHalfHead,
  isOfFamily,
  isOfOtherThings,
  isOfParts,
  isRate,
  isTollOfPeople,
} from './checks.ts';
import { type TollRule, tollRules } from './rules.ts';
import type { Toll } from './toll.ts';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** Returns the counts of a sentence, in order, none overlapping in its number. */
export function findTolls(tokens: readonly Token[]): readonly Toll[] {
  const tolls: Toll[] = [];
  const taken = new Set<number>();
  for (const one of tollRules)
    for (const match of matches(tokens, one.pattern)) {
      const toll = tollOf(tokens, one, match);
      if (toll === null || taken.has(toll.number)) continue;
      taken.add(toll.number);
      tolls.push(toll);
    }
  const sorted = tolls.sort((first, second) => first.number - second.number);
  const more = [...sorted, ...elsewhere(tokens, sorted)];
  return [...more, ...gapped(tokens, more)].sort((first, second) => first.number - second.number);
}

export const another = tokenPattern(
  '(?:AND|COMMA) (?:QUALIFIER|ADDITIONAL)* (?<number>NUMBER) (?:OTHERS|ADDITIONAL)? VICTIM? (?:IN|BY|PREPOSITION|COMMA PREPOSITION)',
);

/** "killed 40 in Mansoura and 44 in Tabqa": the second count has the words of the first. */
function elsewhere(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  return matches(tokens, another).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0];
    const number = at === undefined ? null : tokens[at]?.number;
    const first = tolls.findLast((toll) => toll.number < from);
    if (
      at === undefined ||
      number === null ||
      number === undefined ||
      first === undefined ||
      from < first.to ||
      tolls.some((toll) => toll.number === at)
    )
      return [];
    const between = tokens.slice(first.to, from);
    const isNear =
      between.length < 24 &&
      !between.some(
        (token) =>
          token.isVerb || /^(?:SEMICOLON|BUT|STOP|QUOTE|SPEAKER|INCLUDE|AND|AUXILIARY|FIGHTER)$/.test(token.class),
      );
    // "one in Daglun that killed four": one strike.
    if (number.value === 1 && tokens.slice(to, to + 4).some(({ class: name }) => name === 'THAT' || name === 'WHO'))
      return [];
    const link = tokens[to - 1]?.lower ?? '';
    if (!isNear || !/^(?:in|near|at|on|by|outside|around)$/.test(link)) return [];
    return [
      {
        ...first,
        rule: `${first.harm}-elsewhere`,
        value: number.value,
        valueMax: null,
        qualifier: qualifierOf(tokens, at),
        from,
        to,
        number: at,
        numberEnd: at + 1,
        isNew: false,
      },
    ];
  });
}

const admitted = tokenPattern('CONFESS (?:TO|ADVERB|QUALIFIER)* (?<number>NUMBER) (?=$|STOP|COMMA|SEMICOLON|QUOTE)');

/** "Airwars counts 8,000 civilians killed; the Coalition admits 1,410": what the first count says is counted. */
function gapped(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  if (tokens.some((token) => token.class === 'FIGHTER')) return [];
  return matches(tokens, admitted).flatMap(({ from, to, groups }): readonly Toll[] => {
    const at = groups['number']?.[0] ?? from;
    const number = tokens[at]?.number;
    const first = tolls.findLast((toll) => toll.to <= from && toll.harm === 'killed');
    if (
      number == null ||
      first === undefined ||
      tokens[from]?.isVerb !== true ||
      tolls.some((toll) => toll.number === at)
    )
      return [];
    const isNew = false;
    return [
      {
        ...first,
        rule: 'killed-gapped',
        value: number.value,
        valueMax: null,
        qualifier: qualifierOf(tokens, at),
        from: at,
        to,
        number: at,
        numberEnd: at + 1,
        isNew,
      },
    ];
  });
}

type Match = ReturnType<typeof matches>[number];

function tollOf(tokens: readonly Token[], { name, harm, form }: TollRule, { from, to, groups }: Match): Toll | null {
  const at = groups['number']?.[0];
  const verb = groups['verb']?.[0];
  if (at === undefined || verb === undefined) return null;
  const number = tokens[at]?.number;
  if (number === undefined || number === null) return null;
  if (isEither(tokens, verb) || isOfOtherThings(tokens, at)) return null;
  if (form === 'toll' && !isTollOfPeople(tokens, verb, at)) return null;
  const upperAt = groups['upper']?.[0];
  const upper = upperAt === undefined ? null : rangeEnd(tokens, at, upperAt);
  if (upper === 'separate') return null;
  const headAt = groups['head']?.[0];
  const headClass = headAt === undefined ? null : tokens[headAt]?.class;
  if (headAt !== undefined && isHalfHead(tokens, headAt, number.value)) return null;
  if (isOfParts(tokens, headAt ?? at)) return null;
  if (isRate(tokens, at, to) || isOfFamily(tokens, at)) return null;
  const whom =
    groups['family'] !== undefined ||
    headClass === 'VICTIM' ||
    headClass === 'CIVILIAN' ||
    isCalledCivilian(tokens, at, to)
      ? 'civilians'
      : headClass === 'PEOPLE'
        ? 'people'
        : 'unstated';
  const isReduced = form === 'clause' && !hasVerb(tokens, headAt ?? at, verb);
  return {
    rule: name,
    harm,
    value: number.value,
    valueMax: upper?.value ?? fourth(tokens, number.value, headAt ?? at),
    // "at least 59 but possibly up to 64": the range says both.
    qualifier: isBounded(tokens, upperAt) ? null : qualifierOf(tokens, at),
    from,
    to,
    number: at,
    numberEnd: (upperAt ?? at) + 1,
    whom,
    form: isReduced ? 'reduced' : form,
    isNew: isNew(tokens, at),
  };
}

function rangeEnd(
  tokens: readonly Token[],
  at: number,
  upperAt: number,
): { readonly value: number } | null | 'separate' {
  const lower = tokens[at]?.number?.value ?? 0;
  const upper = tokens[upperAt]?.number?.value ?? 0;
  const link = tokens[at + 1];
  const isBetween = tokens
    .slice(Math.max(0, at - 3), at)
    .some(({ lower: word }) => word === 'between' || word === 'from');
  const isUpTo =
    tokens[upperAt - 1]?.class === 'QUALIFIER' && /^(?:up to|as many as)$/.test(tokens[upperAt - 1]?.lower ?? '');
  if ((link?.class === 'AND' || link?.class === 'COMMA') && !isBetween && !isUpTo) return 'separate';
  return upper > lower ? { value: upper } : 'separate';
}

/** "up to 64": the upper end of a range has a word of its own. */
function isBounded(tokens: readonly Token[], upperAt: number | undefined): boolean {
  return upperAt !== undefined && tokens[upperAt - 1]?.class === 'QUALIFIER';
}

/** "three civilians, and possibly a fourth". */
function fourth(tokens: readonly Token[], value: number, headAt: number): number | null {
  const next = ordinals[value];
  if (next === undefined) return null;
  const after = tokens.slice(headAt + 1, headAt + 6);
  const isPossible = after.some((token) => token.class === 'MODAL');
  return isPossible && after.some(({ lower }) => lower === next) ? value + 1 : null;
}

function qualifierOf(tokens: readonly Token[], at: number): Qualifier | null {
  for (let index = at - 1; index >= Math.max(0, at - 5); index -= 1) {
    const token = tokens[index];
    if (token?.class === 'QUALIFIER') {
      for (const [qualifier, phrases] of Object.entries(qualifierWords))
        if (phrases.includes(token.lower)) return qualifier as Qualifier; // its own keys
      return null;
    }
    if (token?.class === 'ADJECTIVE' && token.lower === 'estimated') return 'about';
    if (token === undefined || !/^(?:DETERMINER|ADDITIONAL|ADJECTIVE|OF|TOLL)$/.test(token.class)) break;
  }
  const next = tokens[at + 1];
  if (next?.class === 'SIGN' && next.text === '+') return 'more than';
  return next?.class === 'OR' && tokens[at + 2]?.class === 'OTHERS' ? 'at least' : null;
}

function isNew(tokens: readonly Token[], at: number): boolean {
  const preceding = tokens.slice(Math.max(0, at - 3), at);
  // "another strike killed one": the strike is new, not the count.
  const before = preceding.slice(
    preceding.findLastIndex(({ class: name }) => /^(?:KILLED|KILLING|STRIKE|CAUSE)$/.test(name)) + 1,
  );
  const after = tokens.slice(at + 1, at + 4);
  const head = after.findIndex((token) => /^(?:VICTIM|CIVILIAN|PEOPLE|DEATH|AND|COMMA)$/.test(token.class));
  const near = [...before, ...after.slice(0, head === -1 ? 1 : head)];
  return near.some((token) => token.class === 'ADDITIONAL' || /^(?:previously un\w+|more|further)$/.test(token.lower));
}
