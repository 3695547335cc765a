import type { Token } from '../engine/token.ts';
import { circumstanceWords } from '../lexicon/circumstances.ts';
import type { TokenClass } from '../lexicon/classes.ts';
import { isActor } from './bearing.ts';
import type { Match } from './phrasing.ts';

const refusing: ReadonlySet<TokenClass> = new Set<TokenClass>(['DENY', 'ALLEGE', 'WITHDRAW', 'QUESTION', 'IF']);
/** Words that take back what follows them. */
export const refusingBefore: ReadonlySet<TokenClass> = new Set<TokenClass>([
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

/** Whether the words around a match take it back, or say it of fighters. `allows` are classes that may precede it. */
export function isRefused(tokens: readonly Token[], { from, to }: Match, allows: readonly TokenClass[]): boolean {
  const start = tokens.slice(0, from).findLastIndex(({ class: name }) => /^(?:SEMICOLON|BUT|STOP)$/.test(name)) + 1;
  return tokens.some(({ class: name }, at) => {
    if (at >= from && at < to) return false;
    if (refusing.has(name)) return true;
    if (at < start || at >= from) return false;
    return (refusingBefore.has(name) && !allows.includes(name)) || (name === 'FIGHTER' && isActor(tokens, at));
  });
}

const harm = /^(?:KILL|KILLED|KILLING|DEATH|LIVES|INJURED|INJURING|INJURY|CASUALTY|STRIKE|VICTIM|CIVILIAN|FAMILY)$/;
const kin: ReadonlySet<string> = new Set(circumstanceWords.kin);

/** "We are sorry for the delay", "an investigation into the leak": these are not about the dead. */
export function isOfNoHarm(tokens: readonly Token[], { from, to }: Match, sense: string | null): boolean {
  const hasHarm = (range: readonly Token[]) =>
    range.some(({ class: name, lower }) => harm.test(name) || kin.has(lower));
  if (sense === 'regretted') return !hasHarm(tokens.slice(from));
  // "sorry for" is one token.
  const isOfSomething = tokens
    .slice(to - 1, to + 1)
    .some(({ lower }) => /(?:^| )(?:into|of|about|for|that)$/.test(lower));
  return isOfSomething && !hasHarm(tokens.slice(to));
}
