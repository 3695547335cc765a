import { describe, expect, test } from 'vitest';
import { read as readAny } from '../../src/read/index.ts';
import { loose, values } from './coalition-reading.ts';

// Facsimile: written for these tests around the formulaic clauses; the figures are real ones.

const read = (text: string) => readAny(text, loose);
const incidents = (text: string): readonly unknown[] =>
  read(text).incidents.map(({ date, dateTo, place, country, outcome, killed, injured }) => [
    date,
    dateTo,
    place,
    country,
    outcome,
    killed,
    injured,
  ]);

const harim =
  'TAMPA, Fla. – May 21, 2015. Combined Joint Task Force - Operation Inherent Resolve assessed that a Coalition airstrike near Harim City, Syria, on Nov. 5-6, 2014 likely led to the deaths of two non-combatant children and minor injuries to two adults.';

describe('the admission of one strike', () => {
  test('gives its dead and injured, its day and its place', () => {
    const result = read(harim);
    expect(result).toMatchObject({ reader: 'coalition-monthly', period: null, warnings: [] });
    expect(values(result)).toEqual({ killed_new: 2, injured_new: 2 });
    expect(result.readings[0]).toMatchObject({
      speakers: ['cjtf-oir'],
      place: 'Harim City',
      from: '2014-11',
      to: '2014-11',
    });
    expect(incidents(harim)).toEqual([['2014-11-05', '2014-11-06', 'Harim City', 'Syria', 'credible', 2, 2]]);
  });

  test('may take several sentences', () => {
    const text = `TAMPA, Fla. - The task force has approved the findings of an investigation into allegations that U.S. airstrikes on Nov. 5-6, 2014, in the vicinity of Harim City, Syria, harmed non-combatants. The findings were approved on April 5, 2015.

The preponderance of the evidence indicates that the airstrikes likely led to the deaths of two non-combatant children. The strikes also resulted in minor injuries to two adult non-combatants.`;
    expect(values(read(text))).toEqual({ killed_new: 2, injured_new: 2 });
    expect(incidents(text)).toEqual([['2014-11-05', '2014-11-06', 'Harim City', 'Syria', 'credible', 2, 2]]);
  });

  test.each([
    [
      'TAMPA, Fla. – Oct. 2, 2015 – U.S. Central Command has assessed that a Coalition airstrike near Ramadi, Iraq, on June 30, 2015, likely resulted in injuries to three civilians.',
      ['2015-06-30', null, 'Ramadi', 'Iraq', 'credible', null, 3],
    ],
    [
      'TAMPA, Fla. – U.S. Central Command has concluded its investigation into the May 3, 2023, strike near Qurqaniya, Syria. The investigation determined that the strike unintentionally killed one civilian.',
      ['2023-05-03', null, 'Qurqaniya', 'Syria', 'credible', 1, null],
    ],
    [
      'TAMPA, Fla. – U.S. Central Command has completed its assessment of an allegation that an airstrike near Al Bab, Syria, on Dec. 28, 2014, resulted in civilian casualties. It assessed the allegation as not credible.',
      ['2014-12-28', null, 'Al Bab', 'Syria', 'non_credible', null, null],
    ],
    [
      'CENTCOM Press Release, May 21, 2015: CJTF-OIR assessed that a Coalition airstrike in the vicinity of Harim City, Syria, on Nov. 5-6, 2014, likely led to the deaths of two non-combatant children.',
      ['2014-11-05', '2014-11-06', 'Harim City', 'Syria', 'credible', 2, null],
    ],
  ])('%s', (text, incident) => {
    expect(incidents(text)).toEqual([incident]);
  });

  test('may name the one who was killed', () => {
    const result = read(
      'TAMPA, Fla. – The investigation determined that U.S. forces misidentified the target and that a civilian, Mr. Name Name (Name), was struck and killed instead. U.S. Central Command regrets it.',
    );
    expect(values(result)).toEqual({ killed_new: 1 });
  });

  test('may put a name in quotation marks before its day', () => {
    const text =
      'TAMPA, Fla. – The task force found that airstrikes against the so-called "Khorasan Group" Nov. 5-6, 2014, in the vicinity of Harim City, Syria, likely led to the deaths of two non-combatant children.';
    expect(incidents(text)).toEqual([['2014-11-05', '2014-11-06', 'Harim City', 'Syria', 'credible', 2, null]]);
  });

  test('of up to so many dead gives no certain number', () => {
    const result = read(
      'TAMPA, Fla. – U.S. Central Command determined that a Coalition airstrike near Manbij, Syria, on July 19, 2016, may have killed up to 24 civilians.',
    );
    expect(result.readings).toEqual([
      expect.objectContaining({ measure: 'killed_new', value: 24, qualifier: 'up to', place: 'Manbij' }),
    ]);
    expect(result.incidents).toEqual([expect.objectContaining({ killed: null, killedMax: 24 })]);
  });

  test('of several strikes is none', () => {
    const text =
      'TAMPA, Fla. – U.S. Central Command assessed that strikes near Mosul, Iraq, on March 5, 2016, likely killed two civilians. It assessed that a strike near Raqqah, Syria, on April 5, 2016, likely killed one civilian.';
    expect(read(text)).toMatchObject({ reader: 'coalition-monthly', readings: [], incidents: [] });
    expect(read(text).warnings.map(({ code }) => code)).toContain('several-incidents');
  });

  test('told by the press is no release', () => {
    expect(read(`${harim.slice(harim.indexOf('Combined'))} The Pentagon said so on Thursday.`).reader).toBe(
      'statement',
    );
  });
});

