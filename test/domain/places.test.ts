import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import gazetteer from '../../src/domain/places/gazetteer.json' with { type: 'json' };
import { reportedPlaces } from '../../src/domain/places/reported.ts';
import {
  countriesOf,
  findPlace,
  fold,
  isKnownIn,
  liesIn,
  mayBeSamePlace,
  placeKey,
  shareCountry,
} from '../../src/domain/places.ts';

describe('a place is found', () => {
  it.each([
    ['Kismayo', 'SO', -0.4, 42.5],
    ['Jilib', 'SO', 0.5, 42.8],
    ['Jamaame', 'SO', 0.1, 42.7],
    ['Janaale', 'SO', 1.8, 44.7],
    ['Hodeidah', 'YE', 14.8, 42.9],
    ['Rada', 'YE', 14.4, 44.8],
    ["Sa'dah", 'YE', 16.9, 43.8],
    ['Baghuz', 'SY', 34.5, 41.0],
    ['Hajin', 'SY', 34.7, 40.8],
    ['Susah', 'SY', 34.5, 41.0],
    ['Gharanij', 'SY', 34.8, 40.8],
    ['Mayadin', 'SY', 35.0, 40.5],
    ['Kobani', 'SY', 36.9, 38.4],
    ['Manbij', 'SY', 36.5, 38.0],
    ['Sabratha', 'LY', 32.8, 12.5],
    ['Sirte', 'LY', 31.2, 16.6],
    ['Murzuq', 'LY', 25.9, 13.9],
    ['Kunduz', 'AF', 36.7, 68.9],
    ['Azizabad', 'AF', 33.3, 62.3],
    ['Tudun Biri', 'NG', 10.6, 7.5],
    ['Zamfara', 'NG', 12.2, 6.7],
    ['El Fasher', 'SD', 13.6, 25.4],
    ['Nyala', 'SD', 12.1, 24.9],
    ['Rafah', 'PS', 31.3, 34.2],
    ['Khan Younis', 'PS', 31.3, 34.3],
    ['Mosul', 'IQ', 36.3, 43.1],
  ])('%s in %s', (name, country, latitude, longitude) => {
    const place = findPlace(name);
    expect(place?.country).toBe(country);
    expect(Math.abs((place?.latitude ?? 0) - latitude)).toBeLessThan(0.11);
    expect(Math.abs((place?.longitude ?? 0) - longitude)).toBeLessThan(0.11);
  });

  it.each([
    ['Abu Kamal', 'Al Bukamal', 'Albu Kamal', 'al-Bukamal', 'Bukamal', 'north of Al Bukamal'],
    ['Baghuz', 'Baghouz', 'Al-Baghuz', 'al-Baghouz'],
    ['Mayadin', 'Al Mayadin', 'al-Mayadeen', 'Mayādīn'],
    ['Raqqa', 'Raqqah', 'Ar Raqqah', 'al-Raqqa', 'Raqqa city'],
    ['Hawija', 'Hawijah', 'Al-Hawijah', 'al-Hawija'],
    ['Deir ez-Zor', 'Deir Ezzor', 'Dayr az Zawr', 'Deir al-Zour'],
    ['Tal Afar', 'Tall Afar', 'Tel Afar', 'Tall ‘Afar'],
    ['Kunduz', 'Qunduz', 'near Kunduz'],
    ['Murzuq', 'Murzuk', 'Marzuq'],
    ['Khan Younis', 'Khan Yunis', 'Khan Yunus'],
    ['El Fasher', 'Al-Fashir', 'al-Fasher'],
    ['Hodeidah', 'Hodeida', 'Al Hudaydah', 'al-Hudaydah'],
    ['Kismayo', 'Kismaayo'],
    ['El Burr', 'El Buur', 'Ceel Buur'],
  ])('%s in every usual spelling', (...names) => {
    const countries = names.map((name) => findPlace(name)?.country ?? name);
    expect(new Set(countries).size).toBe(1);
  });

  it('with the country or province that tells it from its namesakes', () => {
    expect(findPlace('Tripoli')).toBeNull();
    expect(findPlace('Tripoli, Libya')?.country).toBe('LY');
    expect(findPlace('Tripoli (Lebanon)')?.country).toBe('LB');
    expect(findPlace('Bayda')).toBeNull();
    expect(findPlace('Bayda, Yemen')?.country).toBe('YE');
    expect(findPlace('Al Bayda Province, Yemen')?.country).toBe('YE');
    expect(findPlace('Sinjar')).toBeNull();
    expect(findPlace('Sinjar, Nineveh Province')?.country).toBe('IQ');
    expect(findPlace('Mansoura, Egypt')?.country).toBe('EG');
  });

  it('not where it is a country, unknown, or several', () => {
    for (const text of ['', ',', 'Syria', 'South Sudan', 'a village', 'Freedonia', 'Mosul and Raqqa', 'Kurdistan'])
      expect(findPlace(text), text).toBeNull();
  });

  it('or not, and never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const place = findPlace(text);
        expect(place === null || countriesOf(text).includes(place.country)).toBe(true);
      }),
    );
  });
});

