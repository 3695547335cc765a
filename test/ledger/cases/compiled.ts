import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { CompiledFigure, CompiledRecord } from '../../../src/domain/compiled/record.ts';
import type { Measure } from '../../../src/domain/measures.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { collect, fetched, noon, read, reading, total } from '../fixtures.ts';

function compiled(period: string, value: number, changes: Partial<CompiledFigure> = {}): CompiledFigure {
  return {
    report: `record:cjtf-oir:${period}`,
    publisher: 'cjtf-oir',
    measure: 'killed_total',
    value,
    valueMax: null,
    qualifier: 'at least',
    speakers: ['cjtf-oir'],
    place: 'Iraq and Syria',
    from: '2014-08',
    to: period,
    period: { from: period, to: period },
    published: `${period}-28`,
    url: 'https://example.org/list',
    address: 'list',
    identity: null,
    known: ['press'],
    isReconstructed: false,
    note: null,
    ...changes,
  };
}

const record: CompiledRecord = {
  version: 1,
  figures: [
    compiled('2019-02', 1257, { isReconstructed: true, known: ['quoted-paragraph', 'press'] }),
    compiled('2019-03', 1291),
    compiled('2019-03', 122, { measure: 'allegations_open', qualifier: null, from: '2019-03' }),
    compiled('2021-07', 1417),
  ],
};
const loadedAt = noon('2026-01-01');

