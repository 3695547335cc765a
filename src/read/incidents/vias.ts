import type { Via } from '../../domain/incidents.ts';

/**
 * How an incident came to the belligerent's notice: "via Airwars report", "via self-report", "via White Helmets and AP".
 * The ids stand in the order in which the report prints them, each once.
 */

const patterns: readonly (readonly [Via, RegExp])[] = [
  ['airwars', /air\s?wars/gi],
  ['self-report', /self[\s\u2010-\u2015-]*(?:report\w*|assess\w*|identif\w*)/gi],
  ['amnesty', /amnesty(?:\s+international)?/gi],
  ['hrw', /human\s+rights\s+watch|\bHRW\b/gi],
  ['snhr', /syrian\s+network(?:\s+for\s+human\s+rights)?|\bSNHR\b/gi],
  ['sohr', /syrian\s+observatory(?:\s+for\s+human\s+rights)?|\bSOHR\b/gi],
  ['white-helmets', /white\s+helmets?|syrian?\s+civil\s+defen[cs]e/gi],
  [
    'social-media',
    /social[\s\u2010-\u2015-]+media|\b(?:twitter|tweets?|facebook|youtube|telegram|instagram)\b(?!\.)/gi,
  ],
  ['open-source', /open[\s\u2010-\u2015-]*sources?/gi],
  ['web', /\b(?:web[\s-]?sites?|web|internet|online|blogs?)\b|\bwww\.|\.(?:com|org|net)\b/gi],
  ['ngo', /\bNGOs?\b|non[\s\u2010-\u2015-]*govern\w*(?:\s+organi[sz]ations?)?/gi],
  [
    'media',
    /\b(?:(?:traditional|news|local|arab(?:ic)?|print|mainstream)\s+)?(?:media|press|news(?:papers?)?|journalists?|reporters?)\b|\b(?:AP|AFP|BBC|CNN|NPR)\b|associated\s+press|reuters|new\s+york\s+times|washington\s+post|al[\s-]?jazeera|buzzfeed/gi,
  ],
];
const filler =
  /\b(?:reports?|reporting|reported|allegations?|claims?|and|or|an?|the|its|from|by|of|international|organi[sz]ations?|posts?|sources?|sites?)\b|\.[a-z]+|[^\p{L}]+/giu;

/** Returns the ids in the order printed; `other` for a source that none of the names fits, nothing for an empty one. */
export function readVias(printed: string): readonly Via[] {
  let rest = printed;
  const found: { at: number; via: Via }[] = [];
  for (const [via, pattern] of patterns)
    rest = rest.replace(pattern, (match: string, ...more: unknown[]) => {
      const at = more.find((value) => typeof value === 'number');
      if (!found.some((one) => one.via === via)) found.push({ at: typeof at === 'number' ? at : 0, via });
      return ' '.repeat(match.length);
    });
  const unnamed = rest.replace(filler, '');
  if (unnamed.length > 2 && found.length === 0) return ['other'];
  return found.sort((a, b) => a.at - b.at).map(({ via }) => via);
}

const narrativeStart =
  '(?:After|No|None|The|During|This|These|In|It|Its|Coalition|Regrettably|Unfortunately|On|A|An|At|Insufficient|Date|Duplicate|Following|Based|While|Civilians?|Although|Additionally|Upon|When|One|Two|Three|Four|Five)\\b';
const sourceEnd = new RegExp(
  `\\s*[:;|]|\\.(?=\\s|$|[A-Z"“(])|(?:\\s|(?<=reports?))[\u2010-\u2015-]+\\s|,\\s+(?=(?:the|it|during|a|an|in|on|after|no|one|two|three|four|five)\\s)|\\s*\\)|\\s+(?=${narrativeStart})|\\s+(?=\\()|\\n\\s*\\n`,
);
const longest = 110;

/** What follows "via ": the printed source, and where the narrative begins after the separator, which may be missing. */
export function viaAt(text: string, start: number): { readonly vias: readonly Via[]; readonly end: number } {
  const window = text.slice(start, start + longest);
  const stop = sourceEnd.exec(window);
  if (stop === null) {
    const known = /^.{0,60}?\breports?\b/is.exec(window);
    const printed = known?.[0] ?? window.slice(0, 40);
    return { vias: readVias(printed), end: start + printed.trimEnd().length };
  }
  return { vias: readVias(window.slice(0, stop.index)), end: start + stop.index + stop[0].length };
}
