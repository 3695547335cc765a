import type { TextChange } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';

/** A site's counters, clocks and timestamps. */
const stamp =
  /\b(?:(?:last |page )?(?:updated|modified|reviewed|refreshed)|views?|viewed|visits?|visitors?|hits|downloads?|shares?|likes|comments?|retrieved|printed|copyright|all rights reserved|(?:shared|viewed|read|downloaded|liked|printed|seen) [\d.,]+[km]? times?|(?:seconds?|minutes?|hours?|days?|weeks?|months?) ago|read (?:it|this) now|online now)\b|©|°/i;
/** A sentence with such a word is never left out. */
const substance =
  /\b(?:civilians?|non-?combatants?|killed|kill|killing|deaths?|died|dead|injur\w*|wounded|wounding|casualt\w*|strikes?|airstrikes?|credible|allegations?|assess\w*|reports?|coalition|victims?|women|woman|child|children|people|persons?|famil\w*|at least|at most|totals?|number|minimum|maximum|tolls?|tall(?:y|ies)|confirm\w*|admit\w*|records?|recorded|incidents?)\b/i;

/** A longer sentence is no stamp. */
const maximumWords = 12;

const isShort = (sentence: string) => sentence.split(' ').length <= maximumWords && !substance.test(sentence);

/** Whether a sentence is a timestamp or a counter of the site and no part of the document. */
export function isStamp(sentence: string): boolean {
  return stamp.test(sentence) && isShort(sentence);
}

const calendar =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|am|pm|a\.m\.|p\.m\.|seconds?|minutes?|hours?|days?|weeks?|months?|an?|s)\b/gi;

const ofToday = /^(?:today(?: is|'s date)?|local time|it is|now)\b/i;

/** Whether a line is the date or the time of the visit and nothing else. Another date may be that of the page or a strike. */
function isClock(sentence: string, visited: Instant | null): boolean {
  const day = String(Number(visited?.slice(8, 10)));
  const isDate =
    /\b(?:19|20)\d\d\b/.test(sentence) ||
    /\b(?:\d{1,2}(?:st|nd|rd|th)?)\b(?!:)/.test(sentence.replace(/\d{1,2}:\d{2}(?::\d{2})?/g, ''));
  const isOfVisit =
    new RegExp(`\\b${day}(?:st|nd|rd|th)?\\b`).test(sentence) && sentence.includes(visited?.slice(0, 4) ?? '-');
  if (isDate && !isOfVisit && !ofToday.test(sentence)) return false;
  const rest = sentence
    .replace(/^(?:today(?: is|'s date)?|date|time|local time|it is|now)\b[:,]?/i, '')
    .replace(calendar, '')
    .replace(/\b(?:gmt|utc|[a-z]{1,3}t|\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d)\b/gi, '');
  return /\d/.test(sentence) && !/[\p{L}\d]/u.test(rest);
}

/** Whether a line is a date or a time and nothing else. */
function isClockLike(sentence: string): boolean {
  return isClock(`today ${sentence.replace(ofToday, '')}`, null);
}

/** Whether a line has words. The meaning of a bare number is in another line. */
const hasWords = (sentence: string) => (sentence.match(/\p{L}{3,}/gu)?.length ?? 0) >= 2;

/**
 * Returns the changes without lines that differ at every visit: the date of the visit (`visited`), and a short line of words that also
 * differed between the two visits before. Neither may have a word about people, deaths or counts.
 */
export function withoutVolatileLines(
  changes: readonly TextChange[],
  earlier: readonly TextChange[],
  visited: Instant | null,
): readonly TextChange[] {
  const replacedBefore = new Set(earlier.map(({ after }) => after));
  return changes.filter(({ before, after }) => {
    if (before === null || after === null || !isShort(before) || !isShort(after)) return true;
    const isRepeated = replacedBefore.has(before) && hasWords(before) && hasWords(after);
    return !isRepeated && !(isClock(after, visited) && isClockLike(before));
  });
}