describe('the countries of a place', () => {
  it.each([
    ['Mosul and Raqqa', ['IQ', 'SY']],
    ['Mosul, Raqqa', ['IQ', 'SY']],
    ['Iraq and Syria', ['IQ', 'SY']],
    ['Hajin and Susah, Syria', ['SY']],
    ['Somali town of Jilib', ['SO']],
    ['northern Iraq', ['IQ']],
    ['South Sudan', ['SS']],
    ['Niger State', ['NG']],
    ['Niger', ['NE']],
    ['the Democratic Republic of the Congo', ['CD']],
    ['Iraqi Kurdistan', ['IQ']],
    ['Gaza', ['PS']],
    ['Lake Chad', []],
    ['Tripoli', []],
    ['the UK', ['GB']],
  ])('of %s are %j', (place, codes) => {
    expect(countriesOf(place)).toEqual(codes);
  });
});

describe('a place may lie in a country', () => {
  it.each([
    ['Sudan', 'South Sudan', false],
    ['South Sudan', 'Sudan', false],
    ['Niger', 'Nigeria', false],
    ['Kaduna', 'Nigeria', true],
    ['Kaduna', 'Niger', false],
    ['Tripoli', 'Yemen', true],
    ['Hodeidah', 'Yemen', true],
    ['Hodeidah', 'Syria', false],
    ['Jilib', 'somalia', true],
    ['Khan Younis', 'Gaza', true],
    ['Raqqa Governorate', 'Raqqa', true],
    ['Turkey', 'Türkiye', true],
  ])('%s in %s: %s', (place, country, expected) => {
    expect(liesIn(place, country)).toBe(expected);
  });

  it('where it is the name of a country, in that one alone', () => {
    expect(liesIn('Freedonia', 'Syria', true)).toBe(false);
    expect(liesIn('Freedonia', 'freedonia', true)).toBe(true);
  });

  it('shared by two only where both are known', () => {
    expect(shareCountry('Baghuz', 'Deir ez-Zor')).toBe(true);
    expect(shareCountry('Iraq and Syria', 'Raqqa')).toBe(true);
    expect(shareCountry('Jilib', 'Raqqa')).toBe(false);
    expect(shareCountry('somewhere', 'somewhere')).toBe(false);
    expect(shareCountry('Syria', null)).toBe(false);
  });
});

it('a key is the set of the names', () => {
  expect(placeKey('Syria and Iraq')).toBe(placeKey('Iraq, the Syria'));
  expect(placeKey(null)).toBe('[]');
});

