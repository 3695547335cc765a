import { expect, test } from 'vitest';
import { type Discord, type Failure, type Post, permissions } from '../fakes/discord/index.ts';
import { type DiscordNewsroom, openDiscordNewsroom, shown, told, totalsOf, watching } from './discord-newsroom.ts';
import { afterTheClaimMs } from './watching.ts';

/** The whole way, through real discord.js: a page changes, a message is in the channel, once, whatever happens between. */

const posting = 'POST /channels/:channel/messages';
/** Longer than Discord knows a post by its nonce. */
const afterTheNonceMs = 300_000;

const isReport = ({ content }: Post) => /Coalition now admits/.test(content) && !/arrived/.test(content);

/** Every channel of the desk gets everything. */
function everywhere({ server }: Discord) {
  return [...server.channels.values()].map((channel) => told(channel));
}
/** A newsroom with so many channels, each subscribed. */
function withChannels(count: number) {
  return openDiscordNewsroom({
    subscriptions(discord) {
      while (discord.server.channels.size < count) discord.addChannel();
      return everywhere(discord);
    },
  });
}
const channelsOf = ({ discord }: DiscordNewsroom) => [...discord.server.channels.keys()];
const totalsByChannel = (newsroom: DiscordNewsroom) =>
  channelsOf(newsroom).map((channel) => totalsOf(newsroom.posts(channel)));

test.concurrent('a new report is one message; its silent edit is a reply and an edit of it', async () => {
  await using newsroom = await openDiscordNewsroom();
  const worker = await watching(newsroom);
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  newsroom.revise('2019-03', { killed_total: 1292 });
  await worker.until(() => newsroom.posts().length === 2, 'the reply');
  await worker.until(() => newsroom.posts()[0]?.earlier.length === 1, 'the edit');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  const [post, reply] = newsroom.posts();
  expect(post?.earlier[0]?.content, 'what a notification shows').toContain('at least 1,291 civilians killed (+34)');
  expect(JSON.stringify(post?.earlier[0]?.embeds)).toContain('1,257');
  expect(post?.embeds).toHaveLength(1);
  expect(post && shown(post)).toMatch(/[Rr]evised/);
  expect(post && shown(post)).toContain('1,292');
  expect(reply?.repliesTo).toEqual({ channel: post?.channel, id: post?.id });
  expect(reply?.content).toContain('now at least 1,292 civilians killed, earlier at least 1,291');
  expect(post?.nonce).toMatch(/^.{16,25}$/);
  expect(reply?.nonce).not.toBe(post?.nonce);
  for (const { allowedMentions, pings } of newsroom.posts()) {
    expect(allowedMentions).toMatchObject({ parse: [] });
    expect(pings).toEqual([]);
  }
  expect(newsroom.deliveries()).toEqual({ sent: 2 });
  expect(worker.said()).not.toMatch(/"level":"(warn|error)"/);
  expect(worker.said()).not.toContain(newsroom.discord.token);
});

test.concurrent('killed before Discord took a post, before it answered and after, each post is there once', async () => {
  await using newsroom = await withChannels(3);
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  const [before = '', between = '', after = ''] = channelsOf(newsroom);
  discord.fail({ kind: 'hang' }, { route: posting, channel: before });
  discord.fail({ kind: 'slow', milliseconds: 5000 }, { route: posting, channel: between });
  newsroom.release('2019-02', '2019-03');
  await worker.until(
    () =>
      discord.requests(posting).some(({ channel }) => channel === before) &&
      newsroom.posts(between).length === 1 &&
      newsroom.posts(after).length === 1,
    'all three under way',
  );
  worker.signal('SIGKILL');
  await worker.ended;
  expect(newsroom.posts(before)).toEqual([]);
  expect(newsroom.deliveries()['sending']).toBeGreaterThanOrEqual(2);
  const second = newsroom.watchLater(afterTheClaimMs);
  await second.until(() => newsroom.deliveries()['sent'] === 3, 'all three');
  expect(totalsByChannel(newsroom)).toEqual([['1,291'], ['1,291'], ['1,291']]);
  expect(newsroom.deliveries()).toEqual({ sent: 3 });
});

test.concurrent('killed for longer than Discord knows a nonce: the post is looked for, and where that is not allowed a person is asked', async () => {
  await using newsroom = await withChannels(2);
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  const [open = '', closed = ''] = channelsOf(newsroom);
  discord.fail({ kind: 'slow', milliseconds: 5000 }, { route: posting, times: 2 });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => [open, closed].every((channel) => newsroom.posts(channel).length === 1), 'both posts');
  worker.signal('SIGKILL');
  await worker.ended;
  expect(newsroom.deliveries()).toEqual({ sending: 2 });
  discord.forgetNonces();
  discord.deny(closed, permissions.readMessageHistory);
  const second = newsroom.watchLater(afterTheNonceMs);
  await second.until(() => newsroom.deliveries()['uncertain'] === 1, 'the doubt');
  await second.until(() => newsroom.posts(open).length === 2, 'the question');
  expect(totalsOf(newsroom.posts(open).slice(0, 1)), 'found').toEqual(['1,291']);
  const [, question] = newsroom.posts(open);
  expect(question && shown(question)).toMatch(/may or may not have arrived|not known/i);
  const reports = [open, closed].map((channel) => newsroom.posts(channel).filter(isReport));
  expect(reports.map((posts) => posts.length)).toEqual([1, 1]);
});

