import type { PositionKind } from '../domain/relations/positions.ts';
import type { Wording } from './figures.ts';

/** Demands and positions in words, the same in posts and in answers to commands. */

const shownQuote = 280;

/** Returns `Demands an investigation and reparation; on the scale of the harm`. */
export function demandLabel(kinds: readonly PositionKind[], { language }: Wording): string {
  const { demands, demandsOf, subjects } = language.kinds.reaction;
  const demanded = kinds.flatMap((kind) => demands[kind] ?? []);
  const told = kinds.flatMap((kind) => subjects[kind] ?? []);
  return language.capital([...(demanded.length === 0 ? [] : [demandsOf(language.list(demanded))]), ...told].join('; '));
}

/** Returns a sentence in quotation marks of our own alone, cut where it is long. */
export function shortQuote(quote: string, { language }: Wording): string {
  const bare = quote.replace(/^["“”'‘’\s]+|["“”'‘’\s]+$/gu, '');
  const characters = [...bare];
  const cut = `${characters.slice(0, shownQuote).join('')}${language.cutShort}`;
  return language.quoted(characters.length <= shownQuote ? bare : cut);
}
