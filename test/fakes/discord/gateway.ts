import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { botJson, joinedServerJson } from './json.ts';
import { type Connection, Session, shardOf } from './session.ts';
import type { Json, Server } from './state.ts';
import type { Identified, Resumed, World } from './world.ts';

const guilds = 1 << 0;
/** Members, presences, content of messages. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);
/** After these no one may resume, and to identify again is no use. */
const finalCodes = [4004, 4010, 4011, 4012, 4013, 4014];
const mostSends = { calls: 120, withinMs: 60_000 };
const mostServersOfAShard = 2500;

/** The gateway: hello, identify, resume, heartbeats, dispatches to the right shard. JSON, uncompressed. */
export class GatewaySide {
  readonly #world: World;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  readonly identifies: Identified[] = [];
  readonly resumes: Resumed[] = [];
  heartbeats = 0;
  opened = 0;
  /** What a client that identifies gets instead. */
  refusal: number | null = null;

  constructor(world: World) {
    this.#world = world;
    world.tell = (server, type, data) => {
      for (const session of this.#sessions.values()) {
        if (shardOf(server, session.shard[1]) === session.shard[0]) session.dispatch(type, data);
      }
    };
  }

  get connections(): number {
    return this.#of().filter(({ session }) => session !== null).length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
  }

  #welcome(socket: WebSocket): void {
    this.opened += 1;
    const connection: Connection = { socket, session: null, isZombie: false, sends: [] };
    this.#connections.add(connection);
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#heard(connection, String(data)));
    socket.on('close', (code) => {
      this.#connections.delete(connection);
      const { session } = connection;
      if (session?.connection !== connection) return;
      session.connection = null;
      // Who leaves properly gives the session up.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
    send(connection, { op: 10, d: { heartbeat_interval: this.#world.options.heartbeatMs ?? 41_250, _trace: [] } });
  }

  #heard(connection: Connection, text: string): void {
    const now = this.#world.now();
    connection.sends = [...connection.sends.filter((at) => now - at < mostSends.withinMs), now];
    if (connection.sends.length > mostSends.calls) {
      connection.socket.close(4008);
      return;
    }
    let message: Json;
    try {
      message = JSON.parse(text) as Json;
    } catch {
      connection.socket.close(4002);
      return;
    }
    const data = message['d'] as Json;
    switch (message['op']) {
      case 1: {
        this.heartbeats += 1;
        connection.session?.had(Number(message['d'] ?? 0));
        send(connection, { op: 11 });
        return;
      }
      case 2:
        this.#identify(connection, data);
        return;
      case 6:
        this.#resume(connection, data);
        return;
      default:
        if (connection.session === null) connection.socket.close(4003);
        else if (![3, 4, 8, 31].includes(Number(message['op']))) connection.socket.close(4001);
    }
  }

  #identify(connection: Connection, data: Json): void {
    const world = this.#world;
    if (connection.session !== null) {
      connection.socket.close(4005);
      return;
    }
    const [index, count] = (data['shard'] as [number, number] | undefined) ?? [0, 1];
    const intents = Number(data['intents']);
    const servers = [...world.servers.values()].filter(({ id, joined }) => joined && shardOf(id, count) === index);
    const code = this.#refused(data, intents, [index, count], servers);
    if (code !== null) {
      connection.socket.close(code);
      return;
    }
    const session = new Session(randomBytes(16).toString('hex'), [index, count], (frame) =>
      send(session.connection, frame),
    );
    session.connection = connection;
    connection.session = session;
    this.#sessions.set(session.id, session);
    world.sessionStarts = Math.max(0, world.sessionStarts - 1);
    this.identifies.push({ at: world.now(), intents, shard: [index, count], session: session.id });
    session.dispatch('READY', {
      v: 10,
      user: { ...botJson(world), verified: true, mfa_enabled: true, email: null },
      guilds: servers.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: world.origin.replace('http', 'ws'),
      session_type: 'normal',
      shard: [index, count],
      application: { id: world.application.id, flags: 1 << 23 },
      private_channels: [],
      relationships: [],
      user_settings: {},
      _trace: [],
    });
    if ((intents & guilds) === 0) return;
    for (const server of servers) {
      if (!server.away) session.dispatch('GUILD_CREATE', joinedServerJson(world, server));
    }
  }

  #refused(
    data: Json,
    intents: number,
    [index, count]: readonly [number, number],
    servers: readonly Server[],
  ): number | null {
    if (this.refusal !== null) return this.refusal;
    if (this.#world.tokenRevoked || data['token'] !== this.#world.token) return 4004;
    if (!(index >= 0 && index < count)) return 4010;
    if (servers.length > mostServersOfAShard) return 4011;
    if (!Number.isInteger(intents)) return 4013;
    return (intents & privileged & ~(this.#world.options.privilegedIntents ?? 0)) === 0 ? null : 4014;
  }

  #resume(connection: Connection, data: Json): void {
    if (this.#world.tokenRevoked || data['token'] !== this.#world.token) {
      connection.socket.close(4004);
      return;
    }
    const session = this.#sessions.get(String(data['session_id']));
    if (session === undefined) {
      send(connection, { op: 9, d: false });
      return;
    }
    const sequence = Number(data['seq']);
    if (sequence > session.sequence) {
      connection.socket.close(4007);
      return;
    }
    session.connection?.socket.terminate();
    session.connection = connection;
    connection.session = session;
    const replayed = session.replay(sequence);
    session.dispatch('RESUMED', { _trace: [] });
    this.resumes.push({ at: this.#world.now(), session: session.id, sequence, replayed });
  }

  #of(shard?: number): readonly Connection[] {
    return [...this.#connections].filter(({ session }) => shard === undefined || session?.shard[0] === shard);
  }

  reconnect(shard?: number): void {
    for (const connection of this.#of(shard)) send(connection, { op: 7, d: null });
  }
  invalidate(resumable: boolean, shard?: number): void {
    for (const connection of this.#of(shard)) {
      if (!resumable && connection.session !== null) this.#sessions.delete(connection.session.id);
      send(connection, { op: 9, d: resumable });
    }
  }
  cut(shard?: number): void {
    for (const { socket } of this.#of(shard)) socket.terminate();
  }
  end(code: number, shard?: number): void {
    if (finalCodes.includes(code)) this.refusal = code;
    for (const { socket, session } of this.#of(shard)) {
      if (session !== null && [...finalCodes, 4007, 4009].includes(code)) this.#sessions.delete(session.id);
      socket.close(code);
    }
  }
  zombie(shard?: number): void {
    for (const connection of this.#of(shard)) connection.isZombie = true;
  }
  forgetSessions(): void {
    this.#sessions.clear();
  }
  babble(text: string): void {
    for (const { socket } of this.#of()) socket.send(text);
  }
  dispatchToAll(type: string, data: Json): void {
    for (const session of this.#sessions.values()) session.dispatch(type, data);
  }
  stop(): void {
    this.cut();
    this.#server.close();
  }
}

function send(connection: Connection | null, frame: Json): void {
  if (connection === null || connection.isZombie || connection.socket.readyState !== connection.socket.OPEN) return;
  connection.socket.send(JSON.stringify({ t: null, s: null, ...frame }));
}
