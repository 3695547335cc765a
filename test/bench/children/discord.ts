import { startDiscord } from '../../fakes/discord/index.ts';
import type { Tally } from '../chats.ts';

/**
 * A loopback Discord in a process of its own, so that its work is not counted: `discord.ts <servers> <channels of each>`,
 * with the documented limits. Sends what a program needs to connect; then answers each message with one.
 */

export interface DiscordToConnect {
  readonly apiUrl: string;
  readonly token: string;
  readonly publicKey: string;
  readonly servers: readonly { readonly id: string; readonly channels: readonly string[] }[];
}
export type DiscordQuestion =
  /** Types it; answers how many milliseconds passed until the answer stood there. */
  | { readonly slash: string }
  /** Types this into the field of an option; answers how many milliseconds passed until values were suggested. */
  | { readonly suggest: string; readonly sub: string; readonly option: string }
  /** The channel's posts are refused with 429 for so many seconds from now on. */
  | { readonly limit: string; readonly seconds: number }
  /** What was posted, apart from one channel where one is named: a `Tally`. */
  | { readonly tally: true; readonly but?: string }
  /** Whether somebody hears what people ask: over the gateway, or else with commands registered. */
  | { readonly isHeard: 'gateway' | 'http' };

const posting = 'POST /channels/:channel/messages';
const [servers = 1, channels = 1] = process.argv.slice(2).map(Number);
const discord = await startDiscord();
const made = [discord.server, ...discord.addServers(servers - 1)];
for (const server of made) while (server.channels.size < channels) discord.addChannel({}, server);

async function answer(question: DiscordQuestion): Promise<unknown> {
  if ('slash' in question) {
    const start = performance.now();
    const sent = discord.slash(question.slash);
    await discord.until(() => sent.shown() !== undefined);
    return performance.now() - start;
  }
  if ('suggest' in question) {
    const { suggest, sub, option } = question;
    const options = { [option]: suggest };
    const { afterMs, type, data } = await discord.autocomplete({ command: 'ackwatch', sub, options, typing: option })
      .answered;
    const { choices } = data as { readonly choices?: readonly unknown[] }; // of a response with suggestions
    if (type !== 8 || choices === undefined || choices.length === 0)
      throw new Error(`nothing is suggested for ${suggest}`);
    return afterMs;
  }
  if ('limit' in question) {
    discord.fail(
      { kind: 'rate-limited', retryAfter: question.seconds },
      { route: posting, channel: question.limit, times: Number.POSITIVE_INFINITY },
    );
    setTimeout(() => discord.recover(posting), question.seconds * 1000);
    return null;
  }
  if ('isHeard' in question)
    return question.isHeard === 'gateway' ? discord.gateway.connections > 0 : discord.registered.length > 0;
  const posts = discord.posts().filter(({ channel }) => channel !== question.but);
  const times = posts.map(({ at }) => at);
  const isRefused = ({ status, channel }: { readonly status: number | null; readonly channel: string | null }) =>
    status === 429 && channel !== (question.but ?? '');
  const refused = discord.requests(posting).filter(isRefused).length;
  const took =
    posts.length === 0
      ? 0
      : times.reduce((last, at) => Math.max(last, at)) - times.reduce((first, at) => Math.min(first, at));
  return { posts: posts.length, took, refused } satisfies Tally;
}

process.on('message', (question: DiscordQuestion) => {
  void answer(question).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit(0));
const { apiUrl, token, application } = discord;
process.send?.({
  apiUrl,
  token,
  publicKey: application.publicKey,
  servers: made.map(({ id, channels: places }) => ({ id, channels: [...places.keys()] })),
} satisfies DiscordToConnect);
