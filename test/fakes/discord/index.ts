import type { Sent, Way } from './delivery.ts';
import type { Failure, FailureScope, Route } from './failures.ts';
import type { ChannelLimit } from './limits.ts';
import type { Slash, Where } from './people.ts';
import type {
  Channel,
  Ephemeral,
  Json,
  NewChannel,
  NewPerson,
  NewServer,
  NewThread,
  Person,
  Post,
  Role,
  Server,
} from './state.ts';
import type { Answered, Identified, RecordedRequest, Resumed } from './world.ts';

export type { Sent, Way } from './delivery.ts';
export type { Failure, FailureScope, Route } from './failures.ts';
export type { ChannelLimit } from './limits.ts';
export type { Slash, Where } from './people.ts';
export { leastPermissions, memberPermissions, permissions } from './permissions.ts';
export { startDiscord } from './start.ts';
export type { Channel, Ephemeral, Person, Post, Server } from './state.ts';
export type { Answered, DiscordOptions, Identified, RecordedRequest, Resumed } from './world.ts';

/**
 * A Discord on the loopback interface, over real sockets, that a test can make fail: REST, gateway, and interactions over
 * the gateway or as signed requests. One server with the channel `general` and the person `editor` is there at once.
 *
 *   const discord = await startDiscord();
 *   // DISCORD_API_URL=discord.apiUrl, DISCORD_TOKEN=discord.token, DISCORD_PUBLIC_KEY=discord.application.publicKey
 *   const sent = discord.slash('/ackwatch totals measure:killed', { channel: discord.channel.id });
 *   await sent.answered; // { afterMs, inTime, type: 4, data: { flags: 64, … } }
 *   await discord.until(() => discord.ephemerals().length === 1);
 *   discord.press(discord.ephemerals()[0], 'Show everyone');
 *   discord.posts(discord.channel.id);
 *   discord.fail({ kind: 'rate-limited', retryAfter: 0.5 }, { route: 'POST /channels/:channel/messages', channel: '…' });
 *   discord.fail({ kind: 'html' }, { route: 'POST /channels/:channel/messages', afterTaking: true });
 *   await discord.close();
 *
 * As signed requests instead of over the gateway: `discord.via({ type: 'http', url: 'http://127.0.0.1:3001/' })`.
 *
 * Limits are Discord's: 5 requests in 5 s for each route of a channel, 50 a second together. A deferred answer is there
 * among `posts` or `ephemerals` once it is filled in. Channels, servers and people are named by their ids.
 */
export interface Discord {
  /** `http://127.0.0.1:<port>/api`, without a version. */
  readonly apiUrl: string;
  readonly origin: string;
  /** The application's id in base64, and two more parts. */
  readonly token: string;
  /** `publicKey` in hexadecimal, as Discord shows it. */
  readonly application: { readonly id: string; readonly name: string; readonly publicKey: string };
  /** The bot's user; its id is the application's. */
  readonly bot: { readonly id: string; readonly name: string };
  /** The first server, its first channel, the first person. */
  readonly server: Server;
  readonly channel: Channel;
  readonly person: Person;
  /** The bot joins (GUILD_CREATE) where it is said to be there; its one channel is `general`. */
  addServer(given?: NewServer): Server;
  /** So many at once, before anything connects. */
  addServers(count: number): readonly Server[];
  addChannel(given?: NewChannel, server?: Server): Channel;
  /** Under a channel of a server, the first one where not given. */
  addThread(given?: NewThread, parent?: Channel): Channel;
  addPerson(given?: NewPerson): Person;
  /** A role of the first server; not everybody may mention it unless said so. */
  addRole(given?: Partial<Omit<Role, 'id'>>): Role;
  channelOf(id: string): Channel;
  /** The direct conversation of the bot and a person, opened where it is not. */
  direct(person?: Person): Channel;

  /** Gives the bot these permissions in a channel too (a thread: in its parent); the gateway tells it. */
  permit(channel: Channel | string, bits: bigint): void;
  deny(channel: Channel | string, bits: bigint): void;
  /** The bot is put out: GUILD_DELETE, and its calls there are refused with 50001, or 10004 for the server. */
  removeFrom(server: Server): void;
  /** The bot is let in again: GUILD_CREATE. */
  joins(server: Server): void;
  /** The server is away for a while or is back: GUILD_DELETE with `unavailable`, then GUILD_CREATE. */
  unavailable(server: Server, isAway: boolean): void;
  /** Calls are refused with 10003. */
  deleteChannel(channel: Channel | string): void;
  /** Somebody deletes a message: 10008. */
  deletePost(post: Post): void;

