import type { Block } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import { defaultPreferences, noFilters, type Preferences } from '../../domain/subscriptions.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { type Answer, answer, isLedgerError, RefusedError } from '../command.ts';
import type { Asked } from '../grammar.ts';
import { mayChange, proveReach, type Scene } from '../scene.ts';
import { described } from './subscriptions.ts';
import {
  featuresOf,
  filtersOf,
  knownZone,
  preferencesOf,
  usualWants,
  type Wanted,
  withFeatures,
  withoutFeatures,
} from './wanted.ts';

/** The commands that change what a channel gets. Each answers with what it gets from now on; all throw `CommandError`. */

export async function subscribe(asked: Asked, scene: Scene): Promise<Answer> {
  const { parts, asker, context } = scene;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const held = await store.of(asker.destination, asker.channel);
  if (held?.origin === 'configuration') return resume(held, asked, scene);
  const named = await featuresOf(asked.words, context);
  const before: Preferences =
    held === undefined
      ? { ...defaultPreferences, language: context.wording.language.tag, zone: zoneFor(scene) }
      : { ...held.preferences, zone: zoneOnceNeeded(held.preferences, scene) };
  const wanted: Wanted = {
    wants: named.length === 0 ? (held?.wants ?? usualWants) : withFeatures(held?.wants ?? [], named),
    filters: await filtersOf(asked, held?.filters ?? noFilters, context),
    preferences: preferencesOf(asked, before, asked.text('digest'), context),
  };
  await mayChange(scene);
  const unproved = await proveReach(scene);
  const made = await put(held, wanted, asker.person, scene);
  const isNew = held === undefined || !hasTimes(held.preferences);
  const isZoneGuessed = isNew && asked.text('zone') === undefined && knownZone(asker.zone ?? '') === null;
  const notes = [
    ...(unproved === null || held?.state === 'active' ? [] : [line(unproved)]),
    ...(await unknownCountries(asked, wanted.filters.countries, scene)),
    ...(isZoneGuessed && hasTimes(made.preferences) ? [line(words.zoneAssumed(made.preferences.zone))] : []),
  ];
  const headline =
    held === undefined ? words.done.subscribed : held.state === 'paused' ? words.done.resumed : words.done.changed;
  return answer(headline, [...(await described(made, scene)), ...notes], context);
}

export async function unsubscribe(asked: Asked, scene: Scene): Promise<Answer> {
  const { parts, asker, context } = scene;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const taken = await featuresOf(asked.words, context);
  const held = await changeable(scene);
  if (held === undefined) throw new RefusedError(words.noneToEnd);
  if (taken.length > 0 && !taken.includes('all')) {
    const wants = withoutFeatures(held.wants, taken, context);
    await mayChange(scene);
    // A change lets a paused one in again.
    if (held.state === 'paused') await proveReach(scene);
    const made = await put(held, { ...held, wants }, held.owner ?? asker.person, scene);
    return answer(words.done.changed, await described(made, scene), context);
  }
  await mayChange(scene);
  const { waiting } = await store.activity(held.id);
  await store.unsubscribe(held.id, parts.now().toISOString()).catch((thrown: unknown) => {
    if (isLedgerError(thrown, 'missing')) throw new RefusedError(words.noneToEnd);
    throw thrown;
  });
  return answer(words.done.unsubscribed, [line(words.dropped(waiting))], context);
}

/** `digest daily`, `digest weekly`, `digest off`: how often the channel is posted to. */
export async function changeRhythm(asked: Asked, scene: Scene): Promise<Answer> {
  const { asker, context } = scene;
  const words = context.wording.language.commands.subscriptions;
  const held = await changeable(scene);
  if (held === undefined) throw new RefusedError(words.noneToTime);
  const before = { ...held.preferences, zone: zoneOnceNeeded(held.preferences, scene) };
  const preferences = preferencesOf(
    asked,
    before,
    asked.words.length === 0 ? undefined : asked.words.join(' '),
    context,
  );
  await mayChange(scene);
  if (held.state === 'paused') await proveReach(scene);
  const made = await put(held, { ...held, preferences }, held.owner ?? asker.person, scene);
  return answer(words.done.changed, await described(made, scene), context);
}

/** What a command may change; undefined where the channel has nothing. */
async function changeable({ parts, asker, context }: Scene): Promise<Subscription | undefined> {
  const held = await parts.ledger.subscriptions.of(asker.destination, asker.channel);
  if (held?.origin === 'configuration')
    throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
  return held;
}

/** A channel of the configuration that is paused is let in again; nothing else of it is changed from a chat. */
async function resume(held: Subscription, asked: Asked, scene: Scene): Promise<Answer> {
  const { parts, context } = scene;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const isPaused = held.state === 'paused';
  if (!isPaused || !asked.isBare) throw new RefusedError(isPaused ? words.fileOnlyPaused : words.fileOnly);
  await mayChange(scene);
  await proveReach(scene);
  await store.resume(held.id);
  const { waiting } = await store.activity(held.id);
  const made: Subscription = { ...held, state: 'active', pause: null };
  const blocks = [line(words.resumedWaiting(waiting)), ...(await described(made, scene))];
  return answer(words.done.resumed, blocks, context);
}

async function put(held: Subscription | undefined, wanted: Wanted, owner: string, scene: Scene): Promise<Subscription> {
  const { parts, asker, context } = scene;
  const { wants, filters, preferences } = wanted;
  const { destination, space, channel } = asker;
  try {
    return await parts.ledger.subscriptions.subscribe(
      { destination, space: space ?? held?.space ?? null, channel, origin: 'chat', wants, filters, preferences, owner },
      parts.now().toISOString(),
    );
  } catch (thrown) {
    // It was put into the configuration a moment ago.
    if (isLedgerError(thrown, 'conflict'))
      throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
    throw thrown;
  }
}

function zoneFor({ asker }: Scene): string {
  return knownZone(asker.zone ?? '') ?? defaultPreferences.zone;
}

/** A zone that never mattered was nobody's choice. */
function zoneOnceNeeded(held: Preferences, scene: Scene): string {
  return hasTimes(held) || held.zone !== defaultPreferences.zone ? held.zone : zoneFor(scene);
}

function hasTimes({ rhythm, quiet }: Preferences): boolean {
  return rhythm.type !== 'immediate' || quiet !== null;
}

/** A country that nothing held names may be misspelt; the reports may also name it tomorrow. */
async function unknownCountries(
  asked: Asked,
  countries: readonly string[],
  { context }: Scene,
): Promise<readonly Block[]> {
  if (asked.many('country') === undefined || countries.length === 0) return [];
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
