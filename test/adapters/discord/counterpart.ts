import { afterEach, beforeEach, vi } from 'vitest';
import { createDiscordClient, type DiscordClient } from '../../../adapters/discord/api/client.ts';
import { createDiscord, type DiscordDestination } from '../../../adapters/discord/posts/destination.ts';
import { type DiscordPost, noMentions } from '../../../adapters/discord/posts/payload.ts';
import { type DiscordSettings, settings } from '../../../adapters/discord/settings.ts';
import { DeliveryError, type Environment, type Log, type Receipt } from '../../../src/chat/destination.ts';
import { type Discord, type Post, startDiscord } from '../../fakes/discord/index.ts';
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

export const payload: DiscordPost = {
  title: 'a figure',
  content: '**a figure** for @everyone',
  embeds: [{ description: 'what is behind it' }],
  components: [],
  allowed_mentions: noMentions,
};
export const never = (): AbortSignal => new AbortController().signal;

export async function refusal(attempt: Promise<unknown> | undefined): Promise<DeliveryError> {
  const thrown = await attempt?.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof DeliveryError) return thrown;
  throw new Error(`expected a DeliveryError, got ${String(thrown)}`);
}

export interface Loopback {
  /** A new one for each test. */
  readonly discord: Discord;
  /** Closes it after the test. */
  keep<T extends { close(): Promise<void> }>(closable: T): T;
  open(more?: Environment, log?: Log): DiscordDestination;
  openClient(log?: Log): DiscordClient;
  /** Posts with the key `key` to the first channel, where none is given. */
  send(destination: DiscordDestination, channel?: string, under?: Receipt, key?: string): Promise<Receipt>;
}

/** A loopback Discord for each test of the file. */
export function loopback(): Loopback {
  let discord: Discord;
  let opened: { close(): Promise<void> }[];
  beforeEach(async () => {
    discord = await startDiscord();
    opened = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(opened.map((one) => one.close()));
    await discord.close();
  });
  function keep<T extends { close(): Promise<void> }>(closable: T): T {
    opened.push(closable);
    return closable;
  }
  return {
    get discord() {
      return discord;
    },
    keep,
    open: (more = {}, log = keepingLog()) => keep(connect(discord, more, log)),
    openClient: (log = keepingLog()) =>
      keep(createDiscordClient(settingsOf(discord), { log, now: () => new Date() }, timeoutMs)),
    send: (destination, channel = discord.channel.id, under = undefined, key = 'key') =>
      destination.send(payload, under === undefined ? { channel } : { channel, under }, { key, signal: never() }),
  };
}
