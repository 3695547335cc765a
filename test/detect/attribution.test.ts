import { describe, expect, it } from 'vitest';
import { setAsideMisattributedStrikes } from '../../src/detect/set-aside/misattributed-strikes.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { Reading, ReadResult } from '../../src/domain/readings.ts';
import { coalition, detect, kindsOf, reading, report } from './reports.ts';

const iraq: Publisher = { id: 'iq-forces', name: 'the Iraqi military', role: 'acknowledging' };
const toll = (quote: string, rest: Partial<Reading> = {}) =>
  reading('killed_event', 61, { speakers: ['iq-forces'], place: 'Mosul', quote, ...rest });

describe('a toll on a page of a force', () => {
  const kinds = (quote: string) =>
    kindsOf(detect(report(null, [toll(quote)], { publisher: 'iq-forces' }), { publisher: iraq }));

  it('is an admission of its own strike, and a claim about the strike of another force', () => {
    expect(kinds('Iraqi jets killed 61 civilians.')).toEqual(['admitted']);
    expect(kinds('A Coalition airstrike killed 61 civilians.')).toEqual(['claimed']);
  });

  it('stays a claim when the page is edited', () => {
    const before = report(null, [toll('A Coalition airstrike killed 61 civilians.')], { publisher: 'iq-forces' });
    const now = {
      ...before,
      snapshotId: 'doc-loose.2',
      readings: [toll('A Coalition airstrike killed 62 civilians.', { value: 62 })],
    };
    expect(kindsOf(detect(now, { publisher: iraq, before }))).toEqual(['claimed']);
  });
});

describe('a toll that is given to the Coalition', () => {
  const setAside = (one: Reading) => {
    const result: ReadResult = {
      ...{ reader: 'statement', readerVersion: 1, period: null, readings: [one] },
      ...{ mentions: [], positions: [], incidents: [], warnings: [] },
    };
    return setAsideMisattributedStrikes(result);
  };
  const given = (quote: string, place: string | null, rest: Partial<Reading> = {}) =>
    reading('killed_event', 2, { quote, place, ...rest });

  it('is set aside with its sentence if it was a strike of the United States, or in another country', () => {
    for (const one of [
      given('A unilateral U.S. strike killed two civilians.', 'Syria'),
      given('A US drone strike killed two civilians.', null),
      given('A Coalition strike killed two civilians.', 'Jilib'),
      given('The strike injured two civilians.', 'Kabul', { measure: 'injured_event' }),
    ]) {
      const { quote, start, end } = one;
      const harm = one.measure === 'injured_event' ? 'injured' : 'killed';
      expect(setAside(one)).toMatchObject({
        readings: [],
        warnings: [
          { code: 'unattributed-figure', reason: 'another-force', value: 2, harm, quote: { quote, start, end } },
        ],
      });
    }
  });

  it('stays if the Coalition may have struck, and so does that of another speaker', () => {
    for (const one of [
      given('A Coalition strike killed two civilians.', 'Raqqa'),
      given('The strike killed two civilians.', null),
      given('The strike killed two civilians.', 'a place of no list'),
      given('A unilateral U.S. strike killed two civilians.', 'Syria', { speakers: ['centcom'] }),
    ])
      expect(setAside(one)).toMatchObject({ readings: [one], warnings: [] });
  });

  it('is a total of Iraq and Syria in every report of the record', () => {
    const total = reading('killed_total', 1302, { place: 'Iraq and Syria' });
    expect(setAside(total).readings).toEqual([total]);
    expect(kindsOf(detect(report('2019-04', [total]), { publisher: coalition }))).toEqual(['admitted']);
  });
});
