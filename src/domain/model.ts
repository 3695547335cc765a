/**
 * The glossary as types. Every word here is used with this meaning in code, tables, commands and documentation.
 *
 * publisher  who speaks or publishes; `acknowledging` (a belligerent), `documenting` (an NGO, the UN, the press) or a `carrier`
 * source     one place that is polled, of one kind
 * document   one published thing by one publisher, whatever address it appears under
 * snapshot   the bytes of a document as fetched at one time; immutable
 * reader     pure code that turns a snapshot's text into readings; has a name and a version
 * reading    one figure as one reader found it in one snapshot, with its quote
 * incident   one entry of a report's list
 * series     the readings of one measure, speaker and place over time
 * finding    what changed, as a value with a reason and evidence
 */

/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD`, no time zone: the day as the report prints it. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds, `2019-05-31T12:00:00.000Z`; text order is time order. */
export type Instant = string;

export const roles = ['acknowledging', 'documenting', 'carrier'] as const;
export type Role = (typeof roles)[number];

export interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export const measures = [
  'killed_total',
  'injured_total',
  'killed_new',
  'injured_new',
  'allegations_carried_over',
  'allegations_received',
  'allegations_completed',
  'allegations_credible',
  'allegations_non_credible',
  'allegations_duplicate',
  'allegations_open',
  'allegations_reopened',
  'strikes_total',
  'engagements_total',
  'allegations_total',
  'allegations_credible_total',
  'killed_event',
  'injured_event',
] as const;
export type Measure = (typeof measures)[number];

/** `null` where the text states the bare number. */
export const qualifiers = ['at least', 'more than', 'nearly', 'about', 'up to'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** Who asserts a figure. Two who speak together are joined by `+` in the order of this list. */
export const speakers = [
  'cjtf-oir',
  'centcom',
  'africom',
  'dod',
  'uk-mod',
  'nl-mod',
  'adf',
  'be-mod',
  'amnesty',
  'airwars',
  'hrw',
  'snhr',
  'sohr',
  'civic',
  'un',
  'other',
] as const;
export type Speaker = (typeof speakers)[number];

/** Of the speakers, those who admit; the others document, and `other` is neither. */
export const acknowledgingSpeakers: ReadonlySet<string> = new Set<Speaker>([
  'cjtf-oir',
  'centcom',
  'africom',
  'dod',
  'uk-mod',
  'nl-mod',
  'adf',
  'be-mod',
]);

/** How an incident was reported to the belligerent; several are joined by `+`. */
export const vias = [
  'airwars',
  'self-report',
  'amnesty',
  'hrw',
  'snhr',
  'sohr',
  'media',
  'social-media',
  'open-source',
  'web',
  'white-helmets',
  'ngo',
  'other',
] as const;
export type Via = (typeof vias)[number];

export const outcomes = ['credible', 'non_credible', 'duplicate', 'reopened', 'correction', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** The months a report speaks of, both inclusive. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}

/** A span of a snapshot's stored text: `text.slice(start, end) === quote` (UTF-16 offsets). */
export interface Quote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** The plain facts of a reading. Only `read/quotes.ts` makes one: its number has been seen in its quote. */
export interface Reading extends Quote {
  readonly measure: Measure;
  readonly value: number;
  /** The upper value where the text gives a range, else null. */
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** A speaker id, or several joined by `+`. */
  readonly speaker: string;
  /** As the text names it, e.g. `Iraq and Syria`, `Raqqa`; null where the text names none. */
  readonly place: string | null;
  /** The window the figure covers, inclusive; null where the text does not say. */
  readonly from: Month | null;
  readonly to: Month | null;
}

export interface Incident extends Quote {
  /** As printed in the list; numbering restarts per section or is missing (null). */
  readonly number: number | null;
  readonly date: Day | null;
  /** The last day of a range, else null. */
  readonly dateTo: Day | null;
  readonly place: string | null;
  readonly country: string | null;
  /** `Via` ids joined by `+`, or null where the entry does not say. */
  readonly via: string | null;
  readonly outcome: Outcome;
  /** null where the entry gives no certain number. */
  readonly killed: number | null;
  readonly killedMax: number | null;
  readonly injured: number | null;
  readonly reportNumber: string | null;
  /** Airwars codes (`CI###`, `CS###`), joined by `+`. */
  readonly ngoCode: string | null;
  readonly mgrs: readonly string[];
  readonly notPreviouslyReported: boolean;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** What a reader made of one text. */
export interface ReadResult {
  readonly reader: string;
  /** Rises whenever a rule changes what comes out. */
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly incidents: readonly Incident[];
  readonly warnings: readonly Warning[];
}

/** What a reader is told beside the text. */
export interface ReadContext {
  /** Publisher id, or null for a loose file. */
  readonly publisher: string | null;
  readonly url: string | null;
  readonly title: string | null;
  /** What the source says of the day it was published, or null. */
  readonly published: Day | null;
}

/** A document as polled: hostile bytes and the text drawn from them. Not yet in the ledger. */
export interface FetchedDocument {
  /** Stable within a publisher: `afpims:1234567`, `guid:…`, `url:…` or `sha256:…`. */
  readonly identity: string;
  /** Canonical address, shown to readers. */
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly fetchedAt: Instant;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** A document that was known and is gone (404 or 410, asked twice). */
export interface GoneDocument {
  readonly identity: string;
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly status: 404 | 410;
}

/** The current state of one document: its latest snapshot under its latest reader run. */
export interface Report {
  readonly documentId: string;
  /** `<documentId>.<n>`: the nth snapshot, so that A -> B -> A gives three ids. */
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly firstSeen: Instant;
  readonly fetchedAt: Instant;
  readonly sha256: string;
  /** Of the text, white space folded: a page whose bytes differ and whose text does not has not changed. */
  readonly textSha256: string;
  readonly state: 'present' | 'gone';
  readonly reader: string;
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly incidents: readonly Incident[];
  readonly warnings: readonly Warning[];
}
