import { AsyncLocalStorage } from 'node:async_hooks';
import { REST, type RESTOptions, type RequestMethod, type ResponseLike } from '@discordjs/rest';
import { type Response, fetch as undiciFetch } from 'undici';
import { z } from 'zod';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import { dispatcherOf } from '../../http/network.ts';
import { type DiscordSettings, snowflake } from '../settings.ts';
import { createBrake } from './brake.ts';
import type { Task } from './codes.ts';
import { type Attempt, deliveryErrorOf, notDiscord, shaped, tokenError } from './errors.ts';

interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Without the version, `/channels/123/messages`. */
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Whether the bot's token is sent; default true. Calls of an interaction have a token in their path and need `false`. */
  readonly auth?: boolean;
}

/** Our application, from `GET /applications/@me` and `GET /users/@me`. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** The key of Discord's signatures, hexadecimal. */
  readonly verifyKey: string;
  /** The address that Discord posts interactions to; null: it sends them over the gateway. */
  readonly interactionsUrl: string | null;
  /** Approximate; null where Discord does not say. */
  readonly servers: number | null;
}

export interface DiscordClient {
  /** Makes one call without retries or waits. Resolves with the JSON, undefined for an empty answer. Throws `DeliveryError` only. */
  call<T>(task: Task, signal: AbortSignal, request: DiscordRequest): Promise<T>;
  /** Resolves with our application; asks once until that succeeds. Throws `DeliveryError`. */
  application(signal: AbortSignal): Promise<Application>;
  /** Aborts open calls. Safe to call twice. */
  close(): Promise<void>;
}

/** Shorter than the deadline of a delivery, so that the error says what failed. */
const defaultTimeoutMs = 10_000;

/** The settings that calls need. */
type ClientSettings = Pick<
  DiscordSettings,
  'DISCORD_TOKEN' | 'DISCORD_API_URL' | 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY'
>;

/** Creates a client. Without a token every call that sends it is refused as `unauthorized`. */
export function createDiscordClient(
  settings: ClientSettings,
  io: Pick<AdapterIo, 'log' | 'now'>,
  timeoutMs = defaultTimeoutMs,
): DiscordClient {
  const dispatcher = dispatcherOf(settings);
  const attempts = new AsyncLocalStorage<Attempt>();
  const brake = createBrake(io);
  const { DISCORD_TOKEN: token } = settings;
  let refused: DeliveryError | undefined = token === undefined ? noToken() : undefined;

  /** Throws where Discord itself refuses the token, so that no further call is made with it. */
  function refuse(body: unknown): void {
    if (typeof body !== 'object' || body === null || !('code' in body)) return;
    if (refused === undefined) {
      refused = tokenError(body.code);
      io.log.error(
        { error: refused.message },
        'No call is made to Discord until Ackwatch is started with a token that it takes',
      );
    }
    throw refused;
  }

  /** Throws where no call may be made; checked again here for calls that waited in a queue of the library. */
  function admit({ auth }: Attempt): void {
    if (auth && refused !== undefined) throw refused;
    brake.check();
  }

  const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
    const attempt = attempts.getStore();
    if (attempt === undefined) throw new TypeError('A call of Discord was made past its client');
    attempt.signal.throwIfAborted();
    attempt.overtime.throwIfAborted();
    admit(attempt);
    attempt.begun = true;
    const response = await undiciFetch(url, {
      ...(init as unknown as Parameters<typeof undiciFetch>[1]),
      dispatcher,
      redirect: 'error',
    });
    attempt.status = response.status;
    if (response.status === 401 && attempt.auth) refuse(await jsonOf(response));
    if (response.status === 429) attempt.limit = limitOf(await jsonOf(response));
    // The HTML of a failing gateway is not read; unread it would occupy its connection.
    if (response.status >= 500) void response.body?.cancel().catch(() => undefined);
    return response as unknown as ResponseLike;
  };

  function open(): REST {
    const rest = new REST({
      api: settings.DISCORD_API_URL,
      makeRequest,
      timeout: timeoutMs,
      userAgentAppendix: 'Ackwatch',
      // Discord's client posts again after a lost answer, and waits where one channel is limited.
      retries: 0,
      rejectOnRateLimit: () => true,
      // The library adds this to each wait that Discord asks for; the outbox adds its own jitter.
      offset: 0,
      // The outbox keeps the limit per second: a refusal here would delay what Discord would accept.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      invalidRequestWarningInterval: 1,
    });
    rest.on('invalidRequestWarning', (warning) => brake.counted(warning));
    return rest;
  }
  const own = open();
  // Calls of an interaction do not count towards the bot's limits, and must not wait for them.
  const interactions = open();

  async function call<T>(task: Task, signal: AbortSignal, request: DiscordRequest): Promise<T> {
    const { method, path, query, body, auth = true } = request;
    const overtime = AbortSignal.timeout(timeoutMs);
    const attempt: Attempt = { task, auth, signal, overtime, begun: false, status: null, limit: null };
    try {
      signal.throwIfAborted();
      admit(attempt);
      // An answer 401 takes it away, also one that is not Discord's.
      if (token !== undefined) own.setToken(token);
      const answer = await attempts.run(attempt, () =>
        (auth ? own : interactions).request({
          method: method as RequestMethod,
          fullRoute: path,
          auth,
          signal: AbortSignal.any([signal, overtime]),
          ...(query === undefined ? {} : { query }),
          ...(body === undefined ? {} : { body }),
        }),
      );
      if (!(answer instanceof ArrayBuffer)) return answer as T;
      if (answer.byteLength === 0) return undefined as T;
      throw notDiscord(attempt);
    } catch (thrown) {
      throw deliveryErrorOf(thrown, attempt);
    }
  }

  let known: Application | undefined;
  let closed: Promise<void> | undefined;
  return {
    call,
    async application(signal) {
      known ??= await readApplication({ call }, 'look-up', signal);
      return known;
    },
    close() {
      for (const rest of [own, interactions]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
      closed ??= dispatcher.destroy().then(() => undefined);
      return closed;
    },
  };
}

function noToken(): DeliveryError {
  const fix = 'Set DISCORD_TOKEN to the token under Bot at discord.com/developers/applications.';
  return new DeliveryError('unauthorized', `There is no token for Discord. ${fix}`);
}

/** Returns null where the body is no JSON. The response itself stays readable. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch {
    return null;
  }
}

function limitOf(body: unknown): Attempt['limit'] {
  if (typeof body !== 'object' || body === null) return null;
  return {
    code: 'code' in body ? body.code : undefined,
    retryAfter: 'retry_after' in body ? body.retry_after : undefined,
  };
}

const id = z.string().regex(snowflake);
const user = z.object({ id, username: z.string() });
const application = z.object({
  id,
  name: z.string(),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  approximate_guild_count: z.int().nonnegative().nullish(),
});

/** Reads our application. Throws `DeliveryError`. The token is proved first, so that a refused one costs one call. */
export async function readApplication(
  { call }: Pick<DiscordClient, 'call'>,
  task: Task,
  signal: AbortSignal,
): Promise<Application> {
  const lack = 'names no application';
  const bot = shaped(user, await call(task, signal, { method: 'GET', path: '/users/@me' }), lack);
  const ours = shaped(application, await call(task, signal, { method: 'GET', path: '/applications/@me' }), lack);
  return {
    id: ours.id,
    name: ours.name,
    bot: { id: bot.id, name: bot.username },
    verifyKey: ours.verify_key.toLowerCase(),
    interactionsUrl: ours.interactions_endpoint_url ?? null,
    servers: ours.approximate_guild_count ?? null,
  };
}
