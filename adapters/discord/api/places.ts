import { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { snowflake } from '../settings.ts';
import type { Guild, Place } from './channels.ts';
import type { DiscordClient } from './client.ts';
import { later } from './codes.ts';
import { channelAt } from './standing.ts';

/** Resolves when a call may be made. */
type Turn = () => Promise<void>;

/** Which channel a name leads to, and which server that is in; each asked once, for neither changes. */
export interface Places {
  /** Opens the direct messages with a person. Throws `DeliveryError`; nothing was posted then. */
  channelOf(place: Place, signal: AbortSignal, turn?: Turn): Promise<string>;
  /** The server that a channel is in, null where in none, undefined where that cannot be learnt now. Never rejects. */
  guildOf(channel: string, signal: AbortSignal, turn?: Turn): Promise<Guild | undefined>;
  learn(channel: string, guild: Guild): void;
}

/** Of the channels and of the persons. */
const remembered = 20_000;
const opened = z.object({ id: z.string().regex(snowflake) });

export function createPlaces(client: Pick<DiscordClient, 'call'>): Places {
  const guilds = new Map<string, Guild>();
  const conversations = new Map<string, string>();

  function learn(channel: string, guild: Guild): void {
    keep(guilds, channel, guild);
  }

  return {
    learn,
    async channelOf(place, signal, turn) {
      if (place.type === 'channel') return place.id;
      const known = conversations.get(place.id);
      if (known !== undefined) return known;
      await turn?.();
      const answer = await client.call('reach', signal, {
        method: 'POST',
        path: '/users/@me/channels',
        body: { recipient_id: place.id },
      });
      const checked = opened.safeParse(answer);
      if (!checked.success) {
        const why = 'What answers for Discord is not Discord: it opens no conversation';
        throw new DeliveryError('unavailable', `${why}. ${later}`);
      }
      keep(conversations, place.id, checked.data.id);
      learn(checked.data.id, null);
      return checked.data.id;
    },
    async guildOf(channel, signal, turn) {
      const known = guilds.get(channel);
      if (known !== undefined) return known;
      try {
        await turn?.();
        const { guild_id: guild } = await channelAt(client, channel, 'look', signal);
        learn(channel, guild ?? null);
        return guild ?? null;
      } catch {
        return undefined;
      }
    },
  };
}

function keep<T>(held: Map<string, T>, key: string, value: T): void {
  held.delete(key);
  held.set(key, value);
  if (held.size <= remembered) return;
  const [oldest] = held.keys();
  if (oldest !== undefined) held.delete(oldest);
}
