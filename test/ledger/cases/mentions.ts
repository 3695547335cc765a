import { expect, test } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { fetched, mention, noon, read, reading, total } from '../fixtures.ts';
import { historyWithoutMentions, madeBy } from './former.ts';

export function mentionCases({ ledger, address, raw }: Subject): void {
  const stored = (text: string, given: Parameters<typeof read>[0], publisher = 'africom') =>
    ledger().transaction((open) =>
      open.addSnapshot({ source: 'feed', publisher, document: fetched(text), read: read(given) }),
    );

  test('come back with their report as they were read, and readings with their rule', async () => {
    const given = {
      readings: [reading({ rule: 'coalition-total' }), reading({ value: 5, rule: null })],
      mentions: [
        mention(),
        mention({ stance: 'denied', value: 3, valueMax: 9, qualifier: 'at least', place: null, from: null, to: null }),
        mention({ stance: 'alleged', speakers: ['amnesty', 'other:Freedonian army'], rule: null }),
        mention({ stance: 'under-review', from: '2020-02', to: '2020-03' }),
        mention({ stance: 'withdrawn', measure: 'injured_event' }),
      ],
    };
    const made = await stored('one', given);
    expect(made.readings).toEqual(given.readings);
    expect(made.mentions).toEqual(given.mentions);
    expect(await ledger().transaction((open) => open.report('africom', 'afpims:1860000'))).toEqual(made);
  });

  test('are those of the run of the current report', async () => {
    const { snapshotId } = await stored('one', { mentions: [mention()] });
    const later = read({ readerVersion: 2, mentions: [mention({ stance: 'denied' })] });
    await ledger().transaction((open) => open.addReaderRun({ snapshotId, read: later, at: noon('2019-06-01') }));
    const report = await ledger().transaction((open) => open.report('africom', 'afpims:1860000'));
    expect(report?.mentions).toEqual([mention({ stance: 'denied' })]);
  });

  test('reach no total, no history and no series', async () => {
    await stored('one', { readings: [], mentions: [mention(), mention({ measure: 'killed_total', value: 9999 })] });
    expect(await ledger().lookups.totals()).toEqual([]);
    for (const measure of ['killed_total', 'killed_event'] as const)
      expect((await ledger().lookups.history({ measure, limit: 5 })).rows).toEqual([]);
    const related = await ledger().transaction((open) => open.relatedFigures([reading({ value: 9999 })]));
    expect(related).toEqual([]);
  });

  test('are found by measure, value and a shared speaker, of any publisher and version of a reader', async () => {
    const { documentId, snapshotId } = await stored('one', { mentions: [mention({ place: 'Jilib' })] });
    const later = read({ readerVersion: 2, mentions: [mention({ stance: 'denied' })] });
    await ledger().transaction((open) => open.addReaderRun({ snapshotId, read: later, at: noon('2019-06-01') }));
    const others = [mention({ value: 8 }), mention({ speakers: ['airwars'] }), mention({ measure: 'injured_event' })];
    await stored('two', { mentions: others }, 'airwars');
    const found = (like: ReturnType<typeof mention>) =>
      ledger().transaction((open) => open.relatedMentions([like, mention({ value: 1000 })]));
    expect(await found(mention({ speakers: ['africom', 'dod'] }))).toEqual([
      { ...mention({ place: 'Jilib' }), documentId },
      { ...mention({ stance: 'denied' }), documentId },
    ]);
    expect(await found(mention({ value: 9 }))).toEqual([]);
  });

  test.skipIf(raw === undefined)('are none in a ledger of an earlier version', async () => {
    const former = await address();
    await raw?.(former, await madeBy(former, '0013', historyWithoutMentions));
    const opened = await openLedger(former);
    const [before] = await opened.transaction((open) => open.reports('cjtf-oir'));
    expect(before).toMatchObject({ readings: [{ value: 1302, stance: 'asserted', rule: null }] });
    const run = { snapshotId: 'doc.1', at: noon('2019-06-01') };
    expect(
      await opened.transaction((open) =>
        open.addReaderRun({ ...run, read: total('2019-05', 1303, { mentions: [mention()] }) }),
      ),
    ).toMatchObject({ readings: [{ value: 1303 }], mentions: [mention()] });
    await opened.close();
  });
}
