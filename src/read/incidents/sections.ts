import type { IncidentOutcome } from '../../domain/incidents.ts';
import { findNumbers } from '../text/numbers.ts';

/**
 * What stands between the entries: headings ("Non-Credible Reports:"), sentences that introduce a list ("assessed that the
 * following 12 reports are non-credible") and the text that ends a list. Each ends the entry before it; the first two give the
 * entries behind them their outcome.
 */

export interface Section {
  readonly start: number;
  readonly end: number;
  /** null ends a list without opening another. */
  readonly outcome: IncidentOutcome | null;
  /** "Open Report No. 4": the number stands for the entry's. */
  readonly number: number | null;
  /** How many entries the introduction announces, or null. */
  readonly announced: number | null;
}

const dashes = '\\u2010-\\u2015-';
const kind = `(?:[Nn]on[\\s${dashes}]{0,3}[Cc]redible|NON[\\s${dashes}]{0,3}CREDIBLE|[Nn]ot\\s[Cc]redible|Unsubstantiated|Credible|CREDIBLE|Substantiated|Duplicates?|DUPLICATES?|Re-?opened|REOPENED|Open|OPEN|Closed)`;
const titled = `(?:\\s+(?:Civilian|Casualty|Casualties|CIVCAS|CIVHARM|Harm|Allegation|Assessment|CIVILIAN|CASUALTY))*\\s+(?:Reports?|Allegations?|Incidents?|Cases?|Assessments?|REPORTS?|ALLEGATIONS?|ASSESSMENTS?)\\b`;
const heading = new RegExp(
  `(?<![\\p{L}${dashes}]\\s?)(${kind})${titled}(?:\\s?\\(\\d+\\))?(?:\\s+(?:No\\.?|#)\\s?(\\d{1,3}))?\\s*[:${dashes}]{0,3}`,
  'gu',
);
const headingInLowerCase = new RegExp(
  `(?<![\\p{L}${dashes}]\\s?)(${kind})\\s+(?:reports?|allegations?|incidents?|assessments?)(?:\\s+(?:[Nn]o\\.?|#)\\s?(\\d{1,3}))?\\s?[:\\u2013-\\u2015]`,
  'gu',
);
const alone = new RegExp(
  `^[ \\t]*(${kind}|[Cc]orrections?|CORRECTIONS?)(?:\\s(?:reports?|allegations?|incidents?|assessments?))?\\s?(?:\\(\\d+\\)\\s?)?[:${dashes}]?[ \\t]*$`,
  'gmu',
);

const introduces =
  /\b(?:the\s+following|(?:listed|described|outlined|detailed)\s+below|below\s+(?:are|is)|(?:incidents?|reports?|strikes|allegations|cases)\s+(?:listed\s+)?below|here\s+(?:is|are)|as\s+follows)\b/gi;
const countedThing =
  /\b(?:reports|allegations|incidents|strikes|cases|assessments)\b|\b(?:following|one)\s+(?:report|allegation|incident|strike|case)\s+(?:is|was)\b/i;
const nonCredible = new RegExp(
  `\\bnon[\\s${dashes}]{0,3}credible|\\bnot\\s(?:assessed\\s(?:as|to\\sbe)\\s|determined\\sto\\sbe\\s|found\\sto\\sbe\\s)?credible|unsubstantiated`,
  'i',
);
const credible = new RegExp(`(?<!\\bnon[\\s${dashes}]{0,3}|\\bnot\\s)\\bcredible|(?<!un)\\bsubstantiated`, 'i');
const occurred =
  /\bcivilian\s+(?:casualties|deaths)\s+(?:\w+\s+){0,3}occurred|\b(?:likely|unfortunately|regrettably)\s+(?:\w+\s+){0,3}(?:resulted|caused|killed)/i;
const duplicate = /\bduplicates?\b/i;
const reopened = /\bre-?opened\b/i;
const open = /\b(?:still|remain(?:s|ing)?)\s(?:\w+\s)?(?:open|being assessed)\b/i;

/** Nothing an entry says begins like this: releases, notes and signatures begin so. */
const closing = new RegExp(
  [
    `[${dashes}]\\s?30\\s?[${dashes}]`,
    '#{3,}|\\*\\s?\\*\\s?\\*',
    '\\b(?:MEDIA|Media|PRESS|Press)\\s(?:CONTACTS?|[Cc]ontacts?|INQUIRIES|[Ii]nquiries|[Qq]ueries|Relations|Desk|Release\\b)',
    "\\bEditor[’']?s?\\s[Nn]otes?\\b",
    '\\bOriginal\\s(?:strike|Source|source|statement)',
    '\\bSummary\\s+Sources?\\b|\\bSources\\s\\(\\d',
    '(?<=[.!?”")\\d\\n]\\s{0,4})(?:\\*\\s?)?(?:Note|NOTE|Notes|Footnote|Tags|TAGS|Share|SHARE|Print|PRINT|Related|Contact|Contacts|Background|About\\sCJTF|Definitions?|Topics?|Follow\\s(?:us|@)|Read\\smore|Source:|Date:)\\b',
    '(?<=[.!?”")\\d\\n]\\s{0,4})(?:For|To)\\s(?:more|further|additional|media|queries|questions|date|submit|report|view|see)\\b',
    '(?<=[.!?”")\\d\\n]\\s{0,4})(?:The\\s(?:Coalition|coalition|Combined\\sJoint|United\\sStates|U\\.S\\.|assessment\\s(?:process|of\\s[“"])|definition|results?\\sof\\seach|information\\sused|process)|CJTF(?:\\s?[-–—]\\s?OIR)?|U\\.?S\\.?\\sCentral\\sCommand|CENTCOM|We|Our)\\s(?:(?:also|again|deeply|strictly|always|fully)\\s)?(?:takes?|regrets?|will|would|continues?|remains?|is|are|has|have|express\\w*|conducts|considers|uses|respects|works?|makes|appreciates?|welcomes?|encourages?|urges?|extends?|defines?|of|into|for|follow|fall|does)\\b(?!\\s(?:engaged|destroyed|targeted|struck))',
    '(?<=[.!?”")\\d\\n]\\s{0,4})(?:An?\\s(?:assessment|report|allegation)\\s(?:of\\s[“"]|is\\s(?:considered|assessed|deemed)|that\\sa)|Coalition\\s(?:strikes|actions)\\sare\\sdefined|(?:Non[-–]?)?[Cc]redible\\s(?:means|is\\sdefined)|Although\\s(?:the\\sCoalition\\stakes|we\\sare|all\\sfeasible)|As\\swe\\shave|In\\s(?:the\\smonth\\sof|each\\sof\\sthe)|During\\sthe\\smonth\\sof|Every\\saccidental|Any\\sunintentional|A\\stotal\\sof\\s\\d)',
  ].join('|'),
  'g',
);

