import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/domain/readings.ts';
import { createSpeakers } from '../../src/domain/speakers.ts';
import { amnesty, carrier, coalition, detect, figure, kindsOf, ofKind, reading, report } from './reports.ts';

const place = 'Iraq and Syria';
const admitted = figure('killed_total', 1302, { qualifier: 'at least', place, to: '2019-04' });
const raqqa = (rest: Partial<Reading> = {}) =>
  reading('killed_event', 1600, {
    speakers: ['amnesty', 'airwars'],
    place: 'Raqqa',
    qualifier: 'more than',
    from: '2017-01',
    to: '2017-12',
    ...rest,
  });
const statement = (...readings: readonly Reading[]) =>
  report(null, readings, { publisher: 'amnesty', documentId: 'statement' });
const claimed = (detected: ReturnType<typeof detect>) => ofKind(detected, 'claimed').map((each) => each.now.value);

describe('what a publisher of the configuration states', () => {
  const army = { id: 'freedonia', name: 'the Freedonian Army', role: 'acknowledging' } as const;
  const speakers = createSpeakers([{ ...army, family: null, aliases: [], hosts: [] }]);
  const statementOf = (speaker: string) => ({
    ...report(null, [reading('killed_event', 12, { speakers: [speaker], place: 'Sylvania' })]),
    publisher: 'freedonia',
  });

  it('is an admission where it is its own figure, and a claim where it is that of another', () => {
    expect(kindsOf(detect(statementOf('freedonia'), { publisher: army, speakers }))).toEqual(['admitted']);
    expect(kindsOf(detect(statementOf('cjtf-oir'), { publisher: army, speakers }))).toEqual(['claimed']);
  });

  it('is none where its speaker is not known', () => {
    expect(kindsOf(detect(statementOf('freedonia'), { publisher: army }))).toEqual(['claimed']);
  });
});

