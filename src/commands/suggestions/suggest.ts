import { commandNames } from '../../chat/commands.ts';
import type { OptionDescription, Suggestion, Typing } from '../../chat/conversation.ts';
import { findingKinds } from '../../compose/kinds/index.ts';
import { categories } from '../../domain/findings.ts';
import { CommandError, idLength } from '../command.ts';
import { optionsOf, type SuggestedOption, suggestedOptions } from '../options.ts';
import type { CommandRequest } from '../request.ts';
import { resolvableBy } from '../resolve-delivery.ts';
import { features } from '../subscriptions/preferences.ts';
import { bestMatches } from './matching.ts';
import { countries, figures, incidents, measured, places, publishers } from './suggest-record.ts';
import { earliestDates, leastDeaths, pastDays, quietHours, timesOfDay, zones } from './suggest-times.ts';

/** Longer text names nothing, so nothing is searched. */
const longestText = 300;

/** Returns values for the field that is being filled in, the likeliest first, at most 25. */
export async function suggest(typing: Typing, request: CommandRequest): Promise<readonly Suggestion[]> {
  const { wording } = request.context;
  if (typing.text.length > longestText) return [];
  const name = commandNames.find((known) => known === typing.command);
  if (name === undefined) return [];
  const option = optionsOf(name, wording).find((known) => known.name === typing.option);
  if (option === undefined) return [];
  if (option.choices.length > 0) return bestMatches(typing.text, option.choices);
  const known = suggestedOptions.find((one) => one === option.name);
  if (known === undefined) return [];
  try {
    return takesSeveral(option) ? await several(known, typing, request) : await values[known](typing, request);
  } catch (thrown) {
    // Another field holds an unknown value, so no value fits with it.
    if (thrown instanceof CommandError) return [];
    throw thrown;
  }
}

const takesSeveral = ({ name, kind }: OptionDescription) => kind === 'many' || name === 'features';

/** Keeps what was typed before the last comma, and does not offer again what it names already. */
async function several(
  option: SuggestedOption,
  typing: Typing,
  request: CommandRequest,
): Promise<readonly Suggestion[]> {
  const words = request.context.wording.language.commands.values;
  const typed = typing.text.split(option === 'features' ? /[\s,]+/u : ',').map((part) => part.trim());
  const text = typed.at(-1) ?? '';
  const fittingFor = (part: string) => values[option]({ ...typing, text: part }, request);
  const earlier = typed.slice(0, -1).filter((part) => part !== '');
  // Some platforms leave the label of the chosen value in the field.
  const labelled = earlier.length === 0 ? [] : await fittingFor('');
  const before = earlier.flatMap((part) =>
    option === 'features'
      ? (featureIn(part) ?? [])
      : (labelled.find(({ label }) => label.toLowerCase() === part.toLowerCase())?.value ?? part),
  );
  const found = await fittingFor(text);
  if (before.length === 0) {
    const every = { publisher: words.everyPublisher, country: words.everyCountry };
    const all = option === 'publisher' || option === 'country' ? [{ label: every[option], value: 'all' }] : [];
    return bestMatches(text, text === '' ? [...found.slice(0, 24), ...all] : [...found, ...all]);
  }
  const named = new Set(before.map((part) => part.toLowerCase()));
  return bestMatches(
    '',
    found
      .filter(({ value }) => value !== 'all' && !named.has(value.toLowerCase()))
      .map(({ label, value }) => ({
        label: [...before, label].join(', '),
        value: [...before, value].join(','),
      })),
  );
}

/** Removes the explanation from the label of a feature. */
function featureIn(part: string): string | undefined {
  return features.find((feature) => feature === part.toLowerCase().replace(/:$/u, ''));
}

type Values = (typing: Typing, request: CommandRequest) => Promise<readonly Suggestion[]> | readonly Suggestion[];

const values: Readonly<Record<SuggestedOption, Values>> = {
  measure: ({ text }, request) => measured(text, request),
  figure: ({ text, given }, request) => figures(text, given, request),
  code: ({ text }, request) => incidents(text, request),
  event: eventsAndPlaces,
  with: ({ text }, request) => incidents(text, request),
  from: ({ text }, request) => incidents(text, request),
  publisher: ({ text }, request) => publishers(text, request),
  country: ({ text }, request) => countries(text, request),
  place: ({ text }, request) => places(text, request),
  since: ({ text }, request) => earliestDates(text, request),
  until: ({ text }, request) => earliestDates(text, request),
  'as-of': ({ text }, request) => pastDays(text, request),
  features: wantable,
  'min-killed': ({ text }, request) => leastDeaths(text, request),
  at: ({ text }) => timesOfDay(text),
  zone: async ({ text }, request) => zones(text, (await subscriptionOf(request))?.preferences.zone, request),
  quiet: ({ text }, request) => quietHours(text, request),
  post: posts,
  // Operators may ask for more kinds than others, so the field has no fixed choices.
  kind({ text }, { context: { kinds = findingKinds, wording } }) {
    const words = wording.language.kinds;
    return bestMatches(
      text,
      kinds.map((value) => ({ label: words[value].label, value })),
    );
  },
  command({ text }, { context }) {
    const { values: words, help } = context.wording.language.commands;
    const known = commandNames.map((name) => ({ label: words.command(name, help.described[name].what), value: name }));
    return bestMatches(text, known);
  },
};

/** Returns events, and for `follow` places too; for `unfollow` what is followed where `to` says. */
async function eventsAndPlaces(typing: Typing, request: CommandRequest): Promise<readonly Suggestion[]> {
  const { command, text, given } = typing;
  if (command === 'follow')
    return bestMatches(text, [...(await incidents(text, request)), ...(await places(text, request))]);
  if (command !== 'unfollow') return incidents(text, request);
  const { parts, asker } = request;
  const channel = given['to'] === 'me' ? asker.person : asker.channel;
  const follows = (await parts.ledger.subscriptions.of({ ...asker, channel }))?.follows ?? [];
  return bestMatches(
    text,
    follows.map(({ name }) => ({ label: name, value: name })),
  );
}

const subscriptionOf = ({ parts, asker }: CommandRequest) => parts.ledger.subscriptions.of(asker);

/** Returns the features that can be subscribed to; for `unsubscribe`, those that the channel has. */
async function wantable({ command, text }: Typing, request: CommandRequest): Promise<readonly Suggestion[]> {
  const words = request.context.wording.language.commands.values;
  const wants = command === 'unsubscribe' ? ((await subscriptionOf(request))?.wants ?? ['all']) : features;
  const offered = command === 'unsubscribe' && wants.includes('all') ? categories : wants;
  return bestMatches(
    text,
    offered.map((feature) => ({ label: words.features[feature], value: feature })),
  );
}

/** Returns the uncertain and rejected posts that the person may resolve. */
async function posts({ text }: Typing, request: CommandRequest): Promise<readonly Suggestion[]> {
  const { language } = request.context.wording;
  const { state } = language.commands.deliveries;
  const found = await resolvableBy(request);
  return bestMatches(
    text,
    found.map((delivery) => ({
      label: `${delivery.subscription.channel}, ${language.instant(delivery.createdAt)}: ${state[delivery.state]}`,
      value: delivery.id.slice(0, idLength),
    })),
  );
}
