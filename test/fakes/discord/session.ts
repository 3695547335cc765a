import type { WebSocket } from 'ws';
import type { Json } from './state.ts';

export interface Connection {
  readonly socket: WebSocket;
  /** Null until it identified or resumed. */
  session: Session | null;
  /** Open, and dead. */
  isZombie: boolean;
  /** When the client sent something, of the last minute. */
  sends: readonly number[];
}

const mostKept = 10_000;

/** What outlives its connections: a sequence, and what the client may not have had yet. */
export class Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  connection: Connection | null = null;
  sequence = 0;
  readonly #send: (frame: Json) => void;
  #kept: Json[] = [];

  constructor(id: string, shard: readonly [number, number], send: (frame: Json) => void) {
    this.id = id;
    this.shard = shard;
    this.#send = send;
  }

  dispatch(type: string, data: Json): void {
    this.sequence += 1;
    const frame = { op: 0, t: type, s: this.sequence, d: data };
    this.#kept.push(frame);
    if (this.#kept.length > mostKept) this.#kept.shift();
    this.#send(frame);
  }

  /** The client says that it had everything up to this. */
  had(sequence: number): void {
    this.#kept = this.#kept.filter(({ s }) => Number(s) > sequence);
  }

  /** Sends again what came after; gives how many that were. */
  replay(sequence: number): number {
    this.had(sequence);
    for (const frame of this.#kept) this.#send(frame);
    return this.#kept.length;
  }
}

/** Discord's formula; what belongs to no server goes to the first shard. */
export function shardOf(server: string | null, count: number): number {
  return server === null ? 0 : Number((BigInt(server) >> 22n) % BigInt(count));
}
