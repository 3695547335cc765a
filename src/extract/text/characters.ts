const invisible = /[\p{Cc}--[\t\n]]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gv;
const wideSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** The spaces that publishers put between the thousands of one number. */
const groupingSpace = /[\u00a0\u2007-\u2009\u202f]/;
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raisedRun = /[⁰¹²³⁴-⁹]+/g;
/** A footnote in brackets: `killed[4]`, `1,600 [4]`. */
const bracketedNote = /(?<=[\p{L}\d.,;:!?”"’)\]*])\[(\d{1,3})\]|(?<=\d )\[(\d{1,3})\]/gu;
/** Markdown's `~~45~~`, and letters with a stroke (U+0336) over each. */
const struckOut = /(?:~~(?=[^\s~])(?:[^~\n]|\n(?!\s*\n)){1,2000}(?<=\S)~~|(?:[^\s]\u0336\s?){2,})[ \t]?/g;
const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/**
 * Returns text with plain spaces, hyphens and letters, because the readers match on those. Removes invisible characters,
 * writes every line end as `\n`, and raised or bracketed digits as `[^2]`, so that a footnote mark never becomes part of a figure. Leaves out
 * what is struck out. Only a
 * space that groups the thousands of a number stays a no-break space: plain, it would part two numbers.
 */
export function plainCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(wideSpace, (space, at: number, whole: string) => (groupsThousands(space, at, whole) ? '\u00a0' : ' '))
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[ﬀ-ﬆ]/g, (letter) => ligatures[letter] ?? letter)
    .replace(raisedRun, (digits) => `[^${Array.from(digits, (digit) => raised.indexOf(digit)).join('')}]`)
    .replace(struckOut, spaceFor)
    .replace(bracketedNote, (_mark, glued: string | undefined, apart: string | undefined) => `[^${glued ?? apart}]`);
}

/** One space where nothing else would part the words around what was struck out. */
function spaceFor(struck: string, at: number, whole: string): string {
  const isParted =
    at === 0 || /\s/.test(whole.charAt(at - 1)) || /^(?:[.,;:!?)\s]|$)/.test(whole.charAt(at + struck.length));
  return isParted ? '' : ' ';
}

function groupsThousands(space: string, at: number, whole: string): boolean {
  return (
    groupingSpace.test(space) &&
    /(?<!\d)\d{1,3}$/.test(whole.slice(Math.max(0, at - 4), at)) &&
    /^\d{3}(?!\d)/.test(whole.slice(at + 1, at + 5))
  );
}

/** Returns plain characters on one line, with single spaces. */
export function oneLine(text: string): string {
  return plainCharacters(text)
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim();
}
