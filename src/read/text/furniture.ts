/** Lines of a page's frame in the text of an article: when it was updated, how often it was shared. Neither dates nor counts. */

const label =
  '(?:date(?:\\sposted)?|dated|(?:first\\s)?published|publication\\sdate|updated|posted|created|modified|reviewed|(?:last|latest|date|page\\slast)\\s(?:updated?|modified|edited|reviewed|changed)|release\\sdate|issued)';
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const day = `(?:(?:19|20)\\d{2}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)?\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s${month},?\\s\\d{4}|${month}\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4})`;
const time =
  '(?:\\s?[T|,@-]?\\s?(?:at\\s)?\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2})?\\s?(?:[ap]\\.?m\\.?)?(?:\\s?(?:(?-i:[A-Z]{2,4})|\\((?-i:[A-Z]{2,4})\\)|[+-]\\d{2}:?\\d{2}|Z)\\b)?)?';
const dated = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s)?${day}${time}`;
/** One or several of them; what follows begins a line, a column or a sentence of its own. */
const stamp = new RegExp(
  `^[\\s|•*_-]{0,6}${label}(?:\\son|\\sat)?\\s?:?\\s{1,3}${dated}(?:\\s?[|•·,-]?\\s?(?:${label}(?:\\son|\\sat)?\\s?:?\\s{0,3})?${dated}){0,3}\\s{0,3}(?:[|•·-]\\s{0,3})?(?=$|\\n|(?-i:[A-Z"“‘(\\d]))`,
  'i',
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
