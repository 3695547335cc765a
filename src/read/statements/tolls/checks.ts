import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';

/** "killed or injured 12": neither is certain. */
export function isEither(tokens: readonly Token[], verb: number): boolean {
  const harm: readonly (TokenClass | undefined)[] = ['KILLED', 'KILLING', 'INJURED', 'INJURING', 'INJURY', 'DEATH'];
  const pairs = [
    [tokens[verb + 1], tokens[verb + 2]],
    [tokens[verb - 1], tokens[verb - 2]],
  ];
  return pairs.some(([link, other], side) => {
    if (!harm.includes(other?.class)) return false;
    if (link?.class === 'OR') return true;
    // "were killed and injured" is both in one; "killed and injured three" is not.
    return (
      link?.class === 'AND' &&
      side === 0 &&
      tokens[verb + 3]?.class !== 'NUMBER' &&
      !/^(?:QUALIFIER|DETERMINER|ADDITIONAL)$/.test(tokens[verb + 3]?.class ?? '')
    );
  });
}

/** "12 of 30 strikes": the count of something else. */
export function isOfOtherThings(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1];
  // "Camp 16", "Hellfire 4": the number of a name.
  return (
    previous?.class === 'NAME' &&
    tokens[at]?.number?.form === 'digits' &&
    (tokens[at]?.text.length ?? 0) <= 3 &&
    !/^(?:Coalition|Pentagon)$/.test(previous.text)
  );
}

/** "the number of civilians killed", "its death toll", and not "the number of strikes". */
export function isTollOfPeople(tokens: readonly Token[], toll: number, at: number): boolean {
  if (/death|body/.test(tokens[toll]?.lower ?? '')) return true;
  const between = tokens.slice(toll + 1, at);
  const counted = between.findIndex(
    (token) => token.class === 'OF' || token.class === 'FOR' || token.lower === 'among',
  );
  if (counted === -1 || counted > 3)
    return !between.some((token) => token.class === 'ALLEGATION' || token.class === 'SEMICOLON');
  const noun = between
    .slice(counted + 1)
    .find((token) => !/^(?:DETERMINER|ADJECTIVE|ADVERB|FORCE|NAME|POSSESSIVE|CONFESS|ASSERT)$/.test(token.class));
  if (noun === undefined) return true;
  // "puts the toll of the same strike at".
  const event = between
    .slice(counted + 1)
    .find(
      ({ class: name, lower }) =>
        !/^(?:the|same|this|that|its)$/.test(lower) && !/^(?:SPEAKER|FORCE|GENITIVE|ADJECTIVE|DATE)$/.test(name),
    );
  if (tokens[toll]?.lower === 'toll' && event?.class === 'STRIKE' && !/s$/.test(event.lower)) return true;
  // "the number of civilians displaced by its bombing" is no toll.
  return /^(?:VICTIM|CIVILIAN|PEOPLE)$/.test(noun.class)
    ? between.some((token) => /^(?:KILLED|KILLING|DEATH|LIVES|CASUALTY|INJURED|INJURY)$/.test(token.class))
    : /^(?:DEATH|KILLED|LIVES|TOLL)$/.test(noun.class);
}

/** "half of the 22 killed", "most of the 22". */
export function isOfShare(tokens: readonly Token[], at: number): boolean {
  const of = tokens.slice(0, at).findLastIndex(({ class: name }) => !/^(?:DETERMINER|QUALIFIER)$/.test(name));
  return (
    tokens[of]?.class === 'OF' &&
    /^(?:half|most|majority|third|thirds|quarter|quarters|part|percent|some|many|several|proportion|share)$/.test(
      tokens[of - 1]?.lower ?? '',
    )
  );
}

/** "three civilian contractors": the noun is another one. */
export function isHalfHead(tokens: readonly Token[], headAt: number, value: number): boolean {
  const next = tokens[headAt + 1];
  if (tokens[headAt]?.lower !== 'civilian' || next === undefined) return false;
  return value > 1 || /^(?:WORD|FIGHTER|STRIKE|ORGANISATION)$/.test(next.class)
    ? !/^(?:DEATH|LIVES|KILLING|INJURY|KILLED|INJURED|AUXILIARY|DASH)$/.test(next.class)
    : false;
}

