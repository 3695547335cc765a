import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, monthIndex } from '../../src/domain/time.ts';
import { findDates, latestMonth, toDay, toMonth } from '../../src/read/text/dates.ts';

const days = (text: string): readonly (readonly [string | null, string | null])[] =>
  findDates(text).map(({ from, to }) => [toDay(from), toDay(to)]);
const months = (text: string): readonly (string | null)[] => findDates(text).map(({ from }) => toMonth(from));

describe('days and ranges of days', () => {
  test.each([
    ['January 3, 2019', '2019-01-03', '2019-01-03'],
    ['Sept. 26, 2019', '2019-09-26', '2019-09-26'],
    ['Sep. 4, 2016', '2016-09-04', '2016-09-04'],
    ['Oct 3, 2017', '2017-10-03', '2017-10-03'],
    ['Aug. 06, 2017', '2017-08-06', '2017-08-06'],
    ['MAY 1, 2017', '2017-05-01', '2017-05-01'],
    ['Aug. 10,2017', '2017-08-10', '2017-08-10'],
    ['03 DEC 21', '2021-12-03', '2021-12-03'],
    ['26 April 2019', '2019-04-26', '2019-04-26'],
    ['2019-05-31', '2019-05-31', '2019-05-31'],
    ['Dec. 5-6, 2016', '2016-12-05', '2016-12-06'],
    ['May 17/18, 2020', '2020-05-17', '2020-05-18'],
    ['January 20–26, 2023', '2023-01-20', '2023-01-26'],
    ['March 3 and 4, 2017', '2017-03-03', '2017-03-04'],
    ['April 30 - May 1, 2017', '2017-04-30', '2017-05-01'],
    ['Dec. 30 - Jan. 2, 2017', '2016-12-30', '2017-01-02'],
    ['Dec. 30, 2016 to Jan. 2, 2017', '2016-12-30', '2017-01-02'],
    ['Nov. 1st, 2016', '2016-11-01', '2016-11-01'],
  ])('%s', (text, from, to) => {
    expect(days(`on ${text}, near`)).toEqual([[from, to]]);
  });

  test.each(['Feb. 30, 2017', 'June 31, 2016', 'you may 5 times', '26/09/2019', '20150506', '37SFU7945513515'])(
    '%s is none',
    (text) => {
      expect(findDates(text)).toEqual([]);
    },
  );

  test('without a year there is no whole day', () => {
    const [date] = findDates('between April 20 - May 31');
    expect(date).toMatchObject({ from: { year: null, month: 4, day: 20 }, to: { year: null, month: 5, day: 31 } });
    expect(days('Nov 28')).toEqual([[null, null]]);
  });

  test('Feb. 29 exists in a leap year only', () => {
    expect(days('Feb. 29, 2016')).toEqual([['2016-02-29', '2016-02-29']]);
    expect(findDates('Feb. 29, 2017')).toEqual([]);
  });
});

describe('months', () => {
  test.each([
    ['between August 2014 and the end of June 2018', ['2014-08', '2018-06']],
    ['in March 2017', ['2017-03']],
    ['In the month of August', [null]],
    ['In the month of May, the', [null]],
    ['It may be that they march', []],
    ['May God', []],
  ])('%s', (text, expected) => {
    expect(months(text)).toEqual(expected);
  });

  test('the end of a month is marked', () => {
    expect(findDates('between August 2014 and the end of August 2019').map(({ endOf }) => endOf)).toEqual([
      false,
      true,
    ]);
  });
});

describe('month arithmetic', () => {
  test('adding and taking away are inverse and keep the order', () => {
    const month = fc.record({ year: fc.integer({ min: 1990, max: 2060 }), month: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(month, fc.integer({ min: -200, max: 200 }), ({ year, month: number }, count) => {
        const start = `${year}-${String(number).padStart(2, '0')}`;
        const moved = addMonths(start, count);
        expect(addMonths(moved, -count)).toBe(start);
        expect(monthIndex(moved) - monthIndex(start)).toBe(count);
        expect(moved).toMatch(/^\d{4}-(?:0[1-9]|1[0-2])$/);
      }),
    );
    expect(addMonths('2019-12', 1)).toBe('2020-01');
  });

  test('a month without a year is the latest one that is not after the publication', () => {
    expect(latestMonth(11, '2017-01')).toBe('2016-11');
    expect(latestMonth(8, '2019-09')).toBe('2019-08');
  });
});
