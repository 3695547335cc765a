import { randomBytes } from 'node:crypto';

/** The state of the loopback Slack: workspaces, their channels and people, and the messages in them. */

export type Json = Record<string, unknown>;

export interface Version {
  readonly text: string;
  readonly blocks: readonly Json[];
  /** When it took this form, in milliseconds. */
  readonly at: number;
}
export interface Post {
  readonly workspace: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** A reply that is shown in the channel too. */
  readonly isBroadcast: boolean;
  readonly user: string;
  text: string;
  blocks: readonly Json[];
  metadata: { readonly event_type: string; readonly event_payload: Json } | null;
  readonly unfurlLinks: boolean | null;
  readonly unfurlMedia: boolean | null;
  readonly parse: string | null;
  readonly linkNames: boolean | null;
  /** `chat.postMessage`, `response_url`, or `person` for what somebody typed. */
  readonly by: string;
  /** The earlier forms, oldest first; empty where it was never edited. */
  readonly earlier: Version[];
  readonly at: number;
  /** Slack shows its "edited" mark only for edits without blocks. */
  markedAsEdited: boolean;
}
/** What one person alone sees. */
export interface Ephemeral {
  readonly workspace: string;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly threadTs: string | null;
  text: string;
  blocks: readonly Json[];
  /** `chat.postEphemeral`, `response_url` or `acknowledgement`. */
  readonly by: string;
  readonly earlier: Version[];
  readonly at: number;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  admin: boolean;
  owner: boolean;
  zone: string;
  deleted: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  /** Whether the app was invited. */
  member: boolean;
  archived: boolean;
  /** The other person of a direct conversation. */
  readonly with: string | null;
  /** Oldest first. */
  readonly posts: Post[];
  /** When the last post of the app was taken, for the limit of one a second. */
  lastTaken: number;
  lastTs: number;
}
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly address: string;
  token: string;
  /** `revoked`: the app was removed; `inactive`: the workspace or its bot was deleted. */
  status: 'active' | 'revoked' | 'inactive';
  readonly bot: { readonly user: string; readonly id: string; readonly name: string };
  readonly scopes: Set<string>;
  readonly channels: Map<string, Channel>;
  readonly people: Map<string, Person>;
  readonly homes: Map<string, Json>;
  readonly ephemerals: Ephemeral[];
}

export interface NewWorkspace {
  readonly id?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly scopes?: readonly string[];
  readonly token?: string;
}
export interface NewChannel {
  readonly id?: string;
  readonly name?: string;
  readonly kind?: 'public' | 'private' | 'direct';
  readonly member?: boolean;
  readonly archived?: boolean;
  readonly with?: string;
}
export interface NewPerson {
  readonly id?: string;
  readonly name?: string;
  readonly admin?: boolean;
  readonly owner?: boolean;
  readonly zone?: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `C0A1B2C3D4E`: a letter and ten of Slack's alphabet. */
export function newId(kind: string): string {
  return `${kind}0${Array.from(randomBytes(9), (byte) => letters[byte % letters.length]).join('')}`;
}
export function newToken(kind: 'xoxb' | 'xapp-1'): string {
  const number = () => String(1e11 + (randomBytes(4).readUInt32BE() % 1e9));
  return `${kind}-${number()}-${number()}-${randomBytes(12).toString('base64url')}`;
}

/** The scopes of our manifest. */
export const leastScopes: readonly string[] = ['commands', 'chat:write'];
/** With these every method of this fake is allowed. */
export const allScopes: readonly string[] = [
  ...leastScopes,
  'chat:write.public',
  'channels:read',
  'groups:read',
  'im:read',
  'channels:history',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
];

export function makeWorkspace(given: NewWorkspace, number: number): Workspace {
  const domain = given.domain ?? `newsroom-${number}`;
  return {
    id: given.id ?? newId('T'),
    name: given.name ?? `Newsroom ${number}`,
    domain,
    address: `https://${domain}.slack.com/`,
    token: given.token ?? newToken('xoxb'),
    status: 'active',
    bot: { user: newId('U'), id: newId('B'), name: 'ackwatch' },
    scopes: new Set(given.scopes ?? leastScopes),
    channels: new Map(),
    people: new Map(),
    homes: new Map(),
    ephemerals: [],
  };
}

export function addChannel(workspace: Workspace, given: NewChannel = {}): Channel {
  const kind = given.kind ?? 'public';
  const channel: Channel = {
    id: given.id ?? newId(kind === 'direct' ? 'D' : 'C'),
    name: given.name ?? (kind === 'direct' ? 'directmessage' : `desk-${workspace.channels.size + 1}`),
    kind,
    member: given.member ?? true,
    archived: given.archived ?? false,
    with: given.with ?? null,
    posts: [],
    lastTaken: Number.NEGATIVE_INFINITY,
    lastTs: 0,
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

export function addPerson(workspace: Workspace, given: NewPerson = {}): Person {
  const person: Person = {
    id: given.id ?? newId('U'),
    name: given.name ?? `reporter-${workspace.people.size + 1}`,
    admin: given.admin ?? false,
    owner: given.owner ?? false,
    zone: given.zone ?? 'Europe/London',
    deleted: false,
  };
  workspace.people.set(person.id, person);
  return person;
}

/** The conversation of the app and one person, opened when it is first needed. */
export function directChannel(workspace: Workspace, person: string): Channel {
  const open = [...workspace.channels.values()].find((channel) => channel.with === person);
  return open ?? addChannel(workspace, { kind: 'direct', with: person });
}

/** `1503435956.000247`: unique in its channel and growing. */
export function nextTs(channel: Channel, now: number): string {
  channel.lastTs = Math.max(channel.lastTs + 1, Math.floor(now * 1000));
  const digits = String(channel.lastTs);
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Finds as Slack does: by id, by name, `#name`, or a person's id for the direct conversation with them. */
export function findChannel(workspace: Workspace, wanted: string): Channel | undefined {
  const byId = workspace.channels.get(wanted);
  if (byId !== undefined) return byId;
  if (workspace.people.has(wanted)) return directChannel(workspace, wanted);
  const name = wanted.replace(/^#/, '');
  return [...workspace.channels.values()].find((channel) => channel.kind !== 'direct' && channel.name === name);
}

/** A message as the Web API and the events tell it. */
export function messageJson(workspace: Workspace, channel: Channel, post: Post, withMetadata: boolean): Json {
  const replies = channel.posts.filter((reply) => reply.threadTs === post.ts);
  return {
    type: 'message',
    user: post.user,
    ts: post.ts,
    text: post.text,
    team: workspace.id,
    ...(post.by === 'person' ? {} : { bot_id: workspace.bot.id, app_id: appId }),
    ...(post.blocks.length === 0 ? {} : { blocks: post.blocks }),
    ...(post.isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(post.threadTs === null ? {} : { thread_ts: post.threadTs, parent_user_id: workspace.bot.user }),
    ...(replies.length === 0
      ? {}
      : { thread_ts: post.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
    ...(post.markedAsEdited ? { edited: { user: post.user, ts: post.ts } } : {}),
    ...(post.metadata === null
      ? {}
      : {
          metadata: withMetadata ? post.metadata : { event_type: post.metadata.event_type },
        }),
  };
}

export const appId = 'A0ACKWATCH1';
