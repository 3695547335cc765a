import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incidents.ts';
import { detect, incident, kindsOf, ofKind, reading, report } from './reports.ts';

const page = (incidents: readonly Incident[], snapshot: number) =>
  report('2017-03', [reading('killed_total', 352)], { documentId: 'page', snapshotId: `page.${snapshot}`, incidents });
const mosul = incident({ quote: 'Mosul entry', start: 10 });
const raqqa = incident({ place: 'Raqqa', country: 'Syria', quote: 'Raqqa entry', start: 50, number: 2 });
const edit = (before: readonly Incident[], now: readonly Incident[]) =>
  detect(page(now, 2), { before: page(before, 1), texts: { before: null, now: '' } });

describe('the list of a new report', () => {
  it('adds its credible entries and no others', () => {
    const now = page([mosul, { ...raqqa, outcome: 'non_credible' }], 1);
    expect(ofKind(detect(now), 'incident-added').map((each) => each.incident.place)).toEqual(['Mosul']);
  });

  it('adds an entry of a stored town and day, because a town may be struck twice', () => {
    const known = [{ ...mosul, documentId: 'other', killed: 8 }];
    const detected = detect(page([mosul], 1), { knownIncidents: known });
    expect(ofKind(detected, 'incident-added')).toHaveLength(1);
    expect(ofKind(detected, 'incident-changed')).toEqual([]);
  });

  it('changes an entry that it corrects, by date and place', () => {
    const known = [{ ...mosul, documentId: 'other', killed: 8 }];
    const detected = detect(page([{ ...mosul, outcome: 'correction', killed: 5 }], 1), { knownIncidents: known });
    expect(ofKind(detected, 'incident-changed')).toMatchObject([
      { before: { killed: 8 }, now: { killed: 5 }, changed: ['killed'] },
    ]);
    expect(ofKind(detected, 'incident-added')).toEqual([]);
  });

  it('changes one that it found credible after all, by report number or NGO code, and adds it as an admission', () => {
    const known = {
      ...mosul,
      documentId: 'other',
      outcome: 'non_credible' as const,
      killed: null,
      ngoCodes: ['CI883', 'CS1997'],
    };
    const detected = detect(page([{ ...mosul, ngoCodes: ['CS1997'] }], 1), { knownIncidents: [known] });
    expect(ofKind(detected, 'incident-changed')[0]?.changed).toEqual(['outcome', 'killed']);
    expect(ofKind(detected, 'incident-added')).toHaveLength(1);
  });

  it('ignores an unchanged entry, and another allegation with the same code', () => {
    const known = { ...mosul, documentId: 'other', reportNumbers: ['497'], ngoCodes: ['CI883'] };
    const repeat = detect(page([{ ...mosul, reportNumbers: ['497'] }], 1), { knownIncidents: [known] });
    expect(kindsOf(repeat)).toEqual(['admitted']);
    const other = detect(
      page([{ ...mosul, reportNumbers: ['498'], ngoCodes: ['CI883'], outcome: 'non_credible' }], 1),
      {
        knownIncidents: [known],
      },
    );
    expect(kindsOf(other)).toEqual(['admitted']);
  });
});

describe('the list of an edited page', () => {
  it('adds every entry that is new, whatever its outcome', () => {
    const refused = { ...raqqa, outcome: 'non_credible' as const };
    expect(ofKind(edit([mosul], [mosul, refused]), 'incident-added')).toMatchObject([{ incident: { place: 'Raqqa' } }]);
  });

  it('states which facts of an entry changed', () => {
    expect(
      ofKind(edit([mosul, raqqa], [{ ...mosul, killed: 5, quote: 'Mosul entry, five' }, raqqa]), 'incident-changed'),
    ).toMatchObject([{ before: { killed: 3 }, now: { killed: 5 }, changed: ['killed'] }]);
    const moved = { ...raqqa, date: '2017-03-20', quote: 'Raqqa entry, later' };
    expect(ofKind(edit([mosul, raqqa], [mosul, moved]), 'incident-changed')).toMatchObject([{ changed: ['date'] }]);
  });

  it('announces a removed entry', () => {
    expect(ofKind(edit([mosul, raqqa], [mosul]), 'incident-changed')).toMatchObject([
      { before: { place: 'Raqqa' }, now: null },
    ]);
  });

  it('ignores another order or numbering', () => {
    const renumbered = [
      { ...raqqa, number: 1, start: 10 },
      { ...mosul, number: 2, start: 50 },
    ];
    expect(kindsOf(edit([mosul, raqqa], renumbered))).toEqual([]);
  });

  it('keeps two entries of one town and day apart', () => {
    const first = incident({ number: 1, killed: 3, quote: 'one' });
    const second = incident({ number: 2, killed: 7, quote: 'two' });
    const changed = ofKind(
      edit([first, second], [first, { ...second, killed: 9, quote: 'two, nine' }]),
      'incident-changed',
    );
    expect(changed).toMatchObject([{ before: { killed: 7 }, now: { killed: 9 } }]);
  });
});
