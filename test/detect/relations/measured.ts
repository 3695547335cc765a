import { relate } from '../../../src/detect/relations/relate.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import type { Pair } from './pairs.ts';

/** How well documents are related, against the labelled pairs. */

export interface Measured {
  readonly pairs: number;
  /** Each pair of which something else is said than its label, in either order of arrival. */
  readonly wrong: readonly string[];
  readonly precision: number;
  readonly recall: number;
}

/** What is said of a pair, in whichever order the two arrive. */
function verdicts({ from, to }: Pair): readonly string[] {
  return [relate(from, [to], builtInSpeakers), relate(to, [from], builtInSpeakers)].map((relations) =>
    relations
      .map((one) => `${one.kind}${one.from === from.documentId ? '' : ' the other way round'}`)
      .sort()
      .join(', '),
  );
}

export function measurePairs(set: readonly Pair[]): Measured {
  const found = set.map((pair) => ({ pair, said: verdicts(pair) }));
  const wrong = found.filter(({ pair, said }) =>
    said.some((one) => one !== (pair.label === 'neither' ? '' : pair.label)),
  );
  const answered = found.filter(({ said }) => said.some((one) => one !== ''));
  const right = answered.filter((one) => !wrong.includes(one)).length;
  const related = found.filter(({ pair }) => pair.label !== 'neither').length;
  return {
    pairs: set.length,
    wrong: wrong.map(({ pair, said }) => `${pair.name}: ${said.join(' | ') || 'nothing'}`),
    precision: right / answered.length,
    recall: right / related,
  };
}
