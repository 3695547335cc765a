/**
 * The place of an incident's head: "near Mosul, Iraq", "vicinity of Al Bab, Syria", "Hama Province, Syria", "north of Raqqah".
 *
 * Decided: `place` is the name as the report prints it, in its spelling, without the preposition, the direction or the distance
 * before it ("north of Raqqah" is `Raqqah`; "West Mosul" is a name and stays). Several names are joined by ", ", whether the
 * report joins them by a comma, "and" or a stroke. The country is not part of it.
 */

const direction = '(?:north|south|east|west)(?:[\\s-]?(?:east|west))?(?:ern)?';
const preposition = new RegExp(
  `^(?:(?:in|at|on|from|to|of|the|just|approximately|approx\\.?|about|roughly|some)\\s+)*(?:(?:\\d+(?:\\.\\d+)?\\s*(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\\b\\.?\\s*)?(?:(?:to\\s+the\\s+)?${direction}\\s+of|(?:the\\s+)?(?:vicinity|vic\\.?|area|areas|outskirts|town|city|village|environs)\\s+of|vic\\.?(?=\\s)|near(?:by)?(?:\\s+to)?|in|at|outside(?:\\s+of)?|around|inside|within|between|along|close\\s+to|adjacent\\s+to|over|off|on(?=\\s+(?:Highway|Route|Road|the)\\b)|(?:on\\s+)?(?:the\\s+|an?\\s+)?(?:[a-z]+\\s+)?(?:road|highway|route|bridge)\\s+(?:between|from|to|towards?|near|in|of|leading\\s+to|linking|connecting)|(?:the\\s+)?vicinity))(?=\\s|$)\\s*`,
  'i',
);
const onlyDirection = new RegExp(`^\\s*(?:in\\s+)?(?:the\\s+)?((?:central|${direction}))\\s*$`, 'i');
const country = /(^|[\s,(])(Syria|Iraq|SYRIA|IRAQ)(?!\w|\s?[\u2010-\u2015/-]\s?(?:Iraq|Syria|Turk|Jord)|['’]s?\b)/;
/** Words that a sentence has and a place has not. */
const notAPlace =
  /\b(?:was|were|is|are|has|have|had|been|that|which|who|this|these|coalition|strikes?|airstrikes?|civilians?|killed|injured|reports?|reported|assessed|conducted|during|after|until|through|released|issued|said|announced|isis|isil|daesh|percent|operations?|campaign)\b/i;
const lower =
  /^(?:al|ar|as|ash|ad|adh|at|ath|an|az|el|ed|es|et|bin|abu|umm|tal|tall|ayn|ain|of|the|and|or|in|near|city|town|village|province|provinces|governorate|district|sub-district|neighbou?rhood|area|vicinity|border|road|river|valley|dam|camp|east|west|north|south|northeast|northwest|southeast|southwest|eastern|western|northern|southern|central|old|new|km|kms|between|outside)$/;
const longest = 130;

interface PlaceAndCountry {
  readonly place: string | null;
  readonly country: string | null;
  /** True where a preposition ("near", "vicinity of") opens it. */
  readonly hasPreposition: boolean;
  readonly end: number;
}

/** Place and country that begin at `start`, up to and including the country; null where that is not a place. */
export function placeAt(text: string, start: number): PlaceAndCountry | null {
  const window = text.slice(start, start + longest + 60);
  const found = country.exec(window);
  if (found === null || found.index > longest) return placeWithoutCountry(window, start);
  const printed = window.slice(0, found.index);
  const hasPreposition = preposition.test(printed.trim());
  if (!isPlace(printed, hasPreposition)) return placeWithoutCountry(window, start);
  const end = found.index + found[0].length;
  const first = /syria/i.test(found[2] ?? '') ? 'Syria' : 'Iraq';
  const second = acrossBorder(window, end);
  if (second !== null && second.country !== first)
    return {
      place: placeName(`${printed}, ${second.printed}`),
      country: 'Iraq and Syria',
      hasPreposition,
      end: start + second.end,
    };
  // "26 March 2018, eastern Syria": a part of the country.
  const part = onlyDirection.exec(printed)?.[1];
  return {
    place: part === undefined ? placeName(printed) : `${part} ${first}`,
    country: first,
    hasPreposition,
    end: start + end,
  };
}

/** "near Al Qaim, Iraq and Abu Kamal, Syria": the second place of one entry, which lies in the other country. */
function acrossBorder(
  window: string,
  from: number,
): { readonly printed: string; readonly country: string; readonly end: number } | null {
  const rest = window.slice(from);
  const joined = /^,?\s(?:and|&|to)\s(?:(?:in|near)\s)?/i.exec(rest);
  if (joined === null) return null;
  const found = country.exec(rest.slice(joined[0].length));
  if (found === null || found.index > 40) return null;
  const printed = rest.slice(joined[0].length, joined[0].length + found.index);
  if (!isPlace(printed, false)) return null;
  return {
    printed,
    country: /syria/i.test(found[2] ?? '') ? 'Syria' : 'Iraq',
    end: from + joined[0].length + found.index + found[0].length,
  };
}

function placeWithoutCountry(window: string, start: number): PlaceAndCountry | null {
  const stop = /,?\s+\(?via\s|\s*:|\.\s|\n\s*\n/i.exec(window);
  if (stop === null || stop.index > 90) return null;
  const printed = window.slice(0, stop.index);
  if (!preposition.test(printed.trim()) || !isPlace(printed, true)) return null;
  const place = placeName(printed);
  return place === null ? null : { place, country: null, hasPreposition: true, end: start + stop.index };
}

function isPlace(printed: string, hasPreposition: boolean): boolean {
  if (/[:;!?"“”[\]]|\.\s+[A-Z]|\n\s*\n|\d{4}/.test(printed) || notAPlace.test(printed)) return false;
  const words = printed.replace(preposition, '').match(/\p{L}[\p{L}’'‘`-]*/gu) ?? [];
  if (words.length > 14) return false;
  return (
    hasPreposition ||
    words.every(
      (word) => /^\p{Lu}/u.test(word) || lower.test(word) || /^(?:al|ar|as|ash|ad|at|an|az|el)[-’']/i.test(word),
    )
  );
}

/** The name or names, or null where nothing is left. */
export function placeName(printed: string): string | null {
  const names = printed
    .replace(/\s+/g, ' ')
    .replace(/\b((?:road|highway|route)\s+from\s+[^,]{1,40}?)\s+to\s+/i, '$1, ')
    .split(/,|\s+and\s+|\s+&\s+|\s*[/|]\s*|[()]/i)
    .map((part) => {
      let name = part.trim();
      for (let before = ''; before !== name && name !== ''; ) {
        before = name;
        name = name.replace(preposition, '').replace(/^the\s+(?=(?:city|town|village|area)\b)/i, '');
      }
      return name.replace(/^[\s.–—-]+|[\s.–—-]+$/g, '');
    })
    .filter((name) => /\p{L}/u.test(name));
  return names.length === 0 ? null : names.join(', ');
}
