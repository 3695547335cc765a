/** Returns the words in lower case without accents and punctuation, one space apart; '' where none remain. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼʻ‘`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The Arabic article as it is written before a name, with its assimilated forms. */
const article = /(?:^|\s)(?:al|el|ul|ad|adh|an|ar|as|ash|at|ath|az|ed|ech|en|er|es|esh|ez)(?=\s\S)/gu;

/** Countries whose names are written in Latin letters in many ways. Elsewhere a spelling that differs is another name. */
export const spelledFreely: ReadonlySet<string> = new Set(
  'AE AF DZ EG ER ET IL IQ IR JO LB LY PK PS SA SD SO SY TN YE'.split(' '),
);

/** Shorter keys fit too many names. */
export const shortestLoose = 4;

/**
 * Returns an equal key for the usual spellings of one name in Latin letters: `Al-Hawijah` and `Hawija`, `Baghouz` and
 * `Baghuz`, `Qunduz` and `Kunduz`, `Khan Younis` and `Khan Yunis`. Takes a folded name.
 */
export function looseSpelling(folded: string): string {
  return folded
    .replace(article, ' ')
    .replace(/q/gu, 'k')
    .replace(/ou|oo|ow(?=[^aeiou]|$)|o/gu, 'u')
    .replace(/ee|ie|ei|ey|ai|ay|y(?=[^aeiou]|$)|e(?=[^aeiou\s])/gu, 'i')
    .replace(/([bcdfghjklmnprstvwxzaiu])\1+/gu, '$1')
    .replace(/(?:ah|eh|e|a)(?=\s|$)/gu, 'a')
    .replace(/\s+/gu, '');
}

const kinds = new Set(
  'province provinces governorate governorates state region regions district districts county oblast prefecture department city town village camp area'.split(
    ' ',
  ),
);

/** Returns a folded name without the word for the kind of place: `kaduna state` is `kaduna`. */
export function withoutKind(folded: string): string {
  const words = folded.split(' ').filter((word) => !kinds.has(word));
  return words.length === 0 ? folded : words.join(' ');
}
