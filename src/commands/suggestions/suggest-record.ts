import type { Suggestion } from '../../chat/conversation.ts';
import { incidentBrief } from '../../compose/incidents.ts';
import { compareWeight } from '../../compose/lead.ts';
import type { Finding } from '../../domain/findings.ts';
import { measures, totalMeasures } from '../../domain/measures.ts';
import { fold } from '../../domain/places.ts';
import { idLength } from '../command.ts';
import { recordKinds } from '../lookups/digest.ts';
import { findingLine } from '../lookups/findings.ts';
import { knownPublishers, publishersOf } from '../lookups/publishers.ts';
import type { CommandRequest } from '../request.ts';
import { bestMatches, cut, firstThatFit } from './matching.ts';

/** Values of options that come from the record: findings, publishers, countries, places. */

const mostPlaces = 25;
/** So many of the newest findings are read. */
const newestRows = 100;
/** So many findings are offered before anything is typed. The measures follow them. */
const mostNewest = 15;

export function measured(text: string, request: CommandRequest): readonly Suggestion[] {
  return bestMatches(text, measuresOf(request));
}

function measuresOf({ context }: CommandRequest): readonly Suggestion[] {
  const { language } = context.wording;
  return [...new Set([...totalMeasures, ...measures])].map((value) => ({ label: language.measureLabel(value), value }));
}

export async function publishers(text: string, { context }: CommandRequest): Promise<readonly Suggestion[]> {
  const { names } = context.wording;
  const ids = await knownPublishers(context);
  return bestMatches(
    text,
    ids.map((id) => {
      const name = names.publishers.get(id);
      return { label: name === undefined || name === id ? id : `${name} (${id})`, value: id };
    }),
  );
}

/** Returns the countries of the newest entries, then those of current figures, then every country. */
export async function countries(text: string, { context }: CommandRequest): Promise<readonly Suggestion[]> {
  const { lookups } = context;
  const { rows } = await lookups.incidents({ limit: newestRows });
  const listed = rows.flatMap(({ country }) => (country === null ? [] : [country]));
  const places = (await lookups.totals()).map(({ place }) => ` ${fold(place ?? '')} `);
  const named = everyCountry().filter((country) => places.some((place) => place.includes(` ${fold(country)} `)));
  const once = new Map<string, string>();
  for (const country of [...listed, ...named, ...everyCountry()])
    if (!once.has(fold(country))) once.set(fold(country), country);
  return bestMatches(
    text,
    [...once.values()].map((country) => ({ label: country, value: country })),
  );
}

/** Region codes of Unicode that name no country. */
const noCountries = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let allCountries: readonly string[] | undefined;

/** Returns the English names, as reports write them. */
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

export async function places(text: string, { context }: CommandRequest): Promise<readonly Suggestion[]> {
  const found = await context.lookups.places(text, mostPlaces);
  // The beginning of a long name finds the same place.
  return firstThatFit(found.map((place) => ({ label: place, value: cut(place, 100) })));
}

/** Returns the newest incidents, and those of the code or id that was typed, by a code where they have one. */
export async function incidents(text: string, { context }: CommandRequest): Promise<readonly Suggestion[]> {
  const { lookups, wording } = context;
  const { rows } = await lookups.incidents({ limit: newestRows });
  const newest = rows.map((row) => {
    const value = row.ngoCodes[0] ?? row.event.slice(0, idLength);
    return { label: `${value}: ${incidentBrief(row, wording)}`, value };
  });
  const named = (await lookups.eventsNamed(text)).map(({ id, accounts }) => {
    const [first] = accounts;
    const value = first?.facts.codes[0] ?? id.slice(0, idLength);
    return { label: [value, first?.facts.place ?? ''].filter(Boolean).join(': '), value };
  });
  const once = new Map([...newest, ...named].map((one) => [one.value, one]));
  return bestMatches(text, [...once.values()]);
}

/** Kinds about single entries are left out: one report lists more entries than are read here. */
const figureKinds = recordKinds.filter((kind) => kind !== 'incident-added' && kind !== 'incident-changed');

/** Orders the newest first, and of those found at one time the weightiest, which leads their post. */
function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) =>
    one.foundAt === other.foundAt ? compareWeight(one, other) : one.foundAt < other.foundAt ? 1 : -1,
  );
}

/** Returns findings, newest first, those about single entries last, together with the measures. */
export async function figures(
  text: string,
  given: Readonly<Record<string, string>>,
  request: CommandRequest,
): Promise<readonly Suggestion[]> {
  const { lookups, wording } = request.context;
  const { language } = wording;
  const [publisher] = await publishersOf(given['publisher'] === undefined ? [] : [given['publisher']], request.context);
  const newestOf = (kinds: typeof recordKinds) =>
    lookups.findings({ kinds, limit: newestRows, ...(publisher === undefined ? {} : { publisher }) });
  const rows = [...byWeight((await newestOf(figureKinds)).rows), ...(await newestOf(recordKinds)).rows];
  const typed = text.trim().toLowerCase();
  const older = rows.some(({ id }) => id.startsWith(typed)) ? undefined : await lookups.finding(typed);
  const found = [...rows, ...(older === undefined ? [] : [older])].map((finding) => ({
    label: language.commands.values.found(language.day(finding.foundAt), findingLine(finding, wording)),
    value: finding.id.slice(0, idLength),
  }));
  const newest = typed === '' ? firstThatFit(found).slice(0, mostNewest) : found;
  // A word that names a measure is seldom meant as a word of a headline.
  const [first, second] = typed === '' ? [newest, measuresOf(request)] : [measuresOf(request), newest];
  return bestMatches(text, [...first, ...second]);
}
