import type { Publisher, Role } from './publishers.ts';

/**
 * Who asserts figures. One row is one speaker: a body that is missing here, and is named by a text, is not somebody else.
 * `family` joins those of one chain of command: each of them may publish what another admits.
 */
interface SpeakerRow {
  /** As it stands inside an English sentence, with its article: `the Coalition`. */
  readonly name: string;
  /** Null for a speaker that is not known: it neither admits nor documents. */
  readonly role: Exclude<Role, 'carrier'> | null;
  readonly family: 'us' | null;
}

const rows = {
  'cjtf-oir': { name: 'the Coalition', role: 'acknowledging', family: 'us' },
  centcom: { name: 'CENTCOM', role: 'acknowledging', family: 'us' },
  africom: { name: 'AFRICOM', role: 'acknowledging', family: 'us' },
  dod: { name: 'the US Department of Defense', role: 'acknowledging', family: 'us' },
  'uk-mod': { name: 'the UK Ministry of Defence', role: 'acknowledging', family: null },
  'nl-mod': { name: 'the Dutch Ministry of Defence', role: 'acknowledging', family: null },
  adf: { name: 'the Australian Defence Force', role: 'acknowledging', family: null },
  'be-mod': { name: 'the Belgian Ministry of Defence', role: 'acknowledging', family: null },
  amnesty: { name: 'Amnesty International', role: 'documenting', family: null },
  airwars: { name: 'Airwars', role: 'documenting', family: null },
  hrw: { name: 'Human Rights Watch', role: 'documenting', family: null },
  snhr: { name: 'the Syrian Network for Human Rights', role: 'documenting', family: null },
  sohr: { name: 'the Syrian Observatory for Human Rights', role: 'documenting', family: null },
  civic: { name: 'the Center for Civilians in Conflict', role: 'documenting', family: null },
  un: { name: 'the United Nations', role: 'documenting', family: null },
  other: { name: 'an unnamed source', role: null, family: null },
} as const satisfies Readonly<Record<string, SpeakerRow>>;

export type Speaker = keyof typeof rows;
const table: ReadonlyMap<string, SpeakerRow> = new Map(Object.entries(rows));

/** Every speaker of the table, in its order. */
export const speakerIds: readonly Speaker[] = Object.keys(rows) as Speaker[]; // `rows` has these keys alone

/** Returns the English name with its article, or undefined for an id that is not in the table. */
export function nameOfSpeaker(id: string): string | undefined {
  return table.get(id)?.name;
}

/** Returns the ids as a set: each once, in the order of the table, unknown ids behind in text order. */
export function speakerSet(ids: Iterable<string>): readonly string[] {
  const unique = new Set(ids);
  const known = speakerIds.filter((id) => unique.has(id));
  const unknown = [...unique].filter((id) => !table.has(id)).sort();
  return [...known, ...unknown];
}

/** Whether both sets hold the same speakers. Both are in the order of `speakerSet`. */
export function areSameSpeakers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

export function shareSpeaker(one: readonly string[], other: readonly string[]): boolean {
  return one.some((id) => other.includes(id));
}

/** Whether every one of them is a belligerent, who admits. False for an empty set. */
export function areAcknowledging(speakers: readonly string[]): boolean {
  return speakers.length > 0 && speakers.every((id) => table.get(id)?.role === 'acknowledging');
}

/** Whether every one of them documents what others did. False for an empty set. */
export function areDocumenting(speakers: readonly string[]): boolean {
  return speakers.length > 0 && speakers.every((id) => table.get(id)?.role === 'documenting');
}

/**
 * Returns the publishers whose reports are one record, the given one included. A report of one that another publishes
 * again is a copy.
 */
export function familyOf(publisher: string): readonly string[] {
  const family = table.get(publisher)?.family ?? null;
  return family === null ? [publisher] : speakerIds.filter((id) => rows[id].family === family);
}

/**
 * Whether a figure in a document of this publisher is an admission at its source. The British ministry that quotes the
 * Coalition's total admits nothing by that; CENTCOM that publishes the Coalition's report does.
 */
export function isAdmission(publisher: Publisher, speakers: readonly string[]): boolean {
  if (publisher.role !== 'acknowledging' || !areAcknowledging(speakers)) return false;
  return table.get(publisher.id)?.role !== 'acknowledging' || shareSpeaker(speakers, familyOf(publisher.id));
}