export function compiledCases({ ledger, address }: Subject): void {
  const shown = async (measure: Measure = 'killed_total') => {
    const { rows } = await ledger().lookups.history({ measure, limit: 100 });
    return rows.map(({ value, compiled: mark }) => `${value} ${mark === undefined ? 'read' : 'compiled'}`);
  };
  const readReport = (period: string, value: number, identity = `url:${period}`) =>
    ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched(`${period} ${value}`, { identity }),
        read: total(period, value),
      }),
    );

  test('a record is stored once, and a later version replaces all of it', async () => {
    expect(await ledger().compiled.sync(record, loadedAt)).toBe(true);
    expect(await ledger().compiled.sync(record, noon('2026-01-02'))).toBe(false);
    expect(await shown()).toEqual(['1417 compiled', '1291 compiled', '1257 compiled']);
    const next = { version: 2, figures: [compiled('2019-03', 1292)] };
    expect(await ledger().compiled.sync(next, loadedAt)).toBe(true);
    expect(await shown()).toEqual(['1292 compiled']);
    expect(await ledger().compiled.sync(record, loadedAt)).toBe(false);
    expect(await shown()).toEqual(['1292 compiled']);
  });

  test('processes that load it at once store it once', async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => ledger().compiled.sync(record, loadedAt)));
    expect(loaded.filter((changed) => changed)).toHaveLength(1);
    expect(await shown()).toHaveLength(3);
  });

  test('it is taken out where it is switched off, and nothing that was read goes with it', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-03', 1291);
    expect(await ledger().compiled.sync(null, loadedAt)).toBe(true);
    expect(await ledger().compiled.sync(null, loadedAt)).toBe(false);
    expect(await shown()).toEqual(['1291 read']);
  });

  test('it stores no document, no snapshot and no finding', async () => {
    await ledger().compiled.sync(record, loadedAt);
    expect(await ledger().lookups.summary()).toEqual({ documents: 0, reports: 0, incidents: 0, findings: {} });
    expect(await ledger().transaction((open) => open.reports('cjtf-oir'))).toEqual([]);
    expect(await ledger().polling.outdatedSnapshots({ versions: {}, after: null, limit: 10 })).toEqual([]);
  });

  test('a figure of it has its mark and no quote', async () => {
    await ledger().compiled.sync(record, loadedAt);
    const [, , february] = (await ledger().lookups.history({ measure: 'killed_total', limit: 10 })).rows;
    expect(february).toMatchObject({
      value: 1257,
      quote: '',
      url: 'https://example.org/list',
      recordedAt: loadedAt,
      compiled: { known: ['quoted-paragraph', 'press'], address: 'list', isReconstructed: true },
    });
  });

  test('the latest of each series is its total, and what was read of an earlier time stands beside it', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-04', 1302);
    const totals = await ledger().lookups.totals({ measure: 'killed_total' });
    expect(totals.map(({ value, quote }) => [value, quote !== ''])).toEqual([
      [1417, false],
      [1302, true],
    ]);
    await readReport('2021-07', 1418, 'url:july');
    expect((await ledger().lookups.totals({ measure: 'killed_total' })).map(({ value }) => value)).toEqual([1418]);
  });

  test('a row yields to what was read of its report, measure by measure', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-03', 1290);
    expect(await shown()).toEqual(['1417 compiled', '1290 read', '1257 compiled']);
    expect(await shown('allegations_open')).toEqual(['122 compiled']);
  });

  test('it does not come back when the page is withdrawn, or no longer states its figure', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-03', 1291);
    await ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('nothing', { identity: 'url:2019-03' }),
        read: read({ readings: [] }),
      }),
    );
    expect(await shown()).toEqual(['1417 compiled', '1291 read', '1257 compiled']);
  });

  test('what only an earlier version of a reader took for its report does not hide it', async () => {
    await ledger().compiled.sync(record, loadedAt);
    const { snapshotId } = await readReport('2019-03', 1291);
    await ledger().transaction((open) =>
      open.addReaderRun({ snapshotId, read: total('2019-04', 1291, { readerVersion: 2 }), at: loadedAt }),
    );
    expect(await shown()).toContain('1291 compiled');
  });

  test('it yields to the document of its number, whatever period was read', async () => {
    const known = compiled('2019-03', 1291, { identity: 'afpims:1860000' });
    await ledger().compiled.sync({ version: 1, figures: [known] }, loadedAt);
    await readReport('2019-02', 1291, 'afpims:1860000');
    expect(await shown()).toEqual(['1291 read']);
  });

  test('it does not yield to another place, another speaker or a quotation without a period', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'dod',
        document: fetched('others'),
        read: read({
          period: { from: '2019-03', to: '2019-03' },
          readings: [
            reading({ place: 'Afghanistan', to: '2019-03', value: 1 }),
            reading({ speakers: ['uk-mod'], to: '2019-03', value: 2 }),
          ],
        }),
      }),
    );
    await ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'amnesty',
        document: fetched('quoted', { identity: 'url:quoted' }),
        read: read({ period: null, readings: [reading({ to: '2019-03', value: 1291 })] }),
      }),
    );
    expect(await shown()).toContain('1291 compiled');
  });

  test('its count of another body yields to what that body states for the month', async () => {
    const airwars = compiled('2018-08', 6575, {
      ...{
        publisher: 'airwars',
        speakers: ['airwars'],
        period: null,
        published: null,
        report: 'record:airwars:2018-08',
      },
    });
    await ledger().compiled.sync({ version: 1, figures: [airwars] }, loadedAt);
    await ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'airwars',
        document: fetched('airwars'),
        read: read({ period: null, readings: [reading({ speakers: ['airwars'], to: '2018-08', value: 6575 })] }),
      }),
    );
    expect(await shown()).toEqual(['6575 read']);
  });

  test('history goes on over pages of both, each value once', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-04', 1302);
    await readReport('2019-01', 1190);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof ledger>['lookups']['history']>> = await ledger().lookups.history(
        {
          measure: 'killed_total',
          limit: 2,
          ...(after === null ? {} : { after }),
        },
      );
      seen.push(...page.rows.map(({ value }) => value));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([1417, 1302, 1291, 1257, 1190]);
    const { rows } = await ledger().lookups.history({ measure: 'killed_total', limit: 10, evidence: 'read' });
    expect(rows.map(({ value }) => value)).toEqual([1302, 1190]);
  });

  test('a past day is answered by the day of publication', async () => {
    await ledger().compiled.sync(record, loadedAt);
    const on = (before: string) => ledger().lookups.totals({ measure: 'killed_total', before });
    expect((await on(noon('2019-03-01'))).map(({ value }) => value)).toEqual([1257]);
    expect((await on(noon('2019-04-01'))).map(({ value }) => value)).toEqual([1291]);
    expect(await on(noon('2019-01-01'))).toEqual([]);
  });

  test('detection gets the reports that were not read, the oldest first', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2021-07', 1417);
    const reports = await ledger().transaction((open) => open.compiledReports(['cjtf-oir', 'dod']));
    expect(reports.map(({ period, readings }) => `${period?.to} ${readings.map(({ value }) => value)}`)).toEqual([
      '2019-02 1257',
      '2019-03 122,1291',
    ]);
    expect(await ledger().transaction((open) => open.compiledReports(['africom']))).toEqual([]);
  });

  test('an export carries it with its mark, and a restored ledger answers the same', async () => {
    await ledger().compiled.sync(record, loadedAt);
    await readReport('2019-03', 1291);
    const rows: Record<string, string>[] = parse(await collect(ledger().export('csv')), { columns: true });
    expect(
      rows.map((row) =>
        ['value', 'evidence', 'current', 'known', 'reconstructed', 'quote'].map((name) => row[name]).join('|'),
      ),
    ).toEqual([
      '1291|read|1|||at least 1,302 civilians',
      '1257|compiled record|1|quoted-paragraph press|1|',
      '122|compiled record|1|press|0|',
      '1291|compiled record|0|press|0|',
      '1417|compiled record|1|press|0|',
    ]);
    const restored = await openLedger(await address());
    try {
      await restored.restore([await collect(ledger().export('json'))]);
      const query = { measure: 'killed_total', limit: 10 } as const;
      expect(await restored.lookups.history(query)).toEqual(await ledger().lookups.history(query));
      expect(await restored.compiled.sync(record, loadedAt)).toBe(false);
    } finally {
      await restored.close();
    }
  });
}
