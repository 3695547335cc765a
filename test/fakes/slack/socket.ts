import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Answer } from './methods.ts';
import { appId, type Json } from './state.ts';
import type { Acknowledgement, World } from './world.ts';

const mostConnections = 10;

interface Connection {
  readonly number: number;
  readonly socket: WebSocket;
  /** False once it was asked to go: it gets no more payloads. */
  usable: boolean;
}
interface Waiting {
  readonly type: string;
  readonly sent: number;
  readonly connection: number;
  readonly resolve: (acknowledgement: Acknowledgement) => void;
}

/** Socket Mode: tickets, hello, pings, envelopes to any one of the connections, and their acknowledgements. */
export class SocketSide {
  readonly #world: World;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #connections: Connection[] = [];
  readonly #waiting = new Map<string, Waiting>();
  readonly #pings: NodeJS.Timeout;
  #made = 0;
  #next = 0;

  constructor(world: World, pingEveryMs: number) {
    this.#world = world;
    this.#pings = setInterval(() => {
      for (const { socket } of this.#connections) socket.ping(`Ping from ${this.#world.now()}`);
    }, pingEveryMs);
  }

  /** Those that can take a payload. */
  get connections(): number {
    return this.#usable().length;
  }
  /** How many were ever opened. */
  get opened(): number {
    return this.#made;
  }

  openConnection(): Answer {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return { ok: true, url: `${this.#world.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}` };
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', this.#world.origin);
    // A ticket opens one connection.
    if (url.pathname !== '/link/' || !this.#tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
  }

  #welcome(socket: WebSocket): void {
    this.#made += 1;
    const connection: Connection = { number: this.#made, socket, usable: true };
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#heard(connection, String(data)));
    socket.on('close', () => {
      const index = this.#connections.indexOf(connection);
      if (index >= 0) this.#connections.splice(index, 1);
    });
    if (this.#usable().length >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host } }));
      socket.close();
      return;
    }
    this.#connections.push(connection);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#connections.length,
        debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    );
  }

  #usable(): readonly Connection[] {
    return this.#connections.filter(({ usable, socket }) => usable && socket.readyState === socket.OPEN);
  }

  #heard(connection: Connection, text: string): void {
    const message = JSON.parse(text) as Json;
    const id = String(message['envelope_id'] ?? '');
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    const afterMs = performance.now() - waiting.sent;
    waiting.resolve({
      afterMs,
      inTime: afterMs <= 3000,
      status: null,
      body: message['payload'],
      connection: connection.number,
      type: waiting.type,
    });
  }

  /** To one of the connections in turn. Null where there is none. */
  send(
    type: string,
    payload: Json,
    acceptsResponse: boolean,
    retry?: { readonly attempt: number; readonly reason: string },
  ): Promise<Acknowledgement> | null {
    const usable = this.#usable();
    const chosen = usable[this.#next++ % Math.max(1, usable.length)];
    if (chosen === undefined) return null;
    const envelope = randomUUID();
    const answer = new Promise<Acknowledgement>((resolve) => {
      this.#waiting.set(envelope, { type, sent: performance.now(), connection: chosen.number, resolve });
    });
    chosen.socket.send(
      JSON.stringify({
        envelope_id: envelope,
        type,
        accepts_response_payload: acceptsResponse,
        payload,
        ...(retry === undefined ? {} : { retry_attempt: retry.attempt, retry_reason: retry.reason }),
      }),
    );
    return answer;
  }

  /**
   * Tells connections to go, as Slack does when it renews them: all, or those with these numbers. A `warning` leaves
   * them usable; after a refresh they get nothing more and are cut if they are still there after `graceMs`.
   */
  disconnect(
    reason: 'refresh_requested' | 'warning' | 'link_disabled',
    graceMs: number,
    numbers?: readonly number[],
  ): void {
    const told = this.#connections.filter(({ number }) => numbers === undefined || numbers.includes(number));
    for (const connection of told) {
      connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host } }));
      if (reason === 'warning') continue;
      connection.usable = false;
      setTimeout(() => connection.socket.terminate(), graceMs).unref();
    }
  }

  /** Cuts them without a word. */
  cut(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  /** Something that is no envelope. */
  babble(text: string): void {
    for (const { socket } of this.#usable()) socket.send(text);
  }

  numbers(): readonly number[] {
    return this.#usable().map(({ number }) => number);
  }

  stop(): void {
    clearInterval(this.#pings);
    this.cut();
    this.#server.close();
  }
}

const host = `applink-${randomBytes(3).toString('hex')}`;
