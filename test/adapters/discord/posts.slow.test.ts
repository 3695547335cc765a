import { describe, expect, test } from 'vitest';
import { permissions } from '../../fakes/discord/index.ts';
import { keepingLog } from '../surroundings.ts';
import { loopback, never, payload, refusal } from './counterpart.ts';

const at = loopback();
const posting = 'POST /channels/:channel/messages';
const deleting = 'DELETE /channels/:channel/messages/:message';
const publishing = 'POST /channels/:channel/messages/:message/crosspost';

describe('a post', () => {
  test('carries its delivery and a nonce that Discord remembers, and mentions no one, nor does its edit', async () => {
    const destination = at.open();
    const receipt = await at.send(destination);
    const [asked] = at.discord.requests(posting);
    expect(asked?.body).toMatchObject({
      content: payload.content,
      enforce_nonce: true,
      nonce: expect.stringMatching(/^[\w-]{25}$/),
      allowed_mentions: { parse: [] },
      embeds: [{ url: expect.stringMatching(/^https:\/\/discord\.com\/#[\w-]{25}$/) }],
    });
    await destination.update(receipt, payload, never());
    expect(at.discord.requests('PATCH /channels/:channel/messages/:message')[0]?.body).toMatchObject({
      allowed_mentions: { parse: [] },
    });
    expect(at.discord.posts()).toMatchObject([{ pings: [], earlier: [{}] }]);
  });

  test('notifies the one role that it is told to, whatever its text contains, and no one once it is edited', async () => {
    const role = at.discord.addRole({ mentionable: true });
    const other = at.discord.addRole({ mentionable: true });
    const destination = at.open();
    const hostile = { ...payload, content: `**a figure** <@&${other.id}> @everyone <@${at.discord.person.id}>` };
    const to = { channel: at.discord.channel.id, mention: role.id };
    const receipt = await destination.send(hostile, to, { key: 'key', signal: never() });
    expect(at.discord.requests(posting)[0]?.body).toMatchObject({
      content: `${hostile.content}\n<@&${role.id}>`,
      allowed_mentions: { parse: [], roles: [role.id] },
    });
    expect(at.discord.posts()[0]?.pings).toEqual([`<@&${role.id}>`]);
    await destination.update(receipt, hostile, never());
    expect(at.discord.posts()[0]).toMatchObject({ content: hostile.content, pings: [] });
    expect(at.discord.posts()[0]?.allowedMentions).toEqual({ parse: [] });
  });

  test('with the same key is made once, by another process too, until Discord forgets it', async () => {
    const first = await at.send(at.open());
    expect(await at.send(at.open())).toEqual(first);
    expect(at.discord.posts()).toHaveLength(1);
    at.discord.forgetNonces();
    await at.send(at.open());
    expect(at.discord.posts()).toHaveLength(2);
  });

  test('has the link that Discord copies, for which a channel is asked about once', async () => {
    const destination = at.open();
    const { server, channel } = at.discord;
    const receipts = [await at.send(destination), await at.send(destination, channel.id, undefined, 'other')];
    for (const { id, link } of receipts)
      expect(link).toBe(`https://discord.com/channels/${server.id}/${channel.id}/${id}`);
    expect(at.discord.requests('GET /channels/:channel')).toHaveLength(1);
  });

  test('to a channel whose server is known asks for nothing else', async () => {
    const to = { channel: at.discord.channel.id, space: at.discord.server.id };
    const { link } = await at.open().send(payload, to, { key: 'key', signal: never() });
    expect(link).toContain(`/${at.discord.server.id}/${at.discord.channel.id}/`);
    expect(at.discord.requests()).toHaveLength(1);
  });

  test('has no link where the server cannot be learnt, and is sent all the same', async () => {
    at.discord.fail({ kind: 'status', status: 500 }, { route: 'GET /channels/:channel' });
    expect(await at.send(at.open())).toEqual({ channel: at.discord.channel.id, id: at.discord.posts()[0]?.id });
  });

  test('under another replies to it, also where that is a reply itself', async () => {
    const destination = at.open();
    const first = await at.send(destination, at.discord.channel.id, undefined, 'first');
    const second = await at.send(destination, at.discord.channel.id, first, 'second');
    await at.send(destination, at.discord.channel.id, second, 'third');
    expect(at.discord.posts().map(({ repliesTo }) => repliesTo?.id ?? null)).toEqual([null, first.id, second.id]);
  });

  test('under a post that is gone is posted on its own', async () => {
    const destination = at.open();
    const gone = await at.send(destination);
    at.discord.deletePost(at.discord.posts()[0] as never);
    const receipt = await at.send(destination, at.discord.channel.id, gone, 'reply');
    expect(at.discord.posts()).toMatchObject([{ id: receipt.id, repliesTo: null }]);
  });

  test('where replies are not permitted says so, so that it is posted on its own', async () => {
    const destination = at.open();
    const first = await at.send(destination);
    at.discord.deny(at.discord.channel, permissions.readMessageHistory);
    const error = await refusal(at.send(destination, at.discord.channel.id, first, 'reply'));
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'not-sent' });
    expect(error.message).toContain('Read Message History');
  });

  test('to a person reaches the person alone, and can be edited, answered and found later', async () => {
    const destination = at.open();
    const person = `@${at.discord.person.id}`;
    const receipt = await at.send(destination, person);
    const direct = at.discord.direct();
    expect(receipt).toEqual({
      channel: direct.id,
      id: direct.posts[0]?.id,
      link: `https://discord.com/channels/@me/${direct.id}/${receipt.id}`,
    });
    const later = at.open();
    await later.update(receipt, { ...payload, content: 'revised' }, never());
    await at.send(later, person, receipt, 'reply');
    expect(at.discord.posts(direct.id)).toMatchObject([
      { content: 'revised' },
      { repliesTo: { channel: direct.id, id: receipt.id } },
    ]);
    expect(await later.find('reply', { channel: person }, never())).toMatchObject({ channel: direct.id });
    expect(await later.find('reply', { channel: person, under: receipt }, never())).toBeDefined();
  });

  test('to a person of a server has the link of the person, not of the server', async () => {
    const to = { channel: `@${at.discord.person.id}`, space: at.discord.server.id };
    const { link } = await at.open().send(payload, to, { key: 'key', signal: never() });
    expect(link).toContain('/channels/@me/');
  });

  test('to a person opens the conversation once, and what fails there has sent nothing', async () => {
    const destination = at.open();
    const person = `@${at.discord.person.id}`;
    at.discord.fail({ kind: 'html' }, { route: 'POST /users/@me/channels' });
    expect(await refusal(at.send(destination, person))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    for (const key of ['one', 'two']) await at.send(destination, person, undefined, key);
    expect(at.discord.requests('POST /users/@me/channels')).toHaveLength(2);
    at.discord.person.closed = true;
    expect(await refusal(at.send(destination, person, undefined, 'three'))).toMatchObject({ kind: 'forbidden' });
    expect(await refusal(at.send(destination, '@1000000000000000001'))).toMatchObject({ kind: 'not-found' });
  });

  test('in a thread is posted there, and opens one that is archived', async () => {
    const destination = at.open();
    const thread = at.discord.addThread({ archived: true });
    const receipt = await at.send(destination, thread.id);
    expect(at.discord.posts(thread.id)).toHaveLength(1);
    expect(receipt.link).toBe(`https://discord.com/channels/${at.discord.server.id}/${thread.id}/${receipt.id}`);
    expect(await destination.find('key', { channel: thread.id }, never())).toEqual(receipt);
  });

  test('that Discord shows without its figures is deleted, and the error names the missing permission', async () => {
    const log = keepingLog();
    const destination = at.open({ DISCORD_CROSSPOST: at.discord.channel.id }, log);
    at.discord.deny(at.discord.channel, permissions.embedLinks);
    let turns = 0;
    const acquireToken = async () => {
      expect(at.discord.posts()).toMatchObject([{ embeds: [] }]);
      turns += 1;
    };
    const to = { channel: at.discord.channel.id, space: at.discord.server.id };
    const error = await refusal(destination.send(payload, to, { key: 'key', signal: never(), acquireToken }));
    expect(error).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(error.message).toMatch(/lacks the permission Embed Links in the channel.*Permissions in the settings/);
    expect([at.discord.posts(), turns, log.lines]).toEqual([[], 1, []]);
    expect(await destination.find('key', to, never())).toBeUndefined();
    await destination.close();
    expect(at.discord.requests(publishing)).toEqual([]);
  });

  test('that was taken back is put off while Discord takes the next for the same, then posted whole', async () => {
    const destination = at.open();
    at.discord.deny(at.discord.channel, permissions.embedLinks);
    await refusal(at.send(destination));
    at.discord.permit(at.discord.channel, permissions.embedLinks);
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    expect(at.discord.posts()).toEqual([]);
    at.discord.forgetNonces();
    await at.send(destination);
    expect(at.discord.posts()).toMatchObject([{ embeds: [{ description: 'what is behind it' }] }]);
  });

  test('without its figures that may have been taken back or not is not called posted', async () => {
    const destination = at.open();
    at.discord.deny(at.discord.channel, permissions.embedLinks);
    at.discord.fail({ kind: 'drop' }, { route: deleting });
    expect(await refusal(at.send(destination))).toMatchObject({ outcome: 'maybe-sent' });
    expect(await refusal(at.send(destination))).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(at.discord.posts()).toEqual([]);
    expect(at.discord.requests(posting)).toHaveLength(2);
  });

  test('without its figures that cannot be deleted stays, and the log names the permission', async () => {
    const log = keepingLog();
    at.discord.deny(at.discord.channel, permissions.embedLinks);
    at.discord.fail({ kind: 'rate-limited', retryAfter: 600 }, { route: deleting });
    expect(await at.send(at.open({}, log))).toMatchObject({ id: at.discord.posts()[0]?.id });
    expect(at.discord.posts()).toMatchObject([{ embeds: [] }]);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { error: expect.stringContaining('Embed Links') } }]);
  });

  test('whose channel is no channel reaches no address', async () => {
    const destination = at.open();
    for (const channel of ['', '#general', '../users/@me', '@me', `${at.discord.channel.id}/messages`])
      expect(await refusal(at.send(destination, channel))).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    const receipt = { channel: at.discord.channel.id, id: '../../../users/@me' };
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'not-found' });
    expect(await refusal(at.send(destination, at.discord.channel.id, receipt))).toMatchObject({ kind: 'not-found' });
    expect(at.discord.requests()).toEqual([]);
  });
});

