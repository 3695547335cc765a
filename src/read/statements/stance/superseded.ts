import type { Token } from '../../engine/token.ts';

/** "first said that twelve were killed, then that none was": whoever said so says something else now. */

const earlier = /^(?:first|at first|initially|originally)$/;
const later = /^(?:later|then|now|since|afterwards|subsequently|eventually)$/;
const otherwise = /^(?:none|nobody|no one|zero|(?:revis|correct|amend|lower|rais|reduc|retract)(?:e|es|ed|ing|s)?)$/;

const isSaying = (token: Token | undefined) => token?.isVerb === true && /^(?:SAY|ASSERT|CONFESS)$/.test(token.class);

/** Returns the token that says that something was said at first; -1 where none does. "The first strike" says it of none. */
export function saidAtFirst(tokens: readonly Token[]): number {
  return tokens.findIndex(
    ({ lower }, at) =>
      earlier.test(lower) &&
      (isSaying(tokens[at + 1]) ||
        isSaying(tokens[at - 1]) ||
        ((lower !== 'first' || tokens[at - 1]?.lower === 'at') && tokens.slice(at + 1, at + 6).some(isSaying))),
  );
}

/** Returns the token from which something else is said; -1 where nothing is. */
export function saidLater(tokens: readonly Token[], from: number): number {
  return tokens.findIndex(
    ({ lower }, at) =>
      at >= from &&
      later.test(lower) &&
      tokens
        .slice(at + 1)
        .some((token) => token.class === 'NUMBER' || token.class === 'WITHDRAW' || otherwise.test(token.lower)),
  );
}

/** Returns the numbers of a sentence that it says were said at first and are not said any more. */
export function supersededNumbers(tokens: readonly Token[]): ReadonlySet<number> {
  const first = saidAtFirst(tokens);
  const turn = first === -1 ? -1 : saidLater(tokens, first + 1);
  if (turn === -1) return new Set();
  return new Set(tokens.slice(first, turn).flatMap(({ number }) => (number === null ? [] : [number.value])));
}
