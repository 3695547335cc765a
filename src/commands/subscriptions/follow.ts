import { line } from '../../compose/blocks.ts';
import { findPlace, fold, isCountryName } from '../../domain/places.ts';
import { defaultPreferences, type Follow, noFilters, type Preferences } from '../../domain/subscriptions.ts';
import type { StoredEvent, Subscription } from '../../ledger/ledger.ts';
import { type Answer, answer, CommandError, idLength, RefusedError } from '../command.ts';
import { type ParsedCommand, quoteInput } from '../grammar.ts';
import { assertMayChange, assertReachable, type CommandRequest } from '../request.ts';
import { exampleBlocks } from './example.ts';
import { repliesOf } from './preferences.ts';
import { zoneFor } from './subscribe.ts';
import { described, followNames } from './subscriptions.ts';
import { put } from './write.ts';

/** Follows one event or place: a subscription that is narrowed to it, or what a channel gets besides. Both throw `CommandError`. */

const mostFollows = 20;

export async function follow(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const words = request.context.wording.language.commands.subscriptions.follows;
  const name = parsed.words.join(' ');
  if (name === '') throw new CommandError(words.what);
  const there = targetOf(parsed, request);
  const followed = await followOf(name, request);
  const existing = await changeable(there);
  const follows = [...(existing?.follows ?? []).filter((one) => !isSame(one, followed)), followed];
  if (follows.length > mostFollows) throw new CommandError(words.tooMany(mostFollows));
  const before: Preferences = existing?.preferences ?? {
    ...defaultPreferences,
    language: request.context.wording.language.tag,
    zone: zoneFor(request),
  };
  const preferences = { ...before, replies: repliesOf(parsed.text('replies'), before.replies, request.context) };
  // What comes in direct messages is the person's own to choose.
  if (!isOwn(there)) await assertMayChange(there);
  const unproved = await assertReachable(there, preferences);
  const wanted = { wants: existing?.wants ?? [], filters: existing?.filters ?? noFilters, follows, preferences };
  const made = await put(existing, wanted, request.asker.person, there);
  return answer(
    words.done(followed.name),
    [
      line(words.how),
      ...(await described(made, there)),
      ...(unproved === null || existing?.state === 'active' ? [] : [line(unproved)]),
      ...(await exampleBlocks({ ...made, wants: [], follows: [followed] }, request)),
    ],
    request.context,
  );
}

export async function unfollow(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, context, asker } = request;
  const words = context.wording.language.commands.subscriptions.follows;
  const name = parsed.words.join(' ');
  const there = targetOf(parsed, request);
  const existing = await changeable(there);
  const all = existing?.follows ?? [];
  const ended = name === '' ? all : await named(name, all, request);
  if (existing === undefined || ended.length === 0)
    throw new RefusedError(words.notFollowed(quoteInput(name), followNames(all, context.wording)));
  if (!isOwn(there)) await assertMayChange(there);
  const follows = all.filter((one) => !ended.includes(one));
  const headline = words.over(followNames(ended, context.wording));
  if (follows.length === 0 && existing.wants.length === 0) {
    await parts.ledger.subscriptions.unsubscribe(existing.id, parts.now().toISOString());
    return answer(headline, [line(words.ended)], context);
  }
  if (existing.state === 'paused') await assertReachable(there, existing.preferences);
  const made = await put(existing, { ...existing, follows }, existing.owner ?? asker.person, there);
  return answer(headline, await described(made, there), context);
}

/** Returns the request as it would be asked where the posts go: here, or in the direct messages of the person. */
function targetOf(parsed: ParsedCommand, request: CommandRequest): CommandRequest {
  const given = parsed.text('to')?.toLowerCase() ?? 'here';
  const { asker, context } = request;
  if (given === 'here') return request;
  if (given === 'me') return { ...request, asker: { ...asker, channel: asker.person } };
  throw new CommandError(context.wording.language.commands.subscriptions.follows.badTarget(quoteInput(given)));
}

function isOwn({ asker }: CommandRequest): boolean {
  return asker.channel === asker.person;
}

async function changeable({ parts, asker, context }: CommandRequest): Promise<Subscription | undefined> {
  const existing = await parts.ledger.subscriptions.of(asker);
  if (existing?.origin === 'configuration')
    throw new RefusedError(context.wording.language.commands.subscriptions.follows.fileOnly);
  return existing;
}

function isSame(one: Follow, other: Follow): boolean {
  if (one.type === 'event') return other.type === 'event' && one.key === other.key;
  return other.type === 'place' && fold(one.name) === fold(other.name);
}

/** An event by its code or id, else a place. Throws `RefusedError` where it is neither, or several events. */
async function followOf(name: string, { context }: CommandRequest): Promise<Follow> {
  const words = context.wording.language.commands.subscriptions.follows;
  const [only, ...more] = await context.lookups.eventsNamed(name);
  if (only !== undefined && more.length === 0) return { type: 'event', key: only.id, name: nameOf(only) };
  if (only !== undefined) {
    const ids = [only, ...more].map(({ id }) => id.slice(0, idLength));
    throw new RefusedError(words.several(quoteInput(name), ids));
  }
  const stored = await context.lookups.places(name, 25);
  const isPlace = findPlace(name) !== null || isCountryName(name) || stored.some((place) => fold(place) === fold(name));
  if (!isPlace) throw new RefusedError(words.unknown(quoteInput(name)));
  return { type: 'place', name };
}

function nameOf({ id, accounts }: StoredEvent): string {
  return accounts.flatMap(({ facts }) => facts.codes)[0] ?? id.slice(0, idLength);
}

/** By name, or by any code or id of a followed event. */
async function named(name: string, all: readonly Follow[], { context }: CommandRequest): Promise<readonly Follow[]> {
  const byName = all.filter((one) => fold(one.name) === fold(name));
  if (byName.length > 0) return byName;
  const events = await context.lookups.eventsNamed(name);
  const keys = new Set(events.flatMap(({ accounts }) => accounts.map(({ facts }) => facts.key)));
  return all.filter((one) => one.type === 'event' && keys.has(one.key));
}
