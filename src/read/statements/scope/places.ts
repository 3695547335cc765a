import { builtInLexicon } from '../../engine/lexicon.ts';

/** The place a figure is about: a town where the sentence names one as the place of the deaths, else the countries. */

interface PlaceMention {
  /** As the text names it; several countries joined, `Iraq and Syria` in this order whatever the text's. */
  readonly name: string;
  readonly isCountry: boolean;
  readonly start: number;
  readonly end: number;
}

// Spellings as printed; the value is what is shown.
const towns = [
  'East(?:ern)? Mosul',
  'West(?:ern)? Mosul',
  'Mosul',
  'Raqqah?',
  'Raqa',
  'Hawija',
  'Hawijah',
  'Huwayjah',
  'Tabqah?',
  'Mansourah?',
  'Deir ez-?[Zz]or',
  'Deir Ezzor',
  'Dayr az Zawr',
  'Baghouz',
  'Baghuz',
  'Manbij',
  'Aleppo',
  'Idlib',
  'Hajin',
  'Abu Kamal',
  'al-?\\s?Bukamal',
  'al-?\\s?Mayadin',
  'Mayadin',
  'Rawah?',
  'Tal Afar',
  'Tall? Afar',
  'Fallujah?',
  'Ramadi',
  'Kirkuk',
  'Al[- ]Q(?:a|u)\\w*im',
  'Qaim',
  'Shaddadah?',
  'al Shadadi',
  'Hasaka[h]?',
  'Kobani',
  'al-?Bab',
  'Jinah',
  'Harem',
  'Tokhar',
  'Baghdad',
  'Erbil',
  'Nineveh',
  'Anbar',
  'Kunduz',
  'Kabul',
  'Herat',
  'Kandahar',
  'Helmand',
  'Nangarhar',
  'Garmsir',
  'El Bu+r',
  'El Burr',
  'Jilib',
  'Jamaame',
  'Kunyo[- ]Barrow',
  'Qunyo[- ]Barrow',
  'Saakow',
  'Janaale',
  'Jamame',
  'Lower Shabelle',
  'Mogadishu',
  'Murzuq',
  'Sirte',
  'Sabha',
  'Sanaa',
  'Yakla',
  'Hodeida',
];
const countries = [
  'Iraq',
  'Syria',
  'Afghanistan',
  'Somalia',
  'Somali',
  'Libya',
  'Yemen',
  'Pakistan',
  'Iran',
  'Nigeria',
];
const town = new RegExp(
  `(?<![\\p{L}-])(?:(?:the\\s)?(?:[Ss]yrian|[Ii]raqi|[Ss]omali|northern|southern|eastern|western)\\s(?:city|town|village)\\sof\\s)?(?:[Aa]l-)?((?:${towns.join('|')})(?:\\s(?:Province|Governorate))?)(?![\\p{L}])`,
  'gu',
);
/** "Nigeria's air force" is no place. */
const itsForces =
  "(?!['’]s\\s(?:\\w+\\s){0,2}(?:[Aa]rmy|[Aa]ir\\s[Ff]orce|[Mm]ilitary|[Aa]rmed|[Ff]orces|[Nn]avy|[Dd]efen[cs]e|[Gg]overnment|[Jj]unta|[Cc]hief|[Mm]inister|[Pp]resident|[Gg]enerals?))";
const country = new RegExp(
  `(?<![\\p{L}-])(?:${countries.join('|')}|Irak|Siria|Syrie|Syrien)(?![\\p{L}-])${itsForces}`,
  'gu',
);
/** A name directly before a country: "near Dinsoor, Somalia", "in Bidibo in northern Syria". */
const named =
  /(?<=\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|(?:city|town|village|district)\sof)\s)(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Operation|Eastern|Western|Northern|Southern|North|South|East|West|Central|Washington|London|Geneva|Beirut|Brussels|Congress|Parliament|Islamic|The|Daesh|Taliban|Shabaab|\p{Lu}{2,}|Iraqi?|Syrian?|Afghan\w*|Somali\w*|Libyan?|Yemen\w*|Pakistan|Iran)\b)(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2})(?=(?:,\s|\sin\s|\s\()(?:the\s)?(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)[\w-]*\s)?(?:Iraq|Syria|Afghanistan|Somalia|Libya|Yemen|Pakistan)(?!\p{L}))/gu;
/** A name where a place would stand: "in Tirah", "the village of Boz", "a raid on al-Adhlan", "the Hawija strike". */
const prefix =
  '(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]t|[Aa]z|[Aa]r|[Dd]eir|[Uu]mm|[Aa]bu|[Nn]ahr|[Kk]han|[Tt]el|[Tt]all?)[- ](?:e[- ])?)?';
