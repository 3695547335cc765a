import { describe, expect, test } from 'vitest';
import { builtInLexicon } from '../../../src/read/engine/lexicon.ts';
import { tokenize } from '../../../src/read/engine/tokens.ts';
import { findTolls } from '../../../src/read/statements/tolls/find.ts';
import { tollRules } from '../../../src/read/statements/tolls/rules.ts';

describe('the rules of counts', () => {
  test.each(tollRules.flatMap(({ name, harm, examples }) => examples.map((example) => [name, harm, example] as const)))(
    '%s recognises people %s in "%s"',
    (name, harm, example) => {
      const tolls = findTolls(tokenize(example, builtInLexicon()));
      expect(tolls.map(({ rule, harm: of }) => [rule, of])).toContainEqual([name, harm]);
    },
  );

  test('each have an example and a name of their own', () => {
    expect(tollRules.filter(({ examples }) => examples.length === 0)).toEqual([]);
    expect(new Set(tollRules.map(({ name }) => name)).size).toBe(tollRules.length);
  });
});
