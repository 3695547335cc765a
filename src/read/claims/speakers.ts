import { builtInSpeakers, speakerIds, speakerSet } from '../../domain/speakers.ts';

/** The many names under which those who assert figures appear, and whether a mention can be the one who speaks. */

export interface Mention {
  /** A speaker id. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** "Coalition strikes", "US air raids": names the doer of a deed, not one who speaks. */
  readonly isAttributive: boolean;
  /** A bare country or "US officials": gives way to a body that the same text names. */
  readonly isVague: boolean;
}

interface Name {
  readonly id: string;
  readonly pattern: string;
  readonly isVague?: boolean;
}

const us = '(?:US|U\\.\\s?S\\.?|USA|United\\sStates|American)';
// Longer names first: at one place the first alternative that fits wins.
const names: readonly Name[] = [
  {
    id: 'none',
    pattern:
      '(?:Saudi|Arab|Russian|Turkish)(?:-led)?\\s(?:\\w+\\s)?coalition|Syrian\\s(?:National\\s|Opposition\\s)?Coalition|coalition\\sgovernment',
  },
  {
    id: 'cjtf-oir',
    pattern: `(?:${us}[-\\s](?:led|backed)\\s)?(?:(?:international|global|military|multinational|counter-|anti-?)\\s?)?(?:(?:military|international|global)\\s)?(?:anti-?\\s?(?:IS|ISIS|ISIL|Daesh|Islamic\\sState|jihadi\\w*)\\s)?coalition(?:\\sinternationale)?(?:\\santi\\w+)?(?:\\s(?:dirigée|menée|conduite)\\spar\\s(?:les\\s(?:États|Etats)-Unis|Washington)|\\ssous\\s(?:le\\s)?commandement\\s(?:américain|US|des\\s(?:États|Etats)-Unis))?(?:\\s(?:against|fighting|battling|targeting|combating|combatting)\\s(?:the\\s)?(?:so-called\\s)?(?:ISIS|ISIL|IS|Daesh|Islamic\\sState)(?:\\s(?:group|terror\\sgroup|terrorist\\sgroup|militants|fighters|jihadists))?)?|(?:(?:US-geführte\\w*|internationale\\w*)\\s)?(?:Anti-IS-|Militär)?(?:Koalition|Militärbündnis)|coalici[oó]n(?:\\sinternacional)?|coalizione(?:\\sinternazionale)?`,
  },
  { id: 'cjtf-oir', pattern: `(?:${us}-led\\s(?:\\w+\\s)?(?:alliance|forces))|(?:the\\s)alliance(?:\\sitself)?` },
  {
    id: 'cjtf-oir',
    pattern:
      '(?:CJTF|JTF|CJTFOIR)(?:\\s?[-\\u2010-\\u2015]?\\s?OIR)?|Combined\\sJoint\\sTask\\sForce(?:\\s?[-\\u2010-\\u2015,]?\\s?Operation\\sInherent\\sResolve)?(?:\\s\\(CJTF-?OIR\\))?',
  },
  {
    id: 'cjtf-oir',
    pattern:
      'Operation\\sInherent\\sResolve(?=\\s(?:said|says|officials|spokes|statement|report|admitted|acknowledged|assesse[sd]))',
  },
  { id: 'centcom', pattern: `(?:${us}\\s(?:military'?s?\\s)?)?Central\\sCommand(?:\\s\\(CENTCOM\\))?|CENTCOM` },
  {
    id: 'africom',
    pattern: `(?:${us}\\s(?:military'?s?\\s)?)?Africa\\sCommand(?:\\s\\((?:US)?AFRICOM\\))?|(?:US)?AFRICOM`,
  },
  {
    id: 'nl-mod',
    pattern:
      "(?:Dutch|Netherlands'?)\\s(?:(?:defen[cs]e\\s)?(?:ministry|minister|government|military|air\\sforce|cabinet|officials)(?:\\sof\\sdefen[cs]e)?)|Ministerie\\svan\\sDefensie|Bijleveld\\w*",
  },
  {
    id: 'be-mod',
    pattern:
      'Belgian\\s(?:(?:defen[cs]e\\s)?(?:ministry|minister|government|military|army|air\\sforce|officials|defen[cs]e)(?:\\sof\\sdefen[cs]e)?)',
  },
  {
    id: 'adf',
    pattern:
      'Australian\\s(?:Defen[cs]e(?:\\s(?:Force|Department|Ministry|Minister|officials))?|Ministry\\sof\\sDefen[cs]e|Department\\sof\\sDefen[cs]e|military|government|Air\\sForce|Air\\sMarshal|investigation)|\\bADF|Hupfeld',
  },
  {
    id: 'none',
    pattern:
      '(?:Russian|Iraqi|Syrian|Turkish|Afghan|Somali|Israeli|French|Danish|Canadian|Italian|German)\\s(?:defen[cs]e\\s)?(?:ministry|minister)(?:\\sof\\sdefen[cs]e)?',
  },
  {
    id: 'uk-mod',
    pattern:
      "(?:(?:UK|U\\.K\\.|British|Britain's)\\s)?Ministry\\sof\\sDefence(?:\\s\\(MoD\\))?|MoD|(?:UK|British)\\s(?:government|military|defen[cs]e\\s\\w+|Defen[cs]e\\s\\w+)|Royal\\sAir\\sForce|RAF|Defence\\sSecretary|Gavin\\sWilliamson",
  },
  {
    id: 'dod',
    pattern: `Pentagon|(?:${us}\\s)?Department\\sof\\s(?:Defense|War)(?:\\s\\(Do[Dd]\\))?|(?:${us}\\s)?Defense\\sDepartment|\\bDO?[oO]D\\b`,
  },
  {
    id: 'dod',
    pattern: `${us}\\s(?:military|armed\\sforces|army|defen[cs]e)(?:\\s(?:command|review|investigation|officials?|report))?(?!\\s(?:Gen|Maj|Col|Lt|Brig|Capt|Sgt|Staff|Adm|Cmdr)\\w*\\b)`,
    isVague: true,
  },
  { id: 'dod', pattern: `${us}\\s(?:officials?|investigators|review|probe|investigation|government)`, isVague: true },
  {
    id: 'amnesty',
    pattern: 'Amnesty(?:\\sInternational)?(?:\\s(?:USA|UK))?|Amnistie\\sinternationale|Amnist[ií]a\\sInternacional',
  },
  { id: 'airwars', pattern: 'Air\\s?wars(?:\\s[Mm]onitoring\\s[Gg]roup)?' },
  { id: 'hrw', pattern: 'Human\\sRights\\sWatch(?:\\s\\(HRW\\))?|HRW' },
  { id: 'snhr', pattern: 'Syrian\\sNetwork\\s(?:for|of)\\sHuman\\sRights(?:\\s\\(SNHR\\))?|SNHR' },
  {
    id: 'sohr',
    pattern:
      'Syrian\\sObservatory(?:\\s(?:for|of)\\sHuman\\sRights)?(?:\\s\\(SOHR\\))?|SOHR|Observatoire\\ssyrien(?:\\sdes\\sdroits\\sde\\s(?:la\\spersonne|l.homme))?',
  },
  { id: 'civic', pattern: 'Cent(?:er|re)\\sfor\\sCivilians\\sin\\sConflict|CIVIC' },
  { id: 'un', pattern: 'United\\sNations|UNAMI|UNAMA|OHCHR|UNHCR|UNICEF|\\bU\\.?N\\b\\.?' },
  {
    id: 'other',
    pattern:
      'Associated\\sPress(?:\\s\\(AP\\))?(?:\\sinvestigation)?|AP\\sinvestigation|New\\sYork\\sTimes|Iraq\\sBody\\sCount|Reprieve|Bureau\\sof\\sInvestigative\\sJournalism|Action\\son\\sArmed\\sViolence|Mwatana|Violations\\sDocumentation\\sCent(?:er|re)|Syria\\sCivil\\sDefen[cs]e|White\\sHelmets',
  },
  {
    id: 'other',
    pattern:
      '(?:(?:other|outside|independent|local|human)\\s)?(?:rights|monitoring|activist|watchdog|advocacy|aid)\\s(?:and\\s(?:other\\s)?monitoring\\s)?(?:groups|organi[sz]ations)|NGOs|monitors|watchdogs',
  },
  {
    id: 'other',
    pattern:
      '(?:Iraqi|Syrian|Somali|Afghan|Libyan|Yemeni|Kurdish|Russian|Turkish|local)\\s(?:officials?|authorities|government|lawmakers?|forces|police|media|activists)',
  },
  // Bare countries speak only as the subject of an admission ("Australia acknowledged"): the caller looks at what follows.
  {
    id: 'dod',
    pattern: `(?:the\\s)?(?:${us}|Washington)(?=\\s(?:now\\s|has\\s|had\\s|also\\s|again\\s|so\\sfar\\s|only\\s){0,3}(?:admit|acknowledg|conced|confirm|find|found|say|said|sees|accept|believe|stat|tell|told|estimat)|:)`,
    isVague: true,
  },
  {
    id: 'uk-mod',
    pattern: '(?:Britain|the\\sUK|UK)(?=\\s(?:has\\s|had\\s)?(?:admit|acknowledg|conced|confirm|say|said)|:)',
  },
  {
    id: 'nl-mod',
    pattern: '(?:the\\s)?Netherlands(?=\\s(?:has\\s|had\\s)?(?:admit|acknowledg|conced|confirm|say|said)|:)',
  },
  { id: 'be-mod', pattern: 'Belgium(?=\\s(?:has\\s|had\\s)?(?:admit|acknowledg|conced|confirm|say|said)|:)' },
  {
    id: 'adf',
    pattern: 'Australia(?=\\s(?:yesterday\\s|has\\s|had\\s){0,2}(?:admit|acknowledg|conced|confirm|say|said)|:)',
  },
];

