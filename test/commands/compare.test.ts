import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compare } from '../../src/commands/lookups/compare.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { fetched, read, reading } from '../ledger/fixtures.ts';
import { amnesty, coalition, names, openDesk } from './record.ts';

/** A difference is given only where both sides count the same; else the answer says why it gives none. */

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

/** Stores a document with one count, whatever its words are. */
async function keep(publisher: string, changes: Partial<Reading>): Promise<void> {
  const text = `${publisher} ${JSON.stringify(changes)}`;
  const count = reading({ speakers: [publisher], quote: text.slice(0, 8), start: 0, end: 8, ...changes });
  await ledger.transaction((open) =>
    open.addSnapshot({
      source: 'feed',
      publisher,
      document: fetched(text, { identity: `url:${publisher}` }),
      read: read({ reader: 'statement', period: null, readings: [count] }),
    }),
  );
}

const textOf = async (place?: string) => {
  const context = { lookups: ledger.lookups, wording: wordingFor('en', names) };
  return (await compare(place === undefined ? {} : { place }, context)).message.text;
};

const total: Partial<Reading> = {
  ...{ measure: 'killed_total', qualifier: null, valueMax: null },
  ...{ place: 'Iraq and Syria', from: '2014-08', to: '2019-04' },
};

describe('two running totals', () => {
  const difference = 'Same place and period: the count of Airwars minus that of the Coalition is';

  test('of one place and period have the exact difference', async () => {
    await keep('cjtf-oir', { ...total, value: 1302 });
    await keep('airwars', { ...total, value: 8000, place: 'Syria and Iraq' });
    // 8,000 - 1,302 = 6,698.
    expect(await textOf()).toContain(`${difference} +6,698.`);
  });

  test('of which one is a range have the least and the most difference', async () => {
    await keep('cjtf-oir', { ...total, value: 1302 });
    await keep('airwars', { ...total, value: 8000, valueMax: 13000 });
    // 8,000 - 1,302 and 13,000 - 1,302.
    expect(await textOf()).toContain(`${difference} +6,698 to +11,698.`);
  });

  test.each<[string, Partial<Reading>]>([
    ['they cover different places and periods', { place: 'Raqqa', from: '2017-06', to: '2017-10' }],
    ['they cover different places', { place: 'Raqqa' }],
    ['they cover different periods', { to: '2018-08' }],
    ['they cover different periods', { from: '2014-09', qualifier: 'at least' }],
    ['a place or period of one of them was not read', { place: null }],
    ['a place or period of one of them was not read', { from: null }],
    ['one of them is no exact number', { qualifier: 'at least' }],
  ])('have none where %s: %j', async (reason, changes) => {
    await keep('cjtf-oir', { ...total, value: 1302 });
    await keep('airwars', { ...total, value: 8000, ...changes });
    const text = await textOf();
    expect(text).toContain(`The counts of Airwars and the Coalition cannot be subtracted: ${reason}.`);
    expect(text).not.toContain('minus');
  });
});

describe('single incidents', () => {
  const admits = (killed: string) =>
    `The Coalition acknowledges that its air strike in Tabqa, Syria, on 14 March 2018 killed ${killed} civilians.`;
  const documents = (killed: string, day = '14 March 2018') =>
    `Amnesty International found that ${killed} civilians were killed in a Coalition air strike in Tabqa, Syria, on ${day}.`;

  test.each([
    // 12 - 4 = 8.
    ['4', documents('12'), 'In the 1 incident that both sides give a number for, documented minus admitted is +8.'],
    [
      'four',
      documents('at least 12'),
      'No difference: no incident that both sides tell of has an exact number from both.',
    ],
    ['4', documents('12', '19 March 2018'), 'No difference: no incident here is told by both sides.'],
  ])('admitted with %s, and documented: %s', async (admitted, documented, said) => {
    const desk = await openDesk([], []);
    try {
      await desk.keep(amnesty, 'page', documented, '2018-05-02');
      await desk.keep(coalition, 'admission', admits(admitted), '2018-07-01');
      const context = { lookups: desk.ledger.lookups, wording: wordingFor('en', names) };
      const { text } = (await compare({ place: 'Tabqa' }, context)).message;
      expect(text).toContain(said);
      expect(text.match(/minus/g)?.length ?? 0).toBe(said.includes('minus') ? 1 : 0);
    } finally {
      await desk.ledger.close();
    }
  });
});
