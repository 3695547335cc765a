import { DiscordAPIError, HTTPError, RateLimitError, REST } from '@discordjs/rest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, permissions, startDiscord } from './index.ts';

/** The fidelity of the loopback Discord's REST API, measured by Discord's usual client. */

let discord: Discord;
beforeEach(async () => {
  discord = await startDiscord({ channelLimit: null });
});
afterEach(() => discord.close());

const rest = (token = discord.token) =>
  new REST({ api: discord.apiUrl, retries: 0, timeout: 1000, rejectOnRateLimit: () => true }).setToken(token);
const messages = (channel = discord.channel.id) => `/channels/${channel}/messages` as const;
async function say(body: unknown, channel = discord.channel.id) {
  return (await rest().post(messages(channel), { body })) as { id: string; [name: string]: unknown };
}
async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    (given) => `not refused: ${JSON.stringify(given)}`,
    (error: unknown) => error,
  );
}
async function codeOf(call: Promise<unknown>) {
  const thrown = await thrownBy(call);
  return thrown instanceof DiscordAPIError ? thrown.code : String(thrown);
}

describe('the bot', () => {
  test('is known by its token alone', async () => {
    expect(await rest().get('/users/@me')).toMatchObject({ id: discord.application.id, bot: true });
    expect(await rest().get('/applications/@me')).toMatchObject({
      verify_key: discord.application.publicKey,
      interactions_endpoint_url: null,
      approximate_guild_count: 1,
    });
    expect(Buffer.from(discord.token.split('.')[0] ?? '', 'base64').toString()).toBe(discord.application.id);
    expect(await thrownBy(rest('wrong').get('/users/@me'))).toMatchObject({ status: 401, rawError: { code: 0 } });
    discord.revokeToken();
    expect(await thrownBy(rest().get('/users/@me'))).toMatchObject({ status: 401 });
    expect(discord.invalidRequests).toBe(2);
  });

  test('is refused for an unknown place, method or version', async () => {
    expect(await thrownBy(rest().get('/nowhere'))).toMatchObject({ status: 404, code: 0 });
    expect(await thrownBy(rest().put('/users/@me'))).toMatchObject({ status: 405, code: 0 });
    const bare = await fetch(`${discord.apiUrl}/gateway`);
    expect(await bare.json()).toEqual({ url: discord.origin.replace('http', 'ws') });
    expect((await fetch(`${discord.apiUrl}/v3/gateway`)).status).toBe(400);
  });
});