describe('what a documenting organisation or a carrier states', () => {
  it('is a claim in its own series, never an admission', () => {
    const now = statement(reading('killed_total', 1302, { place, to: '2019-04' }), raqqa());
    const detected = detect(now, { publisher: amnesty, storedFigures: [admitted] });
    expect(kindsOf(detected)).toEqual(['claimed']);
    expect(claimed(detected)).toEqual([1600]);
  });

  it('is a claim if the quoted figure is not stored for its speaker', () => {
    const now = { ...statement(reading('killed_total', 1310, { place })), publisher: 'globalresearch' };
    const detected = detect(now, { publisher: carrier, storedFigures: [admitted] });
    expect(ofKind(detected, 'claimed')).toMatchObject([{ now: { value: 1310 }, before: { value: 1302 } }]);
  });

  it('is nothing new if it rounds a stored figure', () => {
    const said = (value: number, qualifier: Reading['qualifier']) =>
      claimed(
        detect(statement(reading('killed_total', value, { place, qualifier })), {
          publisher: carrier,
          storedFigures: [admitted],
        }),
      );
    expect(said(1300, null)).toEqual([]);
    expect(said(1000, 'more than')).toEqual([]);
    expect(said(1310, 'nearly')).toEqual([]);
    expect(said(1310, null)).toEqual([1310]);
    expect(said(2000, null)).toEqual([2000]);
    expect(said(1144, null)).toEqual([1144]);
  });

  it('is nothing new if it repeats the toll of one event', () => {
    const stored = [
      figure('killed_event', 1600, {
        speakers: ['amnesty', 'airwars'],
        place: 'Raqqa',
        from: '2017-06',
        to: '2017-10',
      }),
    ];
    expect(claimed(detect(statement(raqqa()), { publisher: amnesty, storedFigures: stored }))).toEqual([]);
    expect(
      claimed(detect(statement(raqqa({ speakers: ['airwars'] })), { publisher: carrier, storedFigures: stored })),
    ).toEqual([]);
    expect(
      claimed(detect(statement(raqqa({ place: 'Mosul' })), { publisher: amnesty, storedFigures: stored })),
    ).toEqual([1600]);
  });

  it('is another claim if it happened on another day, and none if one lies within the other', () => {
    const on = (day: string, rest: Partial<Reading> = {}) => raqqa({ value: 5, from: day, to: day, ...rest });
    const stored = figure('killed_event', 5, { ...on('2016-03-22'), publisher: 'amnesty' });
    const said = (reading: Reading) =>
      claimed(detect(statement(reading), { publisher: amnesty, storedFigures: [stored] }));
    expect(said(on('2016-03-24'))).toEqual([5]);
    expect(said(on('2016-04'))).toEqual([5]);
    expect(said(on('2016-03-22'))).toEqual([]);
    expect(said(on('2016-03'))).toEqual([]);
    expect(claimed(detect(statement(on('2016-03-22'), on('2016-03-24')), { publisher: amnesty }))).toEqual([5, 5]);
  });

  it('is a claim if a new figure of its series is higher or lower', () => {
    const stored = [
      figure('killed_total', 7900, { speakers: ['airwars'], place, to: '2019-05', publisher: 'airwars' }),
    ];
    const now = statement(reading('killed_total', 8200, { speakers: ['airwars'], place }));
    expect(ofKind(detect(now, { publisher: amnesty, storedFigures: stored }), 'claimed')).toMatchObject([
      { now: { value: 8200 }, before: { value: 7900 } },
    ]);
  });

  it('is silent if no known body says it, and operators are warned', () => {
    const place = 'Freedonia';
    for (const speakers of [['other'], ['other:Freedonian army']]) {
      const quote = 'The Freedonian army says it killed 5 civilians.';
      const said = reading('killed_event', 5, { speakers, place, quote });
      const pages = [
        detect(statement(said), { publisher: amnesty }),
        detect({ ...statement(said), publisher: 'cjtf-oir' }, { publisher: coalition }),
      ];
      for (const detected of pages) {
        expect(kindsOf(detected)).toEqual(['reader-warning']);
        expect(ofKind(detected, 'reader-warning')[0]?.warning).toMatchObject({
          ...{ code: 'unknown-speaker', measure: 'killed_event', value: 5, speakers, quote: { quote } },
        });
      }
      const edited = { ...statement(said), snapshotId: 'statement.2' };
      expect(kindsOf(detect(edited, { publisher: amnesty, before: statement(said) }))).toEqual([]);
      expect(ofKind(detect(statement(said), { publisher: amnesty, firstContact: true }), 'baseline')).toMatchObject([
        { now: null },
      ]);
    }
  });

  it('is a claim of those who say it together, one of them known', () => {
    const now = statement(raqqa({ speakers: ['amnesty', 'other:Mwatana'] }));
    expect(claimed(detect(now, { publisher: amnesty }))).toEqual([1600]);
  });

  it('is announced once for each page, and again when the page changes it', () => {
    const page = (value: number, snapshot: number) => ({
      ...statement(raqqa({ value })),
      snapshotId: `statement.${snapshot}`,
    });
    const texts = { before: 'More than 1,600 were killed.', now: 'More than 1,600 were killed. Donate.' };
    expect(kindsOf(detect(page(1600, 2), { publisher: carrier, before: page(1600, 1), texts }))).toEqual([]);
    expect(claimed(detect(page(1700, 2), { publisher: carrier, before: page(1600, 1), texts }))).toEqual([1700]);
  });

  it('stays a claim on an acknowledging publisher’s page, and an admission by one command stays one', () => {
    const now = report('2019-04', [
      reading('killed_total', 1302),
      reading('killed_total', 8000, { speakers: ['airwars'] }),
    ]);
    const detected = detect(now, { others: [report('2019-03', [reading('killed_total', 1291)])] });
    expect(kindsOf(detected)).toEqual(['total-raised', 'claimed']);
    const centcom = { ...coalition, id: 'centcom' };
    expect(kindsOf(detect({ ...now, readings: now.readings.slice(0, 1) }, { publisher: centcom }))).toEqual([
      'admitted',
    ]);
    const ministry = { ...coalition, id: 'uk-mod' };
    expect(kindsOf(detect({ ...now, readings: now.readings.slice(0, 1) }, { publisher: ministry }))).toEqual([
      'claimed',
    ]);
  });
});
