import { createServer, request as forward, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDiscordClient } from '../../../adapters/discord/client.ts';
import type { DiscordDestination } from '../../../adapters/discord/destination.ts';
import { discord as adapter } from '../../../adapters/discord/index.ts';
import { type DiscordPayload, noMentions } from '../../../adapters/discord/payload.ts';
import { DeliveryError, type Environment, type Receipt } from '../../../src/notify/destination.ts';
import { type Discord, leastPermissions, permissions, startDiscord } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { connect, settingsOf, timeoutMs } from './counterpart.ts';

const payload: DiscordPayload = {
  content: '**a figure** for @everyone',
  embeds: [{ description: 'what is behind it' }],
  components: [],
  allowed_mentions: noMentions,
};
const never = () => new AbortController().signal;
const posting = 'POST /channels/:channel/messages';

let discord: Discord;
let opened: { close(): Promise<void> }[];
beforeEach(async () => {
  discord = await startDiscord();
  opened = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(opened.map((one) => one.close()));
  await discord.close();
});

function open(more: Environment = {}, log = keepingLog()): DiscordDestination {
  const destination = connect(discord, more, log);
  opened.push(destination);
  return destination;
}
function openClient(log = keepingLog()) {
  const client = createDiscordClient(settingsOf(discord), { log, now: () => new Date() }, timeoutMs);
  opened.push(client);
  return client;
}
const send = (destination: DiscordDestination, channel = discord.channel.id, under?: Receipt, key = 'key') =>
  destination.send(payload, under === undefined ? { channel } : { channel, under }, { key, signal: never() });
async function refusal(attempt: Promise<unknown> | undefined): Promise<DeliveryError> {
  const thrown = await attempt?.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof DeliveryError) return thrown;
  throw new Error(`expected a DeliveryError, got ${String(thrown)}`);
}

