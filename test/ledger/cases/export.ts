import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circumstancesOf } from '../../../src/domain/circumstances.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import {
  admitted,
  collect,
  discrepancy,
  fetched,
  figureOf,
  incident,
  mention,
  noon,
  position,
  read,
  reading,
  sourceState,
  subscriptionTo,
  sum,
  total,
} from '../fixtures.ts';
import { begin, claim, markSent } from '../outbox.ts';

const anyStated = circumstancesOf({ payment: { state: 'not-stated' } });

export function exportCases({ ledger, address, shared }: Subject): void {
  /** Something in every table. */
  const fill = async (): Promise<void> => {
    await ledger().subscriptions.sync([subscriptionTo('desk')], noon('2019-05-01'));
    await ledger().transaction(async (open) => {
      const [subscription] = await open.subscriptions.all();
      const march = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('march', { identity: 'url:march' }),
        read: total('2019-03', 1291),
      });
      const entries = [
        incident({ reportNumbers: ['2682'], circumstances: anyStated }),
        incident({ place: 'Mosul', date: null }),
      ];
      const april = await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('april'),
        read: total('2019-04', 1302, { incidents: entries }),
      });
      await open.addReaderRun({
        snapshotId: april.snapshotId,
        read: total('2019-04', 1303, {
          readerVersion: 2,
          mentions: [mention()],
          positions: [position()],
          incidents: entries,
        }),
        at: noon('2019-06-01'),
      });
      await open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('gone', { identity: 'url:gone' }),
        read: total('2019-05', 9, { incidents: [incident({ reportNumbers: ['99'] })] }),
      });
      await open.addGone({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: {
          identity: 'url:gone',
          url: 'https://example.org/',
          fetchedAt: noon('2019-06-02'),
          status: 410,
        },
      });
      const reason = { code: 'restated-figure', measure: 'killed_total', value: 1303 } as const;
      const corrects = { kind: 'corrects', from: april.documentId, to: march.documentId, reason } as const;
      await open.addRelations([corrects], noon('2019-06-01'));
      const finding = admitted(april);
      await open.addFindings([finding, discrepancy(april, [march])], [sum(april, [march])]);
      if (subscription) await open.addDelivery({ finding, subscriptionId: subscription.id, at: noon('2019-06-01') });
      await open.polling.setSource('feed', sourceState());
    });
    const [claimed] = await claim(ledger(), 'one', noon('2019-06-02'), noon('2019-06-03'), 1);
    await begin(ledger(), claimed?.id ?? '', 'one', noon('2019-06-02'), noon('2019-06-03'));
    const id = claimed?.id ?? '';
    await markSent(ledger(), id, { channel: 'desk', id: '1' }, noon('2019-06-02'), [id]);
  };
  const answers = async (of: Awaited<ReturnType<typeof openLedger>>) => {
    const totals = await of.lookups.totals();
    return {
      totals,
      disputes: await Promise.all(totals.map((figure) => of.lookups.disputes(figure))),
      incidents: await of.lookups.incidents({ place: 'raqqa', limit: 9 }),
      known: await of.transaction((open) =>
        open.relatedIncidents('cjtf-oir', [incident({ reportNumbers: ['99'], place: null })]),
      ),
      mentions: (await of.transaction((open) => open.report('cjtf-oir', 'afpims:1860000')))?.mentions,
      related: await of.transaction((open) => open.relatedMentions([mention()])),
      counts: await of.deliveries.counts(),
      sources: await of.lookups.sources(),
      summary: await of.lookups.summary(),
    };
  };

  test('a restored ledger exports and answers the same, on this database and on SQLite', async () => {
    await fill();
    const exported = await collect(ledger().export('json'));
    const before = await answers(ledger());
    expect(before.known).toHaveLength(1);
    expect(before.mentions).toEqual([mention()]);
    expect(before.related).toHaveLength(1);
    for (const target of [await address(), ':memory:']) {
      const restored = await openLedger(target);
      await restored.restore([exported]);
      expect(await collect(restored.export('json'))).toBe(exported);
      expect(await answers(restored)).toEqual(before);
      await restored.close();
    }
  });

  test('an export of one restores on this database', async () => {
    await fill();
    const memory = await openLedger(':memory:');
    await memory.restore([await collect(ledger().export('json'))]);
    const exported = await collect(memory.export('json'));
    const restored = await openLedger(await address());
    await restored.restore([exported]);
    expect(await collect(restored.export('json'))).toBe(exported);
    await Promise.all([memory.close(), restored.close()]);
  });

  test('an export of an earlier version restores, with what it does not name as if nothing had been chosen', async () => {
    await fill();
    const added = new Set([
      'origin',
      'space',
      'filters',
      'preferences',
      'ended_at',
      'batch',
      'receipt_id',
      'paused_cause',
      'paused_detail',
      'rule',
      'circumstances',
    ]);
    const lines = (await collect(ledger().export('json'))).trimEnd().split('\n');
    const earlier = lines
      .filter((line) => !/^\{"table":"(?:edits|mentions|positions|document_relations)"/.test(line))
      .map((line) => JSON.parse(line, (key, value: unknown) => (added.has(key) ? undefined : value)) as object)
      .map((line, _, all) => JSON.stringify('end' in line ? { end: { rows: all.length - 2 } } : line));
    expect(earlier).toHaveLength(lines.length - 4);
    const restored = await openLedger(await address());
    await restored.restore([earlier.join('\n')]);
    expect(await restored.subscriptions.of({ destination: 'terminal', channel: 'desk' })).toEqual(
      await ledger().subscriptions.of({ destination: 'terminal', channel: 'desk' }),
    );
    expect(
      await restored.deliveries.postedAs({ destination: 'terminal', channel: 'desk', receiptId: '1' }),
    ).toMatchObject({ state: 'sent' });
    expect(await restored.deliveries.nextDue()).toBeNull();
    const report = await restored.transaction((open) => open.report('cjtf-oir', 'afpims:1860000'));
    expect(report).toMatchObject({ readings: [{ value: 1303, stance: 'asserted', rule: null }], mentions: [] });
    await restored.close();
  });

  test('an empty ledger makes an export that restores', async () => {
    const exported = await collect(ledger().export('json'));
    expect(exported.trim().split('\n')).toHaveLength(2);
    await ledger().restore([exported]);
    expect(await collect(ledger().export('json'))).toBe(exported);
  });

  test('a ledger that holds something is not restored into', async () => {
    const exported = await collect(ledger().export('json'));
    await ledger().polling.setSource('feed', sourceState());
    await expect(ledger().restore([exported])).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('an export that is cut off, changed or of another kind leaves the ledger empty', async () => {
    await fill();
    const exported = await collect(ledger().export('json'));
    const lines = exported.trimEnd().split('\n');
    const cases: [string, string][] = [
      ['cut off at a line', lines.slice(0, -1).join('\n')],
      ['cut off within a line', exported.slice(0, exported.length - 40)],
      ['a line left out', lines.filter((line) => !line.includes('"table":"readings"')).join('\n')],
      ['other bytes', exported.replace(/"sha256":"[0-9a-f]{4}/u, '"sha256":"0000')],
      ['another format', exported.replace('"version":2', '"version":3')],
      ['another column', exported.replace('"etag":', '"etag; drop":')],
      ['another table', exported.replace('"table":"sources"', '"table":"sqlite_schema"')],
      ['empty', ''],
      ['not JSON', 'measure,value\n'],
    ];
    const empty = await openLedger(await address());
    const nothing = await collect(empty.export('json'));
    for (const [name, text] of cases) {
      await expect(empty.restore([text]), name).rejects.toMatchObject({ name: 'LedgerError' });
    }
    expect(await collect(empty.export('json'))).toBe(nothing);
    await empty.close();
  });

  test('any text comes back as it was stored, whatever pieces it arrives in', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      fc.constantFrom('\0', '\ud800', '\r\n\u2028', '=1+1', '"'),
    );
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 5 }), async (texts) => {
        await ledger().transaction(async (open) => {
          for (const [title, body, place] of texts) {
            number += 1;
            const document = fetched(body, {
              identity: `${number} ${title}`,
              title,
              headers: { 'x-any': place },
              bytes: Buffer.from(body),
            });
            const entries = [incident({ place, quote: body, ngoCodes: [title] })];
            const readings = [reading({ quote: body, place })];
            const report = await open.addSnapshot({
              source: 'feed',
              publisher: 'cjtf-oir',
              document,
              read: read({
                readings,
                incidents: entries,
                warnings: [{ code: 'reader-failed', error: title, url: body }],
              }),
            });
            await open.addFindings([
              { ...admitted(report), kind: 'admitted', now: { ...figureOf(report), quote: body } },
            ]);
          }
        });
      }),
      { numRuns: 10 },
    );
    const exported = await collect(ledger().export('json'));
    const bytes = Buffer.from(exported, 'utf8');
    const pieces = Array.from({ length: Math.ceil(bytes.length / 997) }, (_, at) =>
      bytes.subarray(at * 997, (at + 1) * 997),
    );
    const restored = await openLedger(await address());
    await restored.restore(pieces);
    expect(await collect(restored.export('json'))).toBe(exported);
    await restored.close();
  });

  test('CSV is every reading next to its document, safe to open in a spreadsheet', async () => {
    await fill();
    await ledger().transaction((open) => {
      const quote = '=HYPERLINK("https://example.org"), "killed"\nfive';
      return open.addSnapshot({
        source: 'feed',
        publisher: 'dod',
        document: fetched('x', { title: null }),
        read: read({ readings: [reading({ quote, value: 5 })] }),
      });
    });
    const rows: Record<string, string>[] = parse(await collect(ledger().export('csv')), { columns: true });
    expect(rows.map((row) => `${row['value']} ${row['current']}`).sort()).toEqual([
      '1291 1',
      '1302 0',
      '1303 1',
      '5 1',
      '9 0',
    ]);
    const hostile = rows.find((row) => row['value'] === '5');
    expect(hostile).toMatchObject({ publisher: 'dod', title: '', period_to: '2019-04', qualifier: 'at least' });
    expect(hostile?.['quote']).toBe('\'=HYPERLINK("https://example.org"), "killed"\nfive');
    expect(hostile?.['sha256']).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('an export shows one moment, whatever is written meanwhile', async () => {
    await fill();
    const whole = await collect(ledger().export('json'));
    const pieces: string[] = [];
    let writing: Promise<unknown> = Promise.resolve();
    for await (const piece of ledger().export('json')) {
      if (pieces.length === 1) {
        writing = ledger().transaction((open) =>
          open.addSnapshot({ source: 'feed', publisher: 'dod', document: fetched('new'), read: read() }),
        );
        // With one connection for all, the export is at its end first.
        if (shared) await writing;
      }
      pieces.push(piece);
    }
    await writing;
    expect(pieces.join('')).toBe(whole);
    expect(await collect(ledger().export('json'))).not.toBe(whole);
  });

  test('an export that is not read to its end lets go of the ledger', async () => {
    await fill();
    for await (const _ of ledger().export('json')) break;
    await ledger().polling.setSource('after', sourceState());
    expect(await ledger().polling.source('after')).toEqual(sourceState());
  });
}
