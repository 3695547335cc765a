import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadContext, ReadResult } from '../../src/domain/readings.ts';
import { periodOfQuarter, quarterPeriod } from '../../src/read/africom/fiscal-quarters.ts';
import { looksLikeQuarterlyAfricom, readQuarterlyAfricom } from '../../src/read/africom/quarterly.ts';

// Facsimile: the texts are written for these tests around the formulaic clause; the figures are real ones.

const context: ReadContext = { publisher: 'africom', url: null, title: null, published: '2020-11-07' };
const read = (text: string, more: Partial<ReadContext> = {}): ReadResult =>
  readQuarterlyAfricom(text, { ...context, ...more });
const values = ({ readings }: ReadResult): Record<string, number> =>
  Object.fromEntries(readings.map(({ measure, value }) => [measure, value]));

const fourth = `U.S. Africa Command has completed its fourth quarter civilian casualty assessment. It is the third report of its kind.

USAFRICOM began the quarter with four (4) open cases. During the quarter, the command received four allegations about two new possible incidents, adding two (2) new cases for a total of six (6) open cases.

The command completed an assessment of three civilian casualty incidents. Three incidents remain open and under review.

USAFRICOM substantiated one of these incidents as having resulted in two civilian injuries from an airstrike on Feb. 17, 2020, in the vicinity of Jilib, Somalia.`;

describe('a quarterly report', () => {
  test('counts cases, not the messages about them', () => {
    const result = read(fourth);
    expect(values(result)).toEqual({
      allegations_carried_over: 4,
      allegations_received: 2,
      allegations_completed: 3,
      allegations_open: 3,
      allegations_credible: 1,
      injured_new: 2,
    });
    expect(result.period).toEqual({ from: '2020-07', to: '2020-09' });
    for (const { measure, speakers, from, to } of result.readings) {
      expect(speakers).toEqual(['africom']);
      if (measure !== 'injured_new') expect([measure, from, to]).toEqual([measure, '2020-07', '2020-09']);
    }
  });

  test.each([
    'Al-Shabaab killed 80 civilians in Mogadishu in December.',
    'Local media allege that four civilians were killed.',
    'An attack by al-Shabaab resulted in 80 civilian deaths.',
    'In 2019, 1,200 civilians were killed in Somalia.',
  ])('does not take the deaths of others or mere allegations for its own: %s', (sentence) => {
    expect(values(read(`${fourth}\n\n${sentence}`))).toEqual(values(read(fourth)));
  });

  test('lists the incident with what was substantiated', () => {
    expect(read(fourth).incidents).toEqual([
      expect.objectContaining({
        date: '2020-02-17',
        place: 'Jilib',
        country: 'Somalia',
        outcome: 'credible',
        killed: null,
        injured: 2,
      }),
    ]);
  });

  test("reads an editor's note that clarifies, and not the allegation beside it", () => {
    const text = `Civilian Casualty Assessment Quarterly Report; Third Quarter, 2020

Editor's Note: Clarification: “U.S. Africa Command substantiates the death of one (1) civilian and three (3) injured in Somalia.”

The command received an allegation that five civilians were killed near Janaale, Somalia. It was unsubstantiated. Five (5) cases were closed. Four (4) cases remain open.`;
    const result = read(text);
    expect(values(result)).toEqual({ killed_new: 1, injured_new: 3, allegations_completed: 5, allegations_open: 4 });
    expect(result.readings.find(({ measure }) => measure === 'killed_new')?.place).toBe('Somalia');
    expect(result.period).toEqual({ from: '2020-04', to: '2020-06' });
  });

  test('states zeros where the report does', () => {
    const text =
      'In the latest quarterly civilian casualty assessment report period ending Mar. 31, 2022, U.S. Africa Command received no new reports of civilian casualties and there were no open reports carried over from previous quarters. There are currently no assessments open or under review.';
    const result = read(text);
    expect(values(result)).toEqual({ allegations_received: 0, allegations_carried_over: 0, allegations_open: 0 });
    expect(result.period).toEqual({ from: '2022-01', to: '2022-03' });
  });

  test('leaves out what came in after its period', () => {
    const text =
      'In the latest quarterly civilian casualty assessment report ending Dec. 31, 2020, U.S. Africa Command received no new reports of civilian casualties and closed out two of three open cases. However, the command received two reports of civilian casualties since this report’s closeout.';
    expect(values(read(text))).toEqual({ allegations_received: 0, allegations_completed: 2 });
  });

  test('adds up nothing by itself: several incidents without a sum are a warning', () => {
    const text =
      'U.S. Africa Command assessment, quarter ending June 30, 2021. The command assesses that two civilians were killed near Jilib, Somalia. It also assesses that three civilians were killed near Janaale, Somalia.';
    const result = read(text);
    expect(values(result)).toEqual({});
    expect(result.warnings.map(({ code }) => code)).toEqual(['several-incidents', 'nothing-read']);
  });
});

