import type { Names, Wording } from '../figures.ts';
import { en, type Language } from './en.ts';

/** The languages of posts, by BCP 47 tag. A new one is a file that satisfies `Language`, and a line here. */
const languages: ReadonlyMap<string, Language> = new Map([en].map((language) => [language.tag, language]));

/** The tags in the order in which commands offer them. */
export const languageTags: readonly string[] = [...languages.keys()];

/** Returns the words of a language. A region gets its language (`en-GB`: `en`), an unknown language English. */
export function wordingFor(language: string, names: Names): Wording {
  const [base = ''] = language.split('-', 1);
  return { language: languages.get(language) ?? languages.get(base.toLowerCase()) ?? en, names };
}
