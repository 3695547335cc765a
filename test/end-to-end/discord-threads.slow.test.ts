import { expect, test } from 'vitest';
import { type Channel, type Discord, leastPermissions, type Post, permissions } from '../fakes/discord/index.ts';
import { run } from './desk.ts';
import { openDiscordNewsroom, shown, told, watching } from './discord-newsroom.ts';
import { afterTheClaimMs } from './watching.ts';

/** Threads, forums, mentions and what people follow and mute in Discord, through the real program. */

const threads = leastPermissions | permissions.createPublicThreads;
const inForum = 'POST /channels/:channel/threads';
const ofBot = (posts: readonly Post[]) => posts.filter(({ by }) => by === 'bot');
const threadsOf = (discord: Discord, { id }: Channel) =>
  [...discord.server.channels.values()].filter(({ parent }) => parent === id);

test.concurrent('with threads each post starts one, and a revision is told in it and edits the post; a role is notified once', async () => {
  let role = '';
  let channel: Channel | undefined;
  await using newsroom = await openDiscordNewsroom({
    subscriptions(discord) {
      role = discord.addRole({ mentionable: true }).id;
      channel = discord.addChannel({ permissions: threads });
      return [told(channel, { threads: true, mention: { group: role } })];
    },
  });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const posts = () => ofBot(discord.posts(channel?.id));
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => posts().length === 1, 'the post');
  newsroom.revise('2019-03', { killed_total: 1292 });
  await worker.until(() => posts()[0]?.earlier.length === 1, 'the edit');
  const [thread] = channel === undefined ? [] : threadsOf(discord, channel);
  await worker.until(() => /Revised/.test(thread?.name ?? ''), 'the title of the thread');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  expect(posts()).toHaveLength(1);
  const [post] = posts();
  expect(thread).toMatchObject({ id: post?.id });
  expect(thread?.name).toBe('Revised: Coalition now admits at least 1,292 civilians killed (was at least 1,291)');
  const replies = ofBot(discord.posts(thread?.id));
  expect(replies).toHaveLength(1);
  expect(replies[0]?.content).toContain('now at least 1,292 civilians killed');
  // The post was edited since, and an edit notifies no one.
  expect(post?.earlier[0]?.content).toContain(`<@&${role}>`);
  expect([post, ...replies].map((one) => [one?.pings, one?.content.includes(role)])).toEqual([
    [[], false],
    [[], false],
  ]);
  expect(discord.requests('POST /channels/:channel/messages')[0]?.body).toMatchObject({
    allowed_mentions: { parse: [], roles: [role] },
  });
});

test.concurrent('in a forum a report is one thread, also where the answer was lost and the process killed', async () => {
  let forum: Channel | undefined;
  await using newsroom = await openDiscordNewsroom({
    subscriptions(discord) {
      forum = discord.addChannel({ type: 15 });
      return [told(forum)];
    },
  });
  const first = await watching(newsroom);
  const { discord } = newsroom;
  discord.fail({ kind: 'hang' }, { route: inForum, afterTaking: true });
  newsroom.release('2019-02', '2019-03');
  await first.until(() => discord.requests(inForum).length === 1, 'the post');
  first.signal('SIGKILL');
  await first.ended;
  const second = newsroom.watchLater(afterTheClaimMs * 5);
  await second.until(() => newsroom.deliveries()['sent'] === 1, 'the post, written down', 30_000);
  newsroom.revise('2019-03', { killed_total: 1292 });
  const threadsThere = () => (forum === undefined ? [] : threadsOf(discord, forum));
  await second.until(() => ofBot(discord.posts(threadsThere()[0]?.id)).length === 2, 'the reply', 30_000);
  await second.until(() => ofBot(discord.posts(threadsThere()[0]?.id))[0]?.earlier.length === 1, 'the edit', 30_000);
  second.signal('SIGTERM');
  expect(await second.ended, second.said()).toBe(0);
  expect(threadsThere()).toHaveLength(1);
  expect(threadsThere()[0]?.name).toContain('1,292');
  expect(discord.requests(inForum)).toHaveLength(1);
});

test.concurrent('what is known on a past day is answered; a person follows a place, and a channel is muted and gets one post', async () => {
  await using newsroom = await openDiscordNewsroom({ subscriptions: () => [] });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const answered = async (typed: string) => {
    const before = discord.ephemerals().length;
    discord.slash(typed);
    await worker.until(() => discord.ephemerals().length > before, typed);
    return shown(discord.ephemerals().at(-1) as never);
  };
  expect(await answered('/ackwatch totals as-of:2016-01-01')).toContain('had stored nothing of this by then');
  expect(await answered('/ackwatch totals as-of:31.5.2019')).toContain('is no day to look back to');
  // Without Manage Server a person changes no channel, and follows alone.
  expect(await answered('/ackwatch follow event:Iraq')).toContain('Manage Server');
  expect(await answered('/ackwatch follow event:Iraq to:me')).toContain('Followed: Iraq');
  const moderator = discord.addPerson({ permissions: permissions.administrator });
  const manage = (typed: string) => discord.slash(typed, { person: moderator.id }).answered;
  expect(JSON.stringify((await manage('/ackwatch-manage subscribe features:admissions')).data)).toContain('example');
  expect(JSON.stringify((await manage('/ackwatch-manage mute time:1 day')).data)).toContain('is muted');
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => discord.posts(discord.direct().id).length === 2, 'what the person follows');
  await newsroom.pollsAgain(worker);
  expect(newsroom.posts()).toEqual([]);
  expect(JSON.stringify((await manage('/ackwatch-manage unmute')).data)).toContain('no longer muted');
  await worker.until(() => newsroom.posts().length === 1, 'what waited');
  await newsroom.pollsAgain(worker);
  expect(newsroom.posts()).toHaveLength(1);
  expect(shown(newsroom.posts()[0] as Post)).toMatch(/1,291[\s\S]*1,302|1,302[\s\S]*1,291/);
});

test.concurrent('the doctor says which right a thread, a forum and a role lack', async () => {
  await using newsroom = await openDiscordNewsroom({
    subscriptions(discord) {
      const role = discord.addRole();
      const forum = discord.addChannel({
        type: 15,
        permissions: leastPermissions & ~permissions.sendMessagesInThreads,
      });
      return [
        told(discord.channel, { threads: true }),
        told(discord.addChannel(), { mention: { group: role.id } }),
        told(forum),
        told(discord.addChannel({ permissions: threads }), { threads: true }),
      ];
    },
  });
  const { stdout } = await run(['doctor', '--config', newsroom.desk.config], { env: newsroom.env });
  const [one, two, three, four] = [...newsroom.discord.server.channels.keys()].map((id) =>
    stdout.split('\n').findIndex((line) => line.includes(id)),
  );
  const after = (index: number | undefined) =>
    stdout
      .split('\n')
      .slice(index, (index ?? 0) + 2)
      .join(' ');
  const texts = [one, two, three, four].map(after).join('\n');
  expect(texts).toContain('the permission Create Public Threads');
  expect(texts).toContain('the permission Mention @everyone, @here, and All Roles');
  expect(texts).toContain('the permission Send Messages in Threads');
  expect(texts.match(/cannot be posted to/g)).toHaveLength(3);
});
