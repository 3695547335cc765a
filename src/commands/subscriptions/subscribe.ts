import type { Block } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import { defaultPreferences, noFilters, type Preferences } from '../../domain/subscriptions.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { type Answer, answer, isLedgerError, RefusedError } from '../command.ts';
import type { ParsedCommand } from '../grammar.ts';
import { assertMayChange, assertReachable, type CommandRequest } from '../request.ts';
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

/** The commands that change a subscription. Each answers with the new state. All throw `CommandError`. */

export async function subscribe(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, asker, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const held = await store.of(asker);
  if (held?.origin === 'configuration') return resume(held, parsed, request);
  const named = await featuresOf(parsed.words, context);
  const before: Preferences =
    held === undefined
      ? { ...defaultPreferences, language: context.wording.language.tag, zone: zoneFor(request) }
      : { ...held.preferences, zone: zoneForTimes(held.preferences, request) };
  const wanted: WantedPreferences = {
    wants: named.length === 0 ? (held?.wants ?? defaultWants) : withFeatures(held?.wants ?? [], named),
    filters: await filtersOf(parsed, held?.filters ?? noFilters, context),
    preferences: preferencesOf(parsed, before, parsed.text('digest'), context),
  };
  await assertMayChange(request);
  const unproved = await assertReachable(request);
  const made = await put(held, wanted, asker.person, request);
  const isNew = held === undefined || !dependsOnTime(held.preferences);
  const isZoneGuessed = isNew && parsed.text('zone') === undefined && knownZone(asker.zone ?? '') === null;
  const notes = [
    ...(unproved === null || held?.state === 'active' ? [] : [line(unproved)]),
    ...(await unknownCountries(parsed, wanted.filters.countries, request)),
    ...(isZoneGuessed && dependsOnTime(made.preferences) ? [line(words.zoneAssumed(made.preferences.zone))] : []),
  ];
  const headline =
    held === undefined ? words.done.subscribed : held.state === 'paused' ? words.done.resumed : words.done.changed;
  return answer(headline, [...(await described(made, request)), ...notes], context);
}

export async function unsubscribe(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, asker, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const taken = await featuresOf(parsed.words, context);
  const held = await changeable(request);
  if (held === undefined) throw new RefusedError(words.noneToEnd);
  if (taken.length > 0 && !taken.includes('all')) {
    const wants = withoutFeatures(held.wants, taken, context);
    await assertMayChange(request);
    // A change resumes a paused subscription.
    if (held.state === 'paused') await assertReachable(request);
    const made = await put(held, { ...held, wants }, held.owner ?? asker.person, request);
    return answer(words.done.changed, await described(made, request), context);
  }
  await assertMayChange(request);
  const { waiting } = await store.activity(held.id);
  await store.unsubscribe(held.id, parts.now().toISOString()).catch((thrown: unknown) => {
    if (isLedgerError(thrown, 'missing')) throw new RefusedError(words.noneToEnd);
    throw thrown;
  });
  return answer(words.done.unsubscribed, [line(words.dropped(waiting))], context);
}

/** Sets how often the channel is posted to: `digest daily`, `digest weekly`, `digest off`. */
export async function changeRhythm(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { asker, context } = request;
  const words = context.wording.language.commands.subscriptions;
  const held = await changeable(request);
  if (held === undefined) throw new RefusedError(words.noneToTime);
  const before = { ...held.preferences, zone: zoneForTimes(held.preferences, request) };
  const preferences = preferencesOf(
    parsed,
    before,
    parsed.words.length === 0 ? undefined : parsed.words.join(' '),
    context,
  );
  await assertMayChange(request);
  if (held.state === 'paused') await assertReachable(request);
  const made = await put(held, { ...held, preferences }, held.owner ?? asker.person, request);
  return answer(words.done.changed, await described(made, request), context);
}

/** Returns the subscription that a command may change; undefined where the channel has none. Throws `RefusedError`. */
async function changeable({ parts, asker, context }: CommandRequest): Promise<Subscription | undefined> {
  const held = await parts.ledger.subscriptions.of(asker);
  if (held?.origin === 'configuration')
    throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
  return held;
}

/** Resumes a paused subscription of the configuration. Nothing else of it is changed from a chat. */
async function resume(held: Subscription, parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const isPaused = held.state === 'paused';
  if (!isPaused || !parsed.isNameOnly) throw new RefusedError(isPaused ? words.fileOnlyPaused : words.fileOnly);
  await assertMayChange(request);
  await assertReachable(request);
  await store.resume(held.id);
  const { waiting } = await store.activity(held.id);
  const made: Subscription = { ...held, state: 'active', pause: null };
  const blocks = [line(words.resumedWaiting(waiting)), ...(await described(made, request))];
  return answer(words.done.resumed, blocks, context);
}

async function put(
  held: Subscription | undefined,
  wanted: WantedPreferences,
  owner: string,
  request: CommandRequest,
): Promise<Subscription> {
  const { parts, asker, context } = request;
  const { wants, filters, preferences } = wanted;
  const { destination, space, channel } = asker;
  try {
    return await parts.ledger.subscriptions.subscribe(
      { destination, space: space ?? held?.space ?? null, channel, origin: 'chat', wants, filters, preferences, owner },
      parts.now().toISOString(),
    );
  } catch (thrown) {
    // The configuration gained this channel a moment ago.
    if (isLedgerError(thrown, 'conflict'))
      throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
    throw thrown;
  }
}

function zoneFor({ asker }: CommandRequest): string {
  return knownZone(asker.zone ?? '') ?? defaultPreferences.zone;
}

/** Returns the zone for times that are set now. A default zone that had no effect was not chosen by anyone. */
function zoneForTimes(held: Preferences, request: CommandRequest): string {
  return dependsOnTime(held) || held.zone !== defaultPreferences.zone ? held.zone : zoneFor(request);
}

function dependsOnTime({ rhythm, quiet }: Preferences): boolean {
  return rhythm.type !== 'immediate' || quiet !== null;
}

/** Notes countries that no stored figure or entry names: they may be misspelt, or appear only in later reports. */
async function unknownCountries(
  parsed: ParsedCommand,
  countries: readonly string[],
  { context }: CommandRequest,
): Promise<readonly Block[]> {
  if (parsed.many('country') === undefined || countries.length === 0) return [];
  const { lookups, wording } = context;
  const words = wording.language.commands.subscriptions;
  const places = (await lookups.totals()).map(
    ({ place }) => ` ${(place ?? '').toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ')} `,
  );
  const notes: Block[] = [];
  for (const country of countries) {
    const isNamed = places.some((place) => place.includes(` ${country.toLowerCase()} `));
    const isListed = isNamed || (await lookups.incidents({ country, limit: 1 })).rows.length > 0;
    if (!isListed) notes.push(line(strong(words.unknownCountry(country))));
  }
  return notes;
}
