import { languageTags } from '../../compose/language/index.ts';
import { type Category, categories, categoriesOnRequest } from '../../domain/findings.ts';
import type { Filters, NewSubscription, Preferences, Rhythm } from '../../domain/subscriptions.ts';
import { type CommandContext, CommandError } from '../command.ts';
import { nearestWord, type ParsedCommand, quoteInput } from '../grammar.ts';
import { knownPublishers, publishersOf } from '../lookups/publishers.ts';

/** Reads typed preferences of a subscription. What is named changes, the rest stays. Throws `CommandError`. */

export type WantedPreferences = Pick<NewSubscription, 'wants' | 'filters' | 'follows' | 'preferences'>;
type Feature = Category | 'all';

/** What a channel gets that asks for nothing in particular. */
export const defaultWants: readonly Feature[] = categories.filter(
  (category) => category !== 'health' && !categoriesOnRequest.includes(category),
);
export const features: readonly Feature[] = [...categories, 'all'];
export const weekdays: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];
const defaultTime = '09:00';

export async function featuresOf(words: readonly string[], context: CommandContext): Promise<readonly Feature[]> {
  const mistakes = context.wording.language.commands.subscriptions;
  const given = words.flatMap((word) => word.split(/[\s,]+/u)).filter((word) => word !== '');
  const found: Feature[] = [];
  for (const word of given) {
    const feature = features.find((known) => known === word.toLowerCase());
    if (feature !== undefined) {
      found.push(feature);
      continue;
    }
    const near = nearestWord(word, features);
    if (near === null) {
      const publisher = (await knownPublishers(context)).find((id) => id === word.toLowerCase());
      if (publisher !== undefined) throw new CommandError(mistakes.isPublisher(publisher));
      const { rows } = await context.lookups.incidents({ country: word, limit: 1 });
      if (rows.length > 0) throw new CommandError(mistakes.isCountry(quoteInput(word)));
    }
    throw new CommandError(mistakes.unknownFeature(quoteInput(word), near));
  }
  return [...new Set(found)];
}

export function withFeatures(existing: readonly Feature[], added: readonly Feature[]): readonly Feature[] {
  const wants = new Set([...existing, ...added]);
  return wants.has('all') ? ['all'] : categories.filter((category) => wants.has(category));
}

/** Throws `CommandError` for a feature that the channel does not have, and where none would remain. */
export function withoutFeatures(
  existing: readonly Feature[],
  taken: readonly Feature[],
  { wording }: CommandContext,
): readonly Feature[] {
  const words = wording.language.commands.subscriptions;
  const each = existing.includes('all') ? categories : existing;
  const missing = taken.find((feature) => feature !== 'all' && !each.includes(feature));
  if (missing !== undefined) throw new CommandError(words.notWanted(missing));
  const left = each.filter((feature) => !taken.includes(feature));
  if (left.length === 0 || taken.includes('all')) throw new CommandError(words.nothingLeft);
  return left;
}

export async function filtersOf(parsed: ParsedCommand, existing: Filters, context: CommandContext): Promise<Filters> {
  const publishers = parsed.many('publisher');
  const countries = parsed.many('country');
  const isAll = (values: readonly string[]) => values.some((value) => value.toLowerCase() === 'all');
  return {
    publishers:
      publishers === undefined ? existing.publishers : isAll(publishers) ? [] : await publishersOf(publishers, context),
    countries: countries === undefined ? existing.countries : isAll(countries) ? [] : distinct(countries, context),
    minKilled: leastOf(parsed.text('min-killed'), existing.minKilled, context),
  };
}

const mostCountries = 20;
const longestCountry = 60;
/** Throws `CommandError` where there are too many to store: leaving some out silently would mislead. */
function distinct(countries: readonly string[], { wording }: CommandContext): readonly string[] {
  const each = new Map(countries.map((country) => [country.toLowerCase(), country]));
  if (each.size > mostCountries || countries.some(({ length }) => length > longestCountry))
    throw new CommandError(wording.language.commands.subscriptions.tooManyCountries(mostCountries, longestCountry));
  return [...each.values()];
}

function leastOf(given: string | undefined, existing: number | null, { wording }: CommandContext): number | null {
  if (given === undefined) return existing;
  const number = given.toLowerCase() === 'off' ? 0 : /^\d{1,7}$/.test(given) ? Number(given) : null;
  if (number === null) throw new CommandError(wording.language.commands.subscriptions.badNumber(quoteInput(given)));
  return number === 0 ? null : number;
}