describe('messages', () => {
  test('are stored with their reply, their edits and their buttons', async () => {
    const button = { type: 2, style: 2, label: 'Show everyone', custom_id: 'share:x' };
    const first = await say({ content: ' one ', components: [{ type: 1, components: [button] }] });
    const second = await say({ embeds: [{ description: 'two' }], message_reference: { message_id: first.id } });
    await rest().patch(`${messages()}/${first.id}`, { body: { content: 'one again' } });
    expect(discord.posts(discord.channel.id)).toMatchObject([
      { id: first.id, content: 'one again', components: [{ components: [button] }], earlier: [{ content: 'one' }] },
      { id: second.id, repliesTo: { id: first.id }, embeds: [{ description: 'two' }], editedAt: null },
    ]);
    const read = (await rest().get(`${messages()}/${second.id}`)) as { referenced_message: unknown };
    expect(read.referenced_message).toMatchObject({ id: first.id, content: 'one again' });
    await rest().delete(`${messages()}/${first.id}`);
    expect(await codeOf(rest().patch(`${messages()}/${first.id}`, { body: { content: 'x' } }))).toBe(10008);
    expect(await rest().get(`${messages()}/${second.id}`)).toMatchObject({ referenced_message: null });
  });

  test('are read in pages, the newest first', async () => {
    const ids: string[] = [];
    for (const content of ['1', '2', '3', '4', '5']) ids.push((await say({ content })).id);
    const page = async (query: Record<string, string>) =>
      ((await rest().get(messages(), { query: new URLSearchParams(query) })) as { content: string }[]).map(
        ({ content }) => content,
      );
    expect(await page({ limit: '2' })).toEqual(['5', '4']);
    expect(await page({ limit: '2', before: ids[3] ?? '' })).toEqual(['3', '2']);
    expect(await page({ limit: '2', after: ids[0] ?? '' })).toEqual(['3', '2']);
    expect(await codeOf(rest().get(messages(), { query: new URLSearchParams({ limit: '101' }) }))).toBe(50035);
    discord.deny(discord.channel, permissions.readMessageHistory);
    expect(await page({})).toEqual([]);
  });

  test('with a nonce are posted once, until it is forgotten', async () => {
    const body = { content: 'once', nonce: 'n1', enforce_nonce: true };
    const first = await say(body);
    expect(first).toMatchObject({ nonce: 'n1' });
    expect((await say(body)).id).toBe(first.id);
    expect((await say(body, discord.addChannel().id)).id).toBe(first.id);
    expect((await say({ ...body, enforce_nonce: false })).id).not.toBe(first.id);
    const [read] = (await rest().get(messages())) as object[];
    expect(read).not.toHaveProperty('nonce');
    discord.forgetNonces();
    expect((await say(body)).id).not.toBe(first.id);
    discord.advance(180_000);
    await say(body);
    expect(discord.posts()).toHaveLength(4);
  });

  test('reply to nothing where the message is gone and that is allowed', async () => {
    const reference = { message_id: '1100000000000000001' };
    expect(await thrownBy(say({ content: 'x', message_reference: reference }))).toMatchObject({
      code: 50035,
      rawError: { errors: { message_reference: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE' }] } } },
    });
    await say({ content: 'x', message_reference: { ...reference, fail_if_not_exists: false } });
    expect(discord.posts()).toMatchObject([{ repliesTo: null }]);
  });

  test('notify whom allowed_mentions lets them, anew at each edit', async () => {
    const content = '@everyone <@1100000000000000001> `@here`';
    const { id } = await say({ content, allowed_mentions: { parse: [] } });
    expect(discord.posts()[0]?.pings).toEqual([]);
    await rest().patch(`${messages()}/${id}`, { body: { content } });
    expect(discord.posts()[0]?.pings).toEqual(['everyone', '<@1100000000000000001>']);
  });

  test('are published to followers from an announcement channel, ten an hour', async () => {
    const { id: news } = discord.addChannel({ type: 5 });
    for (let number = 0; number < 10; number += 1) {
      const { id } = await say({ content: 'x' }, news);
      await rest().post(`${messages(news)}/${id}/crosspost`);
      if (number === 0) expect(await codeOf(rest().post(`${messages(news)}/${id}/crosspost`))).toBe(40033);
      if (number === 0) discord.advance(3_600_000);
    }
    const { id } = await say({ content: 'x' }, news);
    await rest().post(`${messages(news)}/${id}/crosspost`);
    const one = await say({ content: 'x' }, news);
    expect(await thrownBy(rest().post(`${messages(news)}/${one.id}/crosspost`))).toBeInstanceOf(RateLimitError);
    expect(discord.posts(news).filter(({ crossposted }) => crossposted)).toHaveLength(11);
    const plain = await say({ content: 'x' });
    expect(await codeOf(rest().post(`${messages()}/${plain.id}/crosspost`))).toBe(50024);
  });

  test('that are old, or announcements, are hard to edit: a 429 that the client takes for a rate limit', async () => {
    const { id } = await say({ content: 'x' });
    const edit = (channel: string, message: string) =>
      rest().patch(`${messages(channel)}/${message}`, { body: { content: 'y' } });
    discord.limitEdits({ old: true, announcements: true });
    await edit(discord.channel.id, id);
    discord.advance(3_600_001);
    expect(await thrownBy(edit(discord.channel.id, id))).toBeInstanceOf(RateLimitError);
    const news = discord.addChannel({ type: 5 });
    const announced = await say({ content: 'x' }, news.id);
    expect(await thrownBy(edit(news.id, announced.id))).toBeInstanceOf(RateLimitError);
    expect(discord.requests('PATCH /channels/:channel/messages/:message').map(({ answer }) => answer)).toMatchObject([
      { content: 'y' },
      { code: 30046 },
      { code: 20022 },
    ]);
  });

  test('reach a person who takes them', async () => {
    const open = (id: string) => rest().post('/users/@me/channels', { body: { recipient_id: id } });
    const direct = (await open(discord.person.id)) as { id: string };
    expect(direct).toMatchObject({ type: 1, recipients: [{ id: discord.person.id }] });
    expect(await open(discord.person.id)).toEqual(direct);
    await say({ content: 'to you' }, direct.id);
    expect(discord.posts(discord.direct().id)).toMatchObject([{ content: 'to you', server: null }]);
    discord.person.closed = true;
    expect(await codeOf(say({ content: 'to you' }, direct.id))).toBe(50007);
    expect(await codeOf(open('1100000000000000001'))).toBe(50033);
  });
});

describe('what the bot may not', () => {
  test.each([
    ['see a channel', 50001, permissions.viewChannel],
    ['write in a channel', 50013, permissions.sendMessages],
  ])('%s', async (_, code, bits) => {
    discord.deny(discord.channel, bits);
    expect(await codeOf(say({ content: 'x' }))).toBe(code);
    discord.permit(discord.channel, bits);
    await say({ content: 'x' });
  });

  test('use embeds: they are left out without a word', async () => {
    discord.deny(discord.channel, permissions.embedLinks);
    expect(await say({ content: 'x', embeds: [{ description: 'y' }] })).toMatchObject({ embeds: [] });
  });

  test('write in a thread, reply unread, or edit what others wrote', async () => {
    const thread = discord.addThread({ archived: true });
    const { id } = await say({ content: 'x' }, thread.id);
    expect(thread.archived).toBe(false);
    discord.deny(thread, permissions.sendMessagesInThreads);
    expect(await codeOf(say({ content: 'x' }, thread.id))).toBe(50013);
    await say({ content: 'x' });
    thread.archived = true;
    expect(await codeOf(rest().patch(`${messages(thread.id)}/${id}`, { body: { content: 'y' } }))).toBe(50083);
    discord.deny(discord.channel, permissions.readMessageHistory);
    expect(await codeOf(say({ content: 'x', message_reference: { message_id: id } }))).toBe(160002);
    const written = discord.writes('mine');
    expect(await codeOf(rest().patch(`${messages()}/${written.id}`, { body: { content: 'y' } }))).toBe(50005);
  });

  test('reach a server that put it out, or a channel that is gone', async () => {
    const other = discord.addServer();
    const [away] = other.channels.values();
    discord.removeFrom(other);
    expect(await codeOf(say({ content: 'x' }, away?.id))).toBe(50001);
    expect(await codeOf(rest().get(`/guilds/${other.id}`))).toBe(10004);
    discord.joins(other);
    await say({ content: 'x' }, away?.id);
    discord.deleteChannel(discord.channel);
    expect(await codeOf(say({ content: 'x' }))).toBe(10003);
    expect(await codeOf(rest().get('/channels/12'))).toBe(50035);
  });
});

describe('limits', () => {
  test('of a channel hold back that channel alone', async () => {
    discord.setChannelLimit({ calls: 3, withinMs: 60_000 });
    const other = discord.addChannel();
    await Promise.all([say({ content: 'x' }), say({ content: 'x' }), say({ content: 'x' })]);
    expect(await thrownBy(say({ content: 'x' }))).toMatchObject({ scope: 'user', global: false });
    const last = discord.requests('POST /channels/:channel/messages')[3];
    expect(last?.answer).toMatchObject({ message: 'You are being rate limited.', global: false });
    await say({ content: 'x' }, other.id);
    // The headers say so in advance, and the client does not even ask.
    const client = rest();
    await client.post(messages(other.id), { body: { content: 'x' } });
    await client.post(messages(other.id), { body: { content: 'x' } });
    expect(await thrownBy(client.post(messages(other.id), { body: { content: 'x' } }))).toBeInstanceOf(RateLimitError);
    expect(discord.requests('POST /channels/:channel/messages')).toHaveLength(7);
    discord.advance(60_000);
    await say({ content: 'x' });
  });

  test('of all calls leave interactions alone', async () => {
    discord.setGlobalLimit(1);
    await rest().get('/users/@me');
    expect(await thrownBy(rest().get('/users/@me'))).toMatchObject({ global: true, scope: 'global' });
    const { token } = discord.interact({ type: 2, id: '1100000000000000001', token: 'abc', channel_id: '1' });
    const path = `/webhooks/${discord.application.id}/${token}/messages/@original` as const;
    expect(await codeOf(rest().get(path, { auth: false }))).toBe(10015);
  });

  test('of refusals end in a ban that no client understands', async () => {
    await discord.close();
    discord = await startDiscord({ banAfter: 30 });
    discord.fail({ kind: 'rate-limited', retryAfter: 1, scope: 'shared' }, { times: 20 });
    await Promise.all(Array.from({ length: 20 }, () => thrownBy(rest().get('/users/@me'))));
    expect(discord.invalidRequests).toBe(0);
    await Promise.all(Array.from({ length: 30 }, () => fetch(`${discord.apiUrl}/users/@me`)));
    const answer = await fetch(`${discord.apiUrl}/users/@me`);
    expect([answer.status, await answer.text()]).toEqual([429, 'error code: 1015']);
    discord.advance(600_001);
    expect((await fetch(`${discord.apiUrl}/users/@me`)).status).toBe(401);
  });
});

describe('failures', () => {
  const route = 'POST /channels/:channel/messages';
  const send = () => rest().post(messages(), { body: { content: 'x' } });

  test.each([
    ['a status', { kind: 'status', status: 503 }, HTTPError],
    ['a page for people', { kind: 'html' }, HTTPError],
    ['a limit', { kind: 'rate-limited', retryAfter: 0.2 }, RateLimitError],
    ['a code', { kind: 'error', code: 50013 }, DiscordAPIError],
    ['silence', { kind: 'hang' }, Error],
    ['a dropped connection', { kind: 'drop' }, Error],
    ['half an answer', { kind: 'cut' }, Error],
    ['no JSON', { kind: 'malformed' }, Error],
  ] as const)('are answered as %s, once', async (_, failure, kind) => {
    discord.fail(failure, { route });
    expect(await thrownBy(send())).toBeInstanceOf(kind);
    expect(discord.posts()).toHaveLength(0);
    await send();
  });

  test('of a limit give whole seconds in the header, and fractions in the body', async () => {
    discord.fail({ kind: 'rate-limited', retryAfter: 1.2, scope: 'shared' }, { route });
    const headers = { authorization: `Bot ${discord.token}` };
    const answer = await fetch(`${discord.apiUrl}/v10${messages()}`, { method: 'POST', headers });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('x-ratelimit-reset-after')).toBe('1.2');
    expect(await answer.json()).toEqual({ message: 'You are being rate limited.', retry_after: 1.2, global: false });
  });

  test('may come after the message was taken', async () => {
    discord.fail({ kind: 'html' }, { route, afterTaking: true, channel: discord.channel.id });
    expect(await thrownBy(send())).toMatchObject({ status: 502 });
    expect(discord.posts()).toHaveLength(1);
  });

  test('may hold until they are ended, and for one channel alone', async () => {
    const other = discord.addChannel();
    discord.fail({ kind: 'error', code: 50001 }, { channel: discord.channel.id, times: Number.POSITIVE_INFINITY });
    expect([await codeOf(send()), await codeOf(send())]).toEqual([50001, 50001]);
    await say({ content: 'x' }, other.id);
    discord.recover();
    await send();
  });

  test('may be an outage', async () => {
    await discord.down();
    expect(await thrownBy(send())).toBeInstanceOf(Error);
    await discord.up();
    await send();
  });
});
