import { plainCharacters } from '../text/characters.ts';
import { median, type TextBlock, textBlocksOf } from './columns.ts';
import { type Fragment, fragmentsOf, type PdfPage } from './lines.ts';
import { withoutRunningLines } from './running-lines.ts';

/**
 * Returns the text of a PDF, with one line for each paragraph or list entry. Blank lines of the page are kept and also
 * separate pages. A sentence that continues in the next column or page stays on one line. Running headers, footers and
 * page numbers are left out.
 */
export function textOfPages(pages: readonly PdfPage[]): string {
  const fragments = withoutRunningLines(
    pages,
    pages.map((page) => fragmentsOf(page.texts)),
  );
  const paragraphs: string[] = [];
  for (const page of fragments) {
    let isFirst = true;
    for (const block of textBlocksOf(page)) {
      const [first, ...others] = paragraphsOf(block);
      const last = paragraphs.at(-1);
      if (first !== undefined && last !== undefined && runsOn(last, first))
        paragraphs[paragraphs.length - 1] = join(last, first);
      else if (first !== undefined) paragraphs.push(...(isFirst || paragraphs.length === 0 ? ['', first] : [first]));
      paragraphs.push(...others);
      isFirst = false;
    }
  }
  const text = paragraphs.join('\n');
  return plainCharacters(joinHyphens(text))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const startsEntry =
  /^\s*(?:\(?\d{1,3}[.)]\s|[•·▪●○*]\s|[–—-]\s|[a-z][.)]\s|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b.{0,15}\d{4}|report\sno)/i;

/** Joins lines that were broken for lack of space. '' stands for a wider gap between lines. */
function paragraphsOf(block: TextBlock): readonly string[] {
  const gaps = block.lines.slice(1).map((line, index) => (block.lines[index]?.y ?? line.y) - line.y);
  const leading = median(gaps.filter((gap) => gap > 0)) || 12;
  const out: string[] = [];
  let last: Fragment | undefined;
  for (const line of block.lines) {
    const paragraph = out.at(-1);
    const gap = last === undefined ? 0 : last.y - line.y;
    const isWide = gap > Math.max(leading, line.size) * 1.35;
    if (last !== undefined && paragraph !== undefined && !isWide && isWrapped(last, line, block.right))
      out[out.length - 1] = join(paragraph, line.text);
    else out.push(...(isWide && out.length > 0 ? ['', line.text] : [line.text]));
    last = line;
  }
  return out;
}

function isWrapped(line: Fragment, next: Fragment, columnRight: number): boolean {
  if (startsEntry.test(next.text) || line.text.includes(' | ') || next.text.includes(' | ')) return false;
  if (Math.abs(line.size - next.size) > 0.15 * line.size) return false;
  const text = next.text.trim();
  const firstWord = text.split(/\s/, 1)[0] ?? '';
  const wordWidth = (next.width * firstWord.length) / Math.max(text.length, 1);
  return line.right + wordWidth + 0.2 * line.size > columnRight - 0.5 * line.size;
}

/** Returns whether the first line of a column or page continues the sentence before it. */
function runsOn(before: string, after: string): boolean {
  if (/[.!?:;"”)\]]\s*$/.test(before) || before.includes(' | ') || startsEntry.test(after)) return false;
  return before.length > 40 && /^\s*(?:[a-z]|\d[\d,]*\s[a-z])/.test(after);
}

const brokenWord = '\ue000';

/** Joins two lines. Marks a hyphen at the end of the first, because only the whole text shows whether it stays. */
function join(before: string, after: string): string {
  const head = before.trimEnd();
  if (head.endsWith('\u00ad')) return head.slice(0, -1) + after.trimStart();
  if (/\p{L}[-\u2010]$/u.test(head) && /^\s*\p{Ll}/u.test(after))
    return head.slice(0, -1) + brokenWord + after.trimStart();
  if (/[-\u2010\u2011–]$/.test(head) && /^\s*[\d\p{L}]/u.test(after) && !/\s[-\u2010\u2011–]$/.test(head))
    return head + after.trimStart();
  return `${head} ${after.trimStart()}`;
}

const keepsHyphen =
  /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|non|self|anti|counter|pre|post|al|ar|ash|as|at|ad|an|az)$/i;

/** Joins hyphenated words as the rest of the document spells them. Number words and names keep the hyphen. */
function joinHyphens(text: string): string {
  const broken = new RegExp(`(\\p{L}+)${brokenWord}(\\p{L}+)`, 'gu');
  const words = new Set(
    text
      .replace(broken, ' ')
      .toLowerCase()
      .match(/[\p{L}-]+/gu),
  );
  return text.replace(broken, (_, left: string, right: string) => {
    const joined = `${left}${right}`.toLowerCase();
    const hyphened = `${left}-${right}`.toLowerCase();
    const areWords = words.has(left.toLowerCase()) && words.has(right.toLowerCase());
    const keep = keepsHyphen.test(left) || words.has(hyphened) || (areWords && !words.has(joined));
    return keep ? `${left}-${right}` : `${left}${right}`;
  });
}