test.concurrent('a post whose answer is lost, in whatever way, is there once', async () => {
  const ways: readonly Failure[] = [
    { kind: 'html' },
    { kind: 'status', status: 500 },
    { kind: 'drop' },
    { kind: 'cut' },
    { kind: 'malformed' },
  ];
  await using newsroom = await withChannels(ways.length + 1);
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  const channels = channelsOf(newsroom);
  for (const [index, failure] of ways.entries())
    discord.fail(failure, { route: posting, channel: channels[index] ?? '', afterTaking: true });
  const unseen = channels.at(-1) ?? '';
  discord.deny(unseen, permissions.readMessageHistory);
  discord.fail({ kind: 'drop' }, { route: posting, channel: unseen, afterTaking: true });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['sent'] === channels.length, 'every post');
  expect(totalsByChannel(newsroom)).toEqual(channels.map(() => ['1,291']));
});

test.concurrent('a limit of one channel holds that channel alone', async () => {
  await using newsroom = await withChannels(3);
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  const [limited = '', ...others] = channelsOf(newsroom);
  discord.fail({ kind: 'rate-limited', retryAfter: 4 }, { route: posting, channel: limited });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => discord.requests(posting).length >= 3, 'every try');
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => newsroom.deliveries()['sent'] === 6, 'both posts everywhere', 30_000);
  expect(totalsByChannel(newsroom)).toEqual(Array(3).fill(['1,291', '1,302']));
  const refused = discord.requests(posting).find(({ status }) => status === 429);
  const free = (refused?.at ?? 0) + 4000;
  for (const { at } of newsroom.posts(limited)) expect(at).toBeGreaterThanOrEqual(free);
  for (const channel of others) for (const { at } of newsroom.posts(channel).slice(0, 1)) expect(at).toBeLessThan(free);
  expect(discord.requests(posting), 'asked no more often than needed').toHaveLength(7);
});

test.concurrent('a limit of the whole bot holds every channel, and nothing is lost', async () => {
  await using newsroom = await withChannels(4);
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  discord.fail({ kind: 'rate-limited', retryAfter: 3, scope: 'global' }, { route: posting });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => discord.requests(posting).length >= 4, 'every try');
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => newsroom.deliveries()['sent'] === 8, 'both posts everywhere', 30_000);
  expect(totalsByChannel(newsroom)).toEqual(Array(4).fill(['1,291', '1,302']));
  const refused = discord.requests(posting).find(({ status }) => status === 429)?.at ?? 0;
  // What was on its way together with the refused one could not know of it; the second report could.
  for (const channel of channelsOf(newsroom))
    expect(newsroom.posts(channel)[1]?.at).toBeGreaterThanOrEqual(refused + 3000);
});

test.concurrent('an outage of Discord loses nothing and doubles nothing', async () => {
  await using newsroom = await openDiscordNewsroom();
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  await discord.down();
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['pending'] === 1, 'a post that waits');
  await worker.until(() => newsroom.rows('SELECT id FROM deliveries WHERE attempts > 1').length === 1, 'a second try');
  await discord.up();
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  await worker.until(() => discord.gateway.connections >= 1, 'the connection', 40_000);
  const sent = discord.slash('/ackwatch totals');
  expect(await sent.answered).toMatchObject({ inTime: true });
  await worker.until(() => discord.ephemerals().length === 1, 'the answer');
  expect(totalsOf(newsroom.posts())).toEqual(['1,291']);
});

test.concurrent('a token that is reset is used no more once it was refused; posts wait and go out after a start with the new one', async () => {
  await using newsroom = await openDiscordNewsroom();
  const { discord, desk } = newsroom;
  const worker = await watching(newsroom);
  const [old, asked] = [discord.token, discord.requests().length];
  const fresh = discord.resetToken();
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => /"level":"error"[^\n]*DISCORD_TOKEN/.test(worker.said()), 'the reason');
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => (newsroom.deliveries()['pending'] ?? 0) >= 2, 'posts that wait');
  const looked = desk.publisher.requests('/feed').length;
  await worker.until(() => desk.publisher.requests('/feed').length > looked + 1, 'that the watch goes on');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  const refused = discord.requests().slice(asked);
  const first = refused[0]?.at ?? 0;
  // None, where the connection was told first. What is asked of a channel and the post to it are on their way together.
  for (const { route, status, at } of refused) {
    expect(status, route).toBe(401);
    expect(at, route).toBeLessThan(first + 2000);
  }
  expect(newsroom.posts()).toEqual([]);
  // With the old one still set, a start asks once too.
  const again = newsroom.watch();
  await again.until(() => /"level":"error"[^\n]*DISCORD_TOKEN/.test(again.said()), 'the reason again');
  const before = desk.publisher.requests('/feed').length;
  await again.until(() => desk.publisher.requests('/feed').length > before + 1, 'that it watches');
  again.signal('SIGTERM');
  expect(await again.ended, again.said()).toBe(0);
  expect(discord.requests().slice(asked + refused.length)).toMatchObject([{ status: 401 }]);
  for (const said of [worker.said(), again.said()]) expect(said).not.toContain(old);
  // What was put off waits for a minute at the most.
  const mended = newsroom.watchLater(afterTheClaimMs * 2, { ...newsroom.env, DISCORD_TOKEN: fresh });
  await mended.until(() => newsroom.posts().filter(isReport).length === 2, 'both posts');
  await mended.until(() => newsroom.deliveries()['pending'] === undefined, 'whatever else waited');
  expect(totalsOf(newsroom.posts().filter(isReport))).toEqual(['1,291', '1,302']);
});
