import type { ReadContext } from '../../domain/readings.ts';
import { findEntries } from '../incidents/entries.ts';
import { findSentences } from '../text/sentences.ts';
import { singleSpaces } from '../text/spaces.ts';

/** Whether a text is one of these reports itself, who speaks in it, and of which place. */

const ownSites =
  /^https?:\/\/(?:[\w-]+\.)*(?:inherentresolve\.mil|centcom\.mil|dvidshub\.net|defense\.gov|war\.gov)(?:[/:?#]|$)/i;
const copySites = /^https?:\/\/(?:[\w-]+\.)*(?:reliefweb\.int\/report|airwars\.org\/military-claims)/i;
const ownPublishers = new Set(['cjtf-oir', 'centcom', 'dod', 'dvids']);

/** The standing sentence with the total; where nobody is said to say it, it is the report's own. */
const formula =
  /(?:assess(?:es|ed)?|determined)\b[^.]{0,120}\bcivilians\b[^.]{0,60}\bkilled by\s+(?:the\s+)?(?:coalition|u\.s\.)/i;
/** Sentences that only such a report has. */
const cores: readonly RegExp[] = [
  /(?:cjtf.{0,3}oir|task force|coalition|central command|centcom|we)\b[^.]{0,80}?\b(?:carried over|received|completed|ha[ds]\b[^.]{0,20}\bopen)\b[^.]{0,160}\b(?:reports?|allegations?|assessments?)/i,
  formula,
  /(?:coalition|cjtf.{0,3}oir)\b[^.]{0,40}\bconducted\b[^.]{0,60}\bstrikes\b[^.]{0,60}\b2014/i,
  /\b(?:reports?|allegations?)\b[^.]{0,60}\b(?:were|was|are|is)\s(?:assessed|determined|still)[^.]{0,60}(?:credible|open)/i,
  /(?:preponderance of (?:the )?evidence|announced the results of)[^.]{0,200}/i,
  /\b(?:following|remaining)\b[^.]{0,60}\b(?:reports?|allegations?)\b[^.]{0,60}\bcredible/i,
];
/** What a release on one strike or a batch of them says of its own finding; all of it in one sentence. */
const finding: readonly RegExp[] = [
  /\b(?:cjtf.{0,3}oir|task force|coalition|central command|centcom|investigation|assessments?|evidence)\b/i,
  /\b(?:assess(?:ed|es)|determined|concluded|found|indicates?|completed its (?:assessment|investigation))\b/i,
  /\b(?:(?:air)?strikes?|target|U\.S\. forces)\b/i,
  /\b(?:deaths?|killed|injur(?:ed|y|ies)|casualties)\b/i,
  /\b(?:civilians?|non-?combatants?)\b/i,
];
/** Three rows of a table of cases under the report's own title. */
const caseRow =
  /^[^\w\n]{0,6}(?:(?:open|new)\s)?(?:reports?\s)?(?:carried (?:over|forward)|new|received|completed|credible|non-?\s?credible|duplicates?|open)(?: reports?)?[^\n:.|]{0,24}(?::|\|)\s{0,3}\d/gim;
const weakCore =
  /\b(?:civilian (?:casualt(?:y|ies)|harm|deaths?))\b[^.]{0,200}\b(?:reports?|allegations?|assess\w*)\b|\b(?:reports?|allegations?|assess\w*)\b[^.]{0,200}\bcivilian (?:casualt(?:y|ies)|harm|deaths?)\b/i;
const boilerplate: readonly RegExp[] = [
  /coalition strikes are defined as/i,
  /takes? all (?:reports|allegations) of civilian casualties seriously/i,
  /rigid targeting process|thorough and deliberate targeting/i,
  /^[^\w\n]{0,20}(?:non-?\s?credible|credible|duplicate) reports?\b/im,
  /^[^\w\n]{0,20}open report no/im,
  /for immediate release|^release\s?(?:#|no|number)/im,
  /more likely than not/i,
];
const title =
  /\b(?:monthly civilian casualty report|civilian casualty (?:report|assessments?|investigation)|civcas|civharm|civilian harm (?:report|assessments?))\b/i;
/** The title of such a release as a line of its own; a menu names it without the task force, an article words its own. */
const titleLine =
  /^[^\w\n]{0,6}(?:(?:combined joint task force|cjtf|u\.?s\.? central command|centcom|coalition)\b[^\n.:?!"“]{0,70}?(?:civilian casualty|civcas|civharm|civilian harm)(?: assessments?)? reports?|(?:monthly|quarterly) civilian (?:casualty|harm) reports?|(?:civcas|civharm) reports?)\b[^\n.?!"“]{0,50}$/im;
const ownTitle =
  /\b(?:civcas|civharm|(?:monthly|quarterly) civilian (?:casualty|harm)) reports?\b|\b(?:cjtf.{0,3}oir|operation inherent resolve|central command|centcom)\b[^\n.]{0,40}\bcivilian (?:casualty|harm) reports?\b/i;
const releaseNumber = /^[^\w\n]{0,20}(?:for immediate release|release\s?(?:#|no\.?|number)\s{0,3}#?\s?\d)/im;
/** "CENTCOM Press Release". */
const releaseHead =
  /^[^\w\n]{0,6}(?:u\.?s\.? )?(?:centcom|central command|cjtf.{0,3}oir)\b[^\n.:]{0,20}\b(?:press|news) (?:release|statement)\b/im;
const commandDateline = /^[^\w\n]{0,20}(?:tampa|macdill|southwest asia)[^\n]{0,40}?[-\u2010-\u2015]/im;
const dateline = /^[^\w\n]{0,20}(?:southwest asia|tampa|baghdad|camp arifjan|macdill)[^\n]{0,40}?[-\u2010-\u2015]/im;
/** Reports of others that use the same words: the yearly one to Congress, Africa Command's quarterly one. */
const otherReport =
  /\bsection 1057\b|national defense authorization act|annual report on civilian casualties|\b(?:u\.s\. )?africa command\b|\bafricom\b/i;
/** "assessed as "not credible"": a term, no quotation. */
const shortQuotation = /"[^"]{1,30}"|“[^”]{1,30}”/g;
/** "CJTF-OIR, which admitted in August …, assesses": what the speaker says of itself. */
const aside = /,\s(?:which|who)\s(?:had\s)?(?:admitted|acknowledged|said|announced|reported)\b[^,]{0,160},/gi;
const attribution =
  /\b(?:said|says|told|added|acknowledge[sd]|admit(?:s|ted)|revealed|according to|in a statement|(?:report|statement|release|document)\s(?:said|says|stated|states|showed|read|reads)|(?:it|report) (?:noted|indicated)|announced (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the (?:statement|report) published)\b/gi;
const agency =
  /\((?:[^()\n]{0,40}\b)?(?:sputnik|kuna|afp|upi|efe|dpa|reuters|ap|tass|xinhua|menafn|urdupoint|anadolu|aa)\b[^()\n]{0,60}\)|\b(?:says|said)\s*$/i;

/**
 * True for a text that is such a report, or a whole copy of one. False for an article that quotes it (that is `statement`)
 * and for a page whose menu merely names "civilian casualty report".
 */
export function looksLikeCoalitionMonthly(text: string, context: ReadContext): boolean {
  const sentences = findSentences(text).map(({ start, end }) =>
    singleSpaces(text.slice(start, Math.min(end, start + 1_500))),
  );
  let own = 0;
  let quoted = 0;
  let weak = 0;
  let inQuotation = false;
  let hasFormula = false;
  for (const sentence of sentences) {
    const unquoted = sentence.replace(shortQuotation, '');
    const opens = /["“]/.test(unquoted);
    if (cores.some((core) => core.test(sentence)) || finding.every((part) => part.test(sentence))) {
      const isQuoted = inQuotation || /^["“]/.test(unquoted) || /["“][^"”]{30,}/.test(unquoted);
      if (isQuoted || hasAttribution(sentence.replace(aside, ''))) quoted += 1;
      else {
        own += 1;
        hasFormula ||= formula.test(sentence);
      }
    } else if (sentence.length > 60 && weakCore.test(sentence)) weak += 1;
    if (opens) inQuotation = /[“"][^”"]*$/.test(unquoted);
    else if (/[”"]/.test(unquoted)) inQuotation = false;
  }
  const url = context.url ?? '';
  const isOwn = ownSites.test(url) || ownPublishers.has(context.publisher ?? '');
  const hasTitle = title.test(context.title ?? '') || title.test(text.slice(0, 3_000));
  if (quoted === 0 && (isTable(text) || (own <= 1 && isList(text, isOwn)))) return true;
  if (own === 0)
    return isOwn && hasTitle && weak > 0 && quoted === 0 && /\b(?:coalition|cjtf|inherent resolve)\b/i.test(text);
  if (quoted === 0 && hasFormula && !hasAttribution(text) && !otherReport.test(text.slice(0, 3_000))) return true;
  // A few sentences below the dateline or the title of a release, with nobody who tells of it.
  const isHeaded =
    commandDateline.test(text) || ownTitle.test(text.slice(0, 200)) || releaseHead.test(text.slice(0, 200));
  if (
    otherReport.test(text.slice(0, 3_000)) ||
    (own === 1 && !hasTitle && !isForm(text) && !isHeaded && !dateline.test(text))
  )
    return false;
  const attributions = Math.min(4, text.replace(aside, '').match(attribution)?.length ?? 0);
  if (own >= 2 && attributions === 0 && quoted === 0) return true;
  const isNumbered = commandDateline.test(text) && releaseNumber.test(text.slice(0, 2_000));
  if (isNumbered && quoted === 0) return true;
  if (isHeaded && attributions === 0 && quoted === 0 && !agency.test(text.slice(0, 600))) return true;
  const score =
    Math.min(4, own) +
    (isOwn ? 4 : 0) +
    (copySites.test(url) ? 2 : 0) +
    (hasTitle ? 2 : 0) +
    (titleLine.test(context.title ?? '') || titleLine.test(text.slice(0, 3_000)) ? 3 : 0) +
    (dateline.test(text) ? 2 : 0) +
    boilerplate.filter((one) => one.test(text)).length -
    2 * attributions -
    Math.min(4, quoted) -
    (agency.test(text.slice(0, 600)) ? 3 : 0);
  return score >= 4 && /\b(?:coalition|cjtf|inherent resolve|central command|centcom)\b/i.test(text);
}

function isTable(text: string): boolean {
  return ownTitle.test(text.slice(0, 200)) && (text.slice(0, 20_000).match(caseRow)?.length ?? 0) >= 3;
}

/** Entries and hardly anything else; a single one, and those of another publisher, have to name a source or a code. */
function isList(text: string, isOwn: boolean): boolean {
  if (text.length > 200_000) return false;
  const { entries } = findEntries(text);
  const covered = entries.reduce((sum, { start, end }) => sum + end - start, 0);
  if (entries.length === 0 || covered < text.trim().length * (entries.length > 1 ? 0.6 : 0.8)) return false;
  const isTraced = entries.some(
    ({ head, start, end }) => head.vias.length > 0 || /\bC[IS]\s?\d{2,4}\b/.test(text.slice(start, end)),
  );
  return entries.length > 1 ? isOwn || isTraced : isOwn && isTraced;
}

/** A single sentence of the kind is enough only where the text has the form of a release of figures. */
function isForm(text: string): boolean {
  return boilerplate.filter((one) => one.test(text)).length >= 2;
}

function hasAttribution(sentence: string): boolean {
  attribution.lastIndex = 0;
  return attribution.test(sentence);
}

const taskForce =
  /(?:\bcjtf.{0,3}oir\b|combined joint task force|\bcoalition\s(?:conducted|completed|assess\w*|received|carried))/i;
const centralCommand =
  /\b(?:centcom|central command)\b(?:\s\(\w+\))?\s(?:today\s)?(?:has\s)?(?:announce|assess|complet|receiv|carried|conclud|determin|releas)/i;

/** `centcom` where Central Command speaks for itself and no task force does; else `cjtf-oir`. */
export function speakerOf(text: string, context: ReadContext): string {
  if (taskForce.test(text)) return 'cjtf-oir';
  const isCentral =
    centralCommand.test(text.replace(/\s+/g, ' ')) ||
    /^[^\w\n]{0,20}(?:tampa|macdill)\b[^\n]{0,40}?[-\u2010-\u2015]/im.test(text);
  if (isCentral || context.publisher === 'centcom') return 'centcom';
  return 'cjtf-oir';
}

/** The area of the operation, countries always in this order. */
export const area = 'Iraq and Syria';

/** One country where the sentence names one alone; else the whole area. */
export function placeOf(folded: string): string {
  const iraq = /\biraq\b/i.test(folded);
  const syria = /\bsyria\b/i.test(folded);
  if (iraq !== syria && /\bin (?:iraq|syria)\b/i.test(folded)) return iraq ? 'Iraq' : 'Syria';
  return area;
}
