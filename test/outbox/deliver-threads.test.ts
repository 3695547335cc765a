import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryError, type Receipt } from '../../src/chat/destination.ts';
import { defaultPreferences } from '../../src/domain/subscriptions.ts';
import { type Chat, createChat } from './chat.ts';
import { type Desk, newsroom, openDesk } from './desk.ts';

/** A platform whose posts start threads, for what follows them. */

let desk: Desk;
let chat: Chat;
/** Where each post went: the thread that it was under, or none, and whether a thread was wanted. */
let sent: (readonly [thread: string | null, threadOnly: boolean])[];
beforeEach(async () => {
  desk = await openDesk();
  chat = createChat('slack', { updates: true });
  sent = [];
  const { send } = chat.destination;
  chat.destination.send = async (payload, to, context) => {
    sent.push([to.under?.thread ?? null, to.threadOnly === true]);
    const receipt: Receipt = await send(payload, to, context);
    return to.under === undefined ? { ...receipt, thread: `thread-${receipt.id}` } : receipt;
  };
});
afterEach(() => desk.ledger.close());

async function postedAndRestated(): Promise<void> {
  await desk.subscribe({ ...newsroom, preferences: { ...defaultPreferences, replies: 'thread' } });
  const deliverer = desk.start([chat]);
  await desk.announce(desk.raised(1302));
  await desk.drain(deliverer);
  await desk.announce(desk.restated(1301, 'document-1302'));
  await desk.drain(deliverer, 2);
}

test('a reply goes to the thread that its first post started, as it was stored', async () => {
  await postedAndRestated();
  expect(sent).toEqual([
    [null, true],
    ['thread-1', true],
  ]);
  expect(chat.posts[0]?.edits).toBe(1);
});

test.each([
  ['locked', new DeliveryError('forbidden', 'The thread is locked. Unlock it.')],
  ['gone', new DeliveryError('not-found', 'The channel is gone. Subscribe another.')],
])('a thread that is %s pauses no channel: the reply is posted on its own', async (_, refusal) => {
  await desk.subscribe({ ...newsroom, preferences: { ...defaultPreferences, replies: 'thread' } });
  const deliverer = desk.start([chat]);
  await desk.announce(desk.raised(1302));
  await desk.drain(deliverer);
  chat.troubles.set('desk', [refusal]);
  await desk.announce(desk.restated(1301, 'document-1302'));
  await desk.drain(deliverer, 2);
  expect(sent.map(([thread]) => thread)).toEqual([null, 'thread-1', null]);
  expect(chat.posts).toHaveLength(2);
  expect(await desk.ledger.subscriptions.of(newsroom)).toMatchObject({ state: 'active' });
});
