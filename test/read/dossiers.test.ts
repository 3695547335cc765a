import { describe, expect, test } from 'vitest';
import type { ReadContext } from '../../src/domain/readings.ts';
import { read } from '../../src/read/index.ts';

const context = (changes: Partial<ReadContext> = {}): ReadContext => ({
  publisher: 'airwars',
  url: 'https://airwars.org/civilian-casualties/cs1010-july-12-2017/',
  title: 'CS1010 – July 12, 2017',
  published: '2017-07-14',
  ...changes,
});

const page = `Facsimile of a page about one incident, in our own words.
Incident code
CS1010
Incident date
July 12, 2017
Location
البدو, Al Badu, Raqqa, Syria
Summary
Local sources told of a strike on a house in the quarter. 40 neighbours had left it.
Key information
Country: Syria
Strike status: Likely strike
Strike type: Airstrike
Civilian harm reported: Yes
Civilians reported killed: 6 – 11 (2 children, 3 women)
Civilians reported injured: 4–10
Airwars civilian harm grading: Fair
Suspected belligerent: US-led Coalition
Geolocation
MGRS 37SFU7945513515
`;

describe('the page of one incident', () => {
  test('is an entry with its range, its grading and whom it holds responsible', () => {
    const { reader, incidents, readings } = read(page, context());
    expect(reader).toBe('incident-dossier');
    expect(incidents).toEqual([
      expect.objectContaining({
        date: '2017-07-12',
        dateTo: null,
        place: 'Al Badu, Raqqa, Syria',
        country: null,
        outcome: 'unknown',
        killed: 6,
        killedMax: 11,
        injured: 4,
        ngoCodes: ['CS1010'],
        mgrs: ['37SFU7945513515'],
        quote: 'Civilians reported killed: 6 – 11 (2 children, 3 women)',
        dossier: { grading: 'fair', belligerents: ['US-led Coalition'], injuredMax: 10 },
      }),
    ]);
    expect(readings).toEqual([
      expect.objectContaining({
        measure: 'killed_event',
        value: 6,
        valueMax: 11,
        speakers: ['airwars'],
        place: 'Al Badu, Raqqa, Syria',
        from: '2017-07-12',
        to: '2017-07-12',
      }),
    ]);
  });

  test('without a field for the dead is read by its title and the phrase that counts them', () => {
    const text = 'An account of a strike near Tabqa.\nMin-max: 6-11 civilians killed\nGrading: Weak\n';
    const { incidents } = read(text, context());
    expect(incidents[0]).toMatchObject({ killed: 6, killedMax: 11, date: '2017-07-12', ngoCodes: ['CS1010'] });
    expect(incidents[0]?.dossier?.grading).toBe('weak');
  });

  test('that its body discounts asserts no toll', () => {
    const { incidents, readings } = read(page.replace('grading: Fair', 'grading: Discounted'), context());
    expect(incidents[0]?.dossier?.grading).toBe('discounted');
    expect(readings).toEqual([]);
  });

  test('that says nothing certain of the dead has no number', () => {
    for (const value of ['Unknown', 'None reported'])
      expect(read(page.replace('6 – 11 (2 children, 3 women)', value), context()).incidents[0]).toMatchObject({
        killed: null,
        killedMax: null,
      });
  });

  test.each([
    ['a statement with a code in it', 'CS1010 was raised by Airwars. The group documented 6-11 civilians killed.', {}],
    ['a page without a code', page.replace('Incident code\nCS1010\n', ''), { title: 'A strike in Raqqa' }],
    ['a report of those who struck', page, { publisher: 'cjtf-oir' }],
    ['a page that counts nobody', 'CS1010 - July 12, 2017\nGrading: Fair\nStrike type: Airstrike\n', {}],
  ])('is not %s', (_name, text, changes) => {
    const title = 'title' in changes ? {} : { title: null };
    expect(read(text, context({ ...title, ...changes })).reader).not.toBe('incident-dossier');
  });
});
