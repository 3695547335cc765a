import { expect, test } from 'vitest';
import { registered } from '../../config/registry.ts';
import { en } from '../../src/compose/language/en.ts';
import { languageTags, wordingFor } from '../../src/compose/language/index.ts';
import { wording } from './events.ts';

test('the configuration offers the languages that posts are worded in', () => {
  expect(registered.languages).toEqual(languageTags);
});

test('a language is found by its tag, by its base, and English replaces one that is not offered', () => {
  for (const tag of languageTags) expect(wordingFor(tag, wording.names).language.tag).toBe(tag);
  for (const tag of ['en', 'en-GB', 'EN-us', 'tlh', '', '__proto__']) {
    expect(wordingFor(tag, wording.names)).toEqual({ language: en, names: wording.names });
  }
});