const anyName = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${names.map(({ pattern }, index) => `(?<n${index}>${pattern})`).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const deed =
  /^(?:['’]s?)?\s(?:(?:\w+\s)?(?:air\s?strikes?|strikes?|raids?|bombings?|bombing|bombardments?|actions?|attacks?|operations?|air\s?campaign|campaign|aircraft|jets?|warplanes|drones?|war|offensive|assault|shelling|missiles?|munitions?|soldiers|troops|casualt\w+|incidents?|allegations?|events?|cases|allies|reaper|airpower|air\spower|intervention)\b|forces\b(?!\s(?:said|say|admit|acknowledg))|-)/i;
// Case matters for the short ones: "US" is not "us", "IS" is not "is", "CIVIC" is not "civic".
const shouting: Readonly<Record<string, RegExp>> = {
  dod: /^(?!us\b|dod\b$)/,
  civic: /CIVIC|Cent/,
  un: /^U/,
  'uk-mod': /^(?!raf\b|mod\b)/,
  adf: /^(?!adf)/,
};

/** Who is named in a piece of text, in order. Case decides where it must ("US" against "us"). */
export function findMentions(text: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(anyName)) {
    const index = names.findIndex((_, at) => match.groups?.[`n${at}`] !== undefined);
    const name = names[index];
    if (name === undefined || name.id === 'none' || shouting[name.id]?.test(match[0]) === false) continue;
    const end = match.index + match[0].length;
    found.push({
      id: name.id,
      start: match.index,
      end,
      isAttributive: deed.test(text.slice(end, end + 40)),
      isVague: name.isVague ?? false,
    });
  }
  return found;
}

/** Within this reader several who speak together are one text. Outside it they are a set. */
export function joinSpeakers(ids: Iterable<string>): string {
  return speakerSet(ids).join('+');
}

export function speakersIn(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split('+');
}

/** True for a military or its ministry, false for those who document. A joint speaker admits where each of them does. */
export function isAcknowledging(speaker: string): boolean {
  return builtInSpeakers.areAcknowledging(speakersIn(speaker));
}

const hosts: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)inherentresolve\.mil$/, 'cjtf-oir'],
  [/(?:^|\.)centcom\.mil$/, 'centcom'],
  [/(?:^|\.)africom\.mil$/, 'africom'],
  [/(?:^|\.)(?:defense|war)\.gov$/, 'dod'],
  [/(?:^|\.)gov\.uk$/, 'uk-mod'],
  [/(?:^|\.)(?:defensie|rijksoverheid|government)\.nl$/, 'nl-mod'],
  [/(?:^|\.)defence\.gov\.au$/, 'adf'],
  [/(?:^|\.)mil\.be$/, 'be-mod'],
  [/(?:^|\.)amnesty(?:usa)?\.org(?:\.\w+)?$/, 'amnesty'],
  [/(?:^|\.)airwars\.org$/, 'airwars'],
  [/(?:^|\.)hrw\.org$/, 'hrw'],
  [/(?:^|\.)snhr\.org$/, 'snhr'],
  [/(?:^|\.)syriahr\.com$/, 'sohr'],
  [/(?:^|\.)(?:un|ohchr|uniraq)\.org$/, 'un'],
];

/** The speaker that a publisher is itself, by its id or the host of its address; null for the press and for carriers. */
export function speakerOfPublisher(publisher: string | null, url: string | null): string | null {
  if (publisher !== null) {
    const id = speakerIds.find((speaker) => speaker === publisher);
    if (id !== undefined && id !== 'other') return id;
  }
  if (url === null || !URL.canParse(url)) return null;
  const host = new URL(url).hostname;
  return hosts.find(([pattern]) => pattern.test(host))?.[1] ?? null;
}
