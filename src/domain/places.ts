import { countriesIn } from './places/countries.ts';
import { countriesOf, findPlace } from './places/gazetteer.ts';
import { fold, looseSpelling, spelledFreely } from './places/spelling.ts';

export { countriesOf, findPlace, type Place } from './places/gazetteer.ts';
export { fold } from './places/spelling.ts';

/** Names of places in one text are parted by these. */
const parting = /,|&|\/|\band\b/iu;

/** Returns an equal key for `Syria and Iraq` and `Iraq, Syria`, because a place is a set of names. `[]` for null. */
export function placeKey(place: string | null): string {
  const names = (place ?? '')
    .replace(/\bthe\b/giu, ' ')
    .split(parting)
    .map(fold)
    .filter((name) => name !== '');
  return JSON.stringify([...new Set(names)].sort());
}

/**
 * Returns whether a place as printed may lie in a country, ignoring case. `Iraq and Syria` and `Raqqa` may lie in Syria.
 * A place without a known country may lie anywhere. `isCountry` says that the place is the name of a country.
 */
export function liesIn(place: string, country: string, isCountry = false): boolean {
  const wanted = countriesIn(fold(country)).codes;
  // What names no country, such as a province, is compared by its words.
  if (wanted.length === 0 && fold(country) !== '' && ` ${fold(place)} `.includes(` ${fold(country)} `)) return true;
  const codes = countriesOf(place);
  if (codes.length === 0) return !isCountry || fold(place) === fold(country);
  return (wanted.length > 0 ? wanted : countriesOf(country)).some((code) => codes.includes(code));
}

/**
 * Returns whether both places are known to lie in one country. False where either is null or unknown. A comparison is
 * shown only then, because a figure for Raqqa says nothing about Somalia.
 */
export function shareCountry(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const codes = countriesOf(one);
  return countriesOf(other).some((code) => codes.includes(code));
}

/**
 * Returns whether a place as printed is known to lie in another or to be it: `Al Badu, Raqqah` in `Raqqa`, `Raqqa` in `Syria`. False
 * where either is not known.
 */
export function isKnownIn(place: string, wanted: string): boolean {
  const codes = countriesOf(place);
  if (isCountryName(wanted)) return countriesIn(fold(wanted)).codes.some((code) => codes.includes(code));
  const countries = countriesOf(wanted);
  if (countries.length > 0 && !countries.some((code) => codes.includes(code))) return false;
  const there = spellingsIn(wanted);
  return spellingsIn(place).some((name) => there.includes(name));
}

/** Returns the names of towns in a text, each as it is printed and as the gazetteer has it, alike in their usual spellings. */
function spellingsIn(text: string): readonly string[] {
  return text.split(parting).flatMap((part) => {
    const { rest } = countriesIn(fold(part));
    if (rest.replaceAll(direction, '').trim() === '') return [];
    const known = findPlace(part) ?? findPlace(`${part}, ${text}`);
    if (known === null) return [rest];
    const name = fold(known.name);
    return [rest, `${known.country} ${spelledFreely.has(known.country) ? looseSpelling(name) : name}`];
  });
}

/** Whether a text is the name of a country and nothing else. */
export function isCountryName(text: string): boolean {
  const { codes, rest } = countriesIn(fold(text));
  return codes.length > 0 && rest === '';
}

/** `northwest` Syria is no town. */
const direction =
  /\b(?:north|south|east|west|central|centre|northern|southern|eastern|western|(?:north|south)(?:east|west)(?:ern)?|parts?|of)\b/gu;

/** What tells towns apart in a text, and the countries that the text lies in. */
interface Whereabouts {
  readonly towns: ReadonlySet<string>;
  readonly countries: readonly string[];
}

function whereaboutsOf(text: string): Whereabouts {
  const towns = text
    .split(parting)
    .filter((name) => countriesIn(fold(name)).rest.replaceAll(direction, '').trim() !== '')
    .map((name) => {
      const place = findPlace(name) ?? findPlace(`${name}, ${text}`);
      return place === null ? fold(name) : JSON.stringify([place.name, place.country]);
    });
  return { towns: new Set(towns), countries: countriesOf(text) };
}

/**
 * Returns whether two places as printed may be one: `near Jilib` and `Jilib, Somalia`, or `Jilib` and `Somalia`. True where
 * either is null.
 */
export function mayBeSamePlace(one: string | null, other: string | null): boolean {
  if (one === null || other === null || placeKey(one) === placeKey(other)) return true;
  const [here, there] = [whereaboutsOf(one), whereaboutsOf(other)];
  if (here.towns.size > 0 && there.towns.size > 0) return [...here.towns].some((town) => there.towns.has(town));
  if (here.countries.length === 0 || there.countries.length === 0) return true;
  return here.countries.some((code) => there.countries.includes(code));
}
