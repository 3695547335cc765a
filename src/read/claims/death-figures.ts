import type { Qualifier } from '../../domain/readings.ts';
import type { NumberToken } from '../text/numbers.ts';

/**
 * Which counts of a sentence are counts of civilians killed or injured. A count of anything else (reports, strikes, fighters,
 * people of whom it is not said that they were civilians) is none; neither is one that is only alleged or supposed.
 */

export interface DeathFigure {
  readonly harm: 'killed' | 'injured';
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Offsets in the sentence, of the number or of the whole range. */
  readonly start: number;
  readonly end: number;
  /** "another nine", "15 more": newly admitted. */
  readonly isNew: boolean;
  /** "total death toll", "number of civilians killed": a running total by its wording. */
  readonly isToll: boolean;
  /** "may have been killed". */
  readonly isPossible: boolean;
}

const qualifiers: readonly (readonly [Qualifier, string])[] = [
  [
    'at least',
    'at\\sleast|a\\sminimum\\sof|minimum\\sof|no\\s(?:fewer|less)\\sthan|not\\sless\\sthan|au\\smoins|pas\\smoins\\sde|al\\smenos|por\\slo\\smenos|mindestens|wenigstens|almeno|ten\\sminste|minstens',
  ],
  [
    'more than',
    'more\\sthan|over|above|in\\sexcess\\sof|exceeding|upwards\\sof|plus\\sde|más\\sde|mehr\\sals|über|oltre|più\\sdi|meer\\sdan',
  ],
  ['nearly', 'nearly|almost|close\\sto|just\\sunder|near|près\\sde|presque|casi|fast|beinahe|quasi|bijna'],
  [
    'about',
    'about|around|approximately|roughly|some|an\\sestimated|an\\sadditional\\sapproximately|circa|environ|quelque|unos|cerca\\sde|alrededor\\sde|rund|etwa|ungefähr|ongeveer',
  ],
  ['up to', 'up\\sto|as\\smany\\sas|at\\smost|a\\smaximum\\sof|jusqu.à|hasta|bis\\szu|fino\\sa|tot'],
];
const newWord = '(?:another|a\\sfurther|further|an\\sadditional|additional|a\\snew|new|newly|weitere|autres|otros)';
const filler = `(?:just|only|a\\stotal\\sof|the|an?|all|those|these|its|fully|d.|de|di|que|a)`;
const allQualifiers = qualifiers.map(([, pattern]) => pattern).join('|');
const lead = `(?:(?:${allQualifiers}|${newWord}|${filler}|between|from|entre|zwischen)\\s+)*`;
const killing =
  '(?:kill(?:ed|s|ing)?(?:\\sof)?|(?:the\\s)?(?:unintended\\s|unintentional\\s|tragic\\s|accidental\\s)?deaths?\\sof|claim(?:ed|ing|s)?\\sthe\\slives\\sof|cost(?:ing)?\\sthe\\slives\\sof|t(?:ook|aking)\\sthe\\slives\\sof|loss\\sof|massacred|slaughtered|tué|tuant|(?:la\\s)?mort\\s(?:de|d.)|(?:la\\s)?muerte\\s(?:de|a)|mató\\sa|matado(?:\\ssolo)?(?:\\sa)?|(?:den\\s)?Tod\\svon|ucciso|la\\smorte\\sdi)';
const injuring = '(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|injur(?:y|ies)\\sto|hurt(?:ing)?)';
const beforeKilled = new RegExp(
  `(?<!\\bor\\s)(?<!and\\s(?:injur|wound)\\w{2,3}\\s)\\b${killing}\\s+["']?${lead}$`,
  'iu',
);
const beforeInjured = new RegExp(`(?<!\\bor\\s)\\b${injuring}\\s+["']?${lead}$`, 'iu');
const eitherBefore = /\b(?:kill(?:ed|ing|s)?|dead)\s(?:or|and\/or|and)\s(?:injur|wound)\w*\s(?:[\w\s]{0,40})$/i;
const tollBefore = new RegExp(
  `\\b(?:death\\stoll|toll\\sof\\s(?:civilians|non-?\\s?fighters|non-?combatants)(?:\\skilled)?|(?:total|number|tally|count)\\sof\\s(?:(?:\\w+\\s){0,2}civilians?(?:\\skilled|\\sdeaths?|\\sfatalities)|civilian\\s(?:deaths|fatalities))|civilian\\s(?:death\\s)?toll|its\\s(?:\\w+\\s){0,2}(?:total|tally|toll|count))(?=\\W)(?:[^.;"]|\\.(?=\\S|\\s[a-z])){0,110}?\\s(?:to|at|of|is|was|reached|reaches|total(?:s|led|ed)?|stands?\\sat|stood\\sat|now|totaling|totalling)\\s+${lead}$`,
  'iu',
);

