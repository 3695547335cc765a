import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fold, looseSpelling, shortestLoose, spelledFreely, withoutKind } from '../../src/domain/places/spelling.ts';

/**
 * Writes `src/domain/places/gazetteer.json` from two files of GeoNames, `cities500.txt` and `admin1CodesASCII.txt`, in the
 * folder that is given. Both are at https://download.geonames.org/export/dump/ under CC BY 4.0.
 */

/** Countries where strikes are reported: every town of the file, with its other names. */
const inFull = new Set('AF BF CD CM ER ET IQ IR KE LB LY ML MM MZ NE NG PK PS SD SO SS SY TD YE'.split(' '));
/** Their neighbours and other countries at war: towns from this size, by their own name. */
const larger: ReadonlyMap<string, number> = new Map([
  ...'AE AM AZ IL JO RW SA UA'.split(' ').map((code) => [code, 15_000] as const),
  ...'CO DJ DZ EG IN KH PH RU TH TN TR UG'.split(' ').map((code) => [code, 50_000] as const),
]);
/** From this size the other names of their towns are taken too. */
const withOtherNames = 100_000;
/** Of the rest of the world, cities from this size, by their own name: so that they are not taken for a town of the others. */
const elsewhere = 500_000;

interface Place {
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly kind: 't' | 'p';
  readonly population: number;
  readonly names: readonly string[];
}

