import { describe, expect, it } from 'vitest';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { detect, incident, kindsOf, ofKind, reading, report } from './reports.ts';

const march = report('2019-03', [reading('killed_total', 1291, { qualifier: 'at least' })]);
const april = report('2019-04', [
  reading('killed_total', 1302, { qualifier: 'at least' }),
  reading('killed_new', 5),
  reading('allegations_carried_over', 122),
  reading('allegations_received', 7),
  reading('allegations_completed', 18),
  reading('allegations_open', 111),
]);

describe('first contact', () => {
  it('gives exactly one baseline for each document, whatever it contains', () => {
    const now = { ...april, incidents: [incident()], warnings: [{ code: 'no-total', stated: 'nowhere' } as const] };
    const detected = detect(now, { firstContact: true, others: [march] });
    expect(kindsOf(detected)).toEqual(['baseline']);
    expect(ofKind(detected, 'baseline')[0]?.now?.value).toBe(1302);
  });

  it('returns checked sums without announcing them', () => {
    expect(
      detect(april, { firstContact: true, others: [march] }).sums.map((sum) => `${sum.rule} ${sum.verdict}`),
    ).toEqual(['deaths does-not-add-up', 'carried-over not-checkable', 'open-cases adds-up']);
  });
});

describe('a new report', () => {
  it('raises the total of the latest earlier period and says by how much', () => {
    const detected = detect(april, { others: [report('2019-02', [reading('killed_total', 1257)]), march] });
    expect(ofKind(detected, 'total-raised')).toMatchObject([
      { delta: 11, before: { value: 1291, documentId: 'doc-2019-03' }, now: { value: 1302 }, event: 'doc-2019-04.1' },
    ]);
    expect(ofKind(detected, 'does-not-add-up')).toMatchObject([{ sum: { rule: 'deaths', expected: 1296, gap: 6 } }]);
  });

  it('lowers the total, or leaves it unchanged', () => {
    expect(kindsOf(detect(report('2019-04', [reading('killed_total', 1290)]), { others: [march] }))).toEqual([
      'total-lowered',
    ]);
    expect(kindsOf(detect(report('2019-04', [reading('killed_total', 1291)]), { others: [march] }))).toEqual([
      'total-unchanged',
    ]);
  });

  it('orders reports by period, not by day of publication', () => {
    const february = report('2020-02', [reading('killed_total', 1377)], { published: '2020-03-25T09:00:00.000Z' });
    const january = report('2020-01', [reading('killed_total', 1370)], { published: '2020-03-25T15:00:00.000Z' });
    const detected = detect(february, { others: [january] });
    expect(ofKind(detected, 'total-raised')[0]?.delta).toBe(7);
  });

  it('never compares the totals of two places or of two speakers', () => {
    const iraq = report('2019-03', [reading('killed_total', 900, { place: 'Iraq' })]);
    const other = report('2019-02', [reading('killed_total', 50, { speakers: ['africom'], place: 'Syria' })]);
    const now = report('2019-04', [reading('killed_total', 400, { place: 'Syria' })]);
    expect(kindsOf(detect(now, { others: [iraq, other] }))).toEqual(['admitted']);
  });

  it('matches two orders of place names, and a report without a place if no other place can be meant', () => {
    const named = report('2019-03', [reading('killed_total', 1291, { place: 'Syria and Iraq' })]);
    const now = report('2019-04', [reading('killed_total', 1302, { place: 'Iraq and Syria' })]);
    expect(kindsOf(detect(now, { others: [named] }))).toEqual(['total-raised']);
    expect(kindsOf(detect(now, { others: [march] }))).toEqual(['total-raised']);
  });

  it('is admitted if it states deaths (zero included) or cases and no total', () => {
    const quarter = { period: { from: '2020-01', to: '2020-03' } };
    const admits = (now: ReturnType<typeof report>) =>
      ofKind(detect(now), 'admitted').map((each) => [each.now.measure, each.now.value]);
    expect(admits(report('2020-03', [reading('killed_new', 2), reading('injured_new', 3)], quarter))).toEqual([
      ['killed_new', 2],
    ]);
    expect(admits(report('2020-03', [reading('killed_new', 0)], quarter))).toEqual([['killed_new', 0]]);
    expect(admits(report('2020-03', [reading('injured_new', 3)], quarter))).toEqual([['injured_new', 3]]);
    expect(admits(report('2020-03', [reading('allegations_credible', 1)], quarter))).toEqual([
      ['allegations_credible', 1],
    ]);
  });

  it('treats two batches about the same months as two admissions, and a copy of one as a copy', () => {
    const batch = (id: string, killed: number) =>
      report('2015-11', [reading('killed_new', killed)], { documentId: id });
    const known = [{ ...incident({ place: 'Ramadi' }), documentId: 'first' }];
    const second = { ...batch('second', 2), incidents: [incident({ place: 'Hit' })] };
    expect(kindsOf(detect(second, { others: [batch('first', 2)], knownIncidents: known }))).toEqual([
      'admitted',
      'incident-added',
    ]);
    expect(kindsOf(detect(batch('third', 4), { others: [batch('first', 2)] }))).toEqual(['admitted']);
    const copy = { ...batch('copy', 2), incidents: [incident({ place: 'Ramadi' })] };
    expect(kindsOf(detect(copy, { others: [batch('first', 2)], knownIncidents: known }))).toEqual([]);
  });

  it('warns the operators once about what was not read', () => {
    const warned = { ...april, warnings: [{ code: 'no-total', stated: 'nowhere' } as const] };
    expect(ofKind(detect(warned, { others: [march] }), 'reader-warning')).toHaveLength(1);
    expect(ofKind(detect({ ...warned, snapshotId: 'doc-2019-04.2' }, { before: warned }), 'reader-warning')).toEqual(
      [],
    );
  });
});

