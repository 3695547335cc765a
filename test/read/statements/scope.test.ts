import { describe, expect, test } from 'vitest';
import { readStatement } from '../../../src/read/statements/statement.ts';

// Facsimile: every text below is written for these tests around the formulaic clause.

const claims = (text: string, publisher: string | null = null): readonly string[] =>
  readStatement(text, { publisher, url: null, title: null, published: '2019-06-01' }).readings.map(
    ({ measure, value, valueMax, speakers, place, from, to }) =>
      `${measure} ${value}${valueMax === null ? '' : `-${valueMax}`} ${speakers.join('+')} ${place ?? '?'} ${from ?? ''}..${to ?? ''}`,
  );
const warnings = (text: string): readonly string[] =>
  readStatement(text, { publisher: null, url: null, title: null, published: null }).warnings.map((warning) =>
    warning.code === 'unattributed-figure' ? `${warning.value} ${warning.harm}` : warning.code,
  );

describe('a running total and what raises it', () => {
  test.each([
    'The coalition said nine more civilians died in its strikes, bringing the total to 685.',
    'The coalition said it killed nine civilians in its strikes, raising the toll to 685 civilians.',
    'The coalition says it has confirmed an additional nine civilian deaths, bringing the total of civilians killed to 685.',
  ])('%s', (text) => {
    expect(claims(text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^killed_new 9 cjtf-oir/),
        'killed_total 685 cjtf-oir Iraq and Syria ..',
      ]),
    );
  });

  test('neither lends the other its window', () => {
    expect(
      claims(
        'The coalition said its strikes killed 54 civilians, raising the number of civilians killed since 2014 to 173.',
      ),
    ).toEqual(['killed_new 54 cjtf-oir ? ..', 'killed_total 173 cjtf-oir Iraq and Syria 2014-08..']);
  });

  test('a sum of reports or strikes is none of deaths', () => {
    expect(
      claims(
        'The coalition killed civilians. It found six reports credible, bringing the number of credible reports to 224.',
      ),
    ).toEqual([]);
  });

  test('a toll of one strike or town is no total', () => {
    expect(
      claims('The Pentagon admitted that more bodies were found, bringing the death toll in Mosul to 105 civilians.'),
    ).toEqual(['killed_event 105 dod Mosul ..']);
    expect(claims('The Pentagon said the strike in Syria killed a total of four civilians.')).toEqual([
      'killed_event 4 dod Syria ..',
    ]);
  });

  test('a large count of which neither place, strike nor time is said stays open', () => {
    const text = 'The count is far above the US military’s own estimate that 180 civilians were killed by its strikes.';
    expect(claims(text)).toEqual([]);
    expect(warnings(text)).toEqual(['180 killed']);
  });
});

describe('the killer stands in the sentence or in the one it goes on from', () => {
  const figure = 'Airwars says 84 civilians were killed there.';

  test('of the same paragraph', () => {
    expect(
      claims(`Coalition jets bombed Tabqa in March 2017. It was a market, and 84 civilians died, Airwars said.`),
    ).toEqual(['killed_event 84 airwars ? ..']);
  });

  test('not of one further up, nor anywhere in the text', () => {
    const far = `Coalition jets bombed Tabqa.\n\nA market stood there. ${figure} The coalition was asked.`;
    expect(claims(far)).toEqual([]);
    expect(warnings(far)).toEqual(['84 killed']);
  });

  test('a quotation goes on from what it answers', () => {
    expect(
      claims(
        'Amnesty International answered the killing of civilians by coalition strikes:\n\n"An inquiry by Amnesty International with Airwars found that 1,600 civilians were killed in Raqqa in 2017."',
      ),
    ).toEqual(['killed_event 1600 amnesty+airwars Raqqa 2017-01..2017-12']);
  });

  test('two forces side by side are nobody alone', () => {
    expect(
      claims('US and Russian-backed forces have killed 19,663 civilians in Syria and Iraq, Airwars estimates.'),
    ).toEqual([]);
  });

  test('the group a strike was aimed at did not kill', () => {
    expect(
      claims(
        'U.S. Africa Command said that a strike aimed at the armed group al-Shabaab in Somalia killed two civilians.',
      ),
    ).toEqual(['killed_event 2 africom Somalia ..']);
  });
});

describe('places', () => {
  test.each([
    ['near Dinsoor, Somalia', 'Dinsoor'],
    ['in Bacaadweyne in central Somalia', 'Bacaadweyne'],
    ['in northern Somalia', 'Somalia'],
  ])('%s', (where, place) => {
    expect(claims(`AFRICOM said its strike ${where} killed two civilians.`)).toEqual([
      `killed_event 2 africom ${place} ..`,
    ]);
  });

  test('a group is no place, and a place of a part is not that of all', () => {
    expect(claims('The RAF said a UK strike on fighters at Daesh in eastern Syria killed one civilian.')).toEqual([
      'killed_event 1 uk-mod Syria ..',
    ]);
    expect(
      claims('The Pentagon said US forces killed twelve civilians in 2021, with most of the deaths in Kabul.'),
    ).toEqual(['killed_event 12 dod ? 2021-01..2021-12']);
  });

  test('three towns and more are none', () => {
    expect(claims('SOHR said coalition raids in Raqqa, Idlib and Aleppo killed 40 civilians.')).toEqual([
      'killed_event 40 sohr ? ..',
    ]);
  });
});

describe('who speaks', () => {
  test('whom a figure is compared with does not assert it', () => {
    const text =
      'Coalition strikes on Raqqa killed more than 1,600 civilians, ten times what the coalition has acknowledged, Amnesty International (AI) and Airwars said.';
    expect(claims(text)).toEqual(['killed_event 1600 amnesty+airwars Raqqa ..']);
  });

  test('an officer speaks for the command he is of', () => {
    expect(
      claims(
        '"Our strike killed two civilians nearby," said U.S. Army Gen. John Smith, commander, U.S. Africa Command.',
      ),
    ).toEqual(['killed_event 2 africom ? ..']);
  });

  test.each([
    'Coalition strikes led to the deaths of 70 civilians according to local residents.',
    'A total of 41 civilian deaths have been conceded by the committee.',
    'At least 15 civilians, including ten children, were reportedly killed in a US raid.',
  ])('not the publisher: %s', (text) => {
    expect(claims(text, 'airwars')).toEqual([]);
  });

  test('a range stays one figure', () => {
    expect(
      claims(
        'Airwars found that at least 22,679, and potentially as many as 48,308 civilians have been killed by US strikes.',
      ),
    ).toEqual(['killed_total 22679-48308 airwars ? ..']);
  });

  test('"some" stays a hedge', () => {
    const { readings } = readStatement(
      'Some 624 civilians were killed by its strikes since 2014, the coalition said.',
      {
        publisher: null,
        url: null,
        title: null,
        published: null,
      },
    );
    expect(readings).toMatchObject([{ value: 624, qualifier: 'about' }]);
  });
});
