import { expect, test } from 'vitest';
import { unpolled } from '../../../src/domain/source-state.ts';
import { defaultPreferences, noFilters } from '../../../src/domain/subscriptions.ts';
import { journalTable, migrationsOf } from '../../../src/ledger/database/migrate.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { minutes, subscriptionTo } from '../fixtures.ts';
import { begin, claim, markSent } from '../outbox.ts';

const at = minutes(0);

/** What a ledger stored before chats could subscribe. */
const held = `
  INSERT INTO findings (id, event, kind, publisher, found_at, body)
    VALUES ('f1', 'e1', 'admitted', 'cjtf-oir', '${at}', '{}'), ('f2', 'e2', 'admitted', 'cjtf-oir', '${at}', '{}');
  INSERT INTO subscriptions (id, destination, channel, owner, wants, state, paused_reason, created_at) VALUES
    ('5a', 'slack', 'C1', 'U1', '["all"]', 'active', NULL, '${at}'),
    ('5b', 'terminal', 'desk', NULL, '["health"]', 'paused', 'not-found: gone', '${at}');
  INSERT INTO deliveries (id, seq, event, subscription_id, finding_id, state, attempts, next_attempt_at, created_at,
    receipt, sent_at) VALUES
    ('d1d1d1', 1, 'e1', '5a', 'f1', 'sent', 1, '${at}', '${at}', '{"channel":"C1","id":"17.5"}', '${at}'),
    ('d2d2d2', 2, 'e2', '5a', 'f2', 'pending', 0, '${at}', '${at}', NULL, NULL);
  INSERT INTO sources (source, state) VALUES
    ('feed', '{"failures":1,"lastError":"not-a-feed: It: is a page."}'),
    ('met', '{"cursor":{"kind":{"seen":["a"]},"made":true,"looks":1,"answered":true},"failures":0}'),
    ('meeting', '{"cursor":{"kind":null,"made":false,"looks":2,"answered":false},"failures":3}');
  INSERT INTO findings (id, event, kind, publisher, found_at, body) VALUES
    ('f3', 'e3', 'source-broken', 'dod', '${at}', '{"kind":"source-broken","id":"f3","error":"odd"}'),
    ('f4', 'e4', 'reader-warning', 'dod', '${at}',
      '{"kind":"reader-warning","id":"f4","code":"no-total","message":"No total was found."}');`;

/** The statements that make a ledger as it was before a migration, with what it stored. */
export async function madeBy(former: string, before: string, rows: string): Promise<string> {
  const dialect = former.startsWith('postgres') ? 'postgres' : 'sqlite';
  const applied = (await migrationsOf(dialect)).filter(({ name }) => name < before);
  const journal = applied.map(({ name, checksum }) => `INSERT INTO schema_journal VALUES ('${name}', '${checksum}');`);
  return [`${journalTable};`, ...journal, ...applied.map(({ sql }) => sql), rows].join('\n');
}

