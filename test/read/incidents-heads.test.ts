import { describe, expect, it } from 'vitest';
import { placeAt, placeName } from '../../src/read/incidents/places.ts';
import { readReferences } from '../../src/read/incidents/references.ts';
import { readVias } from '../../src/read/incidents/vias.ts';

function setOf(joined: string | null): readonly string[] {
  return joined === null ? [] : joined.split('+');
}

describe('the references of an entry', () => {
  it.each([
    ['Two killed. (497)', '497', null, []],
    ['Two killed. 2802/CS099 37SEV008785', '2802', 'CS099', ['37SEV008785']],
    ['Two killed. 2682/CS1908\n37SFU7945513515', '2682', 'CS1908', ['37SFU7945513515']],
    [
      'Two killed. 3344 / CI883 and CS1997 / 37SFU7945513515 and 37SFV794135',
      '3344',
      'CI883+CS1997',
      ['37SFU7945513515', '37SFV794135'],
    ],
    ['… in this strike.2663 37SFU79451351', '2663', null, ['37SFU79451351']],
    ['Two killed. 37S BA 86128 01283', null, null, ['37SBA8612801283']],
    ['Two killed. 2680 and 2681/CS420', '2680+2681', 'CS420', []],
    ['Two killed. 2802', '2802', null, []],
    ['Two killed. 2701/S1301', '2701', 'S1301', []],
    ['Two killed. 2701/AI51/CS1345', '2701', 'AI51+CS1345', []],
    ['Two killed. 2701 / AI51 / 37SFU7945513515', '2701', 'AI51', ['37SFU7945513515']],
    ['CI715a: two killed', null, 'CI715a', []],
    ['four (4) civilians were killed; forty-two (42) were injured', null, null, []],
    ['12 civilians were killed on 31 March 2017.', null, null, []],
    ['On 37 occasions 12 civilians were killed', null, null, []],
  ])('%j', (entry, reportNumber, ngoCode, mgrs) => {
    expect(readReferences(entry)).toEqual({
      reportNumbers: setOf(reportNumber),
      ngoCodes: setOf(ngoCode),
      mgrs,
      rejected: [],
    });
  });

  it('leaves out what the grid has not', () => {
    expect(readReferences('37SIO1234 and 37SFU123 and 37SFU794135')).toMatchObject({
      mgrs: ['37SFU794135'],
      rejected: ['37SIO1234', '37SFU123'],
    });
  });
});

describe('the place of an entry', () => {
  it.each([
    [' near Mosul, Iraq, via', 'Mosul', 'Iraq'],
    [', in the vicinity of Al Bab, Syria', 'Al Bab', 'Syria'],
    ['Hama Province, Syria:', 'Hama Province', 'Syria'],
    ['north of Raqqah, Syria', 'Raqqah', 'Syria'],
    ['approximately 5 km north of the city of Raqqah, Syria', 'Raqqah', 'Syria'],
    ['near Dayr az Zawr Syria', 'Dayr az Zawr', 'Syria'],
    ['near Abu Kamal and Al Mayadin, Syria', 'Abu Kamal, Al Mayadin', 'Syria'],
    ['West Mosul, Iraq', 'West Mosul', 'Iraq'],
    ['near Al\nBab, Syria', 'Al Bab', 'Syria'],
    ['Syria, via', null, 'Syria'],
    ['near Mosul, via Airwars', 'Mosul', null],
  ])('%j', (text, place, country) => {
    const found = placeAt(text, text.search(/\S|$/));
    const afterComma = placeAt(text.replace(/^,/, ' '), text.replace(/^,/, ' ').search(/\S/));
    expect((text.startsWith(',') ? afterComma : found) ?? null).toMatchObject({ place, country });
  });

  it.each([
    'the Coalition conducted strikes in Raqqah, Syria',
    'reports of 12 May 2017 in Mosul, Iraq',
    'it was said. Near Mosul, Iraq',
  ])('is none in %j', (text) => {
    expect(placeAt(text, 0)).toBeNull();
  });

  it('is null where only a preposition is left', () => {
    expect(placeName(' near , ')).toBeNull();
  });
});

describe('how an entry was reported', () => {
  it.each([
    ['Airwars report', 'airwars'],
    ['AirWars', 'airwars'],
    ['self-report', 'self-report'],
    ['self‑reporting', 'self-report'],
    ['Amnesty International and Airwars report', 'amnesty+airwars'],
    ['Airwars and Amnesty International reports', 'airwars+amnesty'],
    ['White Helmets and AP', 'white-helmets+media'],
    ['social media report', 'social-media'],
    ['media and social media reports', 'media+social-media'],
    ['Twitter', 'social-media'],
    ['traditional media', 'media'],
    ['open source reporting', 'open-source'],
    ['website report', 'web'],
    ['www.example.com report', 'web'],
    ['non-governmental organization report', 'ngo'],
    ['Human Rights Watch', 'hrw'],
    ['the Syrian Network for Human Rights', 'snhr'],
    ['SOHR', 'sohr'],
    ['Iraqi government report', 'other'],
    ['', null],
  ])('%j is %j', (printed, via) => {
    expect(readVias(printed)).toEqual(setOf(via));
  });
});
