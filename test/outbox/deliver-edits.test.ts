import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChat } from './chat.ts';
import { type Desk, headlines, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

const other = { ...newsroom, channel: 'other' };

test('the reply is out before the post that it revises is edited', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.start([slack]).drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  await desk.start([slack]).drain(never);
  expect(slack.history).toEqual(['send desk', 'send desk', 'edit desk']);
});

test('a limit on the edits of one channel delays no post, and no edit of another channel', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom, other);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroublesOf.set('desk', [trouble('rate-limited', { retryAfterMs: 30_000 })]);
  await desk.announce(desk.restated(1303, 'april'));
  await desk.announce(desk.raised(1319));
  const { sent, nextDue } = await deliverer.drain(never);
  expect(sent).toBe(4);
  const edited = () =>
    slack.posts
      .filter(({ edits }) => edits > 0)
      .map(({ channel }) => channel)
      .toSorted();
  expect(edited()).toEqual(['other']);
  expect(Date.parse(nextDue ?? '') - desk.clock).toBeGreaterThanOrEqual(30_000);
  desk.clock += minute;
  await deliverer.drain(never);
  expect(edited()).toEqual(['desk', 'other']);
});

test('a limit of a whole workspace is met by one edit and obeyed by all, and posts go on', async () => {
  const slack = createChat('slack', { updates: true });
  const channels = ['a', 'b', 'c'].map((channel) => ({ ...newsroom, channel, space: 'T1' }));
  const elsewhere = { ...newsroom, channel: 'd', space: 'T2' };
  await desk.subscribe(...channels, elsewhere);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroublesOf.set('a', [trouble('rate-limited', { retryAfterMs: 30_000, scope: 'space' })]);
  await desk.announce(desk.restated(1303, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 4 });
  await desk.announce(desk.restated(1304, 'april'));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 4 });
  desk.clock += minute;
  await deliverer.drain(never);
  expect(slack.posts.slice(0, 4).every(({ message }) => message.text.includes('1,304'))).toBe(true);
});

test.each(['not-found', 'forbidden', 'invalid'] as const)(
  'an edit that is refused as %s is given up: the reply stays, with its link to the earlier post',
  async (kind) => {
    const slack = createChat('slack', { updates: true });
    await desk.subscribe(newsroom, operators);
    await desk.announce(desk.raised(1302, 'april'));
    const deliverer = desk.start([slack]);
    await deliverer.drain(never);
    slack.editTroubles.push(trouble(kind));
    await desk.announce(desk.restated(1303, 'april'));
    expect(await deliverer.drain(never)).toMatchObject({ sent: 1, nextDue: null });
    const [first, reply] = slack.posts;
    expect(first?.edits).toBe(0);
    expect(reply).toMatchObject({ under: first?.id });
    expect(reply?.message.text).toContain(`https://chat.example/desk/${first?.id}`);
    expect((await desk.ledger.deliveries.troubled(9)).paused).toEqual([]);

    // The next revision asks for it again.
    await desk.announce(desk.restated(1304, 'april'));
    await deliverer.drain(never);
    expect(first?.message.text).toMatch(/1,304.*1,303/s);
  },
);

test('a platform that cannot edit is not asked to', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.start([slack]).drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  expect(await desk.start([slack]).drain(never)).toMatchObject({ sent: 1, nextDue: null });
  expect(desk.logged).toEqual([]);
  expect(slack.posts[1]?.message.text).toContain('https://chat.example/desk/1');
});

test('an edit whose answer was lost is simply made again', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push('drop');
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  const once = slack.posts[0]?.message;
  desk.clock += minute;
  expect(await deliverer.drain(never)).toMatchObject({ nextDue: null });
  expect(slack.posts[0]).toMatchObject({ edits: 2, message: once });
});

test('a revision that comes while the post is being edited asks for one more edit', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.start([slack]).drain(never);
  await desk.announce(desk.restated(1303, 'april'));
  const { update } = slack.destination;
  let during: Promise<unknown> | undefined;
  slack.destination.update = async (receipt, message, signal) => {
    if (during === undefined) {
      during = desk.announce(desk.restated(1304, 'april')).then(() => desk.start([slack]).drain(never));
      await during;
    }
    return (update as NonNullable<typeof update>)(receipt, message, signal);
  };
  await desk.start([slack]).drain(never);
  expect(slack.posts[0]).toMatchObject({ edits: 2 });
  expect(slack.posts[0]?.message.text).toMatch(/1,304.*1,303/s);
  expect(await desk.ledger.deliveries.nextDue()).toBeNull();
});

test('credentials that are refused while editing are reported once, and the edit is made when they are good again', async () => {
  const [slack, mail] = [createChat('slack', { updates: true }), createChat('mail')];
  await desk.subscribe(newsroom, operators);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  slack.verifies = false;
  slack.editTroubles.push(trouble('unauthorized'));
  await desk.announce(desk.restated(1303, 'april'));
  await deliverer.drain(never);
  await desk.drain(deliverer, 3, 20 * minute);
  expect(headlines(mail)).toEqual(['Ackwatch is refused by slack']);
  expect(slack.history.filter((call) => call === 'edit desk')).toHaveLength(1);
  slack.verifies = true;
  await desk.drain(deliverer, 3, 60 * minute);
  expect(slack.posts[0]?.edits).toBe(1);
});

test('an edit that only ever fails is given up in the end, and the channel goes on', async () => {
  const slack = createChat('slack', { updates: true });
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  slack.editTroubles.push(...Array.from({ length: 99 }, () => trouble('unknown')));
  await desk.announce(desk.restated(1303, 'april'));
  await desk.drain(deliverer, 60, 60 * minute);
  expect(await desk.ledger.deliveries.nextDue()).toBeNull();
  await desk.announce(desk.raised(1319));
  expect(await deliverer.drain(never)).toMatchObject({ sent: 1 });
});
