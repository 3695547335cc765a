import { expect, test } from 'vitest';
import { defaultPreferences, noFilters } from '../../../src/domain/subscriptions.ts';
import { journalTable, migrationsOf } from '../../../src/ledger/database/migrate.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { minutes, subscriptionTo } from '../fixtures.ts';

const at = minutes(0);

/** What a ledger held before chats could subscribe. */
const held = `
  INSERT INTO findings (id, event, kind, publisher, found_at, body)
    VALUES ('f1', 'e1', 'admitted', 'cjtf-oir', '${at}', '{}'), ('f2', 'e2', 'admitted', 'cjtf-oir', '${at}', '{}');
  INSERT INTO subscriptions (id, destination, channel, owner, wants, state, paused_reason, created_at) VALUES
    ('5a', 'slack', 'C1', 'U1', '["all"]', 'active', NULL, '${at}'),
    ('5b', 'terminal', 'desk', NULL, '["health"]', 'paused', 'not-found: gone', '${at}');
  INSERT INTO deliveries (id, seq, event, subscription_id, finding_id, state, attempts, next_attempt_at, created_at,
    receipt, sent_at) VALUES
    ('d1', 1, 'e1', '5a', 'f1', 'sent', 1, '${at}', '${at}', '{"channel":"C1","id":"17.5"}', '${at}'),
    ('d2', 2, 'e2', '5a', 'f2', 'pending', 0, '${at}', '${at}', NULL, NULL);`;

export function formerCases({ address, raw }: Subject): void {
  test.skipIf(raw === undefined)('keeps its subscriptions, its posts and their receipts', async () => {
    const former = await address();
    const dialect = former.startsWith('postgres') ? 'postgres' : 'sqlite';
    const applied = (await migrationsOf(dialect)).filter(({ name }) => name < '0004');
    const journal = applied.map(
      ({ name, checksum }) => `INSERT INTO schema_journal VALUES ('${name}', '${checksum}');`,
    );
    await raw?.(former, [`${journalTable};`, ...journal, ...applied.map(({ sql }) => sql), held].join('\n'));

    const ledger = await openLedger(former);
    const slack = await ledger.subscriptions.of('slack', 'C1');
    const chosen = { origin: 'configuration', space: null, filters: noFilters, preferences: defaultPreferences };
    expect(slack).toMatchObject({ id: '5a', owner: 'U1', wants: ['all'], state: 'active', ...chosen });
    expect(await ledger.subscriptions.of('terminal', 'desk')).toMatchObject({
      id: '5b',
      pausedReason: 'not-found: gone',
      ...chosen,
    });
    const configured = [subscriptionTo('C1', { destination: 'slack', owner: 'U2' }), subscriptionTo('desk')];
    await ledger.subscriptions.sync(configured, at);
    expect((await ledger.transaction((open) => open.subscriptions())).map(({ id, owner }) => [id, owner])).toEqual([
      ['5a', 'U2'],
      ['5b', null],
    ]);
    expect(await ledger.deliveries.postedAs('slack', 'C1', '17.5')).toMatchObject({ id: 'd1', state: 'sent' });
    expect((await ledger.deliveries.claim('one', at, minutes(2), 10)).map(({ id }) => id)).toEqual(['d2']);
    await ledger.deliveries.markSending('d2', 'one', at, minutes(2));
    await ledger.deliveries.markSent('d2', { channel: 'C1', id: '17.6' }, at, ['d1']);
    expect((await ledger.deliveries.claimEdits('one', at, minutes(2), 10)).map(({ delivery }) => delivery.id)).toEqual([
      'd1',
    ]);
    await ledger.close();
  });
}