describe('the gazetteer', () => {
  const keysOf = (lines: string) =>
    lines
      .split('\n')
      .flatMap((line) => line.split('|', 1))
      .filter(Boolean);

  it('is sorted by key, so that it can be searched', () => {
    for (const lines of [gazetteer.exact, gazetteer.loose]) {
      const keys = keysOf(lines);
      expect(keys).toEqual(keys.toSorted());
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('points at whole lines', () => {
    const offsets = [gazetteer.exact, gazetteer.loose].flatMap((lines) =>
      lines.split('\n').flatMap((line) => (line.split('|')[1] ?? '').split(' ').filter(Boolean)),
    );
    const starts = new Set<string>();
    let start = 0;
    for (const line of gazetteer.places.split('\n')) {
      starts.add(start.toString(36));
      start += line.length + 1;
    }
    expect(offsets.filter((offset) => !starts.has(offset))).toEqual([]);
    const lines = gazetteer.places.trimEnd().split('\n');
    expect(lines.filter((line) => !/^[^|]+\|[A-Z]{2}\|-?\d+\.\d\d\|-?\d+\.\d\d\|[tp]$/.test(line))).toEqual([]);
  });

  it('finds its first and last key and those between', () => {
    const keys = keysOf(gazetteer.exact);
    const some = [...keys.filter((_, index) => index % 100 === 0), keys.at(-1) ?? ''];
    const unknown = some.filter((key) => findPlace(key) === null && countriesOf(key).length === 0);
    // Only names that two countries share, or that are words for a country, stay without a place.
    expect(unknown.length).toBeLessThan(some.length / 20);
  });

  it('has no reported place twice, unless it is uncertain', () => {
    const names = reportedPlaces.flatMap(([name, country, , , ...others]) =>
      [...new Set([name, ...others].map(fold))].map((one) => `${one} ${country}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('two places that may be one', () => {
  it('name one town, or lie one in the other, or one is not stated', () => {
    const pairs: readonly (readonly [string | null, string | null])[] = [
      ['Jilib', 'near Jilib'],
      ['Jilib', 'Jilib, Somalia'],
      ['Jilib', 'Somalia'],
      ['northwest Syria', 'Syria'],
      ['northwest Syria', 'Idlib'],
      ['Raqqa', 'Iraq and Syria'],
      ['Mosul and Raqqa', 'Raqqa'],
      ['Syria and Iraq', 'Iraq, Syria'],
      ['a place of no list', 'Syria'],
      ['Raqqa', null],
      [null, null],
    ];
    for (const [one, other] of pairs) {
      expect(mayBeSamePlace(one, other)).toBe(true);
      expect(mayBeSamePlace(other, one)).toBe(true);
    }
  });

  it('are two towns, or lie in other countries', () => {
    const pairs = [
      ['Raqqa', 'Mosul'],
      ['Jilib, Somalia', 'Jamaame, Somalia'],
      ['Jilib', 'Syria'],
      ['Iraq', 'Syria'],
    ] as const;
    for (const [one, other] of pairs) {
      expect(mayBeSamePlace(one, other)).toBe(false);
      expect(mayBeSamePlace(other, one)).toBe(false);
    }
  });
});

describe('a place that is known to lie in another', () => {
  it('is the same town in any usual spelling, a part of it, or in the country', () => {
    const pairs = [
      ['Raqqah, Syria', 'Raqqa'],
      ['Al Badu, Raqqa, Syria', 'raqqa'],
      ['near Hajin', 'Hajin'],
      ['Hajin', 'Hajin, Syria'],
      ['Mosul and Raqqa', 'Raqqa'],
      ['Tripoli, Libya', 'Tripoli, Libya'],
      ['Raqqa', 'Syria'],
      ['Iraq and Syria', 'Syria'],
      ['a place of no list, Syria', 'A place of no list'],
    ] as const;
    for (const [place, wanted] of pairs) expect(isKnownIn(place, wanted), `${place} in ${wanted}`).toBe(true);
  });

  it('is not the country of the town, another town, or what is not known to be it', () => {
    const pairs = [
      ['Syria', 'Raqqa'],
      ['Iraq and Syria', 'Raqqa'],
      ['northwest Syria', 'Raqqa'],
      ['Mosul, Iraq', 'Raqqa'],
      ['Tripoli', 'Tripoli, Libya'],
      ['Tripoli, Lebanon', 'Tripoli, Libya'],
      ['Raqqa', 'Iraq'],
      ['a place of no list', 'Syria'],
    ] as const;
    for (const [place, wanted] of pairs) expect(isKnownIn(place, wanted), `${place} in ${wanted}`).toBe(false);
  });
});
