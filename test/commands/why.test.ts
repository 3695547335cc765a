import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/chat/conversation.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { defaultPreferences } from '../../src/domain/subscriptions.ts';
import type { Delivery } from '../../src/ledger/ledger.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { begin, claim, hold, markSent } from '../ledger/outbox.ts';
import { asker, coalition, type Desk, openDesk, reportText, tableOf, talkOn } from './record.ts';

let desk: Desk;
let talk: Conversation;
let sent: readonly Delivery[];
const textOf = async (line: string, channel = 'C1') => (await talk.ask(line, asker({ channel }))).message.text;
const at = '2021-09-20T14:00:00.000Z';

/** Posts everything that waits for a channel, with receipts `1.000000`, `2.000000` and so on. */
async function post(channel: string): Promise<readonly Delivery[]> {
  const posted: Delivery[] = [];
  for (;;) {
    const claimed = await claim(desk.ledger, 'w', at, '2021-09-20T15:00:00.000Z', 100);
    const mine = claimed.filter(({ subscription }) => subscription.channel === channel);
    for (const { id } of claimed.filter(({ subscription }) => subscription.channel !== channel))
      await hold(desk.ledger, id, '2030-01-01T00:00:00.000Z');
    if (mine.length === 0) return posted;
    for (const delivery of mine) {
      await begin(desk.ledger, delivery.id, 'w', at, '2021-09-20T15:00:00.000Z');
      const id = `${posted.length + 1}.000000`;
      await markSent(desk.ledger, delivery.id, { channel, id, link: `https://chat.example/${channel}/${id}` }, at);
      posted.push(delivery);
    }
  }
}

beforeAll(async () => {
  const weekly = { ...defaultPreferences, rhythm: { type: 'weekly', on: 1, at: '09:00' } } as const;
  desk = await openDesk(
    [
      subscriptionTo('C1', { destination: 'slack', space: 'T1' }),
      subscriptionTo('C2', { destination: 'slack', space: 'T2' }),
      subscriptionTo('C3', { destination: 'slack', space: 'T1', preferences: weekly }),
    ],
    reportFigures.slice(-6),
  );
  talk = talkOn(desk.ledger);
  sent = await post('C1');
});
afterAll(() => desk.ledger.close());

describe('why', () => {
  it('traces the current figure of a measure to its sentence, its stored copy and its address', async () => {
    const text = await textOf('why killed_total');
    const row = reportFigures.at(-1);
    if (row === undefined) throw new Error('The record is empty');
    expect(text).toContain('CJTF-OIR assesses at least 1,417 civilians');
    expect(text).toContain('https://example.org/2021-07');
    expect(text).toContain(createHash('sha256').update(reportText(row)).digest('hex'));
    expect(text).toContain('fetched 20 September 2021, 13:00 UTC');
    expect(text).toContain('A later report gives a higher total');
  });

  it('says what it was compared with, with the same trace', async () => {
    const [, compared = ''] = (await textOf('why killed_total')).split('Compared with: ');
    expect(compared).toContain('at least 1,410 civilians killed');
    expect(compared).toContain('https://example.org/2020-12');
    expect(compared).toMatch(/sha-256 [0-9a-f]{64}/);
  });

  it('says when it was posted in this channel, and nothing of others', async () => {
    const here = await textOf('why killed_total', 'C1');
    expect(here).toContain('Posted in this channel 20 September 2021, 14:00 UTC');
    expect(here).toContain('https://chat.example/C1/');
    const elsewhere = await textOf('why killed_total', 'C9');
    expect(elsewhere).toContain('It was not posted in this channel.');
    expect(elsewhere).not.toContain('C1');
    expect(await textOf('why killed_total', 'C2')).toContain('It waits to be posted in this channel.');
  });

  it('takes the id of a finding as findings and history show it, or the beginning of it', async () => {
    const { rows } = tableOf((await talk.ask('findings --kind does-not-add-up', asker())).message);
    const id = rows[0]?.at(-1) ?? '';
    const text = await textOf(`why ${id}`);
    expect(text).toContain('106 carried + 0 received - 2 completed = 104, the report says 105');
    expect(text).toContain('Rule: Cases carried over + reports received');
    expect(text, 'each part of the sum with its sentence').toMatch(
      /A part of the sum: 106[\s\S]*Taken off in the sum: 2/,
    );
    expect(await textOf(`why ${id.slice(0, 6)}`)).toBe(text);
    expect(await textOf(`why ${id.toUpperCase()}`)).toBe(text);
    const history = tableOf((await talk.ask('history', asker())).message).rows;
    expect(await textOf(`why ${history[0]?.at(-1)}`)).toContain('at least 1,417');
    expect(
      history.map((row) => row.at(-1)),
      'first contact included',
    ).not.toContain('');
  });

  it('explains every finding that is stored', async () => {
    const { rows } = await desk.ledger.lookups.findings({ limit: 1000 });
    expect(new Set(rows.map(({ kind }) => kind)).size).toBeGreaterThan(4);
    for (const { id } of rows) expect(await textOf(`why ${id}`), id).toContain('Why it was posted: ');
  });

  it('traces an edit, a restatement and a withdrawal', async () => {
    const own = await openDesk([], reportFigures.slice(-2));
    try {
      const row = reportFigures.at(-1);
      if (row === undefined) throw new Error('The record is empty');
      const edited = reportText({ ...row, killed_total: 1419 });
      await own.keep(coalition, row.period, edited, '2021-09-22');
      const { message } = await talkOn(own.ledger).ask('why killed_total', asker());
      expect(message.text).toContain('The figure: at least 1,419');
      expect(message.text).toContain('Compared with: at least 1,417');
      const hashes = [...message.text.matchAll(/sha-256 ([0-9a-f]{64})/g)].map((match) => match[1]);
      expect(new Set(hashes).size, 'two copies of one page').toBe(2);
    } finally {
      await own.ledger.close();
    }
  });

  it('finds what announced a figure whose page went and came back', async () => {
    const own = await openDesk([], reportFigures.slice(-2));
    try {
      const row = reportFigures.at(-1);
      if (row === undefined) throw new Error('The record is empty');
      await own.withdraw(coalition, row.period, ['2021-09-21', '2021-09-22']);
      await own.keep(coalition, row.period, reportText(row), '2021-09-23');
      const { message } = await talkOn(own.ledger).ask('why killed_total', asker());
      expect(message.text).toContain('The figure: at least 1,417');
      expect(message.text).toContain('A later report gives a higher total');
      expect(message.text).not.toContain('recorded without being announced');
    } finally {
      await own.ledger.close();
    }
  });

  it('names the other publishers of a measure, and takes one', async () => {
    expect(await textOf('why killed_event')).toContain('1,600');
    expect(await textOf('why killed_event --publisher cjtf-oir')).toContain('No current figure');
    expect(await textOf('why')).toContain('`why killed_total`');
  });
});

