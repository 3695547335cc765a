import { z } from 'zod';
import { type Adapter, type AdapterIo, DeliveryError } from '../../src/chat/destination.ts';
import { createLazyDestination } from '../interaction/lazy-destination.ts';
import { minSpacingMs } from './api/channels.ts';
import { render, renderHome, renderPost } from './posts/render.ts';
import { type SlackSettings, settings } from './settings.ts';

const channelId = /^(?:[TE][A-Z0-9]{2,}\/)?[CDGUW][A-Z0-9]{2,}$/;

export const slack: Adapter = {
  name: 'slack',
  channels:
    'the id of a channel, `C0123ABCD` (at the foot of its details in Slack), or `T0123ABCD/C0123ABCD` where many workspaces are connected',
  variables: [
    {
      name: 'SLACK_BOT_TOKEN',
      secret: true,
      what: 'The bot token of the one workspace, xoxb-..., from OAuth & Permissions of the app at api.slack.com/apps',
    },
    {
      name: 'SLACK_APP_TOKEN',
      secret: true,
      what: 'The app token, xapp-..., with the scope connections:write, from Basic Information, App-Level Tokens: receives commands without a public address',
    },
    {
      name: 'SLACK_SIGNING_SECRET',
      secret: true,
      what: 'From Basic Information: receives commands over HTTP instead, at /slack/events',
    },
    {
      name: 'SLACK_CLIENT_ID',
      secret: true,
      what: 'From Basic Information: lets many workspaces install the app, at /slack/install',
    },
    {
      name: 'SLACK_CLIENT_SECRET',
      secret: true,
      what: 'From Basic Information: goes with SLACK_CLIENT_ID',
    },
    {
      name: 'SLACK_API_URL',
      secret: false,
      what: "Another address than Slack's own, for a proxy or a test server; ends in /api/. Default https://slack.com/api/",
    },
    { name: 'SLACK_PORT', secret: false, what: 'The port of the HTTP server. Default 3000' },
  ],
  connectionModes: [
    {
      what: 'one workspace, with nothing that has to be reachable from outside (Socket Mode)',
      needs: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    },
    { what: 'one workspace, over HTTP', needs: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'] },
    {
      what: 'many workspaces, over HTTP',
      needs: ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'ACKWATCH_KEY'],
    },
  ],
  channel: z
    .string()
    .regex(channelId, 'is no channel of Slack. Write its id, such as C0123ABCD: it is at the foot of its details'),
  group: z
    .string()
    .regex(
      /^S[A-Z0-9]{2,}$/,
      'is no user group of Slack. Write its id, such as S0123ABCD: it is in its link, under People, User groups',
    ),
  groups: 'the id of a user group, `S0123ABCD`',
  spaceOf: (channel) => /^([TE][A-Z0-9]+)\//.exec(channel)?.[1] ?? null,
  steps: (env) =>
    env['SLACK_BOT_TOKEN'] && env['SLACK_APP_TOKEN']
      ? []
      : [
          `Let your HTTPS server pass /slack/ on to port ${env['SLACK_PORT'] || 3000} of this machine.`,
          'At api.slack.com/apps, set the address of the command, of Interactivity and of Event Subscriptions to https://<your host>/slack/events.',
          ...(env['SLACK_BOT_TOKEN']
            ? []
            : [
                'At api.slack.com/apps, set the Redirect URL to https://<your host>/slack/oauth_redirect, then open https://<your host>/slack/install to install the app in a workspace.',
              ]),
        ],
  settings,

  create(env, io) {
    const checked = settings.parse(env);
    return createLazyDestination({
      properties: { name: 'slack', sendsOnce: false, minSpacingMs },
      render: renderPost,
      load: () => load(checked, io),
      async verifyListening({ clients }, signal) {
        const { SLACK_APP_TOKEN: token, SLACK_BOT_TOKEN: bot } = checked;
        if (token === undefined || bot === undefined) return;
        try {
          await clients.call('verify', signal, () => clients.withoutToken.apps.connections.open({ token }));
        } catch (thrown) {
          if (!(thrown instanceof DeliveryError) || thrown.kind !== 'unauthorized') throw thrown;
          const why = 'Slack refuses SLACK_APP_TOKEN. Copy it anew from Basic Information, App-Level Tokens.';
          throw new DeliveryError('unauthorized', why, { cause: thrown });
        }
      },
      async listen({ clients }, conversation) {
        // Bolt is loaded only for listening.
        const { listenToSlack } = await import('./connection/listen.ts');
        return listenToSlack({ settings: checked, io, clients, conversation, render, renderHome });
      },
    });
  },
};

async function load(env: SlackSettings, io: AdapterIo) {
  const [{ createClients }, { createSlack }] = await Promise.all([
    import('./api/client.ts'),
    import('./posts/destination.ts'),
  ]);
  const clients = createClients(env, io);
  return { clients, destination: createSlack(env, io, clients) };
}
