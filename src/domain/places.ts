/** Returns the words in lower case without accents and punctuation, one space apart; '' where none remain. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼʻ‘`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Returns an equal key for `Syria and Iraq` and `Iraq, Syria`, because a place is a set of names. `[]` for null. */
export function placeKey(place: string | null): string {
  const names = (place ?? '')
    .replace(/\bthe\b/giu, ' ')
    .split(/,|&|\/|\band\b/iu)
    .map(fold)
    .filter((name) => name !== '');
  return JSON.stringify([...new Set(names)].sort());
}

/**
 * Countries of the places for which organisations publish separate counts. A comparison is shown only where both figures
 * are known to concern the same country, because a figure for Raqqa says nothing about Somalia.
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

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}

let countryNames: readonly string[] | undefined;

/** Returns the English names of all countries that `Intl` knows, in lower case. */
function namesOfCountries(): readonly string[] {
  if (countryNames === undefined) {
    const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    countryNames = codes.flatMap((code) => {
      const name = wordsOf(regions.of(code) ?? '').join(' ');
      return name === '' ? [] : [name];
    });
  }
  return countryNames;
}

function countriesNamed(words: string, isCountry: boolean): readonly string[] {
  const named = namesOfCountries().filter((name) => ` ${words} `.includes(` ${name} `));
  return [...named, ...countries(words), ...(isCountry ? [words] : [])];
}

/**
 * Returns whether a place as printed may lie in a country, ignoring case. `Iraq and Syria` and `Raqqa` may lie in Syria.
 * A place without a known country may lie anywhere. `isCountry` says that the place is the name of a country.
 */
export function liesIn(place: string, country: string, isCountry = false): boolean {
  const [words, wanted] = [wordsOf(place).join(' '), wordsOf(country).join(' ')];
  if (wanted !== '' && ` ${words} `.includes(` ${wanted} `)) return true;
  const named = countriesNamed(words, isCountry);
  if (named.length === 0) return true;
  return countriesNamed(wanted, true).some((one) => named.includes(one));
}

function countries(place: string): readonly string[] {
  return wordsOf(place).flatMap((word) => countryOf.get(word) ?? []);
}

/** Returns whether both places are known to lie in one country. False where either is null or unknown. */
export function shareCountry(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const known = new Set(countries(one));
  return countries(other).some((country) => known.has(country));
}
