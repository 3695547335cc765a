import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Address, DeliveryError } from '../../src/chat/destination.ts';
import type { Message } from '../../src/chat/message.ts';
import { createChat } from './chat.ts';
import { type Desk, day, headlines, minute, never, newsroom, openDesk, operators, trouble } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.ledger.close());

const owned = { ...newsroom, space: 'T1', origin: 'chat' as const, owner: 'U1' };
const begin = () => desk.ledger.subscriptions.subscribe(owned, new Date(desk.clock).toISOString());
const toOwner = (chat: ReturnType<typeof createChat>) => chat.posts.filter(({ channel }) => channel === 'U1');

test.each(['forbidden', 'not-found'] as const)(
  'the owner of a channel that is paused as %s is notified once, alone, with the fix and how to resume; so are the operators',
  async (kind) => {
    const [slack, mail] = [createChat('slack'), createChat('mail')];
    slack.troubles.set('desk', [trouble(kind), trouble(kind)]);
    await desk.subscribe(operators);
    const { id } = await begin();
    await desk.announce(desk.raised(1302));
    await desk.announce(desk.raised(1319));
    const deliverer = desk.start([slack, mail]);
    await desk.drain(deliverer, 3);
    const [told, ...others] = toOwner(slack);
    expect(others).toEqual([]);
    expect(told?.message.kind).toBe('subscription-paused');
    expect(told?.message.text).toContain('It failed. Do something.');
    expect(told?.message.text).toContain('`subscribe`');
    expect(headlines(mail)).toEqual(['A subscription is paused']);

    // Resumed and refused again is news again, also on the same day.
    await desk.ledger.subscriptions.resume(id);
    await desk.drain(deliverer, 3);
    expect(toOwner(slack)).toHaveLength(2);
    await desk.ledger.subscriptions.resume(id);
    await desk.drain(deliverer);
    expect(slack.posts.filter(({ channel }) => channel === 'desk')).toHaveLength(2);

    slack.troubles.set('desk', [trouble(kind)]);
    desk.clock += day;
    await desk.announce(desk.raised(1321));
    await desk.drain(deliverer, 3);
    expect(toOwner(slack)).toHaveLength(3);
  },
);

test('a channel whose whole space put us out is paused as one that goes on when the space lets us in', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [
    new DeliveryError('forbidden', 'We are not in the space. Let us in.', { scope: 'space' }),
  ]);
  const { destination, channel } = await begin();
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await desk.drain(deliverer, 2);
  const held = await desk.ledger.subscriptions.of({ destination, channel });
  const pause = { cause: 'removed-from-space', detail: 'We are not in the space. Let us in.' } as const;
  expect(held).toMatchObject({ state: 'paused', pause });
  await desk.ledger.subscriptions.resumeSpace({ destination, space: 'T1', causes: [pause.cause] });
  await desk.drain(deliverer);
  expect(slack.posts.filter((post) => post.channel === 'desk')).toHaveLength(1);
});

test('an owner who cannot be reached is no reason to notify the owner: the operators are notified, and it ends there', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('forbidden')]);
  slack.troubles.set(
    'U1',
    Array.from({ length: 9 }, () => trouble('not-found')),
  );
  await desk.subscribe(operators);
  await begin();
  await desk.announce(desk.raised(1302));
  await desk.drain(desk.start([slack, mail]), 5, day / 4);
  expect(headlines(mail).toSorted()).toEqual(['A post was refused and will not be sent', 'A subscription is paused']);
  expect(mail.posts.some(({ message }) => message.text.includes('slack U1'))).toBe(true);
  expect(slack.calls).toHaveLength(2);
  expect(await desk.ledger.deliveries.nextDue()).toBeNull();
});

test('the private subscription of an owner stays active: the next trouble is posted again', async () => {
  const slack = createChat('slack');
  slack.troubles.set('desk', [trouble('forbidden'), trouble('not-found')]);
  slack.troubles.set('U1', [trouble('forbidden')]);
  const { id } = await begin();
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await desk.drain(deliverer, 2);
  expect(toOwner(slack)).toEqual([]);
  await desk.ledger.subscriptions.resume(id);
  await desk.drain(deliverer, 2);
  expect(toOwner(slack)).toHaveLength(1);
});

test('where neither operators nor owner can be reached, nothing goes round', async () => {
  const slack = createChat('slack');
  for (const channel of ['desk', 'ops', 'U1', 'U2'])
    slack.troubles.set(
      channel,
      Array.from({ length: 99 }, () => trouble('forbidden')),
    );
  await desk.subscribe({ ...operators, destination: 'slack', space: 'T1', owner: 'U2' });
  await begin();
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack]);
  await desk.drain(deliverer, 9, day);
  expect(slack.posts).toEqual([]);
  expect(slack.calls.length).toBeLessThan(9);
  expect(await desk.ledger.deliveries.nextDue()).toBeNull();
});

test('a post to an owner waits for no digest, and credentials that are refused notify no owner', async () => {
  const [slack, mail] = [createChat('slack'), createChat('mail')];
  slack.troubles.set('desk', [trouble('unauthorized')]);
  await desk.subscribe(operators);
  await begin();
  await desk.announce(desk.raised(1302));
  const deliverer = desk.start([slack, mail]);
  await deliverer.drain(never);
  desk.clock += 20 * minute;
  await desk.drain(deliverer, 3);
  expect(toOwner(slack)).toEqual([]);
  expect(headlines(mail)).toEqual(['Ackwatch is refused by slack']);
  expect(headlines(slack)).toEqual(['Coalition now admits at least 1,302 civilians killed (+11)']);
});

test.each(['drop', 'invalid'] as const)(
  'a post that is lost (%s) is reported to the owner of its channel',
  async (how) => {
    const slack = createChat('slack');
    slack.troubles.set('desk', [how === 'drop' ? 'drop' : trouble(how)]);
    const { id } = await begin();
    await desk.announce(desk.raised(1302));
    await desk.drain(desk.start([slack]), 3);
    const [told, ...others] = toOwner(slack);
    expect(others).toEqual([]);
    expect(told?.message.kind).toBe(how === 'drop' ? 'delivery-uncertain' : 'delivery-rejected');
    expect(told?.message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []))).toHaveLength(2);
    expect(id).not.toBe('');
  },
);

test('a person is reached anew where the conversation of the first post is closed to us, as to another bot', async () => {
  const slack = createChat('slack');
  const { send } = slack.destination;
  slack.destination.send = async (message: Message, to: Address, context) => {
    if (to.under?.channel === 'D1') throw trouble('forbidden');
    return { ...(await send(message, to, context)), channel: 'D1' };
  };
  await desk.subscribe({ ...newsroom, channel: 'U7' });
  await desk.announce(desk.raised(1302, 'document'));
  const deliverer = desk.start([slack]);
  await desk.drain(deliverer);
  await desk.announce(desk.restated(1290, 'document'));
  await desk.drain(deliverer);
  expect(await desk.ledger.deliveries.counts()).toMatchObject({ sent: 2, pending: 0 });
  expect(slack.posts.map(({ channel, under }) => [channel, under])).toEqual([
    ['U7', null],
    ['U7', null],
  ]);
  expect((await desk.ledger.deliveries.troubled(5)).paused).toEqual([]);
});
