import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/documents.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { carrier, detect, figure, incident, kindsOf, ofKind, reading, report } from './reports.ts';

const pentagon: Publisher = { id: 'dod', name: 'the Department of Defense', role: 'acknowledging' };
const africom: Publisher = { id: 'africom', name: 'AFRICOM', role: 'acknowledging' };
const britain: Publisher = { id: 'uk-mod', name: 'the UK Ministry of Defence', role: 'acknowledging' };

const day = '2023-05-03';
const strike = (rest: Partial<Reading> = {}) =>
  reading('killed_event', 1, { speakers: ['centcom'], place: 'northwest Syria', from: day, to: day, ...rest });

let documents = 0;
function statement(one: Reading, published: string, rest: Partial<Report> = {}): Report {
  documents += 1;
  const documentId = `statement-${documents}`;
  return report(null, [one], { documentId, published: `${published}T12:00:00.000Z`, publisher: 'centcom', ...rest });
}

/** Returns the kinds of findings of a statement by the Pentagon after one by CENTCOM. */
function afterCentcom(second: Partial<Reading>, published = '2023-06-10', first: Partial<Reading> = {}) {
  const told = statement(strike(first), '2023-06-01');
  const now = statement(strike({ speakers: ['dod'], ...second }), published, { publisher: 'dod' });
  return kindsOf(detect(now, { publisher: pentagon, others: [told] }));
}

describe('an admission that another body of the chain of command repeats', () => {
  it('is told once', () => {
    expect(afterCentcom({})).toEqual([]);
    expect(afterCentcom({ speakers: ['centcom'] })).toEqual([]);
  });

  it('is told once if place or time are left out or less exact', () => {
    const vaguer: readonly Partial<Reading>[] = [
      { place: 'Syria' },
      { place: null },
      { from: '2023-05', to: '2023-05' },
      { from: null, to: null },
      { place: null, from: null, to: null },
    ];
    for (const one of vaguer) {
      expect(afterCentcom(one)).toEqual([]);
      expect(afterCentcom({}, '2023-06-10', one)).toEqual([]);
    }
  });

  it('is told if the number, the place or the time is another', () => {
    const others: readonly Partial<Reading>[] = [
      { value: 2 },
      { valueMax: 3 },
      { place: 'Iraq' },
      { from: '2023-05-04', to: '2023-05-04' },
      { from: '2023-04', to: '2023-04' },
    ];
    for (const one of others) expect(afterCentcom(one)).toEqual(['admitted']);
  });

  it('is told if it leaves out place or time and comes months later', () => {
    expect(afterCentcom({ from: null, to: null }, '2023-09-01')).toEqual(['admitted']);
    expect(afterCentcom({ place: null }, '2023-09-01')).toEqual(['admitted']);
    expect(afterCentcom({}, '2024-06-01')).toEqual([]);
  });

  it('is told if a body outside the chain of command joins', () => {
    expect(afterCentcom({ speakers: ['dod', 'uk-mod'] })).toEqual(['admitted']);
    const now = statement(strike({ speakers: ['uk-mod'] }), '2023-06-10', { publisher: 'uk-mod' });
    const told = statement(strike(), '2023-06-01');
    expect(kindsOf(detect(now, { publisher: britain, others: [told] }))).toEqual(['admitted']);
  });

  it('is told once if it is a number of newly admitted deaths, unless one body gives it twice', () => {
    const added = (speakers: readonly string[]) => reading('killed_new', 33, { speakers });
    const told = statement(added(['centcom']), '2023-06-01');
    const other = statement(added(['dod']), '2023-06-10', { publisher: 'dod' });
    expect(kindsOf(detect(other, { publisher: pentagon, others: [told] }))).toEqual([]);
    const again = statement(added(['centcom']), '2023-06-10');
    const centcom = { ...pentagon, id: 'centcom' };
    expect(kindsOf(detect(again, { publisher: centcom, others: [told] }))).toEqual(['admitted']);
    const month = (to: string) => ({ period: { from: to, to } });
    const may = statement(added(['centcom']), '2023-06-01', month('2023-05'));
    const june = statement(added(['dod']), '2023-07-01', { publisher: 'dod', ...month('2023-06') });
    expect(kindsOf(detect(june, { publisher: pentagon, others: [may] }))).toEqual(['admitted']);
  });

  it('is told once if it is a total, and told if the total is another', () => {
    const total = (value: number) => reading('killed_total', value, { speakers: ['dod'], place: 'Iraq and Syria' });
    const april = report('2019-04', [reading('killed_total', 1302, { place: 'Iraq and Syria' })]);
    const kinds = (value: number) =>
      kindsOf(
        detect(statement(total(value), '2019-06-10', { publisher: 'dod' }), { publisher: pentagon, others: [april] }),
      );
    expect(kinds(1302)).toEqual([]);
    expect(kinds(1310)).toEqual(['admitted']);
  });

  it('is told once where somebody else quotes one body and then the other', () => {
    const now = statement(strike({ speakers: ['dod'] }), '2023-06-10', { publisher: carrier.id });
    const stored = figure('killed_event', 1, {
      ...{ speakers: ['centcom'], place: 'Syria', from: day, to: day, publisher: 'centcom' },
      published: '2023-06-01T12:00:00.000Z',
    });
    expect(kindsOf(detect(now, { publisher: carrier, storedFigures: [stored] }))).toEqual([]);
    expect(kindsOf(detect(now, { publisher: carrier, storedFigures: [{ ...stored, value: 2 }] }))).toEqual(['claimed']);
    expect(kindsOf(detect(now, { publisher: carrier, storedFigures: [{ ...stored, speakers: ['uk-mod'] }] }))).toEqual([
      'claimed',
    ]);
  });

  it('lists no entry again that another publisher of the command lists', () => {
    const entry = incident({ place: 'Mosul', killed: 3 });
    const first = statement(reading('killed_new', 3), '2019-06-01', { documentId: 'first' });
    const listed = (rest: Partial<Report>) =>
      statement(reading('killed_new', 3), '2019-06-10', { incidents: [entry], ...rest });
    const input = { others: [first], knownIncidents: [{ ...entry, documentId: 'first' }] };
    expect(kindsOf(detect(listed({ publisher: 'dod' }), { publisher: pentagon, ...input }))).toEqual([]);
    expect(kindsOf(detect(listed({ publisher: 'centcom' }), { publisher: pentagon, ...input }))).toContain(
      'incident-added',
    );
  });
});