describe('what the stock client would have done', () => {
  test('a limit on one channel is told at once and delays no other', async () => {
    const destination = open();
    const other = discord.addChannel().id;
    discord.fail({ kind: 'rate-limited', retryAfter: 3600 }, { route: posting, channel: discord.channel.id });
    const [limited, free] = await Promise.allSettled([send(destination), send(destination, other)]);
    expect(limited).toMatchObject({
      reason: { kind: 'rate-limited', retryAfterMs: 3_600_000, outcome: 'not-sent', scope: 'channel' },
    });
    expect(free.status).toBe('fulfilled');
    expect(discord.requests(posting)).toHaveLength(2);
  });

  test('a limit of all calls is told as one, and spares what belongs to interactions', async () => {
    const client = openClient();
    discord.fail({ kind: 'rate-limited', retryAfter: 600, scope: 'global' }, { route: posting });
    const post = () =>
      client.call('post', never(), { method: 'POST', path: `/channels/${discord.channel.id}/messages`, body: payload });
    expect(await refusal(post())).toMatchObject({
      kind: 'rate-limited',
      scope: 'destination',
      retryAfterMs: 600_000,
    });
    expect(await refusal(client.call('verify', never(), { method: 'GET', path: '/users/@me' }))).toMatchObject({
      kind: 'rate-limited',
      scope: 'destination',
    });
    const answer = client.call('answer', never(), {
      method: 'PATCH',
      path: '/webhooks/1000000000000000001/t0ken/messages/@original',
      auth: false,
      body: { content: 'late' },
    });
    expect(await refusal(answer)).toMatchObject({ kind: 'not-found' });
  });

  test('more posts than a channel takes at once are put off, and none is lost or waits inside', async () => {
    const destination = open();
    discord.setChannelLimit({ calls: 2, withinMs: 600_000 });
    // From its first answer the client knows which limits there are.
    await send(destination, discord.addChannel().id, undefined, 'key 0');
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map((number) => send(destination, discord.channel.id, undefined, `key ${number}`)),
    );
    expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(tries[3]).toMatchObject({ reason: { kind: 'rate-limited', outcome: 'not-sent' } });
    expect(discord.posts(discord.channel.id)).toHaveLength(2);
    expect(await refusal(send(destination, discord.channel.id, undefined, 'key 5'))).toMatchObject({
      kind: 'rate-limited',
      outcome: 'not-sent',
      scope: 'channel',
    });
    expect(discord.requests(posting)).toHaveLength(3);
    expect(discord.invalidRequests).toBe(0);
  });

  test('as many posts as Discord takes in a second are not held back here', async () => {
    const destination = connect(discord, {}, keepingLog(), 10_000);
    opened.push(destination);
    discord.setGlobalLimit(null);
    const channels = Array.from({ length: 60 }, () => discord.addChannel().id);
    const tries = await Promise.allSettled(
      channels.map((channel) =>
        destination.send(payload, { channel, space: discord.server.id }, { key: channel, signal: never() }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  test.each([
    ['an answer that is lost', { kind: 'drop' }],
    ['a page of a gateway', { kind: 'html' }],
    ['a gateway that fails', { kind: 'status', status: 502 }],
    ['half an answer', { kind: 'malformed' }],
    ['an answer that breaks off', { kind: 'cut' }],
    ['no answer', { kind: 'hang' }],
  ] as const)('%s makes one request, and a post that may be there', async (_, failure) => {
    const destination = open();
    discord.fail(failure, { route: posting, afterTaking: true });
    expect(await refusal(send(destination))).toMatchObject({ outcome: 'maybe-sent' });
    expect(discord.requests(posting)).toHaveLength(1);
    expect(discord.posts()).toHaveLength(1);
    expect(await destination.find('key', { channel: discord.channel.id }, never())).toMatchObject({
      id: discord.posts()[0]?.id,
    });
    // And to ask again makes no second post.
    expect(await send(destination)).toMatchObject({ id: discord.posts()[0]?.id });
    expect(discord.posts()).toHaveLength(1);
  });

  test('a Discord that cannot be reached has taken nothing', async () => {
    const destination = open();
    await discord.down();
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    await discord.up();
    await send(destination);
    expect(discord.posts()).toHaveLength(1);
  });

  test.each([
    ['a name that nobody has', () => 'http://discord.invalid/api'],
    ['a connection that ends before it is safe', (port: number) => `https://127.0.0.1:${port}/api`],
  ])('%s has taken nothing', async (_, url) => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const destination = open({ DISCORD_API_URL: url((server.address() as AddressInfo).port) });
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    server.close();
  });

  test('a call that is called off ends, those behind it in its channel were not made, and others go on', async () => {
    const destination = open();
    const other = discord.addChannel().id;
    discord.fail({ kind: 'hang' }, { route: posting, channel: discord.channel.id });
    discord.fail({ kind: 'slow', milliseconds: 200 }, { route: posting, channel: other });
    const callOff = new AbortController();
    const attempt = (key: string) =>
      refusal(destination.send(payload, { channel: discord.channel.id }, { key, signal: callOff.signal }));
    const [first, second] = [attempt('a'), attempt('b')];
    const beside = send(destination, other);
    await discord.until(() => discord.requests(posting).length === 2);
    callOff.abort();
    expect(await first).toMatchObject({ kind: 'timeout', outcome: 'maybe-sent' });
    expect(await second).toMatchObject({ kind: 'timeout', outcome: 'not-sent' });
    expect((await beside).id).not.toBe('');
    expect(discord.requests(posting)).toHaveLength(2);
  });
});

describe('a post', () => {
  test('carries its delivery and a nonce that Discord keeps, and mentions nobody, nor does its edit', async () => {
    const destination = open();
    const receipt = await send(destination);
    const [asked] = discord.requests(posting);
    expect(asked?.body).toMatchObject({
      content: payload.content,
      enforce_nonce: true,
      nonce: expect.stringMatching(/^[\w-]{25}$/),
      allowed_mentions: { parse: [] },
      embeds: [{ url: expect.stringMatching(/^https:\/\/discord\.com\/#[\w-]{25}$/) }],
    });
    await destination.update(receipt, payload, never());
    expect(discord.requests('PATCH /channels/:channel/messages/:message')[0]?.body).toMatchObject({
      allowed_mentions: { parse: [] },
    });
    expect(discord.posts()).toMatchObject([{ pings: [], earlier: [{}] }]);
  });

  test('with the same key is made once, by another process too, until Discord forgets it', async () => {
    const first = await send(open());
    expect(await send(open())).toEqual(first);
    expect(discord.posts()).toHaveLength(1);
    discord.forgetNonces();
    await send(open());
    expect(discord.posts()).toHaveLength(2);
  });

  test('has the link that Discord copies, for which a channel is asked about once', async () => {
    const destination = open();
    const { server, channel } = discord;
    const receipts = [await send(destination), await send(destination, channel.id, undefined, 'other')];
    for (const { id, link } of receipts)
      expect(link).toBe(`https://discord.com/channels/${server.id}/${channel.id}/${id}`);
    expect(discord.requests('GET /channels/:channel')).toHaveLength(1);
  });

  test('to a channel whose server is known asks for nothing else', async () => {
    const to = { channel: discord.channel.id, space: discord.server.id };
    const { link } = await open().send(payload, to, { key: 'key', signal: never() });
    expect(link).toContain(`/${discord.server.id}/${discord.channel.id}/`);
    expect(discord.requests()).toHaveLength(1);
  });

  test('has no link where the server cannot be learnt, and is sent all the same', async () => {
    discord.fail({ kind: 'status', status: 500 }, { route: 'GET /channels/:channel' });
    expect(await send(open())).toEqual({ channel: discord.channel.id, id: discord.posts()[0]?.id });
  });

  test('under another replies to it, also where that is a reply itself', async () => {
    const destination = open();
    const first = await send(destination, discord.channel.id, undefined, 'first');
    const second = await send(destination, discord.channel.id, first, 'second');
    await send(destination, discord.channel.id, second, 'third');
    expect(discord.posts().map(({ repliesTo }) => repliesTo?.id ?? null)).toEqual([null, first.id, second.id]);
  });

  test('under a post that is gone stands on its own', async () => {
    const destination = open();
    const gone = await send(destination);
    discord.deletePost(discord.posts()[0] as never);
    const receipt = await send(destination, discord.channel.id, gone, 'reply');
    expect(discord.posts()).toMatchObject([{ id: receipt.id, repliesTo: null }]);
  });

  test('where replies are not permitted says so, so that it is posted on its own', async () => {
    const destination = open();
    const first = await send(destination);
    discord.deny(discord.channel, permissions.readMessageHistory);
    const error = await refusal(send(destination, discord.channel.id, first, 'reply'));
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'not-sent' });
    expect(error.message).toContain('Read Message History');
  });

  test('to a person reaches the person alone, and can be edited, answered and found later', async () => {
    const destination = open();
    const person = `@${discord.person.id}`;
    const receipt = await send(destination, person);
    const direct = discord.direct();
    expect(receipt).toEqual({
      channel: direct.id,
      id: direct.posts[0]?.id,
      link: `https://discord.com/channels/@me/${direct.id}/${receipt.id}`,
    });
    const later = open();
    await later.update(receipt, { ...payload, content: 'revised' }, never());
    await send(later, person, receipt, 'reply');
    expect(discord.posts(direct.id)).toMatchObject([
      { content: 'revised' },
      { repliesTo: { channel: direct.id, id: receipt.id } },
    ]);
    expect(await later.find('reply', { channel: person }, never())).toMatchObject({ channel: direct.id });
    expect(await later.find('reply', { channel: person, under: receipt }, never())).toBeDefined();
  });

  test('to a person of a server has the link of the person, not of the server', async () => {
    const to = { channel: `@${discord.person.id}`, space: discord.server.id };
    const { link } = await open().send(payload, to, { key: 'key', signal: never() });
    expect(link).toContain('/channels/@me/');
  });

  test('to a person opens the conversation once, and what fails there has sent nothing', async () => {
    const destination = open();
    const person = `@${discord.person.id}`;
    discord.fail({ kind: 'html' }, { route: 'POST /users/@me/channels' });
    expect(await refusal(send(destination, person))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    for (const key of ['one', 'two']) await send(destination, person, undefined, key);
    expect(discord.requests('POST /users/@me/channels')).toHaveLength(2);
    discord.person.closed = true;
    expect(await refusal(send(destination, person, undefined, 'three'))).toMatchObject({ kind: 'forbidden' });
    expect(await refusal(send(destination, '@1000000000000000001'))).toMatchObject({ kind: 'not-found' });
  });

  test('in a thread stands there, and what is archived is opened by it', async () => {
    const destination = open();
    const thread = discord.addThread({ archived: true });
    const receipt = await send(destination, thread.id);
    expect(discord.posts(thread.id)).toHaveLength(1);
    expect(receipt.link).toBe(`https://discord.com/channels/${discord.server.id}/${thread.id}/${receipt.id}`);
    expect(await destination.find('key', { channel: thread.id }, never())).toEqual(receipt);
  });

  test('that Discord shows without its figures is told with the permission that is missing', async () => {
    const log = keepingLog();
    discord.deny(discord.channel, permissions.embedLinks);
    await send(open({}, log));
    expect(discord.posts()).toMatchObject([{ embeds: [] }]);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { error: expect.stringContaining('Embed Links') } }]);
  });

  test('whose channel is no channel reaches no address', async () => {
    const destination = open();
    for (const channel of ['', '#general', '../users/@me', '@me', `${discord.channel.id}/messages`])
      expect(await refusal(send(destination, channel))).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    const receipt = { channel: discord.channel.id, id: '../../../users/@me' };
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'not-found' });
    expect(await refusal(send(destination, discord.channel.id, receipt))).toMatchObject({ kind: 'not-found' });
    expect(discord.requests()).toEqual([]);
  });
});

