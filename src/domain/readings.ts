import type { Incident } from './incidents.ts';
import type { Measure } from './measures.ts';
import type { Quote } from './quotes.ts';
import type { Day, Month, Period } from './time.ts';
import type { Warning } from './warnings.ts';

/** Words that limit how exact a figure is. A reading has null where the text gives the number alone. */
export const qualifiers = ['at least', 'more than', 'nearly', 'about', 'up to'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** One figure that a text states. `read/text/quotes.ts` makes it only if the quote contains the number. */
export interface Reading extends Quote {
  readonly measure: Measure;
  readonly value: number;
  /** Upper value of a range; null for a single value. */
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** At least one speaker who asserts the figure, ordered by `speakerSet`. */
  readonly speakers: readonly string[];
  /** As printed, e.g. `Iraq and Syria`, `Raqqa`; null where the text names none. */
  readonly place: string | null;
  /** First and last month that the figure covers, inclusive; null where the text does not say. */
  readonly from: Month | null;
  readonly to: Month | null;
}

/** Result of reading one text. */
export interface ReadResult {
  readonly reader: string;
  /** Increases whenever a changed rule changes the output. */
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly incidents: readonly Incident[];
  readonly warnings: readonly Warning[];
}

/** What a reader knows besides the text. */
export interface ReadContext {
  /** Publisher id; null for a file without a publisher. */
  readonly publisher: string | null;
  readonly url: string | null;
  readonly title: string | null;
  /** Day of publication that the source states, or null. */
  readonly published: Day | null;
}
