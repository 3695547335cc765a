import { expect, it } from 'vitest';
import { relate } from '../../../src/detect/relations/relate.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import { type Pair, pairs } from './pairs.ts';
import { pairsApart } from './pairs-apart.ts';

/** What is said of a pair, in whichever order the two arrive. */
function verdicts({ from, to }: Pair): readonly string[] {
  return [relate(from, [to], builtInSpeakers), relate(to, [from], builtInSpeakers)].map((relations) =>
    relations
      .map((one) => `${one.kind}${one.from === from.documentId ? '' : ' the other way round'}`)
      .sort()
      .join(', '),
  );
}

function measured(set: readonly Pair[]) {
  const found = set.map((pair) => ({ pair, said: verdicts(pair) }));
  const wrong = found.filter(({ pair, said }) =>
    said.some((one) => one !== (pair.label === 'neither' ? '' : pair.label)),
  );
  const answered = found.filter(({ said }) => said.some((one) => one !== ''));
  const right = answered.filter((one) => !wrong.includes(one)).length;
  const related = found.filter(({ pair }) => pair.label !== 'neither').length;
  return {
    wrong: wrong.map(({ pair, said }) => `${pair.name}: ${said.join(' | ') || 'nothing'}`),
    precision: right / answered.length,
    recall: right / related,
  };
}

it.each([
  ['the pairs for building', pairs],
  ['the pairs kept apart', pairsApart],
  ['all pairs', [...pairs, ...pairsApart]],
])('relates %s with a precision of 0.99 and a recall of 0.95 or more', (_, set) => {
  const { wrong, precision, recall } = measured(set);
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.99);
  expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
});

it('knows 80 pairs or more, a third of them kept apart', () => {
  const count = pairs.length + pairsApart.length;
  expect(count).toBeGreaterThanOrEqual(80);
  expect(pairsApart.length * 3).toBeGreaterThanOrEqual(count - 2);
});
