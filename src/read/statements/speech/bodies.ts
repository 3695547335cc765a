import type { Token } from '../../engine/token.ts';

/**
 * "the ministry in The Hague", "the army of Nigeria": a body by its noun and the country or capital behind it. Returns its
 * id and where its words begin, for the noun group that ends at `at`, or null.
 */
export function bodyOfPlace(
  tokens: readonly Token[],
  at: number,
  start: number,
): { readonly id: string; readonly from: number } | null {
  const place = tokens[at];
  if (place === undefined || !/^(?:NAME|SPEAKER)$/.test(place.class) || !place.isVague) return null;
  const link = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  const noun = tokens[link - 1];
  if (link - 1 < start || noun === undefined || !/^(?:OF|IN)$/.test(tokens[link]?.class ?? '')) return null;
  // "the defence minister in The Hague".
  const [body] = place.speakers;
  const isMinister =
    noun.lower === 'minister' && /^defen[cs]e$/.test(tokens[link - 2]?.lower ?? '') && link - 2 >= start;
  if (isMinister && body?.role === 'acknowledging') return { id: body.id, from: link - 2 };
  if (!/^(?:REFERENCE|ORGANISATION)$/.test(noun.class)) return null;
  const bodies = noun.speakers.filter(({ id }) => place.speakers.some((one) => one.id === id));
  const only = bodies[0] ?? (armies.test(noun.lower) ? place.speakers[0] : undefined);
  if (only === undefined) return null;
  const from = tokens[link - 2]?.class === 'DETERMINER' && link - 2 >= start ? link - 2 : link - 1;
  return { id: only.id, from };
}

/** Nouns of a state's forces that every country has. */
const armies = /^(?:army|navy|air force|military|armed forces|ministry|defence ministry|ministry of defence)$/;