describe('strikes on one place with as many dead', () => {
  const jilib = (at: string | null, rest: Partial<Reading> = {}) =>
    reading('killed_event', 1, { speakers: ['africom'], place: 'Jilib', from: at, to: at, ...rest });
  const days = [
    ['2020-02-02', '2020-04-27'],
    ['2021-01-01', '2021-05-18'],
    ['2025-03-04', '2025-06-10'],
  ] as const;
  const told = (statements: readonly Report[]) =>
    statements.map((now, index) => kindsOf(detect(now, { publisher: africom, others: statements.slice(0, index) })));
  const of = (one: Reading, published: string) => statement(one, published, { publisher: 'africom' });

  it('are each told, whether their days are stated or not', () => {
    const each = [['admitted'], ['admitted'], ['admitted']];
    expect(told(days.map(([at, published]) => of(jilib(at), published)))).toEqual(each);
    expect(told(days.map(([, published]) => of(jilib(null), published)))).toEqual(each);
    expect(told(days.map(([at, published], index) => of(jilib(index === 1 ? null : at), published)))).toEqual(each);
  });

  it('are each told within days, and in one document', () => {
    const statements = ['2020-02-02', '2020-02-03'].map((at) => of(jilib(at), '2020-04-27'));
    expect(told(statements)).toEqual([['admitted'], ['admitted']]);
    const both = statement(jilib('2020-02-02'), '2020-04-27', { publisher: 'africom' });
    const now = { ...both, readings: [jilib('2020-02-02'), jilib('2020-02-03')] };
    expect(ofKind(detect(now, { publisher: africom }), 'admitted')).toHaveLength(2);
  });

  it('are each told where one page is rewritten for each, or gains the second', () => {
    const before = of(jilib('2020-02-02'), '2020-04-27');
    const texts = { before: 'On 2 February one was killed.', now: 'On 3 February one was killed.' };
    const page = (...readings: readonly Reading[]) => ({ ...before, snapshotId: `${before.documentId}.2`, readings });
    const admitted = (now: Report) =>
      ofKind(detect(now, { publisher: africom, before, texts }), 'admitted').map((each) => each.now.from);
    expect(admitted(page(jilib('2020-02-03')))).toEqual(['2020-02-03']);
    expect(admitted(page(jilib('2020-02-02'), jilib('2020-02-03')))).toEqual(['2020-02-03']);
    expect(admitted(page(jilib('2020-02')))).toEqual([]);
    expect(admitted(page(jilib('2020-02-02'), jilib('2020-02-02', { measure: 'injured_event' })))).toEqual([]);
  });
});
