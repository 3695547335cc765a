/**
 * Words with which a page points to another article: "Read also: …", "More on this". What follows them is no part of the
 * document, in a page and in a text.
 */

const marks = '[\\s>*_•·▪●→»▶|#(\\u2010-\\u2015-]{0,6}';
/** A colon or a dash has to follow these; the words also begin sentences. */
const beforeColon =
  "(?:(?:read|watch|listen)(?:\\s(?:also|more|next|now|this|further|here))?|see\\s(?:also|more)|also\\s(?:read|see|watch|on|from|in\\s[^:\\n]{1,30})|related(?:\\s(?:articles?|stor(?:y|ies)|content|coverage|reading|news|posts?|links?|topics?|pages?|videos?))?|more\\s(?:on|from|about)\\s[^:\\n]{1,40}|(?:further|recommended|suggested|additional)(?:\\s(?:reading|reads?|articles?|stor(?:y|ies)|for\\syou))?|you\\s(?:may|might)\\s(?:also\\s)?(?:like|be\\sinterested\\sin)|don['’]t\\smiss|(?:in\\scase\\syou\\smissed\\sit|icymi)|editor['’]?s['’]?\\spicks?|top\\sstor(?:y|ies)|most\\s(?:read|popular|viewed)|trending(?:\\snow)?|next\\s(?:article|story|up)|previous\\s(?:article|story)|lire\\saussi|à\\slire|lesen\\ssie\\sauch|lees\\sook|le[ae]\\stambién|leia\\stambém|leggi\\sanche|اقرأ\\sأيضا[ًَ]?)";
/** These need no colon. */
const withoutColon =
  '(?:read\\salso|also\\sread|see\\salso|lire\\saussi|lesen\\ssie\\sauch|lees\\sook|recommended\\s(?:reading|for\\syou)|you\\s(?:may|might)\\salso\\s(?:like|be\\sinterested\\sin)|more\\son\\sthis(?:\\s(?:story|topic|subject|issue))?)';
/** A line that consists of these is the heading of such a list. */
const aloneWords =
  '(?:related|recommended|trending|read\\snext|up\\snext|more\\sstories|more\\snews|latest\\snews|other\\snews|more\\s(?:on|from)\\s[^:.\\n]{1,40})';

const leadsOn = new RegExp(
  `^${marks}(?:${beforeColon}${marks}(?::|\\s[\\u2010-\\u2015|-]\\s)|${withoutColon}\\b)`,
  'iu',
);
const stands = new RegExp(
  `^${marks}(?:${beforeColon}|${withoutColon}|${aloneWords})[\\s:*_)\\u2010-\\u2015-]{0,6}$`,
  'iu',
);

/** Returns whether a line or paragraph points to another article. */
export function pointsElsewhere(line: string): boolean {
  return leadsOn.test(line) || headsOtherArticles(line);
}

/** Returns whether a line is only the heading of pointers: what follows it is what they point to. */
export function headsOtherArticles(line: string): boolean {
  return line.length <= 80 && stands.test(line);
}
