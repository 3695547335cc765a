import type { IncidentOutcome } from '../incidents.ts';
import type { Measure, Qualifier } from '../measures.ts';
import type { Quote } from '../quotes.ts';
import type { ReadResult, Stance } from '../readings.ts';
import type { UnattributedReason } from '../warnings.ts';

/** Why the words of a sentence do not assert a figure. */
export type Refusal =
  | 'no-speaker'
  | 'hearsay'
  | 'negated'
  | 'supposed'
  | 'questioned'
  | 'denied'
  | 'doubted'
  | 'under-review'
  | 'withdrawn'
  | 'demanded'
  | 'averted'
  | 'fiction'
  | 'excluded'
  | 'compared'
  | 'not-governed'
  | 'part-of-another-count'
  | 'fighters-among-them'
  | 'endless-sentence';

/**
 * Why a count gave no reading.
 *
 * repeated     the same figure was taken from another sentence, or a more exact one was
 * not-counted  a number is next to words for death or injury, and no rule recognises a count
 */
export type NotTaken = Refusal | UnattributedReason | 'repeated' | 'not-counted';

/** The verb, noun or phrase by which somebody says something of a count. Both texts as printed. */
export interface ExplainedGovernor {
  readonly words: string;
  /** Who does it, with what stands between; null where the sentence does not say, or says it earlier. */
  readonly subject: string | null;
  /** "did not confirm". */
  readonly isNegated: boolean;
  /** "would confirm". */
  readonly isSupposed: boolean;
}

/** What a reader did with one piece of a sentence. */
export type ExplainedStep =
  /** A count in a statement. */
  | {
      readonly kind: 'count';
      readonly harm: 'killed' | 'injured';
      readonly value: number;
      readonly valueMax: number | null;
      readonly qualifier: Qualifier | null;
      /** The rule that recognised the count; null for `not-counted`. */
      readonly countRule: string | null;
      /** Null where nothing in the sentence governs the count. */
      readonly governor: ExplainedGovernor | null;
      readonly outcome: 'reading' | 'mention' | 'refused';
      /** Null where the count was refused. */
      readonly stance: Stance | null;
      readonly measure: Measure | null;
      /** Empty where the count was refused. */
      readonly speakers: readonly string[];
      /** The rule of the reading or mention; null where the count was refused. */
      readonly rule: string | null;
      /** Null for a reading. */
      readonly because: NotTaken | null;
    }
  /** A figure of a periodic report. */
  | {
      readonly kind: 'figure';
      readonly measure: Measure;
      readonly value: number;
      readonly valueMax: number | null;
      readonly qualifier: Qualifier | null;
      readonly stance: Stance;
      readonly speakers: readonly string[];
      readonly rule: string | null;
    }
  /** An entry of the list of a periodic report. */
  | {
      readonly kind: 'entry';
      readonly number: number | null;
      readonly outcome: IncidentOutcome;
      readonly killed: number | null;
      readonly killedMax: number | null;
      readonly injured: number | null;
      readonly rule: string;
    };

/** A sentence or list entry in which a reader found something. */
export interface ExplainedSentence extends Quote {
  readonly steps: readonly ExplainedStep[];
}

/** The result of reading a text, and how it came about. */
export interface Explanation {
  readonly result: ReadResult;
  /** In the order of the text. Sentences without counts are left out. */
  readonly sentences: readonly ExplainedSentence[];
}
