import type { Publisher, Role } from './publishers.ts';

/** A body that asserts figures. */
interface SpeakerRow {
  /** English name with its article, as used inside a sentence: `the Coalition`. */
  readonly name: string;
  /** Null for an unknown speaker, which neither admits nor documents. */
  readonly role: Exclude<Role, 'carrier'> | null;
  /** Chain of command. Each member may publish what another member admits. */
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

type Speaker = keyof typeof rows;
const table: ReadonlyMap<string, SpeakerRow> = new Map(Object.entries(rows));

/** Every speaker of the table, in its order. */
export const speakerIds: readonly Speaker[] = Object.keys(rows) as Speaker[]; // `rows` has these keys alone

/** Begins the id of a speaker that no table has: `other:Freedonian army`, followed by its name as printed. */
const printedPrefix = 'other:';

/**
 * Returns the English name with its article, or the name as printed for `other:<name as printed>`. Undefined for any other
 * id that is not in the table.
 */
export function nameOfSpeaker(id: string): string | undefined {
  return table.get(id)?.name ?? printedName(id);
}

function printedName(id: string): string | undefined {
  const name = id.startsWith(printedPrefix) ? id.slice(printedPrefix.length).trim() : '';
  return name === '' ? undefined : name;
}

/** Returns whether none of the speakers is a known body. Their figures are neither admissions nor claims. */
export function areUnknown(speakers: readonly string[]): boolean {
  return speakers.every((id) => id === 'other' || id.startsWith(printedPrefix));
}

/** Returns each id once, in the order of the table, followed by unknown ids in alphabetical order. */
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

/** Returns whether every speaker is a belligerent, whose figures are admissions. False for an empty set. */
export function areAcknowledging(speakers: readonly string[]): boolean {
  return speakers.length > 0 && speakers.every((id) => table.get(id)?.role === 'acknowledging');
}

/** Returns whether every speaker documents what others did. False for an empty set. */
export function areDocumenting(speakers: readonly string[]): boolean {
  return speakers.length > 0 && speakers.every((id) => table.get(id)?.role === 'documenting');
}

/**
 * Returns the publishers that share one record with this one, including itself. A report that two of them publish is one
 * report and its copy.
 */
export function familyOf(publisher: string): readonly string[] {
  const family = table.get(publisher)?.family ?? null;
  return family === null ? [publisher] : speakerIds.filter((id) => rows[id].family === family);
}

/**
 * Returns whether a figure in this publisher's document is an admission. A British ministry that quotes the Coalition's
 * total admits nothing; CENTCOM that publishes the Coalition's report does.
 */
export function isAdmission(publisher: Publisher, speakers: readonly string[]): boolean {
  if (publisher.role !== 'acknowledging' || !areAcknowledging(speakers)) return false;
  return table.get(publisher.id)?.role !== 'acknowledging' || shareSpeaker(speakers, familyOf(publisher.id));
}