/** "bringing the total to", "brings the total number of civilians killed since 2014 to". */
const totalBefore = new RegExp(
  `\\b(?:bring(?:s|ing)?|brought|rais(?:es|ed|ing)|increas(?:es|ed|ing)|tak(?:es|ing)|took|push(?:es|ed|ing)|lift(?:s|ed|ing)|portant)\\s(?:(?:the|its|their|to|le)\\s)(?:[\\w-]+\\s){0,3}?(?:total|toll|tally|count|number|figure|bilan|nombre)(?=\\W)(?:(?!\\b(?:reports?|strikes?|airstrikes|raids|incidents?|cases|allegations?|militants|fighters|troops|soldiers|investigations?|signalements)\\b)[^.;]|(?<=conducted\\sby\\s|killed\\s(?:in|by)\\s)strikes){0,110}?\\s(?:to|at|à)\\s+["']?${lead}$`,
  'iu',
);

const people = '(?:civilians|non-?\\s?combatants|non-?fighters|civils|civiles|civili|Zivilisten|Zivilpersonen|burgers)';
const person =
  '(?:civilian\\s(?:(?:iraqi|syrian|afghan|somali|libyan|yemeni|male|female)\\s)?(?:adults?|men|man|women|woman|persons?|people|residents?|motorcyclist)|civilian|non-?\\s?combatant|civil|Zivilist)';
const death = '(?:deaths?|fatalit(?:y|ies)|dead|killings?|lives|doden|morts|muertes|Todesopfer)';
const injury = '(?:injur(?:y|ies)|wounded)';
/** Words that may stand between a count and its noun. Anything else and the count is of something else. */
const adjective =
  '(?:(?:innocent|unintentional|unintended|inadvertent|accidental|confirmed|credible|likely|probable|more|other|additional|further|new|newly|admitted|acknowledged|identified|previously|unannounced|unreported|undisclosed|un?named|unidentified|local|total|iraqi|syrian|afghan|somali|libyan|yemeni|and|of|the|mostly|plus|supplémentaires|weitere|más)\\s+){0,5}';
