import type { Circumstances } from './circumstances.ts';
import type { Incident } from './incidents.ts';
import type { Measure, Qualifier } from './measures.ts';
import type { Quote } from './quotes.ts';
import type { Position } from './relations/positions.ts';
import type { ConfiguredSpeaker } from './speakers.ts';
import type { Day, MonthOrDay, Period } from './time.ts';
import type { Warning } from './warnings.ts';

/**
 * What a text does with a figure.
 *
 * asserted      its speakers say that it is so
 * denied        its speakers say that it is not so
 * doubted       its speakers find it not credible, or could not confirm it
 * alleged       its speakers only repeat that others say so
 * under-review  its speakers examine whether it is so
 * withdrawn     its speakers said so earlier and no longer do
 */
export const stances = ['asserted', 'denied', 'doubted', 'alleged', 'under-review', 'withdrawn'] as const;
export type Stance = (typeof stances)[number];

interface ReadFigure extends Quote {
  readonly measure: Measure;
  readonly value: number;
  /** Upper value of a range; null for a single value. */
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** At least one speaker who takes the stance, ordered by `speakerSet`. */
  readonly speakers: readonly string[];
  /** As printed, e.g. `Iraq and Syria`, `Raqqa`; null where the text names none. */
  readonly place: string | null;
  /**
   * The first and last month that the figure covers, inclusive; null where the text does not say. The toll of one event may
   * have exact days instead, at either end.
   */
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
  /** Name of the rule that found the figure, as `ackwatch read --explain` prints it; null if stored before rules were. */
  readonly rule: string | null;
}

/** One figure that a text asserts. `read/text/quotes.ts` makes it only if the quote contains the number. */
export interface Reading extends ReadFigure {
  readonly stance: 'asserted';
  /** Null for a measure that is no toll of an event and not newly admitted. See `hasCircumstances`. */
  readonly circumstances: Circumstances | null;
}

/** The stances of mentions. */
export const mentionStances = stances.filter((stance) => stance !== 'asserted');

/** One figure that a text names and does not assert. It is no admission and no claim, and reaches no total. */
export interface Mention extends ReadFigure {
  readonly stance: Exclude<Stance, 'asserted'>;
}

/** Result of reading one text. */
export interface ReadResult {
  readonly reader: string;
  /** Increases whenever a changed rule changes the output. */
  readonly readerVersion: number;
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
  readonly positions: readonly Position[];
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
  /** Speakers of the configuration; none where left out. The same array for every text, so that it is prepared once. */
  readonly speakers?: readonly ConfiguredSpeaker[];
}
