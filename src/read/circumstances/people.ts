import type { Qualifier } from '../../domain/measures.ts';
import { matches, tokenPattern } from '../engine/patterns.ts';
import type { Token } from '../engine/token.ts';
import { circumstanceWords } from '../lexicon/circumstances.ts';
import { qualifierWords } from '../lexicon/words.ts';

export interface People {
  readonly rule: string;
  /** Null where the text gives no number, or one for women and children together. */
  readonly women: Count | null;
  readonly children: Count | null;
}

export interface Count {
  readonly value: number | null;
  readonly qualifier: Qualifier | null;
}

const item =
  '(?:QUALIFIER|ADDITIONAL|OTHERS)?(?:NUMBER|POSSESSIVE)?(?:ADJECTIVE|ADVERB)*VICTIM(?:IN NAME|PREPOSITION NUMBER)?';
const items = `(?<items>${item}(?:(?:COMMA|AND|COMMA AND) ${item}){0,4})`;
const dead = '(?:KILLED|DEATH|KILLING|CASUALTY)';
const auxiliary = '(?:AUXILIARY|ADVERB)+';

interface PeopleRule {
  readonly name: string;
  readonly pattern: RegExp;
  /** The part of the dead needs a toll of the dead before it, and none of the injured between. */
  readonly isPart: boolean;
  readonly examples: readonly string[];
}

/** `test/read/circumstances/people.test.ts` holds each rule to its examples. */
export const peopleRules: readonly PeopleRule[] = [
  {
    name: 'part-of-the-dead',
    pattern: tokenPattern(`(?<part>INCLUDE) ${items}`),
    isPart: true,
    examples: ['The strike killed five civilians, including three children and a woman.'],
  },
  {
    name: 'number-of-them',
    pattern: tokenPattern(`(?<count>QUALIFIER? NUMBER)(?<part>INCLUDE)(?:AUXILIARY)?(?<items>VICTIM)`),
    isPart: true,
    examples: ['Seven civilians were killed, four of them children.'],
  },
  {
    name: 'among-the-dead',
    pattern: tokenPattern(`INCLUDE DETERMINER? ${dead} ${auxiliary} ${items}`),
    isPart: false,
    examples: ['Among the dead were two women and six children.'],
  },
  {
    name: 'the-dead-were',
    pattern: tokenPattern(`(?<!OF)DETERMINER ${dead}(?:AUXILIARY|INCLUDE) ${items}`),
    isPart: false,
    examples: ['The dead include two women and six children.'],
  },
  {
    name: 'number-of-the-dead',
    pattern: tokenPattern(`(?<count>QUALIFIER? NUMBER) OF DETERMINER ${dead} ${auxiliary}(?<items>VICTIM)`),
    isPart: false,
    examples: ['Three of the dead were children.'],
  },
  {
    name: 'were-killed',
    pattern: tokenPattern(`${items} ${auxiliary} KILLED`),
    isPart: false,
    examples: ['A woman and two children were killed.'],
  },
  {
    name: 'killed-them',
    pattern: tokenPattern(`(?<!AUXILIARY)(?<!AUXILIARY ADVERB)(?:KILLED|KILLING|KILL)${items}`),
    isPart: false,
    examples: ['The strike killed a woman and two children.'],
  },
  {
    name: 'deaths-of',
    pattern: tokenPattern(`(?:DEATH|KILLING|LIVES) OF ${items}`),
    isPart: false,
    examples: ['It led to the deaths of two children.'],
  },
];

const women: ReadonlySet<string> = new Set(circumstanceWords.woman);
const children: ReadonlySet<string> = new Set(circumstanceWords.child);
const both: ReadonlySet<string> = new Set(circumstanceWords.both);
/** A list with one of these and with others may count the same children twice. */
const generic: ReadonlySet<string> = new Set(['children', 'child', 'minors', 'kids', 'schoolchildren']);

