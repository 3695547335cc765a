import { stripVTControlCharacters } from 'node:util';

/**
 * Text of strangers as a terminal may print it: it cannot move the cursor, set a title, open a link, hide itself or
 * turn the line around. Whole escape sequences go; a control or bidi character left over is shown by its code point.
 * Line breaks and tabs become spaces; use `safeLines` where lines matter.
 */
export function safe(text: string): string {
  return stripVTControlCharacters(text.toWellFormed())
    .replaceAll(/[\t\p{Zl}\p{Zp}]|\r?\n|\r/gu, ' ')
    .replaceAll(
      unsafe,
      (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}

export function safeLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\p{Zl}\p{Zp}]/u).map(safe);
}

// Controls; formats (bidi marks, overrides and isolates, invisible and tag characters) but for the joiners that scripts
// need; private use.
const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}]/gu;
