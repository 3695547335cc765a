import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  shortButton,
  signed,
  withoutActs,
  withShare,
  withShortCommands,
} from '../../../adapters/discord/interactions/buttons.ts';
import { askerOf, mayWrite, type Origin, obstacleTo, originOf } from '../../../adapters/discord/interactions/origin.ts';
import type { InteractionPayload } from '../../../adapters/discord/interactions/payloads.ts';
import { sentence } from '../../../adapters/discord/interactions/responder.ts';
import type { DiscordPayload } from '../../../adapters/discord/posts/payload.ts';
import { render } from '../../../adapters/discord/posts/render.ts';
import { sentenceOf } from '../../../adapters/interaction/failure.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import type { Button } from '../../../src/chat/message.ts';
import { faultsOf } from './checker.ts';
import { labels, message, scripted, share, words } from './talk.ts';

const turn = (label: string, command = label): Button => ({ label, command, effect: 'turn' });
const buttons = (count: number) => Array.from({ length: count }, (_, n) => turn(`b${n}`));
const payloadOf = (...given: Parameters<typeof message>): DiscordPayload => render(message(...given)).payload;

describe('the button that shows an answer to everybody', () => {
  test('is the last, next to others or in a separate row', () => {
    const alone = withShare(payloadOf('a'), share);
    expect(alone.components).toMatchObject([{ components: [{ custom_id: 'share:shared', label: 'Show everyone' }] }]);
    expect(labels(withShare(payloadOf('a', buttons(4)), share) as never)).toEqual([
      'b0',
      'b1',
      'b2',
      'b3',
      share.label,
    ]);
    const full = payloadOf('a', buttons(5));
    expect(withShare(full, share).components).toHaveLength(2);
    expect(full.components).toHaveLength(1);
  });

  test('is left out where there is none, no room, or none that a button can hold', () => {
    const payload = payloadOf('a');
    expect(withShare(payload, null)).toBe(payload);
    expect(withShare(payload, { ...share, command: 'a'.repeat(95) })).toBe(payload);
    const rows = Array.from({ length: 5 }, () => payloadOf('a', buttons(5)).components).flat();
    expect(withShare({ ...payload, components: rows }, share).components).toHaveLength(5);
  });
});

