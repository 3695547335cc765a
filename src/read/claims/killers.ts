/**
 * Who killed, as far as a sentence says. Ackwatch follows deaths by the militaries it watches; a figure of another killer, or of
 * one that nobody names, must not become one of theirs.
 */

type Killer = 'watched' | 'other' | 'unknown';

const other =
  "(?:(?:Syrian|Russian)[-\\u2013](?:Syrian|Russian)|ISIS|ISIL|IS|Daesh|Da[’']esh|Islamic\\sState|jihadists?|extremists|terrorists?|Taliban|Taleban|al[- ]?Sha?baa?b|al[- ]?Qa[ei]da|Boko\\sHaram|Russian?s?|Moscow|Kremlin|(?:the\\s)?(?:Syrian|Assad|Iraqi|Turkish|Afghan|Somali|Israeli|Iranian|Saudi|Ukrainian|Ethiopian|Libyan)(?:\\sand\\s\\w+)?\\s(?:\\w+\\s)?(?:government|regime|army|forces|air\\sforce|military|security\\sforces|strikes?|airstrikes?|attacks?|shelling|drones?)|Assad|(?:Syrian\\s)?regime|government\\sforces|pro-government|Syrian\\sDemocratic\\sForces|SDF|Kurdish(?:-led)?\\sforces|YPG|PKK|Turkey|Turkish|Israel|Israeli|Iran|Hamas|Houthis?|Hezbollah|rebels?|opposition|armed\\sgroups?|militias?|Saudi-led|Wagner|insurgents?|gunmen|suicide)";
const watched =
  '(?:coalition|CJTF|US|U\\.S\\.|USA|American|United\\sStates|Washington|Pentagon|AFRICOM|Africa\\sCommand|CENTCOM|Central\\sCommand|RAF|British|UK|Dutch|Netherlands|Australian?|Belgian|French|Danish|allied|alliance|Operation\\sInherent\\sResolve|Américains|américain|koalition|coalici[oó]n|coalizione|États-Unis|EE\\.?\\s?UU)';
const kill =
  '(?:kill(?:ed|s|ing)?|massacred?|slaughtered|claimed\\sthe\\slives|murdered|executed|caused\\sthe\\sdeaths?)';
/** "Iraqi army bombs and artillery, backed by coalition air power, killed": not theirs alone. */
const leadsWithOther = new RegExp(
  `^["'\\s]*(?:the\\s)?${other}(?![\\p{L}-])(?:(?!\\b(?:said|says|reported|accuse|claim|target))[^.;]){0,160}?\\b${kill}`,
  'iu',
);
/** "Russia's campaign", "Taliban attacks". */
const otherDeed = new RegExp(
  `(?<![\\p{L}-])${other}(?:['’]s)?\\s(?:\\w+\\s)?(?:campaign|assaults?|offensive|onslaught|air\\s?strikes?|strikes?|bombing|bombardment|raids?|shelling|actions?|attacks?|interven\\w+|invaded|invasion)(?!\\p{L})`,
  'iu',
);
/** The enemy as the aim of the fight or as the holder of the ground is not the killer. */
const notKillers = new RegExp(
  `\\b(?:against|fighting|battling|fight|targeting|defeating|defeat|combating|combatting|from|on|strikes?\\son|aimed\\sat|targeted|hitting|struck|oust|oppose[sd]?|(?:controlled|held|occupied|run|seized|captured|besieged|overrun|used|owned)\\sby|anti-?|drive|degrade|engage|retake\\s\\w+\\sfrom)\\s?(?:the\\s|an?\\s)?(?:\\w+\\s){0,2}(?:so-called\\s)?${other}(?:\\s(?:group|terror(?:ist)?\\s?(?:group)?|militants?|fighters?))?|(?:${other})(?:[-\\s](?:held|controlled|occupied|run|linked|affiliated|dominated|targets?|positions?|headquarters|building|stronghold|caliphate|territory|explosives|snipers?|fighters?\\swho|weapons|capital|bridges|vehicles?|tactical|oil|bomb\\sfactory|led\\scoalition))`,
  'giu',
);
const otherKills = new RegExp(
  `(?<![\\p{L}-])${other}(?![\\p{L}])(?:['’]s?)?(?:\\s(?!and\\b|that\\b|said\\b|which\\b)[\\p{L}’'-]+){0,4}?\\s(?:(?:has|have|had)\\s)?(?:\\w+ly\\s)?${kill}`,
  'iu',
);
const killedByOther = new RegExp(
  `\\b(?:killed|died|dead|deaths?|fatalities|killings?|perished|slain|lives|victims|massacred)\\b[^.;]{0,110}?\\s(?:by|at\\sthe\\shands\\sof|(?:from|in|under|due\\sto|during|as\\sa\\sresult\\sof|because\\sof)(?=\\s[^.;,]{0,40}(?:strike|airstrike|attack|shelling|bomb|offensive|rocket|artillery|action|raid)))\\s(?:the\\s|an?\\s|suspected\\s|likely\\s|so-called\\s|alleged\\s|(?:air\\s?)?strikes?\\s(?:by|of)\\s|fighters\\sof\\s){0,3}(?:(?!coalition|US|American)\\w+\\s){0,1}?${other}(?![\\p{L}-])`,
  'iu',
);
const carriedOutByOther = new RegExp(
  `\\b(?:carried\\sout|conducted|launched|perpetrated|committed|fired|air\\s?strikes?|strikes?|attacks?|bombings?|raids?|shelling|offensives?|operations)\\sby\\s(?:the\\s)?${other}(?![\\p{L}-])`,
  'iu',
);
const killedBy =
  /\b(?:killed|died|killings?|deaths|lives|killing)\b[^.;"]{0,60}?(?<!\b(?:admission|statement|report|study|review|estimates?|count|findings?|acknowledge?ment|announcement|investigation))\s(?:by|at\sthe\shands\sof)\s(?!(?:an?\s|the\s|its\s)?(?:[\w-]+\s){0,3}(?:air\s?strikes?|strikes?|drones?|bombs?|raids?|missiles?|bombing|shelling|blast|explosions?|its|their|attack))([^.;,]{1,70})/i;
/** A cause that is no strike: whoever says it does not admit it. */
const otherCause =
  /\b(?:killed|died|dead|deaths?|lives)\b[^.;]{0,60}?\s(?:in|by|from|to|when|due\sto)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,3}?(?:explosions?|blasts?|car\sbombs?|truck\sbombs?|suicide|land\s?mines?|mines?|IEDs?|rocket\s(?:attack|fire)|mortars?|clashes|crossfire|(?:acts\sof\s)?(?:terrorism|violence)|armed\s(?:conflict|violence)|stampede|shooting|torture|executions?|chemical|gunmen)\b/i;
