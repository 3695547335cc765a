import { expect, test } from 'vitest';
import { workOff } from '../../src/outbox/queues.ts';

test('where a claim fails, what was begun is finished before the failure is thrown', async () => {
  const claims = [async () => ['one', 'two'], () => Promise.reject(new Error('the ledger is away'))];
  const release = Promise.withResolvers<void>();
  const finished: string[] = [];
  const { done } = workOff<string>({
    claim: (limit) =>
      claims
        .shift()?.()
        .then((items) => items.slice(0, limit)) ?? Promise.resolve([]),
    async work(item) {
      if (item === 'one') return;
      await release.promise;
      finished.push(item);
    },
    most: 10,
    mayGetMore: () => false,
    moment: async () => {},
    signal: new AbortController().signal,
  });
  const ended: unknown[] = [];
  const failed = done.catch((thrown: unknown) => ended.push(thrown));
  await new Promise((resolve) => setImmediate(resolve));
  expect(claims, 'the second claim has failed').toEqual([]);
  expect(ended).toEqual([]);
  release.resolve();
  await failed;
  expect(finished).toEqual(['two']);
  await expect(done).rejects.toThrow('the ledger is away');
});
