import { expect, test } from 'vitest';
import type { Measure } from '../../../src/domain/measures.ts';
import { documentIdOf } from '../../../src/ledger/history/hashes.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, fetched, noon, read, reading, total } from '../fixtures.ts';

export function totalsCases({ ledger }: Subject): void {
  const add = (identity: string, day: string, result = read(), publisher = 'cjtf-oir') =>
    ledger().transaction((open) =>
      open.addSnapshot({ source: 'feed', publisher, document: fetched(identity, { identity, day }), read: result }),
    );
  const values = async (filter?: { publisher?: string; measure?: Measure }) =>
    (await ledger().lookups.totals(filter)).map((figure) => figure.value);

  test('the head of a series is the latest period, whatever came last', async () => {
    await add('url:april', '2019-05-31', total('2019-04', 1302));
    await add('url:late', '2019-06-15', total('2019-02', 1257));
    expect(await values()).toEqual([1302]);
  });

  test('of one period the latest published is the head, whichever was found first', async () => {
    const see = (identity: string, published: string, fetchedAt: string, value: number) =>
      ledger().transaction((open) => {
        const document = fetched(identity, { identity, published: noon(published), fetchedAt: noon(fetchedAt) });
        return open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document, read: total('2020-01', value) });
      });
    await see('url:second', '2020-03-25', '2020-03-26', 1370);
    await see('url:first', '2020-03-24', '2020-03-27', 1369);
    expect(await values()).toEqual([1370]);
  });

  test('an edit moves the head, and what it replaced stays in the history', async () => {
    await add('url:april', '2019-05-31', total('2019-04', 1302));
    await add('url:april', '2019-06-01', total('2019-04', 1301));
    expect(await values()).toEqual([1301]);
    const { rows } = await ledger().lookups.history({ measure: 'killed_total', limit: 5 });
    expect(rows.map((row) => [row.value, row.recordedAt, row.current])).toEqual([
      [1301, noon('2019-06-01'), true],
      [1302, noon('2019-05-31'), false],
    ]);
  });

  test('the total of a withdrawn report gives way to the one before', async () => {
    await add('url:march', '2019-04-30', total('2019-03', 1291));
    await add('url:april', '2019-05-31', total('2019-04', 1302));
    const gone = {
      identity: 'url:april',
      url: 'https://example.org/',
      fetchedAt: noon('2019-06-02'),
      status: 410,
    } as const;
    await ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone }));
    expect(await values()).toEqual([1291]);
    await ledger().transaction((open) =>
      open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: { ...gone, identity: 'url:march' } }),
    );
    expect(await values()).toEqual([]);
  });

  test('a past moment has the figures that led then, and what was recorded until then', async () => {
    await add('url:march', '2019-04-30', total('2019-03', 1291));
    await add('url:april', '2019-05-31', total('2019-04', 1302));
    await add('url:april', '2019-06-03', total('2019-04', 1301));
    const url = 'https://example.org/';
    const gone = { identity: 'url:april', url, fetchedAt: noon('2019-06-05'), status: 410 } as const;
    await ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone }));
    const march = `${documentIdOf('cjtf-oir', 'url:march')}.1`;
    await ledger().transaction(async (open) => {
      const later = { ...total('2019-03', 1290), readerVersion: 99 };
      await open.addReaderRun({ snapshotId: march, read: later, at: noon('2019-06-07') });
    });
    const then = async (before: string) => {
      const totals = await ledger().lookups.totals({ before: noon(before), publisher: 'cjtf-oir' });
      const { rows } = await ledger().lookups.history({ measure: 'killed_total', before: noon(before), limit: 9 });
      return [totals.map(({ value }) => value), rows.map(({ value, current }) => (current ? value : -value))];
    };
    expect(await then('2019-04-30')).toEqual([[], []]);
    expect(await then('2019-05-01')).toEqual([[1291], [1291]]);
    expect(await then('2019-06-01')).toEqual([[1302], [1302, 1291]]);
    expect(await then('2019-06-04')).toEqual([[1301], [1301, -1302, 1291]]);
    expect(await then('2019-06-06')).toEqual([[1291], [-1301, -1302, 1291]]);
    expect(await then('2019-06-08')).toEqual([[1290], [-1301, -1302, 1290, -1291]]);
    expect(await ledger().lookups.recordBegins()).toEqual(new Map([['cjtf-oir', noon('2019-04-30')]]));
  });

  test('tolls of two days on one place are both current, and history has months and days in one order', async () => {
    const event = (value: number, from: string, to = from) =>
      read({ period: null, readings: [reading({ measure: 'killed_event', value, place: 'Jamaame', from, to })] });
    await add('url:second', '2020-05-01', event(2, '2020-03-24'));
    await add('url:first', '2020-06-01', event(1, '2020-03-22'));
    await add('url:april', '2020-04-30', event(3, '2020-04'));
    await add('url:march', '2020-07-01', event(4, '2020-03'));
    expect((await values({ measure: 'killed_event' })).sort()).toEqual([1, 2, 3]);
    const { rows } = await ledger().lookups.history({ measure: 'killed_event', limit: 5 });
    expect(rows.map(({ value, to }) => [value, to])).toEqual([
      [3, '2020-04'],
      [4, '2020-03'],
      [1, '2020-03-22'],
      [2, '2020-03-24'],
    ]);
  });

  test('a place that is named in another order is the same place', async () => {
    await add(
      'url:march',
      '2019-04-30',
      total('2019-03', 1291, { readings: [reading({ value: 1291, place: 'Iraq and Syria' })] }),
    );
    await add(
      'url:april',
      '2019-05-31',
      total('2019-04', 1302, { readings: [reading({ value: 1302, place: 'Syria and Iraq' })] }),
    );
    expect(await values()).toEqual([1302]);
  });

  test('each publisher, speaker, measure and place is a separate series', async () => {
    const event = reading({ measure: 'killed_event', value: 1600, speakers: ['amnesty', 'airwars'], place: 'Raqqa' });
    await add('url:1', '2019-05-31', read({ period: null, readings: [reading(), event] }), 'amnesty');
    await add(
      'url:2',
      '2019-05-31',
      read({ readings: [reading({ value: 1303 }), reading({ measure: 'killed_new', value: 5 })] }),
    );
    // The toll of one event is a series of its own, and no total.
    expect(await values()).toEqual([1302, 1303]);
    expect(await values({ publisher: 'amnesty' })).toEqual([1302]);
    expect(await values({ measure: 'killed_event' })).toEqual([1600]);
    expect(await values({ measure: 'killed_new' })).toEqual([5]);
  });

  test('a total names its report and its source', async () => {
    const report = await add('url:april', '2019-05-31', total('2019-04', 1302));
    const { documentId, snapshotId, publisher, url, published, period } = report;
    const [figure] = await ledger().lookups.totals();
    expect(figure).toMatchObject({
      documentId,
      snapshotId,
      publisher,
      url,
      published,
      period,
      quote: 'at least 1,302 civilians',
    });
  });

  test('an event comes with the tolls that other documents assert, the newest of each set of speakers', async () => {
    const airwars = (value: number) => read({ period: null, readings: [reading({ value, speakers: ['airwars'] })] });
    await add('url:old', '2017-06-30', airwars(3817), 'airwars');
    await add('url:copy', '2019-05-31', airwars(7900), 'globalresearch');
    const report = await add('url:official', '2019-05-31', total('2019-04', 1302));
    await add(
      'url:mixed',
      '2019-05-31',
      read({ readings: [reading({ speakers: ['cjtf-oir', 'airwars'] })] }),
      'reuters',
    );
    await ledger().transaction((open) => open.addFindings([admitted(report)]));
    const { comparison } = await ledger().deliveries.event(report.snapshotId);
    expect(comparison.map((figure) => [figure.speakers.join(), figure.value]).sort()).toEqual([
      ['airwars', 7900],
      ['cjtf-oir,airwars', 1302],
    ]);
  });

  test('history pages join to the whole, newest period first', async () => {
    for (let month = 1; month <= 9; month += 1) {
      await add(`url:${month}`, `2018-0${month}-28`, total(`2018-0${month}`, 800 + month));
    }
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof ledger>['lookups']['history']>> = await ledger().lookups.history(
        {
          measure: 'killed_total',
          publisher: 'cjtf-oir',
          limit: 2,
          ...(after === null ? {} : { after }),
        },
      );
      seen.push(...page.rows.map((row) => row.value));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([809, 808, 807, 806, 805, 804, 803, 802, 801]);
    expect((await ledger().lookups.history({ measure: 'killed_total', publisher: 'centcom', limit: 2 })).rows).toEqual(
      [],
    );
  });

  test('a mark that no page gave is refused', async () => {
    for (const after of [
      'x',
      Buffer.from('["a"]').toString('base64url'),
      Buffer.from('[1,2,3,4]').toString('base64url'),
    ]) {
      const asked = ledger().lookups.history({ measure: 'killed_total', limit: 2, after });
      await expect(asked).rejects.toMatchObject({ kind: 'invalid' });
    }
  });
}
