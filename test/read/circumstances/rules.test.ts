import { describe, expect, test } from 'vitest';
import { nameRules, namesTheDead } from '../../../src/read/circumstances/names.ts';
import { peopleIn, peopleRules } from '../../../src/read/circumstances/people.ts';
import { phrasePattern } from '../../../src/read/circumstances/phrasing.ts';
import { sayingRules } from '../../../src/read/circumstances/sayings.ts';
import { sayingRulesIn } from '../../../src/read/circumstances/stated.ts';
import { mayState, searchable } from '../../../src/read/circumstances/stems.ts';
import { builtInLexicon } from '../../../src/read/engine/lexicon.ts';
import { tokenize } from '../../../src/read/engine/tokens.ts';

const tokensOf = (sentence: string) => tokenize(sentence, builtInLexicon());

describe('each rule recognises its own examples', () => {
  test.each(sayingRules.flatMap(({ name, examples }) => examples.map((example) => [name, example])))(
    '%s: %s',
    (name, example) => {
      expect(sayingRulesIn(tokensOf(example)).map((rule) => rule.name)).toContain(name);
    },
  );

  test.each(peopleRules.flatMap(({ name, examples }) => examples.map((example) => [name, example])))(
    '%s: %s',
    (name, example) => {
      expect(peopleIn(tokensOf(example)).map(({ rule }) => rule)).toContain(name);
    },
  );

  test.each(nameRules.flatMap(({ name, examples }) => examples.map((example) => [name, example])))(
    '%s: %s',
    (name, example) => {
      expect(namesTheDead(tokensOf(example))).toBe(name);
    },
  );
});

test('a phrase names words of the lexicon only', () => {
  expect(() => phrasePattern('{hit} the {castle}')).toThrow('castle');
  expect('it struck the wrong house '.match(phrasePattern('{hit} the [very] wrong {place}'))).toHaveLength(1);
});

test.each([
  ['children', 'The children’s hospital is near.', false],
  ['children', 'Her son was six years old.', true],
  ['women', 'There was a meeting here.', false],
  ['women', 'She was 34.', true],
  ['payment', 'The family was given $5,000.', true],
  ['payment', 'The commander paid tribute to them.', false],
  ['legalFinding', 'Flawless weather was forecast.', false],
  ['legalFinding', 'Lawyers looked at it.', true],
  ['apology', 'Regrettably, it rained.', false],
  ['callForInvestigation', 'The investigation found this.', false],
  ['callForInvestigation', 'An inquiry is needed.', true],
] as const)('whether %s could be stated in: %s', (kind, text, expected) => {
  expect(mayState(searchable(text), kind)).toBe(expected);
});
