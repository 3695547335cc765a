import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveDelivery } from '../../src/outbox/resolve.ts';
import { createChat } from './chat.ts';
import { type Desk, minute, never, newsroom, openDesk, trouble } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.subscribe(newsroom);
});
afterEach(() => desk.ledger.close());

/** A post of which no one knows whether it arrived. */
async function uncertain(chat: ReturnType<typeof createChat>) {
  chat.troubles.set('desk', [trouble('timeout', { outcome: 'maybe-sent' })]);
  await desk.announce(desk.raised(1302, 'april'));
  await desk.start([chat]).drain(never);
  const [delivery] = (await desk.ledger.deliveries.troubled(9)).deliveries;
  if (delivery === undefined) throw new Error('No delivery is uncertain');
  return delivery;
}
const resolve = async (answer: 'arrived' | 'again', delivery: Awaited<ReturnType<typeof uncertain>>) =>
  resolveDelivery(delivery, answer, new Date(desk.clock), desk.ledger.deliveries);

test('a post that a person saw is sent without a receipt: its revision names it, and tries neither to reply nor to edit', async () => {
  const chat = createChat('slack', { updates: true });
  const delivery = await uncertain(chat);
  expect(await resolve('arrived', delivery)).toBe(true);
  expect(await desk.ledger.deliveries.delivery(delivery.id)).toMatchObject({ state: 'sent', receipt: null });
  await desk.announce(desk.restated(1303, 'april'));
  desk.clock += minute;
  expect(await desk.start([chat]).drain(never)).toMatchObject({ sent: 1, nextDue: null });
  expect(chat.history).toEqual(['send desk', 'send desk']);
  expect(chat.posts).toMatchObject([{ under: null }]);
  expect(chat.posts[0]?.message.text).toContain('Concerns the post of');
});

test('a post that a person wants again is sent once more, although it may be there twice', async () => {
  const chat = createChat('slack');
  const delivery = await uncertain(chat);
  expect(await resolve('again', delivery)).toBe(true);
  expect(await desk.start([chat]).drain(never)).toMatchObject({ sent: 1 });
});

test('of two persons the second is too late, whatever they say', async () => {
  const chat = createChat('slack');
  const delivery = await uncertain(chat);
  expect([await resolve('again', delivery), await resolve('arrived', delivery)]).toEqual([true, false]);
  const pending = await desk.ledger.deliveries.delivery(delivery.id);
  expect(pending).toMatchObject({ state: 'pending', error: null, uncertainSince: null });
  expect(pending && (await resolve('again', pending))).toBe(false);
});
