import type { TokenClass } from '../lexicon/classes.ts';
import type { SpeakerEntry } from '../lexicon/speakers.ts';
import type { NumberToken } from '../text/numbers.ts';

export interface Token {
  readonly class: TokenClass;
  /** The token is a form of a verb of `reportingVerbs`. */
  readonly isVerb: boolean;
  /** As printed; a phrase is one token. */
  readonly text: string;
  /** In lower case, words separated by one space, without points in abbreviations. */
  readonly lower: string;
  /** Offsets in the sentence. */
  readonly start: number;
  readonly end: number;
  /** For NUMBER. */
  readonly number: NumberToken | null;
  /** For SPEAKER, FORCE and REFERENCE: the speakers that it can name, the likeliest first. */
  readonly speakers: readonly SpeakerEntry[];
  /** A bare country or capital. */
  readonly isVague: boolean;
}
