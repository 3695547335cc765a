import { type TokenClass, tokenClasses } from '../lexicon/classes.ts';
import type { Token } from './token.ts';

/**
 * Patterns over classes of tokens. `NUMBER (ADJECTIVE|ADVERB)* VICTIM` is a regular expression in which each class stands for
 * one token: classes are written as words, and everything else has its meaning in regular expressions.
 */

const firstLetter = 0x100;
const letterOf: ReadonlyMap<string, string> = new Map(
  tokenClasses.map((name, index) => [name, String.fromCharCode(firstLetter + index)]),
);

/** Compiles a pattern. Throws on a class that does not exist. */
export function tokenPattern(source: string): RegExp {
  const compiled = source.replace(/(?<!\(\?<)\b[A-Z][A-Z_]*\b/g, (name) => {
    const letter = letterOf.get(name);
    if (letter === undefined) throw new Error(`There is no class ${name} in the pattern ${source}`);
    return letter;
  });
  return new RegExp(compiled.replace(/\s+/g, ''), 'gdu');
}

/** Returns the classes of tokens as a text of one letter each, so that an offset in it is the index of a token. */
export function classText(tokens: readonly { readonly class: TokenClass }[]): string {
  return tokens.map((token) => letterOf.get(token.class) ?? '').join('');
}

/** Returns each match of a pattern, with the named groups as ranges of tokens; `to` is exclusive. */
export function matches(
  tokens: readonly Token[],
  pattern: RegExp,
): readonly {
  readonly from: number;
  readonly to: number;
  readonly groups: Readonly<Record<string, readonly [number, number]>>;
}[] {
  const text = classText(tokens);
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    groups: Object.fromEntries(
      Object.entries(match.indices?.groups ?? {}).flatMap(([name, range]) =>
        range === undefined ? [] : [[name, range] as const],
      ),
    ),
  }));
}
