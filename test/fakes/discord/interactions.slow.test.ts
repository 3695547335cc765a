import { DiscordAPIError, REST } from '@discordjs/rest';
import { Client, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, permissions, type Sent, startDiscord } from './index.ts';

/** What people do, and what may be answered, over the gateway and by calls. */

let discord: Discord;
let client: Client;
let rest: REST;
/** What the app was sent, as it came. */
let heard: Record<string, unknown>[];
beforeEach(async () => {
  discord = await startDiscord();
  rest = new REST({ api: discord.apiUrl, retries: 0 });
  heard = [];
  client = new Client({ intents: GatewayIntentBits.Guilds, rest: { api: discord.apiUrl, retries: 0 } });
  client.on('raw', (packet: { t: string; d: Record<string, unknown> }) => {
    if (packet.t === 'INTERACTION_CREATE') heard.push(packet.d);
  });
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  await ready;
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

const answer = (sent: Sent, type: number, data?: unknown) =>
  rest.post(`/interactions/${sent.id}/${sent.token}/callback`, { body: { type, data }, auth: false });
const hook = (sent: Sent, rest = '') => `/webhooks/${discord.application.id}/${sent.token}${rest}` as const;
const editOriginal = (sent: Sent, body: unknown) =>
  rest.patch(hook(sent, '/messages/@original'), { body, auth: false });
async function codeOf(call: Promise<unknown>) {
  return await call.then(
    () => 'not refused',
    (error: unknown) => (error instanceof DiscordAPIError ? error.code : String(error)),
  );
}
const last = () => heard.at(-1) as Record<string, never>;
const button = (label: string, id: string) => ({ type: 1, components: [{ type: 2, style: 2, label, custom_id: id }] });

describe('a command', () => {
  test('comes with its options, its place and its permissions', async () => {
    const sent = discord.slash('/ackwatch totals measure:Al Jidda civilian deaths min-killed:3 current:True', {
      permissions: permissions.manageServer,
      locale: 'de',
    });
    await discord.until(() => heard.length === 1);
    expect(last()).toMatchObject({
      id: sent.id,
      type: 2,
      guild_id: discord.server.id,
      channel_id: discord.channel.id,
      channel: { id: discord.channel.id },
      member: { user: { id: discord.person.id }, permissions: String(permissions.manageServer) },
      app_permissions: String(discord.channel.permissions),
      locale: 'de',
      context: 0,
      authorizing_integration_owners: { '0': discord.server.id },
      data: {
        name: 'ackwatch',
        type: 1,
        options: [
          {
            name: 'totals',
            type: 1,
            options: [
              { name: 'measure', type: 3, value: 'Al Jidda civilian deaths' },
              { name: 'min-killed', type: 3, value: '3' },
              { name: 'current', type: 5, value: true },
            ],
          },
        ],
      },
    });
    expect(last()).not.toHaveProperty('user');
  });

  test('in a conversation comes from a user and from no server', async () => {
    discord.slash('/ackwatch totals', { server: null });
    discord.slash('/ackwatch totals', { context: 2, installed: 'person' });
    await discord.until(() => heard.length === 2);
    expect(heard).toMatchObject([
      {
        context: 1,
        user: { id: discord.person.id },
        channel: { type: 1 },
        authorizing_integration_owners: { '0': '0' },
      },
      { context: 2, user: {}, channel: { type: 3 }, authorizing_integration_owners: { '1': discord.person.id } },
    ]);
    for (const one of heard) {
      expect(one).not.toHaveProperty('guild_id');
      expect(one).not.toHaveProperty('member');
    }
  });

  test('is offered only as it is registered, and to whom it is', async () => {
    const option = {
      type: 3,
      name: 'measure',
      description: 'x',
      required: true,
      choices: [{ name: 'k', value: 'killed' }],
    };
    const sub = (name: string, options: unknown[] = []) => ({ type: 1, name, description: 'x', options });
    const commands = [
      { name: 'ackwatch', description: 'x', options: [sub('totals', [option]), sub('help')] },
      {
        name: 'manage',
        description: 'x',
        default_member_permissions: '32',
        contexts: [0],
        options: [sub('subscribe')],
      },
      { name: 'Explain this post', type: 3 },
    ];
    await rest.setToken(discord.token).put(`/applications/${discord.application.id}/commands`, { body: commands });
    for (const typed of [
      '/nothing',
      '/ackwatch',
      '/ackwatch gone',
      '/ackwatch totals',
      '/ackwatch help x:y',
      '/manage subscribe',
    ]) {
      expect(() => discord.slash(typed), typed).toThrow();
    }
    expect(() => discord.slash('/ackwatch totals measure:injured')).toThrow('measure cannot be injured');
    expect(() => discord.slash('/manage subscribe', { server: null, permissions: 32n })).toThrow('context 1');
    discord.slash('/ackwatch totals measure:killed');
    discord.slash('/manage subscribe', { permissions: permissions.manageServer });
    discord.slash('/ackwatch subscribe', { unchecked: true });
    await discord.until(() => heard.length === 3);
    const registered = discord.registered.map(({ id }) => id);
    expect(heard.map(({ data }) => (data as { id: string }).id)).toEqual([registered[0], registered[1], registered[0]]);
  });

  test('is answered once, within three seconds', async () => {
    const sent = discord.slash('/ackwatch totals');
    await answer(sent, 4, { content: 'public' });
    expect(await sent.answered).toMatchObject({ type: 4, data: { content: 'public' }, inTime: true, status: null });
    expect(discord.posts()).toMatchObject([{ content: 'public', by: 'interaction', channel: discord.channel.id }]);
    expect(sent.shown()).toBe(discord.posts()[0]);
    expect(await codeOf(answer(sent, 4, { content: 'twice' }))).toBe(40060);
    const late = discord.slash('/ackwatch totals');
    discord.advance(3001);
    expect(await codeOf(answer(late, 4, { content: 'late' }))).toBe(10062);
    expect(await codeOf(answer({ ...late, id: sent.id }, 4, { content: 'other' }))).toBe(10062);
  });

  test('is refused what is no answer to it', async () => {
    const sent = discord.slash('/ackwatch totals');
    expect(await codeOf(answer(sent, 7, { content: 'x' }))).toBe(50035);
    expect(await codeOf(answer(sent, 8, { choices: [] }))).toBe(50035);
    expect(await codeOf(answer(sent, 4, { content: 'a'.repeat(2001) }))).toBe(50035);
    expect(await codeOf(answer(sent, 4, {}))).toBe(50006);
    expect(await codeOf(editOriginal(sent, { content: 'x' }))).toBe(10015);
    await answer(sent, 4, { content: 'x' });
  });

  test('that is deferred shows its answer when it is there, to whom the deferral said', async () => {
    const hidden = discord.slash('/ackwatch totals');
    await answer(hidden, 5, { flags: 64 });
    expect(discord.ephemerals()).toEqual([]);
    expect(await rest.get(hook(hidden, '/messages/@original'), { auth: false })).toMatchObject({ flags: 192 });
    await editOriginal(hidden, { content: 'for you' });
    await editOriginal(hidden, { content: 'for you again' });
    expect(discord.ephemerals()).toMatchObject([{ content: 'for you again', earlier: [{ content: 'for you' }] }]);
    const open = discord.slash('/ackwatch totals');
    await answer(open, 5);
    // The first message that follows is the answer itself, as visible as the deferral was.
    await rest.post(hook(open), { body: { content: 'for all', flags: 64 }, auth: false });
    expect(discord.posts()).toMatchObject([{ content: 'for all' }]);
  });

  test('has more messages after its answer, for fifteen minutes', async () => {
    const sent = discord.slash('/ackwatch totals');
    await answer(sent, 4, { content: 'first', flags: 64 });
    const body = { content: 'more' };
    const more = (await rest.post(hook(sent), { body, auth: false, query: new URLSearchParams({ wait: 'true' }) })) as {
      id: string;
    };
    await rest.patch(hook(sent, `/messages/${more.id}`), { body: { content: 'changed' }, auth: false });
    expect(discord.posts()).toMatchObject([{ id: more.id, content: 'changed' }]);
    await rest.delete(hook(sent, '/messages/@original'), { auth: false });
    expect(discord.ephemerals()).toEqual([]);
    expect(await codeOf(editOriginal(sent, body))).toBe(10008);
    discord.advance(15 * 60_000 + 1);
    expect(await codeOf(rest.post(hook(sent), { body, auth: false }))).toBe(50027);
  });

  test('of an app that one person installed has five more messages', async () => {
    const sent = discord.slash('/ackwatch totals', { installed: 'person' });
    await answer(sent, 4, { content: 'x' });
    for (let number = 0; number < 5; number += 1) await rest.post(hook(sent), { body: { content: 'y' }, auth: false });
    const sixth = new REST({ api: discord.apiUrl, rejectOnRateLimit: () => true });
    await expect(sixth.post(hook(sent), { body: { content: 'y' }, auth: false })).rejects.toThrow();
    expect(discord.posts()).toHaveLength(6);
  });
});

describe('a button', () => {
  test('under a post changes it, or leaves it', async () => {
    const sent = discord.slash('/ackwatch totals');
    await answer(sent, 4, { content: 'page 1', components: [button('Next', 'turn:2')] });
    const [post] = discord.posts();
    const pressed = discord.press(post, 'Next');
    await discord.until(() => heard.length === 2);
    expect(last()).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: 'turn:2' },
      message: { id: post?.id, content: 'page 1' },
      member: { user: { id: discord.person.id } },
    });
    await answer(pressed, 7, { content: 'page 2' });
    expect(discord.posts()).toMatchObject([{ content: 'page 2', components: [{}], earlier: [{ content: 'page 1' }] }]);
    const again = discord.press(post, 'turn:2');
    await answer(again, 6);
    await editOriginal(again, { content: 'page 3', components: [] });
    expect(discord.posts()).toMatchObject([{ content: 'page 3', components: [] }]);
    expect(() => discord.press(post, 'Next')).toThrow('there are: none');
  });

  test('under what one person sees answers that person, or everybody', async () => {
    const sent = discord.slash('/ackwatch totals', { server: null });
    await answer(sent, 4, { content: 'x', flags: 64, components: [button('Show everyone', 'share:x')] });
    const pressed = discord.press(discord.ephemerals(discord.person.id)[0], 'Show everyone');
    await answer(pressed, 4, { content: 'for all' });
    expect(last()).toMatchObject({ message: { flags: 64 }, user: { id: discord.person.id }, context: 1 });
    expect(discord.posts(discord.direct().id)).toMatchObject([{ content: 'for all' }]);
  });
});