const headPeople = new RegExp(
  `^\\s+["']?${adjective}(?:${people}(?:\\sat\\sleast)?|${person}(?!\\s(?:deaths?|fatalit|casualt|injur|harm|report|allegation|victim|toll|population|motor|vehicle|homes?|infra|lives|claims?)))(?=\\W|$)`,
  'iu',
);
const headDeaths = new RegExp(
  `^\\s+["']?${adjective}(?:${person}|${people}'?|non-?\\s?combatant)\\s+${death}(?=\\W|$)|^\\s+["']?${adjective}${death}\\s(?:of|among)\\s(?:\\w+\\s)?${people}`,
  'iu',
);
const headInjuries = new RegExp(`^\\s+["']?${adjective}(?:${person}|${people})\\s+${injury}(?=\\W|$)`, 'iu');
const bareDeaths = new RegExp(`^\\s+${adjective}(?:deaths|fatalities)(?=\\W|$)`, 'iu');
const others = /^\s+(?:(?:more|other|additional)\s)?(?:others?|more|people|persons)?(?=\W|$)/i;
const anotherNoun =
  /^[\s"'*]+(?:(?!(?:in|by|from|during|near|on|at|as|after|since|because|and|when)\s)[\p{L}’'-]+\s+){0,3}(?:reports?|allegations?|incidents?|strikes?|airstrikes?|raids?|cases?|events?|engagements?|claims?|assessments?|militants?|fighters?|terrorists?|troops|soldiers?|jihadists?|insurgents?|percent|casualt\w+|victims?)\b/iu;
const auxiliary =
  '(?:have|has|had|were|was|are|is|been|being|be|also|now|all|so\\sfar|thought|believed|known|feared|to|likely|probably|locally|mistakenly|more\\slikely\\sthan\\snot|may|might|could|would|alleged|allegedly|assessed|confirmed|estimated|nevertheless|still|since|then|later|instead|already|reported|who|that|which|avaient|ont|été|ayant|han|sido|habían|sind|worden|wurden|sono|stati|involontairement|asesinados|"unintentionally"|\'unintentionally\'|[a-z]+ly)';
const aside =
  '(?:\\s*\\([^()]{1,80}\\)\\s?,?|,\\s[^,.;]{3,40}\\s(?:says|said|believes|estimates),|\\s*[,(\\u2013\\u2014-]\\s*(?:including|among\\sthem|among\\swhom|most|mostly|many|of\\s(?:them|whom)|at\\sleast)[^.;]{1,110}?[,)\\u2013\\u2014-]?)';
const where =
  '(?:\\s+(?:in|inside|at|near|from|across|around|on|within|sheltering|sheltered)\\s(?!which)[^.;,]{1,60}?)';
const died =
  '(?:killed|dead|died|perished|slain|lost\\stheir\\slives|lost\\stheir\\slife|tués?|tuées?|morts?|muertos|muerto|murieron|fallecido|asesinados|getötet|uccisi|gedood)';
const hurt = '(?:injured|wounded|hurt|blessés|heridos|verletzt|feriti)';
const thenKilled = new RegExp(`^${aside}?${where}?${aside}?(?:[\\s,]+${auxiliary})*[\\s,]+["']?${died}(?=\\W|$)`, 'iu');
const thenInjured = new RegExp(`^${aside}?${where}?(?:[\\s,]+${auxiliary})*[\\s,]+${hurt}(?=\\W|$)`, 'iu');
const thenBoth = /^\s*(?:,?\s(?:or|and\/or|and)\s(?:\w+ly\s)?(?:injured|wounded|hurt)|\sor\s)/i;

const supposed =
  /\b(?:would|could|might)\s(?:\w+\s){0,2}(?:have|be)\b|\bif\b|\bfear(?:s|ed)?\b|\brisk(?:s|ed|ing)?\b|\bhypothetical|\béventuellement\b|\bpotentielles?\b/i;
const alleged =
  /\b(?:alleged(?:ly)?|(?<!credibly\s)reportedly|purported(?:ly)?|supposed(?:ly)?|rumou?red|accus(?:ed|es|ing|ations?)|blam(?:e|ed|es|ing)|unverified|unconfirmed|claims?\stotal\w*|supuestamente|presuntamente|mutmaßlich)\b/i;
const denied =
  /\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|did\snot|does\snot|no\sevidence|refut(?:e|es|ed)|instead\sof|rather\sthan)\b/i;
const rate =
  /\b(?:every\s(?:day|month|week|hour)|each\s(?:day|month|week)|per\s(?:day|month|week|strike)|a\s(?:day|month|week)|on\saverage|daily)\b/i;
/** "civilians, members of IS, ...", "civilians and fighters": together they are no civilian count. */
const withFighters =
  /^\s(?:\w+\s){0,2}?(?:civilians?|civilian\s\w+)(?:,\s|\s(?:and|or)\s|\/)(?:(?!\d|a\s|an\s|two|three|four|five|six|seven|eight|nine|ten\b|eleven|twelve|\w+teen|\w+ty\b)\w+\s){0,3}?(?:members|fighters|militants|combatants|soldiers|terrorists|troops)\b(?!\s(?:were|who))/i;
const subset = /\b(?:of|out\sof|among)\s(?:the|these|those|its|their)\s$/i;

/** `sentence` with its markup blanked; `numbers` of the sentence in order, offsets in the sentence. */
export function findDeathFigures(
  sentence: string,
  numbers: readonly NumberToken[],
  isAboutCivilians: boolean,
): readonly DeathFigure[] {
  const found: DeathFigure[] = [];
  let hasKilled = false;
  for (let index = 0; index < numbers.length; index += 1) {
    const first = numbers[index];
    if (first === undefined || first.form === 'none') continue;
    const range = rangeOf(sentence, first, numbers[index + 1]);
    const last = range ?? first;
    const before = sentence.slice(Math.max(0, first.start - 240), first.start);
    const after = sentence.slice(last.end, last.end + 260);
    const harm = harmOf(before, after, first, hasKilled, isAboutCivilians || /civilian|civils|civiles/i.test(sentence));
    if (harm === null || isUncertain(before, after)) continue;
    hasKilled ||= harm.harm === 'killed';
    if (range !== null) index += 1;
    if (first.value === 0) continue;
    const nearby = `${before.slice(-60)} ${after.slice(0, 60)}`;
    found.push({
      harm: harm.harm,
      value: first.value,
      valueMax: range?.value ?? null,
      qualifier: qualifierOf(before, after, range !== null),
      start: first.start,
      end: last.end,
      isNew: isNewlySaid(before, after),
      isToll: harm.isToll,
      isPossible: /\bmay\s(?:now\s)?have\b/i.test(nearby),
    });
  }
  return found;
}

