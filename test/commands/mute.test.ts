import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asker } from '../../src/chat/conversation.ts';
import type { ConversationParts } from '../../src/commands/request.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { asker, now, talkOn } from './record.ts';

/** What people type to mute a channel, and what they are told. */

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const textOf = async (line: string, who: Partial<Asker> = {}, parts: Partial<ConversationParts> = {}) =>
  (await talkOn(ledger, parts).ask(line, asker(who))).message.text;
const muteOf = async (channel = 'C1') => (await ledger.subscriptions.of({ destination: 'slack', channel }))?.mute;
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

test.each([
  ['mute for a day', 24],
  ['mute a day', 24],
  ['mute day', 24],
  ['mute for an hour', 1],
  ['mute 8h', 8],
  ['mute "8 hours"', 8],
  ['mute for 3 Days', 72],
  ['mute 1 week', 168],
  ['mute', null],
])('%s', async (line, hours) => {
  await textOf('subscribe');
  const text = await textOf(line);
  expect(text).toContain('This channel is muted');
  expect(await muteOf()).toEqual({ at: now.toISOString(), until: hours === null ? null : after(hours) });
  expect(text).toContain(hours === null ? 'until `unmute` posts it as one' : 'Muted until ');
  expect(text).toContain('Gets: admissions');
});

test.each(['mute for ever', 'mute 0 days', 'mute 91 days', 'mute -1 day', 'mute 5', 'mute until monday'])(
  '%s is answered with how a time is written, and mutes nothing',
  async (line) => {
    await textOf('subscribe');
    expect(await textOf(line)).toMatch(/is no time to mute for\. Write `mute "for a day"`|has no option/);
    expect(await muteOf()).toBeNull();
  },
);

test('the channel and the list of the others say that it is muted, as long as it is', async () => {
  await textOf('subscribe');
  await textOf('mute 8h');
  expect(await textOf('subscriptions')).toContain('Muted until 23 September 2021, 20:00 UTC');
  expect(await textOf('subscriptions', { channel: 'C2' })).toMatch(/C1: .*; muted/);
  const later = { now: () => new Date(now.getTime() + 8 * 3_600_000) };
  expect(await textOf('subscriptions', {}, later)).not.toMatch(/[Mm]uted/);
  expect(await textOf('subscriptions', { channel: 'C2' }, later)).not.toMatch(/[Mm]uted/);
});

test('unmute ends it, keeps it for what waits, and says so where there is nothing to end', async () => {
  await textOf('subscribe');
  expect(await textOf('unmute')).toContain('This channel is not muted: there is nothing to end.');
  await textOf('mute');
  const text = await textOf('unmute');
  expect(text).toContain('This channel is no longer muted');
  expect(text).toContain('Nothing waits to be posted.');
  expect(await muteOf()).toEqual({ at: now.toISOString(), until: now.toISOString() });
  expect(await textOf('unmute')).toContain('not muted');
});

test('a channel that is not subscribed has nothing to mute', async () => {
  expect(await textOf('mute')).toContain('there is nothing to mute');
  expect(await textOf('unmute')).toContain('not muted');
});

test('a channel of the configuration is muted too, and stays so when Ackwatch starts anew', async () => {
  const configured = subscriptionTo('C9', { destination: 'slack', space: 'T1' });
  await ledger.subscriptions.sync([configured], now.toISOString());
  const text = await textOf('mute', { channel: 'C9' });
  expect(text).toContain('Notices about the watch itself are posted all the same.');
  await ledger.subscriptions.sync([configured], now.toISOString());
  expect(await muteOf('C9')).toEqual({ at: now.toISOString(), until: null });
});

test('a change of the subscription leaves it muted, a new subscription is not', async () => {
  await textOf('subscribe');
  await textOf('mute');
  await textOf('subscribe health');
  expect(await muteOf()).not.toBeNull();
  await textOf('unsubscribe');
  await textOf('subscribe');
  expect(await muteOf()).toBeNull();
});

test('only those who may change the channel mute it', async () => {
  await textOf('subscribe');
  expect(await textOf('mute', {}, { subscribers: 'admins' })).toContain('Only an administrator');
  expect(await muteOf()).toBeNull();
  await textOf('mute', { isAdmin: () => Promise.resolve(true) }, { subscribers: 'admins' });
  expect(await textOf('unmute', {}, { subscribers: ['U7'] })).toContain('Only these may change');
  expect(await muteOf()).toEqual({ at: now.toISOString(), until: null });
});
