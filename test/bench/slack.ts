import { join } from 'node:path';
import { installationsOf } from '../../src/app/credentials.ts';
import { listen } from '../../src/app/listen.ts';
import { withFolder } from './application.ts';
import { answerRow, deliverAll, queueEverywhere, seconds, type Tally, withChat, withPlatform } from './chats.ts';
import type { SlackQuestion, SlackToConnect } from './children/slack.ts';
import { count, type Row, type Section } from './figures.ts';
import { fillSqlite } from './ledger.ts';

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

function withSlack<T>(size: readonly [number, number], work: (slack: SlackToConnect, put: Ask) => Promise<T>) {
  return withPlatform('slack.ts', size, work);
}

const key = 'a key of the benchmark, of which nothing is kept';

/** Every channel of every workspace gets so many posts, as fast as Slack takes them. */
async function deliver({ workspaces, channels, posts, limitedSeconds }: SlackSizes, isOneLimited: boolean) {
  return withSlack([workspaces, channels], (slack, put) =>
    withFolder((folder) => {
      const env = {
        SLACK_API_URL: slack.apiUrl,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_CLIENT_ID: slack.clientId,
        SLACK_CLIENT_SECRET: slack.clientSecret,
        ACKWATCH_KEY: key,
      };
      return withChat(join(folder, 'ledger.sqlite'), env, async (application) => {
        const { ledger } = application;
        const installations = installationsOf(ledger.installations, 'slack', key, () => new Date());
        for (const { id, token, bot } of slack.workspaces)
          await installations.set(id, {
            team: { id },
            bot: { token, userId: bot, scopes: ['commands', 'chat:write'] },
          });
        const places = slack.workspaces.flatMap(({ id, channels: names }) =>
          names.map((name) => ({ destination: 'slack', space: id, channel: `${id}/${name}` })),
        );
        await queueEverywhere(ledger, places, posts);
        const limited = slack.workspaces[0]?.channels[0] ?? '';
        if (isOneLimited) await put({ limit: limited, seconds: limitedSeconds });
        const wanted = (places.length - (isOneLimited ? 1 : 0)) * posts;
        const but = isOneLimited ? { but: limited } : {};
        return deliverAll(application, wanted, async () => (await put({ tally: true, ...but })) as Tally); // as asked
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
    return withSlack([1, 1], async (slack, put) => {
      const env = {
        SLACK_API_URL: slack.apiUrl,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_BOT_TOKEN: slack.workspaces[0]?.token ?? '',
      };
      return withChat(file, env, async (application) => {
        await listen(application, new AbortController().signal);
        const rows: Row[] = [];
        for (const line of lines)
          rows.push(
            await answerRow(`/ackwatch ${line}`.trimEnd(), rounds, async () => Number(await put({ slash: line }))),
          );
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
