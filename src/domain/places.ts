/** Returns lower case without accents, apostrophes and punctuation, words one space apart; '' where no letter is left. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼʻ‘`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Returns the same text for `Syria and Iraq` and `Iraq, Syria`: a place is a set of names. Empty where the text names none. */
export function placeKey(place: string | null): string {
  const names = (place ?? '')
    .replace(/\bthe\b/giu, ' ')
    .split(/,|&|\/|\band\b/iu)
    .map(fold)
    .filter((name) => name !== '');
  return JSON.stringify([...new Set(names)].sort());
}

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

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}

let countryNames: readonly string[] | undefined;

/** The countries of the world by their English names, as the platform knows them: which words of a place name a country. */
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
 * Whether a place, as a report names it, may lie in a country: `Iraq and Syria` holds Syria, Raqqa lies in it, and a
 * place that names no known country may lie anywhere. `isCountry`: the place is known to be the name of a country.
 * Without regard to case.
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

/** False where either place is not stated or not known. */
export function shareCountry(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const known = new Set(countries(one));
  return countries(other).some((country) => known.has(country));
}
