import { expect, it } from 'vitest';
import { wordsOf } from '../../../src/domain/relations/shingles.ts';
import { measurePairs } from './measured.ts';
import { pairs } from './pairs.ts';
import { pairsApart } from './pairs-apart.ts';

it.each([
  ['the pairs for building', pairs],
  ['the pairs kept apart', pairsApart],
  ['all pairs', [...pairs, ...pairsApart]],
])('relates %s with a precision of 0.99 and a recall of 0.95 or more', (_, set) => {
  const { wrong, precision, recall } = measurePairs(set);
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.99);
  expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
});

it('knows 80 pairs or more, a third of them kept apart', () => {
  const count = pairs.length + pairsApart.length;
  expect(count).toBeGreaterThanOrEqual(80);
  expect(pairsApart.length * 3).toBeGreaterThanOrEqual(count - 2);
});

it('has near misses: monthly reports that share six of ten words, and are two reports', () => {
  const near = [...pairs, ...pairsApart].filter(
    ({ label, from, to }) => label === 'neither' && shared(from.text, to.text) >= 0.6,
  );
  expect(near.map(({ name }) => name)).toContain('two monthly reports');
  expect(near.length).toBeGreaterThanOrEqual(5);
  expect(measurePairs(near).wrong).toEqual([]);
});

/** Returns the part of the words of the shorter text that the other has too, each as often as it stands there. */
function shared(one: string, other: string): number {
  const left = Map.groupBy(wordsOf(other), (word) => word);
  const both = wordsOf(one).filter((word) => left.get(word)?.pop() !== undefined).length;
  return both / Math.min(wordsOf(one).length, wordsOf(other).length);
}