/** Shorter names beside a place's own are words as often as names. */
const latin = /^[\p{Script=Latin}\p{M}\s'’ʼ‘`-]{5,}$/u;
/** Names that a text uses as words, without the word for the kind of place. */
const words = new Set(['march', 'may', 'old', 'new', 'human', 'central', 'eastern', 'western', 'northern', 'southern']);
/** Letters without their vowels, and syllables of another script, are in no text. */
const unused = /[bcdfghjklmnpqrstvwxz]{5}|^[^aeiouy]+$|(?:\b\S{1,3}\s){2}|^\S{1,3}\s\S{1,3}\s/u;

/** A text of such letters alone takes half the memory. */
function isOneByte(text: string): boolean {
  return /^[^\u0100-\uffff]*$/.test(text);
}

function isUsed(name: string): boolean {
  return latin.test(name) && !unused.test(fold(name)) && isOneByte(fold(name));
}

function rowsOf(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}

function townsIn(rows: readonly (readonly string[])[]): readonly Place[] {
  return rows.flatMap(([, , name = '', others = '', latitude, longitude, , , country = '', , , , , , size]) => {
    const population = Number(size);
    const isNear = inFull.has(country) || population >= (larger.get(country) ?? Number.POSITIVE_INFINITY);
    if (!isNear && population < elsewhere) return [];
    const hasOthers = inFull.has(country) || population >= withOtherNames;
    const names = isNear && hasOthers ? others.split(',').filter((other) => isUsed(other)) : [];
    return [{ name, country, latitude: Number(latitude), longitude: Number(longitude), kind: 't', population, names }];
  });
}

/** A province lies where its people live: at the mean of its towns. */
function provincesIn(rows: readonly (readonly string[])[], towns: readonly (readonly string[])[]): readonly Place[] {
  const sums = new Map<string, { people: number; latitude: number; longitude: number }>();
  for (const row of towns) {
    const code = `${row[8]}.${row[10]}`;
    const sum = sums.get(code) ?? { people: 0, latitude: 0, longitude: 0 };
    const people = Number(row[14]) + 1;
    sum.people += people;
    sum.latitude += people * Number(row[4]);
    sum.longitude += people * Number(row[5]);
    sums.set(code, sum);
  }
  return rows.flatMap(([code = '', name = '', letters = '']) => {
    const ascii = (letters || name).replace(/[‘’ʼ]/g, "'");
    const country = code.slice(0, 2);
    const sum = sums.get(code);
    if (sum === undefined || !(inFull.has(country) || larger.has(country))) return [];
    const [latitude, longitude] = [sum.latitude / sum.people, sum.longitude / sum.people];
    return [{ name: ascii, country, latitude, longitude, kind: 'p', population: sum.people, names: [name] }];
  });
}

/** Of the places of one key, those that have it as their own name or, if none has, as another; the largest per country. */
function chosen(places: readonly { readonly place: Place; readonly isOwn: boolean }[]): readonly Place[] {
  const own = places.filter(({ isOwn }) => isOwn);
  const perCountry = new Map<string, Place>();
  for (const { place } of own.length > 0 ? own : places) {
    const before = perCountry.get(place.country);
    const isBetter = before === undefined || rank(place) > rank(before);
    if (isBetter) perCountry.set(place.country, place);
  }
  return [...perCountry.values()];
}

/** A town wins over a province of the same name. */
function rank({ kind, population }: Place): number {
  return kind === 't' ? 1 + population : 0;
}

/** Returns the places of each key. `namesOf` gives a place's keys and whether each is made from its own name. */
function index(places: readonly Place[], keysOf: (place: Place) => ReadonlyMap<string, boolean>) {
  const found = new Map<string, { place: Place; isOwn: boolean }[]>();
  for (const place of places)
    for (const [key, isOwn] of keysOf(place)) {
      if (words.has(key)) continue;
      const entries = found.get(key) ?? [];
      entries.push({ place, isOwn });
      found.set(key, entries);
    }
  return new Map([...found].map(([key, entries]) => [key, chosen(entries)]));
}

/** Other names are searched as they are written where no loose spelling finds them. */
function exactKeys({ name, names, country }: Place): ReadonlyMap<string, boolean> {
  const others = spelledFreely.has(country) ? [] : names;
  const all = [...others.map((one) => [one, false] as const), [name, true] as const];
  return new Map(all.map(([one, isOwn]) => [withoutKind(fold(one)), isOwn] as const));
}

function looseKeys({ name, names, country }: Place): ReadonlyMap<string, boolean> {
  if (!spelledFreely.has(country)) return new Map();
  const all = [...names.map((one) => [one, false] as const), [name, true] as const];
  const keys = all.map(([one, isOwn]) => [looseSpelling(withoutKind(fold(one))), isOwn] as const);
  return new Map(keys.filter(([key]) => key.length >= shortestLoose));
}

/** Mansoura in Algeria is no proof that none of the places which are also called so is meant. */
function namesakes(
  key: string,
  list: readonly Place[],
  loose: ReadonlyMap<string, readonly Place[]>,
): readonly Place[] {
  if (list.some(({ country }) => inFull.has(country))) return [];
  const others = loose.get(looseSpelling(key)) ?? [];
  return others.filter(({ country }) => list.every((place) => place.country !== country));
}

/** Unions, remainders and the codes of tests. */
const noCountry = /^(?:EU|EZ|UN|QO|X[AB]|ZZ)$/;

/** The English names of all countries, as `name|code`. `Intl` knows them; at run time it would take 50 ms and 11 MB. */
function countryNames(): string {
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .flatMap((code) => {
      const name = regions.of(code);
      // A withdrawn code such as UK or BU has the name of its successor.
      const isCurrent = new Intl.Locale(`und-${code}`).region === code;
      return name === undefined || !isCurrent || noCountry.test(code) ? [] : [`${fold(name)}|${code}\n`];
    })
    .join('');
}

function generate(folder: string): string {
  const rows = rowsOf(join(folder, 'cities500.txt'));
  const places = [...townsIn(rows), ...provincesIn(rowsOf(join(folder, 'admin1CodesASCII.txt')), rows)].filter(
    ({ name }) => isOneByte(name),
  );
  const loose = index(places, looseKeys);
  const exact = new Map(
    [...index(places, exactKeys)].map(([key, list]) => [key, [...list, ...namesakes(key, list, loose)]] as const),
  );
  const used = new Set([...exact.values(), ...loose.values()].flat());
  const offsets = new Map<Place, number>();
  let lines = '';
  for (const place of places.filter((one) => used.has(one))) {
    offsets.set(place, lines.length);
    const { name, country, latitude, longitude, kind } = place;
    lines += `${name}|${country}|${latitude.toFixed(2)}|${longitude.toFixed(2)}|${kind}\n`;
  }
  const listOf = (keys: ReadonlyMap<string, readonly Place[]>) =>
    [...keys]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, list]) => `${key}|${list.map((place) => (offsets.get(place) ?? 0).toString(36)).join(' ')}\n`)
      .join('');
  const source = 'GeoNames (https://www.geonames.org), CC BY 4.0; selected and indexed';
  return `${JSON.stringify({ source, countries: countryNames(), places: lines, exact: listOf(exact), loose: listOf(loose) }, null, 2)}\n`;
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Name the folder with cities500.txt and admin1CodesASCII.txt.');
writeFileSync(resolve(import.meta.dirname, '../../src/domain/places/gazetteer.json'), generate(folder));