describe('an edit', () => {
  test.each([
    ['of a post older than an hour', { old: true }, 0 as const],
    ['of a post in an announcement channel', { announcements: true }, 5 as const],
  ])('%s is put off where Discord limits those', async (_, limited, type) => {
    const destination = at.open();
    const channel = at.discord.addChannel({ type });
    const receipt = await at.send(destination, channel.id);
    at.discord.advance(2 * 3_600_000);
    at.discord.limitEdits(limited);
    const error = await refusal(destination.update(receipt, payload, never()));
    expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 600_000, scope: 'channel' });
    expect(error.message).toMatch(/edited \((?:30046|20022)\)/);
    at.discord.limitEdits({ old: false, announcements: false });
    await destination.update(receipt, payload, never());
  });

  test('of a post that is gone, or in an archived thread, is reported as such', async () => {
    const destination = at.open();
    const thread = at.discord.addThread();
    const receipt = await at.send(destination, thread.id);
    thread.archived = true;
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'forbidden' });
    thread.archived = false;
    at.discord.deletePost(at.discord.posts(thread.id)[0] as never);
    expect(await refusal(destination.update(receipt, payload, never()))).toMatchObject({ kind: 'not-found' });
  });
});

describe('the server of a channel', () => {
  test('is asked for with a separate token where it is not known, and once', async () => {
    const destination = at.open();
    const { channel, server } = at.discord;
    const asked = () => at.discord.requests('GET /channels/:channel').length;
    let turns = 0;
    const acquireToken = async () => {
      await at.discord.until(() => at.discord.posts().length === 1);
      expect(asked()).toBe(0);
      turns += 1;
    };
    const context = { signal: never(), acquireToken };
    const receipt = await destination.send(payload, { channel: channel.id }, { ...context, key: 'one' });
    expect(receipt.link).toContain(server.id);
    await destination.send(payload, { channel: channel.id }, { ...context, key: 'two' });
    expect([turns, asked()]).toEqual([1, 1]);
  });

  test('a conversation is opened with a token too', async () => {
    const opened = () => at.discord.requests('POST /users/@me/channels').length;
    const before: number[] = [];
    const acquireToken = async () => void before.push(opened());
    await at
      .open()
      .send(payload, { channel: `@${at.discord.person.id}` }, { key: 'one', signal: never(), acquireToken });
    expect([before, opened()]).toEqual([[0], 1]);
  });
});