describe('the rest', () => {
  test('of suggestions: what is typed, and at most 25 answers', async () => {
    const typed = {
      command: 'ackwatch',
      sub: 'totals',
      options: { measure: 'kil', place: 'Mosul' },
      typing: 'measure',
    };
    const sent = discord.autocomplete(typed);
    await discord.until(() => heard.length === 1);
    expect(last()).toMatchObject({
      type: 4,
      data: {
        options: [
          {
            options: [
              { name: 'measure', value: 'kil', focused: true },
              { name: 'place', value: 'Mosul' },
            ],
          },
        ],
      },
    });
    const choices = Array.from({ length: 26 }, (_, number) => ({ name: `n${number}`, value: 'v' }));
    expect(await codeOf(answer(sent, 8, { choices }))).toBe(50035);
    await answer(sent, 8, { choices: choices.slice(1) });
    expect(await sent.answered).toMatchObject({ type: 8, data: { choices: choices.slice(1) } });
  });

  test('of message commands: the message', async () => {
    const post = discord.writes('a report');
    discord.messageCommand(post, 'Explain this post');
    await discord.until(() => heard.length === 1);
    expect(last()).toMatchObject({
      data: { type: 3, target_id: post.id, resolved: { messages: { [post.id]: { content: 'a report' } } } },
    });
  });
});
