import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DelivererParts } from '../../src/outbox/parts.ts';
import { claim } from '../ledger/outbox.ts';
import { type Chat, createChat } from './chat.ts';
import { type Desk, never, newsroom, openDesk, totals, trouble } from './desk.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

let desk: Desk;
let time: VirtualTime;
beforeEach(async () => {
  desk = await openDesk();
  time = createVirtualTime('2019-06-01T01:00:00.000Z');
});
afterEach(() => desk.ledger.close());

const parts = (): Partial<DelivererParts> => ({ now: time.now, sleep: time.sleep });
const chatWith = (takesMs: number, minSpacingMs = 1000) =>
  createChat('slack', { updates: true, finds: true, minSpacingMs, time, takesMs });
const to = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ ...newsroom, channel: `c${number}`, space: `T${number % 10}` }));

/** The least time between the beginnings of two posts to one channel. */
function leastGap({ posts }: Chat): number {
  const gaps = [...Map.groupBy(posts, ({ channel }) => channel).values()].flatMap((ofChannel) =>
    ofChannel.slice(1).map(({ at }, index) => at - (ofChannel[index]?.at ?? 0)),
  );
  return Math.min(...gaps);
}
const lasted = ({ posts }: Chat) => Math.max(...posts.map(({ at }) => at)) - Math.min(...posts.map(({ at }) => at));

test('posts and replies of one channel keep the spacing that the platform states, in order', async () => {
  const slack = chatWith(100);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.announce(desk.restated(1303, 'april'));
  await desk.announce(desk.raised(1319));
  expect(await time.through(desk.start([slack], parts()).drain(never))).toMatchObject({ sent: 3 });
  expect(leastGap(slack)).toBeGreaterThanOrEqual(1000);
  expect(totals(slack).slice(1)).toEqual(['1,303', '1,319']);
  const [first] = await desk.ledger.deliveries.ofEvent('event-3');
  expect(first).toMatchObject({ attempts: 1, error: null });
});

test('a thousand channels are posted to side by side, hundreds of calls at once', async () => {
  const slack = chatWith(100);
  await desk.subscribe(...to(1000));
  for (const value of [1302, 1319, 1321]) await desk.announce(desk.raised(value));
  expect(await time.through(desk.start([slack], parts()).drain(never))).toMatchObject({ sent: 3000 });
  expect(leastGap(slack)).toBeGreaterThanOrEqual(1000);
  // Two paces, and what the calls themselves take: the platform's own minimum is 2 s.
  expect(lasted(slack)).toBeLessThanOrEqual(3000);
  expect(slack.mostUnderWay).toBeGreaterThanOrEqual(200);
});

test('a channel that waits for its spacing takes no call from the others', async () => {
  const slack = chatWith(10, 60_000);
  await desk.subscribe(...to(300));
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  const deliverer = desk.start([slack], parts());
  const draining = deliverer.drain(never);
  await time.pass(5000);
  expect(slack.posts).toHaveLength(300);
  await desk.subscribe(...to(300), { ...newsroom, channel: 'late' });
  await desk.announce(desk.raised(1335));
  await time.through(draining);
  await time.through(deliverer.drain(never));
  expect(slack.posts).toHaveLength(901);
});

test('a reply that has to be posted on its own keeps the spacing too', async () => {
  const slack = chatWith(0);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302, 'april'));
  const deliverer = desk.start([slack], parts());
  await time.through(deliverer.drain(never));
  slack.troubles.set('desk', [trouble('not-found')]);
  await desk.announce(desk.restated(1303, 'april'));
  await time.through(deliverer.drain(never));
  expect(slack.posts.map(({ under }) => under)).toEqual([null, null]);
  expect(leastGap(slack)).toBeGreaterThanOrEqual(2000);
});

