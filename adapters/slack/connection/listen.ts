import type { FetchFunction, WebClientOptions } from '@slack/web-api';
import { Response, fetch as undiciFetch } from 'undici';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { AdapterIo } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { dispatcherOf } from '../../http/network.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { Listener } from '../../interaction/listener.ts';
import { type SlackClients, slackApiUrl, slackLog } from '../api/client.ts';
import { createPeople } from '../interactions/people.ts';
import { createReceiving } from '../interactions/receive.ts';
import type { SlackPayload } from '../posts/render.ts';
import type { SlackSettings } from '../settings.ts';
import { createApp, createIntake, type Listeners } from './app.ts';
import { createHttpReceiver } from './http.ts';
import { createInstall, createInstalling } from './install.ts';
import { createSocketReceiver } from './socket.ts';

export interface ListenParts {
  readonly settings: SlackSettings;
  readonly io: AdapterIo;
  readonly clients: SlackClients;
  readonly conversation: Conversation;
  readonly render: (message: Message) => { readonly payload: SlackPayload };
  readonly renderHome: (message: Message) => { readonly payload: SlackPayload };
}

const callTimeoutMs = 10_000;
const gone = {
  uninstalled: 'The app was removed from the workspace. Install it there again, and its subscriptions go on.',
  revoked: 'The workspace revoked the token of the app. Install it there again, and its subscriptions go on.',
};

/** Begins to receive what people do in Slack. Throws `DeliveryError`; nothing is open then. */
export async function listenToSlack({
  settings,
  io,
  clients,
  conversation,
  ...rendering
}: ListenParts): Promise<Listener> {
  const { log } = io;
  const dispatcher = dispatcherOf(settings);
  const logger = slackLog(log);
  const fetch: FetchFunction = async (url, init) => {
    const signal = AbortSignal.timeout(callTimeoutMs);
    const response = await undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]),
      signal: init?.signal ? AbortSignal.any([signal, init.signal as AbortSignal]) : signal,
      dispatcher,
    });
    // Bolt's `respond` does not read the body, and a connection is free only after its body was read to the end.
    const bytes = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    const whole = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
    return whole as unknown as Awaited<ReturnType<FetchFunction>>;
  };
  const apiUrl = settings.SLACK_API_URL ?? slackApiUrl;
  // Bolt changes these options, so the Socket Mode connections have their own.
  const clientOptions: WebClientOptions = {
    slackApiUrl: apiUrl,
    fetch,
    logger,
    timeout: callTimeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
  const installing = createInstalling(io, conversation);
  const left = (reason: string) => async (received: { readonly body: unknown }) => {
    // The one configured token no longer works, as the next post shows. Its subscriptions wait for a new one.
    if (!clients.many) return log.error({}, reason);
    await installing
      .left(received.body, reason)
      .catch((thrown: unknown) => log.error({ error: failureOf(thrown) }, 'A workspace that left could not be noted'));
  };
  const people = createPeople(clients, io);
  const listeners: Listeners = {
    ...createReceiving({ clients, log, conversation, people, ...rendering }),
    uninstalled: left(gone.uninstalled),
    revoked: left(gone.revoked),
  };

  const intake = createIntake(log);
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '', SLACK_PORT: port } = settings;
  const install = clients.many ? createInstall({ env: settings, clientOptions, installing, log }) : undefined;
  const proxied = settings.HTTP_PROXY || settings.HTTPS_PROXY ? dispatcher : undefined;
  const receiver =
    appToken !== undefined && !clients.many
      ? createSocketReceiver({ appToken, apiUrl, fetch, dispatcher: proxied, logger, log, intake })
      : createHttpReceiver({ signingSecret, port, now: io.now, log, intake, install });
  const app = createApp(receiver, listeners, clientOptions, { logger, log });

  const started: unknown = await app.start().catch(async (thrown: unknown) => {
    await dispatcher.destroy();
    throw thrown;
  });
  const opened = typeof started === 'number' ? started : null;
  if (opened !== null) log.info({ port: opened }, 'Listening to Slack over HTTP');
  const stop = async () => void (await app.stop());
  let closed: Promise<void> | undefined;
  return {
    port: opened,
    stop,
    settled: () => intake.settled(),
    close() {
      closed ??= stop().then(() => dispatcher.destroy());
      return closed;
    },
  };
}
