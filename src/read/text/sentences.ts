import { headsOtherArticles, pointsElsewhere } from '../../domain/reader/other-articles.ts';
import { furnitureLength } from './furniture.ts';
import { rememberingLast } from './last.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const abbreviation =
  /(?:^|[^\p{L}\p{N}])(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|fla|va|md|ga|calif|no|nos|vs|mr|mrs|ms|dr|gen|lt|col|maj|capt|cpt|sgt|brig|adm|cmdr|rep|sen|st|mt|al|etc|e\.g|i\.e|u\.s|u\.k|u\.n|d\.c|a\.m|p\.m|approx|est|fig|vol|pp?|[A-Z])$/iu;
/** A capital letter after one of these begins a new sentence. */
const mayEndSentence = /(?:u\.s|u\.k|u\.n|d\.c|a\.m|p\.m|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/i;
const startsSentence =
  /^(?:The|This|These|It|In|During|Of|A|An|As|At|To|For|We|CJTF|On|Since|After|All|Out|Both|There|That|He|She|They|Coalition|However|Both|None|Nine|Two|Three|Four|Five|Six|Seven|Eight|One)\b/;
const closers = '"\'”’»)\\]*';
// The last two are full stops without a space: "since 2014.In the month of", "non-credible.1. Jan. 3, 2017, near".
const terminator = new RegExp(
  `[.!?…]+(?:\\[\\^\\d+\\])?[${closers}]*(?:\\[\\^\\d+\\])?(?=\\s|$)|(?<=\\p{Ll}{2}|\\d)\\.["”]?(?=\\p{Lu}\\p{Ll}|\\p{Lu}\\p{Lu}+-)|(?<=\\p{L}|\\)|\\d)[.:](?=\\d{1,3}\\.\\s{0,2}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?\\s{0,2}\\d)`,
  'gu',
);
const listMarker = /^[ \t]*(?:\d{1,3}[.)](?=\s)|[•·▪●◦][ \t])/;
/** "(a)" or "- " begins a list entry only if the previous line has ended. Otherwise it may be a wrapped count or dash. */
const looseMarker = /^[ \t]*(?:\([a-z0-9]{1,3}\)\s|[*–—-][ \t])/;
const entryLine = /^(?:On )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b[^.]{0,30},/;
/** A row of a table is one line: "Open reports | 79". */
const tableRow = /\S \| \S/;
/** A line with such an end continues in the next line. */
const goesOn =
  /(?:[,(\u2010\u2011-]|\b(?:a|an|the|of|on|in|to|and|or|at|by|with|from|for|was|were|is|are|be|been|least|than|that|which|over|received|completed|conducted|total|about|nearly|approximately|additional))$/i;

/** A dateline such as "SOUTHWEST ASIA- " or "TAMPA, Fla. — " is a separate span, so that no quote begins with it. */
const dateline =
  /^[A-Z][A-Z .’'-]{3,40}[A-Z](?:,\s[A-Z][\p{L}.]+){0,2}\s?(?:\([^()]{1,40}\)\s?)?[-\u2010-\u2015]{1,3}\s*(?=\S|$)/u;

/** Returns the trimmed spans of the paragraphs. A blank line inside a sentence (a page break) ends no paragraph; a
 * blank line with a paragraph separator (U+2029) does. */
export const findParagraphs = rememberingLast((text): readonly Span[] => {
  const spans: Span[] = [];
  let open: Block | null = null;
  let blank = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(at, lineEnd);
    const trimmed = line.trim();
    if (trimmed === '') {
      blank = true;
      if (line.includes('\u2029')) open = null;
    } else {
      const start = at + line.length - line.trimStart().length;
      const end = start + trimmed.length;
      const before: string = open === null ? '' : text.slice(Math.max(open.start, open.end - 80), open.end);
      if (open !== null && continues(open, before, trimmed, blank)) {
        open.end = end;
        open.width = Math.max(open.width, trimmed.length);
      } else {
        const isBelowHeading: boolean = open === null ? false : open.points && headsOtherArticles(before);
        open = { start, end, width: trimmed.length, last: 0, points: isBelowHeading || pointsElsewhere(trimmed) };
        spans.push(open);
      }
      open.last = trimmed.length;
      blank = false;
    }
    at = lineEnd + 1;
  }
  return spans.map(({ start, end }) => ({ start, end }));
});

interface Block {
  readonly start: number;
  end: number;
  /** Length of the longest and of the last line. */
  width: number;
  last: number;
  /** Begins with a pointer to another article, or stands below the heading of such. */
  readonly points: boolean;
}

function continues(open: Block, before: string, line: string, afterBlank: boolean): boolean {
  if (tableRow.test(line.slice(0, 200))) return false;
  const ended = /[.!?:…—"”)\]*]$/.test(before) && !abbreviation.test(before.slice(0, -1));
  if (goesOn.test(before)) return true;
  if (dateline.test(line) || listMarker.test(line) || pointsElsewhere(line)) return false;
  // The line after "Read also: …" is the article again, the line after "Read also:" is not.
  if (open.points && !headsOtherArticles(before) && /^\p{Lu}/u.test(line)) return false;
  if (ended && entryLine.test(line)) return false;
  if (looseMarker.test(line)) return !ended && !afterBlank;
  if (afterBlank) return !ended && /^[a-z]/.test(line);
  if (!/^\p{Lu}/u.test(line)) return true;
  // A row of a table: "Open reports: 79", "Cases closed: three (3)".
  if (/:\s{0,3}(?:[\p{L}-]{1,14}\s(?=\(\d))?[\p{L}\d,*()-]{1,14}$/u.test(before) && /:/.test(line.slice(0, 60)))
    return false;
  if (ended && open.last > 200) return false;
  // The word would have fitted on the previous line, so the line break is deliberate: a heading, a menu or a paragraph.
  const firstWord = /^\S{1,40}/.exec(line)?.[0].length ?? 40;
  return open.last + 1 + firstWord > Math.max(open.width, line.length);
}

/**
 * Returns the trimmed spans of the sentences, in order. A heading without a full stop is a sentence. Abbreviations, list
 * numbers, datelines and wrapped lines end no sentence, because a quote is a sentence. A paragraph that points to another
 * article ("Read also: …") or belongs to the page's frame ("Updated: 2 May 2019") has none. Takes linear time.
 */
export const findSentences = rememberingLast((text): readonly Span[] => {
  let below: 'heading' | 'headline' | null = null;
  return findParagraphs(text).flatMap((paragraph) => {
    const body = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + 200));
    if (pointsElsewhere(body)) {
      below = paragraph.end - paragraph.start <= 80 && headsOtherArticles(body) ? 'heading' : null;
      return [];
    }
    // Below "Related" the first line is a headline, the next ones are where they look like headlines.
    const isOther = below !== null && isHeadline(text, paragraph) && (below === 'heading' || !/[.!?]$/.test(body));
    below = isOther ? 'headline' : null;
    return isOther ? [] : sentencesOf(text, paragraph);
  });
});

/** One short sentence, with or without its full stop. */
function isHeadline(text: string, { start, end }: Span): boolean {
  return end - start <= 180 && !/[.!?]["”’)]?\s+\p{Lu}/u.test(text.slice(start, end));
}

function sentencesOf(text: string, paragraph: Span): readonly Span[] {
  const spans: Span[] = [];
  const body = text.slice(paragraph.start, paragraph.end);
  let start = 0;
  const push = (end: number): void => {
    const raw = body.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed !== '') {
      const offset = paragraph.start + start + raw.length - raw.trimStart().length;
      spans.push({ start: offset, end: offset + trimmed.length });
    }
    start = end;
  };
  start = furnitureLength(body);
  const place = dateline.exec(body.slice(start, start + 120));
  if (place !== null) push(start + place[0].length);
  terminator.lastIndex = start;
  for (let match = terminator.exec(body); match !== null; match = terminator.exec(body)) {
    const end = match.index + match[0].length;
    if (endsSentence(body, start, match.index, match[0], end)) push(end);
  }
  push(body.length);
  return spans;
}

function endsSentence(body: string, sentenceStart: number, at: number, mark: string, end: number): boolean {
  const next = /^\s*(\S[^\s]*)/.exec(body.slice(end, end + 60))?.[1] ?? '';
  if (next === '') return true;
  if (mark === ':') return true;
  if (!mark.startsWith('.') || mark.startsWith('..')) return !/^[a-z]/.test(next);
  const before = body.slice(Math.max(0, at - 12), at);
  // "4. Aug. 12": a list number is no separate sentence.
  if (/^\s*\d{1,3}$/.test(body.slice(sentenceStart, at)) && at - sentenceStart < 8) return false;
  if (/^[a-z]/.test(next)) return false;
  if (abbreviation.test(before)) return mayEndSentence.test(before) && startsSentence.test(next);
  return true;
}
