import { countriesIn } from './countries.ts';
import gazetteer from './gazetteer.json' with { type: 'json' };
import { reportedPlaces } from './reported.ts';
import { fold, looseSpelling, shortestLoose, spelledFreely, withoutKind } from './spelling.ts';

/** A place whose country is certain. */
export interface Place {
  readonly name: string;
  /** ISO 3166-1 code, `SY`. */
  readonly country: string;
  /** In degrees; of a province, the mean of its towns. */
  readonly latitude: number;
  readonly longitude: number;
}

/** Returns the value of a key in sorted lines of `key|value`; undefined where no line has the key. */
function lookUp(lines: string, key: string): string | undefined {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = lines.lastIndexOf('\n', middle - 1) + 1;
    const end = lines.indexOf('\n', start);
    const bar = lines.indexOf('|', start);
    const found = lines.slice(start, bar);
    if (found === key) return lines.slice(bar + 1, end);
    if (found < key) low = end + 1;
    else high = start;
  }
  return undefined;
}

function placesAt(offsets: string | undefined): readonly Place[] {
  return (offsets ?? '').split(' ').flatMap((offset): readonly Place[] => {
    if (offset === '') return [];
    const start = Number.parseInt(offset, 36);
    const line = gazetteer.places.slice(start, gazetteer.places.indexOf('\n', start));
    const [name = '', country = '', latitude, longitude] = line.split('|');
    return [{ name, country, latitude: Number(latitude), longitude: Number(longitude) }];
  });
}

type Reported = Readonly<Record<'exact' | 'loose', ReadonlyMap<string, readonly Place[]>>>;
let reported: Reported | undefined;

function indexReported(): Reported {
  const exact = new Map<string, readonly Place[]>();
  const loose = new Map<string, readonly Place[]>();
  const add = (map: Map<string, readonly Place[]>, key: string, place: Place) =>
    map.set(key, [...(map.get(key) ?? []), place]);
  for (const [name, country, latitude, longitude, ...others] of reportedPlaces) {
    const place = { name, country, latitude, longitude };
    const keys = new Set([name, ...others].map(fold));
    for (const key of keys) add(exact, key, place);
    if (!spelledFreely.has(country)) continue;
    for (const key of new Set([...keys].map(looseSpelling))) if (key.length >= shortestLoose) add(loose, key, place);
  }
  return { exact, loose };
}

/** The index is made at the first look. */
function reportedAs(key: string, spelling: keyof Reported): readonly Place[] {
  reported ??= indexReported();
  return reported[spelling].get(key) ?? [];
}

interface Candidates {
  /** What the name means where nothing else is said; several where that is not certain. One for each country. */
  readonly likely: readonly Place[];
  /** What else it may mean where another country is named. */
  readonly possible: readonly Place[];
}

function candidates(folded: string): Candidates {
  const name = withoutKind(folded);
  const own = [folded, name].map((key) => reportedAs(key, 'exact')).find((places) => places.length > 0) ?? [];
  const loose = looseSpelling(name);
  const exact = placesAt(lookUp(gazetteer.exact, name));
  const spelled =
    loose.length < shortestLoose
      ? []
      : onePerCountry([...placesAt(lookUp(gazetteer.loose, loose)), ...reportedAs(loose, 'loose')]);
  const [likely = []] = [own, exact, spelled].filter((places) => places.length > 0);
  const all = onePerCountry([...spelled, ...exact, ...likely]);
  return { likely, possible: all.filter((place) => !likely.includes(place)) };
}

/** The last of each country. */
function onePerCountry(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [place.country, place])).values()];
}

/** `near`, `north of`: words before a name. */
const before =
  /^(?:(?:in|at|near|around|outside|inside|between|from|the|of|vicinity|outskirts|area|city|town|village|district|province|region|camp|greater|old|northern|southern|eastern|western|central|northeastern|northwestern|southeastern|southwestern|north|south|east|west|northeast|northwest|southeast|southwest)\s)+(?=\S)/;

interface Part extends Candidates {
  readonly countries: readonly string[];
}

/** Returns what one name may mean. A name that is that of a country means the country. */
function partOf(text: string): Part {
  const folded = fold(text);
  if (reportedAs(folded, 'exact').length > 0) return { countries: [], ...candidates(folded) };
  const { codes, rest } = countriesIn(folded);
  if (rest === '') return { countries: codes, likely: [], possible: [] };
  const found = candidates(rest);
  return { countries: codes, ...(found.likely.length > 0 ? found : candidates(rest.replace(before, ''))) };
}

interface Location {
  /** Codes of the countries; none where they are not known, or two are equally possible. */
  readonly countries: readonly string[];
  readonly place: Place | null;
}

const nowhere: Location = { countries: [], place: null };

/** Returns where one place lies whose names are parted by commas: `Sinjar, Nineveh, Iraq`. */
function locate(text: string): Location {
  const parts = text.split(/[,(]/u).map(partOf);
  const named = new Set(parts.flatMap(({ countries }) => countries));
  if (named.size > 0) {
    const [inside = []] = parts
      .flatMap(({ likely, possible }) => [likely, possible])
      .map((places) => places.filter(({ country }) => named.has(country)))
      .filter((places) => places.length > 0);
    return { countries: [...named], place: inside.length === 1 ? (inside[0] ?? null) : null };
  }
  const found = parts.map(({ likely }) => likely).filter((places) => places.length > 0);
  const [first, ...others] = found;
  if (first === undefined) return nowhere;
  const isCommon = ({ country }: Place) => others.every((places) => places.some((one) => one.country === country));
  const common = first.filter(isCommon);
  const [place] = common;
  if (place !== undefined) return common.length === 1 ? { countries: [place.country], place } : nowhere;
  // Names in different countries are different places. One that may be in two is in none of them for certain.
  const certain = found.flatMap((places) => (places.length === 1 ? places : []));
  return { countries: [...new Set(certain.map(({ country }) => country))], place: null };
}

/**
 * Returns the place that a name means, whichever of its usual spellings is used and with or without its country or
 * province; null where it is not known or may lie in two countries: `Tripoli`, but not `Tripoli, Libya`.
 */
export function findPlace(name: string): Place | null {
  return locate(name).place;
}

/** Returns the codes of the countries that a place as printed lies in: `Mosul and Raqqa` in two. Empty where not known. */
export function countriesOf(place: string): readonly string[] {
  return [...new Set(place.split(/&|\/|;|\band\b/iu).flatMap((one) => locate(one).countries))];
}
