import type { Asker } from '../../chat/conversation.ts';
import type { Block } from '../../chat/message.ts';
import { at, line, place, strong } from '../../compose/blocks.ts';
import { publisherName, type Wording } from '../../compose/figures.ts';
import { type Follow, isMuted } from '../../domain/subscriptions.ts';
import type { Instant } from '../../domain/time.ts';
import type { Subscription, SubscriptionStore } from '../../ledger/ledger.ts';
import { type Answer, answer } from '../command.ts';
import type { CommandRequest } from '../request.ts';

/** Describes the subscription of a channel and names the other subscribed channels of its space. */

export async function subscriptions(request: CommandRequest): Promise<Answer> {
  const { parts, asker, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions;
  const own = await store.of(asker);
  const others = (await namedTo(asker, store)).filter(({ channel }) => channel !== asker.channel);
  const inPerson = { ...request, asker: { ...asker, channel: asker.person } };
  const personal = asker.channel === asker.person ? undefined : await store.of(inPerson.asker);
  return answer(
    words.headline,
    [
      ...(own === undefined ? [line(words.none)] : await described(own, request)),
      ...(personal === undefined ? [] : [line(strong(words.follows.yours)), ...(await described(personal, inPerson))]),
      ...(others.length === 0 ? [line(words.othersNone)] : listOf(others, request)),
    ],
    context,
  );
}

/**
 * Returns the subscriptions that a person may see: those of the space. Outside a space there are none, because private
 * conversations of others are theirs. A configured one without a space belongs here only where the destination has no other.
 */
export async function namedTo(
  { destination, space }: Pick<Asker, 'destination' | 'space'>,
  store: Pick<SubscriptionStore, 'inSpace'>,
): Promise<readonly Subscription[]> {
  if (space === null) return [];
  const all = await store.inSpace({ destination, space: null });
  const isAlone = all.every((one) => one.space === null || one.space === space);
  return (
    all
      .filter((one) => one.space === space || (one.space === null && one.origin === 'configuration' && isAlone))
      // What a person follows in direct messages is theirs.
      .filter((one) => one.origin !== 'chat' || one.channel !== one.owner)
  );
}

/** Describes what it receives, when, its owner, what waits, and why it is paused. */
export async function described(
  subscription: Subscription,
  { parts, asker, context: { wording } }: CommandRequest,
): Promise<readonly Block[]> {
  const store = parts.ledger.subscriptions;
  const { language } = wording;
  const words = language.commands.subscriptions;
  const { lastSentAt, waiting } = await store.activity(subscription.id);
  const { preferences, owner, origin, pause } = subscription;
  const { quiet, zone } = preferences;
  return [
    ...(pause === null ? [] : [line(strong(words.paused(sentence(pause.detail))), ' ', words.resume)]),
    ...muteLines(subscription, parts.now().toISOString(), wording),
    ...(subscription.wants.length === 0
      ? []
      : [line(words.gets(subscription.wants), ' ', filtersText(subscription, wording))]),
    ...followLines(subscription, wording),
    line(
      [
        rhythmText(subscription, wording),
        ...(quiet === null ? [] : [words.quiet(quiet.from, quiet.to, zone)]),
        ...(preferences.form === 'condensed' ? [words.condensed] : []),
        ...(preferences.replies === 'thread' ? [words.follows.replies] : []),
        ...(preferences.language === language.tag ? [] : [words.language(preferences.language)]),
      ].join(' '),
    ),
    line(
      ...(origin === 'configuration' ? [words.configured, ' '] : []),
      ...(owner === null
        ? []
        : [
            ...(owner === asker.person ? [words.ownerAsks] : [words.owner.before, place(owner), words.owner.after]),
            ' ',
          ]),
      ...(lastSentAt === null ? [words.noPost] : [words.lastPost, at(language.instant(lastSentAt), lastSentAt), '.']),
      ...(waiting === 0 ? [] : [' ', words.waiting(waiting)]),
    ),
  ];
}

/** Returns `event CS1010` or the name of the place. */
export function followNames(follows: readonly Follow[], { language }: Wording): readonly string[] {
  const words = language.commands.subscriptions.follows;
  return follows.map(({ type, name }) => (type === 'event' ? words.event(name) : name));
}

function followLines({ follows, wants }: Subscription, wording: Wording): readonly Block[] {
  const words = wording.language.commands.subscriptions.follows;
  return follows.length === 0 ? [] : [line(words.lists(followNames(follows, wording), wants.length === 0))];
}

function muteLines({ mute, wants }: Subscription, now: Instant, { language }: Wording): readonly Block[] {
  if (mute === null || !isMuted(mute, now)) return [];
  const words = language.commands.subscriptions.mute;
  const health = wants.some((want) => want === 'all' || want === 'health') ? [' ', words.health] : [];
  const { until } = mute;
  return until === null
    ? [line(words.open, ...health)]
    : [line(words.until.before, at(language.instant(until), until), words.until.after, ...health)];
}

function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}

