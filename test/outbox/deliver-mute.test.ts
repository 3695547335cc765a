import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mute, NewSubscription } from '../../src/domain/subscriptions.ts';
import { examples } from '../compose/events.ts';
import { createChat } from './chat.ts';
import {
  at9,
  awakeFrom7,
  type Desk,
  day,
  headlines,
  minute,
  never,
  newsroom,
  openDesk,
  totals,
  trouble,
} from './desk.ts';

/** A muted channel: its posts wait, and come as one post afterwards. */

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

const instant = (after = 0) => new Date(desk.clock + after).toISOString();

async function muted(subscription: NewSubscription, forMs: number | null): Promise<(mute: Mute) => Promise<void>> {
  await desk.subscribe(subscription);
  const stored = await desk.ledger.subscriptions.of(subscription);
  if (stored === undefined) throw new Error('Nothing is subscribed');
  const mute = (given: Mute) => desk.ledger.subscriptions.mute(stored.id, given);
  await mute({ at: instant(), until: forMs === null ? null : instant(forMs) });
  return mute;
}

test('holds every post until its end and then posts them as one, and what comes later by itself', async () => {
  const slack = createChat('slack');
  await muted(newsroom, day);
  const until = instant(day);
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319]) {
    await desk.announce(desk.raised(value));
    expect(await deliverer.drain(never)).toMatchObject({ sent: 0, nextDue: until });
  }
  await desk.announce(desk.restated(1318, 'document-1319'));
  desk.clock = Date.parse(until) - 1;
  await deliverer.drain(never);
  expect(slack.calls).toEqual([]);
  desk.clock = Date.parse(until);
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
  expect(slack.posts[0]?.message.text).toMatch(/3 findings/);
  expect(slack.posts[0]?.message.text).toMatch(/1,302/);
  await desk.announce(desk.raised(1321));
  await deliverer.drain(never);
  expect(totals(slack)[1]).toBe('1,321');
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 4, pending: 0 });
});

test('without an end holds until it is ended, also through a restart', async () => {
  const slack = createChat('slack');
  const mute = await muted(newsroom, null);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  await desk.drain(desk.start([slack]), 3, 90 * day);
  await desk.subscribe(newsroom);
  await desk.drain(desk.start([slack]), 1);
  expect(slack.calls).toEqual([]);
  await mute({ at: instant(-minute), until: instant() });
  await desk.start([slack]).drain(never);
  expect(slack.posts).toHaveLength(1);
  expect(slack.posts[0]?.message.text).toMatch(/1,302.*1,319|1,319.*1,302/s);
});

test('that held one post gives that post, as a reply where it is one', async () => {
  const slack = createChat('slack');
  await desk.subscribe(newsroom);
  const deliverer = desk.start([slack]);
  await desk.announce(desk.raised(1302));
  await deliverer.drain(never);
  await muted(newsroom, day);
  await desk.announce(desk.restated(1301, 'document-1302'));
  await deliverer.drain(never);
  desk.clock += day;
  await deliverer.drain(never);
  expect(headlines(slack)).toHaveLength(2);
  expect(slack.posts[1]?.under).toBe(slack.posts[0]?.id);
});

test('ends in quiet hours and waits for their end too', async () => {
  const slack = createChat('slack');
  await muted({ ...newsroom, preferences: awakeFrom7 }, day);
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  await deliverer.drain(never);
  desk.clock = Date.parse('2019-06-02T00:00:00.000Z');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, nextDue: '2019-06-02T07:00:00.000Z' });
  desk.clock = Date.parse('2019-06-02T07:00:00.000Z');
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
});

test('leaves a digest to its own time, and holds it past that', async () => {
  const slack = createChat('slack');
  await muted({ ...newsroom, preferences: at9 }, 12 * 60 * minute);
  const deliverer = desk.start([slack]);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  desk.clock = Date.parse('2019-06-01T09:30:00.000Z');
  expect(await deliverer.drain(never)).toMatchObject({ sent: 0, nextDue: '2019-06-01T12:00:00.000Z' });
  desk.clock = Date.parse('2019-06-01T12:00:00.000Z');
  await deliverer.drain(never);
  expect(slack.posts).toHaveLength(1);
});

test('does not hold notices about the watch itself, as quiet hours do not', async () => {
  const slack = createChat('slack');
  await muted({ ...newsroom, wants: ['all'] }, null);
  await desk.announce(examples['source-broken'][0]);
  await desk.announce(desk.raised(1302));
  await desk.start([slack]).drain(never);
  expect(headlines(slack)).toHaveLength(1);
  expect(totals(slack)[0]).not.toBe('1,302');
});

test('repeats a post that may have arrived by itself, not as a part of another', async () => {
  const slack = createChat('slack', { sendsOnce: true });
  slack.troubles.set('desk', ['drop']);
  await desk.subscribe(newsroom);
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await deliverer.drain(never);
  await muted(newsroom, day);
  await desk.announce(desk.raised(1319));
  await desk.announce(desk.raised(1321));
  await desk.drain(deliverer, 2, minute);
  desk.clock += day;
  await desk.drain(deliverer, 3);
  expect(totals(slack)[0]).toBe('1,302');
  expect(slack.posts).toHaveLength(2);
  expect(slack.posts[1]?.message.text).not.toContain('1,302');
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 3, pending: 0 });
});

test('a post that the platform refuses at the end of a mute is tried again as it was', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('unavailable')]);
  await muted(newsroom, day);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  desk.clock += day;
  await desk.drain(desk.start([slack]), 3, 10 * minute);
  expect(slack.posts).toHaveLength(1);
});