describe('a post that is asked after', () => {
  const explain = (id: string, channel = 'C1', space: string | null = 'T1') =>
    talk.explain({ channel, id }, asker({ channel, space }));

  it('is traced like its finding, with its other figures and their sentences', async () => {
    const { message, share } = await explain(`${sent.length}.000000`);
    expect(message.text).toContain('Where this comes from: Coalition now admits at least 1,417');
    expect(message.text).toContain('Compared with: at least 1,410');
    expect(message.text).toContain('Other figures of the post: ');
    expect(message.text).toContain('105 open cases');
    expect(message.text, 'under their one sentence').toContain(
      '106 reports carried over; 0 reports received; 2 assessments completed. ',
    );
    expect(message.text).toContain('Posted in this channel');
    expect(share?.command).toMatch(/^why [0-9a-f]{10}$/);
  });

  it('is said to be unknown where it is not ours, with what to do', async () => {
    for (const one of [await explain('99.000000'), await explain('1.000000', 'C7'), await explain('')]) {
      expect(one.message.text).toContain('knows no post of its own there');
      expect(one.message.text).toContain('`findings`');
      expect(one.share).toBeNull();
    }
  });

  it('is not explained to another space', async () => {
    expect((await explain('1.000000', 'C1', 'T2')).message.text).toContain('knows no post of its own there');
  });

  it('is traced entry by entry where it is a digest', async () => {
    const { deliveries } = desk.ledger;
    const until = '2031-01-01T00:00:00.000Z';
    const claimed = (await claim(desk.ledger, 'w2', '2030-06-01T00:00:00.000Z', until, 100)).find(
      ({ subscription }) => subscription.channel === 'C3',
    );
    const gathered = await deliveries.formBatch({ id: claimed?.id ?? '', at: '2030-06-01T00:00:00.000Z' });
    expect(gathered.length).toBeGreaterThan(3);
    await begin(desk.ledger, claimed?.id ?? '', 'w2', '2030-06-01T00:00:00.000Z', until);
    await markSent(desk.ledger, claimed?.id ?? '', { channel: 'C3', id: 'd.1' }, at);
    const { message, share } = await explain('d.1', 'C3');
    expect(message.text).toContain(`${gathered.length} findings in one post`);
    expect(message.text).toContain('1,417');
    expect(message.text).toContain('evidence (https://');
    expect([...message.text.matchAll(/in full: `why ([0-9a-f]{10})`/g)].length).toBe(Math.min(12, gathered.length));
    expect(share).toBeNull();
  });
});