function filtersText({ filters }: Subscription, wording: Wording): string {
  const words = wording.language.commands.subscriptions;
  const { publishers, countries, minKilled } = filters;
  const parts = [
    ...(publishers.length === 0 ? [] : [words.publishers(publishers.map((id) => publisherName(id, wording)))]),
    ...(countries.length === 0 ? [] : [words.countries(countries)]),
    ...(minKilled === null ? [] : [words.minKilled(minKilled)]),
  ];
  if (parts.length === 0) return words.allOf;
  const mayBeUnknown = countries.length > 0 || minKilled !== null;
  return [words.only(parts), ...(mayBeUnknown ? [words.unknownPasses] : [])].join(' ');
}

function rhythmText({ preferences: { rhythm, zone } }: Subscription, { language }: Wording): string {
  const words = language.commands.subscriptions;
  switch (rhythm.type) {
    case 'immediate':
      return words.immediate;
    case 'daily':
      return words.daily(rhythm.at, zone);
    case 'weekly':
      return words.weekly(rhythm.on, rhythm.at, zone);
  }
}

const shownChannels = 40;

/** Returns the channels by name, and whether each is paused or muted. */
export function listOf(
  listed: readonly Subscription[],
  { parts, context: { wording } }: Pick<CommandRequest, 'parts' | 'context'>,
  caption?: string,
): readonly Block[] {
  const now = parts.now().toISOString();
  const words = wording.language.commands.subscriptions;
  const lines = listed.slice(0, shownChannels).map((subscription) => {
    const { channel, wants, filters, follows, preferences, state, mute } = subscription;
    const isFiltered = filters.publishers.length + filters.countries.length > 0 || filters.minKilled !== null;
    const gets = wants.includes('all') ? words.everything : wants.join(', ');
    const parts = [
      ...(wants.length === 0 ? [] : [isFiltered ? `${gets} (${words.filtered})` : gets]),
      ...followNames(follows, wording),
      whenText(preferences, wording),
      ...(state === 'paused' ? [words.pausedState] : []),
      ...(isMuted(mute, now) ? [words.mute.state] : []),
    ];
    return line(place(channel), `: ${parts.join('; ')}`);
  });
  const left = listed.length - lines.length;
  const head = line(strong(caption ?? words.others));
  return left === 0 ? [head, ...lines] : [head, ...lines, line(words.othersMore(left))];
}

function whenText({ rhythm, zone }: Subscription['preferences'], { language }: Wording): string {
  const words = language.commands.subscriptions;
  switch (rhythm.type) {
    case 'immediate':
      return words.whenImmediate;
    case 'daily':
      return words.whenDaily(rhythm.at, zone);
    case 'weekly':
      return words.whenWeekly(rhythm.on, rhythm.at, zone);
  }
}
