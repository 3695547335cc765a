import type { TokenClass } from '../../lexicon/classes.ts';
import type { Subject } from './subjects.ts';

/** A verb, noun or phrase by which somebody says something, or says that it is not so. */
export interface Governor {
  readonly class: TokenClass;
  /** Token of the verb or noun. */
  readonly at: number;
  /** First token after the governor and what belongs to it. */
  readonly end: number;
  readonly subject: Subject;
  /** "did not confirm", "declined to say", "has yet to admit". */
  readonly isNegated: boolean;
  /** "would confirm", "if it admits". */
  readonly isSupposed: boolean;
  /** "acknowledged by the Coalition": what is said stands before it. */
  readonly isPassive: boolean;
  /** "..., said the Coalition", "according to". */
  readonly isInverted: boolean;
  readonly isNoun: boolean;
}

export const verbs: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'SAY',
  'ASSERT',
  'ESTIMATE',
  'CONFESS',
  'DENY',
  'DOUBT',
  'REVIEW',
  'WITHDRAW',
  'ALLEGE',
  'DEMAND',
  'AVERT',
]);
export const nouns: ReadonlySet<TokenClass> = new Set<TokenClass>(['ADMISSION', 'ALLEGATION', 'TOLL', 'STATEMENT']);
const asserting: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'SAY',
  'ASSERT',
  'ESTIMATE',
  'CONFESS',
  'ADMISSION',
  'ACCORDING',
]);

/** Returns whether a governor says that something is so. */
export function isAsserting({ class: name, isNegated, isSupposed }: Governor): boolean {
  return asserting.has(name) && !isNegated && !isSupposed;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}
