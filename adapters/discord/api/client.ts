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

export interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Without the version, `/channels/123/messages`. */
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Default true. What belongs to an interaction carries its own token in the path, and needs `false`. */
  readonly auth?: boolean;
}

/** Our own application, as `GET /applications/@me` and `GET /users/@me` tell it. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** Hexadecimal; with it Discord's signatures are proved. */
  readonly verifyKey: string;
  /** Where Discord sends interactions; null: over the gateway. */
  readonly interactionsUrl: string | null;
  /** About as many; null where Discord does not tell. */
  readonly servers: number | null;
}

export interface DiscordClient {
  /** Makes one call; it neither retries nor waits for a limit. Gives the JSON, undefined for an empty answer. Throws `DeliveryError` only. */
  call<T>(task: Task, signal: AbortSignal, request: DiscordRequest): Promise<T>;
  /** Asked once, then remembered; a failure is not. Throws `DeliveryError`. */
  application(signal: AbortSignal): Promise<Application>;
  /** Cuts what is still open. Safe to call twice. */
  close(): Promise<void>;
}

/** Below what the core allows one call to take, so that the reason is known. */
const defaultTimeoutMs = 10_000;

/** What the calls need of the settings. */
export type ClientSettings = Pick<
  DiscordSettings,
  'DISCORD_TOKEN' | 'DISCORD_API_URL' | 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY'
>;

/** Without a token every call that needs one is refused as `unauthorized`. */
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

  /** Throws where it is Discord who refuses the token, before the next call of a queue is made with it. */
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

  /** Also for what waited in a queue of the library since before the refusal. */
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
    // Nobody reads the page of a gateway; unread it would hold its connection.
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
      // It adds this to each wait that Discord asks for; whoever delivers spreads them already.
      offset: 0,
      // Whoever delivers keeps the limit of a second: a refusal here would put off what Discord would take.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      invalidRequestWarningInterval: 1,
    });
    rest.on('invalidRequestWarning', (warning) => brake.counted(warning));
    return rest;
  }
  const own = open();
  // What belongs to an interaction is under no limit of the bot's, and must not wait for one.
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
      known ??= await readApplication({ call }, 'look', signal);
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

/** Null where it is no JSON. The answer itself stays to be read. */
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

/** Throws `DeliveryError`. The token is proved first, alone: where it is refused nothing else is asked. */
export async function readApplication(
  { call }: Pick<DiscordClient, 'call'>,
  task: Task,
  signal: AbortSignal,
): Promise<Application> {
  const lack = 'names no application';
  const bot = shaped(user, await call(task, signal, { method: 'GET', path: '/users/@me' }), lack);
  const told = shaped(application, await call(task, signal, { method: 'GET', path: '/applications/@me' }), lack);
  return {
    id: told.id,
    name: told.name,
    bot: { id: bot.id, name: bot.username },
    verifyKey: told.verify_key.toLowerCase(),
    interactionsUrl: told.interactions_endpoint_url ?? null,
    servers: told.approximate_guild_count ?? null,
  };
}