describe('a second document about the same period', () => {
  const second = (total: number, published: string, id = 'second') =>
    report('2019-04', [reading('killed_total', total)], { documentId: id, published });

  it('is a copy if it states the same', () => {
    expect(kindsOf(detect({ ...april, documentId: 'copy', snapshotId: 'copy.1' }, { others: [march, april] }))).toEqual(
      [],
    );
  });

  it('restates a different value', () => {
    const detected = detect(second(1304, '2019-06-03T00:00:00.000Z'), { others: [march, april] });
    expect(ofKind(detected, 'restated')).toMatchObject([{ before: { value: 1302 }, now: { value: 1304 } }]);
    expect(ofKind(detected, 'total-raised')).toEqual([]);
  });

  it('is the older value if it was published before the stored one', () => {
    const detected = detect(second(1300, '2019-04-01T00:00:00.000Z'), { others: [march, april] });
    expect(ofKind(detected, 'restated')).toMatchObject([{ before: { value: 1300 }, now: { value: 1302 } }]);
  });

  it('is news again when an old value comes back, and a copy when it is only an old copy', () => {
    const revised = second(1304, '2019-06-03T00:00:00.000Z', 'revised');
    const back = detect(second(1302, '2019-06-10T00:00:00.000Z', 'back'), { others: [march, april, revised] });
    expect(ofKind(back, 'restated')).toMatchObject([{ before: { value: 1304 }, now: { value: 1302 } }]);
    const old = detect(second(1302, '2019-04-28T13:00:00.000Z', 'old'), { others: [march, april, revised] });
    expect(kindsOf(old)).toEqual([]);
  });

  it('is the report if the first one stated no deaths', () => {
    const strikes = report('2019-04', [reading('strikes_total', 34502)], { documentId: 'strikes' });
    const now = report('2019-04', [reading('killed_total', 1302), reading('strikes_total', 34502)]);
    expect(kindsOf(detect(now, { others: [march, strikes] }))).toContain('total-raised');
  });
});

describe('a late report', () => {
  const may = report('2019-05', [reading('killed_total', 1319), reading('killed_new', 10)]);

  it('fills the gap and does not raise the total', () => {
    const detected = detect(report('2019-04', [reading('killed_total', 1309)]), { others: [march, may] });
    expect(kindsOf(detected)).toEqual(['late-report']);
    expect(ofKind(detected, 'late-report')).toMatchObject([
      { now: { value: 1309 }, before: { value: 1291 }, laterPeriod: { from: '2019-05', to: '2019-05' } },
    ]);
    expect(detected.sums.map((sum) => `${sum.rule} ${sum.stated.period?.to} ${sum.verdict}`)).toEqual([
      'deaths 2019-04 not-checkable',
      'deaths 2019-05 adds-up',
    ]);
  });

  it('reports in its own event that the sum of the next report fails', () => {
    const detected = detect(april, { others: [march, may] });
    expect(
      ofKind(detected, 'does-not-add-up').map((each) => [each.sum.stated.period?.to, each.sum.gap, each.event]),
    ).toEqual([
      ['2019-04', 6, 'doc-2019-04.1'],
      ['2019-05', 7, 'doc-2019-04.1'],
    ]);
    expect(ofKind(detected, 'does-not-add-up')[1]?.period?.to).toBe('2019-05');
  });
});

describe('a page that is rewritten for each report', () => {
  it('is a new report, compared with what it stated before', () => {
    const now = { ...april, documentId: 'doc-2019-03', snapshotId: 'doc-2019-03.2' };
    const detected = detect(now, { before: march });
    expect(kindsOf(detected)).toEqual(['total-raised', 'does-not-add-up']);
  });

  it('is an edit if only the month was corrected', () => {
    const now = { ...march, snapshotId: 'doc-2019-03.2', period: { from: '2019-02', to: '2019-02' } };
    const texts = { before: 'During March, at least 1,291.', now: 'During February, at least 1,291.' };
    expect(kindsOf(detect(now, { before: march, texts }))).toEqual(['edited']);
  });
});

describe('a report that another publisher of the same command publishes', () => {
  it('is a copy', () => {
    const now = { ...april, documentId: 'mirror', snapshotId: 'mirror.1', publisher: 'centcom' };
    const centcom = { id: 'centcom', name: 'CENTCOM', role: 'acknowledging' as const };
    expect(kindsOf(detect(now, { publisher: centcom, others: [march, april] }))).toEqual([]);
    expect(builtInSpeakers.familyOf('centcom')).toContain('cjtf-oir');
    expect(builtInSpeakers.familyOf('uk-mod')).toEqual(['uk-mod']);
  });
});

describe('a statement that names no period', () => {
  const says = (value: number, to: string | null) =>
    report(null, [reading('killed_total', value, { to })], { published: '2019-06-02T00:00:00.000Z' });

  it('is no news if it repeats the total of the month that it covers', () => {
    const may = report('2019-05', [reading('killed_total', 1319)], { published: '2019-06-27T00:00:00.000Z' });
    expect(kindsOf(detect(says(1302, '2019-04'), { others: [march, april, may] }))).toEqual([]);
    expect(kindsOf(detect(says(1302, null), { others: [march, april, may] }))).toEqual([]);
  });

  it('raises the total if its value is higher', () => {
    expect(ofKind(detect(says(1310, null), { others: [march, april] }), 'total-raised')[0]?.delta).toBe(8);
  });
});
