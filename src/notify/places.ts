/**
 * Which country a place lies in that organisations give separate counts for. A comparison is shown only where both
 * figures are known to concern the same country: one of Raqqa beside one of Somalia would say nothing.
 */
const countryOf: ReadonlyMap<string, string> = new Map([
  ['iraq', 'iraq'],
  ['mosul', 'iraq'],
  ['hawija', 'iraq'],
  ['ramadi', 'iraq'],
  ['fallujah', 'iraq'],
  ['nineveh', 'iraq'],
  ['anbar', 'iraq'],
  ['syria', 'syria'],
  ['raqqa', 'syria'],
  ['mansoura', 'syria'],
  ['tabqa', 'syria'],
  ['manbij', 'syria'],
  ['aleppo', 'syria'],
  ['idlib', 'syria'],
  ['baghouz', 'syria'],
  ['hajin', 'syria'],
  ['deir', 'syria'],
  ['somalia', 'somalia'],
  ['libya', 'libya'],
  ['yemen', 'yemen'],
  ['afghanistan', 'afghanistan'],
]);

function countries(place: string): readonly string[] {
  const words = place.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.flatMap((word) => countryOf.get(word) ?? []);
}

/** False where either place is not stated or not known. */
export function shareCountry(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const known = new Set(countries(one));
  return countries(other).some((country) => known.has(country));
}
