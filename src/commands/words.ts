import parseWords from 'string-argv';

/**
 * Splits a line that a person typed in a chat into words. It undoes what chat clients and keyboards make of text: curly
 * quotes, a long dash for two short ones, unusual spaces, bold and code around what was copied.
 */

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const doubleQuotes = /[\u201c-\u201f\u00ab\u00bb\u2033\u2036\u301d-\u301f\uff02]/gu;
/** Stands for a colon where a colon would act as markup. */
const colons = /[\ua789\uff1a\u2236]/gu;
const singleQuotes = /[\u2018-\u201b\u2039\u203a\u2032\u2035\u02bc\u00b4\uff07]/gu;
/** The ASCII dash and the characters that keyboards put in its place. */
const dash = '[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]';
const optionDash = new RegExp(`(^|\\s)${dash}+(?=\\p{L})`, 'gu');
const otherDash = new RegExp(dash, 'gu');
/** An apostrophe inside a word, which opens no quotation. */
const apostrophe = '\u02bc';

/** Returns the words, the first one and the names of options in lower case; none for an empty line. Never throws. */
export function wordsOf(line: string): readonly string[] {
  const text = plain(line).replace(/^(?:[/@]?ackwatch(?=\s|$)\s*)+/iu, '');
  const [only, ...more] = split(text);
  // The person put the whole line in quotes.
  const words = more.length === 0 && only !== undefined && /\s/u.test(only) ? split(only) : split(text);
  return words.map((word, index) => {
    if (index === 0) return word.replace(/^\/+/u, '').toLowerCase();
    return word.startsWith('--') ? word.replace(/^[^=]+/u, (name) => name.toLowerCase()) : word;
  });
}

function split(text: string): readonly string[] {
  return parseWords(text).map((word) => word.replaceAll(apostrophe, "'"));
}

/** Returns the text in the characters that a keyboard has, with runs of spaces made one. */
function straight(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[`\u02cb]/gu, '')
    .replace(colons, ':')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .trim();
}

function plain(line: string): string {
  const text = paired(straight(line), '"')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, apostrophe)
    .replace(/"[^"]*"/gu, (quotation) => quotation.replaceAll("'", apostrophe));
  // Text in quotes is meant as it is.
  const parts = paired(text, "'").split(/("[^"]*"|'[^']*')/u);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : unmarked(part).replace(optionDash, '$1--')))
    .join('')
    .replace(otherDash, '-');
}

/** Removes the marks of bold, italic and struck text. */
function unmarked(text: string): string {
  return text
    .replace(/(^|\s)[*~]+/gu, '$1')
    .replace(/[*~]+(?=$|\s)/gu, '')
    .replace(/(^|\s)_(\S+(?: \S+)*?)_(?=\s|$)/gu, '$1$2');
}

/** An open quotation would swallow the rest of the line, so where one is not closed none is meant. */
function paired(text: string, quote: '"' | "'"): string {
  return text.split(quote).length % 2 === 1 ? text : text.replaceAll(quote, '');
}

/** Returns a word that `wordsOf` reads as this same word, except for what no line can carry (see `carried`). */
export function quoted(word: string): string {
  const text = carried(word);
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N}_.,:/+@-]*$/u.test(text) && !text.endsWith('_');
  return isPlain ? text : `"${text}"`;
}

/** Returns an option as a line holds it. `true` stands for an option without a value. */
export function optionText(option: string, value: string | true): string {
  if (value === true) return `--${option}`;
  const text = carried(value);
  // After a space the value would be read as another option.
  return text.startsWith('-') ? `--${option}="${text}"` : `--${option} ${quoted(text)}`;
}

/** Returns what a line can carry of a text: keyboard characters, no double quotation marks, no spaces at its ends. */
export function carried(text: string): string {
  return straight(straight(text).replaceAll('"', '')).replace(otherDash, '-');
}
