import type { Suggestion } from '../../chat/conversation.ts';
import { compareWeight } from '../../compose/lead.ts';
import type { Finding } from '../../domain/findings.ts';
import { measures, totalMeasures } from '../../domain/measures.ts';
import { idLength } from '../command.ts';
import { recordKinds } from '../lookups/digest.ts';
import { toldAs } from '../lookups/findings.ts';
import { knownPublishers, publishersOf } from '../lookups/publishers.ts';
import type { Scene } from '../scene.ts';
import { cut, fitting, fold, likeliest } from './matching.ts';

/** Values for options that the record knows. */

const mostPlaces = 25;
/** So many of the newest are looked at. */
const looked = 100;
/** Of findings, where nothing was typed yet: the measures stand below. */
const mostNewest = 15;

export function measured(text: string, scene: Scene): readonly Suggestion[] {
  return likeliest(text, measuresOf(scene));
}

function measuresOf({ context }: Scene): readonly Suggestion[] {
  const { values } = context.wording.language.commands;
  return [...new Set([...totalMeasures, ...measures])].map((value) => ({ label: values.measures[value], value }));
}

export async function publishers(text: string, { context }: Scene): Promise<readonly Suggestion[]> {
  const { names } = context.wording;
  const ids = await knownPublishers(context);
  return likeliest(
    text,
    ids.map((id) => {
      const name = names.publishers.get(id);
      return { label: name === undefined || name === id ? id : `${name} (${id})`, value: id };
    }),
  );
}

/** Those that the newest entries name, those that figures name, then every country. */
export async function countries(text: string, { context }: Scene): Promise<readonly Suggestion[]> {
  const { lookups } = context;
  const { rows } = await lookups.incidents({ limit: looked });
  const listed = rows.flatMap(({ country }) => (country === null ? [] : [country]));
  const places = (await lookups.totals()).map(({ place }) => ` ${fold(place ?? '')} `);
  const named = everyCountry().filter((country) => places.some((place) => place.includes(` ${fold(country)} `)));
  const once = new Map<string, string>();
  for (const country of [...listed, ...named, ...everyCountry()])
    if (!once.has(fold(country))) once.set(fold(country), country);
  return likeliest(
    text,
    [...once.values()].map((country) => ({ label: country, value: country })),
  );
}

/** Codes of Unicode that are no country. */
const noCountries = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let allCountries: readonly string[] | undefined;

/** In English, as reports name them. */
function everyCountry(): readonly string[] {
  if (allCountries !== undefined) return allCountries;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.includes(code))
    .flatMap((code) => names.of(code) ?? []);
  allCountries = [...new Set(found)].toSorted((one, other) => one.localeCompare(other, 'en'));
  return allCountries;
}

export async function places(text: string, { context }: Scene): Promise<readonly Suggestion[]> {
  const found = await context.lookups.places(text, mostPlaces);
  // The beginning of a long name asks for the same place.
  return fitting(found.map((place) => ({ label: place, value: cut(place, 100) })));
}

/** One report lists more entries than are looked at, and what it says of its figures would not be among them. */
const figureKinds = recordKinds.filter((kind) => kind !== 'incident-added' && kind !== 'incident-changed');

/** Newest first; of those found at one time the weightiest, which leads their post. */
function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) =>
    one.foundAt === other.foundAt ? compareWeight(one, other) : one.foundAt < other.foundAt ? 1 : -1,
  );
}

/** Findings, the newest first, those about single entries after the others, and measures. */
export async function figures(
  text: string,
  given: Readonly<Record<string, string>>,
  scene: Scene,
): Promise<readonly Suggestion[]> {
  const { lookups, wording } = scene.context;
  const { language } = wording;
  const [publisher] = await publishersOf(given['publisher'] === undefined ? [] : [given['publisher']], scene.context);
  const newestOf = (kinds: typeof recordKinds) =>
    lookups.findings({ kinds, limit: looked, ...(publisher === undefined ? {} : { publisher }) });
  const rows = [...byWeight((await newestOf(figureKinds)).rows), ...(await newestOf(recordKinds)).rows];
  const typed = text.trim().toLowerCase();
  const older = rows.some(({ id }) => id.startsWith(typed)) ? undefined : await lookups.finding(typed);
  const found = [...rows, ...(older === undefined ? [] : [older])].map((finding) => ({
    label: language.commands.values.found(language.day(finding.foundAt), toldAs(finding, wording)),
    value: finding.id.slice(0, idLength),
  }));
  const newest = typed === '' ? fitting(found).slice(0, mostNewest) : found;
  // A word that names a measure is seldom meant as a word of some headline.
  const [first, second] = typed === '' ? [newest, measuresOf(scene)] : [measuresOf(scene), newest];
  return likeliest(text, [...first, ...second]);
}
