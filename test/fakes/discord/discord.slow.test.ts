import { Client, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Discord, leastPermissions, permissions, startDiscord } from './index.ts';

/** The fidelity of the loopback Discord's gateway, measured by the real discord.js. */

let discord: Discord;
const clients: Client[] = [];
beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await discord.close();
});

function client(options: { readonly intents?: number; readonly shards?: number } = {}): Client {
  const made = new Client({
    intents: options.intents ?? GatewayIntentBits.Guilds,
    ...(options.shards === undefined ? {} : { shardCount: options.shards }),
    rest: { api: discord.apiUrl, retries: 0, timeout: 5000 },
  });
  made.on('error', () => undefined);
  clients.push(made);
  return made;
}
async function connected(options: { readonly intents?: number; readonly shards?: number } = {}): Promise<Client<true>> {
  const made = client(options);
  const ready = new Promise<Client<true>>((resolve) => made.once('clientReady', resolve));
  await made.login(discord.token);
  return await ready;
}
/** Answers every command with its name. */
function answering(made: Client): void {
  made.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply({ content: interaction.commandName, flags: 64 });
  });
}

describe('the gateway', () => {
  test('lets discord.js in, with the servers it is in and what it may there', async () => {
    const thread = discord.addThread();
    const strange = discord.addServer({ joined: false });
    const made = await connected();
    expect(made.guilds.cache.map(({ id }) => id)).toEqual([discord.server.id]);
    expect(made.guilds.cache.has(strange.id)).toBe(false);
    expect(made.channels.cache.has(thread.id)).toBe(true);
    const guild = made.guilds.cache.get(discord.server.id);
    const held = () => {
      const channel = guild?.channels.cache.get(discord.channel.id);
      return channel?.permissionsFor(discord.bot.id)?.bitfield;
    };
    expect(held()).toBe(leastPermissions);
    discord.deny(discord.channel, permissions.embedLinks);
    await discord.until(() => held() === (leastPermissions & ~permissions.embedLinks));
    expect(discord.gateway.identifies).toMatchObject([{ intents: 1, shard: [0, 1] }]);
    expect(discord.gateway.connections).toBe(1);
  });

  test('sends servers that add it, remove it, or are away, and channels', async () => {
    const made = await connected();
    const seen: string[] = [];
    made.on('guildCreate', ({ id }) => seen.push(`in ${id}`));
    made.on('guildDelete', ({ id }) => seen.push(`out ${id}`));
    made.on('guildUnavailable', ({ id }) => seen.push(`away ${id}`));
    made.on('guildAvailable', ({ id }) => seen.push(`back ${id}`));
    made.on('channelCreate', ({ id }) => seen.push(`made ${id}`));
    made.on('channelDelete', ({ id }) => seen.push(`gone ${id}`));
    const other = discord.addServer();
    const channel = discord.addChannel();
    const strange = discord.addServer({ joined: false });
    discord.deleteChannel(discord.addChannel({}, strange));
    discord.unavailable(discord.server, true);
    discord.unavailable(discord.server, false);
    discord.removeFrom(other);
    discord.deleteChannel(channel);
    await discord.until(() => seen.length === 6);
    expect(seen).toEqual([
      `in ${other.id}`,
      `made ${channel.id}`,
      `away ${discord.server.id}`,
      `back ${discord.server.id}`,
      `out ${other.id}`,
      `gone ${channel.id}`,
    ]);
  });

  test.each([
    ['told to come back', (it: Discord) => it.gateway.reconnect()],
    ['told that its session is invalid, and may resume', (it: Discord) => it.gateway.invalidate(true)],
    ['cut', (it: Discord) => it.gateway.cut()],
    ['closed with an unknown error', (it: Discord) => it.gateway.end(4000)],
  ])('resumes when it is %s, and brings what was missed', async (_, disturb) => {
    const made = await connected();
    answering(made);
    disturb(discord);
    const sent = discord.slash('/ackwatch totals');
    expect(await sent.answered).toMatchObject({ type: 4 });
    await discord.until(() => discord.gateway.resumes.length === 1);
    expect(discord.gateway.identifies).toHaveLength(1);
    expect(discord.ephemerals()).toHaveLength(1);
    await discord.until(() => discord.gateway.connections === 1);
  });

  test('is identified to again where the session is gone', async () => {
    answering(await connected());
    discord.gateway.forgetSessions();
    discord.gateway.cut();
    await discord.until(() => discord.gateway.identifies.length === 2);
    await discord.until(() => discord.gateway.connections === 1);
    expect(await discord.slash('/ackwatch totals').answered).toMatchObject({ type: 4 });
    expect(discord.gateway.resumes).toHaveLength(0);
  }, 20_000);

  test('is left by a client that gets no answer', async () => {
    await discord.close();
    discord = await startDiscord({ heartbeatMs: 300 });
    await connected();
    await discord.until(() => discord.gateway.heartbeats > 0);
    discord.gateway.zombie();
    await discord.until(() => discord.gateway.resumes.length === 1);
    expect(discord.gateway.opened).toBe(2);
  });

  test('refuses a wrong token, and intents that the application has not', async () => {
    discord.revokeToken();
    await expect(client().login(discord.token)).rejects.toThrow();
    await discord.close();
    discord = await startDiscord();
    await expect(
      client({ intents: GatewayIntentBits.Guilds | GatewayIntentBits.MessageContent }).login(discord.token),
    ).rejects.toThrow('disallowed intents');
    discord.gateway.end(4004);
    await expect(client().login(discord.token)).rejects.toThrow();
    discord.recover();
    await connected();
  });

  test('has shards, each with its servers', async () => {
    await discord.close();
    discord = await startDiscord({ shards: 2, identifiesAtOnce: 2 });
    const others = discord.addServers(20);
    const made = await connected({ shards: 2 });
    expect(made.guilds.cache.size).toBe(21);
    expect(discord.gateway.identifies.map(({ shard }) => shard).toSorted()).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const shardOf = (id: string) => Number((BigInt(id) >> 22n) % 2n);
    for (const { id } of others) expect(made.guilds.cache.get(id)?.shardId).toBe(shardOf(id));
    expect(new Set(others.map(({ id }) => shardOf(id)))).toEqual(new Set([0, 1]));
    let heardBy: number | undefined;
    made.on('interactionCreate', (interaction) => {
      heardBy = interaction.guild?.shardId;
    });
    const second = others.find(({ id }) => shardOf(id) === 1);
    discord.slash('/ackwatch totals', { server: second?.id ?? '' });
    await discord.until(() => heardBy === 1);
  });

  test('takes 2,400 servers in one connection', async () => {
    discord.addServers(2399);
    const made = await connected();
    expect(made.guilds.cache.size).toBe(2400);
    expect(made.guilds.cache.every(({ available }) => available)).toBe(true);
  });

  test('says how many shards and starts there are', async () => {
    await discord.close();
    discord = await startDiscord({ shards: 3, sessionStarts: 7 });
    const answer = await fetch(`${discord.apiUrl}/v10/gateway/bot`, {
      headers: { authorization: `Bot ${discord.token}` },
    });
    expect(await answer.json()).toMatchObject({ shards: 3, session_start_limit: { remaining: 7, max_concurrency: 1 } });
  });

  test.each([
    ['what is no JSON', 'x', 4002],
    ['an unknown op', '{"op":99}', 4003],
    ['a shard that is none', { op: 2, d: { intents: 1, shard: [2, 2] } }, 4010],
    ['no intents', { op: 2, d: {} }, 4013],
    ['a sequence that was never', { op: 6, d: { session_id: '', seq: 99 } }, 4007],
  ])('closes on %s', async (_, frame, code) => {
    const made = await connected();
    const session = discord.gateway.identifies[0]?.session;
    await made.destroy();
    const socket = new WebSocket(discord.origin.replace('http', 'ws'));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.once('message', resolve));
    const told =
      typeof frame === 'string' ? frame : JSON.stringify({ ...frame, d: { token: discord.token, ...frame.d } });
    if (code === 4007) {
      // Who left properly has no session any more.
      const next = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
      socket.send(told.replace('"session_id":""', `"session_id":"${session}"`));
      expect(await next).toMatchObject({ op: 9, d: false });
      socket.close();
      return;
    }
    socket.send(told);
    expect(await closed).toBe(code);
  });
});
