import { describe, expect, it } from 'vitest';
import { detectWithdrawal } from '../../src/detect/kinds/withdrawn.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { amnesty, at, carrier, coalition, detect, incident, kindsOf, ofKind, reading, report } from './reports.ts';

const text = (total: string) =>
  `The report for April.\nIt admits at least ${total} civilians killed. It lists three cases.`;
const total = (value: number) =>
  reading('killed_total', value, { quote: `It admits at least ${value} civilians killed.` });
const page = (value: number, snapshot: number) =>
  report('2019-04', [total(value)], { documentId: 'page', snapshotId: `page.${snapshot}` });

describe('an edited page', () => {
  it('restates, quotes the sentences, and is not a new total', () => {
    const detected = detect(page(1303, 2), {
      before: page(1302, 1),
      texts: { before: text('1,302'), now: text('1,303') },
    });
    expect(kindsOf(detected)).toEqual(['restated', 'edited']);
    expect(ofKind(detected, 'edited')).toMatchObject([
      {
        figuresChanged: true,
        changes: [
          { before: 'It admits at least 1,302 civilians killed.', after: 'It admits at least 1,303 civilians killed.' },
        ],
      },
    ]);
  });

  it('and edited back is two findings with two ids', () => {
    const there = detect(page(1303, 2), {
      before: page(1302, 1),
      texts: { before: text('1,302'), now: text('1,303') },
    });
    const back = detect(page(1302, 3), { before: page(1303, 2), texts: { before: text('1,303'), now: text('1,302') } });
    const again = detect(page(1303, 4), {
      before: page(1302, 3),
      texts: { before: text('1,302'), now: text('1,303') },
    });
    const ids = [there, back, again].flatMap((each) => ofKind(each, 'restated').map((finding) => finding.id));
    expect(new Set(ids).size).toBe(3);
  });

  it('is announced if only words changed', () => {
    const texts = { before: text('1,302'), now: text('1,302').replace('three cases', 'its cases') };
    const detected = detect(page(1302, 2), { before: page(1302, 1), texts });
    expect(ofKind(detected, 'edited')).toMatchObject([{ figuresChanged: false }]);
  });

  it('is no news if only white space, punctuation or a timestamp changed', () => {
    const before = `${text('1,302')}\nLast updated 3 May 2019. 1,204 views`;
    const now = `${text('1302').replace('. It', ' .  It')}\n\nLast updated 9 May 2019. 2,311 views`;
    expect(kindsOf(detect(page(1302, 2), { before: page(1302, 1), texts: { before, now } }))).toEqual([]);
  });

  it('withdraws its total if the number is no longer in the text', () => {
    const now = report('2019-04', [], { documentId: 'page', snapshotId: 'page.2' });
    const texts = { before: text('1,302'), now: 'The report for April.' };
    expect(ofKind(detect(now, { before: page(1302, 1), texts }), 'withdrawn')).toMatchObject([
      { status: null, held: { value: 1302 } },
    ]);
  });

  it('withdraws nothing if the number is in the text and only the reader missed it', () => {
    const now = report('2019-04', [], { documentId: 'page', snapshotId: 'page.2' });
    const texts = { before: text('1,302'), now: 'The report for April. It now admits 1,302 deaths in all.' };
    expect(kindsOf(detect(now, { before: page(1302, 1), texts }))).toEqual(['edited']);
  });

  it('does not attribute to the publisher what a better reader finds in unchanged words', () => {
    const now = { ...page(1302, 2), readings: [total(1302), reading('strikes_total', 34502)], readerVersion: 2 };
    const before = { ...page(1302, 1), readings: [total(1302), reading('strikes_total', 3450)] };
    const unchanged = `${text('1,302')} strikes_total is 3450. strikes_total is 34502.`;
    const detected = detect(now, { before, texts: { before: unchanged, now: `${unchanged} One sentence more.` } });
    expect(ofKind(detected, 'restated')).toEqual([]);
    expect(ofKind(detected, 'edited')).toMatchObject([{ figuresChanged: false }]);
  });

  it('checks the sums of the next report again', () => {
    const may = report('2019-05', [reading('killed_total', 1312), reading('killed_new', 10)]);
    const detected = detect(page(1303, 2), {
      before: page(1302, 1),
      others: [may],
      texts: { before: text('1,302'), now: text('1,303') },
    });
    expect(ofKind(detected, 'does-not-add-up')).toMatchObject([{ sum: { rule: 'deaths', expected: 1313, gap: -1 } }]);
  });

  it('does not announce again a sum that failed before in the same way', () => {
    const march = report('2019-03', [reading('killed_total', 1291)]);
    const off = (snapshot: number) => ({ ...page(1302, snapshot), readings: [total(1302), reading('killed_new', 5)] });
    const texts = { before: text('1,302'), now: `${text('1,302')} And a new sentence.` };
    expect(kindsOf(detect(off(1), { others: [march] }))).toContain('does-not-add-up');
    expect(kindsOf(detect(off(2), { before: off(1), others: [march], texts }))).toEqual(['edited']);
  });

  it('is a new report if it was a teaser before', () => {
    const teaser = report(null, [], { documentId: 'page' });
    const march = report('2019-03', [total(1291)]);
    const now = { ...page(1302, 2), incidents: [incident(), incident({ outcome: 'non_credible' })] };
    expect(kindsOf(detect(now, { before: teaser, others: [march] }))).toEqual(['total-raised', 'incident-added']);
  });

  it('is no news if it never stated a figure', () => {
    const plain = (snapshot: number) => report(null, [], { documentId: 'plain', snapshotId: `plain.${snapshot}` });
    expect(
      kindsOf(detect(plain(2), { before: plain(1), texts: { before: 'A band played.', now: 'A choir sang.' } })),
    ).toEqual([]);
  });
});

