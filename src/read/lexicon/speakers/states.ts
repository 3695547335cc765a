import type { SpeakerNames } from './names.ts';

/** How a country and its people are called. */
interface State {
  /** `Dutch`. */
  readonly adjectives: readonly string[];
  /** `Netherlands`, `Congo`, without article. */
  readonly countries: readonly string[];
  readonly capitals?: readonly string[];
}

/** Bodies of any state that speak for its forces. */
const bodies = [
  'ministry of defence',
  'defence ministry',
  'department of defence',
  'defence department',
  'MoD',
  'military',
  'military command',
  'army',
  'air force',
  'navy',
  'armed forces',
  'defence force',
  'defence forces',
  'defence headquarters',
  'high command',
  'army command',
  'air force command',
  'joint command',
  'general staff',
  'defence command',
  'general command',
  'military headquarters',
  'army headquarters',
  'armed forces command',
  'joint staff',
  'war ministry',
  'ministry of war',
];

const offices = [
  'defence minister',
  'minister of defence',
  'minister for defence',
  'defence secretary',
  'deputy defence minister',
  'army chief',
  'army spokesman',
  'air force chief',
  'defence chief',
  'chief of defence',
  'chief of defence staff',
  'chief of the defence staff',
  'chief of army staff',
  'chief of air staff',
  'chief of staff',
  'chief of the general staff',
  'military chief',
  'general',
  'generals',
  'commander',
  'commanders',
];

/** What speaks for a state and may mean another body than its forces. */
const vagueBodies = [
  'government',
  'authorities',
  'officials',
  'official',
  'government officials',
  'security forces',
  'security officials',
  'military officials',
  'defence officials',
  'military sources',
  'forces',
  'troops',
  'side',
  'cabinet',
  'junta',
  'ruling junta',
  'military junta',
  'ministry',
  'minister',
  'parliament',
  'president',
  'prime minister',
];

function combine(stems: readonly string[], words: readonly string[]): readonly string[] {
  return stems.flatMap((stem) => words.map((word) => `${stem} ${word}`));
}

/**
 * Returns the names of the forces of one state: `Kenyan army`, `Kenya's military`, `Ministry of Defence of Kenya`, with
 * `own` added. The noun by which a text points back is taken from `own`, or is one of `military`, `army` and `ministry`.
 */
export function forcesOf(state: State, own: Partial<SpeakerNames> = {}): SpeakerNames {
  const { adjectives, countries, capitals = [] } = state;
  const stems = [...adjectives, ...countries, ...countries.map((country) => `${country}'s`)];
  const reversed = countries.flatMap((country) =>
    ['ministry of defence', 'armed forces', 'military'].flatMap((body) => [
      `${body} of ${country}`,
      `${body} of the ${country}`,
    ]),
  );
  const governments = countries.flatMap((country) => [`government of ${country}`, `government of the ${country}`]);
  return {
    names: [...(own.names ?? []), ...combine(stems, bodies), ...reversed],
    adjectives: [...(own.adjectives ?? []), ...adjectives],
    people: [...(own.people ?? []), ...combine(stems, offices)],
    hosts: own.hosts ?? [],
    nouns: own.nouns ?? [
      'military',
      'army',
      'ministry',
      'ministry of defence',
      'defence ministry',
      'air force',
      'armed forces',
    ],
    vague: [...(own.vague ?? []), ...countries, ...capitals, ...combine(stems, vagueBodies), ...governments],
  };
}
