import { describe, expect, test } from 'vitest';
import { leastPermissions, permissions } from '../../fakes/discord/index.ts';
import { messageOf } from '../messages.ts';
import { keepingLog } from '../surroundings.ts';
import { loopback, never, payload, refusal } from './counterpart.ts';

/** Threads that posts start, and forums, in which each post is one. */

const at = loopback();
const posting = 'POST /channels/:channel/messages';
const starting = 'POST /channels/:channel/messages/:message/threads';
const inForum = 'POST /channels/:channel/threads';

const context = (key = 'key') => ({ key, signal: never() });
/** A channel in which the bot may start threads. */
const threaded = () => at.discord.addChannel({ permissions: leastPermissions | permissions.createPublicThreads });
const forum = (more = {}) => at.discord.addChannel({ type: 15, ...more });

describe('a post that starts a thread', () => {
  test('is replied to in it, and its edit gives the thread its new title', async () => {
    const channel = threaded();
    const destination = at.open();
    const to = { channel: channel.id, threadOnly: true } as const;
    const first = await destination.send(payload, to, context('first'));
    expect(first).toMatchObject({ channel: channel.id, thread: first.id });
    expect(at.discord.channelOf(first.id)).toMatchObject({ name: 'a figure', type: 11, parent: channel.id });
    const reply = await destination.send(payload, { ...to, under: first }, context('reply'));
    expect(reply).toMatchObject({ channel: first.id });
    expect(reply).not.toHaveProperty('thread');
    expect(reply.link).toContain(`/${at.discord.server.id}/${first.id}/${reply.id}`);
    expect(at.discord.posts(channel.id)).toHaveLength(1);
    expect(at.discord.posts(first.id)).toMatchObject([{ id: reply.id, repliesTo: null }]);
    const revised = destination.render(
      messageOf([], {
        headline: [{ text: 'Revised: another figure' }, { text: ' · ' }, { text: 'a figure', struck: true }],
      }),
    ).payload;
    await destination.update(first, revised, never());
    expect(at.discord.channelOf(first.id).name).toBe('Revised: another figure');
    expect(at.discord.posts(channel.id)[0]?.earlier).toHaveLength(1);
    await destination.update(reply, revised, never());
    expect(at.discord.requests('PATCH /channels/:channel')).toHaveLength(1);
  });

  test('is there all the same where no thread may be started, and replies are in the channel', async () => {
    const log = keepingLog();
    const destination = at.open({}, log);
    const to = { channel: at.discord.channel.id, threadOnly: true } as const;
    const first = await destination.send(payload, to, context('first'));
    expect(first).not.toHaveProperty('thread');
    await destination.send(payload, { ...to, under: first }, context('reply'));
    expect(at.discord.posts(at.discord.channel.id).map(({ repliesTo }) => repliesTo?.id ?? null)).toEqual([
      null,
      first.id,
    ]);
    expect(JSON.stringify(log)).not.toContain(at.discord.token);
  });

  test('sent again finds the thread of the first time', async () => {
    const to = { channel: threaded().id, threadOnly: true } as const;
    const first = await at.open().send(payload, to, context());
    expect(await at.open().send(payload, to, context())).toEqual(first);
    expect(at.discord.requests(starting)).toHaveLength(2);
  });

  test('whose answer was lost is found with its thread', async () => {
    const to = { channel: threaded().id, threadOnly: true } as const;
    const destination = at.open();
    at.discord.fail({ kind: 'drop' }, { route: posting, afterTaking: true });
    expect(await refusal(destination.send(payload, to, context()))).toMatchObject({ outcome: 'maybe-sent' });
    const found = await destination.find('key', to, never());
    expect(found).toMatchObject({ id: at.discord.posts()[0]?.id, thread: at.discord.posts()[0]?.id });
    const reply = await destination.send(payload, { ...to, under: found as never }, context('reply'));
    expect(await destination.find('reply', { ...to, under: found as never }, never())).toMatchObject({
      channel: found?.thread,
      id: reply.id,
    });
  });

  test('says that its thread is gone or locked, so that a reply can go elsewhere', async () => {
    const to = { channel: threaded().id, threadOnly: true } as const;
    const destination = at.open();
    const first = await destination.send(payload, to, context('first'));
    const thread = at.discord.channelOf(first.id);
    thread.locked = true;
    const reply = () => refusal(destination.send(payload, { ...to, under: first }, context('reply')));
    expect(await reply()).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    at.discord.deleteChannel(thread);
    expect(await reply()).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
  });

  test('starts none in a thread and none in direct messages', async () => {
    const destination = at.open();
    const thread = at.discord.addThread();
    for (const channel of [thread.id, `@${at.discord.person.id}`]) {
      const receipt = await destination.send(payload, { channel, threadOnly: true }, context(channel));
      expect(receipt).not.toHaveProperty('thread');
    }
  });

  test('that is edited is edited, also where its thread cannot be named anew', async () => {
    const to = { channel: threaded().id, threadOnly: true } as const;
    const destination = at.open();
    const first = await destination.send(payload, to, context());
    at.discord.fail({ kind: 'rate-limited', retryAfter: 300 }, { route: 'PATCH /channels/:channel' });
    expect(await destination.update(first, payload, never())).toEqual(first);
    expect(at.discord.posts(to.channel)[0]?.earlier).toHaveLength(1);
  });
});