/** The upper end of "between six and 18", "6,136-9,315", "459 to 591"; null where there is none. */
function rangeOf(sentence: string, first: NumberToken, second: NumberToken | undefined): NumberToken | null {
  if (second === undefined || second.value <= first.value || second.form === 'article' || first.form === 'article')
    return null;
  const between = sentence.slice(first.end, second.start);
  if (/^\s?[-\u2010-\u2015]\s?$|^\s(?:to|à|bis|a)\s$/.test(between)) return second;
  // "a minimum of 7,900 and up to 13,000".
  if (/^,?\s(?:and|but)\s(?:possibly\s|perhaps\s|potentially\s)?(?:up\sto|as\smany\sas)\s$/.test(between))
    return second;
  return /^\s(?:and|et|y|und|e)\s$/.test(between) &&
    /\b(?:between|entre|zwischen|tra)\s$/i.test(sentence.slice(Math.max(0, first.start - 12), first.start))
    ? second
    : null;
}

interface Harm {
  readonly harm: 'killed' | 'injured';
  readonly isToll: boolean;
}

function harmOf(
  before: string,
  after: string,
  number: NumberToken,
  hasKilled: boolean,
  aboutCivilians: boolean,
): Harm | null {
  if (subset.test(before) || /^\sof\s(?:the|these|those|them|whom|which)\b/i.test(after)) return null;
  const killed: Harm = { harm: 'killed', isToll: false };
  const injured: Harm = { harm: 'injured', isToll: false };
  if (headDeaths.test(after)) return killed;
  if (headInjuries.test(after)) return injured;
  const head = headPeople.exec(after);
  if (head !== null) {
    if (eitherBefore.test(before)) return null;
    const rest = after.slice(head[0].length);
    const dead = thenKilled.exec(rest);
    if (dead !== null)
      return thenBoth.test(rest.slice(dead[0].length)) && !/^\s*,?\sand\s\w+\s\d/.test(rest.slice(dead[0].length))
        ? null
        : killed;
    const wounded = thenInjured.exec(rest);
    if (beforeKilled.test(before)) return killed;
    if (wounded !== null || beforeInjured.test(before)) return number.form === 'article' ? null : injured;
    return tollBefore.test(before) || totalBefore.test(before) ? { harm: 'killed', isToll: true } : null;
  }
  if (number.form === 'article' || anotherNoun.test(after) || /^\s(?:people|persons),?\sinclud/i.test(after))
    return null;
  // "the unintended death of 21 and injury to two civilians".
  if (aboutCivilians && beforeKilled.test(before) && /^\s+and\s(?:the\s)?injur(?:y|ies)\s(?:to|of)\b/i.test(after))
    return killed;
  if (aboutCivilians && (tollBefore.test(before) || totalBefore.test(before))) return { harm: 'killed', isToll: true };
  // "responsible for 326 deaths" names neither civilians nor a scope; "credible ... resulted in 15 deaths" does.
  const isScoped =
    /\b(?:credible|substantiated|admit\w*|acknowledg\w*|announcement)\b/i.test(before.slice(-140)) &&
    !/\b(?:previously|only|just)\b/i.test(before.slice(-60));
  if (aboutCivilians && isScoped && bareDeaths.test(after)) return killed;
  if (!hasKilled) return isBareFurther(before, after, aboutCivilians) ? killed : null;
  // "killed two civilians and injured three others", "132 civilians were killed and 91 injured".
  const more = others.exec(after);
  const tail = after.slice(more?.[0].length ?? 0);
  if (/^\s*(?:(?:were|was|have\sbeen|had\sbeen)\s)?(?:\w+ly\s)?(?:injured|wounded|hurt)(?=\W|$)/i.test(tail))
    return injured;
  if (beforeInjured.test(before) && /^\s(?:others?|more)\b/i.test(after)) return injured;
  return beforeInjured.test(before) &&
    /^\s*(?:others?|more|people|civilians?)?\s*(?=[.,;)"']|$|\s(?:in|during|on|last|near|as|since|because)\b)/i.test(
      after,
    )
    ? injured
    : null;
}