describe('the deaths of one strike', () => {
  const head =
    'U.S. Africa Command civilian casualty assessment, quarter ending June 30, 2020. The command closed three (3) cases and substantiated one (1) case.';
  const harm = (text: string) =>
    read(`${head}\n\n${text}`)
      .readings.filter(({ measure }) => /_new$/.test(measure))
      .map(({ measure, value, place, from, to }) => [measure, value, place, from, to]);

  test.each([
    'The command assesses that an airstrike on Feb. 2, 2020, in the vicinity of Jilib, Somalia, killed one civilian.',
    'The command assesses that its strike of 2 February 2020 near Jilib, Somalia, killed one civilian.',
    'On Feb. 2, 2020, the command conducted an airstrike near Jilib, Somalia. It substantiated that one civilian was killed.',
    '2 February 2020, Jilib, Somalia: the allegation of an airstrike was substantiated. One civilian was killed.',
  ])('have its day and place: %s', (text) => {
    expect(harm(text)).toEqual([['killed_new', 1, 'Jilib', '2020-02-02', '2020-02-02']]);
  });

  test('take them from the only incident that was substantiated', () => {
    const note =
      "Editor's Note: U.S. Africa Command substantiates the death of one (1) civilian and three (3) injured.";
    const incident =
      'An airstrike on Feb. 2, 2020, in the vicinity of Jilib, Somalia: the allegation was substantiated.';
    const other =
      'An airstrike on Feb. 24, 2020, in the vicinity of Saakow, Somalia: the allegation was unsubstantiated.';
    expect(harm([note, incident, other].join('\n\n'))).toEqual([
      ['killed_new', 1, 'Jilib', '2020-02-02', '2020-02-02'],
      ['injured_new', 3, 'Jilib', '2020-02-02', '2020-02-02'],
    ]);
  });

  test('find the year of a day where the text gives it', () => {
    const text =
      'Our Jan. 1 airstrike likely caused injuries to three civilians.\n\nThe Jan. 1, 2020, incident was told to the embassy.';
    expect(harm(text)).toEqual([['injured_new', 3, null, '2020-01-01', '2020-01-01']]);
  });

  test('are of the quarter where no day is given', () => {
    expect(harm('The command assesses that its strike near Jilib, Somalia, killed one civilian.')).toEqual([
      ['killed_new', 1, 'Jilib', '2020-04', '2020-06'],
    ]);
  });

  test('do not take the day of a report or of the end of the quarter', () => {
    const text =
      'The command received a report on May 3, 2020. It assesses that its strike near Jilib, Somalia, of which it closed the case on June 1, 2020, killed one civilian.';
    expect(harm(text)).toEqual([['killed_new', 1, 'Jilib', '2020-04', '2020-06']]);
  });
});

describe('the period', () => {
  test.each([
    ['first quarter of fiscal year 2021', '2020-10', '2020-12'],
    ['Q4 FY20', '2020-07', '2020-09'],
    ['1st Quarter, FY2022', '2021-10', '2021-12'],
    ['FY 2023 Q2', '2023-01', '2023-03'],
    ['second quarter of 2023', '2023-01', '2023-03'],
    ['second quarter of calendar year 2023', '2023-04', '2023-06'],
    ['the period ending June 30, 2025', '2025-04', '2025-06'],
    ['fourth quarter', '2020-07', '2020-09'],
  ])('%s', (words, from, to) => {
    expect(periodOfQuarter(`A report on the ${words}.`, '2020-11-07')).toEqual({ from, to });
  });

  test('of the initial report is longer than a quarter', () => {
    const text = 'Initial quarterly report. From Feb. 1, 2019, to March 31, 2020, the command conducted 91 airstrikes.';
    expect(periodOfQuarter(text, null)).toEqual({ from: '2019-02', to: '2020-03' });
  });

  test('is unknown where nothing dates it', () => {
    expect(periodOfQuarter('A report on the fourth quarter.', null)).toBeNull();
    expect(read('U.S. Africa Command: two cases remain open.').warnings[0]?.code).toBe('period-unknown');
  });

  test('the four quarters of a year follow one another without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.boolean(), (year, isCalendar) => {
        const quarters = [1, 2, 3, 4].map((quarter) => quarterPeriod(quarter, year, isCalendar));
        expect(quarters.map(({ from }) => Number(from.slice(5)))).toEqual(isCalendar ? [1, 4, 7, 10] : [10, 1, 4, 7]);
        expect(quarters.map(({ to }) => Number(to.slice(5)))).toEqual(isCalendar ? [3, 6, 9, 12] : [12, 3, 6, 9]);
      }),
    );
  });
});

describe('recognition', () => {
  test('knows the report', () => {
    expect(looksLikeQuarterlyAfricom(fourth, { ...context, publisher: null })).toBe(true);
  });

  test('an article about one is not one', () => {
    const article =
      'AFRICOM said on Monday in its first quarterly report that an air strike in February 2019 killed two civilians and wounded three in Somalia, a rare admission.';
    expect(looksLikeQuarterlyAfricom(article, { ...context, publisher: null })).toBe(false);
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => {
        const result = read(`${noise} U.S. Africa Command ${noise} four (4) open cases ${noise}`);
        expect(result.reader).toBe('quarterly-africom');
      }),
    );
  });
});
