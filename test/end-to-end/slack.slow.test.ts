import { expect, test } from 'vitest';
import type { Post } from '../fakes/slack/index.ts';
import { historyScopes, type Newsroom, openNewsroom } from './newsroom.ts';
import { afterTheClaimMs } from './watching.ts';

/** The whole way, through real Bolt: a page changes, a message is in the channel, once, whatever happens between. */

const headline = ({ text }: Post) => /at least ([\d,]+) civilians killed/.exec(text)?.[1];
const isReport = ({ text }: Post) => /^Coalition now admits at least 1,291/.test(text);
const shown = ({ text, blocks }: Pick<Post, 'text' | 'blocks'>) => `${text}\n${JSON.stringify(blocks)}`;

/** Watches, has polled February, and is connected. */
async function watching(newsroom: Newsroom) {
  newsroom.release('2019-02');
  const worker = newsroom.watch();
  await worker.until(() => /"documents":1,[^\n]*"msg":"Polled"/.test(worker.said()), 'the first poll');
  await worker.until(() => newsroom.slack.socket.connections >= 2, 'both connections');
  return worker;
}

test.concurrent('a new report is one message; its silent edit is a reply and an edit of it', async () => {
  await using newsroom = await openNewsroom();
  const worker = await watching(newsroom);
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  newsroom.revise('2019-03', { killed_total: 1292 });
  await worker.until(() => newsroom.posts().length === 2, 'the reply');
  await worker.until(() => newsroom.posts()[0]?.earlier.length === 1, 'the edit');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  const [post, reply] = newsroom.posts();
  expect(post?.earlier[0]?.text).toContain('at least 1,291 civilians killed (+34)');
  expect(post && shown(post)).toMatch(/[Rr]evised/);
  expect(post && shown(post)).toContain('1,292');
  expect(reply?.threadTs).toBe(post?.ts);
  expect(reply?.isBroadcast, 'a reply that alerts no one would hide a revision').toBe(true);
  expect(reply?.text).toContain('now at least 1,292 civilians killed, earlier at least 1,291');
  for (const one of newsroom.posts()) expect(one).toMatchObject({ unfurlLinks: false, unfurlMedia: false });
  expect(newsroom.deliveries()).toEqual({ sent: 2 });
  expect(worker.said()).not.toMatch(/"level":"(warn|error)"/);
});

test.concurrent('a slash command is answered to the one who asked, and shown to all when that is wanted', async () => {
  await using newsroom = await openNewsroom();
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  slack.slash('');
  await worker.until(() => slack.ephemerals().length === 1, 'the totals');
  expect(shown(slack.ephemerals()[0] as Post)).toContain('1,257');
  slack.press(slack.ephemerals()[0], 'Post to channel');
  await worker.until(() => slack.posts(slack.channel.id).some(({ by }) => by === 'response_url'), 'for everybody');
  slack.slash('histroy');
  await worker.until(() => slack.ephemerals().some((one) => /history/.test(shown(one as unknown as Post))), 'the help');
  expect(newsroom.posts()).toEqual([]);
});

test.concurrent('a channel that subscribes by command gets what comes next, filtered', async () => {
  await using newsroom = await openNewsroom({ subscriptions: () => [] });
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  const other = slack.addChannel({ name: 'mosul' });
  slack.slash('subscribe admissions revisions —publisher cjtf-oir --country Syria');
  slack.slash('subscribe admissions --min-killed 1000', { channel: other.id });
  await worker.until(() => slack.ephemerals().length === 2, 'both answers');
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  expect(slack.posts(other.id)).toEqual([]);
  slack.slash('unsubscribe');
  await worker.until(() => slack.ephemerals().length === 3, 'the farewell');
  newsroom.release('2019-02', '2019-03', '2019-04');
  await worker.until(() => newsroom.desk.publisher.requests('/News/Article/201904/').length > 0, 'the next report');
  await newsroom.pollsAgain(worker);
  expect(newsroom.posts()).toHaveLength(1);
});

test.concurrent('an outage of Slack loses nothing and doubles nothing', async () => {
  await using newsroom = await openNewsroom();
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  await slack.down();
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['pending'] === 1, 'a post that waits');
  await worker.until(() => newsroom.rows('SELECT id FROM deliveries WHERE attempts > 1').length === 1, 'a second try');
  await slack.up();
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  await worker.until(() => slack.socket.connections >= 2, 'both connections');
  slack.slash('totals');
  await worker.until(() => slack.ephemerals().length === 1, 'the answer');
  expect(newsroom.posts().map(headline)).toEqual(['1,291']);
});

test.concurrent('a post whose answer is lost is found by its mark, where the app may read the channel', async () => {
  await using newsroom = await openNewsroom({ scopes: historyScopes });
  const worker = await watching(newsroom);
  newsroom.slack.fail({ kind: 'drop' }, { method: 'chat.postMessage', afterTaking: true });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.deliveries()['sent'] === 1, 'the post, found');
  expect(newsroom.posts().map(headline)).toEqual(['1,291']);
});

