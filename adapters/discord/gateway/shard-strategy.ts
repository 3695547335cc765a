import { createRequire } from 'node:module';
import { setTimeout as after } from 'node:timers/promises';
import type {
  IContextFetchingStrategy,
  IShardingStrategy,
  WebSocketShard as Shard,
  WebSocketManager,
} from '@discordjs/ws';

// As discord.js loads it: imported, it would be there twice, with all that it stands on.
const ws = createRequire(import.meta.url)('@discordjs/ws') as typeof import('@discordjs/ws');

/** What the connection brings, before anything of it is believed. */
export interface Frames {
  /** Whether it is to be closed, and not to be opened again. */
  isOver(): boolean;
  /** Begun anew: the ids of all servers that the connection is for. */
  ready(servers: readonly string[]): void;
  resumed(): void;
  dispatch(type: string, data: unknown): void;
  /** With the code that it was closed with. discord.js opens it again unless the code forbids that. */
  closed(code: number): void;
  /** Something was thrown that discord.js does not expect; `isStuck` where it does not connect again by itself. */
  failed(thrown: unknown, isStuck: boolean): void;
}

/** Discord allows 1000 a day and resets the token of a bot that needs more: those that follow on one another wait ever longer. */
const leastPaceMs = 5000;
const mostPaceMs = 10 * 60_000;

function createPace() {
  let [lastAt, paceMs] = [Number.NEGATIVE_INFINITY, leastPaceMs];
  return async (signal: AbortSignal): Promise<void> => {
    const waitMs = lastAt + paceMs - performance.now();
    if (waitMs > 0) await after(waitMs, undefined, { signal });
    const at = performance.now();
    paceMs = at - lastAt > mostPaceMs ? leastPaceMs : Math.min(mostPaceMs, paceMs * 2);
    lastAt = at;
  };
}

/**
 * discord.js's way to its connections, with three differences. Of what they bring it sees what connecting needs and
 * nothing else, so that it keeps no servers, channels and roles and answers no interaction. What a malformed frame throws
 * is told to us: nobody holds the promise, and the process would end. And a connection that is closed stays closed: by
 * itself it opens another where it was closed while it waited to.
 */
export function createStrategy(manager: WebSocketManager, frames: Frames): IShardingStrategy {
  const shards = new Map<number, Shard>();
  const never = new Promise<never>(() => {});
  const pace = createPace();

  function context(options: IContextFetchingStrategy['options']): IContextFetchingStrategy {
    return {
      options,
      // It is asked for right before each attempt to connect.
      retrieveSessionInfo: (id) => (frames.isOver() ? never : manager.options.retrieveSessionInfo(id)),
      updateSessionInfo: (id, info) => manager.options.updateSessionInfo(id, info),
      waitForIdentify: (_, signal) => pace(signal),
    };
  }

  function relay(shard: Shard): void {
    const { id: shardId } = shard;
    shard.on(ws.WebSocketShardEvents.Closed, (payload) => {
      frames.closed(payload.code);
      manager.emit(ws.WebSocketShardEvents.Closed, { ...payload, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Error, ({ error }) => {
      frames.failed(error, false);
      manager.emit(ws.WebSocketShardEvents.Error, { error, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Hello, () => manager.emit(ws.WebSocketShardEvents.Hello, { shardId }));
    shard.on(ws.WebSocketShardEvents.Ready, ({ data }) => {
      frames.ready(data.guilds.map(({ id }) => id));
      manager.emit(ws.WebSocketShardEvents.Ready, { data: { ...data, guilds: [] }, shardId });
    });
    shard.on(ws.WebSocketShardEvents.Resumed, () => {
      frames.resumed();
      manager.emit(ws.WebSocketShardEvents.Resumed, { shardId });
    });
    shard.on(ws.WebSocketShardEvents.Dispatch, ({ data }) => {
      if (data.t === 'READY')
        manager.emit(ws.WebSocketShardEvents.Dispatch, { data: { ...data, d: { ...data.d, guilds: [] } }, shardId });
      else frames.dispatch(data.t, data.d);
    });
  }

  return {
    async spawn(ids) {
      const options = await ws.managerToFetchingStrategyOptions(manager);
      for (const id of ids) {
        const shard = new ws.WebSocketShard(context(options), id);
        hold(shard, frames);
        relay(shard);
        shards.set(id, shard);
      }
    },
    async connect() {
      await Promise.all([...shards.values()].map((shard) => shard.connect()));
    },
    async destroy(options) {
      await Promise.all([...shards.values()].map((shard) => end(shard, options)));
    },
    async send(id, payload) {
      await shards.get(id)?.send(payload);
    },
    fetchStatus: () => {
      throw new Error('Nobody asks for it');
    },
  };
}

/** How long Discord may take to say goodbye. */
const closeTimeoutMs = 500;

interface Insides {
  connection: { onerror: unknown; terminate(): void } | null;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  internalConnect(): Promise<void>;
  onClose(code: number): Promise<void>;
  heartbeat(requested?: boolean): Promise<void>;
}
/** What discord.js keeps to itself. There is no other way to a promise that it drops, and to a connection that it leaves open. */
const insidesOf = (shard: Shard) => shard as unknown as Insides;

function hold(shard: Shard, frames: Frames): void {
  const insides = insidesOf(shard);
  const { onMessage, internalConnect, onClose, heartbeat } = insides;
  insides.onMessage = (...given) => onMessage.apply(shard, given).catch((thrown) => frames.failed(thrown, false));
  insides.internalConnect = () => internalConnect.apply(shard).catch((thrown) => frames.failed(thrown, true));
  insides.onClose = (...given) => onClose.apply(shard, given).catch((thrown) => frames.failed(thrown, true));
  insides.heartbeat = (...given) => heartbeat.apply(shard, given).catch((thrown) => frames.failed(thrown, false));
}

async function end(shard: Shard, options: Parameters<Shard['destroy']>[0]): Promise<void> {
  const ended = new AbortController();
  await Promise.race([
    shard.destroy(options).finally(() => ended.abort()),
    after(closeTimeoutMs, undefined, { signal: ended.signal }).catch(() => undefined),
  ]);
  const { connection } = insidesOf(shard);
  if (connection === null) return;
  // A connection that is only being opened fails when it is cut, and is heard by nobody.
  connection.onerror = () => undefined;
  connection.terminate();
}
