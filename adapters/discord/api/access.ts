import { z } from 'zod';
import { DeliveryError, type PostSettings } from '../../../src/chat/destination.ts';
import { snowflake } from '../settings.ts';
import { channelTypes, type Guild, type Place } from './channels.ts';
import type { DiscordClient } from './client.ts';
import type { Task } from './codes.ts';
import { shaped } from './errors.ts';
import { bitsOf, missingOf, permissionsIn } from './permissions.ts';

/** What a channel is, which server it is in, and what Ackwatch may do there. */

const id = z.string().regex(snowflake);
const bits = z.string().transform((text) => bitsOf(text) ?? 0n);
const channel = z.object({
  id,
  type: z.int(),
  flags: z.int().nullish(),
  guild_id: id.nullish(),
  parent_id: id.nullish(),
  permission_overwrites: z.array(z.object({ id, allow: bits, deny: bits })).nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().nullish() }).nullish(),
});
const roles = z.array(z.object({ id, permissions: bits, mentionable: z.boolean().nullish() }));
const member = z.object({ roles: z.array(id) });
const lack = 'names no channel';
export type ChannelFacts = z.infer<typeof channel>;

/** Reads a channel. Throws `DeliveryError`. */
export async function channelAt(
  client: Pick<DiscordClient, 'call'>,
  name: string,
  task: Task,
  signal: AbortSignal,
): Promise<ChannelFacts> {
  return shaped(channel, await client.call(task, signal, { method: 'GET', path: `/channels/${name}` }), lack);
}

export function isThread({ type }: Pick<ChannelFacts, 'type'>): boolean {
  return channelTypes.threads.some((thread) => thread === type);
}

export function isForumType({ type }: Pick<ChannelFacts, 'type'>): boolean {
  return channelTypes.forums.some((forum) => forum === type);
}

/** What the bot may do in a channel, and the roles of its server. */
interface Rights {
  readonly permissions: bigint;
  readonly roles: z.infer<typeof roles>;
}

/** Returns null in direct messages. Throws `DeliveryError`. */
export async function rightsThere(
  client: DiscordClient,
  facts: ChannelFacts,
  signal: AbortSignal,
): Promise<Rights | null> {
  const { guild_id: guild, parent_id: parent } = facts;
  if (guild == null) return null;
  // A thread has the permissions of its parent channel.
  const named = isThread(facts) && parent != null ? await channelAt(client, parent, 'reach', signal) : facts;
  const { bot } = await client.application(signal);
  const get = (path: `/${string}`) => client.call<unknown>('reach', signal, { method: 'GET', path });
  const [there, we] = await Promise.all([
    get(`/guilds/${guild}/roles`).then((answer) => shaped(roles, answer, lack)),
    get(`/guilds/${guild}/members/${bot.id}`).then((answer) => shaped(member, answer, lack)),
  ]);
  const permissions = permissionsIn(
    {
      roles: new Map(there.map((role) => [role.id, role.permissions])),
      overwrites: named.permission_overwrites ?? [],
    },
    { id: bot.id, guild, roles: we.roles },
  );
  return { permissions, roles: there };
}

/** Returns the names of the permissions that the bot lacks there; none in direct messages. Throws `DeliveryError`. */
export async function missingThere(
  client: DiscordClient,
  facts: ChannelFacts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const rights = await rightsThere(client, facts, signal);
  return rights === null ? [] : missingOf(rights.permissions, isThread(facts));
}

/** Returns whether the role that posts notify is one that not everybody may mention. Throws `DeliveryError` for no role of the server. */
export function needsToMention({ roles: there }: Rights, { mention }: PostSettings): boolean {
  if (mention === undefined) return false;
  const role = there.find((one) => one.id === mention);
  if (role !== undefined) return role.mentionable !== true;
  const why = `The server has no role ${mention}. Write the id of one of its roles in the configuration, under mention, group.`;
  throw new DeliveryError('not-found', why);
}

/** Returns whether the bot is a member of the server. Throws `DeliveryError` where Discord does not answer that. */
export async function isIn(client: DiscordClient, guild: string, signal: AbortSignal): Promise<boolean> {
  const { bot } = await client.application(signal);
  try {
    await client.call('reach', signal, { method: 'GET', path: `/guilds/${guild}/members/${bot.id}` });
    return true;
  } catch (thrown) {
    if (thrown instanceof DeliveryError && ['not-found', 'forbidden'].includes(thrown.kind)) return false;
    throw thrown;
  }
}

/** Resolves when the rate limiter allows a call. */
type AcquireToken = () => Promise<void>;

/** Looks up the channel of a name and the server of a channel, each once, because neither changes. */
export interface Places {
  /** Returns the id of the channel, and opens direct messages for a person. Throws `DeliveryError`; nothing was posted then. */
  channelOf(place: Place, signal: AbortSignal, acquireToken?: AcquireToken): Promise<string>;
  /** Resolves with the server, null for direct messages, undefined where the call fails. Never rejects. */
  guildOf(channel: string, signal: AbortSignal, acquireToken?: AcquireToken): Promise<Guild | undefined>;
  learn(channel: string, guild: Guild): void;
  /** Returns whether each post of the channel is a thread. Throws `DeliveryError` where that cannot be looked up. */
  isForum(channel: string, signal: AbortSignal): Promise<boolean>;
}

/** The most channels, and the most persons, that are remembered. */
const mostRemembered = 20_000;
const opened = z.object({ id: z.string().regex(snowflake) });

export function createPlaces(client: Pick<DiscordClient, 'call'>): Places {
  const guilds = new Map<string, Guild>();
  const forums = new Map<string, boolean>();
  const conversations = new Map<string, string>();

  function learn(channel: string, guild: Guild): void {
    remember(guilds, channel, guild);
  }
  function learnAll(facts: ChannelFacts): Guild {
    const guild = facts.guild_id ?? null;
    learn(facts.id, guild);
    remember(forums, facts.id, isForumType(facts));
    return guild;
  }

  return {
    learn,
    async channelOf(place, signal, acquireToken) {
      if (place.type === 'channel') return place.id;
      const known = conversations.get(place.id);
      if (known !== undefined) return known;
      await acquireToken?.();
      const answer = await client.call('reach', signal, {
        method: 'POST',
        path: '/users/@me/channels',
        body: { recipient_id: place.id },
      });
      const { id: conversation } = shaped(opened, answer, 'opens no conversation');
      remember(conversations, place.id, conversation);
      learn(conversation, null);
      return conversation;
    },
    async isForum(channel, signal) {
      if (!forums.has(channel)) learnAll(await channelAt(client, channel, 'look-up', signal));
      return forums.get(channel) ?? false;
    },
    async guildOf(channel, signal, acquireToken) {
      const known = guilds.get(channel);
      if (known !== undefined) return known;
      try {
        await acquireToken?.();
        return learnAll(await channelAt(client, channel, 'look-up', signal));
      } catch {
        return undefined;
      }
    },
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= mostRemembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
