import { describe, expect, test } from 'vitest';
import { readStatement } from '../../../src/read/statements/statement.ts';

// Facsimile: every text below is written for these tests around the formulaic clause.

const claims = (text: string, publisher: string | null = null): readonly string[] =>
  readStatement(text, { publisher, url: null, title: null, published: '2019-06-01' }).readings.map(
    ({ measure, value, speakers, place }) => `${measure} ${value} ${speakers.join('+')} ${place ?? '?'}`,
  );
const warnings = (text: string): readonly string[] =>
  readStatement(text, { publisher: null, url: null, title: null, published: null }).warnings.map(({ code }) => code);

describe('a speaker by the form of the sentence', () => {
  test.each([
    [
      'The coalition carried out 32,397 strikes in Iraq and Syria since 2014 and estimates that at least 1,190 civilians were killed.',
      ['killed_total 1190 cjtf-oir Iraq and Syria'],
    ],
    [
      'The department, in its yearly report to Congress, said that 42 civilians were killed by US strikes in Syria. The Pentagon said so.',
      [],
    ],
    [
      'Answering Amnesty, the Coalition said on Friday that it had found 180 civilians were killed in Raqqa.',
      ['killed_event 180 cjtf-oir Raqqa'],
    ],
    [
      'The Pentagon said that a review of a strike near Baghuz found that four civilians were killed.',
      ['killed_event 4 dod Baghuz'],
    ],
  ])('%s', (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  test.each([
    'The Ministry of Defence says there is no evidence of deaths in UK strikes after a charity claimed at least 29 civilians were killed.',
    'Airwars was told of the raid. A local committee placed the number of civilians killed by the coalition at 368.',
    'Amnesty International and the Coalition met. It said coalition strikes had killed 84 civilians.',
    'Amnesty International acknowledged that coalition strikes had killed 84 civilians.',
  ])('nobody known says so: %s', (text) => {
    expect(claims(text)).toEqual([]);
    expect(warnings(text)).toEqual(['unattributed-figure']);
  });
});

describe('a killer that is watched, alone', () => {
  test.each([
    ['Syrian-Russian forces killed 1,109 civilians in Idlib, says the US-based group.', 'snhr'],
    ['Airwars believes at least 5,000 civilians were killed by the coalition, Iraqi forces or ISIS in Mosul.', null],
    ['Afghan and US forces were in the area. Airwars said Iraqi and coalition forces killed 717 civilians.', null],
  ])('%s', (text, publisher) => {
    expect(claims(text, publisher)).toEqual([]);
  });

  test('a bare coalition is the one that the text names', () => {
    const text =
      'The Saudi-led coalition bombed Sanaa. The coalition said two civilians were killed by its strike in June.';
    expect(claims(text)).toEqual(['killed_event 2 saudi-coalition Sanaa']);
  });

  test('the US-led coalition beside another one keeps its own figures', () => {
    const text =
      'The Saudi-led coalition denied a raid in Yemen. The US-led coalition said its strikes in Iraq and Syria have killed 1,302 civilians since 2014.';
    expect(claims(text)).toEqual(['killed_total 1302 cjtf-oir Iraq and Syria']);
  });
});

describe('a count of civilians, and of civilians alone', () => {
  test.each([
    'Airwars found that coalition strikes killed at least 10 more civilians than earlier counts had said.',
    'The Pentagon said US strikes killed 70 civilians and fighters in Mosul.',
    'The coalition said its raids have killed 6,213 civilian persons, members of Islamic State and others.',
    'Airwars said 32 civilians were feared dead in coalition strikes in Mosul.',
    'Human Rights Watch received the names of 145 civilians killed in coalition strikes.',
  ])('%s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  test('fighters counted beside them do not spoil the count', () => {
    expect(claims('The Pentagon said a US strike in Baghuz killed four civilians and 52 fighters.')).toEqual([
      'killed_event 4 dod Baghuz',
    ]);
  });
});

describe('headline and scope', () => {
  const body =
    'The Dutch Defence Ministry said the raid killed about 70 people, fighters and civilians together. It said the target was a factory where bombs were made, that many more explosives lay there than had been known, and that nobody could be named afterwards. Parliament will debate the letter on Tuesday, and the families ask for an apology.';

  test('a figure that only the headline has is its writer’s', () => {
    expect(claims(`Netherlands admits killing 70 civilians in Iraq\n\n${body}`)).toEqual([]);
  });

  test('strikes just told of are an event, not a war', () => {
    expect(
      claims(
        'US jets bombed the port in Yemen in April. The research group Airwars found that the strikes killed 84 civilians.',
      ),
    ).toEqual(['killed_event 84 airwars ?']);
  });

  test('an offensive that began on a day does not make a count run on', () => {
    expect(
      claims(
        'Airwars said coalition strikes in Syria killed 415 civilians in June, where the push for the city began on June 6th.',
      ),
    ).toEqual(['killed_event 415 airwars Syria']);
    expect(
      claims('SNHR said coalition forces intervened in Syria in 2014 and have killed 2,832 civilians since then.'),
    ).toEqual(['killed_total 2832 snhr Syria']);
  });

  test('two towns are one place, and the date of an inquiry is not that of the deaths', () => {
    expect(claims('Human Rights Watch said coalition strikes killed 84 civilians in Tabqa and Mansourah.')).toEqual([
      'killed_event 84 hrw Tabqa and Mansourah',
    ]);
    const { readings } = readStatement(
      'Following an investigation launched in January 2018, the Australian Defence Force found that two civilians were killed in Mosul by its strike.',
      { publisher: null, url: null, title: null, published: null },
    );
    expect(readings).toMatchObject([{ value: 2, speakers: ['adf'], from: null, to: null }]);
  });
});
