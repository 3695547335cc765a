import type { NumberToken } from '../text/numbers.ts';
import type { Span } from '../text/sentences.ts';

/** How a statement's text is prepared: blanked where it is no prose, cut where it is endless, searched for counts of reports. */

/** Sentences of real texts have up to 400 characters. */
const longest = 1200;

/** Same length, so that offsets hold: links, emphasis, footnotes and datelines become blanks, curly quotes their plain forms. */
export function blankMarkup(text: string): string {
  const blank = (found: string): string => ' '.repeat(found.length);
  return (
    text
      .replace(/\]\([^()\s]{0,300}\)/g, blank)
      .replace(/\[\^\d{1,3}\]/g, blank)
      .replace(/[*_[\]]/g, ' ')
      // "WASHINGTON (Sputnik - 26th July, 2019)".
      .replace(
        /\([^()\n]{0,40}\b(?:News|Sputnik|Reuters|AFP|AP|CNN|Xinhua|Anadolu|TASS|IANS|UPI|DPA|KUNA)\b[^()\n]{0,40}\)/g,
        blank,
      )
      .replace(/[\u201c\u201d\u00ab\u00bb\u201e]/g, '"')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\r\n\t]/g, ' ')
  );
}

const otherCoalition =
  /\b(?:Saudi|Arab|Emirati|Russian|Turkish)(?:[-\s]Arabian)?(?:-led)?\s(?:\w+\s){0,2}(?:coalition|alliance)\b|\b(?:Saudi|Emirati|Arab)-led\sforces\b/i;
const thisCoalition = /\b(?:US|U\.S\.|American)-led\s|\bCJTF|\bInherent\sResolve|\bcoalition\sin\s(?:Iraq|Syria)/i;

/** Returns the speaker that a bare "coalition" means in a text that names another than the US-led one; null for that one. */
export function coalitionOf(plain: string): string | null {
  const other = otherCoalition.exec(plain)?.[0];
  if (other === undefined || thisCoalition.test(plain)) return null;
  return /^(?:Saudi|Arab|Emirati)/i.test(other) ? 'saudi-coalition' : 'none';
}

const inquired = [
  ['un-coi-syria', /\bSyria|\b(?:Aleppo|Idlib|Raqqa|Hama|Homs|Damascus|Ghouta|Mansoura|Tabqa|Maarr?at)\b/],
  ['un-coi-ukraine', /\bUkrain|\b(?:Kyiv|Kharkiv|Mariupol|Bucha|Izium|Kherson)\b/],
  ['un-coi-palestine', /\b(?:Palestin|Israel|Gaza|West Bank)/],
] as const;

/** Returns the commission that a bare "UN Commission of Inquiry" means in a text about one of their countries; else null. */
export function inquiryOf(plain: string): string | null {
  if (!/\bcommission\sof\sinquiry\b/i.test(plain)) return null;
  const ids = inquired.flatMap(([id, country]) => (country.test(plain) ? [id] : []));
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/** A sentence, or a part of one that is too long to be one. */
export interface Piece extends Span {
  readonly isCut: boolean;
}

/**
 * Returns the sentences. One that has no end within `longest` characters is cut between words, so that work stays linear in
 * the length of the text.
 */
export function* pieces(text: string, sentences: readonly Span[]): Generator<Piece> {
  for (const { start, end } of sentences.flatMap((span) => blocks(text, span))) {
    const isCut = end - start > longest;
    for (let at = start; at < end; ) {
      const next = at + longest < end ? wordEnd(text, at, at + longest) : end;
      yield { start: at, end: next, isCut };
      at = next;
    }
  }
}

/** The last white space before `end`; `end` where there is none. */
function wordEnd(text: string, start: number, end: number): number {
  const gap = /\s\S*$/.exec(text.slice(Math.max(start, end - 200), end));
  return gap === null ? end : end - gap[0].length + 1;
}

/** A headline without a full stop, and the paragraph below it, are two. */
function blocks(text: string, { start, end }: Span): readonly Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const gap of text.slice(start, end).matchAll(/\n[ \t]{0,8}\n\s{0,8}(?=[\p{Lu}"\u201c])/gu)) {
    spans.push({ start: from, end: start + gap.index });
    from = start + gap.index + gap[0].length;
  }
  spans.push({ start: from, end });
  return spans;
}

const asReports = /^\s(?:[\w-]+\s){0,4}(?:reports|allegations|claims|cases|signalements|rapports|informes)\b/i;
const asCredible =
  /^\s(?:of\s(?:which|these|them)\s)?(?:were|was)\s(?:\w+\s){0,3}(?:non-?\s?credible|not\scredible|credible)/i;

/** Numbers that the text uses for reports, allegations or cases: a press copy that calls them deaths is wrong. */
export function countsOfReports(plain: string, numbers: readonly NumberToken[]): ReadonlySet<number> {
  const counts = new Set<number>();
  for (const { value, end, form } of numbers) {
    if (form === 'article' || value < 3) continue;
    const after = plain.slice(end, end + 70);
    if (asReports.test(after) || asCredible.test(after)) counts.add(value);
  }
  return counts;
}

/** The first line, without a full stop. */
export function isHeadline(body: string, index: number): boolean {
  return index === 0 && !/[.!?]["'\u201d)]?$/.test(body) && body.length < 160;
}
