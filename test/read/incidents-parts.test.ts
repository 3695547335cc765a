import { describe, expect, it } from 'vitest';
import { readIncidents } from '../../src/read/incidents/list.ts';

// Facsimile: entries in our own words around the formulaic clauses.

const context = { publisher: null, url: null, title: null, published: null };

function entry(narrative: string, head = '1. Jan. 3, 2017, near Mosul, Iraq, via Airwars report.') {
  const { incidents } = readIncidents(`Credible Reports:\n${head} ${narrative} (3101)\n`, context);
  expect(incidents).toHaveLength(1);
  const [incident] = incidents;
  if (incident === undefined) throw new Error('no entry');
  return incident;
}

describe('a sentence whose parts assert different things', () => {
  it.each<[string, number | null, number | null, number | null]>([
    ['The report claimed 200 deaths; the assessment determined that 40 civilians were killed.', 40, null, null],
    [
      'Although it was alleged that 20 civilians were killed, it was assessed that 4 civilians were killed.',
      4,
      null,
      null,
    ],
    ['The allegation was 20 civilians killed, but it was assessed that 4 civilians were killed.', 4, null, null],
    [
      'A report of 5 killed and 12 injured was received via media. Two civilians were unintentionally killed.',
      2,
      null,
      null,
    ],
    [
      'It was assessed that two civilians were killed; previously the report stated one civilian killed.',
      2,
      null,
      null,
    ],
    [
      'This was previously reported as one civilian killed; three civilians were unintentionally killed.',
      3,
      null,
      null,
    ],
    ['Two civilians were killed in addition to the one previously reported.', 2, null, null],
    ['Three strikes were conducted; two civilians were killed in each of these strikes.', 6, null, null],
    ['Seven civilians were killed in the first strike and two in the second strike.', 9, null, null],
  ])('%s', (narrative, killed, killedMax, injured) => {
    expect(entry(narrative)).toMatchObject({ killed, killedMax, injured });
  });
});

describe('counts beside counts', () => {
  it.each<[string, number | null, number | null, number | null]>([
    ['Two of the seven civilians were killed.', 2, null, null],
    ['One of the two occupants was killed and the other was injured.', 1, null, 1],
    ['Five members of a family were killed and seven others were injured.', 5, null, 7],
    ['A 6-year-old girl and two women were killed.', 3, null, null],
    ['The strike unintentionally killed or injured four civilians.', null, 4, null],
    ['One civilian was unintentionally killed and five others harmed.', 1, null, 5],
    ['Two civilians were injured and later died.', 2, null, null],
    ['Civilian casualties: 3 killed / 4 wounded.', 3, null, 4],
    ['Casualties: 2 killed, 0 injured.', 2, null, 0],
    ['From 4 to 6 civilians were killed.', 4, 6, null],
  ])('%s', (narrative, killed, killedMax, injured) => {
    expect(entry(narrative)).toMatchObject({ killed, killedMax, injured });
  });

  it('takes the corrected number and calls the entry a correction', () => {
    expect(entry('The number of civilians killed is corrected from four to six civilians killed.')).toMatchObject({
      killed: 6,
      killedMax: null,
      outcome: 'correction',
    });
    expect(
      entry('It was reported that one civilian was killed; the number is corrected to three civilians killed.'),
    ).toMatchObject({ killed: 3, outcome: 'correction' });
  });
});

describe('heads', () => {
  it('reads a source after a full stop, and a vicinity without one', () => {
    expect(
      entry('One civilian was killed.', '3. August 06, 2017, West of Hawijah, Iraq. via media report:'),
    ).toMatchObject({
      place: 'Hawijah',
      vias: ['media'],
      killed: 1,
    });
    expect(entry('One civilian was killed.', '1. 05 FEB 22, vic Al Hasakah, Syria, via Airwars.')).toMatchObject({
      place: 'Al Hasakah',
      date: '2022-02-05',
    });
  });
});
