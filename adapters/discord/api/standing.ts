import { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { snowflake } from '../settings.ts';
import { channelTypes } from './channels.ts';
import type { DiscordClient, Task } from './client.ts';
import { later } from './codes.ts';
import { bitsOf, heldIn, missingOf } from './permissions.ts';

/** What a channel is, and what we may do there. */

const id = z.string().regex(snowflake);
const bits = z.string().transform((text) => bitsOf(text) ?? 0n);
const channel = z.object({
  id,
  type: z.int(),
  guild_id: id.nullish(),
  parent_id: id.nullish(),
  permission_overwrites: z.array(z.object({ id, allow: bits, deny: bits })).nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().nullish() }).nullish(),
});
const roles = z.array(z.object({ id, permissions: bits }));
const member = z.object({ roles: z.array(id) });
export type ChannelFacts = z.infer<typeof channel>;

/** Throws `DeliveryError`. */
export async function channelAt(
  client: Pick<DiscordClient, 'call'>,
  name: string,
  task: Task,
  signal: AbortSignal,
): Promise<ChannelFacts> {
  return ask(channel, client.call(task, signal, { method: 'GET', path: `/channels/${name}` }));
}

export function isThread({ type }: Pick<ChannelFacts, 'type'>): boolean {
  return channelTypes.threads.some((thread) => thread === type);
}

/** The names of the permissions that we lack there; none in direct messages. Throws `DeliveryError` where Discord does not tell. */
export async function missingThere(
  client: DiscordClient,
  facts: ChannelFacts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { guild_id: guild, parent_id: parent } = facts;
  if (guild == null) return [];
  const inThread = isThread(facts);
  // A thread has the permissions of the channel it hangs under.
  const named = inThread && parent != null ? await channelAt(client, parent, 'reach', signal) : facts;
  const { bot } = await client.application(signal);
  const get = (path: `/${string}`) => client.call('reach', signal, { method: 'GET', path });
  const [there, we] = await Promise.all([
    ask(roles, get(`/guilds/${guild}/roles`)),
    ask(member, get(`/guilds/${guild}/members/${bot.id}`)),
  ]);
  const held = heldIn(
    {
      roles: new Map(there.map((role) => [role.id, role.permissions])),
      overwrites: named.permission_overwrites ?? [],
    },
    { id: bot.id, guild, roles: we.roles },
  );
  return missingOf(held, inThread);
}

/** Whether our bot is a member there. Throws `DeliveryError` where Discord does not tell. */
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

async function ask<T>(schema: z.ZodType<T>, answer: Promise<unknown>): Promise<T> {
  const checked = schema.safeParse(await answer);
  if (checked.success) return checked.data;
  throw new DeliveryError('unavailable', `What answers for Discord is not Discord: it names no channel. ${later}`);
}
