import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { permissions } from '../../fakes/discord/index.ts';
import { type ProxyServer, startProxy } from '../../fakes/proxy.ts';
import { keepingLog } from '../surroundings.ts';
import { connect, loopback, never, payload, refusal } from './counterpart.ts';

const at = loopback();
const posting = 'POST /channels/:channel/messages';

describe('what the stock client would have done', () => {
  test('a limit on one channel is reported at once and delays no other', async () => {
    const destination = at.open();
    const other = at.discord.addChannel().id;
    at.discord.fail({ kind: 'rate-limited', retryAfter: 3600 }, { route: posting, channel: at.discord.channel.id });
    const [limited, free] = await Promise.allSettled([at.send(destination), at.send(destination, other)]);
    expect(limited).toMatchObject({
      reason: { kind: 'rate-limited', retryAfterMs: 3_600_000, outcome: 'not-sent', scope: 'channel' },
    });
    expect(free.status).toBe('fulfilled');
    expect(at.discord.requests(posting)).toHaveLength(2);
  });

  test('a limit of all calls is reported as one, and spares what belongs to interactions', async () => {
    const client = at.openClient();
    at.discord.fail({ kind: 'rate-limited', retryAfter: 600, scope: 'global' }, { route: posting });
    const post = () =>
      client.call('post', never(), {
        method: 'POST',
        path: `/channels/${at.discord.channel.id}/messages`,
        body: payload,
      });
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
    const destination = at.open();
    at.discord.setChannelLimit({ calls: 2, withinMs: 600_000 });
    // From its first answer the client knows which limits there are.
    await at.send(destination, at.discord.addChannel().id, undefined, 'key 0');
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map((number) => at.send(destination, at.discord.channel.id, undefined, `key ${number}`)),
    );
    expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(tries[3]).toMatchObject({ reason: { kind: 'rate-limited', outcome: 'not-sent' } });
    expect(at.discord.posts(at.discord.channel.id)).toHaveLength(2);
    expect(await refusal(at.send(destination, at.discord.channel.id, undefined, 'key 5'))).toMatchObject({
      kind: 'rate-limited',
      outcome: 'not-sent',
      scope: 'channel',
    });
    expect(at.discord.requests(posting)).toHaveLength(3);
    expect(at.discord.invalidRequests).toBe(0);
  });

  test('as many posts as Discord takes in a second are not delayed here', async () => {
    const destination = connect(at.discord, {}, keepingLog(), 10_000);
    at.keep(destination);
    at.discord.setGlobalLimit(null);
    const channels = Array.from({ length: 60 }, () => at.discord.addChannel().id);
    const tries = await Promise.allSettled(
      channels.map((channel) =>
        destination.send(payload, { channel, space: at.discord.server.id }, { key: channel, signal: never() }),
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
    const destination = at.open();
    at.discord.fail(failure, { route: posting, afterTaking: true });
    expect(await refusal(at.send(destination))).toMatchObject({ outcome: 'maybe-sent' });
    expect(at.discord.requests(posting)).toHaveLength(1);
    expect(at.discord.posts()).toHaveLength(1);
    expect(await destination.find('key', { channel: at.discord.channel.id }, never())).toMatchObject({
      id: at.discord.posts()[0]?.id,
    });
    // And to ask again makes no second post.
    expect(await at.send(destination)).toMatchObject({ id: at.discord.posts()[0]?.id });
    expect(at.discord.posts()).toHaveLength(1);
  });

  test('a Discord that cannot be reached has taken nothing', async () => {
    const destination = at.open();
    await at.discord.down();
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    await at.discord.up();
    await at.send(destination);
    expect(at.discord.posts()).toHaveLength(1);
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
    const destination = at.open({ DISCORD_API_URL: url((server.address() as AddressInfo).port) });
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    server.close();
  });

  test('a call that is called off ends, those behind it in its channel were not made, and others go on', async () => {
    const destination = at.open();
    const other = at.discord.addChannel().id;
    at.discord.fail({ kind: 'hang' }, { route: posting, channel: at.discord.channel.id });
    at.discord.fail({ kind: 'slow', milliseconds: 200 }, { route: posting, channel: other });
    const callOff = new AbortController();
    const attempt = (key: string) =>
      refusal(destination.send(payload, { channel: at.discord.channel.id }, { key, signal: callOff.signal }));
    const [first, second] = [attempt('a'), attempt('b')];
    const beside = at.send(destination, other);
    await at.discord.until(() => at.discord.requests(posting).length === 2);
    callOff.abort();
    expect(await first).toMatchObject({ kind: 'timeout', outcome: 'maybe-sent' });
    expect(await second).toMatchObject({ kind: 'timeout', outcome: 'not-sent' });
    expect((await beside).id).not.toBe('');
    expect(at.discord.requests(posting)).toHaveLength(2);
  });
});

describe('credentials', () => {
  test('that are accepted name the bot, its servers, and the link into others', async () => {
    const destination = at.open();
    const { application, bot } = at.discord;
    const identity = await destination.verify(never());
    expect(identity.name).toBe(`${bot.name}, in about 1 server`);
    expect(identity.invite).toContain(`client_id=${application.id}&scope=bot+applications.commands`);
    at.discord.addServer();
    expect((await destination.verify(never())).name).toBe(`${bot.name}, in about 2 servers`);
  });

  test('that are refused once are used no more, by anything, and the log says it once', async () => {
    const log = keepingLog();
    const destination = at.open({}, log);
    const channels = Array.from({ length: 5 }, () => at.discord.addChannel().id);
    at.discord.revokeToken();
    const first = await refusal(at.send(destination));
    expect(first).toMatchObject({ kind: 'unauthorized', outcome: 'not-sent' });
    expect(first.message).toBe(
      'Discord refuses the token of the bot: reset it under Bot at discord.com/developers/applications, put the new one into DISCORD_TOKEN and start Ackwatch again.',
    );
    const asked = at.discord.requests(posting).length;
    for (const channel of channels) expect(await refusal(at.send(destination, channel))).toEqual(first);
    expect(await refusal(destination.verify(never()))).toEqual(first);
    expect(await refusal(destination.reach(at.discord.channel.id, never()))).toEqual(first);
    expect(at.discord.requests(posting)).toHaveLength(asked);
    expect(asked).toBe(1);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  test('that are refused stop what waits behind the refusal', async () => {
    const client = at.openClient();
    at.discord.fail({ kind: 'slow', milliseconds: 100 }, { route: posting });
    at.discord.revokeToken();
    const path = `/channels/${at.discord.channel.id}/messages` as const;
    const post = () => refusal(client.call('post', never(), { method: 'POST', path, body: payload }));
    for (const error of await Promise.all([post(), post(), post()]))
      expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(at.discord.requests(posting)).toHaveLength(1);
  });

  test('of an interaction that are refused say nothing of the token', async () => {
    const client = at.openClient();
    at.discord.fail({ kind: 'error', code: 50027, status: 401 }, { route: 'POST /webhooks/:application/:token' });
    const answer = client.call('answer', never(), {
      method: 'POST',
      path: `/webhooks/${at.discord.application.id}/0ver`,
      auth: false,
      body: payload,
    });
    expect(await refusal(answer)).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    await client.call('verify', never(), { method: 'GET', path: '/users/@me' });
  });

  test('are not thought bad because of a page that something else answers', async () => {
    const destination = at.open();
    at.discord.fail({ kind: 'status', status: 401 }, { route: posting });
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    await at.send(destination);
  });

  test('of two applications do for posts', async () => {
    const { name } = await at.open({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }).verify(never());
    expect(name).toContain(at.discord.bot.name);
  });

  test('that are missing are asked for without a call', async () => {
    expect(await refusal(at.open({ DISCORD_TOKEN: undefined }).verify(never()))).toMatchObject({
      kind: 'unauthorized',
    });
    expect(at.discord.requests()).toEqual([]);
  });

  test('and tokens of interactions are in no log and no error', async () => {
    const log = keepingLog();
    const client = at.openClient(log);
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
      at.discord.recover();
      at.discord.fail(failure, { route: 'POST /webhooks/:application/:token' });
      const error = await refusal(
        client.call('answer', never(), {
          method: 'POST',
          path: `/webhooks/${at.discord.application.id}/${secret}`,
          auth: false,
          body: { content: secret },
        }),
      );
      const shown = [error.message, error.stack, JSON.stringify(error), ...shownOf(error.cause)].join('\n');
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(at.discord.token);
    }
    at.discord.revokeToken();
    await refusal(client.call('verify', never(), { method: 'GET', path: '/users/@me' }));
    expect(log.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(log.lines)).not.toMatch(new RegExp(`${secret}|${at.discord.token}`));
  });
});

/** Everything of an error that a log could show. */
function shownOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [JSON.stringify(thrown) ?? ''];
  const own = Object.getOwnPropertyNames(thrown).map((name) => JSON.stringify(Reflect.get(thrown, name)) ?? '');
  return [String(thrown), ...own, ...(thrown.cause === undefined ? [] : shownOf(thrown.cause))];
}

describe('what Discord refuses', () => {
  test.each([
    [10003, 404, 'not-found', 'channel', 'not-sent'],
    [10004, 404, 'not-found', 'space', 'not-sent'],
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
    [0, 400, 'unknown', 'channel', 'not-sent'],
  ] as const)('%s with HTTP %s is reported as %s', async (code, status, kind, scope, outcome) => {
    const route = posting;
    at.discord.fail({ kind: 'error', code, status, more: { retry_after: 3 } }, { route });
    const told = await refusal(at.send(at.open()));
    expect(told).toMatchObject({ kind, scope, outcome });
    expect(told.message).toMatch(/^[\x20-\x7e]+\.$/);
    if (status !== 503 && code !== 0) expect(told.message).toContain(String(code));
    if (code === 0) expect(told.message).not.toMatch(/\b0\b/);
    if (kind === 'rate-limited') expect(told.retryAfterMs).toBe(3000);
  });

  test('for want of a permission names it and where to give it', async () => {
    const destination = at.open();
    at.discord.deny(at.discord.channel, permissions.sendMessages | permissions.embedLinks);
    const error = await refusal(at.send(destination));
    expect(error).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(error.message).toContain('lacks the permissions Send Messages, Embed Links in the channel (50013)');
    expect(error.message).toContain('Permissions in the settings of the channel');
    at.discord.deny(at.discord.channel, permissions.viewChannel);
    expect((await refusal(at.send(destination))).message).toContain('View Channel');
  });

  test('where the channel cannot be seen distinguishes a channel from a server that removed the bot', async () => {
    const destination = at.open();
    const to = { channel: at.discord.channel.id, space: at.discord.server.id };
    const post = () => refusal(destination.send(payload, to, { key: 'key', signal: never() }));
    at.discord.deny(at.discord.channel, permissions.viewChannel);
    expect((await post()).message).toContain('lacks the permission View Channel in the channel (50001)');
    at.discord.removeFrom(at.discord.server);
    const error = await post();
    // Of the whole server: what is paused for it goes on when that lets the bot in.
    expect(error).toMatchObject({ kind: 'forbidden', scope: 'space', outcome: 'not-sent' });
    expect(error.message).toContain('not in the server any more (50001)');
    expect(error.message).toContain(`/oauth2/authorize?client_id=${at.discord.application.id}&`);
  });

  test('for want of a permission that cannot be looked up names those it may be', async () => {
    at.discord.deny(at.discord.channel, permissions.sendMessages);
    at.discord.fail({ kind: 'drop' }, { route: 'GET /channels/:channel', times: 2 });
    expect((await refusal(at.send(at.open()))).message).toContain('Send Messages in Threads) or Embed Links (50013)');
  });

  test('of a form names its fields, and of a reply lets it be posted on its own', async () => {
    const destination = at.open();
    const error = await refusal(
      destination.send(
        { ...payload, content: 'x'.repeat(2001) },
        { channel: at.discord.channel.id },
        { key: 'k', signal: never() },
      ),
    );
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'not-sent' });
    expect(error.message).toContain('50035: content BASE_TYPE_MAX_LENGTH');
    const under = await at.send(destination);
    const code = 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE';
    const errors = { message_reference: { _errors: [{ code, message: 'Cannot reply to a system message' }] } };
    at.discord.fail({ kind: 'error', code: 50035, status: 400, more: { errors } }, { route: posting });
    const reply = await refusal(at.send(destination, at.discord.channel.id, under, 'reply'));
    expect(reply).toMatchObject({ kind: 'invalid' });
    expect(reply.message).toContain('posted on its own');
  });

  test('is reported in words for any code, without text of an answer that is none', async () => {
    const destination = at.open();
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
        at.discord.recover();
        const parsed = JSON.parse(JSON.stringify(more)) as Record<string, unknown>;
        at.discord.fail({ kind: 'error', code: 1, status, more: parsed }, { route: posting });
        const told = await refusal(at.send(destination));
        expect(kinds).toContain(told.kind);
        expect(told.message).toMatch(/^[\x20-\x7e]+\.$/);
      }),
      { numRuns: 50 },
    );
  });

  test('with a status of a proxy is reported as such', async () => {
    const destination = at.open();
    at.discord.fail({ kind: 'status', status: 403 }, { route: posting });
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    at.discord.fail({ kind: 'status', status: 429 }, { route: posting });
    expect(await refusal(at.send(destination))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: null,
      scope: 'destination',
    });
  });
});

describe('a proxy that the environment names', () => {
  let proxy: ProxyServer;
  beforeEach(async () => {
    proxy = await startProxy(at.discord.origin);
  });
  afterEach(() => proxy.close());

  test('is gone through', async () => {
    await at.send(at.open({ DISCORD_API_URL: 'http://discord.test/api', HTTP_PROXY: proxy.origin }));
    expect(proxy.asked).toContain(`http://discord.test/api/v10/channels/${at.discord.channel.id}/messages`);
    expect(at.discord.posts()).toHaveLength(1);
  });

  test('that lets nothing through has sent nothing', async () => {
    const destination = at.open({ DISCORD_API_URL: 'https://discord.test/api', HTTPS_PROXY: proxy.origin });
    const error = await refusal(at.send(destination));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    expect(error.message).toContain('HTTPS_PROXY');
    expect(proxy.asked).toContain('discord.test:443');
  });

  test('is not gone through to this machine', async () => {
    await at.send(at.open({ HTTP_PROXY: proxy.origin }));
    expect(proxy.asked).toEqual([]);
  });
});
