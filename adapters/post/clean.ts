/** Text of strangers, before any platform's own signs are made harmless. */

/** Well-formed, in one line, without what cannot be seen or turns a line around. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll(anyBreak, ' ').replaceAll(unseen, '');
}

/** The same with its lines; never more than one empty line together. */
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
 * Controls, formats (bidi marks, overrides, isolates, tags), what is drawn as nothing, private use. The joiners stay
 * inside words, where scripts need them.
 */
const unseen =
  /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{DI}\p{Co}]/gu;

/** At most that many characters, cut behind a word where one ends nearby and never inside a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - 1);
  const cut = text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  const space = cut.search(/\s\S*$/);
  const words = space > cut.length - 30 && space > 0 ? cut.slice(0, space) : cut;
  return `${words.trimEnd()}…`.slice(0, Math.max(0, most));
}
