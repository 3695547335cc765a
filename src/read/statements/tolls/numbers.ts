import type { Qualifier } from '../../../domain/measures.ts';
import type { Token } from '../../engine/token.ts';
import { qualifierWords } from '../../lexicon/words.ts';

/** What the words beside a number say of it: its range, its qualifier, and whether it is new. */

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

export function rangeEnd(
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
    tokens[upperAt - 1]?.class === 'QUALIFIER' &&
    /^(?:up to|as many as|a maximum of|at most)$/.test(tokens[upperAt - 1]?.lower ?? '');
  // "more than 60 and perhaps 70".
  const isPossible = tokens[upperAt - 1]?.class === 'MODAL';
  // Only the first is certain.
  if (isPossible && link?.class === 'AND') return null;
  if ((link?.class === 'AND' || link?.class === 'COMMA') && !isBetween && !isUpTo && !isPossible) return 'separate';
  return upper > lower ? { value: upper } : 'separate';
}

/** "up to 64": the upper end of a range has a word of its own. */
export function isBounded(tokens: readonly Token[], upperAt: number | undefined): boolean {
  return upperAt !== undefined && /^(?:QUALIFIER|MODAL)$/.test(tokens[upperAt - 1]?.class ?? '');
}

/** "three civilians, and possibly a fourth". */
export function fourth(tokens: readonly Token[], value: number, headAt: number): number | null {
  const next = ordinals[value];
  const after = tokens.slice(headAt + 1, headAt + 6);
  const isPossible = after.some((token) => token.class === 'MODAL');
  // "nine civilians, perhaps as many as eleven".
  const modal = after.findIndex((token) => token.class === 'MODAL');
  const most = after[modal + 1]?.class === 'QUALIFIER' ? after[modal + 2] : after[modal + 1];
  if (after[0]?.class === 'COMMA' && modal === 1 && (most?.number?.value ?? 0) > value)
    return most?.number?.value ?? null;
  return next !== undefined && isPossible && after.some(({ lower }) => lower === next) ? value + 1 : null;
}

export function qualifierOf(tokens: readonly Token[], at: number): Qualifier | null {
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
  if (next?.class !== 'OR') return null;
  // "370 or so", "six or more".
  if (tokens[at + 2]?.lower === 'so') return 'about';
  return tokens[at + 2]?.class === 'OTHERS' ? 'at least' : null;
}

export function isNew(tokens: readonly Token[], at: number): boolean {
  const preceding = tokens.slice(Math.max(0, at - 3), at);
  // "another strike killed one": the strike is new, not the count.
  const before = preceding.slice(
    preceding.findLastIndex(({ class: name }) => /^(?:KILLED|KILLING|STRIKE|CAUSE)$/.test(name)) + 1,
  );
  const after = tokens.slice(at + 1, at + 4);
  const head = after.findIndex((token) => /^(?:VICTIM|CIVILIAN|PEOPLE|DEATH|AND|COMMA)$/.test(token.class));
  const near = [...before, ...after.slice(0, head === -1 ? 1 : head)];
  return near.some(
    (token, index) =>
      (token.class === 'ADDITIONAL' && near[index + 1]?.class !== 'THAT') ||
      /^(?:previously un\w+|more|further)$/.test(token.lower),
  );
}
