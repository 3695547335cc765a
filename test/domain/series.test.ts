import { expect, test } from 'vitest';
import { placeKey } from '../../src/domain/places.ts';
import { headKey, type SeriesFacts, seriesKey } from '../../src/domain/series.ts';

const total: SeriesFacts = {
  measure: 'killed_total',
  speakers: ['cjtf-oir'],
  place: 'Iraq and Syria',
  from: '2014-08',
  to: '2019-04',
};

test.each(['Syria and Iraq', 'Iraq, Syria', 'SYRIA & Iraq', 'the Iraq/Syria', 'Syria and  Iraq and Syria'])(
  'a place is a set of names: %s is Iraq and Syria',
  (place) => {
    expect(placeKey(place)).toBe(placeKey('Iraq and Syria'));
    expect(seriesKey({ ...total, place })).toBe(seriesKey(total));
  },
);

test.each(['Iraq', 'Syria', 'Iraq and Libya', 'Iraq and Syria and Libya', null])(
  'another set is another place: %s',
  (place) => {
    expect(seriesKey({ ...total, place })).not.toBe(seriesKey(total));
  },
);

test('accents, apostrophes and case do not distinguish places', () => {
  expect(placeKey('Al-Ḥawīja')).toBe(placeKey('al hawija'));
});

test('a name with a plus sign is not two names', () => {
  expect(placeKey('A+B')).not.toBe(placeKey('A and B'));
});

test('a running total is one series while its window grows; the window distinguishes tolls of events', () => {
  expect(seriesKey({ ...total, to: '2019-05' })).toBe(seriesKey(total));
  const event: SeriesFacts = { ...total, measure: 'killed_event', from: '2020-02', to: '2020-02' };
  const later = { ...event, from: '2021-03', to: '2021-03' };
  expect(seriesKey(later)).not.toBe(seriesKey(event));
  expect(headKey(later), 'one of them is current').toBe(headKey(event));
});

test('tolls of two days on one place are two events, each of them current', () => {
  const event: SeriesFacts = { ...total, measure: 'killed_event', from: '2016-03-22', to: '2016-03-22' };
  const later = { ...event, from: '2016-03-24', to: '2016-03-24' };
  const month = { ...event, from: '2016-03', to: '2016-03' };
  expect(new Set([event, later, month].map(seriesKey)).size).toBe(3);
  expect(new Set([event, later, month].map(headKey)).size).toBe(3);
});

test('joint speakers are a separate speaker', () => {
  expect(seriesKey({ ...total, speakers: ['cjtf-oir', 'centcom'] })).not.toBe(seriesKey(total));
});
