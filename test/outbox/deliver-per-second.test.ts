import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DelivererParts } from '../../src/outbox/parts.ts';
import { createRateLimiter } from '../../src/outbox/rate-limiter.ts';
import { type Chat, createChat } from './chat.ts';
import { type Desk, minute, never, newsroom, openDesk, trouble } from './desk.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

let desk: Desk;
let time: VirtualTime;
beforeEach(async () => {
  desk = await openDesk();
  time = createVirtualTime('2019-06-01T01:00:00.000Z');
});
afterEach(() => desk.ledger.close());

const parts = (): Partial<DelivererParts> => ({ now: time.now, sleep: time.sleep });
const chatWith = (perSecond: number, takesMs = 100, name = 'chat') =>
  createChat(name, { updates: true, finds: true, perSecond, time, takesMs });
const to = (count: number, destination = 'chat') =>
  Array.from({ length: count }, (_, number) => ({ ...newsroom, destination, channel: `c${number}` }));

/** The most posts and edits that began within any one second. */
function mostInASecond({ begun }: Chat): number {
  return Math.max(...begun.map((from) => begun.filter((at) => at >= from && at < from + 1000).length));
}
const lasted = ({ begun }: Chat) => Math.max(...begun) - Math.min(...begun);

test('no second sees more posts begun than the platform takes, and none is wasted', async () => {
  const chat = chatWith(50);
  await desk.subscribe(...to(300));
  await desk.announce(desk.raised(1302));
  expect(await time.through(desk.start([chat], parts()).drain(never))).toMatchObject({ sent: 300 });
  expect(mostInASecond(chat)).toBe(50);
  expect(lasted(chat)).toBeLessThan(6000);
});

test('a call that is a little longer on its way than those after it still counts in its own second there', async () => {
  const chat = chatWith(50, 10);
  await desk.subscribe(...to(150));
  await desk.announce(desk.raised(1302));
  await time.through(desk.start([chat], parts()).drain(never));
  // The first ones open their connections.
  const arrived = chat.begun.map((at, number) => (number < 50 ? at + 45 : at));
  expect(mostInASecond({ ...chat, begun: arrived })).toBe(50);
});

test('other calls of a post count too, and go before what was not begun', async () => {
  const chat = createChat('chat', { perSecond: 50, time, takesMs: 10, asksMore: true });
  await desk.subscribe(...to(200));
  await desk.announce(desk.raised(1302));
  expect(await time.through(desk.start([chat], parts()).drain(never))).toMatchObject({ sent: 200 });
  expect(chat.begun).toHaveLength(400);
  expect(mostInASecond(chat)).toBe(50);
  expect(lasted(chat)).toBeLessThan(8000);
  expect(chat.mostUnderWay).toBeLessThanOrEqual(50);
});

test('two thousand channels are each posted to once, although the last waits long after it was claimed', async () => {
  const chat = chatWith(50, 10);
  await desk.subscribe(...to(2000));
  await desk.announce(desk.raised(1302));
  expect(await time.through(desk.start([chat], parts()).drain(never))).toMatchObject({ sent: 2000 });
  expect(mostInASecond(chat)).toBe(50);
  expect(new Set(chat.calls).size).toBe(2000);
  expect(chat.calls).toHaveLength(2000);
  expect(lasted(chat)).toBeLessThan(41_000);
});

test('no more is claimed than can be begun while the claim holds', async () => {
  const chat = chatWith(1, 0);
  await desk.subscribe(...to(30));
  await desk.announce(desk.raised(1302));
  // 9 s hold 3 posts; with all of them claimed at once most would be lost.
  const [one, other] = [
    desk.start([chat], { ...parts(), leaseMs: 9000 }),
    desk.start([chat], { ...parts(), leaseMs: 9000 }),
  ];
  const draining = one.drain(never);
  await time.pass(500);
  await time.through(Promise.all([draining, other.drain(never)]));
  expect(chat.posts).toHaveLength(30);
  expect(chat.calls).toHaveLength(30);
  // Two processes have a budget each: what is beyond the platform's, it says itself.
  expect(mostInASecond(chat)).toBe(2);
});

test('a platform that does not answer takes none of the calls of another', async () => {
  const hanging = chatWith(50, 60_000);
  const quick = createChat('slack', { time, updates: true });
  await desk.subscribe(...to(400), ...to(10, 'slack'));
  await desk.announce(desk.raised(1302, 'document'));
  const draining = desk.start([hanging, quick], parts()).drain(never);
  await time.pass(8000);
  expect(hanging.underWay).toBeGreaterThan(200);
  await desk.announce(desk.restated(1290, 'document'));
  await time.pass(3000);
  expect(quick.posts).toHaveLength(20);
  expect(quick.posts.filter(({ edits }) => edits === 1)).toHaveLength(10);
  await time.through(draining);
});

