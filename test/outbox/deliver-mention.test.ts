import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultPreferences, type GroupMention } from '../../src/domain/subscriptions.ts';
import { mentionedBy } from '../../src/outbox/matching/mention.ts';
import { examples } from '../compose/events.ts';
import { type Chat, createChat } from './chat.ts';
import { at9, type Desk, day, never, newsroom, openDesk } from './desk.ts';

/** A group that a channel of the configuration has notified: of the first post of a thread, where it is of enough weight. */

const editors: GroupMention = { group: 'S0123ABCD', priority: 'high', minKilled: null };

let desk: Desk;
let slack: Chat;
let mentions: (string | null)[];
beforeEach(async () => {
  desk = await openDesk();
  slack = createChat('slack', { updates: true });
  mentions = [];
  const { send } = slack.destination;
  slack.destination.send = (payload, to, context) => {
    mentions.push(to.mention ?? null);
    return send(payload, to, context);
  };
});
afterEach(() => desk.ledger.close());

const subscribe = (mention: GroupMention | null, preferences = defaultPreferences) =>
  desk.subscribe({ ...newsroom, preferences: { ...preferences, mention } });

test('the first post names the group, its replies and its edits do not', async () => {
  await subscribe(editors);
  const deliverer = desk.start([slack]);
  await desk.announce(desk.raised(1302));
  await desk.drain(deliverer);
  await desk.announce(desk.restated(1301, 'document-1302'));
  await desk.drain(deliverer, 2);
  expect(slack.posts).toHaveLength(2);
  expect(slack.posts[0]?.edits).toBe(1);
  expect(mentions).toEqual(['S0123ABCD', null]);
});

test('nothing is named where the configuration names no one', async () => {
  await subscribe(null);
  await desk.announce(desk.raised(1302));
  await desk.start([slack]).drain(never);
  expect(mentions).toEqual([null]);
});

test('a reply whose first post is gone is posted on its own without the group', async () => {
  await subscribe(editors);
  const deliverer = desk.start([slack]);
  await desk.announce(desk.raised(1302));
  await desk.drain(deliverer);
  slack.troubles.set('desk', [await gone()]);
  await desk.announce(desk.restated(1301, 'document-1302'));
  await desk.drain(deliverer);
  expect(mentions).toEqual(['S0123ABCD', null, null]);
});

test('a digest names the group where one of its findings is of enough weight', async () => {
  await subscribe({ ...editors, minKilled: 10 }, at9);
  for (const value of [1302, 1319]) await desk.announce(desk.raised(value));
  desk.clock += day;
  await desk.start([slack]).drain(never);
  expect(slack.posts).toHaveLength(1);
  expect(mentions).toEqual(['S0123ABCD']);
});

async function gone() {
  const { DeliveryError } = await import('../../src/chat/destination.ts');
  return new DeliveryError('not-found', 'The earlier post is gone. Nothing needs to be done.');
}

describe('the weight', () => {
  const [raised] = examples['total-raised'];
  const [edited] = examples.edited;
  const of = (priority: 'high' | 'normal' | 'low', mention: Partial<GroupMention>, leads = [raised]) =>
    mentionedBy({ ...editors, ...mention }, { priority }, leads);

  test('is the priority of the post, at least', () => {
    expect(of('high', {})).toBe('S0123ABCD');
    expect(of('normal', {})).toBeNull();
    expect(of('normal', { priority: 'normal' })).toBe('S0123ABCD');
    expect(of('low', { priority: 'normal' })).toBeNull();
    expect(of('low', { priority: 'low' })).toBe('S0123ABCD');
  });

  test('and a number of deaths that is known to be reached', () => {
    // The example raises the total by 11.
    expect(of('high', { minKilled: 11 })).toBe('S0123ABCD');
    expect(of('high', { minKilled: 12 })).toBeNull();
    expect(of('high', { minKilled: 1 }, [edited])).toBeNull();
    expect(of('high', { minKilled: 11 }, [edited, raised])).toBe('S0123ABCD');
    expect(of('high', {}, [edited])).toBe('S0123ABCD');
  });
});
