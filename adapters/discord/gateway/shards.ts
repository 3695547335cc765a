import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { env, execArgv } from 'node:process';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Shard, ShardingManager } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { type Backoff, backoffMs } from '../../../src/domain/backoff.ts';
import type { Connection, ConnectionHandler } from './connection.ts';
import type { FromShard, ToShard } from './shard.ts';

export interface ShardsParts {
  readonly token: string;
  readonly gateway: APIGatewayBotInfo;
  readonly log: Log;
  readonly handlerOf: (shard: number) => ConnectionHandler;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
  /** The program of a shard's process. Default `shard.ts`. */
  readonly file?: string;
}

const readyTimeoutMs = 30_000;
const closeTimeoutMs = 2000;
const reasonTimeoutMs = 1000;
/** Discord lets `max_concurrency` shards identify within five seconds. */
const identifyMs = 5500;
/** A process that ends sooner counts as a failure; otherwise one that fails at once would be restarted without a pause. */
const leastLifeMs = 60_000;
const backoff: Backoff = { baseMs: 8000, capMs: 5 * 60_000, jitter: 'none' };
/** Variables that a shard gets: those of Node and the system, and those of discord.js. None holds a secret. */
const passedOn =
  /^(?:PATH|TZ|LANG|NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SYSTEMROOT|SHARDING_MANAGER|SHARDS|SHARD_COUNT)$/;

/** Creates the manager without a trace in our environment, where discord.js puts the token and other children would inherit it. */
function createManager(file: string, totalShards: number, token: string): ShardingManager {
  const names = ['SHARDING_MANAGER', 'SHARDING_MANAGER_MODE', 'DISCORD_TOKEN'] as const;
  const before = names.map((name) => [name, env[name]] as const);
  try {
    return new ShardingManager(file, { totalShards, token, mode: 'process', respawn: false, execArgv });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
  }
}

/**
 * Opens one process per shard with discord.js. Resolves once all are connected. Throws `DeliveryError`; nothing is open then.
 * A process that ends is replaced, at once the first time.
 */
export async function connectShards({
  token,
  gateway,
  log,
  handlerOf,
  signal,
  file,
}: ShardsParts): Promise<Connection> {
  const count = gateway.shards;
  const path = file ?? fileURLToPath(new URL('./shard.ts', import.meta.url));
  const manager = createManager(path, count, token);
  const timers = new Set<NodeJS.Timeout>();
  const failures = new Map<number, number>();
  const givenUp = Promise.withResolvers<never>();
  givenUp.promise.catch(() => undefined);
  let refusal: DeliveryError | undefined;
  let isOver = false;
  let isReady = false;

  function receive(shard: Shard, message: FromShard): void {
    if (isOver) return;
    const handler = handlerOf(shard.id);
    if ('interaction' in message) handler.interaction(message.interaction);
    else if ('servers' in message) handler.servers(message.servers);
    else if ('arrived' in message) handler.arrived(message.arrived);
    else if ('departed' in message) handler.departed(message.departed);
    else if ('log' in message) log[message.log.level](message.log.fields, message.log.message);
    else if ('lost' in message) lose(shard, new DeliveryError(message.lost.kind, message.lost.message));
  }

  function lose(shard: Shard, error: DeliveryError): void {
    if (!isReady) {
      refusal ??= error;
      givenUp.reject(error);
    } else if (error.kind === 'unavailable') {
      // The other shards are not affected; a new process takes its place.
      shard.process?.kill('SIGKILL');
    } else {
      void close();
      handlerOf(shard.id).lost(error);
    }
  }

  function replace(shard: Shard, since: number): void {
    if (isOver || !isReady) return;
    const failed = performance.now() - since < leastLifeMs ? (failures.get(shard.id) ?? 0) + 1 : 1;
    failures.set(shard.id, failed);
    const waitMs = backoffMs(backoff, failed - 1);
    log.error({ shard: shard.id, retryAfterMs: waitMs }, 'The process of a shard ended; another takes its place');
    const timer = setTimeout(() => {
      timers.delete(timer);
      // A process that is not ready in time is ended, which starts the next.
      shard.spawn(readyTimeoutMs).catch(() => shard.process?.kill('SIGKILL'));
    }, waitMs);
    timers.add(timer);
  }

  manager.on('shardCreate', (shard) => {
    const kept = Object.entries(shard.env as NodeJS.ProcessEnv).filter(([name]) => passedOn.test(name));
    const cache = getCompileCacheDir();
    shard.env = {
      ...Object.fromEntries(kept),
      SHARDING_MANAGER_MODE: 'process',
      // Without the compile cache, the code that strips types stays in memory.
      // Node appends its version to the folder that the variable names.
      ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: dirname(cache) }),
    };
    let since = 0;
    shard.on('spawn', (child) => {
      // discord.js may start the next process after all were closed.
      if (isOver && 'kill' in child) return void child.kill('SIGKILL');
      since = performance.now();
      const settings: ToShard = { token, gateway, shard: { id: shard.id, count } };
      shard.send(settings).catch(() => undefined);
    });
    shard.on('message', (message) => receive(shard, message as FromShard));
    shard.on('death', () => replace(shard, since));
    shard.on('error', () => undefined);
  });

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
    closed ??= Promise.all([...manager.shards.values()].map(end)).then(() => undefined);
    return closed;
  }

  const stop = () => givenUp.reject(new DeliveryError('unavailable', 'The connections were given up. Start again.'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    const delay = Math.ceil(identifyMs / gateway.session_start_limit.max_concurrency);
    await Promise.race([manager.spawn({ amount: count, delay, timeout: readyTimeoutMs }), givenUp.promise]);
    isReady = true;
    if (refusal !== undefined) throw refusal;
  } catch (thrown) {
    // discord.js reports the end of a shard before the shard's reason arrives.
    if (!(thrown instanceof DeliveryError))
      await Promise.race([givenUp.promise.catch(() => undefined), after(reasonTimeoutMs)]);
    await close();
    if (refusal !== undefined) throw refusal;
    if (thrown instanceof DeliveryError) throw thrown;
    const why = 'The process of a shard could not be started or did not connect in time. It is tried again.';
    throw new DeliveryError('unavailable', why, { cause: thrown });
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return { close };
}

/** Disconnects from a shard, which then closes its connection and ends; kills it if it takes too long. */
async function end({ process: child }: Shard): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs);
  if (child.connected) child.disconnect();
  await exit;
  clearTimeout(timer);
}
