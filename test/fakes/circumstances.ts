import fc from 'fast-check';
import {
  type Circumstance,
  type Circumstances,
  circumstanceKinds,
  circumstanceRows,
  circumstancesOf,
} from '../../src/domain/circumstances.ts';
import { qualifiers } from '../../src/domain/measures.ts';

/** Any circumstances that the types allow, with quotes of `words`. */
export function anyCircumstances(words: fc.Arbitrary<string>): fc.Arbitrary<Circumstances> {
  const one = (kind: (typeof circumstanceKinds)[number]): fc.Arbitrary<Circumstance> => {
    const { counts, senses } = circumstanceRows[kind];
    const stated = fc.record({
      state: fc.constant('stated' as const),
      value: counts ? fc.option(fc.nat({ max: 5000 })) : fc.constant(null),
      qualifier: counts ? fc.option(fc.constantFrom(...qualifiers)) : fc.constant(null),
      sense: senses.length === 0 ? fc.constant(null) : fc.constantFrom(...senses),
      quote: words,
      start: fc.constant(0),
      end: fc.constant(1),
    });
    return fc.oneof(
      fc.constantFrom({ state: 'not-stated' as const }, { state: 'not-read' as const }),
      // The senses of a row are those of its kind.
      stated as fc.Arbitrary<Circumstance>,
    );
  };
  return fc
    .tuple(...circumstanceKinds.map(one))
    .map((each) => circumstancesOf(Object.fromEntries(circumstanceKinds.map((kind, index) => [kind, each[index]]))));
}
