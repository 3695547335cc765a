import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { discord as adapter } from '../../../adapters/discord/index.ts';
import type { Environment } from '../../../src/chat/destination.ts';
import { leastPermissions, permissions } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { loopback, never, refusal } from './counterpart.ts';

const at = loopback();

describe('a look-up', () => {
  test('goes through the pages of a channel, and knows our posts from those of others', async () => {
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    const receipt = await at.send(destination);
    for (let number = 0; number < 150; number += 1) at.discord.writes(`message ${number}`);
    expect(await destination.find('key', there, never())).toEqual(receipt);
    expect(await destination.find('absent', there, never())).toBeUndefined();
    expect(at.discord.requests('GET /channels/:channel/messages').map(({ query }) => query.get('limit'))).toEqual(
      Array(4).fill('100'),
    );
  });

  test('ends at what is too old to be the post', async () => {
    const destination = at.open();
    for (let number = 0; number < 350; number += 1) at.discord.writes(`message ${number}`);
    vi.useFakeTimers({ now: Date.now() + 8 * 24 * 3_600_000, toFake: ['Date'] });
    expect(await destination.find('absent', { channel: at.discord.channel.id }, never())).toBeUndefined();
    expect(at.discord.requests('GET /channels/:channel/messages')).toHaveLength(1);
  });

  test('goes back to the first attempt, however long ago that was, and no further', async () => {
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    const attempt = new Date(Date.now() - 60_000);
    at.discord.setChannelLimit(null);
    const receipt = await at.send(destination);
    for (let number = 0; number < 520; number += 1) at.discord.writes(`message ${number}`);
    vi.useFakeTimers({ now: Date.now() + 60 * 24 * 3_600_000, toFake: ['Date'] });
    expect(await refusal(destination.find('key', there, never(), attempt))).toMatchObject({ kind: 'invalid' });
    for (const post of at.discord.posts(there.channel).slice(200)) at.discord.deletePost(post);
    expect(await destination.find('key', there, never(), attempt)).toEqual(receipt);
    expect(await destination.find('absent', there, never(), new Date())).toBeUndefined();
    expect(at.discord.requests('GET /channels/:channel/messages')).toHaveLength(5 + 2 + 1);
  });

  test.each([
    [
      'dropped, for the permission Embed Links is missing',
      () => {
        at.discord.deny(at.discord.channel, permissions.embedLinks);
        const failure = { kind: 'error', code: 50013 } as const;
        at.discord.fail(failure, {
          route: 'DELETE /channels/:channel/messages/:message',
          times: Number.POSITIVE_INFINITY,
        });
      },
    ],
    ['taken away by a moderator', undefined],
  ])('that meets a post of ours whose embed was %s does not say that it is not there', async (_, before) => {
    before?.();
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    await at.send(destination);
    const [post] = at.discord.posts(there.channel);
    if (post !== undefined) post.embeds = [];
    const error = await refusal(destination.find('key', there, never()));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error.message).toContain('Embed Links');
    await at.send(destination, there.channel, undefined, 'another');
    expect(await refusal(destination.find('key', there, never()))).toMatchObject({ kind: 'invalid' });
    // Another of them hides none that has its embed.
    at.discord.permit(at.discord.channel, permissions.embedLinks);
    const marked = await at.send(destination, there.channel, undefined, 'marked');
    const [bare] = at.discord.posts(there.channel);
    for (let number = 0; number < 150; number += 1) at.discord.writes(`message ${number}`);
    expect(await destination.find('marked', there, never())).toEqual(marked);
    expect(bare?.embeds).toEqual([]);
    // Of a time before any attempt it says nothing.
    vi.useFakeTimers({ now: Date.now() + 24 * 3_600_000, toFake: ['Date'] });
    expect(await destination.find('key', there, never(), new Date())).toBeUndefined();
  });

  test('that is limited in the middle of the channel would be so again, and leaves it to a person', async () => {
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    for (let number = 0; number < 350; number += 1) at.discord.writes(`message ${number}`);
    at.discord.setChannelLimit({ calls: 2, withinMs: 60_000 });
    expect(await refusal(destination.find('absent', there, never()))).toMatchObject({ kind: 'invalid' });
    expect(await refusal(destination.find('absent', there, never()))).toMatchObject({ kind: 'rate-limited' });
  });

  test('is not taken for a finding of nothing where there is more than it can read', async () => {
    for (let number = 0; number < 520; number += 1) at.discord.writes(`message ${number}`);
    const attempt = at.open().find('absent', { channel: at.discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });

  test('that is shown nothing does not say that nothing is there, unless it may read', async () => {
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    expect(await destination.find('key', there, never())).toBeUndefined();
    await at.send(destination);
    at.discord.deny(at.discord.channel, permissions.readMessageHistory);
    const error = await refusal(destination.find('key', there, never()));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error.message).toContain('Read Message History');
    expect(await destination.find('key', { channel: `@${at.discord.person.id}` }, never())).toBeUndefined();
  });

  test('knows the post of the bot whose token was set before, and none of a person that looks like it', async () => {
    const destination = at.open();
    const there = { channel: at.discord.channel.id };
    const receipt = await at.send(destination);
    const [post = {}] = at.discord.posts();
    Object.assign(post, { author: '1000000000000000001' });
    expect(await destination.find('key', there, never())).toEqual(receipt);
    expect(await destination.find('absent', there, never())).toBeUndefined();
    Object.assign(post, { author: at.discord.person.id });
    expect(await destination.find('key', there, never())).toBeUndefined();
  });

  test('that is shown nothing says nothing where it cannot learn what it may', async () => {
    at.discord.fail({ kind: 'status', status: 500 }, { route: 'GET /channels/:channel' });
    const attempt = at.open().find('key', { channel: at.discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });

  test('where it may not read the channel says so', async () => {
    at.discord.deny(at.discord.channel, permissions.viewChannel);
    const attempt = at.open().find('key', { channel: at.discord.channel.id }, never());
    expect(await refusal(attempt)).toMatchObject({ kind: 'invalid' });
  });
});

describe('whether it can be posted to', () => {
  test.each([
    ['a channel with all that is needed', () => at.discord.channel.id, undefined, ''],
    ['a thread', () => at.discord.addThread().id, undefined, ''],
    ['an archived thread, which a post opens', () => at.discord.addThread({ archived: true }).id, undefined, ''],
    ['a direct conversation', () => at.discord.direct().id, undefined, ''],
    ['a locked thread', () => at.discord.addThread({ locked: true }).id, 'forbidden', 'locked'],
    [
      'a channel that it may only read',
      () => at.discord.addChannel({ permissions: leastPermissions & ~permissions.sendMessages }).id,
      'forbidden',
      'the permission Send Messages in',
    ],
    [
      'a channel that shows no embeds and no history',
      () => {
        const lacking = permissions.embedLinks | permissions.readMessageHistory;
        return at.discord.addChannel({ permissions: leastPermissions & ~lacking }).id;
      },
      'forbidden',
      'the permissions Embed Links, Read Message History in',
    ],
    [
      'a thread of a channel in whose threads it may not write',
      () => {
        const held = leastPermissions & ~permissions.sendMessagesInThreads;
        return at.discord.addThread({}, at.discord.addChannel({ permissions: held })).id;
      },
      'forbidden',
      'Send Messages in Threads',
    ],
    ['a channel that it cannot see', () => at.discord.addChannel({ permissions: 0n }).id, 'forbidden', 'View Channel'],
    [
      'a channel of a server that it was put out of',
      () => {
        at.discord.removeFrom(at.discord.server);
        return at.discord.channel.id;
      },
      'forbidden',
      'is not in the server',
    ],
    [
      'a channel that is gone',
      () => {
        at.discord.deleteChannel(at.discord.channel);
        return at.discord.channel.id;
      },
      'not-found',
      'gone',
    ],
    ['a person', () => `@${at.discord.person.id}`, 'invalid', 'first post'],
    ['what is no channel', () => '#general', 'not-found', 'Write its id'],
  ])('is told of %s', async (_, channel, kind, words) => {
    const attempt = at.open().reach(channel(), never());
    if (kind === undefined) await attempt;
    else {
      const error = await refusal(attempt);
      expect(error).toMatchObject({ kind, outcome: 'not-sent' });
      expect(error.message).toContain(words);
    }
    expect(at.discord.posts()).toEqual([]);
  });

  test('with a role is told of a role that not everybody may mention, and of one that is none', async () => {
    const reach = (mention: string) => at.open().reach(at.discord.channel.id, never(), { mention });
    await reach(at.discord.addRole({ mentionable: true }).id);
    const closed = at.discord.addRole();
    const error = await refusal(reach(closed.id));
    expect(error.kind).toBe('forbidden');
    expect(error.message).toContain('the permission Mention @everyone, @here, and All Roles');
    at.discord.permit(at.discord.channel, permissions.mentionEveryone);
    await reach(closed.id);
    const none = await refusal(reach('1234567890123456789'));
    expect(none).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    expect(none.message).toContain('The server has no role 1234567890123456789');
  });

  test('is not made up where permissions cannot be looked up', async () => {
    at.discord.fail({ kind: 'error', code: 50001 }, { route: 'GET /guilds/:guild/roles' });
    expect(await refusal(at.open().reach(at.discord.channel.id, never()))).toMatchObject({ kind: 'invalid' });
    at.discord.fail({ kind: 'status', status: 503 }, { route: 'GET /guilds/:guild/roles' });
    expect(await refusal(at.open().reach(at.discord.channel.id, never()))).toMatchObject({ kind: 'unavailable' });
  });

  test('is refused for a kind of channel without messages', async () => {
    const types = new Map([
      [4, 'forbidden'],
      [15, undefined],
      [16, undefined],
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
      const attempt = at.open({ DISCORD_API_URL: apiUrl }).reach(at.discord.channel.id, never());
      if (kind === undefined) await attempt;
      else expect(await refusal(attempt)).toMatchObject({ kind });
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('whether it can be listened', () => {
  const listening = (more: Environment = {}) => {
    const destination = adapter.create(
      { DISCORD_TOKEN: at.discord.token, DISCORD_API_URL: at.discord.apiUrl, ...more },
      io(keepingLog()),
    );
    at.keep(destination);
    return destination.verifyListening?.(never()) ?? Promise.reject(new Error('it cannot listen'));
  };

  test('over the gateway is so while commands come there', async () => {
    await listening();
    expect(at.discord.requests('GET /gateway/bot')).toHaveLength(1);
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

  test('over HTTP is not so with the key of another application', async () => {
    const error = await refusal(listening({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(error.message).toContain('DISCORD_PUBLIC_KEY is not the key');
    const key = at.discord.application.publicKey.toUpperCase();
    expect((await refusal(listening({ DISCORD_PUBLIC_KEY: key }))).message).not.toContain('is not the key');
  });

  test('over HTTP is so once an address is set', async () => {
    const error = await refusal(listening({ DISCORD_PUBLIC_KEY: at.discord.application.publicKey }));
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
