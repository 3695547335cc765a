import { expect, test } from 'vitest';
import { copy, reaction } from '../../fakes/one-statement.ts';
import { archive, copied, ordersOf } from './archive.ts';
import { replayIn } from './replay.ts';

/** The archive in ten orders. `npm run -s orders` tries a hundred. */

const ending = {
  threads: [
    '/amnesty/amnesty-2019-05/ /amnesty/fraction/ /coalition/2019-04/ /courier/from-the-wires/ /globalresearch/5679/',
  ],
  copies: copied.map((path) => `${path} of ${reaction.path}`).sort(),
  orphans: [],
  incomplete: 0,
  scattered: 0,
};

test('the archive in the order of its publication ends in one thread, with both copies below their original', async () => {
  expect(await replayIn(archive)).toEqual(ending);
});

test.each(ordersOf(10, 20190531).map((order, at) => ({ order, at })))(
  'order $at ends in the same thread without an orphan',
  async ({ order }) => {
    expect(order).toHaveLength(archive.length);
    expect(await replayIn(order)).toEqual(ending);
  },
);

test('a copy without its original is an orphan', async () => {
  const { orphans } = await replayIn(
    archive.filter((article) => article !== reaction && article.publisher !== 'courier'),
  );
  expect(orphans).toEqual([copy.path]);
});