const name = `${prefix}\\p{Lu}[\\p{L}'’]+(?:(?:[- ]|[- ]e[- ])(?:(?:al|el|ez|es|as|e|i)[- ])?\\p{Lu}[\\p{L}'’]+){0,3}`;
const placed = new RegExp(
  `(?<=\\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Aa]round|[Ii]nside|[Vv]icinity\\sof|(?:city|town|village|district|province|area|camp|neighbou?rhood|region|outskirts|north|south|east|west)\\sof|(?:[Ss]trikes?|raids?|attacks?|bombings?|airstrikes?|shelling|assault|another|one|second)\\s(?:on|at)|\\bthat\\s(?:of|at|on))\\s(?:the\\s(?:[a-z]+\\s){0,2}(?:of\\s)?)?)(${name})(?![\\p{L}])`,
  'gu',
);
const struck = new RegExp(
  `(?<=\\b(?:[Tt]he|[Ii]ts|a|an)\\s(?:\\d{4}\\s)?)(${name})(?=\\s(?:air\\s?)?(?:strikes?|raids?|attacks?|drone\\sstrikes?|bombings?|massacre)\\b)`,
  'gu',
);
/** "told reporters in Abuja": where it was said. */
const whereSaid =
  /\b(?:said|says|told|reporters|announced|speaking|statement|briefing|conference|parliament|journalists|based|headquarters|headquartered|court|meeting|ministry|department)\s(?:\w+\s){0,2}(?:in|at)\s(?:the\s)?$/i;
const noPlace =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Operation|Congress|Parliament|House|Senate|The|This|That|Facebook|Twitter|Ramadan|Hellfire|Christmas|Easter|Eid|Islamic|Republic|State|Defence|Defense|Ministry|Commission|Western|Eastern|Northern|Southern|North|South|East|West|Central|Middle|World|English|Arabic)(?!\p{L})/u;