/** Sections in order. Linear in the length of the text. */
export function findSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  for (const pattern of [heading, headingInLowerCase, alone])
    for (const match of text.matchAll(pattern)) {
      // "a correction to Open Report No. 4" is no heading.
      if (/[\p{Ll},]\s{0,3}$/u.test(text.slice(Math.max(0, match.index - 4), match.index).replace(/.*\n/s, '')))
        continue;
      const outcome = headed(match[1] ?? '');
      const number = match[2];
      sections.push({
        start: match.index,
        end: match.index + match[0].length,
        outcome,
        number: number === undefined ? null : Number(number),
        announced: null,
      });
    }
  for (const match of text.matchAll(introduces)) {
    const section = introduction(text, match.index);
    if (section !== null) sections.push(section);
  }
  for (const match of text.matchAll(closing))
    sections.push({
      start: match.index,
      end: match.index + match[0].length,
      outcome: null,
      number: null,
      announced: null,
    });
  return sections.sort((a, b) => a.start - b.start || b.end - a.end);
}

function headed(printed: string): IncidentOutcome {
  if (/^(?:non|not|uns)/i.test(printed)) return 'non_credible';
  if (/^(?:cred|subst)/i.test(printed)) return 'credible';
  if (/^dup/i.test(printed)) return 'duplicate';
  if (/^corr/i.test(printed)) return 'correction';
  return /^re/i.test(printed) ? 'reopened' : 'unknown';
}

const reach = 320;

/** The sentence around "the following" or "below", where it says what the list is. */
function introduction(text: string, at: number): Section | null {
  const before = text.slice(Math.max(0, at - reach), at + 1);
  const sentenceStart = [
    ...before.matchAll(
      /[.!?:)”"]["”)]?\s+(?=[A-Z])|\n\s*\n|(?<![a-z,])\n\s*(?=[A-Z])|(?<=\d{3}|\))\s+(?=[A-Z])|(?<=[a-z\d)\]”])[.:](?=[A-Z])/g,
    ),
  ].at(-1);
  const start =
    Math.max(0, at - reach) + (sentenceStart === undefined ? 0 : sentenceStart.index + sentenceStart[0].length);
  const after = text.slice(at, at + reach);
  const stop = /[.!?](?=\s|$|[A-Z0-9•▪●(])(?!\s?[a-z])|:(?=\s|\d|$)|\n\s*\n/.exec(
    after.replace(/\b(?:U\.S|No|OIR)\./g, (name) => '_'.repeat(name.length)),
  );
  const end = at + (stop === null ? after.length : stop.index + 1);
  const sentence = text.slice(start, end);
  const outcome = introduced(sentence);
  if (outcome === null || !countedThing.test(sentence)) return null;
  const counted = findNumbers(sentence).find(({ end: numberEnd }) =>
    /^\s(?:[\w.’'-]+\s){0,3}?(?:reports?|allegations?|incidents?|strikes|cases)\b/i.test(sentence.slice(numberEnd)),
  );
  return {
    start,
    end,
    outcome,
    number: null,
    announced: counted === undefined || counted.value === 0 ? null : counted.value,
  };
}

function introduced(sentence: string): IncidentOutcome | null {
  const isNonCredible = nonCredible.test(sentence);
  const isCredible = credible.test(sentence);
  const isDuplicate = duplicate.test(sentence);
  const said = [isNonCredible, isCredible, isDuplicate].filter(Boolean).length;
  if (said > 1) return null;
  if (isNonCredible) return 'non_credible';
  if (isDuplicate) return 'duplicate';
  if (isCredible) return 'credible';
  if (reopened.test(sentence)) return 'reopened';
  if (/\bcorrect(?:ions?|ed|s)\b/i.test(sentence)) return 'correction';
  if (/\b(?:insufficient|not\s(?:\w+\s)?sufficient)\s(?:evidence|information)\b/i.test(sentence)) return 'non_credible';
  if (occurred.test(sentence)) return 'credible';
  return open.test(sentence) ? 'unknown' : null;
}
