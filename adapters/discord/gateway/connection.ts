import { setTimeout as after } from 'node:timers/promises';
import { Client, GatewayIntentBits } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { createIdentifyThrottler, createStrategy, type ShardEvents } from './shard-strategy.ts';

/** Handles the events of one connection to the gateway. */
export interface ConnectionHandler {
  /** `payload` is not validated. */
  interaction(payload: unknown): void;
  /** A session began; `ids` are all servers of the connection. */
  servers(ids: readonly string[]): void;
  /** A server added the bot, or came back after an outage. */
  arrived(server: string): void;
  /** A server removed the bot, or was deleted. */
  departed(server: string): void;
  /** The connection does not come back by itself. Called at most once, and nothing else after it. */
  lost(error: DeliveryError): void;
}

export interface ConnectionParts {
  readonly token: string;
  /** The answer of `GET /gateway/bot`. */
  readonly gateway: APIGatewayBotInfo;
  readonly shard: { readonly id: number; readonly count: number };
  readonly log: Log;
  readonly handler: ConnectionHandler;
  /** Ends the attempt. An open connection is ended by `close`. */
  readonly signal: AbortSignal;
}

export interface Connection {
  /** Safe to call twice. */
  close(): Promise<void>;
}

const readyTimeoutMs = 20_000;
/** Discord renews connections all day. A longer absence than this is logged as an outage. */
const outageAfterMs = 10_000;
const lostAfterMs = 5 * 60_000;

const refusals: Readonly<Record<number, readonly [DeliveryError['kind'], string]>> = {
  4004: [
    'unauthorized',
    'Discord refuses the token of the bot (4004). Reset it under Bot at discord.com/developers/applications, set DISCORD_TOKEN to the new one and restart.',
  ],
  4010: ['invalid', 'Discord takes the connection for an impossible one (4010). Update Ackwatch.'],
  4011: [
    'unavailable',
    'The bot is in more servers than one connection may serve (4011). More are opened with the next try.',
  ],
  4012: ['invalid', 'Discord no longer knows the version of its gateway that is asked for (4012). Update Ackwatch.'],
  4013: ['invalid', 'Discord does not know an intent that is asked for (4013). Update Ackwatch.'],
  4014: [
    'forbidden',
    'Discord refuses the intent Guilds (4014), which every app may have. Look at discord.com/developers/applications what is said of the app, or update Ackwatch.',
  ],
};

/** Returns the error of a close code after which discord.js does not reconnect; null for any other code. */
function refusalOf(code: number): DeliveryError | null {
  const [kind, message] = refusals[code] ?? [];
  return kind === undefined || message === undefined ? null : new DeliveryError(kind, message);
}

/** Opens one connection through discord.js. Resolves once a session began. Throws `DeliveryError`; nothing is open then. */
export async function connect({ token, gateway, shard, log, handler, signal }: ConnectionParts): Promise<Connection> {
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);
  let isOver = false;
  let isReady = false;
  let isAway = false;
  let isOutageLogged = false;
  let lastCode: number | null = null;
  let refusal: DeliveryError | undefined;
  let absence: NodeJS.Timeout | undefined;

  function lose(error: DeliveryError): void {
    if (isOver) return;
    refusal ??= error;
    refused.reject(refusal);
    if (!isReady) return;
    void close();
    handler.lost(error);
  }
  function away(): void {
    if (isOver || isAway) return;
    isAway = true;
    absence = setTimeout(() => {
      isOutageLogged = true;
      log.warn({ shard: shard.id, code: lastCode }, 'The connection to Discord was lost and is being opened anew');
      const never = 'Discord could not be reached for minutes. It is tried again.';
      absence = setTimeout(() => lose(new DeliveryError('unavailable', never)), lostAfterMs).unref();
    }, outageAfterMs).unref();
  }
  function back(): void {
    clearTimeout(absence);
    if (isOutageLogged) log.info({ shard: shard.id }, 'Connected to Discord again');
    [isAway, isOutageLogged] = [false, false];
  }

  const events: ShardEvents = {
    isOver: () => isOver,
    ready(servers) {
      if (isOver) return;
      back();
      handler.servers(servers);
    },
    resumed: back,
    dispatch(type, data) {
      if (isOver) return;
      if (type === 'INTERACTION_CREATE') return handler.interaction(data);
      const server = serverOf(data);
      if (server === null) return;
      if (type === 'GUILD_CREATE') handler.arrived(server.id);
      // An unavailable server has an outage and comes back.
      if (type === 'GUILD_DELETE' && !server.isUnavailable) handler.departed(server.id);
    },
    closed(code) {
      lastCode = code;
      away();
      const error = refusalOf(code);
      if (error !== null) lose(error);
    },
    failed(thrown, isStuck) {
      if (isOver) return;
      log.info({ shard: shard.id, error: summaryOf(thrown) }, 'The connection to Discord failed in part');
      if (isStuck) lose(new DeliveryError('unavailable', 'The connection to Discord broke. It is tried again.'));
    },
  };

  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: [shard.id],
    shardCount: shard.count,
    allowedMentions: { parse: [], repliedUser: false },
    // discord.js requests nothing but the gateway, whose answer is known.
    rest: { makeRequest: async () => Response.json(gateway), hashSweepInterval: 0, handlerSweepInterval: 0 },
    ws: {
      buildStrategy: (manager) => createStrategy(manager, events),
      buildIdentifyThrottler: createIdentifyThrottler,
    },
  });
  client.on('error', (error) => events.failed(error, false));

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    isOver = true;
    clearTimeout(absence);
    closed ??= client.destroy().catch(() => undefined);
    return closed;
  }

  const stop = () =>
    lose(new DeliveryError('unavailable', 'The connection was given up before it was open. Start again.'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const decided = new AbortController();
  const late = after(readyTimeoutMs, undefined, { signal: decided.signal }).then(() => {
    throw new DeliveryError('unavailable', 'Discord did not greet in time. It is tried again.');
  });
  try {
    await Promise.race([client.login(token), refused.promise, late]);
    if (refusal !== undefined) throw refusal;
    isReady = true;
  } catch (thrown) {
    await close();
    // Our own reason says more than the error of discord.js.
    if (refusal !== undefined) throw refusal;
    if (thrown instanceof DeliveryError) throw thrown;
    throw new DeliveryError('unavailable', 'The connection to Discord could not be opened. It is tried again.', {
      cause: thrown,
    });
  } finally {
    signal.removeEventListener('abort', stop);
    decided.abort();
    late.catch(() => undefined);
  }
  return { close };
}

function serverOf(data: unknown): { readonly id: string; readonly isUnavailable: boolean } | null {
  const { id, unavailable } = (data ?? {}) as { readonly id?: unknown; readonly unavailable?: unknown };
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? { id, isUnavailable: unavailable === true } : null;
}

function summaryOf(thrown: unknown): string {
  return withoutSecrets(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : typeof thrown).slice(0, 500);
}

/** Tokens of bots, and the tokens of interactions and webhooks in the addresses of Discord. */
const secrets = /[\w-]{18,}\.[\w-]{6}\.[\w-]{27,}|(?<=\/(?:interactions|webhooks)\/\d+\/)[^/\s"]+/g;

/** Returns a text of a library or of Discord without the tokens in it, for the log. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '[secret]');
}
