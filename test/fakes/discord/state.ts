import { randomInt } from 'node:crypto';
import { leastPermissions, memberPermissions } from './permissions.ts';

/** The state of the loopback Discord: servers, their channels and people, and the messages in them. */

export type Json = Record<string, unknown>;

export interface Version {
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  /** When it took this form, in milliseconds. */
  readonly at: number;
}
export interface Post {
  /** Null in a direct conversation. */
  readonly server: string | null;
  readonly channel: string;
  readonly id: string;
  /** The id of who wrote it. */
  readonly author: string;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  /** The message it replies to; null where it replies to none. */
  readonly repliesTo: { readonly channel: string; readonly id: string } | null;
  readonly nonce: string | null;
  /** Who is notified by a mention in it: `everyone`, `here`, `<@id>`, `<@&id>`. */
  pings: readonly string[];
  /** As the last request gave it; undefined where it gave none. */
  allowedMentions: unknown;
  crossposted: boolean;
  /** `bot`, `interaction` or `person` for what somebody typed. */
  readonly by: 'bot' | 'interaction' | 'person';
  /** The id of the interaction it answers; null where it answers none. */
  readonly interaction: string | null;
  /** The earlier forms, oldest first; empty where it was never edited. */
  readonly earlier: Version[];
  readonly at: number;
  /** Null where it was never edited. */
  editedAt: number | null;
}
/** What one person alone sees. */
export interface Ephemeral {
  readonly server: string | null;
  readonly channel: string;
  readonly id: string;
  /** An id. */
  readonly person: string;
  /** The id of the interaction it answers. */
  readonly interaction: string;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  readonly earlier: Version[];
  readonly at: number;
  /** Null where it was never edited. */
  editedAt: number | null;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  /** In every server, where an interaction says no other. */
  permissions: bigint;
  /** A BCP 47 tag, as Discord writes it. */
  locale: string;
  /** Takes no messages from the bot: 50007. */
  closed: boolean;
}
/** Text 0, direct 1, group 3, announcement 5, thread of announcements 10, thread 11, forum 15. */
export type ChannelType = 0 | 1 | 3 | 5 | 10 | 11 | 15;
export interface Channel {
  readonly id: string;
  name: string;
  readonly type: ChannelType;
  /** Null in a direct conversation or a group. */
  readonly server: string | null;
  /** The channel that a thread hangs under. */
  readonly parent: string | null;
  /** The other person of a direct conversation. */
  readonly with: string | null;
  /** Of the bot; a thread has those of its parent. */
  permissions: bigint;
  archived: boolean;
  locked: boolean;
  /** A forum that wants a tag for each post. */
  readonly requiresTag: boolean;
  /** Oldest first. */
  readonly posts: Post[];
}
export interface Server {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is there. */
  joined: boolean;
  /** Not to be reached for a while. */
  away: boolean;
  locale: string;
  /** Besides that of everyone. */
  readonly roles: Role[];
  readonly channels: Map<string, Channel>;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  /** Whether everybody may mention it. */
  mentionable: boolean;
}

export interface NewServer {
  readonly id?: string;
  readonly name?: string;
  /** False: a server in which people use the app that they installed for themselves. */
  readonly joined?: boolean;
  readonly locale?: string;
}
export interface NewChannel {
  readonly id?: string;
  readonly name?: string;
  readonly type?: 0 | 5 | 15;
  readonly requiresTag?: boolean;
  /** Of the bot, where not those of the invite link. */
  readonly permissions?: bigint;
}
export interface NewThread {
  readonly id?: string;
  readonly name?: string;
  readonly archived?: boolean;
  readonly locked?: boolean;
}
export interface NewPerson {
  readonly id?: string;
  readonly name?: string;
  readonly permissions?: bigint;
  readonly locale?: string;
  readonly closed?: boolean;
}

/** The beginning of 2015, when Discord's ids begin to count. */
const epoch = 1_420_070_400_000n;
let made = 0;

/** A snowflake of this moment; those of one moment are unique in this process, and growing. */
export function newId(at: number = Date.now()): string {
  made = (made + 1) % 2 ** 22;
  return String(((BigInt(Math.floor(at)) - epoch) << 22n) | BigInt(made));
}
/** A snowflake of long ago: servers of one moment would all fall to one shard. */
export function oldId(): string {
  return String((BigInt(1e11 + randomInt(2e11)) << 22n) | BigInt(randomInt(2 ** 22)));
}
/** When the snowflake was made, in milliseconds. */
export function madeAt(id: string): number {
  return Number((BigInt(id) >> 22n) + epoch);
}

export function makeServer(given: NewServer, number: number): Server {
  return {
    id: given.id ?? oldId(),
    name: given.name ?? `Newsroom ${number}`,
    joined: given.joined ?? true,
    away: false,
    locale: given.locale ?? 'en-US',
    roles: [],
    channels: new Map(),
  };
}

export function makeChannel(given: Partial<Channel> & Pick<Channel, 'type'>): Channel {
  const isPrivate = given.type === 1 || given.type === 3;
  return {
    id: given.id ?? newId(),
    name: given.name ?? 'desk',
    type: given.type,
    server: given.server ?? null,
    parent: given.parent ?? null,
    with: given.with ?? null,
    permissions: given.permissions ?? (isPrivate ? memberPermissions : leastPermissions),
    archived: given.archived ?? false,
    locked: given.locked ?? false,
    requiresTag: given.requiresTag ?? false,
    posts: [],
  };
}

export function makePerson(given: NewPerson, number: number): Person {
  return {
    id: given.id ?? oldId(),
    name: given.name ?? `reporter-${number}`,
    permissions: given.permissions ?? memberPermissions,
    locale: given.locale ?? 'en-US',
    closed: given.closed ?? false,
  };
}
