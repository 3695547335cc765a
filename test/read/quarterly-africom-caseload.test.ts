import { describe, expect, test } from 'vitest';
import type { ReadResult } from '../../src/domain/readings.ts';
import { read } from '../../src/read/index.ts';

// Facsimile: written for these tests around the formulaic clauses.

const readLoose = (text: string): ReadResult =>
  read(text, { publisher: null, url: null, title: null, published: null });
const values = ({ readings }: ReadResult): Record<string, number> =>
  Object.fromEntries(readings.map(({ measure, value }) => [measure, value]));
const quarterly = (title: string, text: string): ReadResult =>
  readLoose(`AFRICOM Civilian Casualty Assessment Report, ${title}. ${text}`);

describe('the cases of a quarter', () => {
  test('are read from a report of a few sentences', () => {
    const result = quarterly(
      'First Quarter Fiscal Year 2021',
      'At the beginning of the quarter there were four (4) open cases. During the quarter, AFRICOM received one (1) new report and closed three (3). AFRICOM substantiated the death of one (1) civilian and three (3) injured near Saakow, Somalia. Two (2) cases remain open.',
    );
    expect(result.reader).toBe('quarterly-africom');
    expect(result.period).toEqual({ from: '2020-10', to: '2020-12' });
    expect(values(result)).toEqual({
      allegations_carried_over: 4,
      allegations_received: 1,
      allegations_completed: 3,
      allegations_open: 2,
      killed_new: 1,
      injured_new: 3,
    });
    expect(result.readings.map(({ measure, place }) => [measure, place])).toContainEqual([
      'allegations_open',
      'Somalia',
    ]);
    expect(result.readings.find(({ measure }) => measure === 'killed_new')?.place).toBe('Saakow');
  });

  test.each([
    ['AFRICOM had six (6) open cases at the start of the quarter.', { allegations_carried_over: 6 }],
    ['The quarter began with two open cases.', { allegations_carried_over: 2 }],
    ['Two (2) cases were open when the quarter began.', { allegations_carried_over: 2 }],
    ['AFRICOM had 4 open cases on Jan. 1, 2020.', { allegations_carried_over: 4 }],
    ['There were no (0) open cases at the start of the quarter.', { allegations_carried_over: 0 }],
    ['AFRICOM received two (2) and closed one (1).', { allegations_received: 2, allegations_completed: 1 }],
    ['Three (3) new cases were added.', { allegations_received: 3 }],
    ['The command did not receive any new reports of civilian harm.', { allegations_received: 0 }],
    ['The command completed its assessment of five (5) cases.', { allegations_completed: 5 }],
    [
      'Of these, the command completed twelve (12), none of which were substantiated.',
      { allegations_completed: 12, allegations_credible: 0 },
    ],
    ['There were no new completed assessments.', { allegations_completed: 0 }],
    ['No assessments were completed.', { allegations_completed: 0 }],
    ['Two (2) reports were closed as unsubstantiated.', { allegations_completed: 2, allegations_non_credible: 2 }],
    [
      'It closed 7 cases, of which 1 was substantiated and 6 were unsubstantiated.',
      { allegations_completed: 7, allegations_credible: 1, allegations_non_credible: 6 },
    ],
    ['Three (3) of the four (4) were unsubstantiated.', { allegations_non_credible: 3 }],
    [
      'It carried over two (2) cases and reopened one (1) case.',
      { allegations_carried_over: 2, allegations_reopened: 1 },
    ],
    ['At the end of the quarter, one (1) case was open.', { allegations_open: 1 }],
    ['One (1) case is pending.', { allegations_open: 1 }],
    ['There were 10 cases open at the beginning of the quarter.', { allegations_carried_over: 10 }],
    ['As of March 31, 2020, U.S. Africa Command had one (1) open case.', { allegations_open: 1 }],
    ['It closed four (4) reports, substantiating none.', { allegations_completed: 4, allegations_credible: 0 }],
    [
      'It closed six (6) cases: two (2) substantiated and four (4) unsubstantiated.',
      { allegations_completed: 6, allegations_credible: 2, allegations_non_credible: 4 },
    ],
    ['AFRICOM has zero (0) open cases.', { allegations_open: 0 }],
  ])('%s', (sentence, expected) => {
    expect(values(quarterly('Q2 FY20', `AFRICOM regrets any harm to civilians. ${sentence}`))).toMatchObject(expected);
  });

  test.each(['Airwars received twelve (12) reports.', 'The command has received 120 reports since 2019.'])(
    'counts nothing that runs over years or is another’s: %s',
    (sentence) => {
      expect(
        values(quarterly('Q2 FY20', `The quarter began with two open cases. One (1) case remains open. ${sentence}`)),
      ).toEqual({ allegations_carried_over: 2, allegations_open: 1 });
    },
  );

  test('are read from a table without sentences', () => {
    const result = readLoose(`AFRICOM CIVILIAN CASUALTY ASSESSMENT REPORT
SECOND QUARTER FY 2021

Open cases at the beginning of the quarter: four (4)
New reports received: one (1)
Cases closed: three (3)
Substantiated: two (2)
Unsubstantiated: one (1)
Open cases at the end of the quarter: two (2)`);
    expect(values(result)).toEqual({
      allegations_carried_over: 4,
      allegations_received: 1,
      allegations_completed: 3,
      allegations_credible: 2,
      allegations_non_credible: 1,
      allegations_open: 2,
    });
    expect(result.period).toEqual({ from: '2021-01', to: '2021-03' });
  });

  test('have the place that the report names, and none where it names several', () => {
    const text = (places: string): ReadResult =>
      quarterly('Q2 FY20', `Strikes in ${places} were assessed. The quarter began with two open cases.`);
    expect(text('Libya').readings[0]?.place).toBe('Libya');
    expect(text('Libya, and others in Somalia,').readings[0]?.place).toBeNull();
  });

  test('have the months that a span of days fills', () => {
    const text =
      'U.S. Africa Command civilian casualty quarterly assessment report. Between April 1, 2019, and June 30, 2019, it received five (5) new allegations and closed eight (8) cases.';
    expect(readLoose(text).period).toEqual({ from: '2019-04', to: '2019-06' });
  });

  test('of two strikes with deaths of their own are not added up', () => {
    const result = quarterly(
      'Third Quarter Fiscal Year 2020',
      `At the beginning of the quarter there were seven (7) open cases.

On Feb. 2, 2020, near Jilib, Somalia, AFRICOM assesses that its airstrike killed one (1) civilian. The case was substantiated.

On March 10, 2020, near Janaale, Somalia, an AFRICOM airstrike killed five (5) civilians. The case was substantiated.`,
    );
    expect(values(result)).toEqual({ allegations_carried_over: 7 });
    expect(result.incidents.map(({ date, place, killed }) => [date, place, killed])).toEqual([
      ['2020-02-02', 'Jilib', 1],
      ['2020-03-10', 'Janaale', 5],
    ]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['several-incidents']);
  });

  test('stand under headings that say what became of them', () => {
    const result = quarterly(
      'Second Quarter, FY2022',
      `The command received two new reports.

Substantiated:
On Jan. 4, 2022, near Jilib, Somalia, an airstrike killed one civilian and injured two.

Unsubstantiated:
On Feb. 5, 2022, near Janaale, Somalia, an airstrike was reported to have killed four civilians.

Open:
On March 20, 2022, near Sirte, Libya, an airstrike was reported to have killed a civilian.`,
    );
    expect(values(result)).toEqual({ allegations_received: 2, killed_new: 1, injured_new: 2 });
    expect(result.incidents.map(({ date, country, outcome, killed }) => [date, country, outcome, killed])).toEqual([
      ['2022-01-04', 'Somalia', 'credible', 1],
      ['2022-02-05', 'Somalia', 'non_credible', null],
      ['2022-03-20', 'Libya', 'unknown', null],
    ]);
  });

  test.each([
    'Two cases remain open, the report said.',
    'Amnesty International has documented more deaths. Two cases remain open.',
  ])('are no report where somebody tells of it: %s', (end) => {
    const text = `In its quarterly civilian casualty assessment report, AFRICOM received one new report and closed three cases. ${end}`;
    expect(readLoose(text).reader).toBe('statement');
  });

  test('are followed by the dead of the substantiated one', () => {
    const text = 'AFRICOM substantiated two (2) cases. In the first, one (1) civilian was killed near Saakow, Somalia.';
    expect(values(quarterly('Q1 FY21', text))).toEqual({ allegations_credible: 2, killed_new: 1 });
    const refused = 'AFRICOM substantiated none of the cases. In the first, one (1) civilian was killed near Saakow.';
    expect(values(quarterly('Q1 FY21', `${refused} Two (2) cases remain open.`))['killed_new']).toBeUndefined();
  });
});
