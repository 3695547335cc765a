import type { Measure, Qualifier } from '../measures.ts';
import type { Day, Instant, MonthOrDay, Period } from '../time.ts';

/**
 * The compiled record: what was published before Ackwatch watched, as facts and addresses. Ackwatch has read none of these
 * reports itself, so its figures have no quote and no stored copy, and are marked wherever they are shown.
 */

/**
 * How a figure of the compiled record is known.
 *
 * report-text       from the text of the report
 * report-copy       from a copy of the report at another publisher
 * quoted-paragraph  from a paragraph of the report that an organisation quotes
 * press             from what the press wrote of the report
 * public-texts      from notes on public texts, which do not name one
 */
export const waysKnown = ['report-text', 'report-copy', 'quoted-paragraph', 'press', 'public-texts'] as const;
export type WayKnown = (typeof waysKnown)[number];

/**
 * What the address of a compiled figure leads to.
 *
 * report  the report itself
 * copy    a copy of it at another publisher
 * press   an article that states figures of it
 * list    the publisher's list of releases, because no address of the report is known
 */
export const compiledAddresses = ['report', 'copy', 'press', 'list'] as const;
export type CompiledAddress = (typeof compiledAddresses)[number];

/** The mark of a figure from the compiled record. */
export interface Compiled {
  readonly known: readonly WayKnown[];
  readonly address: CompiledAddress;
  /** True where no text states the value: it was worked out from other reports. */
  readonly isReconstructed: boolean;
  /** What else is known of the report, in words of our own; null where nothing is. */
  readonly note: string | null;
}

/** One figure of the compiled record, as it is bundled. */
export interface CompiledFigure extends Compiled {
  /** Equal for all figures of one report: `record:cjtf-oir:2019-03`. */
  readonly report: string;
  readonly publisher: string;
  readonly measure: Measure;
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Ordered by `speakerSet`. */
  readonly speakers: readonly string[];
  readonly place: string | null;
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
  /** Null for a figure that no periodic report states. */
  readonly period: Period | null;
  /** Null where it is not known. */
  readonly published: Day | null;
  readonly url: string;
  /** Identity of the document at its publisher, `afpims:1918673`; null where it is not known. */
  readonly identity: string | null;
}

/** A compiled record that is loaded as a whole. */
export interface CompiledRecord {
  /** Increases whenever a row changes. */
  readonly version: number;
  readonly figures: readonly CompiledFigure[];
}

/** The day of publication as an instant, as documents have it. */
export function publishedAt({ published }: Pick<CompiledFigure, 'published'>): Instant | null {
  return published === null ? null : `${published}T00:00:00.000Z`;
}