describe('a post in a forum', () => {
  test('is a thread with a title; its edits and replies go into it', async () => {
    const { id } = forum();
    const destination = at.open();
    const first = await destination.send(payload, { channel: id }, context('first'));
    expect(first.id).toBe(first.channel);
    expect(first.link).toBe(`https://discord.com/channels/${at.discord.server.id}/${first.channel}/${first.id}`);
    expect(at.discord.channelOf(first.channel)).toMatchObject({ name: 'a figure', parent: id });
    expect(at.discord.posts(first.channel)).toMatchObject([{ content: payload.content, pings: [] }]);
    await destination.send(payload, { channel: id, under: first }, context('reply'));
    expect(at.discord.posts(first.channel)[1]?.repliesTo).toEqual({ channel: first.channel, id: first.id });
    await destination.update(first, { ...payload, title: 'another figure' }, never());
    expect(at.discord.channelOf(first.channel).name).toBe('another figure');
    expect(at.discord.posts(first.channel)[0]?.earlier).toHaveLength(1);
    // What the channel is has been learnt.
    await destination.send(payload, { channel: id }, context('second'));
    expect(at.discord.requests(posting).filter(({ channel }) => channel === id)).toHaveLength(1);
    expect(at.discord.requests(inForum)).toHaveLength(2);
  });

  test('notifies the role that it is told to', async () => {
    const role = at.discord.addRole({ mentionable: true });
    const { channel } = await at.open().send(payload, { channel: forum().id, mention: role.id }, context());
    expect(at.discord.posts(channel)[0]?.pings).toEqual([`<@&${role.id}>`]);
  });

  test('with the same key is made once, by another process too', async () => {
    const { id } = forum();
    const first = await at.open().send(payload, { channel: id }, context());
    expect(await at.open().send(payload, { channel: id }, context())).toEqual(first);
    await at.open().send(payload, { channel: id }, context('other'));
    expect(at.discord.requests(inForum)).toHaveLength(2);
  });

  test('whose answer was lost is found, also once its thread is archived, and one that is not there is not', async () => {
    const { id } = forum();
    const destination = at.open();
    await destination.send(payload, { channel: id }, context('before'));
    at.discord.fail({ kind: 'drop' }, { route: inForum, afterTaking: true });
    expect(await refusal(destination.send(payload, { channel: id }, context()))).toMatchObject({
      outcome: 'maybe-sent',
    });
    const thread = at.discord.posts().at(-1)?.channel ?? '';
    expect(await destination.find('key', { channel: id }, never())).toMatchObject({ channel: thread, id: thread });
    at.discord.channelOf(thread).archived = true;
    expect(await at.open().find('key', { channel: id }, never())).toMatchObject({ channel: thread, id: thread });
    expect(await at.open().find('none', { channel: id }, never())).toBeUndefined();
  });

  test('that a forum wants a tag for, or that Ackwatch may not make, is refused with the fix', async () => {
    const tagged = await refusal(at.open().send(payload, { channel: forum({ requiresTag: true }).id }, context()));
    expect(tagged).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(tagged.message).toContain('Require people to select tags');
    const closed = forum({ permissions: leastPermissions & ~permissions.sendMessages });
    const error = await refusal(at.open().send(payload, { channel: closed.id }, context()));
    expect(error.message).toContain('Send Messages');
  });

  test('has a title within what Discord takes, of the headline alone', () => {
    const titleOf = (text: string) => at.open().render(messageOf([], { headline: [{ text }] })).payload.title;
    expect(titleOf('Coalition now admits  at least 1,302 civilians killed')).toBe(
      'Coalition now admits at least 1,302 civilians killed',
    );
    expect(titleOf('a'.repeat(300)).length).toBeLessThanOrEqual(100);
    expect(titleOf('\u202e \u0000')).toBe('Ackwatch');
  });
});

describe('whether such posts can be made', () => {
  test('names the right to start threads and to write in them, where the channel wants them', async () => {
    const reach = (channel: string, threadOnly = true) =>
      at.open().reach(channel, never(), threadOnly ? { threadOnly: true } : {});
    await reach(at.discord.channel.id, false);
    expect((await refusal(reach(at.discord.channel.id))).message).toContain('the permission Create Public Threads in');
    await reach(threaded().id);
    const bits = (leastPermissions | permissions.createPublicThreads) & ~permissions.sendMessagesInThreads;
    const error = await refusal(reach(at.discord.addChannel({ permissions: bits }).id));
    expect(error.message).toContain('the permission Send Messages in Threads in');
    await reach(at.discord.addThread().id);
  });

  test('of a forum needs no right to start threads, and is told of a tag that it wants', async () => {
    const reach = (channel: string) => at.open().reach(channel, never());
    await reach(forum().id);
    const bits = leastPermissions & ~permissions.sendMessagesInThreads & ~permissions.sendMessages;
    const error = await refusal(reach(forum({ permissions: bits }).id));
    expect(error.message).toContain('the permissions Send Messages, Send Messages in Threads in');
    expect((await refusal(reach(forum({ requiresTag: true }).id))).message).toContain('without a tag');
  });
});