  /** The messages of a channel, oldest first; without a channel, everywhere. */
  posts(channel?: string): readonly Post[];
  /** What single people were shown, oldest first; of one person where given. */
  ephemerals(person?: string): readonly Ephemeral[];
  /** The first responses to interactions, oldest first. */
  readonly answers: readonly Answered[];
  /** Oldest first; of one route where given. */
  requests(route?: Route): readonly RecordedRequest[];
  /** The commands as the last registration left them. */
  readonly registered: readonly Json[];
  /** Requests that count for the ban: 401, 403 and 429 that were not `shared`, in the last ten minutes. */
  readonly invalidRequests: number;
  /** Resolves when it holds; rejects, with what is known, after `withinMs` (10,000). */
  until(holds: () => boolean, withinMs?: number): Promise<void>;

  /** For the next call that fits, or as many as `times` says. */
  fail(failure: Failure, scope?: FailureScope): void;
  /** Ends the failures of a route; or all, the gateway's among them. */
  recover(route?: Route): void;
  /** Of each route of a channel; null: none. */
  setChannelLimit(limit: ChannelLimit | null): void;
  /** Calls a second of the bot; null: no limit. */
  setGlobalLimit(perSecond: number | null): void;
  /** Whether edits are refused: of messages older than an hour with 30046, in announcement channels with 20022. */
  limitEdits(limited: { readonly old?: boolean; readonly announcements?: boolean }): void;
  /** Posts with a nonce that was given before are new again, as after a few minutes. */
  forgetNonces(): void;
  /** Moves Discord's clock ahead: tokens of interactions end after 15 minutes, a message grows old after an hour. */
  advance(milliseconds: number): void;
  /** 401 for every call, and 4004 at the gateway. */
  revokeToken(): void;
  /** The same for the token of before; gives the new one. */
  resetToken(): string;
  /** Cuts everything and refuses connections until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** `down`, then `up` after so long; resolves when it is up. */
  outage(milliseconds: number): Promise<void>;

  readonly gateway: {
    /** Those that identified or resumed and are open. */
    readonly connections: number;
    /** How many were ever opened. */
    readonly opened: number;
    readonly identifies: readonly Identified[];
    /** Those that succeeded. */
    readonly resumes: readonly Resumed[];
    /** Heartbeats that came, over all connections. */
    readonly heartbeats: number;
    /** Op 7: the client is to connect again and resume. */
    reconnect(shard?: number): void;
    /** Op 9. What is not resumable is forgotten. */
    invalidate(resumable: boolean, shard?: number): void;
    /** Cuts connections without a word. */
    cut(shard?: number): void;
    /** Closes with one of Discord's codes; after 4004 and 4010 to 4014 whoever identifies gets the same code, until `recover()`. */
    end(code: number, shard?: number): void;
    /** Connections stay open, and nothing comes by them any more, not even the answer to a heartbeat. New ones work. */
    zombie(shard?: number): void;
    /** A client that resumes gets op 9 and must identify. */
    forgetSessions(): void;
    /** Sends every connection these bytes. */
    babble(text: string): void;
    /** Any dispatch, to the shard of its server, or to all. */
    dispatch(type: string, data: Json): void;
  };

  /** How what people do reaches the app from now on. */
  via(way: Way): void;
  /** Types `/ackwatch totals measure:killed flag:True`, as a person types it in Discord's field, or the same in its parts. */
  slash(typed: string | Slash, where?: Where): Sent;
  /** Asks for suggestions while the option named `typing` is being filled in. Answered with type 8. */
  autocomplete(typed: Slash & { readonly typing: string }, where?: Where): Sent;
  /** Presses the button with this label or `custom_id`. */
  press(shown: Post | Ephemeral | undefined, button: string, where?: Omit<Where, 'server' | 'channel'>): Sent;
  /** Uses the message command of this name on a message. */
  messageCommand(post: Post | undefined, name: string, where?: Omit<Where, 'server' | 'channel'>): Sent;
  /** Any interaction, as it is. */
  interact(payload: Json, via?: Way): Sent;
  /** A person writes a message of their own. */
  writes(content: string, where?: Pick<Where, 'channel' | 'person'>): Post;
  /** PING, which Discord sends before it uses an address. */
  ping(way: Way & { readonly type: 'http' }): Sent;
  /** What Discord does when an address is saved: a PING with a good signature, one with a bad one; then interactions go there. Rejects where the app does not answer both rightly. */
  saveInteractionsUrl(url: string): Promise<void>;

  close(): Promise<void>;
}
