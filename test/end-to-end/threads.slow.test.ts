import { expect, test } from 'vitest';
import { startDiscord } from '../fakes/discord/index.ts';
import {
  type Article,
  copy,
  earlier,
  investigation,
  nameOf,
  orders,
  reaction,
  report,
} from '../fakes/one-statement.ts';
import { startSlack } from '../fakes/slack/index.ts';
import { openDesk, run } from './desk.ts';
import { page } from './pages.ts';

/**
 * A report, an answer to it and a copy of that answer, through the real program: on each platform one thread with one
 * admission, one answer and one line about the copy, whichever comes first.
 */

/** A post as a reader sees it now. `under` is the place of the post that it replies to, counted from zero. */
interface Shown {
  readonly text: string;
  readonly under: number | null;
  readonly edits: number;
}

const publishers = [
  { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
  { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
  { id: 'globalresearch', name: 'Global Research', role: 'carrier' },
];

async function openRoom() {
  const [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
  const env = {
    ...{ SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.workspace.token, SLACK_APP_TOKEN: slack.appToken },
    ...{ DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token },
  };
  const sources = publishers.map(({ id }) => ({ id: `${id}-feed`, publisher: id, kind: 'rss', path: `/${id}.xml` }));
  const desk = await openDesk(sources, (channel) => ({
    publishers,
    subscriptions: [
      { destination: 'terminal', channel, wants: ['all'] },
      { destination: 'slack', channel: slack.channel.id, wants: ['all'] },
      { destination: 'discord', channel: discord.channel.id, wants: ['all'] },
    ],
  }));
  const { publisher } = desk;
  const shown: Article[] = [];

  async function poll(articles: readonly Article[]) {
    shown.unshift(...articles);
    for (const { path, title, published, paragraphs } of articles)
      publisher.page(path, page(title, published.slice(0, 10), paragraphs));
    for (const { id } of publishers) {
      const own = shown.filter((article) => article.publisher === id);
      publisher.feed(
        `/${id}.xml`,
        own.map(({ path, title, published }) => ({ url: publisher.at(path), title, published })),
      );
    }
    const ran = await run(['poll', '--config', desk.config], { env });
    expect(ran.code, ran.stderr).toBe(0);
  }

  const visible = {
    slack(): readonly Shown[] {
      const posts = slack.posts(slack.channel.id);
      return posts.map(({ text, blocks, threadTs, earlier: before, ts }) => ({
        text: `${text}\n${JSON.stringify(blocks)}`,
        under: threadTs === null || threadTs === ts ? null : posts.findIndex((one) => one.ts === threadTs),
        edits: before.length,
      }));
    },
    discord(): readonly Shown[] {
      const posts = discord.posts(discord.channel.id);
      return posts.map(({ content, embeds, repliesTo, earlier: before }) => ({
        text: `${content}\n${JSON.stringify(embeds)}`,
        under: repliesTo === null ? null : posts.findIndex(({ id }) => id === repliesTo.id),
        edits: before.length,
      }));
    },
  };
  await poll(earlier);
  return {
    ...{ desk, slack, poll, visible },
    async [Symbol.asyncDispose]() {
      await Promise.all([desk[Symbol.asyncDispose](), slack.close(), discord.close()]);
    },
  };
}

const isAdmission = ({ text }: Shown) => /^\W*Coalition now admits at least 1,302 civilians killed/.test(text);
const isAnswer = ({ text }: Shown) =>
  /^\W*Amnesty International responds: more than 1,600 civilians were killed/.test(text);

/** The thread as everybody finds it in the end. */
function expectThread(posts: readonly Shown[], where: string): void {
  expect(posts, where).toHaveLength(2);
  expect(posts.filter(isAdmission), where).toHaveLength(1);
  const answers = posts.filter(isAnswer);
  expect(answers, where).toHaveLength(1);
  expect(
    posts.map(({ under }) => under),
    where,
  ).toEqual([null, 0]);
  const [{ text } = { text: '' }] = answers;
  expect(text, where).toMatch(/Responds to the .{0,200}CJTF-OIR report for April 2019/s);
  expect(text, where).toContain('/amnesty/fraction/');
  expect(text, where).toMatch(/Also carried by .{0,80}Global Research/s);
  expect(text.split('Also carried by').length, where).toBeLessThanOrEqual(3);
  expect(posts.map((post) => post.text).join('\n'), where).not.toMatch(/stored yet|the original is not stored/);
}

test.each(orders.map((order) => ({ name: order.map(nameOf).join(', '), order })))(
  'in the order $name: one thread',
  async ({ order, name }) => {
    await using room = await openRoom();
    for (const article of order) await room.poll([article]);
    for (const posts of [room.visible.slack(), room.visible.discord()]) {
      expectThread(posts, name);
      // The copy is a line, and so is each thing that became known after the answer was posted.
      const late = order.slice(Math.min(order.indexOf(reaction), order.indexOf(copy)) + 1);
      expect(posts.find(isAnswer)?.edits, name).toBe(late.length);
      expect(posts.find(isAdmission)?.edits, name).toBe(0);
    }
    // What has to reach the channel is no silent reply.
    expect(room.slack.posts(room.slack.channel.id).map(({ isBroadcast }) => isBroadcast)).toEqual([false, true]);
    // A file is not edited: it has the same two posts.
    const file = room.desk.posts().map(({ text }) => text);
    expect(file).toHaveLength(2);
    expect(file.filter((text) => text.includes('Amnesty International responds: more than 1,600'))).toHaveLength(1);
    expect(file.filter((text) => text.includes('Coalition now admits at least 1,302'))).toHaveLength(1);
  },
);

test('all in one poll: one thread without an edit', async () => {
  await using room = await openRoom();
  await room.poll([report, reaction, copy]);
  for (const posts of [room.visible.slack(), room.visible.discord()]) {
    expectThread(posts, 'one poll');
    expect(posts.map(({ edits }) => edits)).toEqual([0, 0]);
  }
  const file = room.desk.posts();
  expect(file).toHaveLength(2);
  expect(file[1]?.text).toContain('Also carried by Global Research');
  expect(file[1]?.text).toContain('Responds to the CJTF-OIR report for April 2019');
  expect(file[1]?.text).toContain('Concerns the post of');
  expect(file.map(({ text }) => text).join()).not.toContain('stored yet');
});

test('as it happened: the investigation in April, the report, the answer, the copy', async () => {
  await using room = await openRoom();
  for (const article of [investigation, report, reaction, copy]) await room.poll([article]);
  for (const posts of [room.visible.slack(), room.visible.discord()]) {
    expect(posts[0]?.text).toContain('Amnesty International and Airwars say more than 1,600 civilians were killed');
    expect(posts.map(({ under }) => under)).toEqual([null, null, 1]);
    expect(posts.map(({ edits }) => edits)).toEqual([0, 0, 1]);
    expectThread(
      posts.slice(1).map((post) => ({ ...post, under: post.under === null ? null : post.under - 1 })),
      'as it happened',
    );
  }
});
