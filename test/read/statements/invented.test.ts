import { describe, expect, test } from 'vitest';
import type { Mention } from '../../../src/domain/readings.ts';
import { readStatement } from '../../../src/read/statements/statement.ts';

// Every text below is invented. No body said any of it.

const result = (text: string, publisher: string | null = null) =>
  readStatement(text, { publisher, url: null, title: null, published: null });
const figures = (text: string): readonly string[] =>
  result(text).readings.map(({ value, speakers }) => `${value} ${speakers.join('+')}`);
const stances = (text: string): readonly string[] =>
  result(text).mentions.map(({ value, stance }: Mention) => `${value} ${stance}`);

const nothing: Readonly<Record<string, readonly string[]>> = {
  'fictions and forgeries': [
    'In the film, a US colonel admits that her drone killed 65 civilians at a market.',
    'The novel ends with the Ministry of Defence acknowledging that RAF jets killed 19 civilians in a fictional emirate.',
    'For the purposes of the drill, NATO announced that an air strike had killed nine civilians.',
    'A forged letter in which the Coalition admits 900 civilian deaths went round on Facebook.',
    'A fake AFRICOM account tweeted that the command had killed 50 civilians.',
  ],
  'persons and papers that are not the body they name': [
    'A former Pentagon official said that US strikes killed 300 civilians in Yemen.',
    'A defence analyst formerly with Airwars estimates that Turkish drones killed 60 civilians.',
    'Lawyers suing the Dutch Ministry of Defence say that its bomb killed 85 civilians.',
    'A letter to the Pentagon says that its strike killed 38 civilians.',
    "A lawyer for the families told the Pentagon's inquiry that the strike had killed 14 civilians.",
    'Airwars wrote to the farmer. He answered that US drones had killed 12 civilians.',
    'Human Rights Watch quoted a shepherd as saying that the Coalition killed 15 civilians.',
    'Amnesty quoted a father of five, who lost his wife and says that the Coalition killed 32 civilians.',
    'The Coalition thanked Airwars for its report that 14 civilians were killed in Hajin.',
  ],
  'conditions without "if"': [
    'Were the Coalition to admit that it killed 1,600 civilians in Raqqa, compensation would follow.',
    '"When we say that we killed 12 civilians we will have evidence," the AFRICOM spokesman said.',
  ],
  'shares and rates': [
    'The Coalition says that 0.32 percent of its strikes killed 12 or more civilians.',
    'Airwars says that Coalition strikes kill one civilian for every four bombs.',
    'On average the Coalition killed 13 civilians a week, Airwars said.',
  ],
  'deeds of others': [
    'AFRICOM assessed that the two civilians were killed by the explosives of al-Shabaab.',
    'NATO said that five of its soldiers and two Afghan civilians were killed by a suicide bomber.',
    'The Coalition concluded that eight civilians were killed by a strike that was not its own.',
    'The Houthis said that strikes by the US killed 80 civilians at Ras Isa.',
    'Airwars counted 11 civilians killed by an Iraqi militia rocket in Erbil.',
    'Regime artillery, the Coalition concluded, killed the 17 civilians.',
    "Syria's war has killed 306,887 civilians, the UN said.",
  ],
  'those who were no civilians': [
    'The Coalition said it killed 30 armed men in civilian clothes.',
    'AFRICOM said it killed six militants and wounded three; no civilians were hurt.',
    'AFRICOM assessed that the three persons killed near Jilib, whom relatives call civilians, belonged to al-Shabaab.',
    'Amnesty said that American aircraft killed a woman and her child, both civilians.',
    'The Coalition said its strike killed 29 persons; it has not said how many were civilians.',
    'Not among the deaths that the Pentagon admits are the 33 civilians killed in Boz.',
  ],
};

describe.each(Object.entries(nothing))('%s assert nothing', (_, texts) => {
  test.each(texts)('%s', (text) => {
    expect(figures(text)).toEqual([]);
  });
});

describe('what the sentence is decides before its verbs', () => {
  test.each([
    ['The IDF admits striking the school where 30 civilians were killed, medics say.', ['30 alleged']],
    ['The allegation, Amnesty said, is that US troops killed 16 civilians.', ['16 alleged']],
    ['It is simply untrue, the Pentagon says, that its bombs killed 14 civilians.', ['14 denied']],
    [
      'The Pentagon said on Monday that it had killed two civilians in Idlib, but on Friday it took that back.',
      ['2 withdrawn'],
    ],
    ['The Pentagon said its drone killed 12 civilians in Idlib. The statement was a hoax.', ['12 withdrawn']],
    [
      'AFRICOM said it killed two civilians at El Buur. A week later it said it had been wrong: the two were fighters.',
      ['2 withdrawn'],
    ],
    [
      'The Coalition listed eight civilians killed at Abu Kamal in its May report. In June it removed them.',
      ['8 withdrawn'],
    ],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual([]);
    expect(stances(text)).toEqual(expected);
  });
});

describe('words of refusal that refuse nothing', () => {
  test.each([
    [
      'The Coalition has now accepted that a bomb it dropped on a bakery in Tabqa killed 14 civilians.',
      ['14 cjtf-oir'],
    ],
    ["The Coalition's bomb missed its target, killing six civilians, it said in its report.", ['6 cjtf-oir']],
    ['The Coalition has substantiated claims that its bombs killed seven civilians in Tal Abyad.', ['7 cjtf-oir']],
    ['The Coalition judged a report of seven civilian deaths in Tal Abyad to be credible.', ['7 cjtf-oir']],
    ["AFRICOM's confirmation of two civilian deaths near El Buur followed a year of denials.", ['2 africom']],
    ['Airwars researchers were able to verify that US strikes had killed 28 civilians in Saada.', ['28 airwars']],
    ['The deaths of 12 civilians in a strike on al-Qaim have been admitted by the Pentagon.', ['12 dod']],
    ['The Nigerian Air Force wishes to state that its aircraft accidentally killed six civilians.', ['6 ng-forces']],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });
});

describe('a speaker by the form of the sentence', () => {
  test.each([
    ['By its own admission the Coalition killed 1,417 civilians in Iraq and Syria.', ['1417 cjtf-oir']],
    ['Mwatana holds the Saudi-led coalition responsible for the deaths of 21 civilians in Arhab.', ['21 mwatana']],
    ['Evidence gathered by Amnesty International shows that a Coalition strike killed 16 civilians.', ['16 amnesty']],
    [
      'The coalition on Thursday raised to 1,114 the number of civilians it has killed in Iraq and Syria.',
      ['1114 cjtf-oir'],
    ],
    ['The statement by CENTCOM was short: one civilian was killed by the strike near Idlib.', ['1 centcom']],
    ['A civilian was killed by a UK airstrike in Syria, the Ministry of Defence has confirmed.', ['1 uk-mod']],
    [
      'Airwars puts the number of civilians killed by the Coalition at more than 8,000; the Coalition admits 1,410.',
      ['8000 airwars', '1410 cjtf-oir'],
    ],
    [
      'Five civilians died in a US strike near Raqqa in May and another four in one near Tabqa in June, the Coalition admitted.',
      ['5 cjtf-oir', '4 cjtf-oir'],
    ],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  test('takes "it" for the publisher where nobody is named', () => {
    const text =
      'A thorough review has been completed. It found that the strike killed ten civilians, seven of them children.';
    expect(result(text, 'centcom').readings.map(({ speakers }) => speakers)).toEqual([['centcom']]);
    expect(result(text).readings).toEqual([]);
  });
});