/** `zone` applies where none was typed. `digest` is the word for the rhythm, wherever it was typed. */
export function preferencesOf(
  parsed: ParsedCommand,
  existing: Preferences,
  digest: string | undefined,
  context: CommandContext,
): Preferences {
  const words = context.wording.language.commands.subscriptions;
  if (parsed.has('condensed') && parsed.has('full')) throw new CommandError(words.bothForms);
  const zone = parsed.text('zone');
  return {
    rhythm: rhythmOf(parsed, existing.rhythm, digest, context),
    quiet: quietOf(parsed.text('quiet'), existing.quiet, context),
    zone: zone === undefined ? existing.zone : zoneOf(zone, context),
    form: parsed.has('condensed') ? 'condensed' : parsed.has('full') ? 'full' : existing.form,
    replies: repliesOf(parsed.text('replies'), existing.replies, context),
    // No command makes a post notify anyone.
    mention: null,
    language: languageOf(parsed.text('language'), existing.language, context),
  };
}

export function repliesOf(
  given: string | undefined,
  existing: Preferences['replies'],
  { wording }: CommandContext,
): Preferences['replies'] {
  if (given === undefined) return existing;
  const wanted = given.toLowerCase();
  if (wanted === 'thread' || wanted === 'channel') return wanted;
  throw new CommandError(wording.language.commands.subscriptions.follows.badReplies(quoteInput(given)));
}

function rhythmOf(
  parsed: ParsedCommand,
  existing: Rhythm,
  digest: string | undefined,
  context: CommandContext,
): Rhythm {
  const words = context.wording.language.commands.subscriptions;
  const [givenAt, givenOn] = [parsed.text('at'), parsed.text('on')];
  const name = parsed.name === 'digest' ? 'digest' : 'subscribe';
  const type = digest === undefined ? existing.type : typeOf(digest, context);
  if (type === 'immediate') {
    const useless = givenAt !== undefined ? 'at' : givenOn !== undefined ? 'on' : undefined;
    if (useless !== undefined) throw new CommandError(words.timeWithoutDigest(useless, name));
    return { type };
  }
  const at =
    givenAt === undefined ? (existing.type === 'immediate' ? defaultTime : existing.at) : timeOf(givenAt, context);
  if (type === 'weekly') {
    const on = givenOn === undefined ? (existing.type === 'weekly' ? existing.on : 1) : dayOf(givenOn, context);
    return { type, on, at };
  }
  if (givenOn !== undefined) throw new CommandError(words.dayWithoutWeek(name));
  return { type, at };
}

function typeOf(given: string, { wording }: CommandContext): Rhythm['type'] {
  switch (given.toLowerCase()) {
    case 'daily':
      return 'daily';
    case 'weekly':
      return 'weekly';
    case 'off':
    case 'none':
    case 'immediate':
      return 'immediate';
    default:
      throw new CommandError(wording.language.commands.subscriptions.badRhythm(quoteInput(given)));
  }
}

function timeOf(given: string, { wording }: CommandContext): string {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(given) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new CommandError(wording.language.commands.subscriptions.badTime(quoteInput(given)));
  return `${hours.padStart(2, '0')}:${minutes}`;
}

function dayOf(given: string, { wording }: CommandContext): number {
  const wanted = given.toLowerCase();
  const index = wanted.length < 2 ? -1 : weekdays.findIndex((day) => day.startsWith(wanted.replace(/s$/, '')));
  if (index === -1) throw new CommandError(wording.language.commands.subscriptions.badDay(quoteInput(given)));
  return index + 1;
}

function quietOf(
  given: string | undefined,
  existing: Preferences['quiet'],
  context: CommandContext,
): Preferences['quiet'] {
  if (given === undefined) return existing;
  if (['off', 'none'].includes(given.toLowerCase())) return null;
  const bad = () => new CommandError(context.wording.language.commands.subscriptions.badQuiet(quoteInput(given)));
  const [first, second, ...more] = given.split('-').map((part) => part.trim());
  if (first === undefined || second === undefined || more.length > 0) throw bad();
  let quiet: Preferences['quiet'];
  try {
    quiet = { from: timeOf(first, context), to: timeOf(second, context) };
  } catch {
    throw bad();
  }
  if (quiet.from === quiet.to) throw bad();
  return quiet;
}

/** Returns the zone in its usual spelling: `europe/london` is `Europe/London`. Throws `CommandError`. */
function zoneOf(given: string, { wording }: CommandContext): string {
  const known = knownZone(given);
  if (known !== null) return known;
  const zones = Intl.supportedValuesOf('timeZone');
  const city = zones.find((zone) => zone.split('/').at(-1)?.toLowerCase() === given.toLowerCase().replaceAll(' ', '_'));
  throw new CommandError(
    wording.language.commands.subscriptions.badZone(quoteInput(given), city ?? nearestWord(given, zones)),
  );
}

export function knownZone(given: string): string | null {
  if (!/^[a-z]/iu.test(given)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function languageOf(given: string | undefined, existing: string, { wording }: CommandContext): string {
  if (given === undefined) return existing;
  const tag = languageTags.find((known) => known.toLowerCase() === given.toLowerCase());
  if (tag === undefined)
    throw new CommandError(wording.language.commands.subscriptions.badLanguage(quoteInput(given), languageTags));
  return tag;
}