const strike = /\b(?:air\s?strikes?|strikes?|raids?|drones?|munitions?|warplanes?|jets?|aircraft|bombed)\b/i;
const watchedAnywhere = new RegExp(`(?<![\\p{L}])${watched}(?![\\p{L}])`, 'iu');

/** Looks at the sentence around the figure. `before` is the sentence that it goes on from, if any; it counts only where this one is silent. */
export function killerOf(sentence: string, start: number, end: number, before: string | null): Killer {
  const clause = clauseAround(sentence, start, end);
  const here = killerIn(clause, true);
  if (here !== 'unknown') return here;
  if (clause.length < sentence.length) {
    const whole = killerIn(sentence, true);
    if (whole === 'watched') return whole;
    if (whole === 'other') return whole;
  }
  return before === null ? 'unknown' : killerIn(before, false);
}

/** "by the coalition, Iraqi forces or ISIS", "Iraqi or coalition forces": a count of several killers is nobody's alone. */
const party = `(?:${other}|(?:Iraqi|Afghan|Syrian|Kurdish|Somali|Libyan|Yemeni)(?:\\s(?:\\w+\\s)?(?:forces|troops|army))?)`;
const ours = `(?:the\\s)?(?:US-led\\s|U\\.S\\.-led\\s)?(?:coalition|American|U\\.S\\.|US|foreign\\sallies)(?:\\s(?:forces|troops))?`;
const link = '(?:,\\s|,?\\s(?:and|or|as\\swell\\sas|along\\swith)\\s)(?:the\\s)?';
const mixed = new RegExp(
  `\\bby\\s(?:the\\s)?(?:${ours}${link}${party}|${party}${link}${ours})(?![\\p{L}-])|(?<![\\p{L}-])${party}\\s(?:and|or)\\s${ours}\\s(?:(?:forces|have|had)\\s){0,2}(?:are|were|kill)`,
  'iu',
);

/** "US and Russian-backed forces have killed". */
const nations = '(?:Russian|Syrian|Iraqi|Turkish|Kurdish|Afghan|Somali|regime)';
const allied = '(?:US|U\\.S\\.|American|coalition)(?:-(?:led|backed))?';
const sideBySide = new RegExp(
  `(?<![\\p{L}-])(?:${allied}(?:\\sforces)?\\s(?:and|or)\\s(?:the\\s)?${nations}(?:-\\w+)?|${nations}(?:-\\w+)?\\s(?:and|or)\\s${allied})\\s(?:forces|troops|jets|warplanes|(?:air\\s?)?strikes|attacks)(?:\\s(?:have|had))?\\s(?:kill|claim|left|caus)`,
  'iu',
);

function killerIn(raw: string, isOwn: boolean): Killer {
  if (mixed.test(raw) || sideBySide.test(raw)) return 'other';
  const text = raw.replace(notKillers, (match) => (watchedAnywhere.test(match) ? match : ' '.repeat(match.length)));
  if (otherKills.test(text) || killedByOther.test(text) || carriedOutByOther.test(text)) return 'other';
  if (leadsWithOther.test(text)) return 'other';
  if (isOwn && (saysAnother(text) || (otherCause.test(text) && !strike.test(text)))) return 'other';
  if (otherDeed.test(text) && !watchedAnywhere.test(text)) return 'other';
  return watchedAnywhere.test(text) ? 'watched' : 'unknown';
}

/** "killed by X", "at the hands of X", where X is none of the watched. */
function saysAnother(text: string): boolean {
  const agent = killedBy.exec(text)?.[1];
  return (
    agent !== undefined &&
    !watchedAnywhere.test(agent) &&
    !/^(?:it|them|us|our|its|their|those|mistake|accident|error|way|far|then|now|(?:the\s)?(?:end|start|beginning|middle)\b|(?:late|early|mid)\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d)/i.test(
      agent.trim(),
    )
  );
}

function clauseAround(sentence: string, start: number, end: number): string {
  const breaks = /;|\s(?:while|whereas|compared\swith|compared\sto|but|versus)\s/gi;
  let from = Math.max(0, start - 400);
  let to = Math.min(sentence.length, end + 400);
  for (const match of sentence.slice(from, to).matchAll(breaks)) {
    const at = Math.max(0, start - 400) + match.index;
    if (at < start) from = at + match[0].length;
    else {
      to = at;
      break;
    }
  }
  return sentence.slice(from, to);
}
