import { matches, tokenPattern } from '../engine/patterns.ts';
import type { Token } from '../engine/token.ts';
import { findPlaces } from '../statements/scope/places.ts';
import type { Sentence } from '../statements/speech/sentences.ts';

const name = 'NAME{2,4}';
const age = '(?:COMMA (?:ADJECTIVE|WORD)? NUMBER|OPEN NUMBER CLOSE)';

interface NameRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

/** `test/read/circumstances/names.test.ts` holds each rule to its examples. */
export const nameRules: readonly NameRule[] = [
  {
    name: 'named-as',
    pattern: tokenPattern(
      `(?:CASUALTY|VICTIM|KILLED|PRONOUN|PEOPLE|CIVILIAN)(?:AUXILIARY|ADVERB)*(?:ADJECTIVE|ASSERT|WORD)?PREPOSITION ${name}`,
    ),
    examples: ['The victims were named as Amal Haddad and Omar Haddad.'],
  },
  {
    name: 'name-and-age',
    pattern: tokenPattern(`${name} ${age}(?:COMMA|AND|CLOSE)`),
    examples: ['The strike killed Amal Haddad, 34, and her son.'],
  },
  {
    name: 'the-dead-were-named',
    pattern: tokenPattern(`(?:CASUALTY|KILLED)(?:AUXILIARY|INCLUDE) ${name}`),
    examples: ['The dead were Amal Haddad and Omar Haddad.'],
  },
];

const namesThem = /^(?:named|identified)$/;

/** Returns the rule by which a sentence names the dead, or null. The names of fighters and of those who speak are none. */
export function namesTheDead(tokens: readonly Token[]): string | null {
  if (tokens.some(({ class: kind }) => /^(?:FIGHTER|ARMED_GROUP|PERSON|SAY)$/.test(kind))) return null;
  const isOfTheDead = tokens.some(({ class: kind }) => /^(?:KILL|KILLED|KILLING|DEATH|CASUALTY|LIVES)$/.test(kind));
  if (!isOfTheDead || tokens.some(({ class: kind }) => /^(?:INJURED|INJURING|INJURY)$/.test(kind))) return null;
  const found = nameRules.find(
    (rule) =>
      matches(tokens, rule.pattern).length > 0 &&
      (rule.name !== 'named-as' || tokens.some(({ lower }) => namesThem.test(lower))),
  );
  return found?.name ?? null;
}

/** A name that no rule explains, other than that of a place or of a body: perhaps of a victim. */
export function hasUnexplainedName({ text, tokens }: Pick<Sentence, 'text' | 'tokens'>): boolean {
  const countries = findPlaces(text).filter(({ isCountry }) => isCountry);
  return tokens.some((token, index) => {
    if (token.class !== 'NAME') return false;
    if (countries.some(({ start, end }) => start <= token.start && token.end <= end)) return false;
    let first = index;
    while (/^(?:NAME|COMMA|AND)$/.test(tokens[first - 1]?.class ?? '')) first -= 1;
    let last = index;
    while (tokens[last + 1]?.class === 'NAME') last += 1;
    const before = tokens[first - 1]?.class ?? '';
    const after = tokens[last + 1]?.class ?? '';
    return !(
      /^(?:IN|PREPOSITION|FORCE|SPEAKER)$/.test(before) || /^(?:ORGANISATION|SPEAKER|STRIKE|REFERENCE)$/.test(after)
    );
  });
}
