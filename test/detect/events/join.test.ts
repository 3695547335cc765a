import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockKeysOf } from '../../../src/detect/events/codes.ts';
import { joinAccounts } from '../../../src/detect/events/join.ts';
import { relate } from '../../../src/detect/events/relate.ts';
import type { AccountFacts } from '../../../src/domain/events.ts';
import { accountOf, labelledPairs } from './accounts.ts';
import { measureJoins } from './measured.ts';

const sets = ['pairs.txt', 'pairs-unseen.txt'] as const;

describe.each(sets)('the labelled pairs of %s', (file) => {
  const pairs = labelledPairs(file);
  const { falseJoins, missed, recall } = measureJoins(pairs);

  test('what is joined is one event', () => {
    expect(falseJoins).toEqual([]);
  });

  test('at least nine of ten that are one event are joined', () => {
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  test('two accounts that may be related are found by a key', () => {
    for (const { line, accounts } of pairs)
      for (const one of accounts)
        for (const other of accounts) {
          if (relate(one, other).verdict === 'different') continue;
          const keys = new Set(blockKeysOf(other));
          expect(
            blockKeysOf(one).some((key) => keys.has(key)),
            line,
          ).toBe(true);
        }
  });
});

const stored: readonly AccountFacts[] = labelledPairs('pairs.txt')
  .flatMap(({ accounts }) => accounts)
  .map((account, at) => ({ ...account, key: `account-${at}`, documentId: `document-${at}` }));
/** Accounts of few towns and days, so that they have much in common. */
const anyAccounts = fc.uniqueArray(
  fc
    .record({
      form: fc.constantFrom('E cjtf-oir', 'D airwars', 'T amnesty', 'T uk-mod'),
      when: fc.constantFrom('2017-08-20', '2017-08-21', '2017-08-20..2017-08-21', '2017-08', '-'),
      where: fc.constantFrom('"Raqqa, Syria"', '"Al Badu, Raqqa, Syria"', '"Tabqa, Syria"', '"Syria"', '-'),
      refs: fc.subarray(['CS1', 'CS2', '#7', '#8', '37SFU7945513515', 'by:coalition', 'one'], { maxLength: 4 }),
      key: fc.integer({ min: 0, max: 99 }),
    })
    .map(({ form, when, where, refs, key }) => accountOf([form, when, where, ...refs].join(' '), `key-${key}`)),
  { selector: ({ key }) => key, maxLength: 12 },
);

test('200 pairs or more are labelled, a third of them kept apart', () => {
  const counts = sets.map((file) => labelledPairs(file).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThanOrEqual(200);
  expect((counts[1] ?? 0) * 3).toBeGreaterThanOrEqual(all);
});

describe('the order of arrival', () => {
  test('does not decide which accounts are joined', () => {
    const samples = fc.oneof(anyAccounts, fc.subarray([...stored], { maxLength: 30 }));
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.nat()), (accounts, ranks) => {
        const shuffled = accounts
          .map((account) => ({ account, rank: ranks.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ account }) => account);
        expect(joinAccounts(shuffled)).toEqual(joinAccounts(accounts));
      }),
      { numRuns: 300 },
    );
  });

  test('each account is in one event, and no event has accounts of two pages of one body with other codes', () => {
    fc.assert(
      fc.property(anyAccounts, (accounts) => {
        const events = joinAccounts(accounts);
        expect(events.flatMap((event) => event.accounts.map(({ key }) => key)).sort()).toEqual(
          accounts.map(({ key }) => key).sort(),
        );
        for (const event of events) {
          const codes = event.accounts
            .filter(({ form }) => form === 'dossier')
            .map((dossier) => new Set(dossier.codes))
            .filter((each) => each.size > 0);
          for (const one of codes)
            for (const other of codes) expect([...one].some((code) => other.has(code))).toBe(true);
        }
      }),
    );
  });

  test('accounts that are related to no account of a set change nothing in it', () => {
    fc.assert(
      fc.property(anyAccounts, (accounts) => {
        const far = accountOf('E africom 2020-02-02 "Jilib, Somalia"', 'zz-far');
        expect(joinAccounts([...accounts, far]).filter(({ id }) => id !== 'zz-far')).toEqual(joinAccounts(accounts));
      }),
    );
  });
});

describe('a person', () => {
  const [one, other] = [
    accountOf('E cjtf-oir 2017-08-20 "Raqqa, Syria"', 'a'),
    accountOf('D airwars 2017-08-20 "Raqqa, Syria" by:coalition', 'b'),
  ];
  const far = accountOf('D airwars 2017-08-22 "Raqqa, Syria" by:coalition', 'c');

  test('parts what was joined, and a hint remains', () => {
    expect(joinAccounts([one, other])).toHaveLength(1);
    const parted = joinAccounts([one, other], [{ decision: 'parted', accounts: ['a', 'b'] }]);
    expect(parted.map(({ id, hints }) => [id, hints.map(({ doubt }) => doubt)])).toEqual([
      ['a', ['person']],
      ['b', ['person']],
    ]);
  });

  test('joins what was apart, and may part it again', () => {
    const decisions = [{ decision: 'joined', accounts: ['a', 'c'] }] as const;
    expect(joinAccounts([one, far], decisions)).toHaveLength(1);
    expect(joinAccounts([one, far], [...decisions, { decision: 'parted', accounts: ['a', 'c'] }])).toHaveLength(2);
  });
});

test('a month that fits two days is joined to neither, and each event has a hint', () => {
  const events = joinAccounts([
    accountOf('T africom 2020-02 "Jilib, Somalia" one', 'month'),
    accountOf('T africom 2020-02-02 "Jilib, Somalia" one', 'first'),
    accountOf('T africom 2020-02-24 "Jilib, Somalia" one', 'second'),
  ]);
  expect(events.map(({ id, hints }) => [id, hints.map(({ doubt, other }) => `${doubt} ${other}`)])).toEqual([
    ['first', ['several month']],
    ['month', ['several first', 'several second']],
    ['second', ['several month']],
  ]);
});
