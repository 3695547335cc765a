import { describe, expect, it } from 'vitest';
import type { DetectInput } from '../../src/detect/detection.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { Mention } from '../../src/domain/readings.ts';
import { amnesty, carrier, coalition, detect, kindsOf, ofKind, reading, report } from './reports.ts';

const africom = { ...coalition, id: 'africom', name: 'Africa Command' };

function mention(value: number, rest: Partial<Mention> = {}): Mention {
  const quote = `The report that ${value} civilians were killed near Jamaame is not credible.`;
  const place = { place: 'near Jamaame', from: '2020-02-02', to: '2020-02-02' };
  return { ...reading('killed_event', value, { speakers: ['africom'], quote }), ...place, stance: 'doubted', ...rest };
}

const page = (mentions: readonly Mention[], rest: Partial<Report> = {}) =>
  report(null, [], { publisher: 'africom', documentId: 'page', mentions, ...rest });
const found = (mentions: readonly Mention[], rest: Partial<DetectInput> = {}) =>
  detect(page(mentions), { publisher: africom, ...rest });
const edit = (before: readonly Mention[], now: readonly Mention[], rest: Partial<Report> = {}) =>
  kindsOf(
    detect(page(now, { snapshotId: 'page.2', ...rest }), {
      publisher: africom,
      before: page(before),
      texts: { before: before.map(({ quote }) => quote).join(' '), now: now.map(({ quote }) => quote).join(' ') },
    }),
  );
const values = (detected: ReturnType<typeof detect>) => ofKind(detected, 'denied').map((each) => each.mentioned.value);

describe('a figure that is not asserted', () => {
  it.each([
    ['denied', 'denied'],
    ['doubted', 'denied'],
    ['under-review', 'under-review'],
    ['withdrawn', 'claim-withdrawn'],
  ] as const)('and is %s gives a finding %s and no other', (stance, kind) => {
    const detected = found([mention(7, { stance })]);
    expect(detected.findings).toMatchObject([
      { kind, mentioned: { value: 7, speakers: ['africom'], place: 'near Jamaame', documentId: 'page' } },
    ]);
    expect(detected.sums).toEqual([]);
  });

  it('keeps whether it was denied or doubted', () => {
    const stances = ofKind(found([mention(7), mention(9, { stance: 'denied' })]), 'denied').map(({ stance }) => stance);
    expect(stances).toEqual(['doubted', 'denied']);
  });

  it('gives no finding if others only allege it, if it counts no people, or if it is none', () => {
    expect(kindsOf(found([mention(7, { stance: 'alleged' })]))).toEqual([]);
    expect(kindsOf(found([mention(7, { measure: 'allegations_open' }), mention(0)]))).toEqual([]);
  });

  it('is no admission beside one, and changes no total', () => {
    const total = (value: number) => reading('killed_total', value, { speakers: ['africom'] });
    const before = report('2020-03', [total(4)], { publisher: 'africom' });
    const now = report('2020-06', [total(5)], { publisher: 'africom', mentions: [mention(7)] });
    const detected = detect(now, { publisher: africom, others: [before] });
    const without = detect({ ...now, mentions: [] }, { publisher: africom, others: [before] });
    expect(kindsOf(detected)).toEqual(['total-raised', 'not-checkable', 'denied']);
    expect(detected.findings.filter(({ kind }) => kind !== 'denied')).toEqual(without.findings);
    expect(detected.sums).toEqual(without.sums);
  });

  it('is silent at first contact', () => {
    expect(kindsOf(found([mention(7)], { firstContact: true }))).toEqual(['baseline']);
  });
});

