import type { IncidentOutcome } from '../../domain/incidents.ts';
import { singleSpaces } from '../text/spaces.ts';
import type { Casualties } from './casualties.ts';
import { withoutRefusal } from './refusals.ts';

/**
 * The outcome of one entry. The heading or the introduction above it decides, unless the entry itself says otherwise: it is a
 * duplicate, it corrects an earlier entry, it was reopened and not assessed again, or it refuses what was alleged. Below
 * "Non-Credible Reports" nothing is credible: deaths in such an entry are what was alleged, and an entry that admits them
 * there is unknown, because a copy may have lost a heading between.
 */

const dash = '[\\s\\u2010-\\u2015-]';
const duplicate = /\bduplicat(?:e|es|ed|ion)\b(?!\s*(?:reports?\s)?(?:was|were)?\s?not)/i;
const isNowDuplicate =
  /\b(?:is|was)\s(?:now|subsequently|since|later)\s(?:\w+\s){0,3}duplicate\b|\bnow\s(?:\w+\s){0,3}(?:as|to\sbe)\sa\sduplicate\b/i;
const notDuplicate = /\bnot\s(?:a\s|an?\s\w+\s)?duplicate/i;
const correction =
  /\b(?:date|location|place|grid|number|casualty|typographical|clerical|administrative)\s+correction\b|\bcorrection\s*[:\u2010-\u2015]|^\s*correct(?:ion|ed|s|ing)?\b|\bthis\s(?:entry\s|report\s)?(?:is\sa\scorrection|corrects)\b|\b(?:incorrectly|erroneously|mistakenly)\s(?:\w+\s)?(?:released|reported|listed|published|dated|stated|identified|counted|announced)\b|\b(?:corrects?|replaces?|supersedes?|amends?|revises?|updates?)\s(?:the\s)?(?:number|no\.|entry|item|report|incident|figure|date|location|place|(?:\w+\.?\s){0,4}(?:release|report))\b|\b(?:corrected|amended|revised)\s(?:from|to)\b|\bshould\s(?:have\s)?(?:read|been\s(?:dated|listed|reported))\b|\bpreviously\s(?:listed|released|reported|dated|published)\sas\s(?:occurring\son\s)?(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d{1,3}\b|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)|\bmerg(?:ed|es|ing)\s(?:with|into|two|of|the)\b|\b(?:was|were)\s(?:previously\s)?(?:combined|merged)\b/i;
const reopened = /\bre-?open(?:ed|s|ing)?\b/i;
const pending =
  /\b(?:still|remains?|currently|is)\s(?:open|being\s(?:re-?)?assessed|under\s(?:re-?)?(?:assessment|review|investigation)|pending)\b/i;
const credible = new RegExp(
  `(?<!\\bnon${dash}{0,3}|\\bnot\\s(?:be\\s|as\\s|to\\sbe\\s)?)\\b(?:assess\\w*|determin\\w+|found|deemed|considered|now)\\s(?:\\w+\\s){0,3}(?<!\\bnon${dash}{0,3}|\\bnot\\s)credible\\b`,
  'i',
);
const nonCredible = new RegExp(
  `\\b(?:assess\\w*|determin\\w+|found|deemed|considered|is|was|as)\\s(?:\\w+\\s){0,3}(?:non${dash}{0,3}credible|not\\s(?:\\w+\\s)?credible)\\b|^\\s*non${dash}{0,3}credible\\b`,
  'i',
);
const denies =
  /\bno\s(?:\w+\s)?(?:coalition|u\.?s\.?|partner(?:ed)?)\s(?:\w+\s){0,2}?(?:strikes?|actions?|airstrikes?|engagements?)\b|\binsufficient\s(?:evidence|information)\b|\b(?:not|in)?\s?(?:enough|sufficient)\s(?:evidence|information)\s(?:\w+\s){0,2}to\s(?:find|determine|assess|conclude)\b|\bno\s(?:\w+\s)?evidence\b|\bdid\snot\s(?:occur|result|cause|harm|conduct|strike)\b|\bcasualties\s(?:were|was)\snot\b|\bnot\s(?:attributable|attributed|the\sresult\sof|caused\sby|a\sresult\sof)\b|\bno\scivilians?\s(?:was|were)\s(?:\w+ly\s)?(?:harmed|killed|injured)\b|\bdoes\snot\s(?:correspond|corroborate|contain|provide)\b|\bcould\snot\sbe\s(?:corroborated|determined|verified|confirmed)\b|\bcontains?\sinsufficient\b|\bcaused\sby\s(?:a\slandmine|an?\sied|isis|enemy)\b|\blandmine\b/i;
