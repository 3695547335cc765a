/** Lines of a page's frame in the text of an article: when it was updated, how often it was shared. Neither dates nor counts. */

/**
 * The source of a pattern in which lower-case letters stand for either case. A pattern with the flag `i` could not ask
 * for a capital, and inline modifiers (`(?-i:…)`) were once matched wrongly by the engine in the middle of a long run.
 */
const eitherCase = (source: string) =>
  source.replaceAll(/\\.|\[a-z\]|[a-z]/g, (part) =>
    part.startsWith('\\') ? part : part === '[a-z]' ? '[A-Za-z]' : `[${part.toUpperCase()}${part}]`,
  );

const label = eitherCase(
  '(?:date(?:\\sposted)?|dated|(?:first\\s)?published|publication\\sdate|updated|posted|created|modified|reviewed|(?:last|latest|date|page\\slast)\\s(?:updated?|modified|edited|reviewed|changed)|release\\sdate|issued)',
);
const month = eitherCase('(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?');
const day = `(?:(?:19|20)\\d{2}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)?\\d{2}|\\d{1,2}(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh])?\\s${month},?\\s\\d{4}|${month}\\s\\d{1,2}(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh])?,?\\s\\d{4})`;
const time =
  '(?:\\s?[Tt|,@-]?\\s?(?:[Aa]t\\s)?\\d{1,2}[:.Hh]\\d{2}(?:[:.]\\d{2})?\\s?(?:[AaPp]\\.?[Mm]\\.?)?(?:\\s?(?:[A-Z]{2,4}|\\([A-Z]{2,4}\\)|[+-]\\d{2}:?\\d{2}|[Zz])\\b)?)?';
const dated = `${eitherCase('(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s)?')}${day}${time}`;
/** One or several of them; what follows begins a line, a column or a sentence of its own. */
const stamp = new RegExp(
  `^[\\s|•*_-]{0,6}${label}(?:\\s[Oo]n|\\s[Aa]t)?\\s?:?\\s{1,3}${dated}(?:\\s?[|•·,-]?\\s?(?:${label}(?:\\s[Oo]n|\\s[Aa]t)?\\s?:?\\s{0,3})?${dated}){0,3}\\s{0,3}(?:[|•·-]\\s{0,3})?(?=$|\\n|[A-Z"“‘(\\d])`,
);
const counted =
  '(?:shares?|views?|comments?|likes?|reads?|retweets?|reactions?|followers?|downloads?|replies|reposts?|claps?|min(?:ute)?s?(?:\\sread)?|read\\stime)';
const amount = '\\d[\\d.,]{0,9}\\s?[km]?';
const counter = new RegExp(
  `^[\\s|•*_-]{0,6}(?:(?:${amount}\\s${counted}|(?:total\\s)?${counted}\\s?:?\\s?\\(?${amount}\\)?|share|tweet|print|e-?mail)[\\s|•·,/-]{0,6}){1,6}$`,
  'i',
);
/** "Written 3 hours ago": it differs at every visit. */
const ago =
  /^[\s|•*_-]{0,6}(?:(?:updated|published|posted|written)\s)?(?:\d{1,3}|an?|one)\s(?:second|minute|hour|day|week|month|year)s?\sago[\s|•.]{0,6}$/i;

/** Returns how many characters at the beginning of a paragraph belong to the page's frame; 0 for none. */
export function furnitureLength(paragraph: string): number {
  const head = paragraph.slice(0, 260);
  if (paragraph.length <= 200 && (counter.test(head) || ago.test(head))) return paragraph.length;
  return stamp.exec(head)?.[0].length ?? 0;
}
