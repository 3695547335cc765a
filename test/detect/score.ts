import { labelledPairs } from './events/accounts.ts';
import { measureJoins } from './events/measured.ts';
import { measurePairs } from './relations/measured.ts';
import { pairs } from './relations/pairs.ts';
import { pairsApart } from './relations/pairs-apart.ts';

/** `npm run -s score:threads`: how well documents are related and accounts joined, on the labelled pairs. */

const row = (name: string, count: number, precision: number, recall: number) =>
  console.log(
    `${name.padEnd(34)}${String(count).padStart(4)} pairs  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`,
  );

for (const [name, set] of [
  ['documents, for building', pairs],
  ['documents, kept apart', pairsApart],
  ['documents, all', [...pairs, ...pairsApart]],
] as const) {
  const { precision, recall, wrong } = measurePairs(set);
  row(name, set.length, precision, recall);
  if (set === pairs) for (const one of wrong) console.log(`    ${one}`);
}
const joins = { building: labelledPairs('pairs.txt'), apart: labelledPairs('pairs-unseen.txt') };
for (const [name, set] of [
  ['accounts, for building', joins.building],
  ['accounts, kept apart', joins.apart],
  ['accounts, all', [...joins.building, ...joins.apart]],
] as const) {
  const { precision, recall, falseJoins, missed } = measureJoins(set);
  row(name, set.length, precision, recall);
  // What was kept apart is counted and not shown, so that no rule is fitted to it.
  if (set === joins.building) for (const one of [...falseJoins, ...missed]) console.log(`    ${one}`);
}
