import type { SourceFailure } from './failures.ts';
import type { IncidentOutcome } from './incidents.ts';
import type { Measure } from './measures.ts';
import type { Quote } from './quotes.ts';
import type { ForeignLanguage } from './reader/languages.ts';
import type { Month } from './time.ts';

/** The part of the text that a warning concerns. Offsets count UTF-16 units; `end` is exclusive. */
export type Passage = Pick<Quote, 'start' | 'end'>;

/** Name of a list entry: its printed number and place, or its first words. */
export type EntryName =
  | { readonly by: 'number'; readonly number: number; readonly place: string | null }
  | { readonly by: 'opening'; readonly opening: string };

type Harm = 'killed' | 'injured';

interface EntryWarning {
  readonly entry: EntryName;
  readonly passage: Passage;
}

/** Why a count of deaths has no speaker. */
export type UnattributedReason =
  | 'no-speaker'
  | 'no-killer'
  | 'part-of-another-count'
  | 'counts-reports'
  | 'scope-unclear'
  | 'headline-only'
  | 'another-force'
  | 'not-asserted';

/**
 * Why a total is doubtful.
 *
 * below-latest  it is lower than the last total
 * far-above     it is higher than the last total by more than reports have ever added
 * above-later   it is higher than the total of a later time
 * misprint      it differs from the last total by one digit, or by two that are swapped
 */
export const doubtfulReasons = ['below-latest', 'far-above', 'above-later', 'misprint'] as const;
export type DoubtfulReason = (typeof doubtfulReasons)[number];

export type QuoteFault = 'number-not-in-quote' | 'bad-value' | 'bad-span';

/** A figure that was dropped because its quote does not prove it. */
interface UnquotableFigure {
  readonly measure: Measure;
  readonly value: number;
  readonly quote: Quote;
}

/**
 * A text was not read completely or not reliably. `compose/language` has the wording. Codes are stable, because
 * `read --json` prints them.
 */
export type Warning =
  | { readonly code: 'total-outside-report'; readonly value: number; readonly passage: Passage }
  /** `totals` begins with the best supported total. */
  | {
      readonly code: 'two-totals';
      readonly totals: readonly number[];
      readonly taken: 'first' | 'none';
      readonly passage: Passage;
    }
  | { readonly code: 'several-incidents'; readonly harm: Harm; readonly values: readonly number[] }
  | { readonly code: 'period-unknown'; readonly expected: 'month' | 'quarter' }
  | { readonly code: 'period-conflict'; readonly period: Month; readonly totalsEnd: Month }
  /** `uncertain`: the text states a total that may not be the report's own. */
  | { readonly code: 'no-total'; readonly stated: 'uncertain' | 'nowhere' }
  | { readonly code: 'new-deaths-unstated'; readonly credible: number }
  | { readonly code: 'no-figures' }
  | { readonly code: 'nothing-read' }
  | { readonly [Fault in QuoteFault]: { readonly code: Fault } & UnquotableFigure }[QuoteFault]
  | ({ readonly code: 'unquotable-figure'; readonly fault: QuoteFault } & UnquotableFigure)
  | {
      readonly code: 'unattributed-figure';
      readonly value: number;
      readonly harm: Harm;
      readonly reason: UnattributedReason;
      readonly quote: Quote;
    }
  /** A figure that no known body asserts. `speakers` are the ids that the text gives. */
  | {
      readonly code: 'unknown-speaker';
      readonly measure: Measure;
      readonly value: number;
      readonly speakers: readonly string[];
      readonly quote: Quote;
    }
  /** The text is in another language than English and was not read. `quotes`: its first figures next to words for death. */
  | { readonly code: 'foreign-language'; readonly language: ForeignLanguage; readonly quotes: readonly Quote[] }
  /** A total that does not fit `held`, a total that its speakers published. It is not stored as a figure. */
  | {
      readonly code: 'doubtful-total';
      readonly measure: Measure;
      readonly value: number;
      readonly speakers: readonly string[];
      readonly why: DoubtfulReason;
      readonly held: { readonly value: number; readonly to: Month | null };
      readonly quote: Quote;
    }
  | { readonly code: 'too-many-figures'; readonly read: number }
  | ({ readonly code: 'incident-date-without-year' } & EntryWarning)
  | ({ readonly code: 'incident-date-invalid' } & EntryWarning)
  | ({ readonly code: 'incident-each-without-count' } & EntryWarning)
  | ({ readonly code: 'incident-grid-invalid'; readonly grid: string } & EntryWarning)
  /** `before` is 0 if the list begins with `after`. */
  | {
      readonly code: 'incident-numbers-missing';
      readonly before: number;
      readonly after: number;
      readonly passage: Passage;
    }
  | {
      readonly code: 'incident-count-differs';
      readonly announced: number;
      readonly found: number;
      readonly outcome: IncidentOutcome;
      readonly passage: Passage;
    }
  | { readonly code: 'reader-failed'; readonly error: string; readonly url: string | null }
  | { readonly code: 'recheck-doubtful'; readonly failure: SourceFailure }
  /** A warning that an early version stored as text. */
  | { readonly code: 'former'; readonly formerCode: string; readonly message: string };
export type WarningCode = Warning['code'];

/** Where the passage is, and what was stored when the text was read. */
const circumstances: ReadonlySet<string> = new Set(['start', 'end', 'why', 'held']);

/** Returns a key that is equal for warnings about the same words, wherever they stand and whatever was stored then. */
export function warningKey(warning: Warning): string {
  return JSON.stringify(warning, (name, value: unknown) => (circumstances.has(name) ? undefined : value));
}
