import {
  type Channel,
  type Discord,
  type DiscordOptions,
  type Ephemeral,
  type Post,
  startDiscord,
} from '../fakes/discord/index.ts';
import type { start } from './desk.ts';
import { openWatching, type Watching } from './watching.ts';

/** A desk whose posts go to a Discord on this machine, watched by the real program as a process of its own. */

export interface DiscordNewsroom extends Watching {
  readonly discord: Discord;
  readonly env: Readonly<Record<string, string>>;
  /** What the app posted of itself in a channel, the desk's where none is named; replies among it. */
  posts(channel?: string): readonly Post[];
}

export interface DiscordNewsroomSettings {
  readonly discord?: DiscordOptions;
  readonly subscriptions?: (discord: Discord) => readonly unknown[];
  readonly env?: (discord: Discord) => Readonly<Record<string, string>>;
}

export async function openDiscordNewsroom(settings: DiscordNewsroomSettings = {}): Promise<DiscordNewsroom> {
  const discord = await startDiscord(settings.discord);
  const subscriptions = settings.subscriptions?.(discord) ?? [told(discord.channel)];
  const env = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token, ...settings.env?.(discord) };
  const watching = await openWatching({ subscriptions, env });
  return {
    ...watching,
    discord,
    env,
    posts: (channel = discord.channel.id) => discord.posts(channel).filter(({ by }) => by === 'bot'),
    async [Symbol.asyncDispose]() {
      await watching[Symbol.asyncDispose]();
      await discord.close();
    },
  };
}

/** The entry of the configuration by which a channel gets everything. */
export function told({ id: channel }: Channel, more: Readonly<Record<string, unknown>> = {}) {
  return { destination: 'discord', channel, wants: ['all'], ...more };
}

/** Watches, has polled February, and receives commands. */
export async function watching(newsroom: DiscordNewsroom): Promise<ReturnType<typeof start>> {
  newsroom.release('2019-02');
  const worker = newsroom.watch();
  await worker.until(() => /"documents":1,[^\n]*"msg":"Polled"/.test(worker.said()), 'the first poll');
  await worker.until(() => /Listening for commands/.test(worker.said()), 'that it listens');
  return worker;
}

export function shown({ content, embeds }: Pick<Post | Ephemeral, 'content' | 'embeds'>): string {
  return `${content}\n${JSON.stringify(embeds)}`;
}
/** The running totals that posts lead with, `1,291`. */
export function totalsOf(posts: readonly Post[]): readonly (string | undefined)[] {
  return posts.map((post) => /at least ([\d,]+) civilians killed/.exec(shown(post))?.[1]);
}
