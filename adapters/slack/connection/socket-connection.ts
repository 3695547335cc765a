import { setTimeout as after } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { FetchFunction, Logger } from '@slack/web-api';
import type { Dispatcher } from 'undici';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { deliveryErrorOf, slackCodeOf } from '../api/errors.ts';
import type { Intake } from './app.ts';

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  /** For the WebSocket itself; undefined: directly to Slack. */
  readonly dispatcher: Dispatcher | undefined;
  readonly logger: Logger;
  readonly log: Log;
  readonly intake: Intake;
}

export interface SocketConnection {
  /** Resolves once Slack asks for another connection, or this one is closed. Never rejects. */
  readonly ended: Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

const callTimeoutMs = 10_000;
const helloTimeoutMs = 15_000;
const closeTimeoutMs = 500;

/** Messages that the client repeats at every attempt during an outage. We log an outage once. */
const repeated =
  /^(?:http request failed|Failed to retrieve a new WSS URL|WebSocket error|A p[io]ng wasn't received|Peer did not complete|Failed to send|WebSocket not available)/;

function withoutRepeated(logger: Logger): Logger {
  const isNew = (parts: readonly unknown[]) => typeof parts[0] !== 'string' || !repeated.test(parts[0]);
  return {
    ...logger,
    warn: (...parts) => isNew(parts) && logger.warn(...parts),
    error: (...parts) => isNew(parts) && logger.error(...parts),
  };
}

/**
 * Slack's client without its own renewal, which receives nothing for seconds and drops a promise that may reject and end the
 * process (github.com/slackapi/node-slack-sdk/issues/2656).
 */
class Client extends SocketModeClient {
  readonly ended: Promise<void>;
  #end = () => {};

  constructor(options: ConstructorParameters<typeof SocketModeClient>[0]) {
    super({ ...options, autoReconnectEnabled: false } as NonNullable<typeof options>);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.once('disconnected', () => this.#end());
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      // The client would close at once. It stays open until another connection has taken its place.
      if (typeof data === 'string' && isDisconnect(data)) this.#end();
      else await super.onWebSocketMessage(data, isBinary);
    } catch {
      // A malformed envelope: the client drops this promise, and its rejection would end the process.
    }
  }
}

function isDisconnect(data: string): boolean {
  return data.includes('disconnect') && (JSON.parse(data) as { type?: unknown } | null)?.type === 'disconnect';
}

/** Opens a connection. Resolves once Slack has said hello. Throws `DeliveryError`; nothing stays open then. */
export async function connect(parts: SocketParts, signal: AbortSignal): Promise<SocketConnection> {
  const client = createClient(parts, signal);
  const close = () => closeClient(client);
  const started = client.start();
  const decided = new AbortController();
  const never = (reason: string) =>
    new DeliveryError('unavailable', `Slack did not open a connection: ${reason}. It is tried again.`);
  try {
    await Promise.race([
      started,
      client.ended.then(() => Promise.reject(never('it closed it before it greeted'))),
      after(helloTimeoutMs, undefined, { signal: AbortSignal.any([signal, decided.signal]) }).then(() =>
        Promise.reject(never('it did not greet in time')),
      ),
    ]);
    return { ended: client.ended, close };
  } catch (thrown) {
    // A connection that opens after this must not stay open.
    void started.then(close, () => undefined);
    void close();
    throw errorOf(thrown, signal);
  } finally {
    decided.abort();
  }
}

function createClient({ appToken, apiUrl, fetch, dispatcher, logger, log, intake }: SocketParts, signal: AbortSignal) {
  const client = new Client({
    appToken,
    logger: withoutRepeated(logger),
    ...(dispatcher === undefined ? {} : { dispatcher }),
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: callTimeoutMs,
      fetch: (url, init) =>
        fetch(url, {
          ...init,
          signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal as AbortSignal] : [])]),
        }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    },
  });
  client.on('slack_event', (event: { body?: unknown; envelope_id?: unknown; ack: () => Promise<void> }) => {
    const { body, envelope_id: id, ack } = event;
    ack().catch(() => log.info({}, 'Slack closed a connection before a payload was acknowledged'));
    if (typeof body === 'object' && body !== null) intake.take({ ...body }, typeof id === 'string' ? id : null);
  });
  return client;
}

async function closeClient(client: Client): Promise<void> {
  const closed = client.disconnect();
  // The second call does not wait for Slack's answer to the close frame.
  const timer = setTimeout(() => void client.disconnect(), closeTimeoutMs);
  await closed;
  clearTimeout(timer);
}

function errorOf(thrown: unknown, signal: AbortSignal): DeliveryError {
  const error = deliveryErrorOf(thrown, { task: 'verify', many: false, signal, begun: true, status: null });
  if (error.kind !== 'unauthorized') return error;
  const code = slackCodeOf(error);
  const why = `Slack refuses the app token${code === undefined ? '' : ` (${code})`}`;
  const fix =
    'Make one with the scope connections:write under Basic Information, App-Level Tokens, at api.slack.com/apps, set SLACK_APP_TOKEN to it and restart.';
  return new DeliveryError('unauthorized', `${why}. ${fix}`, { cause: error.cause });
}
