import gazetteer from './gazetteer.json' with { type: 'json' };
import { fold } from './spelling.ts';

/** Names of countries besides those of the gazetteer, and what their people are called. By ISO 3166-1 code. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  AE: ['Emirates', 'UAE', 'Emirati'],
  AF: ['Afghan'],
  AM: ['Armenian'],
  AZ: ['Azerbaijani'],
  BA: ['Bosnia'],
  BF: ['Burkina', 'Burkinabe'],
  CD: ['Democratic Republic of the Congo', 'Democratic Republic of Congo', 'DR Congo', 'DRC', 'Congo', 'Congolese'],
  CF: ['Central African Republic'],
  CG: ['Republic of the Congo', 'Congo-Brazzaville'],
  CI: ['Ivory Coast'],
  CM: ['Cameroonian'],
  CO: ['Colombian'],
  CZ: ['Czech Republic'],
  EG: ['Egyptian'],
  ER: ['Eritrean'],
  ET: ['Ethiopian'],
  GB: ['UK', 'Britain', 'England', 'Scotland', 'Wales'],
  IL: ['Israeli'],
  IN: ['Indian'],
  IQ: ['Iraqi', 'Irak'],
  IR: ['Iranian'],
  JO: ['Jordanian'],
  KE: ['Kenyan'],
  LB: ['Lebanese'],
  LY: ['Libyan', 'Libye', 'Libia'],
  ML: ['Malian'],
  MM: ['Burma', 'Burmese'],
  MZ: ['Mozambican'],
  NE: ['Nigerien'],
  NG: ['Nigerian'],
  PK: ['Pakistani'],
  PS: ['Palestine', 'Palestinian', 'occupied Palestinian territory'],
  RU: ['Russian'],
  SA: ['Saudi'],
  SD: ['Sudanese'],
  SO: ['Somali', 'Somalian', 'Somalie'],
  SS: ['South Sudanese'],
  SY: ['Syrian', 'Syrie', 'Syrien', 'Siria'],
  TD: ['Chadian'],
  TR: ['Turkey', 'Turkish'],
  UA: ['Ukrainian'],
  US: ['United States of America', 'USA', 'US'],
  YE: ['Yemeni', 'Jemen'],
};

/** Names with the name of a country in them that lie in several, or elsewhere. */
const noCountries = ['Lake Chad', 'Lake Chad Basin', 'Jordan River', 'Jordan Valley', 'Gulf of Oman', 'Gulf of Guinea'];

type Named = readonly (readonly [name: string, code: string | null])[];
let named: Named | undefined;

/** Returns the folded names of all countries, the longest first. */
function countryNames(): Named {
  if (named === undefined) {
    const own = gazetteer.countries.split('\n').flatMap((line) => {
      const [name = '', code = ''] = line.split('|');
      return code === '' ? [] : [[name, code] as const];
    });
    const others = Object.entries(otherNames).flatMap(([code, names]) =>
      names.map((name) => [fold(name), code] as const),
    );
    const none = noCountries.map((name) => [fold(name), null] as const);
    named = [...none, ...others, ...own].toSorted(([one], [other]) => other.length - one.length);
  }
  return named;
}

interface CountriesIn {
  /** ISO 3166-1 codes, each once. */
  readonly codes: readonly string[];
  /** The text without the names of countries, folded. */
  readonly rest: string;
}

/** Returns the countries that a folded text names, in English; `South Sudan` does not name Sudan. */
export function countriesIn(folded: string): CountriesIn {
  const codes = new Set<string>();
  let rest = ` ${folded} `;
  for (const [name, code] of countryNames()) {
    if (!rest.includes(` ${name} `)) continue;
    rest = rest.replaceAll(` ${name} `, '  ');
    if (code !== null) codes.add(code);
  }
  return { codes: [...codes], rest: rest.replace(/\s+/g, ' ').trim() };
}
