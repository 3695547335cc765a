import { setTimeout as after } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { FetchFunction, Logger } from '@slack/web-api';
import type { Dispatcher } from 'undici';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { backoffMs } from '../../../src/domain/backoff.ts';
import { deliveryErrorOf, slackCodeOf } from '../api/errors.ts';

/** What Slack brings, by whichever way. */
export type Take = (body: Readonly<Record<string, unknown>>, envelope: string | null) => void;

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  /** For the connections themselves; undefined: straight to Slack. */
  readonly dispatcher: Dispatcher | undefined;
  readonly logger: Logger;
  readonly log: Log;
  readonly take: Take;
}

export interface Sockets {
  /** Resolves once the first is connected and the second was tried. Throws `DeliveryError`; nothing is open then. */
  start(): Promise<void>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

/** Slack renews a connection now and then, and brings each payload to any that is open: while one is renewed the other hears. */
const connections = 2;
const callTimeoutMs = 10_000;
const helloTimeoutMs = 15_000;
const closeTimeoutMs = 500;
/** A connection that did not last so long counts as a failure, or being sent away at once would be asked for again without end. */
const leastLifeMs = 5000;
/** What a person has to mend. */
const refusedWaitMs = 15 * 60_000;

/** What the client says of every attempt while Slack cannot be reached; we say it once. */
const noise =
  /^(?:http request failed|Failed to retrieve a new WSS URL|WebSocket error|A p[io]ng wasn't received|Peer did not complete|Failed to send|WebSocket not available)/;

function quiet(logger: Logger): Logger {
  const heard = (parts: readonly unknown[]) => typeof parts[0] !== 'string' || !noise.test(parts[0]);
  return {
    ...logger,
    warn: (...parts) => heard(parts) && logger.warn(...parts),
    error: (...parts) => heard(parts) && logger.error(...parts),
  };
}

/** Short for as long as an outage is likely to be short: what cannot be reached counts against no limit of Slack's. */
function waitMs(failures: number): number {
  const capMs = failures <= 30 ? 2000 : 30_000;
  return backoffMs({ baseMs: 400, capMs, jitter: 'half' }, failures - 1, Math.random());
}

/**
 * Slack's client, without what it does by itself when a connection ends: it is deaf for seconds, and where the connection
 * cannot be had any more it rejects a promise that nobody holds, which ends the process.
 */
class Connection extends SocketModeClient {
  /** Resolves when Slack tells us to go, or we are gone. */
  readonly over: Promise<void>;
  #end = () => {};

  constructor(options: ConstructorParameters<typeof SocketModeClient>[0]) {
    super({ ...options, autoReconnectEnabled: false } as NonNullable<typeof options>);
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.once('disconnected', () => this.#end());
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      // The client would leave at once; it stays until another took its place.
      if (typeof data === 'string' && isFarewell(data)) this.#end();
      else await super.onWebSocketMessage(data, isBinary);
    } catch {
      // It is no envelope, and nobody holds this promise.
    }
  }
}

function isFarewell(data: string): boolean {
  return data.includes('disconnect') && (JSON.parse(data) as { type?: unknown } | null)?.type === 'disconnect';
}

export function createSockets({ appToken, apiUrl, fetch, dispatcher, logger, log, take }: SocketParts): Sockets {
  const stopping = new AbortController();
  const { signal } = stopping;
  const open = new Set<Connection>();
  const slots: Promise<void>[] = [];
  let isRefused = false;
  let lost = 0;
  let stopped: Promise<void> | undefined;

  function connection(): Connection {
    const made = new Connection({
      appToken,
      logger: quiet(logger),
      ...(dispatcher === undefined ? {} : { dispatcher }),
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: callTimeoutMs,
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal as AbortSignal] : [])]),
          }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        allowAbsoluteUrls: false,
      },
    });
    made.on('slack_event', (event: { body?: unknown; envelope_id?: unknown; ack: () => Promise<void> }) => {
      const { body, envelope_id: id, ack } = event;
      ack().catch(() => log.info({}, 'Slack closed a connection before it was told that a payload arrived'));
      if (typeof body === 'object' && body !== null) take({ ...body }, typeof id === 'string' ? id : null);
    });
    return made;
  }

  /** Resolves when Slack has greeted. Throws `DeliveryError`. */
  async function connect(): Promise<Connection> {
    const made = connection();
    const started = made.start();
    const tooLate = new AbortController();
    const never = (reason: string) =>
      new DeliveryError('unavailable', `Slack did not open a connection: ${reason}. It is tried again.`);
    try {
      await Promise.race([
        started,
        made.over.then(() => Promise.reject(never('it closed it before it greeted'))),
        after(helloTimeoutMs, undefined, { signal: AbortSignal.any([signal, tooLate.signal]) }).then(() =>
          Promise.reject(never('it did not greet in time')),
        ),
      ]);
      open.add(made);
      return made;
    } catch (thrown) {
      // Also what is still being opened must not stay open.
      void started.then(
        () => leave(made),
        () => undefined,
      );
      void leave(made);
      throw errorOf(thrown);
    } finally {
      tooLate.abort();
    }
  }

  function errorOf(thrown: unknown): DeliveryError {
    if (thrown instanceof DeliveryError) return thrown;
    const error = deliveryErrorOf(thrown, { task: 'verify', many: false, signal, begun: true, status: null });
    const code = slackCodeOf(error);
    if (error.kind !== 'unauthorized') return error;
    const why = `Slack refuses the app token${code === undefined ? '' : ` (${code})`}`;
    const fix =
      'Make one with the scope connections:write under Basic Information, App-Level Tokens, at api.slack.com/apps, set SLACK_APP_TOKEN to it and restart.';
    return new DeliveryError('unauthorized', `${why}. ${fix}`, { cause: error.cause });
  }

  async function leave(made: Connection): Promise<void> {
    open.delete(made);
    const gone = made.disconnect();
    // The second time it does not wait for Slack to say goodbye.
    const timer = setTimeout(() => void made.disconnect(), closeTimeoutMs);
    await gone;
    clearTimeout(timer);
  }

  async function keep(first: Connection | undefined): Promise<void> {
    let current = first;
    let failures = first === undefined ? 1 : 0;
    while (!signal.aborted) {
      if (current !== undefined) {
        const since = performance.now();
        await current.over;
        failures = performance.now() - since < leastLifeMs ? failures + 1 : 0;
      }
      const previous = current;
      try {
        await after(waitMs(failures), undefined, { signal });
        current = await connect();
        if (lost > 0) log.info({}, 'Connected to Slack again');
        lost = 0;
        isRefused = false;
      } catch (thrown) {
        if (signal.aborted) break;
        current = undefined;
        failures += 1;
        await after(toldWaitMs(errorOf(thrown)), undefined, { signal }).catch(() => undefined);
      }
      if (previous !== undefined) void leave(previous);
    }
    if (current !== undefined) await leave(current);
  }

  /** Says once what holds the connections back, and gives how long to wait beyond the usual. */
  function toldWaitMs(error: DeliveryError): number {
    if (signal.aborted) return 0;
    lost += 1;
    const fields = { error: `${error.kind}: ${error.message}` };
    if (error.kind === 'unauthorized') {
      if (!isRefused) log.error(fields, 'Slack lets no connection be opened; commands are not heard until it does');
      isRefused = true;
      return refusedWaitMs;
    }
    if (lost === 1) log.warn(fields, 'A connection to Slack was lost and is being opened anew');
    return error.retryAfterMs ?? 0;
  }

  return {
    async start() {
      const first = await connect();
      slots.push(keep(first));
      for (let slot = 1; slot < connections; slot += 1) {
        const more = await connect().catch((thrown) => void toldWaitMs(errorOf(thrown)));
        slots.push(keep(more ?? undefined));
      }
    },
    stop() {
      stopping.abort();
      stopped ??= Promise.all([...open].map(leave).concat(slots)).then(() => undefined);
      return stopped;
    },
  };
}
