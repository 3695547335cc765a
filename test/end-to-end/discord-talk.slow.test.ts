import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  leastPermissions,
  memberPermissions,
  type Post,
  permissions,
} from '../fakes/discord/index.ts';
import { run } from './desk.ts';
import { openDiscordNewsroom, shown, told, totalsOf, watching } from './discord-newsroom.ts';

/** What people ask and change in Discord, and what becomes of channels that close, through the real program. */

const callback = 'POST /interactions/:interaction/:token/callback';
const crosspost = 'POST /channels/:channel/messages/:message/crosspost';

/** A person who may manage the server, and so add bots. */
function moderator(discord: Discord) {
  return discord.addPerson({ permissions: memberPermissions | permissions.manageServer });
}
const isPaused = (channel: string) =>
  `SELECT paused_detail AS reason FROM subscriptions WHERE state = 'paused' AND channel = '${channel}'`;

test.concurrent('commands while the connection is renewed, cut and refused are each answered once', async () => {
  await using newsroom = await openDiscordNewsroom();
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const { gateway } = discord;
  const troubles = [
    () => gateway.reconnect(),
    () => gateway.cut(),
    () => gateway.invalidate(true),
    () => gateway.invalidate(false),
  ];
  const sent = [];
  const sessions = () => gateway.resumes.length + gateway.identifies.length;
  for (const trouble of troubles) {
    const before = sessions();
    sent.push(discord.slash('/ackwatch totals'));
    trouble();
    await worker.until(() => sessions() > before && gateway.connections === 1, 'the connection', 30_000);
    sent.push(discord.slash('/ackwatch latest'));
  }
  await worker.until(() => discord.ephemerals().length >= sent.length, 'every answer', 30_000);
  for (const { answered } of sent) expect(await answered).toMatchObject({ inTime: true });
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  expect(discord.ephemerals()).toHaveLength(sent.length);
  const answeredOnce = discord.requests(callback).filter(({ status }) => status !== null && status < 300);
  expect(answeredOnce).toHaveLength(sent.length);
  expect(gateway.resumes.length).toBeGreaterThan(0);
  expect(gateway.identifies.length).toBeGreaterThan(1);
});

test.concurrent('where Discord asks for two connections, servers of both are posted to, and answered once each', async () => {
  const shardOf = ({ server }: Channel) => Number((BigInt(server ?? 0) >> 22n) % 2n);
  let channels: readonly Channel[] = [];
  await using newsroom = await openDiscordNewsroom({
    discord: { shards: 2 },
    subscriptions(discord) {
      let other = discord.channel;
      while (shardOf(other) === shardOf(discord.channel)) other = discord.addChannel({}, discord.addServer());
      channels = [discord.channel, other];
      return channels.map((channel) => told(channel));
    },
  });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const sent = channels.map(({ id: channel }) => discord.slash('/ackwatch totals', { channel }));
  for (const { answered } of sent) expect(await answered).toMatchObject({ inTime: true, type: 4 });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => channels.every(({ id }) => newsroom.posts(id).length === 1), 'both posts');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  expect(discord.requests(callback)).toHaveLength(2);
  await discord.until(() => discord.gateway.connections === 0);
});

test.concurrent('a command is answered to the one who asked, and shown to all when that is wanted; a post is explained, a field suggests', async () => {
  await using newsroom = await openDiscordNewsroom();
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  discord.slash('/ackwatch totals');
  await worker.until(() => discord.ephemerals().length === 1, 'the totals');
  const [answer] = discord.ephemerals();
  expect(answer && shown(answer)).toContain('1,257');
  discord.press(answer, 'Show everyone');
  await worker.until(() => discord.posts(discord.channel.id).some(({ by }) => by === 'interaction'), 'for everybody');
  expect(newsroom.posts()).toEqual([]);
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['sent'] === 1, 'the post, written down');
  const explained = discord.messageCommand(newsroom.posts()[0], 'Explain this post');
  const suggested = discord.autocomplete({
    command: 'ackwatch',
    sub: 'why',
    options: { figure: 'killed' },
    typing: 'figure',
  });
  await worker.until(() => explained.shown() !== undefined, 'where its figures come from');
  expect(shown(explained.shown() as Post)).toContain('1,291');
  expect(JSON.stringify((await suggested.answered).data)).toContain('killed_total');
});

