import { createHmac } from 'node:crypto';
import type { SocketSide } from './socket.ts';
import type { Json } from './state.ts';
import type { Acknowledgement, World } from './world.ts';

/** How what people do reaches the app. */
export type Way =
  | { readonly type: 'socket' }
  | {
      readonly type: 'http';
      readonly url: string;
      /** Signs with another secret than the app's. */
      readonly secret?: string;
      /** Dates it this many seconds back; ahead where it is negative. */
      readonly ageSeconds?: number;
      /** Other headers than Slack's, or null for one that is left out. */
      readonly headers?: Readonly<Record<string, string | null>>;
    };

export interface Sent {
  /** When the app acknowledged it. Resolves with `afterMs: Infinity` where it did not within ten seconds. */
  readonly acknowledged: Promise<Acknowledgement>;
  readonly responseUrl: string | null;
  readonly triggerId: string | null;
  /** Over HTTP: sends the same signed bytes once more. */
  again(): Promise<Acknowledgement>;
}

const patienceMs = 10_000;

export class Deliverer {
  readonly #world: World;
  readonly #socket: SocketSide;
  /** Where everything goes for which no other way is named. */
  usual: Way = { type: 'socket' };

  constructor(world: World, socket: SocketSide) {
    this.#world = world;
    this.#socket = socket;
  }

  /** Throws where no connection is open: Slack tells the person that the app did not respond. */
  send(
    type: 'slash_commands' | 'interactive',
    payload: Json,
    way: Way = this.usual,
  ): { acknowledged: Promise<Acknowledgement>; again: () => Promise<Acknowledgement> } {
    if (way.type === 'socket') {
      const acknowledged = this.#over(way, type, payload);
      return { acknowledged, again: () => this.#over(way, type, payload) };
    }
    const { body, headers } = this.#prepared(way, type, payload);
    const request = () => this.#settled(this.#post(way.url, body, headers, type), type);
    return { acknowledged: request(), again: request };
  }

  /** Events are sent again where no one acknowledged them. Gives the acknowledgement of the first attempt that had one. */
  event(payload: Json, way: Way = this.usual): Promise<Acknowledgement> {
    const outcome = this.#untilAcknowledged(payload, way);
    // A test that does not await the acknowledgement must not be ended by its failure.
    outcome.catch(() => undefined);
    return outcome;
  }

  async #untilAcknowledged(payload: Json, way: Way): Promise<Acknowledgement> {
    let last: Acknowledgement | undefined;
    for (let attempt = 0; attempt <= this.#world.eventRetries.length; attempt += 1) {
      const wait = attempt === 0 ? 0 : (this.#world.eventRetries[attempt - 1] ?? 0);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait).unref());
      if (this.#world.closed) break;
      const retry = attempt === 0 ? undefined : { attempt, reason: last?.status == null ? 'timeout' : 'http_error' };
      last = await this.#over(way, 'events_api', payload, retry).catch(() => undefined);
      const accepted = last?.inTime === true && (last.status === null || (last.status >= 200 && last.status < 300));
      if (accepted && last !== undefined) return last;
    }
    throw new Error('nobody acknowledged the event');
  }

  #over(way: Way, type: string, payload: Json, retry?: Retry): Promise<Acknowledgement> {
    if (way.type === 'http') {
      const { body, headers } = this.#prepared(way, type, payload, retry);
      return this.#settled(this.#post(way.url, body, headers, type), type);
    }
    const sent = this.#socket.send(type, payload, type === 'slash_commands', retry);
    if (sent === null) return Promise.reject(new Error('dispatch_failed: no connection is open'));
    return this.#settled(sent, type);
  }

  #settled(sent: Promise<Acknowledgement>, type: string): Promise<Acknowledgement> {
    const never: Acknowledgement = {
      afterMs: Number.POSITIVE_INFINITY,
      inTime: false,
      status: null,
      body: undefined,
      connection: null,
      type,
    };
    const patience = type === 'events_api' ? 3000 : patienceMs;
    const outcome = Promise.race([
      sent,
      new Promise<Acknowledgement>((resolve) => setTimeout(() => resolve(never), patience).unref()),
    ]);
    outcome.then(
      (acknowledgement) => this.#world.acknowledgements.push(acknowledgement),
      () => undefined,
    );
    return outcome;
  }

  #prepared(
    way: HttpWay,
    type: string,
    payload: Json,
    retry?: Retry,
  ): { body: string; headers: Record<string, string> } {
    const body =
      type === 'events_api'
        ? JSON.stringify(payload)
        : type === 'interactive'
          ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
          : new URLSearchParams(payload as Record<string, string>).toString();
    const seconds = Math.floor(this.#world.now() / 1000) - (way.ageSeconds ?? 0);
    const headers: Record<string, string> = {
      ...signed(body, way.secret ?? this.#world.signingSecret, seconds),
      'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    };
    for (const [name, value] of Object.entries(way.headers ?? {})) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
    return { body, headers };
  }

  async #post(url: string, body: string, headers: Record<string, string>, type: string): Promise<Acknowledgement> {
    const started = performance.now();
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    const afterMs = performance.now() - started;
    return { afterMs, inTime: afterMs <= 3000, status: response.status, body: parsed(text), connection: null, type };
  }
}

type HttpWay = Way & { readonly type: 'http' };
interface Retry {
  readonly attempt: number;
  readonly reason: string;
}

export function signed(body: string, secret: string, seconds: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${signature}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
