import { setTimeout as after } from 'node:timers/promises';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Conversation } from '../../../src/chat/conversation.ts';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { type Backoff, backoffMs } from '../../../src/domain/backoff.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { DiscordClient } from '../api/client.ts';
import { callBack, type Take } from '../interactions/transport.ts';
import type { Connection, ConnectionHandler } from './connection.ts';
import { createServers } from './servers.ts';

export interface GatewayParts {
  readonly token: string;
  readonly client: DiscordClient;
  readonly conversation: Pick<Conversation, 'joined' | 'left' | 'present'>;
  readonly take: Take;
  readonly log: Log;
}

export interface Gateway {
  /** Resolves once it is connected. Throws `DeliveryError`; nothing is open then. The signal also ends the attempt. */
  start(signal: AbortSignal): Promise<void>;
  /** Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves once the servers that came and went are recorded. */
  settled(): Promise<void>;
}

const callTimeoutMs = 10_000;
/** After a refusal that a person has to fix. */
const refusedWaitMs = 15 * 60_000;
const backoff: Backoff = { baseMs: 2000, capMs: 5 * 60_000, jitter: 'half' };

const gatewayInfo: z.ZodType<APIGatewayBotInfo> = z.object({
  url: z.string().refine(isGatewayUrl),
  shards: z.int().min(1).max(10_000),
  session_start_limit: z.object({
    total: z.int(),
    remaining: z.int(),
    reset_after: z.int().min(0),
    max_concurrency: z.int().min(1),
  }),
});

interface Open {
  readonly connection: Connection;
  /** Resolves once the connection is lost and discord.js does not open another. */
  readonly lost: Promise<DeliveryError>;
}

/** Creates the connections to Discord's gateway, as many as Discord recommends. Opens them again where discord.js gives up. */
export function createGateway({ token, client, conversation, take, log }: GatewayParts): Gateway {
  const stopping = new AbortController();
  const { signal } = stopping;
  const servers = createServers(conversation, client, log);
  let current: Open | undefined;
  let keeping: Promise<void> | undefined;

  /** Throws `DeliveryError`; nothing is open then. */
  async function open(): Promise<Open> {
    const asked = AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]);
    const answer = await client.call<unknown>('verify', asked, { method: 'GET', path: '/gateway/bot' });
    const checked = gatewayInfo.safeParse(answer);
    if (!checked.success)
      throw new DeliveryError('unavailable', 'Discord does not say where its gateway is. It is tried again.');
    const gateway = checked.data;
    const { shards: count, session_start_limit: limit } = gateway;
    if (limit.remaining < count) {
      const why = `Discord lets the bot connect ${limit.remaining} times more today, and ${count} are needed`;
      const fix = 'It is tried again when the day of Discord ends; look for what starts the bot so often.';
      throw new DeliveryError('rate-limited', `${why}. ${fix}`, {
        retryAfterMs: limit.reset_after,
        scope: 'destination',
      });
    }
    const lost = Promise.withResolvers<DeliveryError>();
    const handlerOf = (id: number): ConnectionHandler => {
      const shard = `${id}/${count}`;
      return {
        interaction: (payload) => take({ payload, respond: callBack(client, payload) }),
        servers: (ids) => servers.began(shard, ids),
        arrived: (server) => servers.arrived(shard, server),
        departed: (server) => servers.departed(shard, server),
        lost: lost.resolve,
      };
    };
    const parts = { token, gateway, log, signal };
    if (count === 1) {
      const { connect } = await import('./connection.ts');
      const connection = await connect({ ...parts, shard: { id: 0, count }, handler: handlerOf(0) });
      return { connection, lost: lost.promise };
    }
    const { connectShards } = await import('./shards.ts');
    return { connection: await connectShards({ ...parts, handlerOf }), lost: lost.promise };
  }

  /** Opens the connections again whenever they are lost, until `stop`. */
  async function keepOpen(): Promise<void> {
    const stopped = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    while (!signal.aborted) {
      let error = await Promise.race([current?.lost, stopped]);
      await current?.connection.close();
      current = undefined;
      for (let failures = 1; error !== undefined && !signal.aborted; failures += 1) {
        const waitMs = waitMsOf(error, failures);
        log.error(
          { error: failureOf(error), retryAfterMs: waitMs },
          'Commands of Discord are not received; watching goes on',
        );
        await after(waitMs, undefined, { signal }).catch(() => undefined);
        error = await reopen();
      }
    }
  }

  /** Returns the error of the attempt; undefined once it is open. */
  async function reopen(): Promise<DeliveryError | undefined> {
    if (signal.aborted) return undefined;
    try {
      current = await open();
      if (signal.aborted) await current.connection.close();
      else log.info({}, 'Commands of Discord are received again');
      return undefined;
    } catch (thrown) {
      return errorOf(thrown);
    }
  }

  return {
    async start(given) {
      if (given.aborted) stopping.abort();
      given.addEventListener('abort', () => stopping.abort(), { once: true });
      try {
        current = await open();
      } catch (thrown) {
        throw errorOf(thrown);
      }
      keeping = keepOpen();
    },
    async stop() {
      stopping.abort();
      await current?.connection.close();
      await keeping;
    },
    settled: () => servers.settled(),
  };
}

function isGatewayUrl(url: string): boolean {
  const parsed = URL.parse(url);
  // The WebSocket client throws on a fragment.
  return parsed !== null && ['ws:', 'wss:'].includes(parsed.protocol) && parsed.hash === '';
}

function waitMsOf({ kind, retryAfterMs }: DeliveryError, failures: number): number {
  if (kind === 'unauthorized') return refusedWaitMs;
  if (retryAfterMs !== null) return retryAfterMs;
  return backoffMs(backoff, failures, Math.random());
}

function errorOf(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  return new DeliveryError('unavailable', 'The connection to Discord could not be opened. It is tried again.', {
    cause: thrown,
  });
}
