import { matches } from '../../engine/patterns.ts';
import type { Token } from '../../engine/token.ts';
import {
  hasVerb,
  isCalledCivilian,
  isEither,
  isHalfHead,
  isOfFamily,
  isOfOtherThings,
  isOfParts,
  isOfShare,
  isRate,
  isTollOfPeople,
} from './checks.ts';
import { elsewhere, gapped, listed, placedFirst, repeatedStrike, saidByTwo } from './elsewhere.ts';
import { implied } from './implied.ts';
import { fourth, isBounded, isNew, qualifierOf, rangeEnd } from './numbers.ts';
import { tollRules } from './rules.ts';
import type { Toll } from './toll.ts';
import type { TollRule } from './toll-rule.ts';

/** Returns the counts of a sentence, in order, none overlapping in its number. */
export function findTolls(tokens: readonly Token[]): readonly Toll[] {
  // "in Hajin and Tabqa killed four and seven respectively": which count is whose takes a reader to say.
  if (tokens.some(({ lower }) => lower === 'respectively')) return [];
  const tolls: Toll[] = [];
  const taken = new Set<number>();
  for (const one of tollRules)
    for (const match of matches(tokens, one.pattern)) {
      const toll = tollOf(tokens, one, match);
      if (toll === null || taken.has(toll.number)) continue;
      taken.add(toll.number);
      // "eleven of the 14 civilians": the 14 are no count of the dead.
      if (one.name.startsWith('killed-out-of')) for (let at = toll.numberEnd; at < toll.to; at += 1) taken.add(at);
      tolls.push(toll);
    }
  const sorted = tolls
    .filter((toll) => !isListed(tokens, toll.number) && !isWhole(tokens, toll, tolls))
    .sort((first, second) => first.number - second.number);
  const repeated = [
    ...sorted,
    ...repeatedStrike(tokens, sorted),
    ...listed(tokens, sorted),
    ...placedFirst(tokens, sorted),
  ];
  const more = [...repeated, ...elsewhere(tokens, repeated)];
  return [...more, ...gapped(tokens, more), ...implied(tokens, more), ...saidByTwo(tokens, more)].sort(
    (first, second) => first.number - second.number,
  );
}

/** "were civilians", and not "were children": children may be of a count of fighters. */
function isCivilians(token: Token | undefined): boolean {
  return /^(?:civilians?|non-?combatants?)$/.test(token?.lower ?? '');
}

const ofWhole =
  /^killed-(?:part-after|including|of-whom-civilians|civilian-part|called|deemed|dead-were|among-the-dead)$/;

/** "killed eleven, nine of them civilians": the eleven are not. */
function isWhole(tokens: readonly Token[], toll: Toll, all: readonly Toll[]): boolean {
  return all.some(
    (part) =>
      ofWhole.test(part.rule) &&
      part.number !== toll.number &&
      part.harm === toll.harm &&
      part.value < toll.value &&
      (toll.whom !== 'civilians' || (toll.number >= part.from && toll.number < part.to)) &&
      tokens
        .slice(Math.min(part.number, toll.number), Math.max(part.number, toll.number))
        .every(({ class: name }) => name !== 'SEMICOLON' && name !== 'BUT'),
  );
}

/** "two, three, one, four and two civilians": each is of another strike, and the words do not say of which. */
function isListed(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 5), at).map(({ class: name }) => name);
  const list = before.join(' ');
  const after = tokens.slice(at, at + 4).map(({ class: name }) => name);
  if (/^NUMBER COMMA NUMBER (?:COMMA|AND)$/.test(after.join(' ')) && tokens[at + 4]?.class === 'NUMBER') return true;
  return /NUMBER COMMA NUMBER (?:COMMA )?(?:AND )?$/.test(`${list} `) || /NUMBER COMMA NUMBER COMMA? ?AND$/.test(list);
}

/** "killed at least 21 civilians, and ..., killed". */
function isObject(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).findLast(({ class: name }) => !/^(?:QUALIFIER|ADVERB)$/.test(name));
  return /^(?:KILLED|KILLING|INJURED|INJURING)$/.test(before?.class ?? '');
}

type Match = ReturnType<typeof matches>[number];

