import type { Qualifier } from '../../domain/measures.ts';
import type { TokenClass } from './classes.ts';
import { harmWords } from './harm.ts';
import { phrases } from './phrases.ts';
import { refusalWords } from './refusals.ts';
import { smallWords } from './small-words.ts';

/**
 * English words and phrases by class. Where a phrase and a word in it compete, the longer one wins; of two classes of one
 * phrase, the one that comes first.
 */
export const words: Readonly<Partial<Record<TokenClass, readonly string[]>>> = {
  ...harmWords,
  ...refusalWords,
  ...smallWords,
};

/** Qualifiers of a figure, by the value that a reading has. They are qualifiers only before a number. */
export const qualifierWords: Readonly<Record<Qualifier, readonly string[]>> = {
  'at least': phrases(`
    at least, a minimum of, minimum of, no fewer than, no less than, not less than, not fewer than, at the least,
    at the very least
  `),
  'more than': phrases(`
    more than, over, above, in excess of, exceeding, upwards of, well over, well above, some more than, just over,
    upward of
  `),
  nearly: phrases(`
    nearly, almost, close to, just under, approaching, not quite
  `),
  about: phrases(`
    about, around, approximately, roughly, some, an estimated, estimated, circa, approx
  `),
  'up to': phrases(`
    up to, as many as, at most, a maximum of, no more than, not more than
  `),
};
