import type { Report } from '../../domain/documents.ts';
import type { ReadResult } from '../../domain/readings.ts';
import { runsOf, sharedPart, wordsOf } from '../../domain/relations/shingles.ts';

/** An edited text shares more than this part of the runs of words of the shorter of the two. */
const leastShared = 0.15;
/** What a site says in place of a page, in its title or first words. */
const notice =
  /\b(?:(?:page|article|document|content|release|story|file)s? (?:(?:was|is|could|can|that you (?:requested|are looking for))\b.{0,40})?(?:not (?:be )?found|cannot be found|no longer (?:available|exists?)|unavailable|has (?:been )?(?:moved|removed|expired))|(?:error )?404\b|not found|we can'?t find|(?:site|service|system) (?:is )?(?:under|down for|currently) (?:scheduled )?maintenance|under maintenance|temporarily (?:unavailable|closed)|be right back|we use cookies|accept (?:all )?cookies|your (?:consent|privacy choices)|access (?:is )?(?:denied|restricted)|verify (?:that )?you are human|(?:log|sign) in to (?:continue|read)|subscribe to (?:continue|read)|(?:has|have) moved to a new (?:site|platform|address|home)|redirect(?:ed|ing) (?:you )?to)\b/i;
const noticeLength = 600;
/** A shorter title, such as "News", heads many pages. */
const shortestHeading = 12;

/**
 * Whether the text at the address of a stored report is not that report at all: a notice that the page is missing, a wall,
 * or another page. It shares next to no words with the report, and is a notice or states nothing where the report stated
 * figures. A page that is rewritten for each report states figures again, and is none.
 */
export function isAnotherPage(
  stored: { readonly report: Report; readonly text: string },
  fetched: { readonly title: string | null; readonly text: string; readonly result: ReadResult },
): boolean {
  const { readings, incidents } = stored.report;
  if (readings.length + incidents.length === 0) return false;
  const { title, text, result } = fetched;
  const isNotice = notice.test(`${title ?? ''}\n${text.slice(0, noticeLength)}`);
  const statesNothing = result.readings.length + result.incidents.length + result.mentions.length === 0;
  if (!isNotice && (!statesNothing || hasSameHeading(stored.report.title, text))) return false;
  return sharedPart(runsOf(stored.text), runsOf(text)) < leastShared;
}

/** Whether the text is still headed as the report was: its publisher replaced it. The title may be that of a list. */
function hasSameHeading(stored: string | null, text: string): boolean {
  const words = wordsOf(stored ?? '').join(' ');
  return words.length >= shortestHeading && wordsOf(text.slice(0, noticeLength)).join(' ').includes(words);
}
