import { commandNames } from '../../chat/commands.ts';
import type { OptionDescription, Suggestion, Typing } from '../../chat/conversation.ts';
import { findingKinds } from '../../compose/kinds/index.ts';
import { categories } from '../../domain/findings.ts';
import { CommandError, idLength } from '../command.ts';
import { optionsOf, type Suggested, suggested } from '../options.ts';
import type { Scene } from '../scene.ts';
import { settleable } from '../settle.ts';
import { features } from '../subscriptions/wanted.ts';
import { likeliest } from './matching.ts';
import { countries, figures, measured, places, publishers } from './suggest-record.ts';
import { earliestDates, leastDeaths, quietHours, timesOfDay, zones } from './suggest-times.ts';

/** What is longer names nothing: it is not looked for. */
const longestText = 300;

/** `Conversation.suggest`. */
export async function suggest(typing: Typing, scene: Scene): Promise<readonly Suggestion[]> {
  const { wording } = scene.context;
  if (typing.text.length > longestText) return [];
  const name = commandNames.find((known) => known === typing.command);
  if (name === undefined) return [];
  const option = optionsOf(name, wording).find((known) => known.name === typing.option);
  if (option === undefined) return [];
  if (option.choices.length > 0) return likeliest(typing.text, option.choices);
  const known = suggested.find((one) => one === option.name);
  if (known === undefined) return [];
  try {
    return takesSeveral(option) ? await several(known, typing, scene) : await values[known](typing, scene);
  } catch (thrown) {
    // Another field holds what there is not: nothing fits beside it.
    if (thrown instanceof CommandError) return [];
    throw thrown;
  }
}

const takesSeveral = ({ name, kind }: OptionDescription) => kind === 'many' || name === 'features';

/** What was typed before the last comma stays; what it names already is not offered again. */
async function several(option: Suggested, typing: Typing, scene: Scene): Promise<readonly Suggestion[]> {
  const words = scene.context.wording.language.commands.values;
  const typed = typing.text.split(option === 'features' ? /[\s,]+/u : ',').map((part) => part.trim());
  const text = typed.at(-1) ?? '';
  const fittingFor = (part: string) => values[option]({ ...typing, text: part }, scene);
  const earlier = typed.slice(0, -1).filter((part) => part !== '');
  // Some platforms leave the label in the field of what was chosen.
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
    return likeliest(text, text === '' ? [...found.slice(0, 24), ...all] : [...found, ...all]);
  }
  const named = new Set(before.map((part) => part.toLowerCase()));
  return likeliest(
    '',
    found
      .filter(({ value }) => value !== 'all' && !named.has(value.toLowerCase()))
      .map(({ label, value }) => ({
        label: [...before, label].join(', '),
        value: [...before, value].join(','),
      })),
  );
}

/** The words that explain a feature in its label are none. */
function featureIn(part: string): string | undefined {
  return features.find((feature) => feature === part.toLowerCase().replace(/:$/u, ''));
}

type Values = (typing: Typing, scene: Scene) => Promise<readonly Suggestion[]> | readonly Suggestion[];

const values: Readonly<Record<Suggested, Values>> = {
  measure: ({ text }, scene) => measured(text, scene),
  figure: ({ text, given }, scene) => figures(text, given, scene),
  publisher: ({ text }, scene) => publishers(text, scene),
  country: ({ text }, scene) => countries(text, scene),
  place: ({ text }, scene) => places(text, scene),
  since: ({ text }, scene) => earliestDates(text, scene),
  features: wantable,
  'min-killed': ({ text }, scene) => leastDeaths(text, scene),
  at: ({ text }) => timesOfDay(text),
  zone: async ({ text }, scene) => zones(text, (await heldBy(scene))?.preferences.zone, scene),
  quiet: ({ text }, scene) => quietHours(text, scene),
  post: posts,
  // Which there are is another matter in the channels of the operators: the field has no choices.
  kind({ text }, { context: { kinds = findingKinds, wording } }) {
    const words = wording.language.kinds;
    return likeliest(
      text,
      kinds.map((value) => ({ label: words[value].label, value })),
    );
  },
  command({ text }, { context }) {
    const { values: words, help } = context.wording.language.commands;
    const known = commandNames.map((name) => ({ label: words.command(name, help.described[name].what), value: name }));
    return likeliest(text, known);
  },
};

const heldBy = ({ parts, asker }: Scene) => parts.ledger.subscriptions.of(asker.destination, asker.channel);

/** What there is to get; of what is taken away, what the channel gets. */
async function wantable({ command, text }: Typing, scene: Scene): Promise<readonly Suggestion[]> {
  const words = scene.context.wording.language.commands.values;
  const wants = command === 'unsubscribe' ? ((await heldBy(scene))?.wants ?? ['all']) : features;
  const offered = command === 'unsubscribe' && wants.includes('all') ? categories : wants;
  return likeliest(
    text,
    offered.map((feature) => ({ label: words.features[feature], value: feature })),
  );
}

/** Those that wait for somebody who looks, of which the asker may say what they saw. */
async function posts({ text }: Typing, scene: Scene): Promise<readonly Suggestion[]> {
  const { language } = scene.context.wording;
  const { state } = language.commands.deliveries;
  const found = await settleable(scene);
  return likeliest(
    text,
    found.map((delivery) => ({
      label: `${delivery.subscription.channel}, ${language.instant(delivery.createdAt)}: ${state[delivery.state]}`,
      value: delivery.id.slice(0, idLength),
    })),
  );
}