describe('who asked', () => {
  test('is below the answer in small print, and notifies no one', () => {
    const payload = signed(payloadOf('headline', [], ['a figure']), 'Asked', '123456789012345678');
    expect(payload.embeds[0]?.description).toMatch(/a figure\n-# Asked by <@123456789012345678>$/);
    expect(payload.content).toBe('**headline**');
    expect(payload.allowed_mentions).toEqual({ parse: [] });
    expect(signed(payloadOf('headline'), 'Done', '1').content).toBe('**headline**\n-# Done by <@1>');
  });

  test('is left out where there is no room', () => {
    const full = { ...payloadOf('a'), content: 'a'.repeat(2000) };
    expect(signed(full, 'Asked', '1')).toBe(full);
    const whole = { ...full, embeds: [{ description: 'b'.repeat(4090) }] };
    expect(signed(whole, 'Asked', '1')).toBe(whole);
    const together = { ...full, embeds: [{ description: 'b'.repeat(4000) }, { description: 'b'.repeat(1999) }] };
    expect(signed(together, 'Asked', '1')).toBe(together);
  });

  test('and the button fit below whatever is rendered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 9000, unit: 'binary' }), { maxLength: 6 }),
        fc.nat(40),
        (texts, count) => {
          const payload = payloadOf(`a${texts[0] ?? ''}`, buttons(count), texts);
          const longest = { ...share, command: 'a'.repeat(90) };
          // The signature is ours to mention; everything else has to hold as it does without.
          const { description, ...more } = signed(withShare(payload, longest), 'Asked', '1').embeds.at(-1) ?? {};
          const checked = withShare(payload, longest);
          expect(faultsOf(checked)).toEqual(faultsOf(payload));
          expect((description ?? '').length).toBeLessThanOrEqual(4096);
          expect(more).not.toHaveProperty('title');
          expect(labels(checked as never).at(-1)).toBe(share.label);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the buttons that do something are taken from a post, and nothing else', () => {
  const button = (custom_id: string) => ({ type: 2, custom_id, style: 2, label: custom_id, id: 7 });
  const rows = [
    { type: 1, id: 1, components: [button('act:settle'), button('turn:why'), button('act:again')] },
    { type: 1, components: [button('act:settle 2')] },
    { type: 1, components: [{ type: 2, url: 'https://example.org' }, button('other')] },
  ];
  expect(withoutActs(rows)).toEqual([{ type: 1, id: 1, components: [button('turn:why')] }, rows[2]]);
});

describe('a command that no button can hold', () => {
  const long = `incidents ${'a'.repeat(200)}`;
  const keep = (line: string) => scripted().shorten(line);

  test('is stored, and the button has a short one', async () => {
    const short = await withShortCommands(message('a', [turn('Earlier', long), turn('Why', 'why 7')]), keep);
    expect(short.blocks).toMatchObject([{ buttons: [{ command: 'kept 0' }, { command: 'why 7' }] }]);
    expect(await shortButton({ ...share, command: long }, 'share', keep)).toMatchObject({ command: 'kept 0' });
    expect(await shortButton(null, 'share', keep)).toBeNull();
  });

  test('is left out where it stays too long', async () => {
    const short = await withShortCommands(message('a', [turn('Earlier', long)], ['b']), async (line) => line);
    expect(short.blocks).toMatchObject([{ type: 'line' }]);
  });
});

test('a sentence of ours acts on nothing, however long it is', () => {
  for (const text of ['@everyone <@1> **a** [b](https://example.org) `c`', `a${'*'.repeat(9000)}`]) {
    expect(faultsOf(sentence(text).payload)).toEqual([]);
  }
  const apology = (thrown: unknown) => words(sentence(sentenceOf(thrown)).payload as never);
  expect(apology(new DeliveryError('invalid', 'Ask in a server.'))).toBe('Ask in a server.');
  expect(apology(new Error('SELECT secret'))).toMatch(/^Ackwatch could not answer/);
});

describe('where something is asked', () => {
  const payload = (more: object = {}): InteractionPayload => ({
    id: '1',
    application_id: '2',
    token: 'token',
    guild_id: '3',
    channel: { id: '4', type: 0 },
    member: { user: { id: '5' }, permissions: '0' },
    app_permissions: '0',
    authorizing_integration_owners: { 0: '3' },
    context: 0,
    ...more,
  });
  const origin = (more: object = {}): Origin => originOf(payload(more));
  const direct = {
    guild_id: undefined,
    member: undefined,
    user: { id: '5' },
    channel: { id: '4', type: 1 },
    context: 1,
  };

  test('a person is an admin who manages the server, or is alone with the bot', async () => {
    const isAdmin = (more: object) => askerOf(origin(more)).isAdmin();
    const may = (bits: bigint) => ({ member: { user: { id: '5' }, permissions: String(bits) } });
    expect(await isAdmin({})).toBe(false);
    expect(await isAdmin(may(1n << 5n))).toBe(true);
    expect(await isAdmin(may(1n << 3n))).toBe(true);
    expect(await isAdmin(may(~(1n << 5n) & ~(1n << 3n) & ((1n << 50n) - 1n)))).toBe(false);
    expect(await isAdmin(direct)).toBe(true);
    expect(await isAdmin({ ...direct, context: undefined })).toBe(true);
    expect(await isAdmin({ ...direct, context: 2 })).toBe(false);
    expect(await isAdmin({ ...direct, channel: { id: '4', type: 3 }, context: undefined })).toBe(false);
    await expect(isAdmin({ member: { user: { id: '5' } } })).rejects.toMatchObject({ name: 'DeliveryError' });
  });

  test('a person may write where Discord says so, or outside servers', () => {
    const held = (bits: bigint | undefined, type = 0) => ({
      channel: { id: '4', type },
      member: { user: { id: '5' }, permissions: bits?.toString() },
    });
    const [send, sendInThreads, administrator] = [1n << 11n, 1n << 38n, 1n << 3n];
    for (const [more, expected] of [
      [held(send), true],
      [held(send, 11), false],
      [held(sendInThreads, 11), true],
      [held(sendInThreads), false],
      [held(administrator), true],
      [held(~send & ((1n << 50n) - 1n) & ~administrator), false],
      [held(undefined), false],
      [direct, true],
    ] as const)
      expect(mayWrite(origin(more)), JSON.stringify(more)).toBe(expected);
  });

  test('a channel may be given by its id alone, and a missing person is an error', () => {
    expect(origin({ channel: undefined, channel_id: '6' })).toMatchObject({ channel: '6', isThread: false });
    expect(() => origin({ channel: undefined })).toThrow(DeliveryError);
    expect(() => origin({ member: undefined })).toThrow(DeliveryError);
  });

  describe('a change', () => {
    const conversation = scripted();
    const all = { app_permissions: String(1n << 3n) };
    const manager = { member: { user: { id: '5' }, permissions: String(1n << 5n) }, ...all };
    const why = (line: string, more: object = {}, isManaged = false, isAct = false) =>
      obstacleTo({ line, isManaged, isAct }, origin(more), conversation)?.text ?? null;

    test('is what a command changes with what follows its name', () => {
      for (const line of ['', 'totals', 'why subscribe', 'digest', 'digest ', 'nonsense', 'kept 1'])
        expect(why(line)).toBeNull();
      for (const line of ['subscribe', ' subscribe all', 'unsubscribe', 'digest daily', 'deliveries 7 --arrived'])
        expect(why(line)).toMatch(/Manage Server.*\/ackwatch-manage/);
      expect(why('kept 1', {}, false, true)).toMatch(/Manage Server/);
    });

    test('is one however its line is written, as it is read where it is asked', () => {
      const lines = [
        'SUBSCRIBE all',
        '/ackwatch subscribe',
        '"subscribe" all',
        '**subscribe**',
        '\u200bsubscribe',
        '‘unsubscribe’',
      ];
      for (const line of lines) expect(why(line), line).toMatch(/Manage Server/);
    });

    test('is let through to whom Discord lets manage, and to who manages the server', () => {
      expect(why('subscribe', all, true)).toBeNull();
      expect(why('subscribe', manager)).toBeNull();
      expect(why('digest daily', manager, false, true)).toBeNull();
    });

    test('lacks nothing but what is named', () => {
      expect(why('subscribe', {}, true)).toMatch(
        /lacks the permissions View Channel, Send Messages, Embed Links and Read Message History\. Give them/,
      );
      const bits = (1n << 10n) | (1n << 11n) | (1n << 16n);
      expect(why('subscribe', { app_permissions: String(bits) }, true)).toMatch(
        /lacks the permission Embed Links\. Give it to Ackwatch/,
      );
      const thread = { channel: { id: '4', type: 11 }, app_permissions: String(bits | (1n << 14n)) };
      expect(why('subscribe', thread, true)).toMatch(/Send Messages in Threads/);
      expect(why('subscribe', { app_permissions: undefined }, true)).toBeNull();
    });

    test('that ends something needs no permission to post', () => {
      expect(why('unsubscribe', {}, true)).toBeNull();
    });

    test('by a button is done in direct messages of the bot, no matter who installed it', () => {
      const theirs = { ...direct, authorizing_integration_owners: { 1: '5' } };
      expect(why('deliveries 7 --arrived', theirs, false, true)).toBeNull();
      expect(why('subscribe', theirs)).toMatch(/Add it to a server/);
    });

    test('in a direct message is one’s own', () => {
      expect(why('subscribe', { ...direct, authorizing_integration_owners: { 0: '0' } })).toBeNull();
    });

    test.each([
      ['where a person installed the app for themselves', { authorizing_integration_owners: { 1: '5' }, ...all }],
      ['between persons', { ...direct, context: 2, authorizing_integration_owners: { 0: '3', 1: '5' } }],
      ['in a group', { ...direct, channel: { id: '4', type: 3 }, context: undefined }],
    ])('is refused %s, with the link to let the bot in', (_, more) => {
      expect(why('subscribe', more, true)).toMatch(/https:\/\/discord\.com\/oauth2\/authorize\?client_id=2&/);
      expect(why('totals', more)).toBeNull();
    });
  });
});
