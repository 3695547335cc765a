import { expect, test } from 'vitest';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { fetched, incident, noon, read, reading, total } from '../fixtures.ts';
import { claim } from '../outbox.ts';

export function recordCases({ ledger }: Subject): void {
  test('a document is unknown at first, then has its report', async () => {
    await ledger().transaction(async (open) => {
      expect(await open.report('cjtf-oir', 'afpims:1860000')).toBeUndefined();
      const entries = [
        incident({ mgrs: ['37SFU7945'], notPreviouslyReported: true }),
        incident({ number: null, place: null }),
      ];
      const result = read({ incidents: entries, warnings: [{ code: 'period-unknown', expected: 'month' }] });
      const made = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('at least 1,302 civilians'),
        read: result,
      });
      expect(made).toMatchObject({ state: 'present', period: { from: '2019-04', to: '2019-04' }, readerVersion: 1 });
      expect(made.readings).toEqual(result.readings);
      expect(made.incidents).toEqual(entries);
      expect(made.warnings).toEqual(result.warnings);
      expect(made.snapshotId).toBe(`${made.documentId}.1`);
      expect(await open.report('cjtf-oir', 'afpims:1860000')).toEqual(made);
      expect(await open.report('centcom', 'afpims:1860000')).toBeUndefined();
      expect(await open.text(made.snapshotId)).toBe('at least 1,302 civilians');
    });
  });

  test('a page that changes and changes back has three snapshots', async () => {
    await ledger().transaction(async (open) => {
      const ids: string[] = [];
      for (const [day, value] of [
        ['2019-05-01', 12],
        ['2019-05-02', 13],
        ['2019-05-03', 12],
      ] as const) {
        const made = await open.addSnapshot({
          source: 'feed',
          publisher: 'cjtf-oir',
          document: fetched(`${value} killed`, { day }),
          read: total('2019-04', value),
        });
        ids.push(made.snapshotId.slice(made.documentId.length));
        expect(made.readings[0]?.value).toBe(value);
        expect(made.firstSeen).toBe(noon('2019-05-01'));
      }
      expect(ids).toEqual(['.1', '.2', '.3']);
    });
    const { rows } = await ledger().lookups.history({ measure: 'killed_total', limit: 10 });
    expect(rows.map((row) => [row.value, row.current])).toEqual([
      [12, true],
      [13, false],
      [12, false],
    ]);
  });

  test('white space alone changes the bytes and not the text', async () => {
    await ledger().transaction(async (open) => {
      const one = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('at least  1,302\n civilians '),
        read: read(),
      });
      const two = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('at least 1,302 civilians'),
        read: read(),
      });
      expect(two.textSha256).toBe(one.textSha256);
      expect(two.sha256).not.toBe(one.sha256);
    });
  });

  test('a withdrawn document has a snapshot without bytes, and may come back', async () => {
    await ledger().transaction(async (open) => {
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('at least 1,302 civilians'),
        read: read(),
      });
      const withdrawn = {
        identity: 'afpims:1860000',
        url: 'https://example.org/',
        fetchedAt: noon('2019-06-02'),
        status: 404,
      } as const;
      const gone = await open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: withdrawn });
      expect(gone).toMatchObject({ state: 'gone', sha256: '', readings: [], incidents: [], period: null });
      expect(gone.title).toBe('Monthly report');
      expect(await open.report('cjtf-oir', 'afpims:1860000')).toEqual(gone);
      await expect(open.text(gone.snapshotId)).rejects.toMatchObject({ kind: 'missing' });
      const back = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('at least 1,302 civilians'),
        read: read(),
      });
      expect(back).toMatchObject({ state: 'present', snapshotId: `${back.documentId}.3` });
    });
  });

  test('a document never seen cannot be withdrawn', async () => {
    const gone = {
      identity: 'url:x',
      url: 'https://example.org/',
      fetchedAt: noon('2019-06-02'),
      status: 410,
    } as const;
    await expect(
      ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone })),
    ).rejects.toMatchObject({
      kind: 'missing',
    });
  });

  test('what a later snapshot does not say stays from the earlier', async () => {
    await ledger().transaction(async (open) => {
      const first = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: read(),
      });
      const bare = fetched('two', { title: null, published: null });
      expect(
        await open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: bare, read: read() }),
      ).toMatchObject({
        title: first.title,
        published: first.published,
      });
    });
  });

  test('a later run of a reader becomes the current one', async () => {
    await ledger().transaction(async (open) => {
      const first = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: total('2019-04', 1302),
      });
      const better = total('2019-04', 1320, { readerVersion: 2 });
      const again = await open.addReaderRun({ snapshotId: first.snapshotId, read: better, at: noon('2020-01-01') });
      expect(again).toMatchObject({ snapshotId: first.snapshotId, readerVersion: 2, fetchedAt: first.fetchedAt });
      expect(await open.report('cjtf-oir', 'afpims:1860000')).toEqual(again);
    });
    expect((await ledger().lookups.totals()).map((figure) => figure.value)).toEqual([1320]);
  });

  test('the same version of a reader, run again, adds nothing', async () => {
    await ledger().transaction(async (open) => {
      const first = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: total('2019-04', 1302),
      });
      const again = await open.addReaderRun({
        snapshotId: first.snapshotId,
        read: total('2019-04', 1302),
        at: noon('2020-01-01'),
      });
      expect(again).toEqual(first);
    });
    expect((await ledger().lookups.history({ measure: 'killed_total', limit: 5 })).rows).toHaveLength(1);
  });

  test('a run over an older snapshot leaves the current state as it is', async () => {
    await ledger().transaction(async (open) => {
      const first = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('one'),
        read: total('2019-04', 12),
      });
      const second = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('two'),
        read: total('2019-04', 13),
      });
      const run = await open.addReaderRun({
        snapshotId: first.snapshotId,
        read: total('2019-04', 14, { readerVersion: 2 }),
        at: noon('2020-01-01'),
      });
      expect(run.readings[0]?.value).toBe(14);
      expect(await open.report('cjtf-oir', 'afpims:1860000')).toEqual(second);
    });
  });

  test('hostile text is stored so that quotes still are spans of it', async () => {
    const text = 'a\0b \ud800 "at least 1,302" \u{1F54A} \'; drop table snapshots; --';
    const quote = text.slice(0, 12);
    await ledger().transaction(async (open) => {
      const hostile = fetched(text, { identity: 'url:\0', title: '\0', url: 'https://example.org/\0' });
      const entry = incident({ place: 'Ra\0qqa', quote, start: 0, end: 12 });
      const result = read({ readings: [reading({ quote, start: 0, end: 12, place: '\0\ud800' })], incidents: [entry] });
      const made = await open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: hostile, read: result });
      const stored = await open.text(made.snapshotId);
      expect(stored).toBe(text.replaceAll(/[\0\ud800]/g, '\ufffd'));
      expect(made.readings.map((one) => one.quote)).toEqual([stored.slice(0, 12)]);
      expect(made.incidents.map((one) => one.quote)).toEqual([stored.slice(0, 12)]);
      expect(await open.report('cjtf-oir', 'url:\0')).toEqual(made);
    });
    expect((await ledger().lookups.incidents({ place: 'Ra\0q', limit: 5 })).rows).toHaveLength(1);
  });

  test('the current reports of a publisher come oldest period first, without incidents', async () => {
    const of = (identity: string) => fetched(identity, { identity });
    await ledger().transaction(async (open) => {
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: of('url:late'),
        read: total('2019-04', 1302, { incidents: [incident()] }),
      });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: of('url:early'),
        read: total('2018-12', 1190),
      });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: of('url:gone'),
        read: total('2019-01', 1200),
      });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: of('url:other-matter'),
        read: read({ readings: [] }),
      });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'centcom',
        document: of('url:other'),
        read: total('2019-02', 5),
      });
      await open.addGone({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: {
          identity: 'url:gone',
          url: 'https://example.org/',
          fetchedAt: noon('2019-06-02'),
          status: 404,
        },
      });
      const reports = await open.reports('cjtf-oir');
      expect(reports.map((report) => report.readings.map((one) => one.value))).toEqual([[1190], [1302]]);
      expect(reports.every((report) => report.incidents.length === 0)).toBe(true);
      expect({ ...reports[1], incidents: [incident()] }).toEqual(await open.report('cjtf-oir', 'url:late'));
    });
  });

  test('a Date is refused, not stored as nothing', async () => {
    // What a caller without types could do.
    const day = new Date(0) as unknown as string;
    await expect(claim(ledger(), 'worker', day, day, 1)).rejects.toMatchObject({ kind: 'invalid' });
    const wrong = fetched('one', { fetchedAt: day });
    await expect(
      ledger().transaction((open) =>
        open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: wrong, read: read() }),
      ),
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect((await ledger().lookups.summary()).documents).toBe(0);
  });

  test('a closed ledger says so', async () => {
    await ledger().close();
    await ledger().close();
    await expect(ledger().lookups.summary()).rejects.toMatchObject({ kind: 'closed' });
    await expect(ledger().transaction(async () => 1)).rejects.toMatchObject({ kind: 'closed' });
  });

  test('a page rewritten for each report counts for every month that it reported', async () => {
    const months = ['2019-02', '2019-03', '2019-04'];
    await ledger().transaction(async (open) => {
      for (const [index, month] of months.entries())
        await open.addSnapshot({
          source: 'page',
          publisher: 'cjtf-oir',
          document: fetched(`told of ${month}`),
          read: total(month, 1290 + index),
        });
      await open.addSnapshot({
        source: 'page',
        publisher: 'cjtf-oir',
        document: fetched('told of 2019-04 again'),
        read: total('2019-04', 1302),
      });
    });
    const reports = await ledger().transaction((open) => open.reports('cjtf-oir'));
    expect(reports.map(({ period, readings }) => [period?.to, readings[0]?.value])).toEqual([
      ['2019-02', 1290],
      ['2019-03', 1291],
      ['2019-04', 1302],
    ]);
    const gone = {
      identity: fetched('').identity,
      url: 'https://example.org/',
      fetchedAt: noon('2019-07-01'),
      status: 404,
    } as const;
    await ledger().transaction((open) => open.addGone({ source: 'page', publisher: 'cjtf-oir', document: gone }));
    expect(await ledger().transaction((open) => open.reports('cjtf-oir'))).toEqual([]);
  });

  test('figures are compared with a reading: the current ones of its speakers, and any that was ever near', async () => {
    await ledger().transaction(async (open) => {
      await open.addSnapshot({
        source: 'page',
        publisher: 'cjtf-oir',
        document: fetched('first'),
        read: total('2019-03', 1291),
      });
      await open.addSnapshot({
        source: 'page',
        publisher: 'cjtf-oir',
        document: fetched('second'),
        read: total('2019-04', 1302),
      });
      const joint = reading({ measure: 'killed_event', value: 1600, speakers: ['amnesty', 'airwars'], place: 'Raqqa' });
      await open.addSnapshot({
        source: 'news',
        publisher: 'amnesty',
        document: fetched('third', { identity: 'url:a' }),
        read: read({ readings: [joint] }),
      });
    });
    const held = async (changes: Parameters<typeof reading>[0]) =>
      (await ledger().transaction((open) => open.relatedFigures([reading(changes)]))).map(({ value }) => value).sort();
    expect(await held({ value: 1302 })).toEqual([1302]);
    expect(await held({ value: 1291 })).toEqual([1291, 1302]);
    expect(await held({ value: 1300 })).toEqual([1291, 1302]);
    expect(await held({ measure: 'killed_event', value: 2000, speakers: ['airwars'] })).toEqual([1600]);
    expect(await held({ speakers: ['hrw'] })).toEqual([]);
  });

  test('finds the totals that publishers state or stated, as last read', async () => {
    const page = fetched('first', { identity: 'url:page' });
    const first = await ledger().transaction((open) =>
      open.addSnapshot({ source: 'page', publisher: 'cjtf-oir', document: page, read: total('2019-03', 1290) }),
    );
    await ledger().transaction(async (open) => {
      const { snapshotId } = first;
      await open.addReaderRun({
        ...{ snapshotId, at: noon('2019-06-01') },
        read: total('2019-03', 1291, { readerVersion: 2 }),
      });
      const edited = fetched('second', { identity: 'url:page' });
      await open.addSnapshot({ source: 'page', publisher: 'cjtf-oir', document: edited, read: total('2019-04', 1302) });
      const event = read({ readings: [reading({ measure: 'killed_event', value: 5 })] });
      const others = [
        ['centcom', 'url:a', total('2019-05', 1319)],
        ['centcom', 'url:b', event],
        ['globalresearch', 'url:c', total('2019-04', 1277)],
      ] as const;
      for (const [publisher, identity, result] of others)
        await open.addSnapshot({ source: 'news', publisher, document: fetched(identity, { identity }), read: result });
    });
    const stated = async (publishers: readonly string[], except?: string) =>
      (await ledger().transaction((open) => open.statedTotals(publishers, except))).map(({ value }) => value).sort();
    expect(await stated(['cjtf-oir', 'centcom'])).toEqual([1291, 1302, 1319]);
    expect(await stated(['cjtf-oir'], first.snapshotId)).toEqual([1302]);
    expect(await stated(['airwars'])).toEqual([]);
    expect(await stated([])).toEqual([]);
  });
}
