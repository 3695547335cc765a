import { Client, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './index.ts';

/** The fidelity of the loopback Discord's gateway, told by the real discord.js. */

let discord: Discord;
const clients: Client[] = [];
beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await discord.close();
});

async function connected(options: { readonly intents?: number } = {}): Promise<Client<true>> {
  const client = new Client({
    intents: options.intents ?? GatewayIntentBits.Guilds,
    rest: { api: discord.apiUrl, retries: 0, timeout: 5000 },
  });
  client.on('error', () => undefined);
  clients.push(client);
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  return await ready;
}

describe('the gateway', () => {
  test('lets discord.js in, with the servers it is in', async () => {
    const client = await connected();
    expect(client.guilds.cache.map(({ id }) => id)).toEqual([discord.server.id]);
    expect(client.channels.cache.has(discord.channel.id)).toBe(true);
    expect(discord.gateway.identifies).toMatchObject([{ intents: 1, shard: [0, 1] }]);
    expect(discord.gateway.connections).toBe(1);
  });

  test('brings interactions, whose answers one person sees', async () => {
    const client = await connected();
    client.on('interactionCreate', (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply({ content: 'here', flags: 64 });
    });
    const sent = discord.slash('/ackwatch totals measure:killed');
    expect(await sent.answered).toMatchObject({ type: 4, inTime: true, status: null });
    expect(discord.ephemerals(discord.person.id)).toMatchObject([{ content: 'here' }]);
  });
});
