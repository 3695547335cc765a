import { describe, expect, it } from 'vitest';
import { checkSums as check } from '../../src/detect/compare/sums.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { detect, incident, kindsOf, ofKind, reading, report } from './reports.ts';

const checkSums = (report: Report, record: readonly Report[]) => check(report, record, builtInSpeakers);
const march = report('2019-03', [reading('killed_total', 1291)]);
const deaths = (total: Partial<Reading>, added: Partial<Reading>) =>
  checkSums(report('2019-04', [reading('killed_total', 1302, total), reading('killed_new', 5, added)]), [march])[0];

describe('a sum', () => {
  it('gives its terms with their signs, the expected value and the gap', () => {
    expect(deaths({}, {})).toMatchObject({
      ...{ rule: 'deaths', verdict: 'does-not-add-up', expected: 1296, gap: 6, reason: null, note: null },
      terms: [
        { sign: 1, figure: { value: 1291, documentId: 'doc-2019-03' } },
        { sign: 1, figure: { value: 5, documentId: 'doc-2019-04' } },
      ],
    });
  });

  it('adds up if a range allows it', () => {
    expect(deaths({}, { value: 6, valueMax: 18 })?.verdict).toBe('adds-up');
    expect(deaths({}, { value: 6, valueMax: 8 })).toMatchObject({ verdict: 'does-not-add-up', expected: 1299, gap: 3 });
  });

  it('is not checked with an approximate part', () => {
    expect(deaths({}, { qualifier: 'about' })).toMatchObject({ verdict: 'not-checkable', reason: 'part-not-stated' });
    expect(deaths({ qualifier: 'at least' }, {})?.verdict).toBe('does-not-add-up');
  });

  it('is not checked, and not announced, if the part is stated for several places or not at all', () => {
    const places = [reading('killed_new', 2, { place: 'Iraq' }), reading('killed_new', 3, { place: 'Syria' })];
    const now = report('2019-04', [reading('killed_total', 1302), ...places]);
    expect(checkSums(now, [march])[0]).toMatchObject({ verdict: 'not-checkable', reason: 'part-not-stated' });
    expect(kindsOf(detect(now, { others: [march] }))).toEqual(['total-raised']);
  });

  it('notes that the report explains a gap by entries not previously reported', () => {
    const now = {
      ...report('2019-04', [reading('killed_total', 1302), reading('killed_new', 5)]),
      incidents: [incident({ notPreviouslyReported: true })],
    };
    expect(ofKind(detect(now, { others: [march] }), 'does-not-add-up')[0]?.sum.note).toBe('not-previously-reported');
  });

  it('of a counter fails if it falls, and is uncertain if a report between is missing', () => {
    const strikes = (month: string, value: number) => report(month, [reading('strikes_total', value)]);
    const verdict = (now: ReturnType<typeof report>, ...record: ReturnType<typeof report>[]) =>
      checkSums(now, record)[0];
    expect(verdict(strikes('2019-04', 90), strikes('2019-03', 100))).toMatchObject({
      verdict: 'does-not-add-up',
      gap: -10,
    });
    expect(verdict(strikes('2019-04', 90), strikes('2019-02', 100))).toMatchObject({
      ...{ verdict: 'not-checkable', missing: [{ from: '2019-03', to: '2019-03' }] },
    });
    expect(verdict(strikes('2019-04', 110), strikes('2019-01', 100))?.verdict).toBe('adds-up');
  });

  it('counts a report of several months for each of them', () => {
    const quarter = (from: string, to: string, open: number, carried: number) =>
      report(to, [reading('allegations_open', open), reading('allegations_carried_over', carried)], {
        period: { from, to },
      });
    const first = quarter('2020-01', '2020-03', 4, 2);
    expect(checkSums(quarter('2020-04', '2020-06', 7, 4), [first])[1]?.verdict).toBe('adds-up');
    expect(checkSums(quarter('2020-04', '2020-06', 7, 5), [first])[1]).toMatchObject({
      verdict: 'does-not-add-up',
      gap: 1,
    });
    expect(checkSums(quarter('2020-07', '2020-09', 7, 5), [first])[1]?.missing).toEqual([
      { from: '2020-04', to: '2020-06' },
    ]);
  });

  it('of carried cases is not checked against a report that counts only its own cases', () => {
    const parts = (open: number) => [
      reading('allegations_received', 18),
      reading('allegations_completed', 15),
      reading('allegations_open', open),
    ];
    const next = report('2016-11', [reading('allegations_carried_over', 7)]);
    expect(checkSums(next, [report('2016-10', parts(3))])[0]).toMatchObject({
      verdict: 'not-checkable',
      reason: 'part-not-stated',
    });
    expect(checkSums(next, [report('2016-10', parts(9))])[0]).toMatchObject({ verdict: 'does-not-add-up', gap: -2 });
  });
});
