import type { Publisher } from './publishers.ts';
import { forces } from './speakers/forces.ts';
import { organisations } from './speakers/organisations.ts';
import type { SpeakerRow } from './speakers/row.ts';

/** The order of the rows is the order of a set of speakers. Rows may be added anywhere and never change places. */
const rows = {
  ...forces,
  ...organisations,
  other: { name: 'an unnamed source', role: null, family: null },
} as const satisfies Readonly<Record<string, SpeakerRow>>;

/** A speaker of the built-in table. */
export type SpeakerId = keyof typeof rows;

/** A speaker of the configuration. One whose id is in the table has the name, role and family of its row. */
export interface ConfiguredSpeaker extends SpeakerRow {
  readonly id: string;
  /** Further names that texts give it. */
  readonly aliases: readonly string[];
  /** Hosts of its own pages, `army.example`. */
  readonly hosts: readonly string[];
}

const table: ReadonlyMap<string, SpeakerRow> = new Map(Object.entries(rows));

/** Every speaker of the table, in its order. */
export const speakerIds: readonly SpeakerId[] = Object.keys(rows) as SpeakerId[]; // `rows` has these keys alone

/** Returns the row of a speaker of the table. */
export function speakerRow(id: SpeakerId): SpeakerRow {
  return rows[id];
}

export function isInTable(id: string): id is SpeakerId {
  return table.has(id);
}

/** The speakers of the table and of one configuration, and every question about their roles, names and families. */
export interface Speakers {
  /** What the configuration adds, as plain data. */
  readonly configured: readonly ConfiguredSpeaker[];
  /** Ids of the table in its order, then those of the configuration. */
  readonly ids: readonly string[];
  /**
   * Returns the English name with its article, or the name as printed for `other:<name as printed>`. Undefined for any
   * other unknown id.
   */
  nameOf(id: string): string | undefined;
  /** Returns whether every speaker is a belligerent, whose figures are admissions. False for an empty set. */
  areAcknowledging(ids: readonly string[]): boolean;
  /** Returns whether every speaker documents what others did. False for an empty set. */
  areDocumenting(ids: readonly string[]): boolean;
  /**
   * Returns the publishers that share one record with this one, including itself. A report that two of them publish is
   * one report and its copy.
   */
  familyOf(publisher: string): readonly string[];
  /**
   * Returns whether a figure in this publisher's document is an admission. A British ministry that quotes the Coalition's
   * total admits nothing; CENTCOM that publishes the Coalition's report does.
   */
  isAdmission(publisher: Publisher, ids: readonly string[]): boolean;
}

/** Returns the table with the speakers of a configuration. The row of the table wins over a configured one. */
export function createSpeakers(configured: readonly ConfiguredSpeaker[]): Speakers {
  const all: ReadonlyMap<string, SpeakerRow> = new Map([
    ...table,
    ...configured.flatMap((speaker) => (table.has(speaker.id) ? [] : [[speaker.id, speaker] as const])),
  ]);
  const ids = [...all.keys()];
  const roleOf = (id: string) => all.get(id)?.role;
  const haveRole = (speakers: readonly string[], role: SpeakerRow['role']) =>
    speakers.length > 0 && speakers.every((id) => roleOf(id) === role);
  const areAcknowledging = (speakers: readonly string[]) => haveRole(speakers, 'acknowledging');
  const familyOf = (publisher: string) => {
    const family = all.get(publisher)?.family ?? null;
    return family === null ? [publisher] : ids.filter((id) => all.get(id)?.family === family);
  };
  return {
    configured,
    ids,
    nameOf: (id) => all.get(id)?.name ?? printedName(id),
    areAcknowledging,
    areDocumenting: (speakers) => haveRole(speakers, 'documenting'),
    familyOf,
    isAdmission(publisher, speakers) {
      if (publisher.role !== 'acknowledging' || !areAcknowledging(speakers)) return false;
      return roleOf(publisher.id) !== 'acknowledging' || shareSpeaker(speakers, familyOf(publisher.id));
    },
  };
}

/** The table alone. */
export const builtInSpeakers: Speakers = createSpeakers([]);

/** Begins the id of a speaker that no table has: `other:Freedonian army`, followed by its name as printed. */
const printedPrefix = 'other:';

function printedName(id: string): string | undefined {
  const name = id.startsWith(printedPrefix) ? id.slice(printedPrefix.length).trim() : '';
  return name === '' ? undefined : name;
}

/** Returns whether none of the speakers is a known body. Their figures are neither admissions nor claims. */
export function areUnknown(speakers: readonly string[]): boolean {
  return speakers.every((id) => id === 'other' || id.startsWith(printedPrefix));
}

/**
 * Returns each id once, in the order of the table, followed by all others in alphabetical order. The order does not
 * depend on the configuration, so a stored set keeps it.
 */
export function speakerSet(ids: Iterable<string>): readonly string[] {
  const unique = new Set(ids);
  const known = speakerIds.filter((id) => unique.has(id));
  const unknown = [...unique].filter((id) => !table.has(id)).sort();
  return [...known, ...unknown];
}

/** Returns whether both sets contain the same speakers. Both must be ordered by `speakerSet`. */
export function areSameSpeakers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

export function shareSpeaker(one: readonly string[], other: readonly string[]): boolean {
  return one.some((id) => other.includes(id));
}