test('another platform does not wait, nor what comes for it meanwhile', async () => {
  const slow = chatWith(10, 0);
  const quick = createChat('slack', { time });
  await desk.subscribe(...to(300), ...to(100, 'slack'));
  await desk.announce(desk.raised(1302));
  const draining = desk.start([slow, quick], parts()).drain(never);
  await time.pass(1000);
  expect(quick.posts).toHaveLength(100);
  await desk.announce(desk.raised(1319));
  await time.pass(3000);
  expect(quick.posts).toHaveLength(200);
  await time.through(draining);
  expect(slow.posts).toHaveLength(600);
  expect(mostInASecond(slow)).toBe(10);
});

test('edits count too, and let posts go first', async () => {
  const chat = chatWith(10, 0);
  await desk.subscribe(...to(40));
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([chat], parts());
  await time.through(deliverer.drain(never));
  chat.begun.length = 0;
  chat.history.length = 0;
  await desk.announce(desk.restated(1303, 'april'));
  await time.through(deliverer.drain(never));
  expect(chat.history.filter((call) => call.startsWith('edit'))).toHaveLength(40);
  expect(chat.posts.slice(0, 40).map(({ edits }) => edits)).toEqual(Array.from({ length: 40 }, () => 1));
  expect(mostInASecond(chat)).toBe(10);
  expect(chat.history.slice(0, 40).filter((call) => call.startsWith('edit'))).toEqual([]);
});

test('an edit does not wait behind posts for ever', async () => {
  const chat = chatWith(2, 0);
  await desk.subscribe(...to(1));
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([chat], parts());
  await time.through(deliverer.drain(never));
  await desk.announce(desk.restated(1303, 'april'));
  await desk.subscribe(...to(200));
  await desk.announce(desk.raised(1319));
  const before = time.now().getTime();
  chat.history.length = 0;
  const draining = deliverer.drain(never);
  await time.pass(40_000);
  expect(chat.history).toContain('edit c0');
  await time.through(draining);
  expect(chat.history.indexOf('edit c0')).toBeGreaterThan(50);
  expect(time.now().getTime() - before).toBeGreaterThan(90_000);
});

test('what is stopped while it waits leaves nothing claimed, neither posts nor edits', async () => {
  const chat = chatWith(1, 0);
  await desk.subscribe(...to(3));
  await desk.announce(desk.raised(1302, 'april'));
  await time.through(desk.start([chat], parts()).drain(never));
  await desk.announce(desk.restated(1303, 'april'));
  const stop = new AbortController();
  const draining = desk.start([chat], parts()).drain(stop.signal);
  await time.pass(2500);
  const before = time.now();
  stop.abort();
  await draining;
  expect(time.now()).toEqual(before);
  await time.through(desk.start([chat], parts()).drain(never));
  expect(chat.posts).toHaveLength(6);
  expect(chat.posts.slice(0, 3).map(({ edits }) => edits)).toEqual([1, 1, 1]);
  expect(time.now().getTime() - before.getTime()).toBeLessThan(10_000);
});

test('a post that is not made after all costs nothing', async () => {
  const chat = chatWith(5, 0);
  await desk.subscribe(...to(15));
  await desk.announce(desk.raised(1302));
  for (let number = 0; number < 15; number += 1)
    chat.troubles.set(`c${number}`, [trouble('rate-limited', { retryAfterMs: 30_000, scope: 'destination' })]);
  const before = time.now().getTime();
  const deliverer = desk.start([chat], parts());
  expect(await time.through(deliverer.drain(never))).toMatchObject({ sent: 0, waiting: 15 });
  expect(chat.calls).toHaveLength(5);
  expect(time.now().getTime() - before).toBeLessThan(3000);
  chat.troubles.clear();
  await time.pass(40_000);
  await time.through(deliverer.drain(never));
  expect(chat.posts).toHaveLength(15);
});

test('a reply that has to be posted on its own is counted as well', async () => {
  const chat = chatWith(2, 0);
  await desk.subscribe(...to(2));
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([chat], parts());
  await time.through(deliverer.drain(never));
  for (const channel of ['c0', 'c1']) chat.troubles.set(channel, [trouble('not-found')]);
  await desk.announce(desk.restated(1303, 'april'));
  await time.through(deliverer.drain(never));
  expect(chat.posts).toHaveLength(4);
  expect(mostInASecond(chat)).toBe(2);
});

test('a clock that is set back stops a platform for no more than a second', async () => {
  let clock = 1_000_000;
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
    clock += milliseconds;
  };
  const limiter = createRateLimiter(() => new Date(clock), sleep);
  const { destination } = createChat('chat', { perSecond: 1 });
  (await limiter.acquire({ destination, priority: 'post' }, never))?.use();
  clock -= 60 * minute;
  (await limiter.acquire({ destination, priority: 'post' }, never))?.use();
  expect(waits).toEqual([1050]);
});