function isPlaceName(name: string): boolean {
  if (noPlace.test(name) || /^\p{Lu}{2,}$/u.test(name)) return false;
  const [first = ''] = name.toLowerCase().split(/[\s'’-]/);
  const entries = builtInLexicon()
    .entriesFrom(first)
    .filter((entry) => entry.words.every(({ lower }, index) => name.toLowerCase().split(/[\s-]/)[index] === lower));
  return entries.every((entry) => entry.isVague && !startsWithCountry.test(name));
}

const bothPeoples = /(?<!\p{L})(?:Iraqi\sand\sSyrian|Syrian\sand\sIraqi)\s(?=civilian)/gu;
const organisations =
  /Islamic\sState\s(?:of|in(?=\sIraq\sand\s\w+\s\(IS))\sIraq\sand\s(?:al-?\s?|the\s)?(?:Syria|Sham|Levant)|Syria\sCivil\sDefen[cs]e/gu;
const startsWithCountry = new RegExp(`^(?:${countries.join('|')})(?!\\p{L})`, 'u');
const spelled: Readonly<Record<string, string>> = {
  Irak: 'Iraq',
  Siria: 'Syria',
  Syrie: 'Syria',
  Syrien: 'Syria',
  Somali: 'Somalia',
};
/** "mostly in Mosul", "including Raqqa": an example, not the place. "the fall of Raqqa": not where they died. */
const aside =
  /(?:\b(?:mostly|most\sof\s(?:them|which|whom)|including|mainly|such\sas|especially|particularly|fall\sof|recapture\sof|capital\s(?:of|in)?|from\sits\s\w+)\s(?:\w+\s){0,4})$/i;

/** Towns and country groups of a piece of text, in order. */
export function findPlaces(text: string): readonly PlaceMention[] {
  const masked = text.replace(organisations, (name) => ' '.repeat(name.length));
  const found: PlaceMention[] = [];
  for (const match of masked.matchAll(town)) {
    const name = match[1];
    if (name === undefined || aside.test(masked.slice(Math.max(0, match.index - 60), match.index))) continue;
    found.push({
      name: name.replace(/\s+/g, ' '),
      isCountry: false,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  for (const match of masked.matchAll(named)) {
    const name = match[1];
    const end = match.index + match[0].length;
    if (name === undefined || found.some((known) => match.index < known.end && known.start < end)) continue;
    if (!aside.test(masked.slice(Math.max(0, match.index - 60), match.index)))
      found.push({ name, isCountry: false, start: match.index, end });
  }
  for (const match of [...masked.matchAll(placed), ...masked.matchAll(struck)]) {
    const name = match[1];
    const end = match.index + (name?.length ?? 0);
    if (name === undefined || found.some((known) => match.index < known.end && known.start < end) || !isPlaceName(name))
      continue;
    const before = masked.slice(Math.max(0, match.index - 60), match.index);
    if (!aside.test(before) && !whereSaid.test(before) && !startsWithCountry.test(name))
      found.push({ name, isCountry: false, start: match.index, end });
  }
  for (const match of masked.matchAll(bothPeoples))
    found.push({ name: 'Iraq and Syria', isCountry: true, start: match.index, end: match.index + match[0].length });
  found.push(...countryGroups(masked));
  return found.sort((a, b) => a.start - b.start);
}

/** "Iraq, Syria and Somalia" is one mention; "in Iraq ... in Syria" are two. */
function countryGroups(masked: string): readonly PlaceMention[] {
  const groups: PlaceMention[] = [];
  let names: string[] = [];
  let start = 0;
  let end = 0;
  const close = (): void => {
    if (names.length > 0) groups.push({ name: joinCountries(names), isCountry: true, start, end });
    names = [];
  };
  for (const match of masked.matchAll(country)) {
    const name = spelled[match[0]] ?? match[0];
    const joined =
      names.length > 0 &&
      /^(?:,|,?\s?(?:and|et|y|e|und|&)\s(?:in\s|en\s|im\s)?|,\s)\s?$/.test(masked.slice(end, match.index));
    if (!joined) {
      close();
      start = match.index;
    }
    if (!names.includes(name)) names.push(name);
    end = match.index + match[0].length;
  }
  close();
  return groups;
}

function joinCountries(names: readonly string[]): string {
  if (names.length === 2 && names.includes('Iraq') && names.includes('Syria')) return 'Iraq and Syria';
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * The place of a figure at `at` in its sentence: in its clause, else before it, else after it, a town rather than a country;
 * null where the sentence names none.
 */
export function placeOf(sentence: string, at: number): string | null {
  let places = withoutLists(findPlaces(sentence));
  // "killed twelve, most of them in Kabul": of a part of them.
  const part =
    /,\s(?:with|including|mostly|most|nearly\sall|almost\sall|many|mainly|among|of\s(?:which|whom|those)|where|while|meaning)\b/i.exec(
      sentence.slice(at),
    );
  if (part !== null) places = places.filter(({ start }) => start < at + part.index);
  const clause = at + (/^[^,;(]*/.exec(sentence.slice(at).replace(/(\d),(?=\d)/g, '$1.'))?.[0].length ?? 0);

  const townFirst = (candidates: readonly PlaceMention[], pick: 'first' | 'last'): PlaceMention | undefined => {
    const towns = candidates.filter(({ isCountry }) => !isCountry);
    const chosen = towns.length > 0 ? towns : candidates;
    return joinedTown(sentence, places, pick === 'first' ? chosen[0] : chosen.at(-1));
  };
  const found =
    townFirst(
      places.filter(({ start }) => start >= at && start < clause),
      'first',
    ) ??
    townFirst(
      places.filter(({ start }) => start < at),
      'last',
    ) ??
    townFirst(
      places.filter(({ start }) => start >= at),
      'first',
    );
  return found?.name ?? null;
}

/** "in Tabqa and Mansourah" is one place. */
function joinedTown(
  sentence: string,
  places: readonly PlaceMention[],
  chosen: PlaceMention | undefined,
): PlaceMention | undefined {
  if (chosen === undefined || chosen.isCountry) return chosen;
  const index = places.indexOf(chosen);
  for (const [left, right] of [
    [chosen, places[index + 1]],
    [places[index - 1], chosen],
  ] as const) {
    if (left === undefined || right === undefined || left.isCountry || right.isCountry) continue;
    if (/^\sand\s(?:in\s)?$/.test(sentence.slice(left.end, right.start)))
      return { ...chosen, name: `${left.name} and ${right.name}` };
  }
  return chosen;
}

/** A sentence that names three towns and more is about none of them. */
function withoutLists(places: readonly PlaceMention[]): readonly PlaceMention[] {
  const towns = new Set(places.flatMap(({ isCountry, name }) => (isCountry ? [] : [name])));
  return towns.size > 2 ? places.filter(({ isCountry }) => isCountry) : places;
}

export function isTown(place: string): boolean {
  return !startsWithCountry.test(place);
}
