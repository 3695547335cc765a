import type { Incident } from './incidents.ts';
import type { Measure } from './measures.ts';
import type { Quote } from './quotes.ts';
import type { Day, Month, Period } from './time.ts';

/** `null` where the text states the bare number. */
export const qualifiers = ['at least', 'more than', 'nearly', 'about', 'up to'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** The plain facts of a reading. Only `read/quotes.ts` makes one: its number has been seen in its quote. */
export interface Reading extends Quote {
  readonly measure: Measure;
  readonly value: number;
  /** The upper value where the text gives a range, else null. */
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Who asserts it, at least one, as `speakerSet` orders them. */
  readonly speakers: readonly string[];
  /** As the text names it, e.g. `Iraq and Syria`, `Raqqa`; null where the text names none. */
  readonly place: string | null;
  /** The window the figure covers, inclusive; null where the text does not say. */
  readonly from: Month | null;
  readonly to: Month | null;
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
