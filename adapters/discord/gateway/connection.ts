import { setTimeout as after } from 'node:timers/promises';
import { Client, GatewayIntentBits } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { withoutSecrets } from './log.ts';
import { createStrategy, type Frames } from './shard-strategy.ts';

/** What one connection to the gateway tells. */
export interface Told {
  /** Unchecked. */
  interaction(payload: unknown): void;
  /** All servers that it is for, whenever it was begun anew. */
  servers(ids: readonly string[]): void;
  /** A server is there: it let us in, or came back after an outage. */
  arrived(server: string): void;
  /** A server put us out, or was deleted. */
  departed(server: string): void;
  /** It does not come back by itself. Told once; nothing comes after it. */
  lost(error: DeliveryError): void;
}

export interface ConnectionParts {
  readonly token: string;
  /** As `GET /gateway/bot` gave it. */
  readonly gateway: APIGatewayBotInfo;
  readonly shard: { readonly id: number; readonly count: number };
  readonly log: Log;
  readonly told: Told;
  /** Ends the attempt; what is open by then is closed by `close`. */
  readonly signal: AbortSignal;
}

export interface Connection {
  /** Safe to call twice. */
  close(): Promise<void>;
}

const readyTimeoutMs = 20_000;
/** Discord renews connections all day; what takes longer than this is an outage. */
const quietMs = 10_000;
const lostAfterMs = 5 * 60_000;

const restart = 'and restart';
const refusals: Readonly<Record<number, readonly [DeliveryError['kind'], string]>> = {
  4004: [
    'unauthorized',
    `Discord refuses the token of the bot (4004). Reset it under Bot at discord.com/developers/applications, set DISCORD_TOKEN to the new one ${restart}.`,
  ],
  4010: ['invalid', 'Discord takes the connection for an impossible one (4010). Update Ackwatch.'],
  4011: [
    'unavailable',
    'The bot is in more servers than one connection may hear (4011). More are opened with the next try.',
  ],
  4012: ['invalid', 'Discord no longer knows the version of its gateway that is asked for (4012). Update Ackwatch.'],
  4013: ['invalid', 'Discord does not know an intent that is asked for (4013). Update Ackwatch.'],
  4014: [
    'forbidden',
    'Discord refuses the intent Guilds (4014), which every app may have. Look at discord.com/developers/applications what is said of the app, or update Ackwatch.',
  ],
};

/** The error of a close that discord.js does not try to mend, null of any other. */
export function refusalOf(code: number): DeliveryError | null {
  const [kind, message] = refusals[code] ?? [];
  return kind === undefined || message === undefined ? null : new DeliveryError(kind, message);
}

/** Opens one connection through discord.js. Resolves when Discord greeted us by name. Throws `DeliveryError`; nothing is open then. */
export async function connect({ token, gateway, shard, log, told, signal }: ConnectionParts): Promise<Connection> {
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);
  let isOver = false;
  let isReady = false;
  let isAway = false;
  let isToldAway = false;
  let lastCode: number | null = null;
  let refusal: DeliveryError | undefined;
  let silence: NodeJS.Timeout | undefined;

  function lose(error: DeliveryError): void {
    if (isOver) return;
    refusal ??= error;
    refused.reject(refusal);
    if (!isReady) return;
    void close();
    told.lost(error);
  }
  function away(): void {
    if (isOver || isAway) return;
    isAway = true;
    silence = setTimeout(() => {
      isToldAway = true;
      log.warn({ shard: shard.id, code: lastCode }, 'The connection to Discord was lost and is being opened anew');
      const never = 'Discord could not be reached for minutes. It is tried again.';
      silence = setTimeout(() => lose(new DeliveryError('unavailable', never)), lostAfterMs).unref();
    }, quietMs).unref();
  }
  function back(): void {
    clearTimeout(silence);
    if (isToldAway) log.info({ shard: shard.id }, 'Connected to Discord again');
    [isAway, isToldAway] = [false, false];
  }

  const frames: Frames = {
    isOver: () => isOver,
    ready(servers) {
      if (isOver) return;
      back();
      told.servers(servers);
    },
    resumed: back,
    dispatch(type, data) {
      if (isOver) return;
      if (type === 'INTERACTION_CREATE') return told.interaction(data);
      const server = serverOf(data);
      if (server === null) return;
      if (type === 'GUILD_CREATE') told.arrived(server.id);
      // One that is unavailable has an outage, and comes back.
      if (type === 'GUILD_DELETE' && !server.isUnavailable) told.departed(server.id);
    },
    closed(code) {
      lastCode = code;
      away();
      const error = refusalOf(code);
      if (error !== null) lose(error);
    },
    failed(thrown, isStuck) {
      if (isOver) return;
      log.info({ shard: shard.id, error: said(thrown) }, 'The connection to Discord failed in part');
      if (isStuck) lose(new DeliveryError('unavailable', 'The connection to Discord broke. It is tried again.'));
    },
  };

  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: [shard.id],
    shardCount: shard.count,
    allowedMentions: { parse: [], repliedUser: false },
    // It asks for the gateway alone, which was asked for already.
    rest: { makeRequest: async () => Response.json(gateway), hashSweepInterval: 0, handlerSweepInterval: 0 },
    ws: { buildStrategy: (manager) => createStrategy(manager, frames) },
  });
  client.on('error', (error) => frames.failed(error, false));

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    isOver = true;
    clearTimeout(silence);
    closed ??= client.destroy().catch(() => undefined);
    return closed;
  }

  const stop = () =>
    lose(new DeliveryError('unavailable', 'The connection was given up before it was open. Start again.'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const tooLate = new AbortController();
  const late = after(readyTimeoutMs, undefined, { signal: tooLate.signal }).then(() => {
    throw new DeliveryError('unavailable', 'Discord did not greet in time. It is tried again.');
  });
  try {
    await Promise.race([client.login(token), refused.promise, late]);
    if (refusal !== undefined) throw refusal;
    isReady = true;
  } catch (thrown) {
    await close();
    // It is known before discord.js says less of it.
    if (refusal !== undefined) throw refusal;
    if (thrown instanceof DeliveryError) throw thrown;
    throw new DeliveryError('unavailable', 'The connection to Discord could not be opened. It is tried again.', {
      cause: thrown,
    });
  } finally {
    signal.removeEventListener('abort', stop);
    tooLate.abort();
    late.catch(() => undefined);
  }
  return { close };
}

function serverOf(data: unknown): { readonly id: string; readonly isUnavailable: boolean } | null {
  const { id, unavailable } = (data ?? {}) as { readonly id?: unknown; readonly unavailable?: unknown };
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? { id, isUnavailable: unavailable === true } : null;
}

function said(thrown: unknown): string {
  return withoutSecrets(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : typeof thrown).slice(0, 500);
}
