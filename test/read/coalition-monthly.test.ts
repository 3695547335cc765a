import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReadContext, ReadResult } from '../../src/model.ts';
import { looksLikeCoalitionMonthly, readCoalitionMonthly } from '../../src/read/coalition-monthly.ts';

const loose: ReadContext = { publisher: null, url: null, title: null, published: null };
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8');
const values = ({ readings }: ReadResult): Record<string, number> =>
  Object.fromEntries(readings.map(({ measure, value }) => [measure, value]));
const codes = ({ warnings }: ReadResult): readonly string[] => warnings.map(({ code }) => code);
const read = (text: string, published: string | null = '2019-09-26'): ReadResult =>
  readCoalitionMonthly(text, { ...loose, published });
const caseIn = (sentence: string): Record<string, number> => values(read(`In August, CJTF-OIR spoke. ${sentence}`));

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
      speaker: 'cjtf-oir',
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
    expect(readings.map(({ measure, value, speaker }) => [measure, value, speaker])).toEqual([
      ['killed_new', killed, 'centcom'],
      ['injured_new', injured, 'centcom'],
    ]);
  });

  test('Central Command speaks for itself in 2016', () => {
    expect(readCoalitionMonthly(fixture('coalition-2016-01'), loose).readings[0]?.speaker).toBe('centcom');
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

describe('the total of deaths', () => {
  const now =
    'CJTF-OIR assesses at least 735 civilians have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve';

  test.each([
    [
      'an older total in a clause before',
      `The Coalition, which admitted in August that at least 624 civilians had been unintentionally killed by Coalition strikes since the start of the operation, says more now. To date, ${now}.`,
    ],
    [
      'an older total in the same sentence',
      `To date, ${now}, up from the 685 civilians unintentionally killed that it had stated before.`,
    ],
    [
      'an older total before it in the same sentence',
      `The task force, which had previously assessed at least 685 civilians have been unintentionally killed since the start of the operation, changed that and ${now}.`,
    ],
    [
      'the figure of an organisation',
      `Airwars estimates that at least 5,117 civilians have been killed by Coalition strikes since the start of Operation Inherent Resolve. ${now}.`,
    ],
    ['deaths that others caused', `At least 9,000 civilians have been killed by ISIS since 2014. ${now}.`],
    ['partner forces', `Approximately 1100 troops killed and 3900 more wounded since the start. ${now}.`],
  ])('is not %s', (_what, text) => {
    expect(values(read(text))['killed_total']).toBe(735);
  });

  test('is not taken where two equal statements differ', () => {
    const result = read(`${now}. ${now.replace('735', '753')}.`);
    expect(values(result)).not.toHaveProperty('killed_total');
    expect(codes(result)).toContain('two-totals');
  });

  test.each(['at least civilians', 'at least 1,3352 civilians', 'at least .94% civilians'])(
    'is absent with a warning for "%s"',
    (printed) => {
      const result = read(
        `In the month of August, CJTF-OIR received two new reports. ${now.replace('at least 735 civilians', printed)}.`,
      );
      expect(values(result)).not.toHaveProperty('killed_total');
      expect(codes(result)).toContain('no-total');
    },
  );

  test.each([
    'To date, CJTF-OIR has determined that Coalition strikes have unintentionally killed at least 801 civilians.',
    'Coalition actions have resulted in the unintentional deaths of at least 801 civilians since the beginning of Operation Inherent Resolve.',
    'The total number of civilian deaths since the start of Operation Inherent Resolve is at least 801.',
    'Since the start of Operation Inherent Resolve, at least 801 civilians have been killed unintentionally by Coalition strikes.',
  ])('is read from: %s', (text) => {
    expect(read(text).readings).toEqual([
      expect.objectContaining({ measure: 'killed_total', value: 801, qualifier: 'at least' }),
    ]);
  });

  test('has its injured beside it', () => {
    const text = 'In total, 119 civilians have been killed and 37 injured since the start of operations.';
    expect(values(read(text))).toMatchObject({ killed_total: 119, injured_total: 37 });
  });

  test('a footnote never joins it', () => {
    expect(values(read(`${now.replace('735', '735[^2]')}.`))['killed_total']).toBe(735);
  });
});

test('"carried over 97" is not "over 97"; a qualifier that is printed is kept', () => {
  const { readings } = read('In August, CJTF-OIR carried over 97 open reports and completed more than 40 reports.');
  expect(readings.map(({ measure, qualifier, value }) => [measure, qualifier, value])).toEqual([
    ['allegations_carried_over', null, 97],
    ['allegations_completed', 'more than', 40],
  ]);
});

test('a sentence that names one country does not take its figures out of the report', () => {
  const { readings } = read('In August, CJTF-OIR received two reports of harm in Syria.');
  expect(readings.map(({ place }) => place)).toEqual(['Iraq and Syria']);
});

test('"this period" is the last one named: a new admission after the running total stays a new admission', () => {
  const text =
    'The Coalition conducted 31,406 strikes between August 2014 and end of November 2018. During this period, CJTF-OIR assesses at least 1139 civilians have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve. In the month of November, CJTF-OIR received 15 new reports. During this period, the Coalition completed the assessment of 25 reports, of which three were credible, resulting in 15 unintentional civilian deaths.';
  const result = read(text, null);
  expect(values(result)).toMatchObject({ killed_total: 1139, killed_new: 15 });
  expect(codes(result)).toEqual([]);
});

test('a copy that has lost its line breaks and spaces is read all the same', () => {
  const text =
    'The Coalition conducted 32,397 strikes between August 2014 and the end of December 2018.During this period, CJTF-OIR assesses at least 1190 civilians have been unintentionally killed by Coalition strikes since the beginning of Operation Inherent Resolve.In the month of December, CJTF-OIR carried over 184 open reports and received 10 new reports. CJTF-OIR assessed that the following are credible:1. Aug. 3, 2017, near Mosul, Iraq, via Airwars. Five civilians were unintentionally killed.2. Aug. 4, 2017, near Tabqah, Syria, via Airwars. Six civilians were unintentionally killed.';
  expect(values(read(text, null))).toEqual({
    killed_total: 1190,
    allegations_carried_over: 184,
    allegations_received: 10,
    strikes_total: 32397,
  });
});

describe('newly admitted deaths', () => {
  test('keep a range as a range', () => {
    const { readings } = read('Two reports were credible and resulted in between six and 18 civilian deaths.');
    expect(readings.find(({ measure }) => measure === 'killed_new')).toMatchObject({ value: 6, valueMax: 18 });
  });

  test.each([
    [
      'Nine reports were assessed to be credible resulting in the unintended death of 21 and injury to two civilians.',
      21,
      2,
    ],
    ['Three reports were determined to be credible and resulted in 15 unintentional civilian deaths.', 15, undefined],
    ['As a result of 12 credible reports, 67 civilians were unintentionally killed.', 67, undefined],
    ['Three reports were credible, resulting in two civilian deaths and one injury.', 2, 1],
    [
      'None of the reports were determined to be credible and resulted in zero unintentional civilian deaths.',
      0,
      undefined,
    ],
    ['No civilians were killed in the two reports.', 0, undefined],
    [
      'The three credible strikes took place between January 4, 2017 and June 13, 2018 and resulted in two unintentional civilian deaths and one unintentional injury.',
      2,
      1,
    ],
    ['CJTF-OIR completed 25, of which 3 were credible (15 unintentional deaths) and 20 non-credible.', 15, undefined],
  ])('%s', (sentence, killed, injured) => {
    const found = caseIn(sentence);
    expect(found['killed_new']).toBe(killed);
    expect(found['injured_new']).toBe(injured);
  });

  test.each([
    'CJTF-OIR assessed both reports as non-credible.',
    'The one completed report was determined to be credible.',
    'An audit found 80 civilian deaths not previously announced and two withdrawn.',
    '1. Feb. 3, 2017, near Raqqah, Syria, via Airwars. Regrettably, two civilians were unintentionally killed.',
    'Our partners had approximately 1100 troops killed and 3900 more wounded.',
  ])('are not stated by: %s', (sentence) => {
    expect(caseIn(`\n${sentence}`)).not.toHaveProperty('killed_new');
  });

  test('a credible report without a number is told to the operators', () => {
    expect(
      codes(read('In August, CJTF-OIR completed one report. The report: one report was determined to be credible.')),
    ).toContain('new-deaths-unstated');
  });
});

describe('the caseload', () => {
  test.each([
    [
      'completed the assessment of 84: 78 were assessed to be non-credible',
      { allegations_completed: 84, allegations_non_credible: 78 },
    ],
    ['of which 31 were non-credible and 16 credible', { allegations_non_credible: 31, allegations_credible: 16 }],
    ['assessed the remaining 13 as non-credible', { allegations_non_credible: 13 }],
    [
      'Seventy‑nine reports are still open, including two that were closed but reopened',
      { allegations_open: 79, allegations_reopened: 2 },
    ],
    ['received one new report', { allegations_received: 1 }],
    ['received no new reports', { allegations_received: 0 }],
    ['carried over four (4) open cases', { allegations_carried_over: 4 }],
    [
      'received 16 new reports and assessed seven previously received reports',
      { allegations_received: 16, allegations_carried_over: 7 },
    ],
    [
      'found 13 not credible, one duplicate and two credible reports',
      { allegations_non_credible: 13, allegations_duplicate: 1, allegations_credible: 2 },
    ],
    ['There were no duplicate reports', { allegations_duplicate: 0 }],
    ['did not receive any new reports', { allegations_received: 0 }],
    [
      'completed two reports; neither report was assessed as credible',
      { allegations_completed: 2, allegations_credible: 0 },
    ],
    ['reopened three reports', { allegations_reopened: 3 }],
  ])('%s', (clause, figures) => {
    expect(caseIn(`CJTF-OIR ${clause}.`)).toEqual(figures);
  });

  test.each([['\n'], ['\n\n'], ['; '], [', '], [' | ']])(
    'is read from a table as well, its rows set apart by %j',
    (between) => {
      const rows = [
        'Carried over: 97',
        'New reports: 2',
        'Completed: 20',
        'Credible: 7',
        'Non-Credible: 13',
        'Duplicates: 0',
        'Open: 79',
      ];
      const table = `\n\n${rows.join(between)}\n`;
      expect(caseIn(table)).toEqual({
        allegations_carried_over: 97,
        allegations_received: 2,
        allegations_completed: 20,
        allegations_credible: 7,
        allegations_non_credible: 13,
        allegations_duplicate: 0,
        allegations_open: 79,
      });
    },
  );

  test.each([
    'Credible Reports: 1. Aug. 3, 2017, near Raqqah, Syria, via Airwars. No harm.',
    'There is no credible information about the event.',
    'Open Report No. 4',
    'To date the Coalition has received 1,790 reports since the start of Operation Inherent Resolve.',
    'In its last report CJTF-OIR carried over 43 open reports.',
    'See page 12 of release # 20190926-01, or call 813-529-0220.',
  ])('is not: %s', (sentence) => {
    expect(caseIn(sentence)).toEqual({});
  });
});

describe('recognition', () => {
  test.each(['press-2017-07', 'page-shell'])('%s is no report', (name) => {
    expect(looksLikeCoalitionMonthly(fixture(name), { ...loose, url: null })).toBe(false);
  });

  test('the standing sentence alone is a report where nobody is said to say it', () => {
    const sentence =
      'CJTF-OIR assesses at least 1,410 civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve';
    expect(looksLikeCoalitionMonthly(`To date, ${sentence}.`, loose)).toBe(true);
    expect(looksLikeCoalitionMonthly(`"${sentence}," the report said.`, loose)).toBe(false);
    expect(looksLikeCoalitionMonthly(`The alliance admitted more. ${sentence}.`, loose)).toBe(false);
  });

  test('a page shell on the own site is no report either', () => {
    const context = { ...loose, publisher: 'centcom', url: 'https://www.centcom.mil/MEDIA/PRESS-RELEASES/' };
    expect(looksLikeCoalitionMonthly(fixture('page-shell'), context)).toBe(false);
  });

  test.each([
    'Annual Report on Civilian Casualties, section 1057. CJTF-OIR received 12 reports and completed 11 reports. A total of 3 reports are still open.',
    'U.S. Africa Command completed four reports with the Coalition. A total of 3 reports are still open. AFRICOM assessed two as credible.',
  ])('the report of another body in the same words is not this one: %s', (text) => {
    expect(looksLikeCoalitionMonthly(text, loose)).toBe(false);
  });

  test('a report of the own site in words nobody has seen yet is recognised and warned about', () => {
    const context = { ...loose, publisher: 'cjtf-oir', title: 'CJTF-OIR Civilian Casualty Report' };
    const text =
      'The Coalition looked at all it was told. Its assessment of the civilian casualty reports of this spring is set out in a table elsewhere.';
    expect(looksLikeCoalitionMonthly(text, context)).toBe(true);
    expect(codes(readCoalitionMonthly(text, context))).toEqual(
      expect.arrayContaining(['no-total', 'no-figures', 'period-unknown']),
    );
  });
});