test.concurrent('a channel that subscribes by command gets what comes next, and one that cannot be posted to is refused', async () => {
  await using newsroom = await openDiscordNewsroom({ subscriptions: () => [] });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const { id } = moderator(discord);
  const silent = discord.addChannel({ name: 'silent' });
  discord.deny(silent, permissions.embedLinks);
  const [subscribed, refused] = [
    discord.slash('/ackwatch-manage subscribe', { person: id }),
    discord.slash('/ackwatch-manage subscribe', { person: id, channel: silent.id }),
  ];
  await worker.until(() => [subscribed, refused].every((sent) => sent.shown() !== undefined), 'both answers');
  expect(shown(refused.shown() as Post)).toContain('Embed Links');
  expect(shown(subscribed.shown() as Post)).not.toContain('Embed Links');
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  expect(totalsOf(newsroom.posts())).toEqual(['1,291']);
  expect(newsroom.posts(silent.id)).toEqual([]);
  expect(newsroom.rows('SELECT channel FROM subscriptions')).toEqual([{ channel: discord.channel.id }]);
  const left = discord.slash('/ackwatch-manage unsubscribe', { person: id });
  await worker.until(() => left.shown() !== undefined, 'the farewell');
  expect(newsroom.rows('SELECT channel FROM subscriptions WHERE ended_at IS NULL')).toEqual([]);
});

test.concurrent('who may not manage the server changes nothing', async () => {
  await using newsroom = await openDiscordNewsroom({ subscriptions: () => [] });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  // Discord offers it to no one: changes have another command, which it shows to moderators alone.
  const sent = discord.slash('/ackwatch subscribe', { unchecked: true });
  await worker.until(() => sent.shown() !== undefined, 'the refusal');
  expect(shown(sent.shown() as Post)).toContain('Manage Server');
  expect(() => discord.slash('/ackwatch-manage subscribe')).toThrow('permissions');
  expect(newsroom.rows('SELECT channel FROM subscriptions')).toEqual([]);
});

test.concurrent('removed from a server, the subscription is paused and its owner notified once, with the fix', async () => {
  await using newsroom = await openDiscordNewsroom({ subscriptions: () => [] });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const owner = moderator(discord);
  const sent = discord.slash('/ackwatch-manage subscribe', { person: owner.id });
  await worker.until(() => sent.shown() !== undefined, 'the subscription');
  discord.removeFrom(discord.server);
  newsroom.release('2019-02', '2019-03');
  const direct = () => discord.posts(discord.direct(owner).id).filter(({ by }) => by === 'bot');
  await worker.until(() => direct().length === 1, 'the word to the owner');
  expect(newsroom.rows(isPaused(discord.channel.id))).toHaveLength(1);
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => newsroom.desk.publisher.requests('/News/Article/201904/').length > 0, 'the next report');
  await newsroom.pollsAgain(worker);
  expect(direct()).toHaveLength(1);
  expect(direct().map(shown)[0]?.replaceAll('\\', '')).toContain(`client_id=${discord.application.id}&scope=bot`);
  discord.joins(discord.server);
  await worker.until(() => newsroom.posts().length === 2, 'what waited');
  expect(totalsOf(newsroom.posts())).toEqual(['1,291', '1,302']);
});

test.concurrent('removed and added again while no process was connected, the channel goes on by itself', async () => {
  await using newsroom = await openDiscordNewsroom({ subscriptions: () => [] });
  const { discord } = newsroom;
  const first = await watching(newsroom);
  const sent = discord.slash('/ackwatch-manage subscribe', { person: moderator(discord).id });
  await first.until(() => sent.shown() !== undefined, 'the subscription');
  first.signal('SIGTERM');
  await first.ended;
  discord.removeFrom(discord.server);
  const second = newsroom.watch();
  await second.until(() => /Listening for commands/.test(second.said()), 'that it listens');
  newsroom.release('2019-02', '2019-03');
  await second.until(() => newsroom.rows(isPaused(discord.channel.id)).length === 1, 'the pause');
  second.signal('SIGTERM');
  await second.ended;
  discord.joins(discord.server);
  const third = newsroom.watch();
  await third.until(() => newsroom.posts().length === 1, 'what waited');
  expect(totalsOf(newsroom.posts())).toEqual(['1,291']);
  expect(newsroom.rows(isPaused(discord.channel.id))).toEqual([]);
});

