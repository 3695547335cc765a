import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNumbers } from '../../src/read/text/numbers.ts';
import { hyphens, inWords } from './report-forms.ts';

const values = (text: string): readonly number[] => findNumbers(text).map(({ value }) => value);

describe('counts', () => {
  test.each<[string, readonly number[]]>([
    ['1139 civilians and 1,335 civilians', [1139, 1335]],
    ['34,573* strikes, 232* reports', [34573, 232]],
    ['1,335[^2] civilians', [1335]],
    ['Seventy-nine, Forty five, One hundred and forty six', [79, 45, 146]],
    ['one thousand three hundred and two civilians', [1302]],
    ['four (4) open, 3 (three) closed', [4, 3]],
    ['both reports; none were; no new reports; zero deaths; no one was hurt', [2, 0, 0, 0, 0]],
    ['did not receive any new reports; neither report was new', [0, 0]],
    ['a dozen, two dozen, a hundred and six, a single civilian', [12, 24, 106, 1]],
    ['nearly 8 million Iraqis', [8_000_000]],
    ['between six and 18', [6, 18]],
    ['Page 3\n\n105 reports', [105]],
    ['1,200-1,500 personnel', [1200, 1500]],
    ['84: 78 were', [84, 78]],
    ['received 2015 reports in 2015', [2015]],
    ['five and six, not fifty-six', [5, 6, 56]],
    ['the total was\n396. The rest', [396]],
    ['one thousand, three hundred two civilians', [1302]],
    ['two thousand, five hundred; one million, two hundred thousand', [2500, 1_200_000]],
    ['one thousand, twenty civilians', [1020]],
    ['two thousand, five hundred of them children', [2000, 500]],
    ['one-hundred-and-six, three-hundred forty\u2011six, twenty\u2212one, two-dozen', [106, 346, 21, 24]],
    ['one hundred\u2013two hundred', [100, 200]],
    ['1\u00a0302, 1\u202f302, 1\u2009302, 1\u2007302, 12\u00a0302\u00a0000', [1302, 1302, 1302, 1302, 12_302_000]],
    ["1'302 civilians, 1’302 civilians", [1302, 1302]],
    ['1,600[4] civilians, 1,600 [4] civilians, 1,600* and 1,600†', [1600, 1600, 1600, 1600]],
    ['1,231 civilians (previously 1,240)', [1231, 1240]],
    ['half a dozen, half-dozen, a half dozen, a half-dozen', [6, 6, 6, 6]],
    ['not a single civilian, not one civilian', [0, 0]],
    ['no more civilians; no fewer than five; no more than six', [0, 5, 6]],
    ['both civilians, both of the reports, both were, assessed both as credible', [2, 2, 2, 2]],
    ['at least 2017 civilians, killed 2016 people, a total of 1999 reports', [2017, 2016, 1999]],
    ['Airwars said 2017 civilians were killed', [2017]],
    ['In 2017 seven civilians, in Raqqa 16 civilians, in the camp 16 civilians', [7, 16, 16]],
    ['in the strike 16 civilians were killed, that day 12 civilians died', [16, 12]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test('an article counts only on demand', () => {
    expect(values('a civilian and an adult')).toEqual([]);
    expect(findNumbers('a civilian and an adult', { articles: true }).map(({ form }) => form)).toEqual([
      'article',
      'article',
    ]);
  });

  test('a point groups thousands only where the text is known not to be English', () => {
    expect(values('1.277 civils')).toEqual([]);
    expect(findNumbers('1.277 civils', { pointsGroupThousands: true })[0]?.value).toBe(1277);
  });
});

describe('what only looks like a count', () => {
  test.each([
    '.94% of engagements, 83% of the land, 2.26 percent',
    '7.7 million people',
    '1.799 civils',
    'Release # 20150506, Release No. 20170929-03',
    '+1-813-529-0214 or (813) 529-0214 or 813.529.0220',
    '(497)',
    '2682/CS1908 37SFU7945513515',
    '306/CS425 37SBA952069',
    '2701/S1301, 2701/AI51/CS1345',
    '3344 / CI883 and CS1997 / 37SFU123456 and 37SFV123456',
    'strike.2663 37SFU1234',
    '37S BA 86128 01283',
    '4. Aug. 12, 2017, near Raqqah',
    'at the end. 12. Sept. 3, 2016, near Mosul',
    'Open Report No. 4, page 3',
    'Aug. 06, 2017; May 17/18, 2020; January 20-26, 2023; 03 DEC 21; 2019-05-31; Feb. 30, 2017',
    'in 2019, since 2014, during 2017, mid-2018',
    'the first, the 2nd, the twenty-first',
    'a three-year war, a 24-hour clock, 10:30, 6 p.m.',
    'an F-16, CI883, COVID-19',
    'no longer, someone, anyone',
    '1,3352 civilians',
    '1 335 civilians',
    'at least 1,\n335 civilians',
    '06 and 007',
    'dozens, hundreds of thousands',
    'three (4) reports',
    'In 2017 civilians were killed',
    'Since 2014 civilians have been killed',
    'Between 2014 and 2019 civilians were killed',
    'From 2014 to 2019 civilians died',
    'In 2015, 2016 and 2017 civilians were killed',
    'In late 2018 civilians were killed',
    'By 2019 civilians had been killed',
    'In autumn 2016 people died; in Mosul 2017 people died',
    'the 2017 civilian casualty report, 2018 strikes',
    'civilians killed 2014-2019, 2014\u201319',
    'Camp 16 civilians were killed',
    'Sector 4 people, Hospital 3 civilians, Task Force 9 strikes, Operation 12 reports',
    'both training and advising, both Iraq and Syria, both men and women, both in Raqqa',
    'a score of civilians, several dozen, a few hundred',
    'killed.[12] They',
  ])('%s', (text) => {
    expect(values(text)).toEqual([]);
  });
});

test('any number in words with any dash is read as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(...hyphens), fc.boolean(), (value, hyphen, and) => {
      const words = inWords(value, hyphen, and);
      const text = `were ${words} civilians`;
      const found = findNumbers(text);
      expect(found.map((token) => token.value)).toEqual([value]);
      expect(text.slice(found[0]?.start, found[0]?.end)).toBe(words);
    }),
  );
});

