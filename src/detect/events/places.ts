import { countriesIn } from '../../domain/places/countries.ts';
import { looseSpelling, shortestLoose, spelledFreely } from '../../domain/places/spelling.ts';
import { countriesOf, findPlace, fold } from '../../domain/places.ts';

/**
 * same       one place, by each account's own words
 * within     one names a part of what the other names: a quarter of a town
 * wide       one names no town, only a country or a part of it, that contains the other
 * unknown    an account names no place, or a town that may lie in two countries
 * different  two places
 */
export type PlaceRelation = 'same' | 'within' | 'wide' | 'unknown' | 'different';

/** A printed place. */
interface Printed {
  /** Without countries, the most exact first: equal for the usual spellings of a known place. */
  readonly names: readonly string[];
  /** Whether the first name is that of a known place. */
  readonly isKnown: boolean;
  /** Whether the first name is that of a province, or there is none. */
  readonly isWide: boolean;
  /** ISO 3166-1 codes. */
  readonly countries: readonly string[];
}

const near =
  /^(?:(?:in|at|near|around|outside|the|of|vicinity|outskirts|area|village|town|city|district|neighbou?rhood|suburb|northern|southern|eastern|western|north|south|east|west|north ?east|north ?west|south ?east|south ?west)\s)+(?=\S)/;
/** `southern Somalia`, `Raqqa province`: no town. */
const wideWords = /\b(?:province|governorate|region|oblast|countryside|state)\b/u;
const direction = /^(?:(?:north|south|east|west|central|lower|middle|upper)\w*\s?)+$/u;

const nowhere: Printed = { names: [], isKnown: false, isWide: true, countries: [] };
/** Each place is compared with many others. */
const printed = new Map<string, Printed>();
const mostPrinted = 10_000;

function printedOf(text: string): Printed {
  const known = printed.get(text);
  if (known !== undefined) return known;
  const made = readPrinted(text);
  if (printed.size >= mostPrinted) printed.clear();
  printed.set(text, made);
  return made;
}

function readPrinted(text: string): Printed {
  const parts = text.split(/[,;(]/u).map(fold).filter(Boolean);
  const names = parts.flatMap((part) => {
    const { codes, rest } = countriesIn(part);
    const name = codes.length > 0 && findPlace(part) === null ? rest : part;
    return name === '' || direction.test(name) ? [] : [name.replace(near, '')];
  });
  const countries = countriesOf(text);
  const ids = names.map((name) => idOf(name, countries) ?? (names.length === 1 ? idOf(text, countries) : null));
  const [first] = names;
  return {
    names: [...new Set(names.map((name, at) => ids[at] ?? spelled(name, countries)))],
    isKnown: (ids[0] ?? null) !== null,
    isWide: first === undefined || wideWords.test(first),
    countries,
  };
}

/** Returns what tells a known place from others. One in a country that the text does not name is another of its name. */
function idOf(name: string, countries: readonly string[]): string | null {
  const found = findPlace(name) ?? countries.map((code) => findPlace(`${name}, ${code}`)).find((one) => one !== null);
  if (found === null || found === undefined) return null;
  if (countries.length > 0 && !countries.includes(found.country)) return null;
  return `${found.country}/${spelled(fold(found.name), [found.country])}`;
}

/** A town and its province may be written in two ways, and a quarter that is not known as each text likes. */
function spelled(name: string, countries: readonly string[]): string {
  const loose = countries.length > 0 && countries.every((code) => spelledFreely.has(code)) ? looseSpelling(name) : '';
  return loose.length < shortestLoose ? name : loose;
}

/** Returns the names and countries of a place, for finding others that may be the same. */
export function placeNames(text: string | null): Pick<Printed, 'names' | 'countries'> {
  return text === null ? nowhere : printedOf(text);
}

/** Returns how the places of two accounts relate, each as precisely as its text is. */
export function comparePlaces(one: string | null, other: string | null): PlaceRelation {
  if (one === null || other === null) return 'unknown';
  const [here, there] = [printedOf(one), printedOf(other)];
  const areInCountries = here.countries.length > 0 && there.countries.length > 0;
  if (areInCountries && !here.countries.some((code) => there.countries.includes(code))) return 'different';
  if (here.isWide || there.isWide) return 'wide';
  const [name = '', another = ''] = [here.names[0], there.names[0]];
  // A name that is not known to lie in one country may be a town of each.
  if (name === another) return areInCountries ? 'same' : 'unknown';
  if (here.isKnown && there.isKnown) return 'different';
  return here.names.includes(another) || there.names.includes(name) ? 'within' : 'different';
}