describe('publishing to followers', () => {
  test('is done for the channels that were chosen, and for no other', async () => {
    const [chosen, other] = [at.discord.addChannel({ type: 5 }), at.discord.addChannel({ type: 5 })];
    const destination = at.open({ DISCORD_CROSSPOST: chosen.id });
    await at.send(destination, chosen.id);
    await at.send(destination, other.id, undefined, 'other');
    await destination.close();
    expect(at.discord.posts(chosen.id)).toMatchObject([{ crossposted: true }]);
    expect(at.discord.posts(other.id)).toMatchObject([{ crossposted: false }]);
  });

  test('is made up for where a post is found whose answer was lost, and said of no post that is published', async () => {
    const log = keepingLog();
    const { id } = at.discord.addChannel({ type: 5 });
    const destination = at.open({ DISCORD_CROSSPOST: id }, log);
    at.discord.fail({ kind: 'html' }, { route: 'POST /channels/:channel/messages', afterTaking: true });
    await refusal(at.send(destination, id));
    for (let look = 0; look < 2; look += 1) {
      expect(await destination.find('key', { channel: id }, never())).toMatchObject({ channel: id });
      await at.discord.until(() => at.discord.posts(id)[0]?.crossposted === true);
    }
    await destination.close();
    expect(at.discord.requests('POST /channels/:channel/messages/:message/crosspost')).toHaveLength(2);
    expect(log.lines).toEqual([]);
  });

  test('delays no receipt, and is waited for at the end', async () => {
    const { id } = at.discord.addChannel({ type: 5 });
    const destination = at.open({ DISCORD_CROSSPOST: id });
    const route = 'POST /channels/:channel/messages/:message/crosspost';
    at.discord.fail({ kind: 'slow', milliseconds: 300 }, { route, afterTaking: true });
    await at.send(destination, id);
    const isGiven = at.discord.requests(route).every(({ status }) => status === null);
    await destination.close();
    expect(isGiven).toBe(true);
    expect(at.discord.requests(route)).toMatchObject([{ status: 200 }]);
  });

  test.each([
    ['a limit', { kind: 'rate-limited', retryAfter: 3600 }],
    ['a failure', { kind: 'status', status: 500 }],
    ['a lost answer', { kind: 'drop' }],
    ['a refusal', { kind: 'error', code: 50013 }],
  ] as const)('that meets %s is logged, and the post stays', async (_, failure) => {
    const log = keepingLog();
    const { id } = at.discord.addChannel({ type: 5 });
    const destination = at.open({ DISCORD_CROSSPOST: id }, log);
    at.discord.fail(failure, { route: 'POST /channels/:channel/messages/:message/crosspost' });
    expect(await at.send(destination, id)).toMatchObject({ id: at.discord.posts(id)[0]?.id });
    await destination.close();
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { channel: id, message: at.discord.posts(id)[0]?.id } }]);
    const [{ fields, message } = { fields: {}, message: '' }] = log.lines;
    expect(JSON.stringify(fields)).not.toMatch(/tried again|subscribe/);
    expect(JSON.stringify(fields)).toMatch(/\."/);
    expect(message).toMatch(/not tried again: right-click it there and choose Publish$/);
    expect(at.discord.requests('POST /channels/:channel/messages/:message/crosspost')).toHaveLength(1);
  });

  test('of a channel that has no followers says what to change', async () => {
    const log = keepingLog();
    const destination = at.open({ DISCORD_CROSSPOST: at.discord.channel.id }, log);
    await at.send(destination);
    await destination.close();
    expect(log.lines).toMatchObject([{ fields: { error: expect.stringContaining('DISCORD_CROSSPOST') } }]);
  });
});
