import type { Token } from '../../engine/token.ts';

const hearsay = /\b(?:reports|media|witnesses|residents|activists|locals|press|newspapers?|monitors)\b/;
const widest = 6;

/**
 * "The Pentagon, citing Airwars, said 12 civilians were killed": the count is that of others, wherever this stands in the
 * sentence. What a force cites of its own is none.
 */
export function citesOthers(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }, at) => {
    const next = tokens[at + 1]?.lower;
    const isCited =
      /^(?:citing|quoting)$/.test(lower) || (/^(?:referring|relying)$/.test(lower) && /^(?:to|on)$/.test(next ?? ''));
    if (!isCited) return false;
    const end = tokens.findIndex(({ class: name }, index) => index > at && /^(?:COMMA|STOP|SEMICOLON)$/.test(name));
    const named = tokens.slice(at + 1, Math.min(at + 1 + widest, end === -1 ? tokens.length : end));
    return named.some(
      (token) =>
        hearsay.test(token.lower) ||
        (token.class === 'SPEAKER' && token.speakers[0] !== undefined && token.speakers[0].role !== 'acknowledging'),
    );
  });
}