describe('an edit', () => {
  test.each([
    ['of a post older than an hour', { old: true }, 0 as const],
    ['of a post in an announcement channel', { announcements: true }, 5 as const],
  ])('%s is put off where Discord limits those', async (_, limited, type) => {
    const destination = open();
    const channel = discord.addChannel({ type });
    const receipt = await send(destination, channel.id);
    discord.advance(2 * 3_600_000);
    discord.limitEdits(limited);
    const error = await refusal(destination.update(receipt, payload, never()));
    expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 600_000, scope: 'channel' });
    expect(error.message).toMatch(/edited \((?:30046|20022)\)/);
    discord.limitEdits({ old: false, announcements: false });
    await destination.update(receipt, payload, never());
  });

  test('of a post that is gone, or in an archived thread, is told as such', async () => {
    const destination = open();
    const thread = discord.addThread();
    const receipt = await send(destination, thread.id);
    thread.archived = true;
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'forbidden' });
    thread.archived = false;
    discord.deletePost(discord.posts(thread.id)[0] as never);
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'not-found' });
  });
});

describe('publishing to followers', () => {
  test('is done for the channels that were chosen, and for no other', async () => {
    const [chosen, other] = [discord.addChannel({ type: 5 }), discord.addChannel({ type: 5 })];
    const destination = open({ DISCORD_CROSSPOST: chosen.id });
    await send(destination, chosen.id);
    await send(destination, other.id, undefined, 'other');
    await destination.close();
    expect(discord.posts(chosen.id)).toMatchObject([{ crossposted: true }]);
    expect(discord.posts(other.id)).toMatchObject([{ crossposted: false }]);
  });

  test('delays no receipt, and is waited for at the end', async () => {
    const { id } = discord.addChannel({ type: 5 });
    const destination = open({ DISCORD_CROSSPOST: id });
    const route = 'POST /channels/:channel/messages/:message/crosspost';
    let isGiven = false;
    discord.fail({ kind: 'slow', milliseconds: 300 }, { route, afterTaking: true });
    await send(destination, id);
    isGiven = discord.requests(route).every(({ status }) => status === null);
    await destination.close();
    expect(isGiven).toBe(true);
    expect(discord.requests(route)).toMatchObject([{ status: 200 }]);
  });

  test.each([
    ['a limit', { kind: 'rate-limited', retryAfter: 3600 }],
    ['a failure', { kind: 'status', status: 500 }],
  ] as const)('that meets %s is logged, and the post stands', async (_, failure) => {
    const log = keepingLog();
    const { id } = discord.addChannel({ type: 5 });
    const destination = open({ DISCORD_CROSSPOST: id }, log);
    discord.fail(failure, { route: 'POST /channels/:channel/messages/:message/crosspost' });
    expect(await send(destination, id)).toMatchObject({ id: discord.posts(id)[0]?.id });
    await destination.close();
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { channel: id, message: discord.posts(id)[0]?.id } }]);
    expect(discord.requests('POST /channels/:channel/messages/:message/crosspost')).toHaveLength(1);
  });

  test('of a channel that has no followers says what to change', async () => {
    const log = keepingLog();
    const destination = open({ DISCORD_CROSSPOST: discord.channel.id }, log);
    await send(destination);
    await destination.close();
    expect(log.lines).toMatchObject([{ fields: { error: expect.stringContaining('DISCORD_CROSSPOST') } }]);
  });
});

