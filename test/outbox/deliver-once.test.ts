import { afterEach, beforeEach, expect, test } from 'vitest';
import { capabilitiesOf, refusesDuplicates } from '../../src/outbox/machine/retry.ts';
import type { DelivererParts, DeliveryStep } from '../../src/outbox/parts.ts';
import { postAgain } from '../ledger/outbox.ts';
import { createChat } from './chat.ts';
import { type Desk, day, headlines, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A platform that refuses the same key twice, for two minutes. */

const second = 1000;
const windowMs = 2 * minute;
let desk: Desk;
let time: VirtualTime;
beforeEach(async () => {
  desk = await openDesk();
  time = createVirtualTime('2019-06-01T01:00:00.000Z');
  await desk.subscribe({ ...newsroom, destination: 'chat' }, operators);
});
afterEach(() => desk.ledger.close());

const parts = (): Partial<DelivererParts> => ({ now: time.now, sleep: time.sleep });
const chatWith = (finds: boolean) =>
  createChat('chat', { sendsOnce: true, sendsOnceForMs: windowMs, finds, time, takesMs: 100 });
const lost = () => trouble('timeout', { outcome: 'maybe-sent' });
const start = (...chats: readonly ReturnType<typeof chatWith>[]) => desk.start(chats, parts());
const counts = () => desk.ledger.deliveries.counts();

/** A process that dies as soon as it has written down that it is sending, or the platform has the post. */
async function crash(chat: ReturnType<typeof chatWith>, at: DeliveryStep): Promise<void> {
  const observe = (step: DeliveryStep) => {
    if (step === at) throw new Error('killed');
  };
  await expect(time.through(desk.start([chat], { ...parts(), observe }).drain(never))).rejects.toThrow('killed');
}

test('a lost answer is reconciled within seconds: what arrived is found', async () => {
  const chat = chatWith(true);
  chat.troubles.set('desk', ['drop']);
  await desk.announce(desk.raised(1302));
  const before = time.now().getTime();
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(chat.calls).toHaveLength(1);
  expect(time.now().getTime() - before).toBeLessThan(10 * second);
});

test('what did not arrive is sent again with the same key within seconds', async () => {
  const chat = chatWith(true);
  chat.troubles.set('desk', [lost()]);
  await desk.announce(desk.raised(1302));
  const before = time.now().getTime();
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(new Set(chat.calls).size).toBe(1);
  expect(chat.calls).toHaveLength(2);
  expect(time.now().getTime() - before).toBeLessThan(10 * second);
});

test.each([
  ['cannot be looked through', () => trouble('invalid')],
  ['does not answer', () => trouble('unavailable')],
])('where the channel %s, it is sent again and the platform refuses the second', async (_, of) => {
  const chat = chatWith(true);
  chat.troubles.set('desk', ['drop']);
  chat.findTroubles.push(of());
  await desk.announce(desk.raised(1302));
  const deliverer = start(chat);
  await time.through(deliverer.drain(never));
  await time.pass(10 * second);
  await time.through(deliverer.drain(never));
  expect(await counts()).toMatchObject({ sent: 1, uncertain: 0 });
  expect(chat.posts).toHaveLength(1);
  expect(chat.calls).toHaveLength(2);
});

test('after a crash it is sent again while the platform still refuses the second', async () => {
  const chat = chatWith(false);
  await desk.announce(desk.raised(1302));
  await crash(chat, 'posted');
  expect(await counts()).toMatchObject({ sending: 1 });
  await time.pass(windowMs / 2);
  const deliverer = start(chat);
  await time.through(deliverer.drain(never));
  await time.pass(10 * second);
  await time.through(deliverer.drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(chat.posts).toHaveLength(1);
  expect(chat.calls).toHaveLength(2);
});

test('a crash is noticed next to a platform that has nothing to do', async () => {
  const limited = createChat('chat', { sendsOnce: true, sendsOnceForMs: windowMs, perSecond: 50, time, takesMs: 0 });
  const other = createChat('mail', { time });
  await desk.announce(desk.raised(1302));
  await crash(limited, 'sending');
  await time.pass(windowMs / 2);
  await time.through(start(limited, other).drain(never));
  await time.pass(5 * second);
  await time.through(start(limited, other).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
});

test('a crash is noticed in time although much else is being posted', async () => {
  const chat = createChat('chat', { sendsOnce: true, sendsOnceForMs: windowMs, perSecond: 1, time, takesMs: 0 });
  await desk.announce(desk.raised(1302));
  await crash(chat, 'posted');
  await desk.subscribe(
    ...Array.from({ length: 200 }, (_, number) => ({ ...newsroom, destination: 'chat', channel: `c${number}` })),
    { ...newsroom, destination: 'chat' },
  );
  await desk.announce(desk.raised(1319));
  const deliverer = start(chat);
  for (let round = 0; round < 3; round += 1) {
    await time.through(deliverer.drain(never));
    await time.pass(2 * second);
  }
  expect(await counts()).toMatchObject({ sent: 202, uncertain: 0 });
  expect(chat.posts).toHaveLength(202);
});

test('a crash too long ago leaves it uncertain where it cannot be looked for, and a person is asked', async () => {
  const [chat, mail] = [chatWith(false), createChat('mail')];
  await desk.announce(desk.raised(1302));
  await crash(chat, 'posted');
  await time.pass(day);
  const deliverer = start(chat, mail);
  await time.through(deliverer.drain(never));
  expect(await counts()).toMatchObject({ uncertain: 1 });
  expect(chat.calls).toHaveLength(1);
  await time.through(deliverer.drain(never));
  expect(headlines(mail)).toEqual(['A post may or may not have arrived']);

  const [delivery] = (await desk.ledger.deliveries.troubled(10)).deliveries;
  await postAgain(desk.ledger, delivery?.id ?? '', time.now().toISOString());
  await time.through(deliverer.drain(never));
  expect(chat.calls).toHaveLength(2);
});

test.each(['sending', 'posted'] as const)('a crash long ago at "%s" is looked up where it can be', async (step) => {
  const chat = chatWith(true);
  await desk.announce(desk.raised(1302));
  await crash(chat, step);
  await time.pass(day);
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(chat.posts).toHaveLength(1);
});

test('what was not there yet, and cannot be repeated in time, is looked for once more', async () => {
  const chat = chatWith(true);
  chat.troubles.set('desk', [lost(), trouble('rate-limited', { retryAfterMs: 5 * minute })]);
  await desk.announce(desk.raised(1302));
  await time.through(start(chat).drain(never));
  expect(chat.calls).toHaveLength(2);
  // The first copy arrives after all.
  const [key = ''] = chat.calls;
  const receipt = await time.through(
    chat.destination.send({ headline: [], blocks: [] } as never, { channel: 'desk' }, { key, signal: never }),
  );
  await time.pass(6 * minute);
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect((await desk.ledger.deliveries.delivery(key))?.receipt).toEqual(receipt);
  expect(chat.posts).toHaveLength(1);
});

test('a post is found however long ago the crash was', async () => {
  const chat = chatWith(true);
  await desk.announce(desk.raised(1302));
  await crash(chat, 'posted');
  await time.pass(30 * day);
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(chat.calls).toHaveLength(1);
});

test('a reply that a crash left open is looked for once, and posted where it is not there', async () => {
  const chat = chatWith(true);
  await desk.announce(desk.raised(1302, 'document'));
  await time.through(start(chat).drain(never));
  await desk.announce(desk.restated(1290, 'document'));
  await crash(chat, 'sending');
  await time.pass(day);
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sent: 2 });
  expect(chat.lookedFor).toHaveLength(1);
});

test('a look-up that fails is logged for operators', async () => {
  const chat = chatWith(true);
  await desk.announce(desk.raised(1302));
  await crash(chat, 'posted');
  await time.pass(day);
  chat.findTroubles.push(trouble('unavailable'));
  await time.through(start(chat).drain(never));
  expect(await counts()).toMatchObject({ sending: 1 });
  expect(desk.logged.join('\n')).toMatch(/could not be looked for.*unavailable/);
});

test('the first attempt counts: what is put off beyond the time is not sent again', async () => {
  const [chat, mail] = [chatWith(false), createChat('mail')];
  // Taken and never acknowledged; then a limit that lasts longer than the platform remembers the key.
  chat.troubles.set('desk', ['drop', trouble('rate-limited', { retryAfterMs: 10 * minute })]);
  await desk.announce(desk.raised(1302));
  const deliverer = start(chat, mail);
  for (let round = 0; round < 3; round += 1) {
    await time.through(deliverer.drain(never));
    await time.pass(5 * second);
  }
  expect(chat.calls).toHaveLength(2);
  await time.pass(11 * minute);
  await time.through(deliverer.drain(never));
  expect(await counts()).toMatchObject({ uncertain: 1 });
  expect(chat.calls).toHaveLength(2);
  expect(chat.posts).toHaveLength(1);
});

test('repeated losses stop when the time is over, counted from the first', async () => {
  const [chat, mail] = [chatWith(false), createChat('mail')];
  chat.troubles.set(
    'desk',
    Array.from({ length: 100 }, () => 'drop' as const),
  );
  await desk.announce(desk.raised(1302));
  const deliverer = start(chat, mail);
  for (let round = 0; round < 150; round += 1) {
    await time.through(deliverer.drain(never));
    await time.pass(2 * second);
  }
  expect(await counts()).toMatchObject({ uncertain: 1 });
  expect(chat.posts).toHaveLength(1);
  expect(Math.max(...chat.begun) - Math.min(...chat.begun)).toBeLessThan(windowMs);
});

test('a refusal that says nothing was sent starts the time anew', async () => {
  const chat = chatWith(false);
  chat.troubles.set('desk', [trouble('unavailable', { retryAfterMs: 5 * minute }), 'drop']);
  await desk.announce(desk.raised(1302));
  const deliverer = start(chat);
  await time.through(deliverer.drain(never));
  await time.pass(6 * minute);
  for (let round = 0; round < 3; round += 1) {
    await time.through(deliverer.drain(never));
    await time.pass(5 * second);
  }
  expect(await counts()).toMatchObject({ sent: 1 });
  expect(chat.posts).toHaveLength(1);
});

test('a margin is left for clocks that differ and for the way to the platform', () => {
  const since = '2019-06-01T00:00:00.000Z';
  const after = (milliseconds: number) =>
    refusesDuplicates({ refusesDuplicatesForMs: windowMs }, since, new Date(Date.parse(since) + milliseconds));
  expect([-40, -20, 0, 89, 90, 120].map((seconds) => after(seconds * second))).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(refusesDuplicates({ refusesDuplicatesForMs: windowMs }, null, new Date(since))).toBe(false);
  expect(refusesDuplicates(capabilitiesOf({ sendsOnce: true }), null, new Date(since))).toBe(true);
  const takesAll = capabilitiesOf({ sendsOnce: false, sendsOnceForMs: windowMs });
  expect(refusesDuplicates(takesAll, since, new Date(since))).toBe(false);
});
