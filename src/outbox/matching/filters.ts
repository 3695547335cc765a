import { kindOf } from '../../compose/kinds/index.ts';
import type { Finding } from '../../domain/findings.ts';
import { countriesOf, fold, liesIn } from '../../domain/places.ts';
import type { Filters } from '../../domain/subscriptions.ts';

/** What a subscription's filters leave out: only what is known to lie outside. */

/** False where the finding is known to be of other publishers, other countries or fewer deaths. */
export function passes(filters: Filters, finding: Finding): boolean {
  return (
    isByOneOf(filters.publishers, finding) &&
    isInOneOf(filters.countries, finding) &&
    isOfAtLeast(filters.minKilled, finding)
  );
}

/** Who published it, or whose figure it is: a quote of the Coalition by a carrier is about the Coalition. */
function isByOneOf(publishers: readonly string[], finding: Finding): boolean {
  if (publishers.length === 0) return true;
  const { figures } = kindOf(finding).evidence(finding);
  const speakers = figures.flatMap(({ figure: { speakers, publisher } }) => [...speakers, publisher]);
  return [finding.publisher, ...speakers].some((one) => publishers.includes(one));
}

function isInOneOf(countries: readonly string[], finding: Finding): boolean {
  return standingTo(countries, finding) !== 'outside';
}

/** Whether the finding passes only because no country is known for it. Its post says so. */
export function isOfUnknownCountry({ countries }: Filters, finding: Finding): boolean {
  return standingTo(countries, finding) === 'unknown';
}

/**
 * inside   one of its places is known to lie in one of the countries, or no country is asked for
 * outside  each of its places is known to lie elsewhere
 * unknown  it names no place, or one that may lie anywhere
 */
function standingTo(countries: readonly string[], finding: Finding): 'inside' | 'outside' | 'unknown' {
  if (countries.length === 0) return 'inside';
  const { figures, entries } = kindOf(finding).evidence(finding);
  const places = [
    ...figures.map(({ figure: { place } }) => ({ text: place, isCountry: false })),
    ...entries.map(({ incident: { place, country } }) => ({ text: country ?? place, isCountry: country !== null })),
  ].flatMap(({ text, isCountry }) => (text === null ? [] : [{ text, isCountry }]));
  if (places.length === 0) return 'unknown';
  const passing = places.filter(({ text, isCountry }) => countries.some((country) => liesIn(text, country, isCountry)));
  if (passing.length === 0) return 'outside';
  const isKnown = passing.some(
    ({ text, isCountry }) => isCountry || countriesOf(text).length > 0 || countries.some((one) => names(text, one)),
  );
  return isKnown ? 'inside' : 'unknown';
}

/** A province that no list has is asked for by its words. */
function names(place: string, asked: string): boolean {
  return ` ${fold(place)} `.includes(` ${fold(asked)} `);
}

function isOfAtLeast(minKilled: number | null, finding: Finding): boolean {
  const deaths = kindOf(finding).deaths(finding);
  return minKilled === null || deaths === null || deaths >= minKilled;
}