/** "12 civilians a day", and neither "died in an attack" nor "followed a year of denials". */
function isRateArticle(after: readonly Token[], at: number): boolean {
  const next = after[at + 2];
  const isLast = next === undefined || /^(?:STOP|COMMA|QUOTE)$/.test(next.class);
  const before = after[at - 1]?.class ?? 'VICTIM';
  return (
    /^(?:VICTIM|CIVILIAN|PEOPLE|DEATH|LIVES|CASUALTY|NUMBER)$/.test(before) ||
    (isLast && /^(?:NAME|KILLED)$/.test(before))
  );
}

/** "12 civilians a day", "one in five strikes killed a civilian", "each strike killed one". */
export function isRate(tokens: readonly Token[], at: number, to: number): boolean {
  const after = tokens.slice(at + 1, to + 6);
  const isPer = after.some(
    (token, index) =>
      /^(?:a|an|per|each|every)$/.test(token.lower) &&
      (!/^an?$/.test(token.lower) || isRateArticle(after, index)) &&
      // "a week later" is a time.
      !/^(?:later|after|earlier|ago|before|prior|when)$/.test(after[index + 2]?.lower ?? '') &&
      /^(?:day|week|month|year|hour|strike|raid|attack|sortie)$/.test(after[index + 1]?.lower ?? ''),
  );
  const isShare = tokens
    .slice(0, at)
    .some(
      (token, index, before) =>
        token.class === 'NUMBER' &&
        /^(?:in|of|out of)$/.test(before[index + 1]?.lower ?? '') &&
        before[index + 2]?.class === 'NUMBER',
    );
  const isPercent = tokens.slice(Math.max(0, at - 8), at).some(({ lower }) => /^(?:percent|per cent|%)$/.test(lower));
  const isForEach = after.some(
    (token, index) => token.class === 'FOR' && /^(?:each|every)$/.test(after[index + 1]?.lower ?? ''),
  );
  return (
    isPer ||
    isShare ||
    isPercent ||
    isForEach ||
    tokens.slice(Math.max(0, at - 8), at).some(({ lower }) => lower === 'each' || lower === 'every')
  );
}

/** "a mother and her four children": a part of a count that nobody gives. */
export function isOfFamily(tokens: readonly Token[], at: number): boolean {
  return /^(?:her|his)$/.test(tokens[at - 1]?.lower ?? '') && tokens[at - 2]?.class === 'AND';
}

/** "a woman and her child", "two women and three children": parts of a toll that the text does not add up. */
export function isOfParts(tokens: readonly Token[], head: number): boolean {
  const isKind = (token: Token | undefined): boolean =>
    /^(?:wom[ae]n|m[ae]n|child|children|girls?|boys?|infants?|bab(?:y|ies)|mother|father)$/.test(token?.lower ?? '');
  if (!isKind(tokens[head])) return false;
  const next = tokens[head + 1]?.class === 'AND' ? tokens.slice(head + 2, head + 6) : [];
  const before = tokens.slice(Math.max(0, head - 5), head);
  const and = before.findLastIndex(({ class: name }) => name === 'AND');
  const isAfter = /^(?:NUMBER|POSSESSIVE|DETERMINER)$/.test(next[0]?.class ?? '') && next.some(isKind);
  return isAfter || (and > 0 && isKind(before[and - 1]) && before[and + 1]?.class === 'NUMBER');
}

export function hasVerb(tokens: readonly Token[], from: number, verb: number): boolean {
  if (/^(?:died|perished|lost |did not |met )/.test(tokens[verb]?.lower ?? '')) return true;
  return tokens.slice(from, verb).some((token) => token.class === 'AUXILIARY');
}

/** "12 people, all of them civilians"; "12 civilian people". */
export function isCalledCivilian(tokens: readonly Token[], at: number, to: number): boolean {
  return tokens.slice(at, Math.min(to + 1, tokens.length)).some((token) => token.class === 'CIVILIAN');
}
