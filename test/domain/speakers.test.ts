import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areAcknowledging,
  areDocumenting,
  areUnknown,
  familyOf,
  isAdmission,
  nameOfSpeaker,
  speakerIds,
  speakerSet,
} from '../../src/domain/speakers.ts';

test('several speakers admit if each of them does, in any order', () => {
  expect(areAcknowledging(['cjtf-oir', 'centcom'])).toBe(true);
  for (const mixed of [
    ['cjtf-oir', 'amnesty'],
    ['amnesty', 'cjtf-oir'],
    ['cjtf-oir', 'other'],
    ['cjtf-oir', 'other:Freedonian Army'],
    [],
  ]) {
    expect(areAcknowledging(mixed), mixed.join()).toBe(false);
    expect(areDocumenting(mixed), mixed.join()).toBe(false);
  }
});

test('an unknown speaker neither admits nor documents', () => {
  for (const speaker of ['other', 'constructor', '__proto__', 'other:Freedonian Army']) {
    expect(areAcknowledging([speaker])).toBe(false);
    expect(areDocumenting([speaker])).toBe(false);
  }
  expect(nameOfSpeaker('constructor')).toBeUndefined();
});

test('a speaker that no table has is named as printed', () => {
  expect(nameOfSpeaker('other:Freedonian Army')).toBe('Freedonian Army');
  expect(nameOfSpeaker('other:')).toBeUndefined();
  expect(areUnknown(['other:Freedonian Army', 'other'])).toBe(true);
  expect(areUnknown(['amnesty', 'other:Freedonian Army'])).toBe(false);
  expect(areUnknown(['a-speaker-of-the-configuration'])).toBe(false);
});

test('every speaker of the table has a name and is alone in its set', () => {
  for (const id of speakerIds) {
    expect(nameOfSpeaker(id)).not.toBe('');
    expect(speakerSet([id, id])).toEqual([id]);
  }
});

test('a set is the same in any order, and keeps ids that are not in the table', () => {
  const ids = fc.array(fc.oneof(fc.constantFrom<string>(...speakerIds), fc.string()), { maxLength: 6 });
  fc.assert(
    fc.property(ids, (given) => {
      const set = speakerSet(given);
      expect(speakerSet(given.toReversed())).toEqual(set);
      expect(new Set(set)).toEqual(new Set(given));
      expect(set.length).toBe(new Set(given).size);
    }),
  );
});

test('a chain of command publishes what a member admits; another ministry admits only its own figures', () => {
  expect(familyOf('centcom')).toContain('cjtf-oir');
  expect(familyOf('uk-mod')).toEqual(['uk-mod']);
  expect(familyOf('no-speaker')).toEqual(['no-speaker']);
  const role = 'acknowledging';
  expect(isAdmission({ id: 'centcom', name: 'CENTCOM', role }, ['cjtf-oir'])).toBe(true);
  expect(isAdmission({ id: 'uk-mod', name: 'MoD', role }, ['cjtf-oir'])).toBe(false);
  expect(isAdmission({ id: 'our-name-for-it', name: 'Coalition', role }, ['cjtf-oir'])).toBe(true);
  expect(isAdmission({ id: 'centcom', name: 'CENTCOM', role: 'carrier' }, ['cjtf-oir'])).toBe(false);
  expect(isAdmission({ id: 'centcom', name: 'CENTCOM', role }, ['cjtf-oir', 'amnesty'])).toBe(false);
});
