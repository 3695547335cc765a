import { stripVTControlCharacters } from 'node:util';

/**
 * Text of strangers as a terminal may print it: it cannot move the cursor, set a title, open a link, hide itself or
 * turn the line around. Whole escape sequences go; a control or bidi character left over is shown by its code point.
 * Line breaks and tabs become spaces; use `safeLines` where lines matter.
 */
export function safe(text: string): string {
  return stripVTControlCharacters(text.toWellFormed().replaceAll(stringSequence, ''))
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replaceAll(
      unsafe,
      (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}

export function safeLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map(safe);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const stringSequence =
  /(?:\u001b[P\]X^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]{0,4096}(?:\u0007|\u001b\\|\u009c)/gu;

// C0 and C1 controls; bidi marks, embeddings, overrides and isolates; invisible and tag characters.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