const formerDocument = {
  ...{ id: 'doc', publisher: 'cjtf-oir', identity: 'url:a', source: 'feed', url: 'https://example.org/', title: null },
  ...{
    published: at,
    first_seen: at,
    checked_at: at,
    etag: null,
    last_modified: null,
    text_length: 1,
    state: 'present',
  },
  ...{ snapshots: 1, current_snapshot_id: 'doc.1', current_run_id: 'doc.1.r1', readings: 1 },
};
const formerSnapshot = {
  ...{ id: 'doc.1', document_id: 'doc', n: 1, source: 'feed', url: 'https://example.org/', title: null, published: at },
  ...{ fetched_at: at, state: 'present', status: null, content_type: 'text/html', headers: '{}', sha256: 'a' },
  ...{ text_sha256: 'b', bytes: null, text: null },
};
const formerRun = {
  ...{ id: 'doc.1.r1', snapshot_id: 'doc.1', n: 1, reader: 'figure-claims', reader_version: 1, period_from: null },
  ...{ period_to: null, warnings: '[{"code":"odd","message":"An odd line"}]', run_at: at },
};
const formerReading = {
  ...{ id: 'doc.1.r1.00000', run_id: 'doc.1.r1', document_id: 'doc', snapshot_id: 'doc.1', publisher: 'cjtf-oir' },
  ...{ series: 'as-it-was', measure: 'killed_total', value: 1302, value_max: null, qualifier: 'at least' },
  ...{ speaker: 'amnesty+airwars', place: 'Syria and Iraq', window_from: null, window_to: null, quote: '1,302' },
  ...{ quote_start: 0, quote_end: 5, sort_period: '2019-05', sort_to: '', sort_published: at, recorded_at: at },
};
const formerIncident = {
  ...{ id: 'doc.1.r1.00000', run_id: 'doc.1.r1', number: 1, date: '2017-05-02', date_to: null, place: 'Tabqah' },
  ...{ country: 'Syria', via: 'amnesty+airwars', outcome: 'credible', killed: 2, killed_max: null, injured: null },
  ...{ report_number: '2682', ngo_code: 'CS1908+CI2', mgrs: '[]', not_previously_reported: 0, quote: 'x' },
  ...{ quote_start: 0, quote_end: 1 },
};
const bareIncident = {
  ...formerIncident,
  ...{ id: 'doc.1.r1.00001', date: '2017-05-01', via: null, report_number: null, ngo_code: null },
};
/** One in another order of the same places, of an earlier month: both are one series. */
const earlierReading = {
  ...formerReading,
  ...{ id: 'doc.1.r1.00001', series: 'another', value: 1291, place: 'Iraq and Syria', sort_period: '2019-04' },
};
const formerFinding = {
  ...{ kind: 'incident-changed', id: 'f0'.repeat(32), event: 'doc.1', publisher: 'cjtf-oir', source: null },
  ...{ documentId: 'doc', snapshotId: 'doc.1', period: null, foundAt: at, changed: ['via', 'killed'], now: null },
  before: { via: 'media', ngoCode: null, reportNumber: null, killed: 3, mgrs: [], quote: 'x', start: 0, end: 1 },
};

const literal = (value: unknown) =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
export const inserted = (table: string, row: object) =>
  `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`;

/** What a ledger stored before sets were arrays. */
const history = [
  inserted('documents', formerDocument),
  inserted('snapshots', formerSnapshot),
  inserted('reader_runs', formerRun),
  inserted('readings', formerReading),
  inserted('readings', earlierReading),
  inserted('incidents', formerIncident),
  inserted('incidents', bareIncident),
  inserted('findings', {
    ...{ id: formerFinding.id, event: 'doc.1', kind: formerFinding.kind, publisher: 'cjtf-oir', found_at: at },
    body: JSON.stringify(formerFinding),
  }),
].join('\n');

const { series: _series, speaker: _speaker, ...plainReading } = formerReading;

/** What a ledger stored before readings had rules and mentions were stored. */
export const historyWithoutMentions = [
  inserted('documents', formerDocument),
  inserted('snapshots', formerSnapshot),
  inserted('reader_runs', formerRun),
  inserted('readings', { ...plainReading, speakers: '["amnesty","airwars"]' }),
].join('\n');