/** Deaths without a number are admitted all the same. */
const regrets =
  /\b(?:regrettably|unfortunately|unintentionally|inadvertently)\b.*\b(?:killed|injured|wounded)\b|\bcivilian\s(?:casualties|deaths)\s(?:\w+\s)?(?:regrettably|unfortunately|unintentionally)\b/i;
/** "Previously reported as non-credible, it is now assessed as credible": what follows "now" holds. */
const turned =
  /\b(?:previously|originally|initially|earlier|formerly)\b.*\b(now\b|subsequently\b|upon\sre-?\w*assessment\b|after\sre-?assessment\b)/i;
const sentence = /[^.!?]+(?:[.!?]+|$)/g;

interface OutcomeClues {
  readonly outcome: IncidentOutcome;
  /** Whether the entry asserts deaths or injuries of its own. */
  readonly keepsCasualties: boolean;
}

/** `section` is the outcome of the heading above, null where there is none. */
export function readOutcome(narrative: string, section: IncidentOutcome | null, casualties: Casualties): OutcomeClues {
  const text = singleSpaces(narrative)
    .replace(/\(\s?not previously[^)]*\)/gi, ' ')
    .trim();
  const harmed =
    (casualties.killed ?? 0) > 0 ||
    (casualties.killedMax ?? 0) > 0 ||
    (casualties.injured ?? 0) > 0 ||
    casualties.eachWithoutCount;
  const own = ownAssessment(text, harmed);
  if (
    isNowDuplicate.test(text) ||
    (duplicate.test(text) && !notDuplicate.test(text) && !(harmed && section === 'credible'))
  )
    return { outcome: 'duplicate', keepsCasualties: false };
  if (correction.test(text)) return { outcome: 'correction', keepsCasualties: true };
  if (section === 'duplicate' || section === 'correction')
    return { outcome: section, keepsCasualties: section === 'correction' };
  if (reopened.test(text) && own === null) return { outcome: 'reopened', keepsCasualties: false };
  if (own === 'credible' && section === 'non_credible')
    return { outcome: credible.test(text) || regrets.test(text) ? 'unknown' : 'non_credible', keepsCasualties: false };
  if (own !== null) return { outcome: own, keepsCasualties: true };
  if (section === 'reopened') return { outcome: 'reopened', keepsCasualties: false };
  if (pending.test(text)) return { outcome: 'unknown', keepsCasualties: false };
  return { outcome: section ?? 'unknown', keepsCasualties: section !== 'unknown' };
}

/** What the entry itself says of its assessment; the last such sentence holds, an earlier assessment that it tells of does not. */
function ownAssessment(text: string, harmed: boolean): IncidentOutcome | null {
  let own: IncidentOutcome | null = null;
  for (const [whole] of text.matchAll(sentence)) {
    // "Assessed as non-credible in March, it was reopened and assessed as credible": what comes last holds.
    const again = reopened.exec(whole) ?? turned.exec(whole);
    const part = again === null ? whole : whole.slice(again.index + again[0].length - (again[1]?.length ?? 0));
    const tellsOfBefore = /\b(?:previously|originally|initially|earlier|prior)\b/i.test(part) && !/\bnow\b/i.test(part);
    if (
      tellsOfBefore &&
      /\b(?:assess\w*|closed|released|reported|determin\w+|found)\b/i.test(part) &&
      !denies.test(part)
    )
      continue;
    if (nonCredible.test(part)) own = 'non_credible';
    else if (credible.test(part)) own = 'credible';
    else if ((denies.test(part) || withoutRefusal(part) === null) && !harmed) own = 'non_credible';
    else if (regrets.test(part)) own ??= 'credible';
  }
  return own ?? (harmed ? 'credible' : null);
}
