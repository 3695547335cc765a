import type { SpeakerRow } from '../../domain/speakers/row.ts';
import { type ConfiguredSpeaker, type SpeakerId, speakerIds, speakerRow } from '../../domain/speakers.ts';
import { africa } from './speakers/africa.ts';
import { asiaAndAmerica } from './speakers/asia-and-america.ts';
import { europe } from './speakers/europe.ts';
import { middleEast } from './speakers/middle-east.ts';
import type { SpeakerNames } from './speakers/names.ts';
import { organisations } from './speakers/organisations.ts';
import { unitedNations } from './speakers/united-nations.ts';
import { unitedStates } from './speakers/united-states.ts';

export type { SpeakerNames } from './speakers/names.ts';
export { armedGroups, lookalikes, unnamedKillers } from './speakers/others.ts';
export { titles } from './speakers/titles.ts';

/** The names of every speaker of the built-in table, so that a speaker without names does not compile. */
export const speakerNames: Readonly<Record<Exclude<SpeakerId, 'other'>, SpeakerNames>> = {
  ...unitedStates,
  ...europe,
  ...middleEast,
  ...africa,
  ...asiaAndAmerica,
  ...organisations,
  ...unitedNations,
};

/** A speaker as a reader looks for it. */
export interface SpeakerEntry extends SpeakerNames {
  readonly id: string;
  /** Null for one that neither admits nor documents. */
  readonly role: SpeakerRow['role'];
  /** Chain of command, or null. What one member does, another may admit. */
  readonly family: string | null;
}

const nounsOf: Readonly<Record<'acknowledging' | 'documenting' | 'neither', readonly string[]>> = {
  acknowledging: ['military', 'army', 'ministry', 'force', 'forces'],
  documenting: ['group', 'organisation', 'monitor', 'watchdog'],
  neither: ['group'],
};

function withoutArticle(name: string): string {
  return name.replace(/^the /iu, '');
}

/**
 * Returns the speakers of the table in its order, with what the configuration adds to them, then those that only the
 * configuration has. `other` is not among them. Building takes some milliseconds: build it once.
 */
export function createSpeakerLexicon(configured: readonly ConfiguredSpeaker[]): readonly SpeakerEntry[] {
  const added = new Map(configured.map((speaker) => [speaker.id, speaker]));
  const builtIn = speakerIds.flatMap((id): readonly SpeakerEntry[] => {
    if (id === 'other') return [];
    const { role, family } = speakerRow(id);
    const { names, hosts, ...rest } = speakerNames[id];
    const more = added.get(id);
    added.delete(id);
    return [
      { id, role, family, ...rest, names: union(names, more?.aliases ?? []), hosts: union(hosts, more?.hosts ?? []) },
    ];
  });
  const others = [...added.values()].map(({ id, name, aliases, role, family, hosts }): SpeakerEntry => {
    const names = union([withoutArticle(name)], aliases.map(withoutArticle));
    return { id, role, family, names, hosts, adjectives: [], people: [], nouns: nounsOf[role ?? 'neither'], vague: [] };
  });
  return [...builtIn, ...others];
}

/** Returns the speaker of the table that has this name, in any case and with or without article; null for none. */
export function speakerWithName(name: string): SpeakerId | null {
  const words = plain(name);
  const found = Object.entries(speakerNames).find(([, { names }]) => names.some((one) => plain(one) === words));
  return found === undefined ? null : (found[0] as SpeakerId); // a key of the table
}

/** Leaves out what makes no difference between names, and an acronym in brackets behind the name. */
function plain(name: string): string {
  return withoutArticle(name)
    .toLowerCase()
    .replace(/\s*\([^)]*\)$/, '')
    .replace(/defense/g, 'defence')
    .replace(/[.’'‘`]/g, '')
    .replace(/[\s\u2010-\u2015-]+/g, ' ')
    .trim();
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
