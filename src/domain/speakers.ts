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
