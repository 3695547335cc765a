import { describe, expect, test } from 'vitest';
import { looksLikeCoalitionMonthly, readCoalitionMonthly } from '../../src/read/coalition/monthly.ts';
import { codes, fixture, loose, read, values } from './coalition-reading.ts';

describe('each era of the report', () => {
  test.each([
    ['coalition-2016-01', { killed_new: 2, injured_new: 4 }, '2015-07', '2015-07'],
    [
      'coalition-2016-10',
      { allegations_received: 18, allegations_non_credible: 12, allegations_credible: 3, allegations_open: 3 },
      null,
      null,
    ],
    [
      'coalition-2017-03',
      {
        killed_total: 352,
        allegations_carried_over: 43,
        allegations_received: 27,
        allegations_completed: 28,
        allegations_non_credible: 17,
        allegations_credible: 9,
        allegations_duplicate: 2,
        allegations_open: 42,
        strikes_total: 20205,
        engagements_total: 42089,
        allegations_total: 396,
        allegations_credible_total: 102,
      },
      '2017-03',
      '2017-03',
    ],
    [
      'coalition-2017-08',
      {
        killed_total: 735,
        killed_new: 50,
        allegations_carried_over: 455,
        allegations_completed: 185,
        allegations_non_credible: 168,
        allegations_duplicate: 3,
        allegations_credible: 14,
        allegations_open: 350,
      },
      '2017-08',
      '2017-08',
    ],
    [
      'coalition-2018-09',
      {
        killed_total: 1114,
        killed_new: 0,
        allegations_carried_over: 310,
        allegations_received: 1,
        allegations_completed: 104,
        allegations_credible: 0,
        strikes_total: 30247,
      },
      '2018-09',
      '2018-09',
    ],
    [
      'coalition-2019-08',
      {
        killed_total: 1335,
        killed_new: 22,
        allegations_carried_over: 97,
        allegations_received: 2,
        allegations_completed: 20,
        allegations_credible: 7,
        allegations_non_credible: 13,
        allegations_open: 79,
        allegations_reopened: 2,
        strikes_total: 34573,
      },
      '2019-08',
      '2019-08',
    ],
    [
      'coalition-2021-07',
      {
        killed_total: 1417,
        allegations_carried_over: 106,
        allegations_received: 0,
        allegations_completed: 2,
        allegations_non_credible: 2,
        allegations_open: 105,
        allegations_reopened: 1,
        strikes_total: 34991,
      },
      '2021-07',
      '2021-07',
    ],
    [
      'coalition-2022-q1',
      {
        killed_new: 1,
        injured_new: 2,
        allegations_carried_over: 4,
        allegations_received: 1,
        allegations_completed: 3,
        allegations_non_credible: 2,
        allegations_credible: 1,
        allegations_open: 2,
      },
      '2022-01',
      '2022-03',
    ],
  ])('%s gives exactly its figures and its period', (name, figures, from, to) => {
    const text = fixture(name);
    const result = readCoalitionMonthly(text, loose);
    expect(values(result)).toEqual(figures);
    expect(result.period).toEqual(from === null ? null : { from, to });
    for (const { quote, start, end } of result.readings) expect(text.slice(start, end)).toBe(quote);
    expect(looksLikeCoalitionMonthly(text, loose)).toBe(true);
  });

  test('a running total counts from August 2014 to the end of the named month, a figure of the report in its period', () => {
    const { readings } = readCoalitionMonthly(fixture('coalition-2019-08'), loose);
    const total = readings.find(({ measure }) => measure === 'killed_total');
    expect(total).toMatchObject({
      qualifier: 'at least',
      speakers: ['cjtf-oir'],
      place: 'Iraq and Syria',
      from: '2014-08',
      to: '2019-08',
    });
    expect(readings.find(({ measure }) => measure === 'killed_new')).toMatchObject({ from: '2019-08', to: '2019-08' });
  });

  test.each([
    [
      'TAMPA, Fla. — The preponderance of evidence indicates that the strikes likely led to the deaths of two non-combatant children, and two adult civilians received minor injuries.',
      2,
      2,
    ],
    [
      'U.S. Central Command announced the results of six assessments today: 14 civilians were likely killed and one was injured in six separate U.S. airstrikes.',
      14,
      1,
    ],
    [
      'TAMPA, Fla. - The preponderance of evidence indicates that 24 U.S. airstrikes regrettably may have killed 64 civilians and injured eight other civilians.',
      64,
      8,
    ],
  ])('a single admission of 2015-16: %s', (text, killed, injured) => {
    const { readings } = read(text, null);
    expect(readings.map(({ measure, value, speakers }) => [measure, value, speakers.join('+')])).toEqual([
      ['killed_new', killed, 'centcom'],
      ['injured_new', injured, 'centcom'],
    ]);
  });

  test('Central Command speaks for itself in 2016', () => {
    expect(readCoalitionMonthly(fixture('coalition-2016-01'), loose).readings[0]?.speakers).toEqual(['centcom']);
  });

  test('a window that the report prints differently is kept as printed', () => {
    const result = read(
      'The Coalition conducted a total of 27,566 strikes between September 2014 and September 2017. In the month of September, CJTF-OIR received 302 new reports.',
      '2017-10-26',
    );
    expect(result.readings.find(({ measure }) => measure === 'strikes_total')?.from).toBe('2014-09');
  });
});