describe('who is named', () => {
  it('is a known body, whoever publishes it', () => {
    const spoken = (speakers: readonly string[], publisher = carrier) =>
      kindsOf(detect(page([mention(7, { speakers })], { publisher: publisher.id }), { publisher }));
    expect(spoken(['africom'])).toEqual(['denied']);
    expect(spoken(['africom'], amnesty)).toEqual(['denied']);
    expect(spoken(['other:Freedonian army'])).toEqual([]);
    expect(spoken(['africom', 'other:Freedonian army'])).toEqual([]);
    expect(spoken(['other'], amnesty)).toEqual([]);
  });

  it('may be an unknown body beside the publisher', () => {
    const detected = found([mention(7, { speakers: ['africom', 'other:Freedonian army'] })]);
    expect(ofKind(detected, 'denied')).toMatchObject([
      { mentioned: { speakers: ['africom', 'other:Freedonian army'] } },
    ]);
  });
});

describe('a mention that is read again', () => {
  const elsewhere = (rest: Partial<Mention> = {}) => ({ ...mention(7, rest), documentId: 'another' });

  it('is not told twice by an edited page', () => {
    expect(edit([mention(7)], [mention(7, { quote: 'Edited: 7 killed near Jamaame, not credible.' })])).toEqual([]);
    expect(edit([mention(7, { place: null, from: null, to: null })], [mention(7)])).toEqual([]);
    expect(edit([mention(7, { stance: 'denied' })], [mention(7)])).toEqual([]);
  });

  it('is told if it is another figure, another event or another stance', () => {
    expect(edit([mention(7)], [mention(8)])).toEqual(['denied']);
    expect(edit([mention(7)], [mention(7), mention(7, { place: 'Jilib' })])).toEqual(['denied']);
    expect(edit([mention(7)], [mention(7), mention(7, { from: '2020-03-10', to: '2020-03-10' })])).toEqual(['denied']);
    expect(edit([mention(7, { stance: 'under-review' })], [mention(7)])).toEqual(['denied']);
    expect(edit([mention(7)], [mention(7, { stance: 'withdrawn' })])).toEqual(['claim-withdrawn']);
  });

  it('is not told when only the reader is another', () => {
    expect(edit([], [mention(7)])).toEqual(['denied']);
    const old = mention(7);
    const texts = { before: `${old.quote} Old.`, now: `${old.quote} New.` };
    const now = page([old], { snapshotId: 'page.2', readerVersion: 2 });
    expect(kindsOf(detect(now, { publisher: africom, before: page([]), texts }))).toEqual([]);
  });

  it('is not told by a page that has it back, or has come back', () => {
    const back = page([mention(7)], { snapshotId: 'page.3' });
    const stored = [{ ...mention(7), documentId: 'page' }];
    expect(kindsOf(detect(back, { publisher: africom, before: page([]), storedMentions: stored }))).toEqual([]);
    const gone = page([], { state: 'gone', snapshotId: 'page.2' });
    expect(kindsOf(detect(back, { publisher: africom, before: gone, storedMentions: stored }))).toEqual([]);
  });

  it('is not told by another document that gives the same place and time, or repeats the words', () => {
    const unplaced = { place: null, from: null, to: null };
    const told = (stored: ReturnType<typeof elsewhere>, now: Mention) =>
      values(found([now], { storedMentions: [stored] }));
    expect(told(elsewhere({ from: '2020-02', to: '2020-02' }), mention(7))).toEqual([]);
    expect(told(elsewhere(unplaced), mention(7, unplaced))).toEqual([]);
    expect(told(elsewhere({ ...unplaced, quote: 'Other words: 7 killed.' }), mention(7, unplaced))).toEqual([7]);
    expect(told(elsewhere({ from: '2020-03-10', to: '2020-03-10' }), mention(7))).toEqual([7]);
    expect(told(elsewhere({ speakers: ['dod'] }), mention(7))).toEqual([7]);
    expect(told(elsewhere({ stance: 'under-review' }), mention(7))).toEqual([7]);
  });

  it('is told once if a headline says it without its place', () => {
    const headline = mention(7, { place: null, from: null, to: null, quote: '7 killed: not credible.' });
    const detected = found([headline, mention(7), mention(9)]);
    expect(ofKind(detected, 'denied').map(({ mentioned }) => [mentioned.value, mentioned.place])).toEqual([
      [7, 'near Jamaame'],
      [9, 'near Jamaame'],
    ]);
  });
});
