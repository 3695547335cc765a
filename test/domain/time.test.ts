import { expect, test } from 'vitest';
import { areNested, firstDay, lastDay, mayBeSameTime, monthOf } from '../../src/domain/time.ts';

const window = (from: string | null, to = from) => ({ from, to });

test.each([
  ['2016-03', '2016-03-01', '2016-03-31'],
  ['2016-02', '2016-02-01', '2016-02-29'],
  ['2017-02', '2017-02-01', '2017-02-28'],
  ['2016-03-22', '2016-03-22', '2016-03-22'],
])('%s begins on %s and ends on %s', (at, first, last) => {
  expect([firstDay(at), lastDay(at), monthOf(at)]).toEqual([first, last, at.slice(0, 7)]);
});

test.each([
  ['a day in its month', window('2016-03-22'), window('2016-03'), true],
  ['the last day of a month', window('2016-03-31'), window('2016-03'), true],
  ['days in a year', window('2016-01-30', '2016-02-02'), window('2016-01', '2016-12'), true],
  ['the same day', window('2016-03-22'), window('2016-03-22'), true],
  ['a month that begins on a day', window('2016-03-01', '2016-03'), window('2016-03'), true],
  ['another day', window('2016-03-22'), window('2016-03-24'), false],
  ['a day of another month', window('2016-03-31'), window('2016-04'), false],
  ['windows that overlap', window('2016-03-20', '2016-03-24'), window('2016-03-22', '2016-03-26'), false],
])('%s', (_, one, other, nested) => {
  expect(areNested(one, other)).toBe(nested);
  expect(areNested(other, one)).toBe(nested);
  expect(mayBeSameTime(one, other)).toBe(nested);
});

test('an open end contradicts nothing and proves nothing', () => {
  expect(areNested(window(null), window('2016-03-22'))).toBe(false);
  expect(mayBeSameTime(window(null), window('2016-03-22'))).toBe(true);
});
