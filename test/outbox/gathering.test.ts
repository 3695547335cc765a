import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import type { DeliveryStep } from '../../src/outbox/parts.ts';
import { examples } from '../compose/events.ts';
import { createChat } from './chat.ts';
import { type Desk, day, headlines, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';

/** What would flood a channel is one post, and no delivery is lost or doubled by it. */

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

const several = (count: number) => Array.from({ length: count }, (_, index) => 1302 + index);
const tableOf = (message: Message | undefined) => message?.blocks.find((block) => block.type === 'table');
async function raise(count: number): Promise<void> {
  for (const value of several(count)) await desk.announce(desk.raised(value));
}

test('three of a kind are three posts, four are one with a table', async () => {
  for (const [count, posts] of [
    [3, 3],
    [4, 1],
  ] as const) {
    const slack = createChat('slack');
    await desk.subscribe({ ...newsroom, channel: `desk-${count}` });
    await raise(count);
    await desk.start([slack]).drain(never);
    expect(slack.posts).toHaveLength(posts);
    expect(await desk.ledger.deliveries.counts()).toMatchObject({ pending: 0 });
    desk.clock += day;
    if (count === 4) {
      expect(headlines(slack)).toEqual(['CJTF-OIR raised 4 totals']);
      expect(tableOf(slack.posts[0]?.message)?.rows).toHaveLength(4);
    }
  }
});

test('another kind keeps its own post, and each row has the id that opens it', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await raise(5);
  await desk.announce(desk.restated(1400, 'march'));
  await desk.start([slack]).drain(never);
  expect(slack.posts).toHaveLength(2);
  expect(headlines(slack)[1]).toContain('restates');
  const [batch] = slack.posts;
  const ids = tableOf(batch?.message)?.rows.map((row) => row.at(-1));
  expect(new Set(ids).size).toBe(5);
  const commands = batch?.message.blocks.flatMap((block) =>
    block.type === 'actions' ? block.buttons.map(({ command }) => command) : [],
  );
  expect(commands).toEqual(ids?.map((id) => `why ${id}`));
  expect(batch?.message.text).toContain('To open one, give its id');
});

test('a feed that lists its archive is one post, whatever kinds it brings', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await raise(6);
  for (const value of several(6)) await desk.announce(desk.restated(value + 200, `earlier-${value}`));
  await desk.start([slack]).drain(never);
  expect(headlines(slack)).toEqual(['CJTF-OIR: 12 findings']);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 12, pending: 0 });
});

test('what waited while nothing ran, or the platform was out, is gathered too', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  slack.troubles.set('desk', [trouble('unavailable')]);
  await desk.announce(desk.raised(1302));
  await desk.start([slack]).drain(never);
  expect(slack.posts).toEqual([]);
  desk.clock += day;
  for (const value of [1319, 1321, 1335]) await desk.announce(desk.raised(value));
  await desk.start([slack]).drain(never);
  expect(headlines(slack)).toEqual(['CJTF-OIR raised 4 totals']);
});

test.each(['claimed', 'sending', 'posted', 'recorded'] as const)(
  'a process that dies at the step %s neither loses nor doubles a row',
  async (step: DeliveryStep) => {
    const slack = createChat('slack', { finds: true });
    await desk.subscribe(newsroom);
    await raise(7);
    const dying = desk.start([slack], {
      observe: (now) => {
        if (now === step) throw new Error('killed');
      },
    });
    await expect(dying.drain(never)).rejects.toThrow('killed');
    await desk.announce(desk.raised(1400));
    for (let round = 0; round < 3; round += 1) {
      desk.clock += 5 * minute;
      await desk.start([slack]).drain(never);
    }
    const lines = slack.posts.flatMap(({ message }, at) => [
      ...(tableOf(message)?.rows.map((row) => row[1]) ?? [headlines(slack)[at]]),
    ]);
    const told = lines.map((text) => /1,[34]\d\d/.exec(text ?? '')?.[0]).toSorted();
    expect(told).toEqual(['1,302', '1,303', '1,304', '1,305', '1,306', '1,307', '1,308', '1,400']);
    expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 8, pending: 0, sending: 0, uncertain: 0 });
  },
);

test('a post that may have arrived is sent again as it was, not inside another', async () => {
  const slack = createChat('slack', { sendsOnce: true });
  await desk.subscribe(newsroom);
  slack.troubles.set('desk', [trouble('timeout', { outcome: 'maybe-sent' })]);
  await desk.announce(desk.raised(1302));
  await desk.start([slack]).drain(never);
  for (const value of [1319, 1321, 1335, 1340]) await desk.announce(desk.raised(value));
  desk.clock += 5 * minute;
  await desk.start([slack]).drain(never);
  expect(headlines(slack)[0]).toContain('1,302');
  expect(headlines(slack)[1]).toBe('CJTF-OIR raised 4 totals');
});

test('a revision of a figure in such a post is a reply, and its row is edited', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await raise(25);
  await desk.start([slack]).drain(never);
  const [batch] = slack.posts;
  expect(tableOf(batch?.message)?.rows).toHaveLength(20);
  expect(batch?.message.text).toContain('Not shown: 5 findings');
  await desk.announce(desk.restated(1299, 'document-1302'));
  desk.clock += 5 * minute;
  await desk.start([slack]).drain(never);
  expect(slack.posts[1]).toMatchObject({ under: batch?.id });
  expect(batch).toMatchObject({ edits: 1 });
  expect(tableOf(batch?.message)?.rows[0]?.[1]).toMatch(/^Revised: .*1,302/);
  expect(batch?.message.text).toMatch(/No\. 1\. Changed since it was posted.*1,299/);
});

test('notices that a person answers keep their own posts', async () => {
  const mail = createChat('mail');
  await desk.subscribe(operators);
  const [example] = examples['delivery-rejected'];
  for (const value of several(5))
    await desk.announce({ ...example, id: `${value}`.padStart(64, 'd'), event: `refused-${value}` });
  await desk.start([mail]).drain(never);
  expect(mail.posts).toHaveLength(5);
});

test('a process that runs waits a moment for the rest of a poll', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await raise(4);
  const stop = new AbortController();
  let naps = 0;
  const running = desk.start([slack], {
    sleep: async () => {
      naps += 1;
      if (naps === 1) await desk.announce(desk.raised(1400));
      else desk.clock += 1000;
      if (naps > 40) stop.abort();
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  await running.run(stop.signal);
  expect(headlines(slack)).toEqual(['CJTF-OIR raised 5 totals']);
});
