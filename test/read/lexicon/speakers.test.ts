import { describe, expect, it } from 'vitest';
import { speakerIds } from '../../../src/domain/speakers.ts';
import {
  armedGroups,
  createSpeakerLexicon,
  lookalikes,
  type SpeakerEntry,
  titles,
  unnamedKillers,
} from '../../../src/read/lexicon/speakers.ts';

const lexicon = createSpeakerLexicon([]);
const entryOf = (id: string, entries: readonly SpeakerEntry[] = lexicon) => {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`No entry ${id}.`);
  return entry;
};
/** The speakers that have this name, letter by letter or, failing that, in any case. */
const named = (name: string, list: 'names' | 'vague' | 'adjectives') => {
  const exact = lexicon.filter((entry) => entry[list].includes(name));
  const fitting = exact.length > 0 ? exact : lexicon.filter((entry) => entry[list].some((one) => same(one, name)));
  return fitting.map(({ id }) => id);
};
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

describe('the names of speakers', () => {
  it('cover the table in its order, without the unnamed source', () => {
    expect(lexicon.map(({ id }) => id)).toEqual(speakerIds.filter((id) => id !== 'other'));
  });

  it('mean one body each', () => {
    const owners = new Map<string, string>();
    const twice: string[] = [];
    for (const { id, names, people } of lexicon)
      for (const name of [...names, ...people]) {
        const owner = owners.get(name.toLowerCase());
        if (owner !== undefined && owner !== id) twice.push(`${name}: ${owner}, ${id}`);
        owners.set(name.toLowerCase(), id);
      }
    expect(twice).toEqual([]);
  });

  it('mean no armed group and nothing that only looks like a speaker', () => {
    const others = [...Object.values(armedGroups).flatMap(({ names }) => names), ...unnamedKillers, ...lookalikes];
    const names = lexicon.flatMap((entry) => [...entry.names, ...entry.people]);
    expect(others.filter((other) => names.includes(other))).toEqual([]);
  });

  it('are plain words without article, point, or doubled space', () => {
    const lists = lexicon.flatMap(({ names, adjectives, people, nouns, vague }) => [
      ...names,
      ...adjectives,
      ...people,
      ...nouns,
      ...vague,
    ]);
    const all = [...lists, ...titles, ...lookalikes, ...unnamedKillers];
    expect(all.filter((name) => !/^\S+(?: \S+)*$/u.test(name) || /^the |[.“”"‘`]/iu.test(name))).toEqual([]);
  });

  it('have hosts that are hosts, and no host of two speakers', () => {
    const hosts = lexicon.flatMap((entry) => entry.hosts);
    expect(hosts.filter((host) => URL.parse(`https://${host}/`)?.hostname !== host)).toEqual([]);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it.each([
    ['US-led coalition', 'cjtf-oir'],
    ['Operation Inherent Resolve', 'cjtf-oir'],
    ['anti-ISIS coalition', 'cjtf-oir'],
    ['CENTCOM', 'centcom'],
    ['US Africa Command', 'africom'],
    ['Pentagon', 'dod'],
    ['Department of War', 'dod'],
    ['US Army', 'us-army'],
    ['Royal Air Force', 'uk-mod'],
    ['Dutch Defence Ministry', 'nl-mod'],
    ['Israel Defence Forces', 'idf'],
    ["Israel's military", 'idf'],
    ['Israeli army', 'idf'],
    ['Saudi-led coalition', 'saudi-coalition'],
    ['Arab coalition', 'saudi-coalition'],
    ['Russian Ministry of Defence', 'ru-mod'],
    ['Nigerian Air Force', 'ng-forces'],
    ['Kenya Defence Forces', 'kdf'],
    ['Sudanese army', 'sd-forces'],
    ['Rapid Support Forces', 'rsf'],
    ['UN Human Rights Office', 'ohchr'],
    ["B'Tselem", 'btselem'],
  ])('%s is %s', (name, id) => {
    expect(named(name, 'names')).toEqual([id]);
  });

  it('leave bare countries, capitals and unnamed officials vague', () => {
    for (const name of ['US', 'Washington', 'US officials', 'US military', 'Americans']) {
      expect(named(name, 'vague'), name).toEqual(['dod']);
      expect(named(name, 'names'), name).toEqual([]);
    }
    expect(named('Kenya', 'vague')).toEqual(['kdf']);
  });

  it('name doers by adjectives', () => {
    expect(named('British', 'adjectives')).toEqual(['uk-mod']);
    expect(named('Dutch', 'adjectives')).toEqual(['nl-mod']);
  });
});

describe('speakers of the configuration', () => {
  const freedonia = {
    id: 'freedonia',
    name: 'the Freedonian Army',
    aliases: ['FA'],
    role: 'acknowledging',
    family: 'freedonia',
    hosts: ['army.example'],
  } as const;

  it('follow the table, named without article', () => {
    const entries = createSpeakerLexicon([freedonia]);
    expect(entries.at(-1)).toMatchObject({ id: 'freedonia', names: ['Freedonian Army', 'FA'], role: 'acknowledging' });
    expect(entryOf('freedonia', entries).hosts).toEqual(['army.example']);
    expect(entries).toHaveLength(lexicon.length + 1);
  });

  it('add names and hosts to a speaker of the table', () => {
    const more = { ...freedonia, id: 'idf', name: 'the Israel Defense Forces', aliases: ['Tzahal'], family: 'il' };
    const entries = createSpeakerLexicon([more]);
    expect(entries).toHaveLength(lexicon.length);
    expect(entryOf('idf', entries).names).toEqual([...entryOf('idf').names, 'Tzahal']);
    expect(entryOf('idf', entries).hosts).toContain('army.example');
    expect(entryOf('idf').names).not.toContain('Tzahal');
  });
});

it('names that bodies of several countries share mean none of them', () => {
  const shared = [
    'ministry of defence',
    'chief of army staff',
    'red cross',
    'junta',
    'transitional authorities',
    'army',
  ];
  const owners = lexicon.filter(({ names, people, vague }) =>
    [...names, ...people, ...vague].some((name) => shared.includes(name.toLowerCase())),
  );
  expect(owners.map(({ id }) => id)).toEqual([]);
});
