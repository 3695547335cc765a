import { findHeads, type Head } from './heads.ts';
import { findSections, type Section } from './sections.ts';

/**
 * Cuts a report's list into entries: from one head to the next, to a heading, or to the end of the list. The form decides, not
 * the lines: a page copy or a PDF wraps them in the middle of an entry, a syndicated copy has none.
 */

export interface Entry {
  readonly head: Head;
  readonly start: number;
  readonly end: number;
  /** The heading or introduction above, or null. */
  readonly section: Section | null;
}

interface EntryList {
  readonly entries: readonly Entry[];
  readonly sections: readonly Section[];
}

/** No entry that was ever published is longer; text without any boundary is cut here, at the end of a sentence. */
const longest = 2_600;
const sentenceEnd = /[.!?]["”’)\]]*$/;
const referenceEnd = /(?:C[IS]\s?\d{2,4}[a-z]?|[A-Z]{2}\s?\d{2,5}\s?\d{2,5}|\(\d{2,5}\)|[.)]\s\d{3,5})\.?$/;
const goesOn =
  /^(?:\(|(?:Regrettably|Unfortunately|Additionally|However|Also)\b|\d{2,5}\s?\/|\d{2,5}\s{0,3}$|C[IS]\s?\d{2,4}|\d{1,2}\s?[C-X]\s?[A-Z]{2}\s?\d)/;
const isSentence = /^(?:The|CJTF|CENTCOM|U\.?S|We|Our|An?|Coalition|Although|In|During|Every|Any|To|As)\b/;
const lowerCase = /^[a-z]/;
const abbreviated = /\b(?:U\.S|Sept|[A-Z][a-z]{2}|No|approx)\.$/;
const asserts = /\b(?:killed|injured|wounded|harmed|assessed that|determined that|unintentionally)\b/i;
const pageNumber = /^(?:page\s)?\d{1,3}(?:\s(?:of|\/)\s\d{1,3})?$/i;

export function findEntries(text: string): EntryList {
  const heads = findHeads(text);
  const sections = findSections(text);
  const width = wrapWidth(text, heads);
  const entries: Entry[] = [];
  let above: Section | null = null;
  let nextSection = 0;
  for (const [index, head] of heads.entries()) {
    for (
      let section = sections[nextSection];
      section !== undefined && section.start < head.start;
      section = sections[++nextSection]
    )
      if (section.outcome !== null) above = section;
    const nextStart = heads[index + 1]?.start ?? text.length;
    const end = endOf(
      text,
      head,
      nextStart,
      sections,
      nextSection,
      width,
      heads[index + 1],
      isBare(text, entries.at(-1), above),
    );
    if (end > head.start) entries.push({ head, start: head.start, end, section: above });
  }
  const isList = entries.length > 1;
  return { entries: entries.filter(({ head, section }) => isList || section !== null || !head.isLoose), sections };
}

/** The entry before, in the same list, is a head alone: then this one may be, and the next paragraph is not its narrative. */
function isBare(text: string, before: Entry | undefined, section: Section | null): boolean {
  return before !== undefined && before.section === section && text.slice(before.head.end, before.end).trim() === '';
}

function endOf(
  text: string,
  head: Head,
  nextStart: number,
  sections: readonly Section[],
  from: number,
  width: number | null,
  next: Head | undefined,
  bare: boolean,
): number {
  let stop = nextStart;
  let stopsAtSection = false;
  for (let index = from; index < sections.length; index += 1) {
    const section = sections[index];
    if (section === undefined || section.start >= nextStart) break;
    if (section.start < head.end) continue;
    // What a narrative begins with cannot end it.
    if (
      !bare &&
      section.outcome === null &&
      isSentence.test(text.slice(section.start, section.end)) &&
      text.slice(head.end, section.start).trim() === ''
    )
      continue;
    stop = section.start;
    stopsAtSection = true;
    break;
  }
  const quoted = closingQuote(text, head.start, stop);
  if (quoted !== null) return quoted;
  const paragraph = paragraphEnd(text, head.end, Math.min(stop, head.end + longest), width, bare);
  if (next === undefined || stopsAtSection || stop - head.end > 2_000) return trimmedEnd(text, head.start, paragraph);
  const leadIn = leadInAt(text, head.end, stop);
  if (leadIn !== null) return trimmedEnd(text, head.start, Math.min(leadIn, paragraph));
  // Between two entries of one list stands nothing but the first one's text, however many paragraphs it has.
  const consecutive = head.number !== null && next.number === head.number + 1;
  const narrates = asserts.test(text.slice(paragraph, stop));
  return trimmedEnd(text, head.start, consecutive || narrates ? stop : paragraph);
}

/** "The following had insufficient information:" before the next entry belongs to that one. */
function leadInAt(text: string, start: number, stop: number): number | null {
  const between = text.slice(start, stop).trimEnd();
  if (!between.endsWith(':')) return null;
  const begins = [...between.matchAll(/[.!?)”]["”]?\s+(?=[A-Z])|(?<![a-z,])\n\s*(?=[A-Z])|\n\s*\n/g)].at(-1);
  return begins === undefined ? start : start + begins.index + 1;
}

/** An entry that is quoted ends with its quotation mark. */
function closingQuote(text: string, start: number, stop: number): number | null {
  const opens = /["“]\s?$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].trim();
  if (opens === undefined) return null;
  const closes = text.slice(start, Math.min(stop, start + longest)).search(opens === '“' ? /[”“]/ : /"/);
  return closes <= 0 ? null : start + closes;
}

/** The width at which lines are wrapped in the middle of a sentence, or null where none is. */
function wrapWidth(text: string, heads: readonly Head[]): number | null {
  const first = heads[0];
  const last = heads.at(-1);
  if (first === undefined || last === undefined) return null;
  const lines = text.slice(first.start, last.end + 1_200).split('\n');
  let width: number | null = null;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]?.trim() ?? '';
    const trimmed = line.trim();
    if (trimmed === '' || !/^[a-z]/.test(next) || sentenceEnd.test(trimmed)) continue;
    width = Math.max(width ?? 0, trimmed.length);
  }
  return width;
}

/** Where the paragraph of a narrative ends: at a line end that no wrapping explains. */
function paragraphEnd(text: string, start: number, stop: number, width: number | null, bare: boolean): number {
  let at = start;
  let end = start;
  // Bounded looks, both ways: a copy without line breaks is one line.
  const reach = Math.max(0, start - 300);
  let line = reach + text.slice(reach, start).lastIndexOf('\n') + 1;
  while (at < stop) {
    const newline = text.slice(at, stop).indexOf('\n');
    const lineEnd = newline === -1 ? stop : at + newline;
    const printed = text.slice(at, lineEnd).trim();
    const whole = text.slice(line, lineEnd).trim();
    if (printed !== '' && !pageNumber.test(printed)) end = lineEnd;
    if (lineEnd >= stop) break;
    const next = /\S[^\n]*/.exec(text.slice(lineEnd, Math.min(stop, lineEnd + 400)));
    if (next === null) break;
    const blank = /\n\s*\n/.test(text.slice(lineEnd, lineEnd + next.index));
    at = lineEnd + next.index;
    line = at;
    const said = text.slice(start, end).trim();
    const ended = (sentenceEnd.test(said) || referenceEnd.test(said)) && !abbreviated.test(said);
    if (said === '' && blank && bare) break;
    if (said === '' || goesOn.test(next[0]) || pageNumber.test(next[0].trim())) continue;
    if (lowerCase.test(next[0]) && (!ended || !sentenceEnd.test(said))) continue;
    if (blank) break;
    if (!ended) {
      if (width === null) break;
      continue;
    }
    const word = /^\S+/.exec(next[0])?.[0] ?? '';
    if (width === null || whole.length + 1 + word.length <= width) break;
  }
  if (end - start < longest - 1) return end;
  const sentences = [...text.slice(start, end).matchAll(/[.!?]["”’)\]]*(?=\s)/g)];
  const lastSentence = sentences.at(-1);
  return lastSentence === undefined ? end : start + lastSentence.index + lastSentence[0].length;
}

function trimmedEnd(text: string, start: number, end: number): number {
  const raw = text.slice(start, end).replace(/[\s•·▪●◦*|“"\u2010-\u2015-]+$/, '');
  return start + raw.length;
}