function tollOf(tokens: readonly Token[], { name, harm, form }: TollRule, { from, to, groups }: Match): Toll | null {
  const first = groups['number']?.[0];
  const verb = groups['verb']?.[0];
  // "Not 12 but 15 civilians".
  // "rose by 12 to 1,302".
  // "rose from 1,190 to 1,257": the second is what holds.
  const isRise =
    first !== undefined &&
    tokens[first - 1]?.lower === 'from' &&
    tokens[first + 1]?.class === 'TO' &&
    tokens.slice(0, first).some(({ class: total }) => total === 'TOLL');
  const isCorrected =
    isRise ||
    (first !== undefined &&
      ((tokens[first - 1]?.class === 'NOT' && tokens[first + 1]?.class === 'BUT') ||
        (/ by$/.test(tokens[first - 1]?.lower ?? '') && tokens[first + 1]?.class === 'TO')));
  const at = isCorrected ? groups['upper']?.[0] : first;
  if (at === undefined || verb === undefined) return null;
  const number = tokens[at]?.number;
  if (number === undefined || number === null) return null;
  if (isEither(tokens, verb) || isOfOtherThings(tokens, at)) return null;
  if (form === 'toll' && name !== 'killed-dead-at' && !isTollOfPeople(tokens, verb, at)) return null;
  // "killed 21 civilians, and one on a bus, which killed": what it is the object of decides.
  if (name === 'killed-passive' && isObject(tokens, at)) return null;
  // "The seven people that the drone killed were all civilians": what they were called decides.
  const called = tokens.slice(to, to + 4).findIndex((one) => isCivilians(one));
  if (name === 'killed-relative' && tokens[to]?.class === 'AUXILIARY' && called > 0) return null;
  const upperAt = isCorrected ? undefined : groups['upper']?.[0];
  const upper = upperAt === undefined ? null : rangeEnd(tokens, at, upperAt);
  // "killed six and one near Mosul": the second number counts strikes.
  const isNext = upper === 'separate' && groups['head'] === undefined && tokens[at + 1]?.class === 'AND';
  if (upper === 'separate' && !isNext) return null;
  const headAt = groups['head']?.[0];
  const headClass = headAt === undefined ? null : tokens[headAt]?.class;
  if (
    /^killed-(?:called|deemed|of-whom-civilians|dead-were|made-up|all-civilians|part-after|among|including|left-dead)$/.test(
      name,
    ) &&
    !isCivilians(tokens[headAt ?? at])
  )
    return null;
  // "The eleven dead were nine civilians": the nine are counted.
  const again = tokens[(headAt ?? at) - 1]?.number;
  if (name === 'killed-called' && (headAt ?? at) > verb && again != null && again.form !== 'article') return null;
  const before = tokens[(headAt ?? at) - 1];
  const whole = before?.class === 'INCLUDE' ? tokens[(headAt ?? at) - 2] : before;
  if (name === 'killed-all-civilians' && !/^(?:all|both)$/.test(whole?.lower ?? '')) return null;
  if (
    name === 'killed-in-all-passive' &&
    !/^(?:in all|in total|altogether)$/.test(tokens[(headAt ?? at) + 1]?.lower ?? '')
  )
    return null;
  if (name === 'killed-in-all' && !/^(?:in all|in total|altogether|together)$/.test(tokens[to - 1]?.lower ?? ''))
    return null;
  if (/^killed-(?:called|left-dead)$/.test(name) && isOfShare(tokens, at)) return null;
  if (name === 'killed-left-dead' && !/^(?:all|both)$/.test(whole?.lower ?? '')) return null;
  if (name === 'killed-dead-civilians' && !/^(?:dead|slain)$/.test(tokens[verb]?.lower ?? '')) return null;
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
  const isReduced =
    form === 'clause' && name !== 'killed-said' && verb > (headAt ?? at) && !hasVerb(tokens, headAt ?? at, verb);
  return {
    rule: name,
    harm,
    value: number.value,
    valueMax: (isNext || upper === 'separate' ? null : upper?.value) ?? fourth(tokens, number.value, headAt ?? at),
    // "at least 59 but possibly up to 64": the range says both.
    qualifier: upper !== null && isBounded(tokens, upperAt) ? null : qualifierOf(tokens, at),
    from,
    to: isNext ? at + 1 : to,
    number: at,
    numberEnd: isNext ? at + 1 : (upperAt ?? at) + 1,
    whom,
    form: isReduced ? 'reduced' : form,
    isNew: isNew(tokens, at),
  };
}
