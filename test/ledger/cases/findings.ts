import { expect, test } from 'vitest';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, discrepancy, fetched, figureOf, noon, read, reading, sum, total } from '../fixtures.ts';

export function findingCases({ ledger }: Subject): void {
  const add = (month: string, value: number, publisher = 'cjtf-oir') =>
    ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher,
        document: fetched(month, { identity: `url:${month}` }),
        read: total(month, value),
      }),
    );

  test('a finding is stored once', async () => {
    const report = await add('2019-04', 1302);
    const one = admitted(report);
    await ledger().transaction(async (open) => {
      expect(await open.addFindings([one, one, discrepancy(report)], [sum(report)])).toEqual([
        one,
        discrepancy(report),
      ]);
      expect(await open.addFindings([one])).toEqual([]);
      expect(await open.addFindings([])).toEqual([]);
    });
    expect((await ledger().lookups.summary()).findings).toEqual({ admitted: 1, 'does-not-add-up': 1 });
  });

  test('an event has its findings, the heaviest first, its report, its sums and what others claim', async () => {
    const report = await add('2019-04', 1302);
    const sums = [{ ...sum(report), verdict: 'adds-up' as const, gap: 0 }, sum(report)];
    await ledger().transaction(async (open) => {
      const airwars = read({ period: null, readings: [reading({ value: 7900, speakers: ['airwars'] })] });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'airwars',
        document: fetched('x', { identity: 'url:airwars' }),
        read: airwars,
      });
      await open.addFindings([discrepancy(report), admitted(report)], sums);
    });
    const event = await ledger().deliveries.event(report.snapshotId);
    expect(event.findings.map((one) => one.kind)).toEqual(['admitted', 'does-not-add-up']);
    expect(event.report).toEqual(report);
    expect(event.sums).toEqual(sums);
    expect(event.comparison.map((figure) => figure.value)).toEqual([7900]);
    await expect(ledger().deliveries.event('none')).rejects.toMatchObject({ kind: 'missing' });
  });

  test('an event keeps the report as it was found, whatever a better reader makes of it later', async () => {
    const report = await add('2019-04', 1302);
    await ledger().transaction(async (open) => {
      await open.addFindings([admitted(report)]);
      await open.addReaderRun({
        snapshotId: report.snapshotId,
        read: total('2019-04', 1, { readerVersion: 2 }),
        at: noon('2020-01-01'),
      });
    });
    expect((await ledger().deliveries.event(report.snapshotId)).report).toEqual(report);
  });

  test('a finding about a source has no report', async () => {
    const broken = {
      id: 'ab'.repeat(32),
      event: 'health',
      publisher: 'cjtf-oir',
      source: 'feed',
      documentId: null,
      snapshotId: null,
      period: null,
      foundAt: noon('2019-06-01'),
      kind: 'source-broken',
      since: noon('2019-05-31'),
      failures: 5,
      error: { kind: 'timeout', message: 'slow' },
    } as const;
    await ledger().transaction((open) => open.addFindings([broken]));
    expect(await ledger().deliveries.event('health')).toMatchObject({ report: null, sums: [], findings: [broken] });
  });

  test('a finding is found by a prefix that only it has', async () => {
    const report = await add('2019-04', 1302);
    const one = admitted(report, { id: `abcdef01${'0'.repeat(56)}` });
    const two = admitted(report, { id: `abcdef02${'0'.repeat(56)}` });
    await ledger().transaction((open) => open.addFindings([one, two]));
    const { lookups } = ledger();
    expect(await lookups.finding('ABCDEF01')).toEqual(one);
    expect(await lookups.finding(two.id)).toEqual(two);
    expect(await lookups.finding('abcdef')).toBeUndefined();
    expect(await lookups.finding('abcd')).toBeUndefined();
    expect(await lookups.finding('abcdef03')).toBeUndefined();
    expect(await lookups.areSeveral('ABCDEF')).toBe(true);
    expect(await lookups.areSeveral('abcdef01')).toBe(false);
    expect(await lookups.areSeveral('abcdef', ['edited'])).toBe(false);
    expect(await lookups.areSeveral('abcdef', [])).toBe(false);
    expect(await lookups.finding("abcdef' or 1=1")).toBeUndefined();
  });

  test('a finding of another kind than was asked for is not there, and makes no prefix ambiguous', async () => {
    const report = await add('2019-04', 1302);
    const one = admitted(report, { id: `abcdef01${'0'.repeat(56)}` });
    const sums = { ...discrepancy(report), id: `abcdef02${'0'.repeat(56)}` };
    await ledger().transaction((open) => open.addFindings([one, sums]));
    const { lookups } = ledger();
    expect(await lookups.finding('abcdef', ['admitted', 'edited'])).toEqual(one);
    expect(await lookups.finding('abcdef', ['does-not-add-up'])).toEqual(sums);
    expect(await lookups.finding('abcdef', ['admitted', 'does-not-add-up'])).toBeUndefined();
    expect(await lookups.finding(one.id, ['does-not-add-up'])).toBeUndefined();
    expect(await lookups.finding(one.id, [])).toBeUndefined();
  });

  test('the disputes of a figure are the sums its report is part of, on either side', async () => {
    const [march, april, may] = [await add('2019-03', 1291), await add('2019-04', 1302), await add('2019-05', 1303)];
    const dispute = discrepancy(april, [march]);
    await ledger().transaction((open) => open.addFindings([dispute, admitted(april)]));
    const { lookups } = ledger();
    expect(await lookups.disputes(figureOf(april))).toEqual([dispute]);
    expect(await lookups.disputes(figureOf(march))).toEqual([dispute]);
    expect(await lookups.disputes(figureOf(may))).toEqual([]);
  });

  test('findings come newest first, page by page, of the kinds and publisher asked for', async () => {
    const report = await add('2019-04', 1302);
    const many = Array.from({ length: 12 }, (_, at) => {
      const day = noon(`2019-06-${String(1 + Math.floor(at / 2)).padStart(2, '0')}`);
      const id = `${at.toString(16)}${'0'.repeat(63)}`;
      const made = at % 3 === 0 ? discrepancy(report) : admitted(report);
      return { ...made, id, foundAt: day, publisher: at % 4 === 0 ? 'centcom' : 'cjtf-oir' };
    });
    await ledger().transaction((open) => open.addFindings(many));
    const newest = many.toReversed();
    const every = async (query: {
      kinds?: readonly ('admitted' | 'does-not-add-up' | 'baseline')[];
      publisher?: string;
    }) => {
      const ids: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const page = await ledger().lookups.findings({ ...query, limit: 3, ...(after === undefined ? {} : { after }) });
        ids.push(...page.rows.map((one) => one.id));
        after = page.next;
      }
      return ids;
    };
    const ids = (some: typeof many) => some.map((one) => one.id);
    expect(await every({})).toEqual(ids(newest));
    expect(await every({ kinds: ['admitted', 'does-not-add-up', 'baseline'] })).toEqual(ids(newest));
    expect(await every({ kinds: ['does-not-add-up'] })).toEqual(
      ids(newest.filter((one) => one.kind === 'does-not-add-up')),
    );
    expect(await every({ publisher: 'centcom' })).toEqual(ids(newest.filter((one) => one.publisher === 'centcom')));
    expect(await every({ kinds: [] })).toEqual([]);
  });
}
