import { describe, expect, it, test } from 'vitest';
import type { ReadContext } from '../../src/domain/readings.ts';
import { readIncidents } from '../../src/read/incidents/list.ts';
import { read } from '../../src/read/index.ts';

// Facsimile: the form of an entry, everything else in our own words.

const context: ReadContext = { publisher: 'cjtf-oir', url: null, title: null, published: null };
const entries = (text: string) => readIncidents(text, context).incidents;
const killed = 'Two civilians were unintentionally killed.';

describe('a head', () => {
  it.each<[string, number | null, string | null, string | null, string | null]>([
    ['1. June 3, 2017, near Mosull [sic], Iraq: ', 1, '2017-06-03', 'Mosull', 'Iraq'],
    ['1. June 31 [sic], 2017, near Raqqah, Syria: ', 1, null, 'Raqqah', 'Syria'],
    ['1. June 5, 2107 [sic], near Raqqah, Syria: ', 1, null, 'Raqqah', 'Syria'],
    ['1. June 5, 2107, near Raqqah, Syria: ', 1, null, 'Raqqah', 'Syria'],
    ['1. June 3, 2017 (sic), near Raqqah, Syria: ', 1, '2017-06-03', 'Raqqah', 'Syria'],
    ['1. June 3, 2017, near Mosul[4], Iraq: ', 1, '2017-06-03', 'Mosul', 'Iraq'],
    ['1. June 3, 2017, on the road between Raqqah and Tabqa, Syria: ', 1, '2017-06-03', 'Raqqah, Tabqa', 'Syria'],
    ['1. June 3, 2017, on the main road from Mosul to Tal Afar, Iraq: ', 1, '2017-06-03', 'Mosul, Tal Afar', 'Iraq'],
    ['1. June 3, 2017, on a bridge near Raqqah, Syria: ', 1, '2017-06-03', 'Raqqah', 'Syria'],
    ['1. June 3, 2017, on Highway 4 near Raqqah, Syria: ', 1, '2017-06-03', 'Highway 4 near Raqqah', 'Syria'],
    [
      '1. June 3, 2017, near Al Qaim, Iraq and Abu Kamal, Syria: ',
      1,
      '2017-06-03',
      'Al Qaim, Abu Kamal',
      'Iraq and Syria',
    ],
    ['26 March 2018, eastern Syria: ', null, '2018-03-26', 'eastern Syria', 'Syria'],
    ['1. On 26 March 2018, in northern Iraq. ', 1, '2018-03-26', 'northern Iraq', 'Iraq'],
    ['Incident #3 occurred on June 3, 2017, near Mosul, Iraq. ', 3, '2017-06-03', 'Mosul', 'Iraq'],
    ['Report 4 took place on June 3, 2017, in Mosul, Iraq. ', 4, '2017-06-03', 'Mosul', 'Iraq'],
    ['The second incident occurred on June 3, 2017, in Mosul, Iraq. ', null, '2017-06-03', 'Mosul', 'Iraq'],
    ['Incident #3 - June 3, 2017, near Mosul, Iraq: ', 3, '2017-06-03', 'Mosul', 'Iraq'],
    ['On June 3, 2017, near Mosul, Iraq. ', null, '2017-06-03', 'Mosul', 'Iraq'],
    ['2. On June 3, 2017, a Coalition strike near Mosul, Iraq, hit a house. ', 2, '2017-06-03', 'Mosul', 'Iraq'],
  ])('%s', (head, number, date, place, country) => {
    expect(entries(`Credible Reports\n\n${head}${killed}`)).toMatchObject([
      { number, date, place, country, outcome: 'credible' },
    ]);
    const before = `7. May 2, 2017, near Hajin, Syria: ${killed}`;
    expect(entries(`Credible Reports\n\n${before}\n\n${head}${killed}`)).toHaveLength(2);
  });

  it('keeps the source behind two places', () => {
    const text = `June 3, 2017, near Al Qaim, Iraq and Abu Kamal, Syria, via Airwars report: ${killed}`;
    expect(entries(text)).toMatchObject([{ vias: ['airwars'], killed: 2 }]);
  });
});

describe('sentences that tell of strikes', () => {
  const first = 'On June 3, 2017, a Coalition strike near Mosul, Iraq, unintentionally killed two civilians.';
  const second = 'On June 5, 2017, two airstrikes in Raqqah, Syria, unintentionally injured one civilian.';

  test('are entries where they make up a list', () => {
    expect(entries(`${first}\n\n${second}`)).toMatchObject([
      { date: '2017-06-03', place: 'Mosul', killed: 2 },
      { date: '2017-06-05', place: 'Raqqah', injured: 1 },
    ]);
    expect(entries(`Credible Reports\n\n${first}`)).toHaveLength(1);
  });

  test('are none alone, or in the middle of a paragraph', () => {
    expect(entries(first)).toEqual([]);
    expect(entries(`The Coalition spoke. ${first} It spoke again. ${second}`)).toEqual([]);
  });
});

test('lines of nothing but date and place are entries where they make up a list', () => {
  const lines = ['June 3, 2017, near Mosul, Iraq', 'June 4, 2017, near Raqqah, Syria'];
  expect(entries(lines.join('\n'))).toMatchObject([
    { date: '2017-06-03', place: 'Mosul', outcome: 'unknown', killed: null },
    { date: '2017-06-04', place: 'Raqqah', outcome: 'unknown', killed: null },
  ]);
  expect(entries(`${lines[0]}\n\nThe Coalition spoke.`)).toEqual([]);
});

describe('a list of entries without a heading', () => {
  const list = [
    `1. June 3, 2017, near Mosul, Iraq, via Airwars report: ${killed} 2701/CS1345`,
    '2. June 4, 2017, near Raqqah, Syria: No Coalition strikes were conducted in the area.',
  ].join('\n');

  test.each(['cjtf-oir', 'centcom', null])('is read from %s', (publisher) => {
    expect(read(list, { ...context, publisher })).toMatchObject({
      reader: 'coalition-monthly',
      incidents: [{ outcome: 'credible', killed: 2 }, { outcome: 'non_credible' }],
    });
  });

  test('is no report where an article surrounds it', () => {
    const article = `${'The newspaper wrote at length about the strikes of that summer and about those who live there. '.repeat(6)}\n\n${list}`;
    expect(read(article, { ...context, publisher: null }).incidents).toEqual([]);
  });
});
