const invisible = /[\p{Cc}--[\t\n]]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gv;
const wideSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raisedRun = /[⁰¹²³⁴-⁹]+/g;
const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/**
 * Returns text with plain spaces, hyphens and letters, because the readers match on those. Removes invisible characters,
 * writes every line end as `\n`, and raised digits as `[^2]`, so that a footnote mark never becomes part of a figure.
 */
export function plainCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(wideSpace, ' ')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[ﬀ-ﬆ]/g, (letter) => ligatures[letter] ?? letter)
    .replace(raisedRun, (digits) => `[^${Array.from(digits, (digit) => raised.indexOf(digit)).join('')}]`);
}

/** Returns plain characters on one line, with single spaces. */
export function oneLine(text: string): string {
  return plainCharacters(text).replace(/\s+/g, ' ').trim();
}