test('what is stopped while it waits for its spacing ends, and leaves nothing claimed', async () => {
  const slack = chatWith(0, 60_000);
  await desk.subscribe(newsroom);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  const stop = new AbortController();
  const draining = desk.start([slack], parts()).drain(stop.signal);
  await time.pass(100);
  const before = time.now();
  stop.abort();
  expect(await draining).toMatchObject({ sent: 1 });
  expect(time.now()).toEqual(before);
  await time.through(desk.start([slack], parts()).drain(never));
  expect(slack.posts).toHaveLength(2);
  expect(time.now().getTime() - before.getTime()).toBeLessThan(1000);
});

test('a limit of one channel delays that channel alone', async () => {
  const slack = chatWith(50);
  await desk.subscribe(...to(50));
  slack.troubles.set('c7', [trouble('rate-limited', { retryAfterMs: 30_000 })]);
  await desk.announce(desk.raised(1302));
  const result = await time.through(desk.start([slack], parts()).drain(never));
  expect(result).toMatchObject({ sent: 49, waiting: 1 });
  expect(lasted(slack)).toBeLessThan(1000);
});

test.each([
  ['space', 5],
  ['destination', 50],
] as const)('a limit of a whole %s is met by the first and obeyed by all in it', async (scope, concerned) => {
  const slack = chatWith(0);
  await desk.subscribe(...to(50));
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack], parts());
  // The first of T3 or of all meets it; whatever was under way meets it too, what comes later does not.
  for (const channel of ['c3', 'c13'])
    slack.troubles.set(channel, [trouble('rate-limited', { retryAfterMs: 30_000, scope })]);
  await time.through(deliverer.drain(never));
  const called = slack.calls.length;
  await desk.announce(desk.raised(1319));
  const calls = () => slack.history.slice(called).map((call) => call.slice(5));
  const { nextDue } = await time.through(deliverer.drain(never));
  expect(Date.parse(nextDue ?? '') - time.now().getTime()).toBeGreaterThan(29_000);
  expect(calls().filter((channel) => scope === 'destination' || channel.endsWith('3'))).toEqual([]);
  expect(new Set(calls()).size).toBe(50 - concerned);
  await time.pass(32_000);
  await time.through(deliverer.drain(never));
  await time.pass(2000);
  await time.through(deliverer.drain(never));
  expect(slack.posts).toHaveLength(100);
  const [one] = await desk.ledger.deliveries.ofEvent('event-2');
  expect(one?.attempts).toBe(1);
});

test('run sleeps until something is due, and for two seconds at the most where nothing is', async () => {
  const slack = chatWith(0, 0);
  slack.troubles.set('desk', [trouble('unavailable', { retryAfterMs: 300 })]);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const stop = new AbortController();
  let slept = 0;
  const sleep = (milliseconds: number, signal?: AbortSignal) => {
    slept += 1;
    return time.sleep(milliseconds, signal);
  };
  const start = time.now().getTime();
  const running = desk.start([slack], { ...parts(), sleep }).run(stop.signal);
  await time.pass(10_000);
  const [post] = slack.posts;
  expect(post && post.at - start).toBeLessThan(1000);
  // Two for the post, and one every two seconds.
  expect(slept).toBeLessThanOrEqual(9);
  stop.abort();
  await running;
});

test('run does not spin on what another worker holds', async () => {
  const slack = chatWith(0);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const now = time.now();
  const at = now.toISOString();
  await claim(desk.ledger, 'another', at, new Date(now.getTime() + 60_000).toISOString(), 10);
  const stop = new AbortController();
  let slept = 0;
  const sleep = (milliseconds: number, signal?: AbortSignal) => {
    slept += 1;
    return time.sleep(milliseconds, signal);
  };
  const running = desk.start([slack], { ...parts(), sleep }).run(stop.signal);
  await time.pass(50_000);
  expect(slept).toBeLessThanOrEqual(30);
  expect(slack.posts).toEqual([]);
  await time.pass(15_000);
  expect(slack.posts).toHaveLength(1);
  stop.abort();
  await running;
});
