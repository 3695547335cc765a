import { describe, expect, test } from 'vitest';
import type { Mention, Reading } from '../../../src/domain/readings.ts';
import type { LabelledText, WantedFigure } from './corpus.ts';
import { scoreText } from './matching.ts';

const text: LabelledText = { id: 'x', kind: 'x', publisher: null, text: '', want: [] };
const figure = {
  measure: 'killed_event',
  value: 6,
  valueMax: null,
  qualifier: null,
  speakers: ['centcom'],
  place: 'Mosul',
  from: '2016-03',
  to: '2016-03',
  rule: null,
  circumstances: null,
  quote: '',
  start: 0,
  end: 0,
} as const;
const reading = (more: Partial<Reading> = {}): Reading => ({ ...figure, ...more, stance: 'asserted' });
const mention = (more: Partial<Mention> = {}): Mention => ({ ...figure, stance: 'denied', ...more });
const wanted: WantedFigure = { measure: 'killed_event', value: 6, speakers: ['centcom'] };

function faultsOf(label: Partial<LabelledText>, readings: readonly Reading[], mentions: readonly Mention[] = []) {
  return scoreText({ ...text, ...label }, { readings, mentions }).errors.map(({ fault }) => fault);
}

describe('the score of one text', () => {
  test('is right with value, measure and speakers, in any order', () => {
    const both = { ...wanted, speakers: ['airwars', 'amnesty'] };
    const score = scoreText(
      { ...text, want: [both] },
      { readings: [reading({ speakers: ['amnesty', 'airwars'] })], mentions: [] },
    );
    expect(score).toMatchObject({ wanted: 1, given: 1, right: 1, errors: [] });
  });

  test('tells a false figure from one that the text denies', () => {
    expect(faultsOf({}, [reading()])).toEqual(['false']);
    expect(faultsOf({ mentions: [{ value: 6, stance: 'denied' }] }, [reading()])).toEqual([
      'false-asserted',
      'mention-missed',
    ]);
    expect(faultsOf({ want: [wanted] }, [])).toEqual(['missed']);
  });

  test('names what is wrong with a figure', () => {
    expect(faultsOf({ want: [wanted] }, [reading({ speakers: ['dod'] })])).toEqual(['wrong-speaker']);
    expect(faultsOf({ want: [wanted] }, [reading({ measure: 'killed_new' })])).toEqual(['wrong-measure']);
    expect(faultsOf({ want: [{ ...wanted, valueMax: 9 }] }, [reading()])).toEqual(['wrong-qualifier']);
    expect(faultsOf({ want: [{ ...wanted, place: 'Raqqa' }] }, [reading()])).toEqual(['wrong-place']);
    expect(faultsOf({ want: [{ ...wanted, place: 'west Mosul' }] }, [reading()])).toEqual([]);
  });

  test('takes a month for a less exact day', () => {
    const day = { ...wanted, from: '2016-03-22', to: '2016-03-22' };
    expect(faultsOf({ want: [day] }, [reading()])).toEqual(['no-date']);
    expect(faultsOf({ want: [day] }, [reading({ from: '2017-03', to: '2017-03' })])).toEqual(['wrong-date']);
  });

  test('neither wants nor blames an optional figure, and lets it stand for a wanted one', () => {
    const optional = [{ ...wanted, measure: 'killed_total' } as const];
    expect(faultsOf({ optional }, [])).toEqual([]);
    expect(faultsOf({ optional }, [reading({ measure: 'killed_total' })])).toEqual([]);
    expect(faultsOf({ want: [wanted], optional }, [reading({ measure: 'killed_total' })])).toEqual([]);
  });

  test('keeps two events of the same toll apart', () => {
    const want = [
      { ...wanted, place: 'Raqqa' },
      { ...wanted, place: 'Mosul' },
    ];
    expect(faultsOf({ want }, [reading(), reading({ place: 'Raqqa' })])).toEqual([]);
    expect(faultsOf({ want }, [reading()])).toEqual(['missed']);
  });

  test('compares stance and speaker of a mention', () => {
    const mentions = [{ value: 6, stance: 'denied', speakers: ['centcom'] } as const];
    expect(faultsOf({ mentions }, [], [mention()])).toEqual([]);
    expect(faultsOf({ mentions }, [], [mention({ stance: 'doubted' })])).toEqual(['mention-wrong-stance']);
    expect(faultsOf({ mentions }, [], [mention({ speakers: ['dod'] })])).toEqual(['mention-wrong-speaker']);
    expect(faultsOf({}, [], [mention()])).toEqual(['mention-extra']);
  });

  test('knows a body outside the table by its name with or without an article', () => {
    const want = [{ ...wanted, speakers: ['other:Kurdish Red Crescent'] }];
    expect(faultsOf({ want }, [reading({ speakers: ['other:the Kurdish Red Crescent'] })])).toEqual([]);
    expect(faultsOf({ want }, [reading({ speakers: ['other:Red Crescent'] })])).toEqual(['wrong-speaker']);
  });
});