describe('a batch of admissions', () => {
  test('that may have killed and injured', () => {
    const text =
      'TAMPA, Fla. — U.S. Central Command has completed a number of civilian casualty assessments. Assessments indicate that 24 separate U.S. airstrikes in Iraq and Syria between Nov. 20, 2015, and Sept. 10, 2016, regrettably may have killed 64 civilians and injured eight others.';
    const result = read(text);
    expect(values(result)).toEqual({ killed_new: 64, injured_new: 8 });
    expect(result.period).toEqual({ from: '2015-11', to: '2016-09' });
    expect(result.readings[0]).toMatchObject({ speakers: ['centcom'], place: 'Iraq and Syria' });
  });
});

describe('a report without a running total', () => {
  test('may be a table', () => {
    const result = read(`CJTF-OIR Civilian Casualty Report, July 2022

Reports carried over: 23
New reports: 2
Reports completed: 5
Credible: 1
Non-credible: 4
Duplicate: 0
Open: 20
Civilians killed: 2
Civilians injured: 3`);
    expect(result.period).toEqual({ from: '2022-07', to: '2022-07' });
    expect(values(result)).toEqual({
      allegations_carried_over: 23,
      allegations_received: 2,
      allegations_completed: 5,
      allegations_credible: 1,
      allegations_non_credible: 4,
      allegations_duplicate: 0,
      allegations_open: 20,
      killed_new: 2,
      injured_new: 3,
    });
  });

  test('may open with what was open', () => {
    const result = read(
      'CJTF-OIR CIVHARM Report, 3rd Quarter 2024. CJTF-OIR had 7 open reports at the beginning of the period. It received 2 new reports, closed 4 reports (1 credible, 3 non-credible), and 5 reports remain open. The credible report involved the death of one civilian and injury to two.',
    );
    expect(result.period).toEqual({ from: '2024-07', to: '2024-09' });
    expect(values(result)).toEqual({
      allegations_carried_over: 7,
      allegations_received: 2,
      allegations_completed: 4,
      allegations_credible: 1,
      allegations_non_credible: 3,
      allegations_open: 5,
      killed_new: 1,
      injured_new: 2,
    });
  });
});

describe('an incident in a table', () => {
  test('lends its dead to no figure of the report', () => {
    const result = read(`CJTF-OIR CIVCAS Report, July 2022

Reports carried over | 23
New reports | 2
Completed | 5
Non-credible | 4
Open | 20

Credible Reports

# | Date | Location | Country | Source | Summary
1 | 03 DEC 21 | near Idlib | Syria | self-report | One civilian was unintentionally killed and five were injured.
2 | Jan. 4, 2022 | Near Baghouz | Syria | Airwars[^1] | Two civilians were unintentionally killed.`);
    expect(values(result)).toEqual({
      allegations_carried_over: 23,
      allegations_received: 2,
      allegations_completed: 5,
      allegations_non_credible: 4,
      allegations_open: 20,
    });
    expect(
      result.incidents.map(({ number, date, place, country, vias, killed }) => [
        number,
        date,
        place,
        country,
        vias.join('+'),
        killed,
      ]),
    ).toEqual([
      [1, '2021-12-03', 'Idlib', 'Syria', 'self-report', 1],
      [2, '2022-01-04', 'Baghouz', 'Syria', 'airwars', 2],
    ]);
  });

  test.each([
    '1. | May 3, 2017 | near Mosul, Iraq | via Airwars | Two civilians were killed.',
    '1 | May 3, 2017 | near Mosul, Iraq | Airwars | Two civilians were killed.',
    '1. | May 3, 2017: near Mosul, Iraq, via Airwars: Two civilians were killed.',
    '1) | May 3, 2017 | Mosul, Iraq | via Airwars report | Two civilians were killed.',
  ])('has the number of its own cell: %s', (row) => {
    const text = `CJTF-OIR Monthly Civilian Casualty Report\n\nIn May, CJTF-OIR received two new reports.\n\nCredible Reports\n\n${row}\n2${row.slice(1)}`;
    expect(read(text).incidents.map(({ number, vias, killed }) => [number, vias.join('+'), killed])).toEqual([
      [1, 'airwars', 2],
      [2, 'airwars', 2],
    ]);
  });
});