/** Returns the women and children whom a sentence counts among the dead, one entry for each rule that holds. */
export function peopleIn(tokens: readonly Token[]): readonly People[] {
  return peopleRules.flatMap(({ name, pattern, isPart }) =>
    matches(tokens, pattern).flatMap(({ from, to, groups }): readonly People[] => {
      const range = groups.items;
      if (range === undefined || isInjuredAfter(tokens, to)) return [];
      const isPartOfDead = isOfTheDead(tokens, from) || isKilledAfter(tokens, { from, to });
      if (isPart && !(isPartWord(tokens[groups.part?.[0] ?? -1]) && isPartOfDead)) return [];
      const counted = groups.count === undefined ? tokens.slice(...range) : tokens.slice(groups.count[0], range[1]);
      const found = { women: total(counted, women), children: total(counted, children) };
      return found.women === null && found.children === null ? [] : [{ rule: name, ...found }];
    }),
  );
}

function isPartWord(token: Token | undefined): boolean {
  return /^(?:including|among them|among whom|of whom|of them|mostly)$/.test(token?.lower ?? '');
}

/** "killed four and wounded two, including a child": of whom the child is, the words do not tell. */
function isOfTheDead(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at);
  const start = before.findLastIndex(({ class: name }) => /^(?:SEMICOLON|BUT|QUESTION|STOP)$/.test(name));
  const victim = before.findLastIndex(({ class: name }) => /^(?:VICTIM|CIVILIAN|PEOPLE)$/.test(name));
  // "killed two civilians and two fighters, including a woman".
  if (before.slice(victim + 1).some(({ class: name }) => /^(?:FIGHTER|ARMED_GROUP)$/.test(name))) return false;
  const harms = before.slice(start + 1).filter(({ class: name }) => /^(?:KILL|DEATH|LIVES|INJUR|CASUALTY)/.test(name));
  return harms.length > 0 && harms.every(({ class: name }) => /^(?:KILL|DEATH|LIVES)/.test(name));
}

/** "Nine civilians, including two children, were killed": the verb comes later. */
function isKilledAfter(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (tokens.slice(0, from).some(({ class: name }) => /^(?:KILL|DEATH|LIVES|INJUR|CASUALTY)/.test(name))) return false;
  return nextWord(tokens, to)?.class === 'KILLED';
}

function nextWord(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.slice(at).find(({ class: name }) => !/^(?:AUXILIARY|ADVERB|COMMA|WHO)$/.test(name));
}

function isInjuredAfter(tokens: readonly Token[], at: number): boolean {
  return /^(?:INJURED|INJURING|INJURY)$/.test(nextWord(tokens, at)?.class ?? '');
}

/** Returns how many of one kind a list counts; null where it names none of them. */
function total(tokens: readonly Token[], kind: ReadonlySet<string>): Count | null {
  const heads = tokens.flatMap((token, index) => (kind.has(token.lower) || both.has(token.lower) ? [index] : []));
  if (heads.length === 0) return null;
  const counts = heads.map((head) => countBefore(tokens, head));
  const words = heads.map((head) => tokens[head]?.lower ?? '');
  const isMixed = heads.length > 1 && words.some((word) => generic.has(word));
  const isJoint = words.some((word) => both.has(word));
  const values = counts.map(({ value }) => value);
  if (isMixed || isJoint || values.some((value) => value === null)) return { value: null, qualifier: null };
  const qualified = counts.filter(({ qualifier }) => qualifier !== null);
  const sum = values.reduce<number>((whole, value) => whole + (value ?? 0), 0);
  const [first] = qualified;
  // "at least two boys and up to three girls": no one qualifier fits the sum.
  if (qualified.length > 0 && counts.length > 1) return { value: null, qualifier: null };
  return { value: sum, qualifier: first?.qualifier ?? null };
}

function countBefore(tokens: readonly Token[], head: number): Count {
  for (let at = head - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined || /^(?:VICTIM|COMMA|AND)$/.test(token.class)) break;
    if (token.class !== 'NUMBER') continue;
    const before = tokens[at - 1];
    return {
      value: token.number?.value ?? null,
      qualifier: before?.class === 'QUALIFIER' ? qualifierOf(before.lower) : null,
    };
  }
  return { value: null, qualifier: null };
}

const qualifiers = Object.entries(qualifierWords) as readonly (readonly [Qualifier, readonly string[]])[]; // its own keys

function qualifierOf(lower: string): Qualifier | null {
  return qualifiers.find(([, words]) => words.includes(lower))?.[0] ?? null;
}
