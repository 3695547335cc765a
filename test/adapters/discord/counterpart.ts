import { createDiscordClient } from '../../../adapters/discord/client.ts';
import { createDiscord, type DiscordDestination } from '../../../adapters/discord/destination.ts';
import { type DiscordSettings, settings } from '../../../adapters/discord/settings.ts';
import type { Environment, Log } from '../../../src/notify/destination.ts';
import type { Discord, Post } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';

/** What the tests of the adapter share. */

/** As the environment of this Discord gives them. */
export function settingsOf(discord: Pick<Discord, 'apiUrl' | 'token'>, more: Environment = {}): DiscordSettings {
  return settings.parse({ DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token, ...more });
}

/** Short enough to wait for, long enough for a machine under load. */
export const timeoutMs = 1500;

export function connect(
  discord: Pick<Discord, 'apiUrl' | 'token'>,
  more: Environment = {},
  log: Log = keepingLog(),
  patienceMs = timeoutMs,
): DiscordDestination {
  const checked = settingsOf(discord, more);
  const surroundings = io(log);
  return createDiscord(checked, surroundings, createDiscordClient(checked, surroundings, patienceMs));
}

/** What a reader sees of a post: its content and its embeds in order, markup taken away, links as their addresses. */
export function readable({ content, embeds }: Pick<Post, 'content' | 'embeds'>): string {
  return [content, ...embeds.map(({ description }) => String(description ?? ''))]
    .join('\n')
    .replaceAll(/<t:\d+(?::[a-zA-Z])?>/g, '')
    .replaceAll(/\[((?:[^\]\\]|\\.)*)\]\(<?([^)>]*)>?\)/g, '$2 $1')
    .replaceAll(/<(https?:[^>]*)>/g, '$1')
    .replaceAll(/\*\*|~~/g, '')
    .replaceAll(/\\([^\w\s])/g, '$1');
}
