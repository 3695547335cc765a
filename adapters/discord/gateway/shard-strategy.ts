import { createRequire } from 'node:module';
import { setTimeout as after } from 'node:timers/promises';
import type {
  IIdentifyThrottler,
  IShardingStrategy,
  SessionInfo,
  WebSocketManager,
  WebSocketShardDestroyOptions,
} from '@discordjs/ws';
import type { GatewaySendPayload } from 'discord-api-types/v10';
import { type Backoff, backoffMs } from '../../../src/domain/backoff.ts';

// Required, as discord.js does it: an import would load a second copy of the package with its dependencies.
const ws = createRequire(import.meta.url)('@discordjs/ws') as typeof import('@discordjs/ws');

/** What happens on the connection of a shard. Nothing of what Discord sent is validated. */
export interface ShardEvents {
  /** Whether the connection is being closed for good, so that no other may be opened. */
  isOver(): boolean;
  /** A session began; `servers` are the ids of all servers of the shard. */
  ready(servers: readonly string[]): void;
  resumed(): void;
  dispatch(type: string, data: unknown): void;
  /** The connection closed with this code. discord.js opens another unless the code forbids it. */
  closed(code: number): void;
  /** discord.js threw an error that it does not handle. `isStuck`: it does not connect again by itself. */
  failed(thrown: unknown, isStuck: boolean): void;
}

const identifyBackoff: Backoff = { baseMs: 5000, capMs: 10 * 60_000, jitter: 'none' };

/**
 * Creates a rate limiter for identifying. Discord allows 1000 a day and resets the token of a bot that exceeds it; discord.js
 * would go on every five seconds. Attempts in a row wait ever longer, until none was made for as long as the longest wait.
 */
export function createIdentifyThrottler(): IIdentifyThrottler {
  let lastAt = Number.NEGATIVE_INFINITY;
  let attempts = 0;
  return {
    async waitForIdentify(_, signal) {
      if (performance.now() - lastAt > identifyBackoff.capMs) attempts = 0;
      const waitMs = lastAt + backoffMs(identifyBackoff, attempts) - performance.now();
      if (waitMs > 0) await after(waitMs, undefined, { signal });
      lastAt = performance.now();
      attempts += 1;
    },
  };
}

/** Session storage of discord.js that lets no connection begin once the shard is over. */
class Context extends ws.SimpleContextFetchingStrategy {
  readonly #isOver: () => boolean;

  constructor(manager: WebSocketManager, options: Context['options'], isOver: () => boolean) {
    super(manager, options);
    this.#isOver = isOver;
  }

  override retrieveSessionInfo(shardId: number): Promise<SessionInfo | null> {
    // discord.js asks right before each connection, and has no other place to stop one that it is waiting to open.
    return this.#isOver() ? new Promise(() => {}) : super.retrieveSessionInfo(shardId);
  }
}

/** How long Discord may take to answer a close frame. */
const closeTimeoutMs = 500;

/**
 * A shard of discord.js whose promises do not reject. discord.js drops them, and a rejection would end the process
 * (github.com/discordjs/discord.js/issues/9103). All reconnections go through `destroy`, all heartbeats through `send`.
 */
class Shard extends ws.WebSocketShard {
  readonly #failed: ShardEvents['failed'];

  constructor(context: Context, id: number, { failed }: Pick<ShardEvents, 'failed'>) {
    super(context, id);
    this.#failed = failed;
    const insides = insidesOf(this);
    const { onMessage } = insides;
    insides.onMessage = (...given) => onMessage.apply(this, given).catch((thrown) => failed(thrown, false));
  }

  override async destroy(options?: WebSocketShardDestroyOptions): Promise<void> {
    const { connection } = insidesOf(this);
    if (connection !== null && connection.readyState === connection.CONNECTING) {
      connection.onclose = null;
      cut(connection);
    }
    await super.destroy(options).catch((thrown: unknown) => this.#failed(thrown, true));
  }

  override async send(payload: GatewaySendPayload): Promise<void> {
    await super.send(payload).catch((thrown: unknown) => this.#failed(thrown, false));
  }

  /** Closes the connection, also one that is still being opened, and cuts it where Discord does not answer in time. */
  async close(options?: WebSocketShardDestroyOptions): Promise<void> {
    const closed = new AbortController();
    await Promise.race([
      this.destroy(options).finally(() => closed.abort()),
      after(closeTimeoutMs, undefined, { signal: closed.signal }).catch(() => undefined),
    ]);
    cut(insidesOf(this).connection);
  }
}

/**
 * Ends a connection at once. discord.js removes its own handlers of a connection that it gives up and does not close one that
 * is still being opened, whose error or time limit would then end the process.
 */
function cut(connection: Insides['connection']): void {
  if (connection === null) return;
  connection.on('error', () => undefined);
  connection.terminate();
}

/**
 * The two private members that have no public counterpart: `onMessage` rejects on a malformed frame, and `destroy` leaves a
 * connection open that is still being opened (github.com/discordjs/discord.js/pull/9254). `test/adapters/versions.test.ts`
 * pins the version that this was checked with.
 */
interface Insides {
  connection: {
    readonly readyState: number;
    readonly CONNECTING: number;
    onclose: unknown;
    on(event: 'error', listener: () => void): unknown;
    terminate(): void;
  } | null;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
}
const insidesOf = (shard: Shard) => shard as unknown as Insides;

/**
 * Creates the strategy by which discord.js connects. discord.js gets only those events that connecting needs, without the
 * list of servers, so that it stores no servers, channels and roles and answers no interaction.
 */
export function createStrategy(manager: WebSocketManager, events: ShardEvents): IShardingStrategy {
  const shards = new Map<number, Shard>();

  function relay(shard: Shard): void {
    const { id: shardId } = shard;
    shard.on(ws.WebSocketShardEvents.Closed, (payload) => {
      events.closed(payload.code);
      manager.emit(ws.WebSocketShardEvents.Closed, { ...payload, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Error, ({ error }) => {
      events.failed(error, false);
      manager.emit(ws.WebSocketShardEvents.Error, { error, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Hello, () => manager.emit(ws.WebSocketShardEvents.Hello, { shardId }));
    shard.on(ws.WebSocketShardEvents.Ready, ({ data }) => {
      events.ready(data.guilds.map(({ id }) => id));
      manager.emit(ws.WebSocketShardEvents.Ready, { data: { ...data, guilds: [] }, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Resumed, () => {
      events.resumed();
      manager.emit(ws.WebSocketShardEvents.Resumed, { shardId });
    });
    shard.on(ws.WebSocketShardEvents.Dispatch, ({ data }) => {
      if (data.t === 'READY')
        manager.emit(ws.WebSocketShardEvents.Dispatch, { data: { ...data, d: { ...data.d, guilds: [] } }, shardId });
      else events.dispatch(data.t, data.d);
    });
  }

  return {
    async spawn(ids) {
      const options = await ws.managerToFetchingStrategyOptions(manager);
      for (const id of ids) {
        const shard = new Shard(new Context(manager, options, events.isOver), id, events);
        relay(shard);
        shards.set(id, shard);
      }
    },
    async connect() {
      await Promise.all([...shards.values()].map((shard) => shard.connect()));
    },
    async destroy(options) {
      await Promise.all([...shards.values()].map((shard) => shard.close(options)));
    },
    async send(id, payload) {
      await shards.get(id)?.send(payload);
    },
    fetchStatus: () => {
      throw new Error('The status of shards is not used');
    },
  };
}
