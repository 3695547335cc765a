import type { FetchFunction, WebClientOptions } from '@slack/web-api';
import { Response, fetch as undiciFetch } from 'undici';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { AdapterIo } from '../../../src/chat/destination.ts';
import type { Message } from '../../../src/chat/message.ts';
import { dispatcherOf } from '../../http/network.ts';
import type { Ear } from '../../talk/ear.ts';
import { failureOf } from '../../talk/failure.ts';
import { type SlackClients, slackApiUrl } from '../api/client.ts';
import { slackLog } from '../api/log.ts';
import { createAnswers } from '../interactions/answers.ts';
import { createHearing } from '../interactions/hear.ts';
import { createPeople } from '../interactions/people.ts';
import { createPresses } from '../interactions/press.ts';
import type { SlackPayload } from '../posts/render.ts';
import type { SlackSettings } from '../settings.ts';
import { createHub } from './app.ts';
import { createInstalling } from './installations.ts';

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

/** Begins to hear what people do in Slack. Throws `DeliveryError`; nothing is open then. */
export async function listenToSlack({ settings, io, clients, conversation, ...rendering }: ListenParts): Promise<Ear> {
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
    // Bolt leaves the answers to its answers unread, and a connection is free only after it was read to the end.
    const bytes = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    const whole = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
    return whole as unknown as Awaited<ReturnType<FetchFunction>>;
  };
  // Of Bolt's and of the installation alone: the connections have options of their own, since Bolt's would be altered.
  const clientOptions: WebClientOptions = {
    slackApiUrl: settings.SLACK_API_URL ?? slackApiUrl,
    fetch,
    logger,
    timeout: callTimeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
  const answers = createAnswers(clients, log);
  const parts = { clients, io, conversation, people: createPeople(clients, io), answers, ...rendering };
  const installing = createInstalling(io, conversation);

  const left = (reason: string) => async (heard: { readonly body: unknown }) => {
    // The one token of a configuration is dead, as the next post shows: what is subscribed waits for a new one.
    if (!clients.many) return log.error({}, reason);
    await installing
      .left(heard.body, reason)
      .catch((thrown: unknown) => log.error({ error: failureOf(thrown) }, 'A workspace that left could not be noted'));
  };
  const hub = createHub(
    {
      ...createHearing(parts),
      press: createPresses(parts),
      uninstalled: left(gone.uninstalled),
      revoked: left(gone.revoked),
    },
    clientOptions,
    log,
  );

  async function open(): Promise<{ readonly port: number | null; stop(): Promise<void> }> {
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
    if (appToken !== undefined && !clients.many) {
      const { createSockets } = await import('./socket.ts');
      const proxied = settings.HTTP_PROXY || settings.HTTPS_PROXY ? dispatcher : undefined;
      const apiUrl = settings.SLACK_API_URL ?? slackApiUrl;
      const sockets = createSockets({ appToken, apiUrl, fetch, dispatcher: proxied, logger, log, take: hub.take });
      await sockets.start().catch(async (thrown: unknown) => {
        await sockets.stop();
        throw thrown;
      });
      return { port: null, stop: () => sockets.stop() };
    }
    const { createHttpEar } = await import('./http.ts');
    const install = clients.many
      ? (await import('./install.ts')).createInstall({ env: settings, clientOptions, installing, log })
      : undefined;
    const ear = createHttpEar({
      signingSecret: signingSecret ?? '',
      port: settings.SLACK_PORT,
      now: io.now,
      log,
      take: hub.take,
      install,
    });
    const port = await ear.start();
    log.info({ port }, 'Slack is heard over HTTP');
    return { port, stop: () => ear.stop() };
  }

  const opened = await open().catch(async (thrown: unknown) => {
    await dispatcher.destroy();
    throw thrown;
  });
  let closed: Promise<void> | undefined;
  return {
    port: opened.port,
    stop: () => opened.stop(),
    settled: () => hub.settled(),
    close() {
      closed ??= opened.stop().then(() => dispatcher.destroy());
      return closed;
    },
  };
}
