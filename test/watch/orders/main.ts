import { isDeepStrictEqual, parseArgs } from 'node:util';
import { archive, ordersOf } from './archive.ts';
import { replayIn } from './replay.ts';

/** `npm run -s orders`: records the archive in a hundred orders. Fails where one ends otherwise than in the order of publication. */

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const expected = await replayIn(archive);
const start = performance.now();
let orphans = expected.orphans.length;
let others = 0;
for (const [at, order] of ordersOf(Number(values.orders), seed).entries()) {
  const ending = await replayIn(order);
  orphans += ending.orphans.length;
  if (isDeepStrictEqual(ending, expected)) continue;
  others += 1;
  console.log(`order ${at} of seed ${seed} ends otherwise:`, ending);
}
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(
  `${values.orders} orders of ${archive.length} documents: ${others} end otherwise, ${orphans} orphan copies, ${seconds} s`,
);
if (others > 0 || orphans > 0) process.exitCode = 1;
