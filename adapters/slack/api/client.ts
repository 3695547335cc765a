import { AsyncLocalStorage } from 'node:async_hooks';
import { type FetchFunction, type Logger, WebClient } from '@slack/web-api';
import { fetch as undiciFetch } from 'undici';
import { type AdapterIo, DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { dispatcherOf, type ProxyEnvironment } from '../../http/network.ts';
import { type Attempt, deliveryErrorOf, type Task } from './errors.ts';

/** The variables for calls of Slack's Web API. Without a bot token, many workspaces are connected, each with its own. */
export interface SlackEnvironment extends ProxyEnvironment {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly SLACK_CLIENT_SECRET?: string | undefined;
  /** Ends in `/api/`. */
  readonly SLACK_API_URL?: string | undefined;
}

export const slackApiUrl = 'https://slack.com/api/';
/** Shorter than the core's limit for a call, so that the error says what took too long. */
const defaultTimeoutMs = 10_000;

export interface SlackClients {
  /** Whether many workspaces are connected, each with its own token. */
  readonly many: boolean;
  /** Sends no token; for `oauth.v2.access`, which belongs to no workspace. */
  readonly withoutToken: WebClient;
  /** Returns the client of a workspace; null: the one workspace of the bot token. Throws `DeliveryError` `forbidden` where the app is not installed. */
  of(space: string | null): Promise<WebClient>;
  /** Makes a call with one of the clients. Ends it when the signal aborts. Throws `DeliveryError` only. */
  call<T>(task: Task, signal: AbortSignal, make: () => Promise<T>): Promise<T>;
  /** Closes all connections at once. Safe to call twice. */
  close(): Promise<void>;
}

/** Returns the bot token of a stored installation, where @slack/oauth puts it; undefined where there is none. */
export function tokenOf(installation: unknown): string | undefined {
  if (typeof installation !== 'object' || installation === null || !('bot' in installation)) return undefined;
  const { bot } = installation;
  if (typeof bot !== 'object' || bot === null || !('token' in bot)) return undefined;
  return typeof bot.token === 'string' ? bot.token : undefined;
}

/** Creates one client per token. A client neither retries nor waits, and never delays calls for another channel. */
export function createClients(
  env: SlackEnvironment,
  io: Pick<AdapterIo, 'log' | 'installations'>,
  timeoutMs = defaultTimeoutMs,
): SlackClients {
  const dispatcher = dispatcherOf(env);
  const attempts = new AsyncLocalStorage<Attempt>();
  const logger = slackLog(io.log);
  const many = env.SLACK_BOT_TOKEN === undefined;

  const throughDispatcher: FetchFunction = async (url, init) => {
    const attempt = attempts.getStore();
    const signals = [init?.signal, attempt?.signal].filter((signal) => signal instanceof AbortSignal);
    if (attempt !== undefined) attempt.begun = true;
    const response = await undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]),
      ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
      dispatcher,
    });
    if (attempt !== undefined) attempt.status = response.status;
    return response as unknown as Awaited<ReturnType<FetchFunction>>;
  };
  const open = (token: string | undefined) =>
    new WebClient(token, {
      slackApiUrl: env.SLACK_API_URL ?? slackApiUrl,
      logger,
      fetch: throughDispatcher,
      timeout: timeoutMs,
      // With retries, Slack's client posts again after a lost answer, and a limit on one channel stops all of them.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // A queued call would lose its `AbortSignal`.
      maxRequestConcurrency: Number.POSITIVE_INFINITY,
      // Otherwise a method name that is an address would receive the token.
      allowAbsoluteUrls: false,
    });
  const withoutToken = open(undefined);
  const one = many ? withoutToken : open(env.SLACK_BOT_TOKEN);
  const installation = (space: string) =>
    io.installations.get(space).catch((cause: unknown) => {
      if (cause instanceof DeliveryError) throw cause;
      const why = 'The installation of this workspace could not be read from the ledger. It is tried again.';
      throw new DeliveryError('unavailable', why, { cause });
    });
  const installed = new Map<string, { readonly token: string; readonly client: WebClient }>();
  let closed: Promise<void> | undefined;

  return {
    many,
    withoutToken,
    async of(space) {
      if (!many) return one;
      const token = space === null ? undefined : tokenOf(await installation(space));
      if (space === null || token === undefined) {
        if (space !== null) installed.delete(space);
        const why = 'Ackwatch is not installed in this workspace. Install it there, then /ackwatch subscribe.';
        throw new DeliveryError('forbidden', why);
      }
      const known = installed.get(space);
      if (known?.token === token) return known.client;
      const client = open(token);
      installed.set(space, { token, client });
      return client;
    },
    async call(task, signal, make) {
      const attempt: Attempt = { task, many, signal, begun: false, status: null };
      try {
        signal.throwIfAborted();
        return await attempts.run(attempt, make);
      } catch (thrown) {
        throw deliveryErrorOf(thrown, attempt);
      }
    },
    close() {
      closed ??= dispatcher.destroy().then(() => undefined);
      return closed;
    },
  };
}

/** Tokens of Slack, request signatures, and the secret parts of one-time addresses. */
const secrets =
  /xox[a-z](?:\.[a-z]+)?-[\w.-]+|xapp-[\w-]+|v0=[0-9a-f]{64}|(?<=hooks\.slack\.com\/)\S+|(?<=[?&](?:ticket|code|state)=)[^&\s"]+/g;

/** Returns the text without secrets. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '[secret]');
}

/**
 * Creates a logger for Slack's libraries that writes to our log, one level lower: the caller already reports a failure as a
 * `DeliveryError`, and these lines only help to find the cause. Debug output is dropped because it holds whole payloads.
 */
export function slackLog(log: Log): Logger {
  const line = (parts: readonly unknown[]) =>
    `Slack's library: ${withoutSecrets(parts.map(shown).join(' ').slice(0, 1000))}`;
  return {
    debug() {},
    info() {},
    warn: (...parts) => log.info({}, line(parts)),
    error: (...parts) => log.warn({}, line(parts)),
    setLevel() {},
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName() {},
  };
}

function shown(part: unknown): string {
  if (typeof part === 'string') return part;
  return part instanceof Error ? `${part.name}: ${part.message}` : `[${typeof part}]`;
}
