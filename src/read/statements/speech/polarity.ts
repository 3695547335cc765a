import type { Token } from '../../engine/token.ts';
import type { Governor } from './governor.ts';

export function plain(
  tokens: readonly Token[],
  at: number,
  from: number,
): Pick<Governor, 'isNegated' | 'isSupposed' | 'isPassive' | 'isInverted' | 'isNoun'> {
  return { ...polarity(tokens, at, from), isPassive: false, isInverted: false, isNoun: false };
}

/** "were able to verify": they did. */
function wasAble(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.lower === 'able to' && /^(?:was|were|been)$/.test(tokens[at - 1]?.lower ?? '');
}

/** "we can say that", "I can now report that": they do. */
function canTell(tokens: readonly Token[], at: number): boolean {
  const verb = tokens[at + 1]?.class === 'ADVERB' ? tokens[at + 2] : tokens[at + 1];
  return (
    tokens[at]?.lower === 'can' &&
    /^(?:we|i)$/.test(tokens[at - 1]?.lower ?? '') &&
    /^(?:say|tell|report|announce|disclose|reveal|acknowledge)$/.test(verb?.lower ?? '')
  );
}

const grounds =
  /^(?:evidence|information|proof|basis|grounds?|reasons?|data|indications?|records?|support|justification|cause|material|detail|details|corroboration)$/;
const scarcity = /^(?:little|scant|inadequate|scarce|meagre|limited|lacks?|lacked|lacking|missing|few)$/;

/** "insufficient evidence to conclude", "lacked the information to establish": they did not. */
function lacksGrounds(tokens: readonly Token[], at: number, from: number): boolean {
  const before = tokens.slice(from, at);
  const to = before.findLastIndex(({ class: name }) => name !== 'ADVERB');
  const noun = to === -1 || before[to]?.class !== 'TO' ? -1 : to - 1;
  if (!grounds.test(before[noun]?.lower.split(' ').at(-1) ?? '')) return false;
  return before
    .slice(Math.max(0, noun - 5), noun + 1)
    .some(({ class: name, lower }) => name === 'DOUBT' || name === 'NOT' || scarcity.test(lower));
}

const letting =
  /^(?:let|lets|letting|allow|allows|allowed|enable|enables|enabled|permit|permits|permitted|help|helps|helped)$/;

/** "nothing that would let the command establish": it did not. "allowed it to establish" says that it did. */
function isNotLet(tokens: readonly Token[], at: number, from: number): boolean {
  const before = tokens.slice(Math.max(from, at - 6), at);
  const causative = before.findLastIndex(({ lower }) => letting.test(lower));
  if (causative === -1) return false;
  const start = Math.max(from, at - 6) + causative;
  return tokens
    .slice(Math.max(from, start - 6), start)
    .some(({ class: name }) => name === 'NOT' || name === 'DOUBT' || name === 'MODAL');
}

/** What the verb group before a verb says of it. */
export function polarity(
  tokens: readonly Token[],
  at: number,
  from: number,
): Pick<Governor, 'isNegated' | 'isSupposed'> {
  let isNegated = false;
  let isSupposed = false;
  const verb = tokens[at]?.lower ?? '';
  for (let index = at - 1; index >= from; index -= 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.class === 'NOT' || (token.class === 'DOUBT' && tokens[index + 1]?.class !== 'COMMA')) isNegated = true;
    else if (token.class === 'MODAL' || token.class === 'DEMAND')
      isSupposed ||=
        !(token.lower === 'can' && /^confirm/.test(verb)) && !canTell(tokens, index) && !wasAble(tokens, index);
    else if (token.class === 'IF' || token.class === 'REVIEW') isSupposed = true;
    else if (
      !/^(?:AUXILIARY|ADVERB|TO|LIKELY|SAY)$/.test(token.class) ||
      (token.class === 'SAY' && !/ly$/.test(token.lower))
    )
      break;
  }
  if (lacksGrounds(tokens, at, from) || isNotLet(tokens, at, from)) isNegated = true;
  // "had been mistaken when it said", "was wrong to say".
  const clause = tokens.slice(Math.max(from, at - 6), at);
  const wrong = clause.findIndex((token) => token.class === 'DENY' && !token.isVerb);
  if (wrong !== -1 && /^(?:WHO|IN|TO|IF)$/.test(clause[wrong + 1]?.class ?? '')) isNegated = true;
  // "When we say that we killed 12": of every time, and not of one.
  const isPast = /(?:ed|said|told|found|wrote|put|held|shown|made)$/.test(verb);
  if (!isPast && clause.some(({ lower }) => /^(?:when|whenever|once)$/.test(lower))) isSupposed = true;
  // "whether it admits", "if the Coalition confirms".
  const subject = tokens.slice(Math.max(from, at - 6), at);
  if (subject.some((token) => token.class === 'IF')) isSupposed = true;
  return { isNegated, isSupposed };
}
