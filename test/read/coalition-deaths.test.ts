import { describe, expect, test } from 'vitest';
import { codes, figuresIn, read, values } from './coalition-reading.ts';

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
    const found = figuresIn(sentence);
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
    expect(figuresIn(`\n${sentence}`)).not.toHaveProperty('killed_new');
  });

  test('a credible report without a number is told to the operators', () => {
    expect(
      codes(read('In August, CJTF-OIR completed one report. The report: one report was determined to be credible.')),
    ).toContain('new-deaths-unstated');
  });
});