test.concurrent('where the app may not read the channel, a person is asked, once, and the answer resolves it', async () => {
  await using newsroom = await openNewsroom({
    subscriptions: (channel) => [{ destination: 'slack', channel, wants: ['admissions', 'health'] }],
  });
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  slack.fail({ kind: 'drop' }, { method: 'chat.postMessage', afterTaking: true });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 2, 'the question');
  const [post, question] = newsroom.posts();
  expect(post && headline(post)).toBe('1,291');
  expect(newsroom.deliveries()).toMatchObject({ uncertain: 1 });
  slack.press(question, 'It arrived');
  await worker.until(() => newsroom.deliveries()['sent'] === 2, 'both settled');
  expect(newsroom.posts().filter(isReport)).toHaveLength(1);
});

test.concurrent('a storm of limits is waited out', async () => {
  await using newsroom = await openNewsroom();
  const worker = await watching(newsroom);
  newsroom.slack.fail({ kind: 'rate-limited', retryAfter: 1 }, { method: 'chat.postMessage', times: 4 });
  newsroom.release('2019-02', '2019-03');
  await worker.until(() => newsroom.posts().length === 1, 'the post');
  expect(newsroom.slack.requests('chat.postMessage')).toHaveLength(5);
});

test.concurrent('commands during a renewal of the connections are each answered once', async () => {
  await using newsroom = await openNewsroom();
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  const { socket } = slack;
  let sent = 0;
  const ask = () => {
    slack.slash('totals killed_total');
    sent += 1;
  };
  for (const renewed of [socket.numbers[0], socket.numbers[1]] as const) {
    ask();
    // Slack renews one after the other; with both gone it reaches no one.
    socket.recycle(5000, [Number(renewed)]);
    for (let more = 0; more < 3; more += 1) ask();
    await worker.until(() => socket.connections >= 2, 'a new connection');
    ask();
  }
  await worker.until(() => slack.ephemerals().length >= sent, 'every answer');
  worker.signal('SIGTERM');
  expect(await worker.ended, worker.said()).toBe(0);
  expect(slack.ephemerals()).toHaveLength(sent);
});

for (const scopes of [historyScopes, undefined]) {
  const can = scopes === undefined ? 'may not look' : 'may look';
  test.concurrent(`killed while a post is on its way, the post is there once (the app ${can})`, async () => {
    await using newsroom = await openNewsroom(scopes === undefined ? {} : { scopes });
    const { slack } = newsroom;
    const worker = await watching(newsroom);
    slack.fail({ kind: 'slow', milliseconds: 5000 }, { method: 'chat.postMessage', afterTaking: true });
    newsroom.release('2019-02', '2019-03');
    await worker.until(() => newsroom.posts().length === 1, 'the post');
    worker.signal('SIGKILL');
    await worker.ended;
    expect(newsroom.deliveries()).toEqual({ sending: 1 });
    const second = newsroom.watchLater(afterTheClaimMs);
    if (scopes === undefined) {
      await second.until(() => newsroom.deliveries()['uncertain'] === 1, 'the doubt');
      await second.until(() => newsroom.posts().length === 2, 'the question');
    } else {
      await second.until(() => newsroom.deliveries()['sent'] === 1, 'the post, found');
    }
    expect(newsroom.posts().filter(isReport)).toHaveLength(1);
  });
}

test.concurrent('a past day is answered; a person follows alone; a channel is muted, its group notified and its replies in their thread', async () => {
  await using newsroom = await openNewsroom({
    subscriptions: (channel) => [
      { destination: 'slack', channel, wants: ['all'], threads: true, mention: { group: 'S0123ABCD' } },
    ],
  });
  const worker = await watching(newsroom);
  const { slack } = newsroom;
  const answered = async (typed: string) => {
    const before = slack.ephemerals().length;
    slack.slash(typed);
    await worker.until(() => slack.ephemerals().length > before, typed);
    return shown(slack.ephemerals().at(-1) as unknown as Post);
  };
  expect(await answered('history --as-of 2016-01-01')).toContain('had stored nothing of this by then');
  expect(await answered('follow Iraq --to me')).toContain('Followed: Iraq');
  expect(await answered('mute for a day')).toContain('is muted');
  newsroom.release('2019-02', '2019-03');
  const direct = () => slack.posts().filter(({ channel }) => channel !== slack.channel.id);
  await worker.until(() => direct().length === 1, 'what the person follows');
  await newsroom.pollsAgain(worker);
  expect(newsroom.posts()).toEqual([]);
  expect(await answered('unmute')).toContain('no longer muted');
  await worker.until(() => newsroom.posts().length === 1, 'what waited');
  newsroom.revise('2019-03', { killed_total: 1292 });
  await worker.until(() => newsroom.posts().length === 2, 'the reply');
  await worker.until(() => newsroom.posts()[0]?.earlier.length === 1, 'the edit');
  const [post, reply] = newsroom.posts();
  expect(post?.earlier[0]?.text).toContain('<!subteam^S0123ABCD>');
  expect(shown(post as Post)).not.toContain('subteam');
  expect(shown(reply as Post)).not.toContain('subteam');
  expect(reply).toMatchObject({ threadTs: post?.ts, isBroadcast: false });
});
