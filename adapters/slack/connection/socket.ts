import { setTimeout as after } from 'node:timers/promises';
import type { Receiver } from '@slack/bolt';
import type { DeliveryError } from '../../../src/chat/destination.ts';
import { backoffMs } from '../../../src/domain/backoff.ts';
import { connect, type SocketConnection, type SocketParts } from './socket-connection.ts';

/** Slack renews a connection now and then and sends each payload to any open one, so the other receives payloads during the renewal. */
const connections = 2;
/** A connection that ends sooner counts as a failure; otherwise Slack could make us reconnect without a pause. */
const leastLifeMs = 5000;
/** After a refusal that a person has to fix. */
const refusedWaitMs = 15 * 60_000;

/** Short at first, because most outages are short and an unreachable Slack counts no attempt. */
function waitMs(failures: number): number {
  const capMs = failures <= 30 ? 2000 : 30_000;
  return backoffMs({ baseMs: 400, capMs, jitter: 'half' }, failures - 1, Math.random());
}

/**
 * Creates a Bolt receiver for Socket Mode that keeps two connections open and opens a new one before an old one closes.
 * `start` resolves once the first is connected and the second was tried; it throws `DeliveryError`, and nothing is open then.
 * `stop` is safe to call twice.
 */
export function createSocketReceiver(parts: SocketParts) {
  const { log, intake } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const open = new Set<SocketConnection>();
  const slots: Promise<void>[] = [];
  let isRefused = false;
  let failedAttempts = 0;
  let stopped: Promise<void> | undefined;

  async function add(): Promise<SocketConnection> {
    const connection = await connect(parts, signal);
    open.add(connection);
    return connection;
  }

  function remove(connection: SocketConnection): Promise<void> {
    open.delete(connection);
    return connection.close();
  }

  /** Keeps one connection open until `stop`; undefined: the first attempt failed. */
  async function keepOpen(first: SocketConnection | undefined): Promise<void> {
    let current = first;
    let failures = first === undefined ? 1 : 0;
    while (!signal.aborted) {
      if (current !== undefined) {
        const since = performance.now();
        await current.ended;
        failures = performance.now() - since < leastLifeMs ? failures + 1 : 0;
      }
      const previous = current;
      try {
        await after(waitMs(failures), undefined, { signal });
        current = await add();
        if (failedAttempts > 0) log.info({}, 'Connected to Slack again');
        failedAttempts = 0;
        isRefused = false;
      } catch (thrown) {
        if (signal.aborted) break;
        current = undefined;
        failures += 1;
        await after(logFailure(thrown as DeliveryError), undefined, { signal }).catch(() => undefined);
      }
      if (previous !== undefined) void remove(previous);
    }
    if (current !== undefined) await remove(current);
  }

  /** Logs once what prevents a connection. Returns how long to wait before the usual pause, in milliseconds. */
  function logFailure(error: DeliveryError): number {
    if (signal.aborted) return 0;
    failedAttempts += 1;
    const fields = { error: `${error.kind}: ${error.message}` };
    if (error.kind === 'unauthorized') {
      if (!isRefused) log.error(fields, 'Slack lets no connection be opened; commands are not received until it does');
      isRefused = true;
      return refusedWaitMs;
    }
    if (failedAttempts === 1) log.warn(fields, 'A connection to Slack was lost and is being opened anew');
    return error.retryAfterMs ?? 0;
  }

  function stop(): Promise<void> {
    stopping.abort();
    stopped ??= Promise.all([...open].map(remove).concat(slots)).then(() => undefined);
    return stopped;
  }

  return {
    init: intake.init,
    async start() {
      try {
        slots.push(keepOpen(await add()));
      } catch (thrown) {
        await stop();
        throw thrown;
      }
      for (let slot = 1; slot < connections; slot += 1) {
        const more = await add().catch((thrown) => void logFailure(thrown as DeliveryError));
        slots.push(keepOpen(more ?? undefined));
      }
    },
    stop,
  } satisfies Receiver;
}
