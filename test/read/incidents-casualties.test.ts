import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCasualties } from '../../src/read/incidents/casualties.ts';

/** Narrative, killed, killedMax, injured. Facsimile: our own words around the clauses that the reports use. */
const wordings: readonly (readonly [string, number | null, number | null, number | null])[] = [
  ['Regrettably, two civilians were unintentionally killed and three others wounded.', 2, null, 3],
  ['Unfortunately, two civilians were unintentionally killed and three others injured.', 2, null, 3],
  ['During a strike three were unintentionally killed.', 3, null, null],
  ['During two strikes on fighting positions, one civilian was killed in each of these strikes.', 2, null, null],
  ['During strikes on fighting positions, one civilian was killed in each of these strikes.', null, null, null],
  ['It was assessed that five civilians were killed or wounded.', null, 5, null],
  ['Up to 24 civilians were unintentionally killed.', null, 24, null],
  ['one civilian was killed and at least one other was injured.', 1, null, 1],
  ['two civilian deaths more likely than not occurred.', 2, null, null],
  ['Coalition forces engaged, resulting in one male adult killed.', 1, null, null],
  ['an unknown number of civilians were killed.', null, null, null],
  ['no civilians were killed.', 0, null, null],
  ['it was assessed that a civilian was injured by the blast.', null, null, 1],
  [
    'During a strike on two ISIS fighters, one man, two women and three children were unintentionally killed.',
    6,
    null,
    null,
  ],
  ['four civilians, including two children, were unintentionally killed', 4, null, null],
  ['four civilians, two women and two children, were unintentionally killed', 4, null, null],
  ['Two ISIS fighters and one civilian were killed.', 1, null, null],
  ['Two ISIS fighters were killed. One civilian was injured.', null, null, 1],
  ['killing two civilians and injuring a third.', 2, null, null],
  ['the strike unintentionally killed two civilians and wounded three others', 2, null, 3],
  ['resulting in the unintended death of 21 and injury to two civilians', 21, null, 2],
  ['between six and 18 civilians were killed', 6, 18, null],
  ['two to four civilians were killed', 2, 4, null],
  ['two people on a motorcycle entered the target area, and one civilian was killed', 1, null, null],
  ['one civilian was killed and another was wounded.', 1, null, 1],
  [
    'The allegation claimed that 12 civilians were killed. After review it was assessed that two civilians were unintentionally killed.',
    2,
    null,
    null,
  ],
  ['resulted in three unintentional civilian deaths and two injuries.', 3, null, 2],
  ['Two civilians may have been killed.', null, 2, null],
  [
    'Two civilians entered the target area after weapons release. Regrettably, both were unintentionally killed.',
    2,
    null,
    null,
  ],
  ['In the first strike, one civilian was killed. In the second strike, one civilian was killed.', 2, null, null],
  ['resulted in no civilian deaths or injuries', 0, null, 0],
  ['There were no civilian casualties.', 0, null, 0],
  ['resulted in two civilian casualties.', null, 2, null],
  [
    'It was assessed that one civilian was unintentionally killed and one civilian was unintentionally injured.',
    1,
    null,
    1,
  ],
  ['This was previously reported as one civilian killed but should be two civilians killed.', 2, null, null],
  ['a family of five was killed', 5, null, null],
  ['one non-combatant was killed and 2 wounded', 1, null, 2],
  [
    'Regrettably 11 civilians were unintentionally killed, and 4 others were unintentionally wounded as a result of the strike on three VBIEDs.',
    11,
    null,
    4,
  ],
  ['four (4) civilians were killed and one (1) injured', 4, null, 1],
  ['One unidentified civilian was killed.', 1, null, null],
  ['an unidentified civilian was killed when he entered the target area after the weapon was released', 1, null, null],
  ['seven ISIS fighters were killed and two civilians were unintentionally wounded.', null, null, 2],
  [
    'it was assessed that, more likely than not, 3 civilians were unintentionally killed due to their proximity to the strike and 1 civilian was unintentionally injured.',
    3,
    null,
    1,
  ],
  ['At least three civilians were killed.', 3, null, null],
  ['three civilians were unintentionally killed, and an unknown number were injured', 3, null, null],
  ['The strike killed four ISIS members; two civilians died of their wounds.', 2, null, null],
  ['One child was killed and two adults were injured.', 1, null, 2],
  ['civilian casualties occurred: two killed and one injured.', 2, null, 1],
  ['Killed: 2. Injured: 1.', 2, null, 1],
  ['two civilians killed, three injured', 2, null, 3],
  [
    'one civilian on a motorcycle was unintentionally killed when he entered the target area after the munition was released.',
    1,
    null,
    null,
  ],
  [
    'it was assessed that one civilian was unintentionally killed because they were in close proximity to the strike.',
    1,
    null,
    null,
  ],
  [
    'It was assessed that eight civilians were unintentionally killed and one civilian unintentionally injured due to secondary explosions.',
    8,
    null,
    1,
  ],
  ['a strike on ISIS fighters unintentionally killed up to 10 civilians.', null, 10, null],
  ['resulting in the unintentional death of one civilian.', 1, null, null],
  ['caused the unintentional deaths of seven civilians and unintentional injuries to two others.', 7, null, 2],
  ['The strike unintentionally resulted in the deaths of two civilians.', 2, null, null],
  [
    'It was assessed that at least 11 ISIS fighters were killed and two civilians were unintentionally killed.',
    2,
    null,
    null,
  ],
  ['Regrettably, the strike resulted in one unintentional civilian death.', 1, null, null],
  ['resulted in one civilian death and one civilian injury.', 1, null, 1],
  ['14 civilians (8 men, 4 women, 2 children) were killed.', 14, null, null],
  ['Regrettably, 16 civilians, 10 adults and six children, were unintentionally killed.', 16, null, null],
  ['more likely than not 3 civilians killed (1 adult and 2 children).', 3, null, null],
  ['a man and his two children were unintentionally killed', 3, null, null],
  ['a woman and child were unintentionally killed.', 2, null, null],
  ['a man and his wife were unintentionally killed.', 2, null, null],
  ['One civilian was unintentionally killed, three were injured.', 1, null, 3],
  ['killed one civilian and injured two.', 1, null, 2],
  ['one civilian was unintentionally killed and several others injured.', 1, null, null],
  ['no civilians were killed but one was injured.', 0, null, 1],
  ['While no civilians were killed, two civilians were injured.', 0, null, 2],
  ['resulting in 2 CIV KIA and 1 CIV WIA.', 2, null, 1],
  [
    'Coalition forces engaged a vehicle with three occupants. Regrettably, all three were unintentionally killed.',
    3,
    null,
    null,
  ],
  [
    'Regrettably, during the strike on three ISIS fighters, one civilian standing nearby was unintentionally injured and died the next day.',
    1,
    null,
    null,
  ],
  [
    'The allegation of 20 civilians killed was assessed as credible for two: two civilians were unintentionally killed.',
    2,
    null,
    null,
  ],
  [
    'Two civilians were killed. Regrettably, the Coalition assessed that two civilians were unintentionally killed.',
    2,
    null,
    null,
  ],
  ['It is possible that one civilian was killed.', null, 1, null],
  ['one civilian was likely killed and one likely injured', 1, null, 1],
  ['one civilian was injured; no civilians were killed.', 0, null, 1],
  ['one ISIS vehicle was destroyed and its driver, a civilian, was killed.', 1, null, null],
  [
    'Coalition forces conducted a strike in support of partner forces; 2 civilians were unintentionally killed, 3 others injured.',
    2,
    null,
    3,
  ],
  ['unintentionally injuring one civilian', null, null, 1],
  [
    'It was determined that more likely than not 17 civilians were killed and 3 were injured as a result of the 2 strikes.',
    17,
    null,
    3,
  ],
  [
    'Coalition aircraft conducted four strikes against ISIS. Regrettably, each strike killed one civilian.',
    4,
    null,
    null,
  ],
  ['Regrettably, the lives of two civilians were lost.', 2, null, null],
  ['two civilians lost their lives', 2, null, null],
  ['civilian casualties occurred. Regrettably, 2 civilians were killed.', 2, null, null],
  ['no evidence civilians were killed', null, null, null],
  ['partner forces reported that two civilians were killed; the Coalition could not confirm.', null, null, null],
  ['Seen on video, it was assessed that no civilians were harmed.', 0, null, 0],
  ['The evidence is insufficient to find that civilians were harmed.', null, null, null],
  ['Civilian casualties more likely than not did not occur as a result of this strike.', null, null, null],
  [
    'The gate was destroyed with no civilian casualties. The workshop behind it blew up. Regrettably, 12 civilians were unintentionally killed and seven were unintentionally injured.',
    12,
    null,
    7,
  ],
  [
    'While 16 bridges were struck, it was assessed one civilian in a lorry with a trailer was likely killed.',
    1,
    null,
    null,
  ],
  [
    'It is assessed that one civilian was injured who had come up after the aircraft released its weapon.',
    null,
    null,
    1,
  ],
  [
    'A workshop reportedly used for two years was struck; one civilian was unintentionally killed and one was unintentionally injured.',
    1,
    null,
    1,
  ],
  [
    'It was assessed that 101 civilians on the ground floor were unintentionally killed, and 4 civilians in the house beside it were unintentionally killed as well.',
    105,
    null,
    null,
  ],
  ['Two civilians came up after release and were unintentionally killed.', 2, null, null],
  [
    'No strikes took place that correspond to the report of civilian casualties; the nearest was over 2 km away.',
    null,
    null,
    null,
  ],
  ['Two civilian casualties more likely than not occurred, one killed and one injured.', 1, null, 1],
  ['Two of the civilians in the house were unintentionally killed and the remaining three were injured.', 2, null, 3],
  [
    'Allegations of 5, 8 and 12 civilian deaths were received. After review, eight civilians were assessed as unintentionally killed.',
    8,
    null,
    null,
  ],
  ['It is still being looked into whether two civilians were killed.', null, null, null],
];

describe('the casualties of an entry', () => {
  it.each(wordings)('%s', (narrative, killed, killedMax, injured) => {
    const { eachWithoutCount: _, ...read } = readCasualties(narrative);
    expect(read).toEqual({ killed, killedMax, injured });
  });

  it('are the same however the text is wrapped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...wordings),
        fc.array(fc.nat(400), { maxLength: 6 }),
        ([narrative, killed, killedMax, injured], breaks) => {
          const wrapped = [...narrative]
            .map((character, index) => (character === ' ' && breaks.includes(index) ? '\n' : character))
            .join('');
          expect(readCasualties(wrapped)).toMatchObject({ killed, killedMax, injured });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a sentence about nothing else do not change beside it', () => {
    const beside = 'Coalition aircraft engaged 12 fighting positions on two occasions.';
    for (const [narrative, killed, killedMax, injured] of wordings.filter(
      ([text]) => !/each|they|all three|both/.test(text) && /^[A-Z].*\.$/.test(text),
    ))
      expect(readCasualties(`${beside} ${narrative} ${beside}`)).toMatchObject({ killed, killedMax, injured });
  });
});
