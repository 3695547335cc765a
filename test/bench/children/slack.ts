import { startSlack } from '../../fakes/slack/index.ts';
import type { Tally } from '../chats.ts';

/**
 * A loopback Slack in a process of its own, so that its work is not counted: `slack.ts <workspaces> <channels of each>`,
 * with the documented limit of one post a second and channel. Sends what a program needs to connect; then answers each
 * message with one.
 */

export interface SlackToConnect {
  readonly apiUrl: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly workspaces: readonly {
    readonly id: string;
    readonly token: string;
    readonly bot: string;
    readonly channels: readonly string[];
  }[];
}
export type SlackQuestion =
  /** Types `/ackwatch <slash>`; answers how many milliseconds passed until the answer stood there. */
  | { readonly slash: string }
  /** The channel's posts are refused with 429 for so many seconds from now on. */
  | { readonly limit: string; readonly seconds: number }
  /** What was posted, apart from one channel where one is named: a `Tally`. */
  | { readonly tally: true; readonly but?: string };

const [workspaces = 1, channels = 1] = process.argv.slice(2).map(Number);
const slack = await startSlack({ minSpacingMs: 1000 });
const made = [slack.workspace, ...Array.from({ length: workspaces - 1 }, () => slack.addWorkspace())];
for (const workspace of made) while (workspace.channels.size < channels) slack.addChannel({}, workspace);

async function answer(question: SlackQuestion): Promise<unknown> {
  if ('slash' in question) {
    const before = slack.ephemerals().length;
    const start = performance.now();
    slack.slash(question.slash);
    await slack.until(() => slack.ephemerals().length > before);
    return performance.now() - start;
  }
  if ('limit' in question) {
    slack.fail(
      { kind: 'rate-limited', retryAfter: question.seconds },
      { method: 'chat.postMessage', channel: question.limit, times: Number.POSITIVE_INFINITY },
    );
    setTimeout(() => slack.recover('chat.postMessage'), question.seconds * 1000);
    return null;
  }
  const posts = slack.posts().filter(({ channel }) => channel !== question.but);
  const times = posts.map(({ at }) => at);
  const refused = slack.requests('chat.postMessage').filter(({ status }) => status === 429).length;
  const took = posts.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
  return { posts: posts.length, took, refused } satisfies Tally;
}

process.on('message', (question: SlackQuestion) => {
  void answer(question).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit(0));
const { apiUrl, appToken, signingSecret, clientId, clientSecret } = slack;
process.send?.({
  apiUrl,
  appToken,
  signingSecret,
  clientId,
  clientSecret,
  workspaces: made.map(({ id, token, bot, channels }) => ({
    id,
    token,
    bot: bot.user,
    channels: [...channels.keys()],
  })),
} satisfies SlackToConnect);
