import { describe, expect, it } from 'vitest';
import { isUnilateralStrike, namesOthersStrike, ownsUp } from '../../src/domain/speakers/deeds.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

const others = (quote: string, ...speakers: readonly string[]) =>
  namesOthersStrike({ quote, speakers }, builtInSpeakers);
const admits = (quote: string, ...speakers: readonly string[]) => ownsUp({ quote, speakers }, builtInSpeakers);

describe('a sentence that gives the strike to others', () => {
  it.each([
    ['iq-forces', 'The Iraqi military said a Coalition airstrike in Mosul killed 61 civilians.'],
    ['iq-forces', 'The Iraqi military acknowledged that 61 civilians were killed by the US-led Coalition.'],
    ['sy-government', 'Syria’s government confirmed that a Turkish drone strike killed four civilians.'],
    ['tr-mod', 'Turkey’s Defence Ministry said Russian jets killed 12 civilians in Idlib.'],
    ['lb-forces', 'The Lebanese army said an Israeli strike killed three civilians.'],
    ['uk-mod', 'The British ministry said that US forces had killed two civilians.'],
    ['so-government', 'Somalia’s government said a U.S. strike near Jilib killed one civilian.'],
    ['ru-mod', 'The ministry said nine civilians were killed by Ukrainian shelling.'],
  ])('is no admission of %s: %s', (speaker, quote) => {
    expect(others(quote, speaker)).toBe(true);
    expect(admits(quote, speaker)).toBe(false);
  });

  it.each([
    ['cjtf-oir', 'At least 1,302 civilians have been unintentionally killed by Coalition strikes.'],
    ['centcom', 'A U.S.-led Coalition strike killed nine civilians.'],
    ['dod', 'The Pentagon admits that a U.S. drone strike in Kabul killed 10 civilians.'],
    ['uk-mod', 'It is possible that a Coalition strike with British aircraft killed one civilian.'],
    ['adf', 'Between six and 18 civilians may have been killed in a Coalition airstrike.'],
    ['idf', 'After an Iranian missile attack its airstrike killed five civilians by mistake.'],
    ['ye-government', 'The Yemeni government admits that a coalition air raid killed 12 civilians.'],
    ['saudi-coalition', 'The Arab coalition accepts that its air strike killed 40 civilians.'],
    ['sy-assad', 'The army acknowledged that Syrian shelling killed two civilians.'],
    ['tr-mod', 'The ministry admits that NATO and Turkish aircraft killed two civilians.'],
    ['africom', 'AFRICOM confirmed that one civilian was killed near Jilib.'],
  ])('is left to %s: %s', (speaker, quote) => {
    expect(others(quote, speaker)).toBe(false);
  });
});

describe('a sentence that owns up', () => {
  it('admits, regrets, or names a strike of the speakers', () => {
    for (const quote of [
      'The Iraqi military admits that 12 civilians were killed.',
      'The Iraqi military said its strike killed 12 civilians.',
      'The Iraqi military said Iraqi jets killed 12 civilians.',
      'The Iraqi military regrets the death of 12 civilians.',
    ])
      expect(admits(quote, 'iq-forces')).toBe(true);
  });

  it('is none that only says how many died', () => {
    expect(admits('The Iraqi military said 12 civilians were killed in the raid.', 'iq-forces')).toBe(false);
    expect(admits('El ejército dijo que murieron 12 civiles.', 'co-forces')).toBe(false);
  });
});

describe('a strike of the United States alone', () => {
  it('is one that is called so, or one that names no Coalition', () => {
    for (const quote of [
      'A unilateral U.S. strike killed two civilians.',
      'The strike, conducted unilaterally and not for the Coalition, killed two civilians.',
      'A US drone strike killed one civilian.',
      'Two civilians were killed by American aircraft.',
    ])
      expect(isUnilateralStrike({ quote })).toBe(true);
  });

  it('is none by the Coalition, or by nobody who is named', () => {
    for (const quote of [
      'A US-led Coalition strike killed two civilians.',
      'US aircraft of the Coalition killed two civilians.',
      'The strike killed two civilians.',
    ])
      expect(isUnilateralStrike({ quote })).toBe(false);
  });
});
