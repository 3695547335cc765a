import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';
import type { Toll } from '../tolls/toll.ts';
import { isAttribution, substantiates } from './reach.ts';

/** Who says so where one body upholds what another reported or found. */

/** "A report that ... was substantiated by CENTCOM", "is credible, CENTCOM said": who upholds it. */
export function upheldBy(
  tokens: readonly Token[],
  nearest: Governor | undefined,
  { right, toll }: { readonly right: readonly Governor[]; readonly toll: Toll },
): Governor | undefined {
  if (nearest?.class !== 'ALLEGATION' || !nearest.isNoun) return undefined;
  const predicate = tokens.slice(toll.to, toll.to + 12);
  const verb = predicate.findIndex(
    (token) =>
      token.class === 'CREDIBLE' || (token.isVerb && token.class === 'ASSERT' && substantiates.test(token.lower)),
  );
  const before = predicate.slice(0, Math.max(0, verb));
  const isUpheld =
    before.some(({ class: name }) => name === 'AUXILIARY') &&
    before.every(({ class: name }) =>
      /^(?:AUXILIARY|ADVERB|IN|PREPOSITION|NAME|DATE|ASSERT|TO|DETERMINER)$/.test(name),
    );
  if (!isUpheld) return undefined;
  return right.find(
    (one) => isAsserting(one) && one.subject.kind === 'speakers' && (one.isPassive || isAttribution(tokens, one, toll)),
  );
}

/** "AFRICOM confirmed an Amnesty finding that its strike killed one": AFRICOM says so now. */
export function confirmerOf(tokens: readonly Token[], left: readonly Governor[]): Governor | null {
  const [outer, noun] = left.slice(-2);
  if (outer === undefined || noun?.class !== 'ADMISSION' || !noun.isNoun || outer.isNoun || !isAsserting(outer))
    return null;
  // "accepted an estimate of 30 deaths": of a plan.
  const isFinding = /^(?:findings?|conclusions?)$/.test(tokens[noun.at]?.lower ?? '');
  if (noun.subject.kind !== 'speakers' || !isFinding) return null;
  const isNext = tokens
    .slice(outer.end, noun.subject.from)
    .every(({ class: name }) => /^(?:DETERMINER|ADJECTIVE)$/.test(name));
  return isNext && /^(?:confirm|accept|acknowledg|conced|endors)/.test(tokens[outer.at]?.lower ?? '') ? outer : null;
}
