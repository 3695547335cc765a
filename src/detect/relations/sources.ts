/** Where a text says that it comes from somebody else. */

export interface NamedSource {
  /** The words after the cue, up to the end of the line. */
  readonly name: string;
  readonly quote: string;
}

/** A byline is at the top. */
const bylineWithin = 15;
const longestLine = 300;
const linesAtEachEnd = 200;

const ofLine: readonly RegExp[] = [
  /\boriginal(?:\s+(?:source|version|article|text|statement))?\b[^\n:]{0,40}(?::|\bis\b|\b(?:by|at|on|in|from)\b)\s*(?<name>.{2,120})/iu,
  /\b(?:originally|first)\s+(?:published|appeared|posted|issued|released)\b[^\n]{0,30}?\b(?:by|at|on|in)\b\s*(?<name>.{2,120})/iu,
  /\b(?:republished|reposted|reprinted|reproduced|cross-?posted)\b[^\n]{0,40}?\b(?:from|of|by)\b\s*(?<name>.{2,120})/iu,
  /^\W*(?:source|via|courtesy of)\b\s*:?\s*(?<name>.{2,120})$/iu,
  /(?:\bcopyright\b|©|\(c\)\s)\s*(?:©|\(c\))?\s*(?:\d{4},?\s*)?(?<name>.{2,120})/iu,
];
const byline = /^\W*by\s+(?<name>.{2,100})$/iu;
const translated =
  /\b(?:translat(?:ed|ion)|tradui[tr]e?|traduction|übersetz(?:t|ung)|aus dem englischen|traducid[oa]|traducción|traduzid[oa]|tradotto|traduzione|vertaald|vertaling|çevir(?:i|en))\b|ترجم/iu;

/** Returns every line that names a source, in the order of the text. */
export function namedSources(text: string): readonly NamedSource[] {
  return linesOf(text).flatMap((line, index) => {
    const cue = [...ofLine, ...(index < bylineWithin ? [byline] : [])].map((pattern) => pattern.exec(line)?.groups);
    const name = cue.find((groups) => groups !== undefined)?.['name'];
    return name === undefined ? [] : [{ name, quote: line }];
  });
}

/** Returns the line that says that the text is a translation; undefined where none does. */
export function translationMark(text: string): string | undefined {
  return linesOf(text).find((line) => translated.test(line));
}

/** A source is named at the top or at the bottom. */
function linesOf(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= longestLine);
  return lines.length <= 2 * linesAtEachEnd
    ? lines
    : [...lines.slice(0, linesAtEachEnd), ...lines.slice(-linesAtEachEnd)];
}