export function formerCases({ address, raw }: Subject): void {
  test.skipIf(raw === undefined)('keeps its figures and entries, whose sets were joined texts', async () => {
    const former = await address();
    await raw?.(former, await madeBy(former, '0007', history));
    const ledger = await openLedger(former);
    const [figure, ...others] = await ledger.lookups.totals();
    expect(others).toEqual([]);
    expect(figure).toMatchObject({ value: 1302, speakers: ['amnesty', 'airwars'], place: 'Syria and Iraq' });
    const { rows } = await ledger.lookups.incidents({ limit: 5 });
    expect(rows).toMatchObject([
      { vias: ['amnesty', 'airwars'], reportNumbers: ['2682'], ngoCodes: ['CS1908', 'CI2'] },
      { vias: [], reportNumbers: [], ngoCodes: [] },
    ]);
    const known = await ledger.transaction((open) =>
      open.relatedIncidents(
        'cjtf-oir',
        rows.map((row) => ({ ...row, reportNumbers: [], place: null, mgrs: [] })),
      ),
    );
    expect(known.map(({ ngoCodes }) => ngoCodes)).toEqual([['CS1908', 'CI2']]);
    const [report] = await ledger.transaction((open) => open.reports('cjtf-oir'));
    expect(report?.warnings).toEqual([{ code: 'former', formerCode: 'odd', message: 'An odd line' }]);
    const found = await ledger.lookups.finding('f0'.repeat(32));
    expect(found).toMatchObject({
      kind: 'incident-changed',
      before: { vias: ['media'], ngoCodes: [] },
      changed: ['vias', 'killed'],
    });
    await expect(raw?.(former, `UPDATE readings SET value = 1`)).rejects.toThrow();
    await ledger.close();
    const again = await openLedger(former);
    expect(await again.lookups.totals()).toEqual([figure]);
    await again.close();
  });

  test('is restored from its export', async () => {
    const fresh = await openLedger(await address());
    const row = (table: string, held: object) => JSON.stringify({ table, row: held });
    const lines = [
      row('documents', formerDocument),
      row('snapshots', formerSnapshot),
      row('reader_runs', formerRun),
      row('readings', formerReading),
      row('incidents', formerIncident),
    ];
    const head = JSON.stringify({ format: 'ackwatch-ledger', version: 1 });
    await fresh.restore([[head, ...lines, JSON.stringify({ end: { rows: lines.length } })].join('\n')]);
    expect(await fresh.lookups.totals()).toMatchObject([{ value: 1302, speakers: ['amnesty', 'airwars'] }]);
    expect((await fresh.lookups.incidents({ limit: 5 })).rows).toMatchObject([
      { vias: ['amnesty', 'airwars'], reportNumbers: ['2682'], ngoCodes: ['CS1908', 'CI2'] },
    ]);
    await fresh.close();
  });

  test.skipIf(raw === undefined)('keeps its subscriptions, its posts and their receipts', async () => {
    const former = await address();
    await raw?.(former, await madeBy(former, '0004', held));

    const ledger = await openLedger(former);
    const slack = await ledger.subscriptions.of({ destination: 'slack', channel: 'C1' });
    const chosen = { origin: 'configuration', space: null, filters: noFilters, preferences: defaultPreferences };
    expect(slack).toMatchObject({ id: '5a', owner: 'U1', wants: ['all'], state: 'active', ...chosen });
    expect(await ledger.subscriptions.of({ destination: 'terminal', channel: 'desk' })).toMatchObject({
      id: '5b',
      pause: { cause: 'not-found', detail: 'gone' },
      ...chosen,
    });
    const configured = [subscriptionTo('C1', { destination: 'slack', owner: 'U2' }), subscriptionTo('desk')];
    await ledger.subscriptions.sync(configured, at);
    expect((await ledger.transaction((open) => open.subscriptions.all())).map(({ id, owner }) => [id, owner])).toEqual([
      ['5a', 'U2'],
      ['5b', null],
    ]);
    expect(await ledger.deliveries.postedAs({ destination: 'slack', channel: 'C1', receiptId: '17.5' })).toMatchObject({
      id: 'd1d1d1',
      state: 'sent',
    });
    expect((await claim(ledger, 'one', at, minutes(2), 10)).map(({ id }) => id)).toEqual(['d2d2d2']);
    await begin(ledger, 'd2d2d2', 'one', at, minutes(2));
    await markSent(ledger, 'd2d2d2', { channel: 'C1', id: '17.6' }, at, ['d1d1d1']);
    expect(
      (await ledger.edits.claim({ worker: 'one', at, leaseUntil: minutes(2), limit: 10 })).map(
        ({ delivery }) => delivery.id,
      ),
    ).toEqual(['d1d1d1']);
    expect((await ledger.polling.source('feed'))?.lastError).toEqual({ kind: 'not-a-feed', message: 'It: is a page.' });
    expect(await ledger.polling.source('met')).toEqual({
      ...unpolled,
      cursor: { seen: ['a'] },
      firstContact: { isOver: true },
      answered: true,
    });
    expect(await ledger.polling.source('meeting')).toEqual({
      ...unpolled,
      firstContact: { isOver: false, partialPolls: 2, since: null, remaining: null },
      failures: 3,
    });
    expect(await ledger.lookups.finding('f3')).toMatchObject({ error: { kind: 'unavailable', message: 'odd' } });
    expect(await ledger.lookups.finding('f4')).toEqual({
      kind: 'reader-warning',
      id: 'f4',
      warning: { code: 'former', formerCode: 'no-total', message: 'No total was found.' },
    });
    await ledger.close();
  });
}