describe('a look', () => {
  test('goes through the pages of a channel, and knows our posts from those of others', async () => {
    const destination = open();
    const at = { channel: discord.channel.id };
    const receipt = await send(destination);
    for (let number = 0; number < 150; number += 1) discord.writes(`message ${number}`);
    expect(await destination.find('key', at, never())).toEqual(receipt);
    expect(await destination.find('absent', at, never())).toBeUndefined();
    expect(discord.requests('GET /channels/:channel/messages').map(({ query }) => query.get('limit'))).toEqual(
      Array(4).fill('100'),
    );
  });

  test('ends at what is too old to be the post', async () => {
    const destination = open();
    for (let number = 0; number < 350; number += 1) discord.writes(`message ${number}`);
    vi.useFakeTimers({ now: Date.now() + 8 * 24 * 3_600_000, toFake: ['Date'] });
    expect(await destination.find('absent', { channel: discord.channel.id }, never())).toBeUndefined();
    expect(discord.requests('GET /channels/:channel/messages')).toHaveLength(1);
  });

  test('is not taken for a finding of nothing where there is more than it can read', async () => {
    for (let number = 0; number < 520; number += 1) discord.writes(`message ${number}`);
    const attempt = open().find('absent', { channel: discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });

  test('that is shown nothing does not say that nothing is there, unless it may read', async () => {
    const destination = open();
    const at = { channel: discord.channel.id };
    expect(await destination.find('key', at, never())).toBeUndefined();
    await send(destination);
    discord.deny(discord.channel, permissions.readMessageHistory);
    const error = await refusal(destination.find('key', at, never()));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error.message).toContain('Read Message History');
    expect(await destination.find('key', { channel: `@${discord.person.id}` }, never())).toBeUndefined();
  });

  test('that is shown nothing says nothing where it cannot learn what it may', async () => {
    discord.fail({ kind: 'status', status: 500 }, { route: 'GET /channels/:channel' });
    const attempt = open().find('key', { channel: discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });

  test('where it may not look says so', async () => {
    discord.deny(discord.channel, permissions.viewChannel);
    const attempt = open().find('key', { channel: discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });
});

describe('whether it can be posted to', () => {
  test.each([
    ['a channel with all that is needed', () => discord.channel.id, undefined, ''],
    ['a thread', () => discord.addThread().id, undefined, ''],
    ['an archived thread, which a post opens', () => discord.addThread({ archived: true }).id, undefined, ''],
    ['a direct conversation', () => discord.direct().id, undefined, ''],
    ['a locked thread', () => discord.addThread({ locked: true }).id, 'forbidden', 'locked'],
    [
      'a channel that it may only read',
      () => discord.addChannel({ permissions: leastPermissions & ~permissions.sendMessages }).id,
      'forbidden',
      'the permission Send Messages in',
    ],
    [
      'a channel that shows no embeds and no history',
      () => {
        const lacking = permissions.embedLinks | permissions.readMessageHistory;
        return discord.addChannel({ permissions: leastPermissions & ~lacking }).id;
      },
      'forbidden',
      'the permissions Embed Links, Read Message History in',
    ],
    [
      'a thread of a channel in whose threads it may not write',
      () => {
        const held = leastPermissions & ~permissions.sendMessagesInThreads;
        return discord.addThread({}, discord.addChannel({ permissions: held })).id;
      },
      'forbidden',
      'Send Messages in Threads',
    ],
    ['a channel that it cannot see', () => discord.addChannel({ permissions: 0n }).id, 'forbidden', 'View Channel'],
    [
      'a channel of a server that it was put out of',
      () => {
        discord.removeFrom(discord.server);
        return discord.channel.id;
      },
      'forbidden',
      'is not in the server',
    ],
    [
      'a channel that is gone',
      () => {
        discord.deleteChannel(discord.channel);
        return discord.channel.id;
      },
      'not-found',
      'gone',
    ],
    ['a person', () => `@${discord.person.id}`, 'invalid', 'first post'],
    ['what is no channel', () => '#general', 'not-found', 'Write its id'],
  ])('is told of %s', async (_, channel, kind, words) => {
    const attempt = open().reach(channel(), never());
    if (kind === undefined) await attempt;
    else {
      const error = await refusal(attempt);
      expect(error).toMatchObject({ kind, outcome: 'not-sent' });
      expect(error.message).toContain(words);
    }
    expect(discord.posts()).toEqual([]);
  });

  test('is not made up where permissions cannot be looked up', async () => {
    discord.fail({ kind: 'error', code: 50001 }, { route: 'GET /guilds/:guild/roles' });
    expect(await refusal(open().reach(discord.channel.id, never()))).toMatchObject({ kind: 'invalid' });
    discord.fail({ kind: 'status', status: 503 }, { route: 'GET /guilds/:guild/roles' });
    expect(await refusal(open().reach(discord.channel.id, never()))).toMatchObject({ kind: 'unavailable' });
  });

  test('is told of no kind of channel that holds no messages', async () => {
    const types = new Map([
      [4, 'forbidden'],
      [15, 'forbidden'],
      [16, 'forbidden'],
      [14, 'forbidden'],
      [13, undefined],
      [2, undefined],
    ]);
    for (const [type, kind] of types) {
      const server = createServer((request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ id: String(request.url).split('/').at(-1), type }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
      const attempt = open({ DISCORD_API_URL: apiUrl }).reach(discord.channel.id, never());
      if (kind === undefined) await attempt;
      else expect(await refusal(attempt)).toMatchObject({ kind });
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('credentials', () => {
  test('that are accepted name the bot, its servers, and the way into others', async () => {
    const destination = open();
    const { application, bot } = discord;
    const identity = await destination.verify(never());
    expect(identity.name).toBe(`${bot.name}, in about 1 server`);
    expect(identity.invite).toContain(`client_id=${application.id}&scope=bot+applications.commands`);
    discord.addServer();
    expect((await destination.verify(never())).name).toBe(`${bot.name}, in about 2 servers`);
  });

  test('that are refused once are used no more, by anything, and the log says it once', async () => {
    const log = keepingLog();
    const destination = open({}, log);
    const channels = Array.from({ length: 5 }, () => discord.addChannel().id);
    discord.revokeToken();
    const first = await refusal(send(destination));
    expect(first).toMatchObject({ kind: 'unauthorized', outcome: 'not-sent' });
    expect(first.message).toMatch(/DISCORD_TOKEN/);
    const asked = discord.requests(posting).length;
    for (const channel of channels) expect(await refusal(send(destination, channel))).toEqual(first);
    expect(await refusal(destination.verify(never()))).toEqual(first);
    expect(await refusal(destination.reach(discord.channel.id, never()))).toEqual(first);
    expect(discord.requests(posting)).toHaveLength(asked);
    expect(asked).toBe(1);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  test('that are refused stop what waits behind the refusal', async () => {
    const client = openClient();
    discord.fail({ kind: 'slow', milliseconds: 100 }, { route: posting });
    discord.revokeToken();
    const path = `/channels/${discord.channel.id}/messages` as const;
    const post = () => refusal(client.call('post', never(), { method: 'POST', path, body: payload }));
    for (const error of await Promise.all([post(), post(), post()]))
      expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(discord.requests(posting)).toHaveLength(1);
  });

  test('of an interaction that are refused say nothing of the token', async () => {
    const client = openClient();
    discord.fail({ kind: 'error', code: 50027, status: 401 }, { route: 'POST /webhooks/:application/:token' });
    const answer = client.call('answer', never(), {
      method: 'POST',
      path: `/webhooks/${discord.application.id}/0ver`,
      auth: false,
      body: payload,
    });
    expect(await refusal(answer)).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    await client.call('verify', never(), { method: 'GET', path: '/users/@me' });
  });

  test('are not thought bad because of a page that something else answers', async () => {
    const destination = open();
    discord.fail({ kind: 'status', status: 401 }, { route: posting });
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    await send(destination);
  });

  test('of two applications are told apart', async () => {
    const error = await refusal(open({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }).verify(never()));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(error.message).toContain('DISCORD_PUBLIC_KEY');
    const right = open({ DISCORD_PUBLIC_KEY: discord.application.publicKey.toUpperCase() });
    expect((await right.verify(never())).name).toContain(discord.bot.name);
  });

  test('that are missing are asked for without a call', async () => {
    expect(await refusal(open({ DISCORD_TOKEN: undefined }).verify(never()))).toMatchObject({ kind: 'unauthorized' });
    expect(discord.requests()).toEqual([]);
  });

  test('and tokens of interactions are in no log and no error', async () => {
    const log = keepingLog();
    const client = openClient(log);
    const secret = 'aW50ZXJhY3Rpb24.s3cr3t';
    const failures = [
      { kind: 'drop' },
      { kind: 'html' },
      { kind: 'hang' },
      { kind: 'cut' },
      { kind: 'malformed' },
      { kind: 'rate-limited', retryAfter: 0.01 },
      { kind: 'status', status: 404 },
      { kind: 'error', code: 10062, status: 404 },
      { kind: 'error', code: 0, status: 400, message: secret },
      { kind: 'error', code: 50035, status: 400, more: { errors: { [secret]: { _errors: [{ code: secret }] } } } },
    ] as const;
    for (const failure of failures) {
      discord.recover();
      discord.fail(failure, { route: 'POST /webhooks/:application/:token' });
      const error = await refusal(
        client.call('answer', never(), {
          method: 'POST',
          path: `/webhooks/${discord.application.id}/${secret}`,
          auth: false,
          body: { content: secret },
        }),
      );
      const shown = [error.message, error.stack, JSON.stringify(error), ...shownOf(error.cause)].join('\n');
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(discord.token);
    }
    discord.revokeToken();
    await refusal(client.call('verify', never(), { method: 'GET', path: '/users/@me' }));
    expect(log.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(log.lines)).not.toMatch(new RegExp(`${secret}|${discord.token}`));
  });
});

/** Everything of an error that a log could show. */
function shownOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [JSON.stringify(thrown) ?? ''];
  const own = Object.getOwnPropertyNames(thrown).map((name) => JSON.stringify(Reflect.get(thrown, name)) ?? '');
  return [String(thrown), ...own, ...(thrown.cause === undefined ? [] : shownOf(thrown.cause))];
}

describe('whether it can be listened', () => {
  const listening = (more: Environment = {}) => {
    const destination = adapter.create(
      { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...more },
      io(keepingLog()),
    );
    opened.push(destination);
    return destination.verifyListening?.(never()) ?? Promise.reject(new Error('it cannot listen'));
  };

  test('over the gateway is so while commands come there', async () => {
    await listening();
    discord.fail({ kind: 'slow', milliseconds: 0 }, { route: 'GET /gateway/bot' });
    await listening();
  });

  test('over the gateway is not so while commands go to an address', async () => {
    const server = await answering({
      '/users/@me': { id: '1000000000000000001', username: 'ackwatch' },
      '/applications/@me': application({ interactions_endpoint_url: 'https://example.org/discord/interactions' }),
    });
    const error = await refusal(listening({ DISCORD_API_URL: server }));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(error.message).toContain('Clear it');
    await listening({ DISCORD_API_URL: server, DISCORD_PUBLIC_KEY: 'ab'.repeat(32) });
  });

  test('over the gateway is not so when it connected too often today', async () => {
    const server = await answering({
      '/users/@me': { id: '1000000000000000001', username: 'ackwatch' },
      '/applications/@me': application({}),
      '/gateway/bot': { url: 'wss://gateway', session_start_limit: { remaining: 0, reset_after: 3_600_000 } },
    });
    expect(await refusal(listening({ DISCORD_API_URL: server }))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 3_600_000,
    });
  });

  test('over HTTP is so once an address is set', async () => {
    const error = await refusal(listening({ DISCORD_PUBLIC_KEY: discord.application.publicKey }));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(error.message).toContain('/discord/interactions');
  });

  function application(more: object) {
    return { id: '1000000000000000001', name: 'Ackwatch', verify_key: 'ab'.repeat(32), ...more };
  }
  let server: Server | undefined;
  async function answering(answers: Readonly<Record<string, unknown>>): Promise<string> {
    server = createServer((request, response) => {
      const path = String(request.url).replace('/api/v10', '');
      response.writeHead(path in answers ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answers[path] ?? { code: 0, message: '404: Not Found' }));
    });
    const listeningServer = server;
    await new Promise<void>((resolve) => listeningServer.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(listeningServer.address() as AddressInfo).port}/api`;
  }
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
});

describe('what Discord refuses', () => {
  test.each([
    [10003, 404, 'not-found', 'channel', 'not-sent'],
    [10004, 404, 'not-found', 'channel', 'not-sent'],
    [10008, 404, 'not-found', 'channel', 'not-sent'],
    [10013, 404, 'not-found', 'channel', 'not-sent'],
    [10015, 404, 'forbidden', 'channel', 'not-sent'],
    [50001, 403, 'forbidden', 'channel', 'not-sent'],
    [50007, 403, 'forbidden', 'channel', 'not-sent'],
    [50008, 400, 'forbidden', 'channel', 'not-sent'],
    [50013, 403, 'forbidden', 'channel', 'not-sent'],
    [50083, 400, 'forbidden', 'channel', 'not-sent'],
    [50278, 403, 'forbidden', 'channel', 'not-sent'],
    [160005, 403, 'forbidden', 'channel', 'not-sent'],
    [160002, 400, 'invalid', 'channel', 'not-sent'],
    [200000, 400, 'invalid', 'channel', 'not-sent'],
    [50006, 400, 'invalid', 'channel', 'not-sent'],
    [40005, 413, 'invalid', 'channel', 'not-sent'],
    [50109, 400, 'invalid', 'channel', 'not-sent'],
    [20016, 429, 'rate-limited', 'channel', 'not-sent'],
    [20028, 429, 'rate-limited', 'channel', 'not-sent'],
    [20029, 429, 'rate-limited', 'space', 'not-sent'],
    [40003, 400, 'rate-limited', 'channel', 'not-sent'],
    [40062, 429, 'rate-limited', 'channel', 'not-sent'],
    [130000, 503, 'unavailable', 'channel', 'maybe-sent'],
    [40004, 403, 'unavailable', 'channel', 'not-sent'],
    [40001, 403, 'unknown', 'channel', 'not-sent'],
    [999_999, 403, 'unknown', 'channel', 'not-sent'],
    [0, 404, 'unknown', 'channel', 'not-sent'],
  ] as const)('%s with HTTP %s is told as %s', async (code, status, kind, scope, outcome) => {
    const route = posting;
    discord.fail({ kind: 'error', code, status, more: { retry_after: 2.5 } }, { route });
    const told = await refusal(send(open()));
    expect(told).toMatchObject({ kind, scope, outcome });
    expect(told.message).toMatch(/^[\x20-\x7e]+\.$/);
    if (status !== 503 && code !== 0) expect(told.message).toContain(String(code));
    if (kind === 'rate-limited') expect(told.retryAfterMs).toBe(2500);
  });

  test('for want of a permission names it and where to give it', async () => {
    const destination = open();
    discord.deny(discord.channel, permissions.sendMessages | permissions.embedLinks);
    const error = await refusal(send(destination));
    expect(error).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(error.message).toContain('lacks the permissions Send Messages, Embed Links in the channel (50013)');
    expect(error.message).toContain('Permissions in the settings of the channel');
    discord.deny(discord.channel, permissions.viewChannel);
    expect((await refusal(send(destination))).message).toContain('View Channel');
  });

  test('for want of a permission that cannot be looked up names those it may be', async () => {
    discord.deny(discord.channel, permissions.sendMessages);
    discord.fail({ kind: 'drop' }, { route: 'GET /channels/:channel', times: 2 });
    expect((await refusal(send(open()))).message).toContain('Send Messages in Threads) or Embed Links (50013)');
  });

  test('of a form is told by its fields, and of a reply so that it is posted on its own', async () => {
    const destination = open();
    const error = await refusal(
      destination.send(
        { ...payload, content: 'x'.repeat(2001) },
        { channel: discord.channel.id },
        { key: 'k', signal: never() },
      ),
    );
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'not-sent' });
    expect(error.message).toContain('50035: content BASE_TYPE_MAX_LENGTH');
    const under = await send(destination);
    const code = 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE';
    const errors = { message_reference: { _errors: [{ code, message: 'Cannot reply to a system message' }] } };
    discord.fail({ kind: 'error', code: 50035, status: 400, more: { errors } }, { route: posting });
    const reply = await refusal(send(destination, discord.channel.id, under, 'reply'));
    expect(reply).toMatchObject({ kind: 'invalid' });
    expect(reply.message).toContain('posted on its own');
  });

  test('is told in words whatever code it gives, and no text of an answer that is none', async () => {
    const destination = open();
    const kinds = ['unknown', 'unavailable', 'invalid', 'forbidden', 'not-found', 'rate-limited'];
    const answers = fc.record(
      {
        code: fc.oneof(fc.integer(), fc.double(), fc.string({ unit: 'binary' }), fc.constant(null)),
        message: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('__proto__', '<html>')),
        errors: fc.jsonValue(),
        retry_after: fc.oneof(fc.double(), fc.string()),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom(400, 403, 404, 409, 418, 429), async (more, status) => {
        discord.recover();
        const parsed = JSON.parse(JSON.stringify(more)) as Record<string, unknown>;
        discord.fail({ kind: 'error', code: 1, status, more: parsed }, { route: posting });
        const told = await refusal(send(destination));
        expect(kinds).toContain(told.kind);
        expect(told.message).toMatch(/^[\x20-\x7e]+\.$/);
      }),
      { numRuns: 50 },
    );
  });

  test('with a status of a proxy is told as such', async () => {
    const destination = open();
    discord.fail({ kind: 'status', status: 403 }, { route: posting });
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    discord.fail({ kind: 'status', status: 429 }, { route: posting });
    expect(await refusal(send(destination))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: null,
      scope: 'destination',
    });
  });
});

describe('a proxy that the environment names', () => {
  let proxy: Server;
  let origin: string;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    proxy = createServer((request, response) => {
      asked.push(String(request.url));
      const { pathname, search } = new URL(String(request.url));
      const { method, headers } = request;
      const onwards = forward(`${discord.origin}${pathname}${search}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onwards);
    });
    proxy.on('connect', (request, socket) => {
      asked.push(String(request.url));
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  test('is gone through', async () => {
    await send(open({ DISCORD_API_URL: 'http://discord.test/api', HTTP_PROXY: origin }));
    expect(asked).toContain(`http://discord.test/api/v10/channels/${discord.channel.id}/messages`);
    expect(discord.posts()).toHaveLength(1);
  });

  test('that lets nothing through has sent nothing', async () => {
    const destination = open({ DISCORD_API_URL: 'https://discord.test/api', HTTPS_PROXY: origin });
    const error = await refusal(send(destination));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    expect(error.message).toContain('HTTPS_PROXY');
    expect(asked).toContain('discord.test:443');
  });

  test('is not gone through to this machine', async () => {
    await send(open({ HTTP_PROXY: origin }));
    expect(asked).toEqual([]);
  });
});
