import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areUnknown, builtInSpeakers, createSpeakers, speakerIds, speakerSet } from '../../src/domain/speakers.ts';

const { areAcknowledging, areDocumenting, familyOf, isAdmission, nameOf } = builtInSpeakers;

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
  expect(nameOf('constructor')).toBeUndefined();
});

test('a speaker that no table has is named as printed', () => {
  expect(nameOf('other:Freedonian Army')).toBe('Freedonian Army');
  expect(nameOf('other:')).toBeUndefined();
  expect(areUnknown(['other:Freedonian Army', 'other'])).toBe(true);
  expect(areUnknown(['amnesty', 'other:Freedonian Army'])).toBe(false);
  expect(areUnknown(['a-speaker-of-the-configuration'])).toBe(false);
});

test('every speaker of the table has a name and is alone in its set', () => {
  for (const id of speakerIds) {
    expect(nameOf(id)).not.toBe('');
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

test('speakers of the configuration have roles, names and families, and change no row of the table', () => {
  const army = {
    name: 'the Freedonian Army',
    role: 'acknowledging',
    family: 'freedonia',
    aliases: [],
    hosts: [],
  } as const;
  const speakers = createSpeakers([
    { ...army, id: 'freedonia' },
    { ...army, id: 'freedonia-navy', name: 'the Freedonian Navy' },
    { ...army, id: 'monitor', name: 'the Monitor', role: 'documenting', family: null },
    { ...army, id: 'amnesty' },
  ]);
  expect(speakers.nameOf('freedonia')).toBe('the Freedonian Army');
  expect(speakers.areAcknowledging(['freedonia', 'cjtf-oir'])).toBe(true);
  expect(speakers.areDocumenting(['monitor', 'amnesty'])).toBe(true);
  expect(speakers.nameOf('amnesty')).toBe('Amnesty International');
  expect(speakers.familyOf('freedonia')).toEqual(['freedonia', 'freedonia-navy']);
  const navy = { id: 'freedonia-navy', name: 'Navy', role: 'acknowledging' } as const;
  expect(speakers.isAdmission(navy, ['freedonia'])).toBe(true);
  expect(speakers.isAdmission(navy, ['cjtf-oir'])).toBe(false);
  expect(builtInSpeakers.nameOf('freedonia')).toBeUndefined();
});

test('a set has the same order whatever the configuration adds', () => {
  expect(speakerSet(['zeta', 'amnesty', 'alpha', 'cjtf-oir'])).toEqual(['cjtf-oir', 'amnesty', 'alpha', 'zeta']);
});
