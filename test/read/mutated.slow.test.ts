import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain } from '../../src/read/index.ts';
import { readCorpus } from './gold/corpus.ts';
import { faultsOf, mutatedTexts, readTwice } from './mutations.ts';

const corpus = (await readCorpus()).flatMap(({ texts }) => texts);
const mutated = mutatedTexts(corpus);

test('a damaged text never makes a reader throw, misquote or contradict itself', () => {
  fc.assert(
    fc.property(mutated, (one) => {
      const [result, again] = readTwice(one);
      expect(again).toEqual(result);
      expect(faultsOf(one.text, result)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('a damaged text is explained as it is read', () => {
  fc.assert(
    fc.property(mutated, ({ text, context }) => {
      const { result, sentences } = explain(text, context);
      for (const { quote, start, end } of sentences) expect(text.slice(start, end)).toBe(quote);
      const taken = sentences.flatMap(({ steps }) => steps).filter((step) => step.kind !== 'count' || step.stance);
      expect(taken.length).toBeGreaterThanOrEqual(result.readings.length === 0 ? 0 : 1);
    }),
    { numRuns: 300 },
  );
});
