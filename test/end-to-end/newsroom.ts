import { DatabaseSync } from 'node:sqlite';
import { leastScopes, type Post, type Slack, startSlack } from '../fakes/slack/index.ts';
import { type Desk, openDesk, start } from './desk.ts';
import { type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** A desk whose posts go to a Slack on this machine, watched by the real program as a process of its own. */

export const historyScopes = [...leastScopes, 'channels:history', 'groups:history', 'channels:read', 'users:read'];

export interface Newsroom {
  readonly desk: Desk;
  readonly slack: Slack;
  /** `run`, until it is told to stop. */
  watch(): ReturnType<typeof start>;
  /** The feed lists these reports from now on, each with its page. */
  release(...periods: readonly string[]): void;
  /** One report's page says other figures from now on. */
  revise(period: string, figures: Partial<ReportFigures>): void;
  /** What the app posted in the desk's channel, replies among it. */
  posts(): readonly Post[];
  /** How many deliveries stand in each state. */
  deliveries(): Readonly<Record<string, number>>;
  [Symbol.asyncDispose](): Promise<void>;
}

const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

export interface NewsroomSettings {
  readonly scopes?: readonly string[];
  readonly subscriptions?: (channel: string) => readonly unknown[];
}

export async function openNewsroom(settings: NewsroomSettings = {}): Promise<Newsroom> {
  const { scopes = leastScopes } = settings;
  const slack = await startSlack({ workspace: { scopes } });
  const channel = slack.channel.id;
  const subscriptions = settings.subscriptions?.(channel) ?? [{ destination: 'slack', channel, wants: ['all'] }];
  const source = { kind: 'rss', path: '/feed', schedule: '* * * * * *', recheck: '* * * * * *' };
  const desk = await openDesk([source], { subscriptions });
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.workspace.token,
    SLACK_APP_TOKEN: slack.appToken,
  };
  const children: ReturnType<typeof start>[] = [];
  return {
    desk,
    slack,
    watch() {
      const child = start(['run', '--config', desk.config], { env });
      children.push(child);
      return child;
    },
    release(...periods) {
      const rows = periods.map(reportOf);
      for (const row of rows) desk.publisher.page(pathOf(row), reportPage(row));
      desk.publisher.feed(
        '/feed',
        rows.map((row) => ({
          url: desk.publisher.at(pathOf(row)),
          title: titleOf(row),
          published: `${row.published}T12:00:00Z`,
        })),
      );
    },
    revise(period, figures) {
      const row = reportOf(period);
      desk.publisher.page(pathOf(row), reportPage({ ...row, ...figures }));
    },
    posts: () => slack.posts(channel).filter(({ by }) => by === 'chat.postMessage'),
    deliveries() {
      const raw = new DatabaseSync(desk.database, { readOnly: true });
      try {
        const rows = raw.prepare('SELECT state, count(*) AS count FROM deliveries GROUP BY state').all();
        return Object.fromEntries(rows.map(({ state, count }) => [String(state), Number(count)]));
      } finally {
        raw.close();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.signal('SIGKILL');
      await Promise.all(children.map(({ ended }) => ended));
      await slack.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}