test('tokens are in order, do not overlap, and lie in the text, whatever the text', () => {
  const noise = fc.string({
    unit: fc.constantFrom(
      '1',
      ',',
      '.',
      ' ',
      'one',
      'hundred',
      'and',
      '-',
      '(',
      ')',
      '\n',
      'May',
      '2017',
      '/',
      '*',
      'no',
      'A',
    ),
  });
  fc.assert(
    fc.property(noise, (text) => {
      let end = 0;
      for (const token of findNumbers(text, { articles: true })) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(token.end).toBeGreaterThan(token.start);
        expect(Number.isSafeInteger(token.value) && token.value >= 0).toBe(true);
        end = token.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('200,000 characters of one digit or of one word are read, not waited for', () => {
  expect(findNumbers('1'.repeat(200_000))).toEqual([]);
  expect(findNumbers('one '.repeat(50_000))).toHaveLength(50_000);
});

test('years and names count nothing, whatever time or place they name', () => {
  const year = fc.integer({ min: 1990, max: 2035 }).map(String);
  const lead = fc.constantFrom(
    'In',
    'By',
    'During',
    'Until',
    'Throughout',
    'Before',
    'After',
    'In early',
    'In Raqqa in',
    'Of',
  );
  const name = fc.constantFrom('Camp', 'Unit', 'Sector', 'Checkpoint', 'Brigade', 'Building', 'Block');
  const people = fc.constantFrom('civilians', 'people', 'women and children', 'men', 'civilian deaths');
  fc.assert(
    fc.property(year, lead, name, fc.integer({ min: 1, max: 400 }), people, (at, when, named, number, who) => {
      expect(values(`${when} ${at} ${who} were killed`)).toEqual([]);
      expect(values(`${named} ${number} ${who} were killed`)).toEqual([]);
      expect(values(`${when} ${at} at least ${number} ${who} were killed`)).toEqual([number]);
    }),
  );
});