describe('a document that is gone', () => {
  const gone: Report = { ...page(1302, 2), state: 'gone', readings: [] };

  it('is withdrawn once, with what it stated', () => {
    const input = { publisher: coalition, before: page(1302, 1), now: gone, status: 404 as const, at };
    expect(detectWithdrawal(input)).toMatchObject({
      kind: 'withdrawn',
      status: 404,
      held: { value: 1302 },
      event: 'page.2',
    });
    expect(detectWithdrawal({ ...input, before: gone })).toBeUndefined();
  });

  it('is no news if it was a carrier’s copy or stated nothing', () => {
    const input = { publisher: carrier, before: page(1302, 1), now: gone, status: 410 as const, at };
    expect(detectWithdrawal(input)).toBeUndefined();
    expect(detectWithdrawal({ ...input, publisher: amnesty })).toBeDefined();
    expect(detectWithdrawal({ ...input, publisher: coalition, before: report(null, []) })).toBeUndefined();
  });

  it('is announced when it is available again, and not as a second admission', () => {
    const detected = detect(page(1302, 3), {
      before: gone,
      others: [report('2019-03', [reading('killed_total', 1291)])],
    });
    expect(kindsOf(detected)).toEqual(['edited']);
  });

  it('no longer counts as a predecessor', () => {
    const april = report('2019-05', [reading('killed_total', 1312)]);
    const march = report('2019-03', [reading('killed_total', 1291)]);
    const withdrawn: Report = { ...page(1302, 2), state: 'gone' };
    expect(ofKind(detect(april, { others: [march, withdrawn] }), 'total-raised')[0]?.delta).toBe(21);
  });
});

describe('the toll of one event', () => {
  const event = (value: number, from: string, rest: Partial<Reading> = {}) =>
    reading('killed_event', value, { place: 'Jamaame', from, to: from, quote: `${value} killed in ${from}`, ...rest });
  const statement = (snapshot: number, ...readings: readonly Reading[]) =>
    report(null, readings, { documentId: 'page', snapshotId: `page.${snapshot}` });
  const edit = (before: readonly Reading[], now: readonly Reading[]) =>
    kindsOf(
      detect(statement(2, ...now), {
        before: statement(1, ...before),
        texts: { before: before.map(({ quote }) => quote).join(' '), now: now.map(({ quote }) => quote).join(' ') },
      }),
    );

  it('stays the same event if the page now gives its day', () => {
    expect(edit([event(7, '2020-02')], [event(7, '2020-02-02')])).toEqual(['edited']);
    expect(edit([event(7, '2020-02')], [event(8, '2020-02-02')])).toEqual(['restated', 'edited']);
  });

  it('is another event on another day', () => {
    const events = [event(7, '2020-02-02'), event(7, '2020-02-24')];
    expect(edit(events, [event(8, '2020-02-02'), event(7, '2020-02-24')])).toEqual(['restated', 'edited']);
    const other = report(null, [event(7, '2020-02-24')], { documentId: 'other' });
    const admitted = (before: Reading) =>
      ofKind(detect(other, { others: [statement(1, before)] }), 'admitted').map(({ now }) => now.from);
    expect(admitted(event(7, '2020-02-02'))).toEqual(['2020-02-24']);
    expect(admitted(event(7, '2020-02'))).toEqual([]);
    expect(admitted(event(7, '2020-02', { from: null }))).toEqual([]);
  });
});
