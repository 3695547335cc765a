import type { Block } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import { countriesOf, fold } from '../../domain/places.ts';
import { defaultPreferences, noFilters, type Preferences } from '../../domain/subscriptions.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { type Answer, answer, isLedgerError, RefusedError } from '../command.ts';
import type { ParsedCommand } from '../grammar.ts';
import { assertMayChange, assertReachable, type CommandRequest } from '../request.ts';
import { exampleBlocks } from './example.ts';
import {
  defaultWants,
  featuresOf,
  filtersOf,
  knownZone,
  preferencesOf,
  type WantedPreferences,
  withFeatures,
  withoutFeatures,
} from './preferences.ts';
import { described } from './subscriptions.ts';
import { put } from './write.ts';

/** The commands that change a subscription. Each answers with the new state. All throw `CommandError`. */

export async function subscribe(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, asker, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const existing = await store.of(asker);
  if (existing?.origin === 'configuration') return resume(existing, parsed, request);
  const named = await featuresOf(parsed.words, context);
  const before: Preferences =
    existing === undefined
      ? { ...defaultPreferences, language: context.wording.language.tag, zone: zoneFor(request) }
      : { ...existing.preferences, zone: zoneForTimes(existing.preferences, request) };
  const wanted: WantedPreferences = {
    // A channel that only follows gets what most want, and follows as before.
    wants: named.length === 0 ? wantsOf(existing) : withFeatures(existing?.wants ?? [], named),
    filters: await filtersOf(parsed, existing?.filters ?? noFilters, context),
    follows: existing?.follows ?? [],
    preferences: preferencesOf(parsed, before, parsed.text('digest'), context),
  };
  await assertMayChange(request);
  const unproved = await assertReachable(request, wanted.preferences);
  const made = await put(existing, wanted, asker.person, request);
  const isNew = existing === undefined || !dependsOnTime(existing.preferences);
  const isZoneGuessed = isNew && parsed.text('zone') === undefined && knownZone(asker.zone ?? '') === null;
  const notes = [
    ...(unproved === null || existing?.state === 'active' ? [] : [line(unproved)]),
    ...(await unknownCountries(parsed, wanted.filters.countries, request)),
    ...(isZoneGuessed && dependsOnTime(made.preferences) ? [line(words.zoneAssumed(made.preferences.zone))] : []),
  ];
  const headline =
    existing === undefined
      ? words.done.subscribed
      : existing.state === 'paused'
        ? words.done.resumed
        : words.done.changed;
  const example = await exampleBlocks(made, request);
  return answer(headline, [...(await described(made, request)), ...notes, ...example], context);
}

export async function unsubscribe(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, asker, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const taken = await featuresOf(parsed.words, context);
  const existing = await changeable(request);
  if (existing === undefined) throw new RefusedError(words.noneToEnd);
  if (taken.length > 0 && !taken.includes('all')) {
    const wants = withoutFeatures(existing.wants, taken, context);
    await assertMayChange(request);
    // A change resumes a paused subscription.
    if (existing.state === 'paused') await assertReachable(request, existing.preferences);
    const made = await put(existing, { ...existing, wants }, existing.owner ?? asker.person, request);
    return answer(words.done.changed, await described(made, request), context);
  }
  await assertMayChange(request);
  const { waiting } = await store.activity(existing.id);
  await store.unsubscribe(existing.id, parts.now().toISOString()).catch((thrown: unknown) => {
    if (isLedgerError(thrown, 'missing')) throw new RefusedError(words.noneToEnd);
    throw thrown;
  });
  return answer(words.done.unsubscribed, [line(words.dropped(waiting))], context);
}

/** Sets how often the channel is posted to: `digest daily`, `digest weekly`, `digest off`. */
export async function changeRhythm(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { asker, context } = request;
  const words = context.wording.language.commands.subscriptions;
  const existing = await changeable(request);
  if (existing === undefined) throw new RefusedError(words.noneToTime);
  const before = { ...existing.preferences, zone: zoneForTimes(existing.preferences, request) };
  const preferences = preferencesOf(
    parsed,
    before,
    parsed.words.length === 0 ? undefined : parsed.words.join(' '),
    context,
  );
  await assertMayChange(request);
  if (existing.state === 'paused') await assertReachable(request, preferences);
  const made = await put(existing, { ...existing, preferences }, existing.owner ?? asker.person, request);
  return answer(words.done.changed, await described(made, request), context);
}

/** Returns the subscription that a command may change; undefined where the channel has none. Throws `RefusedError`. */
async function changeable({ parts, asker, context }: CommandRequest): Promise<Subscription | undefined> {
  const existing = await parts.ledger.subscriptions.of(asker);
  if (existing?.origin === 'configuration')
    throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
  return existing;
}

/** Resumes a paused subscription of the configuration. Nothing else of it is changed from a chat. */
async function resume(existing: Subscription, parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const isPaused = existing.state === 'paused';
  if (!isPaused || !parsed.isNameOnly) throw new RefusedError(isPaused ? words.fileOnlyPaused : words.fileOnly);
  await assertMayChange(request);
  await assertReachable(request, existing.preferences);
  await store.resume(existing.id);
  const { waiting } = await store.activity(existing.id);
  const made: Subscription = { ...existing, state: 'active', pause: null };
  const blocks = [line(words.resumedWaiting(waiting)), ...(await described(made, request))];
  return answer(words.done.resumed, blocks, context);
}

function wantsOf(existing: Subscription | undefined): WantedPreferences['wants'] {
  return existing === undefined || existing.wants.length === 0 ? defaultWants : existing.wants;
}

export function zoneFor({ asker }: CommandRequest): string {
  return knownZone(asker.zone ?? '') ?? defaultPreferences.zone;
}

/** Returns the zone for times that are set now. A default zone that had no effect was not chosen by anyone. */
function zoneForTimes(existing: Preferences, request: CommandRequest): string {
  return dependsOnTime(existing) || existing.zone !== defaultPreferences.zone ? existing.zone : zoneFor(request);
}

function dependsOnTime({ rhythm, quiet }: Preferences): boolean {
  return rhythm.type !== 'immediate' || quiet !== null;
}

/**
 * Notes countries that neither the gazetteer knows nor a stored figure or entry names: they may be misspelt. That nothing
 * stored lies in a known country says nothing about its spelling.
 */
async function unknownCountries(
  parsed: ParsedCommand,
  countries: readonly string[],
  { context }: CommandRequest,
): Promise<readonly Block[]> {
  if (parsed.many('country') === undefined) return [];
  const unknown = countries.filter((country) => countriesOf(country).length === 0);
  if (unknown.length === 0) return [];
  const { lookups, wording } = context;
  const words = wording.language.commands.subscriptions;
  const places = (await lookups.totals()).flatMap(({ place }) => place ?? []);
  const notes: Block[] = [];
  for (const country of unknown) {
    const isNamed = places.some((place) => ` ${fold(place)} `.includes(` ${fold(country)} `));
    const isListed = isNamed || (await lookups.incidents({ country, limit: 1 })).rows.length > 0;
    if (!isListed) notes.push(line(strong(words.unknownCountry(country))));
  }
  return notes;
}
