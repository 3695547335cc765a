import { z } from 'zod';
import { type Adapter, type AdapterIo, DeliveryError, type Destination } from '../../src/chat/destination.ts';
import { closeListener, type Listener } from '../interaction/listener.ts';
import { paceMs } from './api/channels.ts';
import type { SlackClients } from './api/client.ts';
import type { SlackDestination } from './posts/destination.ts';
import { render, renderHome, type SlackPayload } from './posts/render.ts';
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
      what: 'The app token, xapp-..., with the scope connections:write, from Basic Information, App-Level Tokens: hears commands without an address of its own',
    },
    {
      name: 'SLACK_SIGNING_SECRET',
      secret: true,
      what: 'From Basic Information: hears commands over HTTP instead, at /slack/events',
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
    { name: 'SLACK_PORT', secret: false, what: 'The port that HTTP is heard on. Default 3000' },
  ],
  ways: [
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
    .regex(channelId, 'is no channel of Slack. Write its id, such as C0123ABCD: it stands at the foot of its details'),
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

  create(env, io): Destination<SlackPayload> {
    const checked = settings.parse(env);
    // Slack's client is loaded with the first call: where Slack is not set it costs nothing.
    let loaded: Promise<Loaded> | undefined;
    const load = () => {
      loaded ??= loadSlack(checked, io);
      return loaded;
    };
    let listener: Listener | undefined;
    let isClosed = false;

    async function close(): Promise<void> {
      isClosed = true;
      // The clients are needed until what was asked is answered.
      if (listener !== undefined) await closeListener(listener);
      await (await loaded)?.destination.close();
    }
    let closed: Promise<void> | undefined;

    return {
      name: 'slack',
      sendsOnce: false,
      paceMs,
      render,
      verify: async (signal) => (await load()).destination.verify(signal),
      send: async (payload, to, context) => (await load()).destination.send(payload, to, context),
      update: async (receipt, payload, signal) => (await load()).destination.update(receipt, payload, signal),
      find: async (key, to, ...more) => (await load()).destination.find(key, to, ...more),
      reach: async (channel, signal) => (await load()).destination.reach(channel, signal),
      async verifyListening(signal) {
        const { SLACK_APP_TOKEN: token, SLACK_BOT_TOKEN: bot } = checked;
        if (token === undefined || bot === undefined) return;
        const { clients } = await load();
        try {
          await clients.call('verify', signal, () => clients.nobody.apps.connections.open({ token }));
        } catch (thrown) {
          if (!(thrown instanceof DeliveryError) || thrown.kind !== 'unauthorized') throw thrown;
          const why = 'Slack refuses SLACK_APP_TOKEN. Copy it anew from Basic Information, App-Level Tokens.';
          throw new DeliveryError('unauthorized', why, { cause: thrown });
        }
      },
      async listen(conversation, signal) {
        const { clients } = await load();
        // Bolt is loaded where somebody is heard, and nowhere else.
        const { listenToSlack } = await import('./connection/listen.ts');
        const opened = await listenToSlack({ settings: checked, io, clients, conversation, render, renderHome });
        listener = opened;
        if (isClosed || signal?.aborted) await opened.close();
        else signal?.addEventListener('abort', () => void opened.stop(), { once: true });
      },
      close() {
        closed ??= close();
        return closed;
      },
    };
  },
};

interface Loaded {
  readonly clients: SlackClients;
  readonly destination: SlackDestination;
}
async function loadSlack(env: SlackSettings, io: AdapterIo): Promise<Loaded> {
  const [{ createClients }, { createSlack }] = await Promise.all([
    import('./api/client.ts'),
    import('./posts/destination.ts'),
  ]);
  const clients = createClients(env, io);
  return { clients, destination: createSlack(env, io, clients) };
}
