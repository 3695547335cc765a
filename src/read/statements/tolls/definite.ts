import type { Token } from '../../engine/token.ts';
import type { Toll } from './toll.ts';

/** Whether a figure is of the strike that the sentences before told of. */

/** "The bomb at Surman killed". */
export function isDefiniteStrike(tokens: readonly Token[], toll: Toll): boolean {
  return (
    /^(?:the|this|that|its)$/.test(tokens[0]?.lower ?? '') &&
    /^(?:active|clause)$/.test(toll.form) &&
    tokens[tokens[1]?.class === 'ADJECTIVE' ? 2 : 1]?.class === 'STRIKE'
  );
}

/** "its F-16s had struck the homes": the speaker's own strike. */
export function tellsOfStrike(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, index) =>
      token.class === 'POSSESSIVE' &&
      tokens.slice(index + 1, index + 4).some(({ class: name }) => name === 'STRIKE') &&
      tokens
        .slice(index + 2, index + 8)
        .some(({ lower }) => /^(?:struck|hit|bombed|attacked|fired|dropped)$/.test(lower)) &&
      tokens.every(({ class: name }) => !/^(?:NOT|DENY|DOUBT|IF|MODAL|REVIEW)$/.test(name)),
  );
}
