/**
 * How texts name a speaker, as plain strings of words.
 *
 * A capital asks for a capital in the text; a small letter accepts either: `Centcom` fits `CENTCOM`, `US` does not fit
 * `us`. Where two entries fit the same words, the longer wins, then the one that is equal letter by letter. An article
 * before a name, points in abbreviations, the kind of apostrophe or hyphen, a hyphen for a space, an acronym in brackets
 * behind the name, and British or American spelling make no difference, so one form is listed.
 */
export interface SpeakerNames {
  /**
   * Names that mean this body and no other in any country's press: not `Ministry of Defence`, which is a noun of each
   * state. A title from `titles.ts` before or behind one makes a person of it.
   */
  readonly names: readonly string[];
  /** `Dutch`, `US-led`: before the word for a deed they name its doer. They never speak. */
  readonly adjectives: readonly string[];
  /** Offices whose holder speaks for it, where the office does not contain one of the names: `Dutch defence minister`. */
  readonly people: readonly string[];
  /** Hosts of its own pages, for the host itself and every host that ends with a point and this. */
  readonly hosts: readonly string[];
  /** Nouns without article by which a text points back to it: `command`, `ministry`. */
  readonly nouns: readonly string[];
  /** A bare country, a capital, unnamed officials: give way to any body of the same chain of command that the text names. */
  readonly vague: readonly string[];
}

/** Returns the names with what is left out as empty lists. */
export function named(names: readonly string[], more: Partial<Omit<SpeakerNames, 'names'>> = {}): SpeakerNames {
  return { names, adjectives: [], people: [], hosts: [], nouns: [], vague: [], ...more };
}