/** "Coalition admits killing further 105": a number whose noun is left to the rest of the text. */
function isBareFurther(before: string, after: string, aboutCivilians: boolean): boolean {
  return (
    aboutCivilians &&
    /\b(?:kill(?:ing|ed)|confirm(?:s|ed)|acknowledge[sd]|admit(?:s|ted))\s(?:of\s)?(?:an?\s)?(?:further|another|additional)\s$/i.test(
      before,
    ) &&
    !/\b(?:reports?|allegations?|incidents?|cases|claims|strikes)\b/i.test(before.slice(-120)) &&
    /^\s*(?:[.,;!?]|$|(?:in|during|since|after)\b|\n)/i.test(after)
  );
}

function isUncertain(before: string, after: string): boolean {
  const close = before.slice(-90);
  const clause = close.slice(Math.max(close.lastIndexOf(';'), close.lastIndexOf('. '), close.lastIndexOf(' but ')) + 1);
  const following = /^[^.;,]{0,90}/.exec(after)?.[0] ?? '';
  if (supposed.test(clause) || /\b(?:would|could|might)\shave\b/i.test(following)) return true;
  // "15 civilians, including ten children, were reportedly killed".
  const untilDead = /^[^.;]{0,180}?\b(?:killed|died|perished)\b/i.exec(after)?.[0] ?? '';
  if (alleged.test(clause) || alleged.test(following) || (/^[^,]{1,40},/.test(untilDead) && alleged.test(untilDead)))
    return true;
  // The far end of a range whose near end stands elsewhere.
  if (/\b(?:potentially|possibly|perhaps)\s(?:as\smany\sas|up\sto)\s$/i.test(before)) return true;
  if (
    denied.test(clause.slice(-60)) ||
    /\b(?:less|fewer)\sthan\s$/i.test(before.replace(/\b(?:no|not)\s(?:less|fewer)\sthan\s$/i, ''))
  )
    return true;
  // "10 more civilian deaths than any earlier count": a difference, no count.
  if (/^\s(?:more|fewer|additional)\s[^.;,]{0,60}\bthan\b/i.test(following)) return true;
  // "the names of 145 civilians"; "32 civilians were feared dead".
  if (/\bnames\sof\s(?:\w+\s){0,2}$/i.test(clause) || /\b(?:feared|presumed)\b/i.test(following)) return true;
  if (withFighters.test(after)) return true;
  return rate.test(following);
}

function qualifierOf(before: string, after: string, isRange: boolean): Qualifier | null {
  const near = before.slice(-60).replace(/["']/g, ' ');
  const tail = new RegExp(
    `(?:^|\\W)(?:${allQualifiers})\\s+(?:(?:another|additional|an|a|the|between|from|total\\sof)\\s+)*$`,
    'iu',
  ).exec(near);
  if (tail !== null) {
    const words = tail[0]
      .replace(/\s+(?:(?:another|additional|an|a|the|between|from|total\sof)\s+)*$/iu, '')
      .replace(/^\W/, '');
    for (const [qualifier, pattern] of qualifiers)
      if (new RegExp(`^(?:${pattern})$`, 'iu').test(words)) return qualifier;
  }
  if (isRange) return null;
  if (/^\+/.test(after) || /^\s(?:or\smore|\w+\sor\smore)\b/i.test(after))
    return /^\+/.test(after) ? 'more than' : 'at least';
  return /^\s(?:civilians\s)?at\sleast\b/i.test(after) ? 'at least' : null;
}

function isNewlySaid(before: string, after: string): boolean {
  if (new RegExp(`\\b${newWord}\\s+(?:(?:${allQualifiers})\\s+)?$`, 'iu').test(before)) return true;
  return /^\s+(?:more|further|additional|new|newly\s\w+|other|previously\s(?:unannounced|unreported|undisclosed|unacknowledged)|unintentional\sadditional|civils\ssupplémentaires|civilian\smore)\b/iu.test(
    after,
  );
}
