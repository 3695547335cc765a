import { z } from 'zod';
import type { Adapter, AdapterIo } from '../../src/chat/destination.ts';
import { createLazyDestination } from '../interaction/lazy-destination.ts';
import { channelName } from './api/channels.ts';
import { properties } from './posts/payload.ts';
import { renderPost } from './posts/render.ts';
import { type DiscordSettings, settings, snowflake } from './settings.ts';

export const discord: Adapter = {
  name: properties.name,
  channels:
    'the id of a channel, a forum or a thread, `1234567890123456789` (with Developer Mode on: right-click it, Copy Channel ID), or `@` and the id of a person',
  variables: [
    {
      name: 'DISCORD_TOKEN',
      secret: true,
      what: "The bot's token, from Bot, Reset Token of the application at discord.com/developers/applications: posts, and receives commands without a public address",
    },
    {
      name: 'DISCORD_PUBLIC_KEY',
      // It is not secret, but can be given as a file as the token can.
      secret: true,
      what: 'From General Information: receives commands over HTTP instead, at /discord/interactions',
    },
    {
      name: 'DISCORD_API_URL',
      secret: false,
      what: "Another address than Discord's own, for a proxy or a test server, without a version. Default https://discord.com/api",
    },
    { name: 'DISCORD_PORT', secret: false, what: 'The port of the HTTP server. Default 3001' },
    {
      name: 'DISCORD_CROSSPOST',
      secret: false,
      what: 'The ids of announcement channels, with commas between them, whose posts are also published to the servers that follow them. Default none',
    },
  ],
  connectionModes: [
    {
      what: 'with nothing that has to be reachable from outside (the gateway)',
      needs: ['DISCORD_TOKEN'],
    },
    { what: 'over HTTP', needs: ['DISCORD_TOKEN', 'DISCORD_PUBLIC_KEY'] },
  ],
  channel: z
    .string()
    .regex(
      channelName,
      'is no channel of Discord. Write its id, such as 1234567890123456789: switch on Developer Mode under Advanced in your settings of Discord, then right-click the channel and Copy Channel ID',
    ),
  group: z
    .string()
    .regex(
      snowflake,
      'is no role of Discord. Write its id, such as 1234567890123456789: with Developer Mode on, right-click it under Server Settings, Roles, and Copy Role ID',
    ),
  groups: 'the id of a role, `1234567890123456789`',
  steps: (env) =>
    env['DISCORD_PUBLIC_KEY']
      ? [
          `Let your HTTPS server pass /discord/ on to port ${env['DISCORD_PORT'] || 3001} of this machine.`,
          'While Ackwatch runs, set Interactions Endpoint URL under General Information at discord.com/developers/applications to https://<your host>/discord/interactions.',
        ]
      : [],
  settings,

  create(env, io) {
    const checked = settings.parse(env);
    return createLazyDestination({
      properties,
      render: renderPost,
      load: () => load(checked, io),
      async verifyListening({ client }, signal) {
        const { verifyListening } = await import('./api/application.ts');
        await verifyListening(checked, client, signal);
      },
      async listen({ client }, conversation, signal) {
        // discord.js is loaded only for listening over the gateway.
        const { listenToDiscord } = await import('./interactions/listen.ts');
        return listenToDiscord({ settings: checked, io, client, conversation, signal });
      },
    });
  },
};

async function load(env: DiscordSettings, io: AdapterIo) {
  const [{ createDiscordClient }, { createDiscord }] = await Promise.all([
    import('./api/client.ts'),
    import('./posts/destination.ts'),
  ]);
  const client = createDiscordClient(env, io);
  return { client, destination: createDiscord(env, io, client) };
}