test.concurrent('a channel that is closed to the bot is paused, with the permission that is missing, and its owner notified', async () => {
  const lost = { 'View Channel': permissions.viewChannel, 'Send Messages': permissions.sendMessages };
  await using newsroom = await openDiscordNewsroom({
    subscriptions(discord) {
      const owner = `@${discord.person.id}`;
      return Object.keys(lost).map((name) => told(discord.addChannel({ name }), { owner, wants: ['admissions'] }));
    },
  });
  const worker = await watching(newsroom);
  const { discord } = newsroom;
  const closed = [...discord.server.channels.values()].filter(({ name }) => name in lost);
  for (const channel of closed) discord.deny(channel, lost[channel.name as keyof typeof lost]);
  newsroom.release('2019-02', '2019-03');
  const direct = () => discord.posts(discord.direct().id).filter(({ by }) => by === 'bot');
  await worker.until(() => direct().length === closed.length, 'the words to the owner');
  for (const { id, name } of closed) {
    const [paused] = newsroom.rows(isPaused(id));
    expect(paused?.['reason'], name).toMatch(new RegExp(`lacks the permission ${name}\\b`));
    const about = direct()
      .map(shown)
      .filter((text) => text.includes(id));
    expect(about, name).toEqual([expect.stringContaining(name)]);
    discord.permit(id, leastPermissions);
    expect(newsroom.posts(id)).toEqual([]);
    const resumed = discord.slash('/ackwatch-manage subscribe', { channel: id, person: moderator(discord).id });
    await worker.until(() => resumed.shown() !== undefined, 'the answer');
    expect(shown(resumed.shown() as Post)).toContain('is resumed');
  }
  await worker.until(() => closed.every(({ id }) => newsroom.posts(id).length === 1), 'what waited');
  await newsroom.pollsAgain(worker);
  expect(direct()).toHaveLength(closed.length);
});

test.concurrent('interactions as signed requests are answered by the real program, once each', async () => {
  const port = await freePort();
  await using newsroom = await openDiscordNewsroom({
    env: ({ application }) => ({ DISCORD_PUBLIC_KEY: application.publicKey, DISCORD_PORT: String(port) }),
  });
  const { discord } = newsroom;
  const worker = await watching(newsroom);
  await discord.saveInteractionsUrl(`http://127.0.0.1:${port}/discord/interactions`);
  const sent = discord.slash('/ackwatch totals');
  expect(await sent.answered).toMatchObject({ inTime: true });
  await worker.until(() => discord.ephemerals().length === 1, 'the totals');
  expect(shown(sent.shown() as Post)).toContain('1,257');
  expect(await sent.again(), 'the same bytes again').toMatchObject({ type: null });
  discord.press(discord.ephemerals()[0], 'Show everyone');
  await worker.until(() => discord.posts(discord.channel.id).some(({ by }) => by === 'interaction'), 'for everybody');
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  expect(discord.posts(discord.channel.id).filter(({ by }) => by === 'interaction')).toHaveLength(1);
  expect(discord.answers.filter(({ type }) => type === 4)).toHaveLength(1);
  expect(discord.gateway.opened, 'nothing is connected').toBe(0);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // it listens at a port of TCP
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.concurrent('only announcements of a channel that opted in are published to its followers, and a failure of that loses no post', async () => {
  await using newsroom = await openDiscordNewsroom({
    subscriptions: (discord) =>
      ['kept', 'published', 'failing'].map((name) => told(discord.addChannel({ name, type: 5 }))),
    env({ server }) {
      const ids = [...server.channels.values()].filter(({ name }) => name === 'published' || name === 'failing');
      return { DISCORD_CROSSPOST: ids.map(({ id }) => id).join(',') };
    },
  });
  const { discord } = newsroom;
  const id = (name: string) => [...discord.server.channels.values()].find((channel) => channel.name === name)?.id ?? '';
  const worker = await watching(newsroom);
  discord.fail({ kind: 'html' }, { route: crosspost, channel: id('failing') });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['sent'] === 3, 'all three');
  await worker.until(() => discord.requests(crosspost).length === 2, 'both publications');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  const published = ['kept', 'published', 'failing'].map((name) =>
    newsroom.posts(id(name)).map((post) => post.crossposted),
  );
  expect(published).toEqual([[false], [true], [false]]);
});

test.concurrent('the doctor prints the link that lets the bot in, names what a channel lacks, and shows no token', async () => {
  await using newsroom = await openDiscordNewsroom({
    subscriptions: (discord) => [told(discord.channel), told(discord.addChannel({ name: 'closed' }))],
  });
  const { discord, desk, env } = newsroom;
  desk.publisher.feed('/feed', [{ title: 'A release', html: 'Words of a release.' }]);
  const closed = [...discord.server.channels.values()].find(({ name }) => name === 'closed');
  discord.deny(closed?.id ?? '', permissions.sendMessages);
  const { code, stdout, stderr } = await run(['doctor', '--config', desk.config], { env });
  expect(stdout).toContain(`https://discord.com/oauth2/authorize?client_id=${discord.application.id}`);
  expect(stdout).toContain(`ok      channel: discord ${discord.channel.id}\n`);
  expect(stdout).toMatch(new RegExp(`PROBLEM channel: discord ${closed?.id} cannot be posted to\\n +.*Send Messages`));
  expect(code, stdout).toBe(1);
  expect(stdout + stderr).not.toContain(discord.token);
  expect(discord.gateway.opened, 'it does not listen').toBe(0);
  expect(discord.posts()).toEqual([]);
});
