import { leastScopes, type Post, type Slack, startSlack } from '../fakes/slack/index.ts';
import { openWatching, type Watching } from './watching.ts';

/** A desk whose posts go to a Slack on this machine, watched by the real program as a process of its own. */

export const historyScopes = [...leastScopes, 'channels:history', 'groups:history', 'channels:read', 'users:read'];

export interface Newsroom extends Watching {
  readonly slack: Slack;
  /** What the app posted in the desk's channel, replies among it. */
  posts(): readonly Post[];
}

export interface NewsroomSettings {
  readonly scopes?: readonly string[];
  readonly subscriptions?: (channel: string) => readonly unknown[];
}

export async function openNewsroom(settings: NewsroomSettings = {}): Promise<Newsroom> {
  const { scopes = leastScopes } = settings;
  const slack = await startSlack({ workspace: { scopes } });
  const channel = slack.channel.id;
  const subscriptions = settings.subscriptions?.(channel) ?? [{ destination: 'slack', channel, wants: ['all'] }];
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.workspace.token,
    SLACK_APP_TOKEN: slack.appToken,
  };
  const watching = await openWatching({ subscriptions, env });
  return {
    ...watching,
    slack,
    posts: () => slack.posts(channel).filter(({ by }) => by === 'chat.postMessage'),
    async [Symbol.asyncDispose]() {
      await watching[Symbol.asyncDispose]();
      await slack.close();
    },
  };
}
