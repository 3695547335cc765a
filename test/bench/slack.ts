import { join } from 'node:path';
import { configSchema } from '../../config/schema.ts';
import { type Application, openApplication } from '../../src/application.ts';
import type { Finding } from '../../src/findings.ts';
import { listen } from '../../src/listening.ts';
import { installationsOf } from '../../src/secrets.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { examples } from '../notify/events.ts';
import { feedConfig, quietSurroundings, withFolder } from './application.ts';
import type { SlackQuestion, SlackToConnect, Tally } from './children/slack.ts';
import { count, milliseconds, type Row, type Section, spreadOf } from './figures.ts';
import { fillSqlite } from './ledger.ts';
import { ask, end, startChild, told } from './processes.ts';

export interface SlackSizes {
  readonly workspaces: number;
  /** Of each workspace. */
  readonly channels: number;
  /** To each channel. */
  readonly posts: number;
  /** How long one channel is refused while the others go on. */
  readonly limitedSeconds: number;
  readonly incidents: number;
  /** How often each command is typed. */
  readonly rounds: number;
}

type Ask = (question: SlackQuestion) => Promise<unknown>;

async function withSlack<T>(
  workspaces: number,
  channels: number,
  work: (slack: SlackToConnect, ask: Ask) => Promise<T>,
): Promise<T> {
  const child = startChild('slack.ts', workspaces, channels);
  try {
    const slack = (await told(child)) as SlackToConnect; // what `children/slack.ts` sends first
    return await work(slack, (question) => ask(child, question));
  } finally {
    await end(child);
  }
}

async function withApplication<T>(
  database: string,
  env: Readonly<Record<string, string>>,
  work: (application: Application) => Promise<T>,
): Promise<T> {
  const feeds = [{ publisher: 'cjtf-oir', url: 'http://127.0.0.1:9/never-asked' }];
  const config = configSchema.parse({ ...feedConfig(database, feeds), subscriptions: [] });
  const application = await openApplication(config, quietSurroundings(env));
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const key = 'a key of the benchmark, of which nothing is kept';

/** Every channel of every workspace gets so many posts, as fast as Slack takes them. */
async function deliver({ workspaces, channels, posts, limitedSeconds }: SlackSizes, isOneLimited: boolean) {
  return withSlack(workspaces, channels, (slack, put) =>
    withFolder((folder) => {
      const env = {
        SLACK_API_URL: slack.apiUrl,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_CLIENT_ID: slack.clientId,
        SLACK_CLIENT_SECRET: slack.clientSecret,
        ACKWATCH_KEY: key,
      };
      return withApplication(join(folder, 'ledger.sqlite'), env, async ({ ledger, deliverer }) => {
        const installations = installationsOf(ledger.installations, 'slack', key, () => new Date());
        const ids: string[] = [];
        const at = new Date().toISOString();
        for (const { id, token, bot, channels: places } of slack.workspaces) {
          await installations.set(id, {
            team: { id },
            bot: { token, userId: bot, scopes: ['commands', 'chat:write'] },
          });
          for (const place of places) {
            const channel = { destination: 'slack', space: id, origin: 'chat' as const };
            ids.push((await ledger.subscriptions.subscribe(subscriptionTo(`${id}/${place}`, channel), at)).id);
          }
        }
        await ledger.transaction(async (open) => {
          const [example] = examples['total-raised'];
          for (let post = 1; post <= posts; post += 1) {
            const id = String(post).padStart(64, '0');
            const finding: Finding = { ...example, id, event: `event-${post}`, documentId: id, snapshotId: null };
            await open.addFindings([finding]);
            for (const subscriptionId of ids) await open.addDelivery({ finding, subscriptionId, at });
          }
        });
        const limited = slack.workspaces[0]?.channels[0] ?? '';
        if (isOneLimited) await put({ limit: limited, seconds: limitedSeconds });
        const stop = new AbortController();
        const running = deliverer.run(stop.signal);
        const wanted = (ids.length - (isOneLimited ? 1 : 0)) * posts;
        const tally = async () => (await put({ tally: true, ...(isOneLimited ? { but: limited } : {}) })) as Tally; // as asked
        let stands = await tally();
        while (stands.posts < wanted) {
          await new Promise((resolve) => setTimeout(resolve, 200));
          stands = await tally();
        }
        stop.abort();
        await running;
        return stands;
      });
    }),
  );
}

const lines = ['', 'latest', 'history', 'incidents raqqa', 'why killed_total', 'sources', 'subscriptions', 'digest'];

/** How long a person waits for each command, typed again and again. */
async function lookUp({ incidents, rounds }: SlackSizes): Promise<readonly Row[]> {
  return withFolder(async (folder) => {
    const file = join(folder, 'ledger.sqlite');
    await fillSqlite(file, incidents);
    return withSlack(1, 1, async (slack, put) => {
      const env = {
        SLACK_API_URL: slack.apiUrl,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_BOT_TOKEN: slack.workspaces[0]?.token ?? '',
      };
      return withApplication(file, env, async (application) => {
        await listen(application, new AbortController().signal);
        const rows: Row[] = [];
        for (const line of lines) {
          const took: number[] = [];
          for (let round = 0; round < rounds + 5; round += 1) took.push(Number(await put({ slash: line })));
          const { p50, p99 } = spreadOf(took.slice(5));
          rows.push({
            what: `/ackwatch ${line}`.trimEnd(),
            figure: `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
            ratio: '',
            target: 'p99 under 150 ms',
          });
        }
        return rows;
      });
    });
  });
}

export async function benchSlack(sizes: SlackSizes): Promise<Section> {
  const { workspaces, channels, posts, limitedSeconds, incidents } = sizes;
  const free = await deliver(sizes, false);
  const limited = await deliver(sizes, true);
  const least = (posts - 1) * 1000;
  const all = `${count(workspaces * channels)} channels in ${workspaces} workspaces, ${posts} posts each`;
  return {
    title: 'Slack',
    how: `Against a loopback Slack in a process of its own that takes one post a second and channel, through real Bolt. Delivering: from the first post that stood to the last; the limit alone makes it ${seconds(least)}. Commands: from what was typed to the answer that stands, ${count(incidents)} incidents held.`,
    rows: [
      {
        what: all,
        figure: `${seconds(free.took)}, ${count(free.refused)} refused by the limit`,
        ratio: `${(free.took / least).toFixed(2)} of the limit's own minimum`,
        target: '',
      },
      {
        what: `the same, one channel refused for ${limitedSeconds} s: all the others`,
        figure: seconds(limited.took),
        ratio: `${(limited.took / free.took).toFixed(2)} of the time without`,
        target: 'no delay',
      },
      ...(await lookUp(sizes)),
    ],
  };
}
