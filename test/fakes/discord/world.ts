import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { FailureRules } from '../failures.ts';
import type { Call, Failure, Route } from './failures.ts';
import { type ChannelLimit, Limits } from './limits.ts';
import {
  type Channel,
  type Ephemeral,
  type Json,
  makeChannel,
  makePerson,
  makeServer,
  type NewPerson,
  type NewServer,
  newId,
  type Person,
  type Post,
  type Server,
} from './state.ts';

export interface RecordedRequest {
  /** `GET /nowhere` for what is no known route. */
  readonly route: Route | string;
  /** Without the version, decoded. */
  readonly path: string;
  readonly at: number;
  /** Of an interaction's calls, the channel it came from. */
  readonly channel: string | null;
  readonly query: URLSearchParams;
  /** Null where there was none, or none that could be read. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Null where no answer was given. */
  status: number | null;
  /** As it was sent; undefined where none was, or an empty one. */
  answer: unknown;
}

/** The first response to an interaction. */
export interface Answered {
  readonly interaction: string;
  /** From sending to its arrival; Infinity where none came. */
  readonly afterMs: number;
  /** Discord waits three seconds. */
  readonly inTime: boolean;
  /** Of the HTTP answer; null over the gateway and where none came. */
  readonly status: number | null;
  /** Of the response; null where there was none that Discord takes. */
  readonly type: number | null;
  readonly data: Json;
  /** Where it was no response that Discord takes: why, as Discord's error tells it, or the body as it came. */
  readonly refused: unknown;
}

export interface Identified {
  readonly at: number;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly session: string;
}
export interface Resumed {
  readonly at: number;
  readonly session: string;
  /** The last it had. */
  readonly sequence: number;
  /** How many dispatches it had missed. */
  readonly replayed: number;
}

export interface DiscordOptions {
  readonly server?: NewServer;
  /** How many shards Discord recommends; 1. */
  readonly shards?: number;
  /** Identifies that are left today; 1000. */
  readonly sessionStarts?: number;
  /** Shards that may identify at the same time; 1: one every five seconds. */
  readonly identifiesAtOnce?: number;
  readonly heartbeatMs?: number;
  /** Privileged intents that the application has. */
  readonly privilegedIntents?: number;
  /** Of each route of a channel; 5 in 5,000 ms. Null: none. */
  readonly channelLimit?: ChannelLimit | null;
  /** Calls a second of the bot; 50. Null: no limit. */
  readonly perSecond?: number | null;
  /** Refusals in ten minutes after which everything is answered by the ban; 10,000. */
  readonly banAfter?: number;
  /** How long a nonce is remembered; 180,000. */
  readonly nonceForMs?: number;
  /** A token of one's own, so that an application stays itself over restarts of the fake. */
  readonly applicationId?: string;
  readonly token?: string;
  readonly now?: () => number;
}

/** An interaction that was sent. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly at: number;
  readonly channel: string;
  readonly server: string | null;
  readonly person: string;
  /** The message whose button was pressed. */
  readonly under: Post | Ephemeral | null;
  /** Whether the bot is where it came from; else five further messages are allowed. */
  readonly isInstalledForServer: boolean;
  readonly name: string | null;
  /** The first response, or none yet. */
  response: { readonly type: number; readonly data: Json } | null;
  /** The message that answers: `original`. */
  original: Post | Ephemeral | null;
  /** Set at the first response: later messages of the deferred answer follow it. */
  isEphemeral: boolean;
  followups: number;
  /** Called with the first response. */
  readonly heard: (type: number, data: Json) => void;
  /** Called when the request over HTTP was accepted without a response. */
  readonly accepted: () => void;
}

/** Of an application. */
export function newToken(id: string): string {
  const parts = [Buffer.from(id), randomBytes(4), randomBytes(28)];
  return parts.map((part) => part.toString('base64url')).join('.');
}

/** Everything the parts of the loopback Discord share. */
export class World {
  readonly servers = new Map<string, Server>();
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, Person>();
  readonly ephemerals: Ephemeral[] = [];
  readonly interactions = new Map<string, Interaction>();
  /** The same, by their tokens. */
  readonly byToken = new Map<string, Interaction>();
  readonly failures = new FailureRules<Failure, Call>();
  readonly requests: RecordedRequest[] = [];
  readonly answers: Answered[] = [];
  readonly nonces = new Map<string, { readonly post: Post; readonly at: number }>();
  readonly invalid: number[] = [];
  readonly limits: Limits;
  readonly application: { readonly id: string; readonly name: string; readonly publicKey: string };
  readonly bot: { readonly id: string; readonly name: string };
  token: string;
  readonly privateKey: KeyObject;
  readonly options: DiscordOptions;
  registered: readonly Json[] = [];
  tokenRevoked = false;
  interactionsUrl: string | null = null;
  limitedEdits = { old: false, announcements: false };
  sessionStarts: number;
  /** Nothing is sent any more. */
  closed = false;
  /** Set when the server listens. */
  origin = '';
  aheadMs = 0;
  /** To the gateway, set by it: to the shard of a server, or to the first one where it is of none. */
  tell: (server: string | null, type: string, data: Json) => void = () => undefined;

  constructor(options: DiscordOptions) {
    this.options = options;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.privateKey = privateKey;
    const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
    const id = options.applicationId ?? newId();
    this.application = { id, name: 'Ackwatch', publicKey: hex };
    this.bot = { id, name: 'ackwatch' };
    this.token = options.token ?? newToken(id);
    this.sessionStarts = options.sessionStarts ?? 1000;
    const channelLimit = options.channelLimit === undefined ? { calls: 5, withinMs: 5000 } : options.channelLimit;
    this.limits = new Limits(channelLimit, options.perSecond === undefined ? 50 : options.perSecond, () => this.now());
  }

  now(): number {
    return (this.options.now ?? Date.now)() + this.aheadMs;
  }

  addServer(given: NewServer = {}): Server {
    const server = makeServer(given, this.servers.size + 1);
    this.servers.set(server.id, server);
    this.addChannel({ type: 0, name: 'general', server: server.id });
    return server;
  }

  addChannel(given: Partial<Channel> & Pick<Channel, 'type'>): Channel {
    const channel = makeChannel(given);
    this.channels.set(channel.id, channel);
    if (channel.server !== null) this.servers.get(channel.server)?.channels.set(channel.id, channel);
    return channel;
  }

  addPerson(given: NewPerson = {}): Person {
    const person = makePerson(given, this.people.size + 1);
    this.people.set(person.id, person);
    return person;
  }

  /** The conversation of the bot and one person, opened when it is first needed. */
  direct(person: string): Channel {
    const open = [...this.channels.values()].find((channel) => channel.with === person);
    return open ?? this.addChannel({ type: 1, name: 'direct', with: person });
  }

  /** Of the bot; of a thread, its parent's. */
  permissionsIn(channel: Channel): bigint {
    const parent = channel.parent === null ? undefined : this.channels.get(channel.parent);
    return (parent ?? channel).permissions;
  }

  findPost(channel: string, id: string): Post | undefined {
    return this.channels.get(channel)?.posts.find((post) => post.id === id);
  }

  /** Those that count for the ban, in the last ten minutes. */
  countInvalid(isOne: boolean): number {
    const now = this.now();
    if (isOne) this.invalid.push(now);
    while (this.invalid[0] !== undefined && now - this.invalid[0] > 600_000) this.invalid.shift();
    return this.invalid.length;
  }
}
