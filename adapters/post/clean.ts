/** Cleaning of foreign text, before a platform escapes its own signs. */

/** Returns well-formed text in one line, without invisible and bidirectional characters. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll(anyBreak, ' ').replaceAll(unseen, '');
}

/** Returns the same with its lines, and at most one empty line in a row. */
export function cleanLines(text: string): string {
  return text
    .split(lineBreak)
    .map(clean)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\p{Zl}\p{Zp}]/u;
const anyBreak = /\r\n|[\n\r\t\v\f\u0085\p{Zl}\p{Zp}]/gu;
/**
 * Controls, formats (bidi marks, overrides, isolates, tags), invisible characters, private use. Joiners stay inside words,
 * where scripts need them.
 */
const unseen =
  /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{DI}\p{Co}]/gu;

/** Returns at most so many characters, cut after a word where one ends nearby, never inside a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - 1);
  const cut = text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  const space = cut.search(/\s\S*$/);
  const words = space > cut.length - 30 && space > 0 ? cut.slice(0, space) : cut;
  return `${words.trimEnd()}…`.slice(0, Math.max(0, most));
}
