import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bitsOf,
  inviteOf,
  managesServer,
  missingOf,
  permissionsIn,
} from '../../../adapters/discord/api/permissions.ts';

/** The bits as docs.discord.com, topics/permissions, gives them. */
const bit = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  history: 1n << 16n,
  threads: 1n << 38n,
};
const least = bit.view | bit.send | bit.embed | bit.history | bit.threads;

describe('the permissions that are missing', () => {
  test.each([
    ['nothing', 0n, false, ['View Channel', 'Send Messages', 'Embed Links', 'Read Message History']],
    [
      'nothing, in a thread',
      0n,
      true,
      ['View Channel', 'Send Messages in Threads', 'Embed Links', 'Read Message History'],
    ],
    ['what is needed', least, false, []],
    ['what is needed, in a thread', least, true, []],
    ['all but the threads', least & ~bit.threads, false, []],
    ['all but the threads, in a thread', least & ~bit.threads, true, ['Send Messages in Threads']],
    ['all but posts of its own, in a thread', least & ~bit.send, true, []],
    ['all but embeds', least & ~bit.embed, false, ['Embed Links']],
    ['to administrate', bit.administrator, true, []],
  ] as const)('with %s', (_, held, isThread, missing) => {
    expect(missingOf(held, isThread)).toEqual(missing);
    expect(bitsOf(String(held))).toBe(held);
  });

  test.each(['', '-1', '0x7fffffff', '1e9', 'all', '9'.repeat(41)])('are all of them where %j is given', (held) => {
    expect(missingOf(bitsOf(held) ?? 0n, false)).toHaveLength(4);
  });

  test('are those of the invite link, which asks for no more', () => {
    const link = new URL(inviteOf('1000000000000000001'));
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: '1000000000000000001',
      scope: 'bot applications.commands',
      permissions: String(least),
    });
  });
});

test('who may manage the server manages it, and no one else', () => {
  expect(managesServer(bit.manageServer)).toBe(true);
  expect(managesServer(bit.administrator)).toBe(true);
  expect(managesServer(least)).toBe(false);
  expect(managesServer(0n)).toBe(false);
});

describe('what a member may do in a channel', () => {
  const guild = '1';
  const bot = { id: '9', guild, roles: ['2', '3'] };
  const roles = new Map([
    ['1', bit.view],
    ['2', bit.send],
    ['3', bit.embed],
    ['4', bit.administrator],
  ]);
  const overwrite = (id: string, allow: bigint, deny: bigint) => ({ id, allow, deny });
  const held = (...overwrites: ReturnType<typeof overwrite>[]) => permissionsIn({ roles, overwrites }, bot);

  test.each([
    ['the roles together', [], bit.view | bit.send | bit.embed],
    ['without what is denied to everyone', [overwrite('1', 0n, bit.view)], bit.send | bit.embed],
    [
      'with what a role is allowed where everyone is denied it',
      [overwrite('1', 0n, bit.send), overwrite('2', bit.send, 0n)],
      bit.view | bit.send | bit.embed,
    ],
    [
      'with what one role is allowed and another is denied',
      [overwrite('2', 0n, bit.send), overwrite('3', bit.send, 0n)],
      bit.view | bit.send | bit.embed,
    ],
    [
      'without what the member is denied, whatever roles are allowed',
      [overwrite('9', 0n, bit.send), overwrite('2', bit.send, 0n)],
      bit.view | bit.embed,
    ],
    [
      'untouched by what others are denied',
      [overwrite('4', 0n, least), overwrite('8', 0n, least)],
      bit.view | bit.send | bit.embed,
    ],
  ] as const)('is %s', (_, overwrites, expected) => {
    expect(held(...overwrites)).toBe(expected);
    expect(held(...overwrites.toReversed())).toBe(expected);
  });

  test('is everything for an administrator, whatever the channel denies', () => {
    const administrator = { ...bot, roles: ['4'] };
    const all = permissionsIn(
      { roles, overwrites: [overwrite('1', 0n, least), overwrite('9', 0n, least)] },
      administrator,
    );
    expect(missingOf(all, true)).toEqual([]);
  });

  test('never grows by a denial, and never shrinks by an allowance', () => {
    const bits = fc.bigInt({ min: 0n, max: (1n << 50n) - 1n }).map((value) => value & ~bit.administrator);
    const id = fc.constantFrom('1', '2', '3', '9', '8');
    const one = fc.record({ id, allow: bits, deny: bits });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: (each) => each.id }), bits, (overwrites, more) => {
        const before = held(...overwrites);
        const denied = held(...overwrites.map((each) => ({ ...each, deny: each.deny | more })));
        const allowed = held(...overwrites.map((each) => ({ ...each, allow: each.allow | more })));
        expect(denied & ~before).toBe(0n);
        expect(before & ~allowed).toBe(0n);
      }),
    );
  });
});