describe('the period', () => {
  test('a month without a year takes the year from the running window, else from the day it was published', () => {
    const november = 'In the month of November, CJTF-OIR received 15 new reports.';
    expect(read(november, '2017-01-02').period).toEqual({ from: '2016-11', to: '2016-11' });
    expect(
      read(`${november} The Coalition conducted 31,406 strikes between August 2014 and end of November 2018.`, null)
        .period,
    ).toEqual({ from: '2018-11', to: '2018-11' });
  });

  test('is null with a warning where nothing dates the month', () => {
    const result = read('In the month of November, CJTF-OIR received 15 new reports.', null);
    expect(result.period).toBeNull();
    expect(codes(result)).toContain('period-unknown');
  });

  test.each([
    ['CJTF-OIR received 269 new reports between April 20 - May 31.', '2018-06-28', '2018-04', '2018-05'],
    ['CJTF-OIR received one new report between January 20-26, 2023.', '2023-05-01', '2023-01', '2023-01'],
    ['From 1 October to 31 December 2023, CJTF-OIR received no new reports.', null, '2023-10', '2023-12'],
    ['Between November 2022 and January 2023, CJTF-OIR completed two reports.', null, '2022-11', '2023-01'],
    ['During the first quarter of 2023, CJTF-OIR received two new reports.', null, '2023-01', '2023-03'],
    ['CIVCAS Report, January - March 2023\n\nCJTF-OIR received two new reports.', null, '2023-01', '2023-03'],
    ['SOUTHWEST ASIA- December 2016, CJTF-OIR received 12 new reports.', null, '2016-12', '2016-12'],
  ])('%s', (text, published, from, to) => {
    expect(read(text, published).period).toEqual({ from, to });
  });

  test('a month in which a total was reassessed is not the month of the report', () => {
    const text =
      'The Coalition conducted 34,706 strikes between August 2014 and the end of October 2019. During this period, CJTF-OIR assesses at least 1,347 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve. This number was reassessed in November 2019 to reflect the number of credibly assessed casualties. In the month of October, CJTF-OIR completed three reports.';
    expect(read(text, '2019-12-05').period).toEqual({ from: '2019-10', to: '2019-10' });
  });

  test('the named month wins over a range beside it', () => {
    const text =
      'In the month of May, CJTF-OIR carried over 321 open reports and received 269 new reports between April 20 - May 31.';
    expect(read(text, '2018-06-28').period).toEqual({ from: '2018-05', to: '2018-05' });
  });
});
