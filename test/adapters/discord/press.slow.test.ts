import { beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/chat/conversation.ts';
import { type Discord, type Ephemeral, type Post, permissions, type Sent } from '../../fakes/discord/index.ts';
import { room } from './room.ts';
import { held, labels, lines, message, modes, type Talk, words } from './talk.ts';

const at = room();
const { start, kept } = at;
let discord: Discord;
beforeEach(() => {
  discord = at.discord;
});

function press(...given: Parameters<Discord['press']>): Sent {
  return kept(discord.press(...given));
}
async function asked(typed: string): Promise<Ephemeral> {
  kept(discord.slash(typed));
  return shown();
}
const shown = async (count = 1): Promise<Ephemeral> => {
  await discord.until(() => discord.ephemerals().length >= count);
  return discord.ephemerals()[count - 1] as Ephemeral;
};
const posted = async (count = 1): Promise<Post> => {
  await discord.until(() => discord.posts().length >= count);
  return discord.posts()[count - 1] as Post;
};
const logged = ({ log }: Talk, pattern: RegExp) =>
  discord.until(() => log.lines.some(({ message: line }) => pattern.test(line)));
const follow = 'POST /webhooks/:application/:token';
const edit = 'PATCH /webhooks/:application/:token/messages/:message';
const callback = 'POST /interactions/:interaction/:token/callback';
const manager = { permissions: permissions.manageServer | permissions.sendMessages };
const silentManager = { permissions: permissions.manageServer };
const onlyReads = { permissions: permissions.viewChannel | permissions.readMessageHistory };

/** A post of ours with buttons, as the delivery would have made it. */
async function alert(destination: Talk['destination'], channel = discord.channel.id): Promise<Post> {
  const { payload } = destination.render(
    message('did it arrive?', [
      { label: 'It arrived', command: 'deliveries 7 --arrived', effect: 'act' },
      { label: 'Post again', command: 'deliveries 7 --again', effect: 'act' },
      { label: 'Why', command: 'why 7', effect: 'turn' },
    ]),
  );
  await destination.send(payload, { channel }, { key: 'a', signal: AbortSignal.timeout(5000) });
  return posted();
}

describe.each(modes)('a button that turns, by %s,', (mode) => {
  const pages = async (line: string): Promise<Reply> => ({
    message: message(`page of ${line}`, [{ label: 'Earlier', command: `${line} --after 9`, effect: 'turn' }]),
    share: null,
  });

  test('replaces the answer that it belongs to', async () => {
    const { conversation } = await start(mode);
    conversation.answer = pages;
    const pressed = press(await asked('/ackwatch history'), 'Earlier');
    expect(await pressed.answered).toMatchObject({ inTime: true, type: 7 });
    await discord.until(() => /--after 9/.test(words(discord.ephemerals()[0])));
    expect(discord.ephemerals()).toHaveLength(1);
    expect(lines(conversation)).toEqual(['history', 'history --after 9']);
  });

  test('does so too where the ledger is slow', async () => {
    const { conversation } = await start(mode);
    conversation.answer = pages;
    const answer = await asked('/ackwatch history');
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    expect(await press(answer, 'Earlier').answered).toMatchObject({ inTime: true, type: 6 });
    expect(words(discord.ephemerals()[0])).toContain('page of history');
    slow.resolve({ message: message('an older page'), share: null });
    await discord.until(() => /an older page/.test(words(discord.ephemerals()[0])));
    expect(discord.ephemerals()).toHaveLength(1);
  });

  test('leaves the answer where it fails, and says so next to it', async () => {
    const { conversation } = await start(mode);
    conversation.answer = pages;
    const answer = await asked('/ackwatch history');
    conversation.answer = () => Promise.reject(new Error('gone'));
    press(answer, 'Earlier');
    expect(words(await shown(2))).toMatch(/could not answer/);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    expect(await press(answer, 'Earlier').answered).toMatchObject({ type: 6 });
    slow.reject(new Error('gone'));
    expect(words(await shown(3))).toMatch(/could not answer/);
    expect(words(discord.ephemerals()[0])).toContain('page of history');
  });

  test('leaves a post as it is and answers the one who pressed', async () => {
    const { destination } = await start(mode);
    const post = await alert(destination);
    const other = discord.addPerson();
    expect(await press(post, 'Why', { person: other.id }).answered).toMatchObject({ type: 4, data: { flags: 64 } });
    const answer = await shown();
    expect(answer.person).toBe(other.id);
    expect(words(answer)).toContain('answer to "why 7"');
    expect(discord.posts()).toHaveLength(1);
    expect(labels(discord.posts()[0])).toEqual(['It arrived', 'Post again', 'Why']);
  });
});

describe.each(modes)('a button that does something, by %s,', (mode) => {
  test('is reported to the channel with who pressed it, and is removed', async () => {
    const { destination, conversation } = await start(mode);
    const post = await alert(destination);
    expect(await press(post, 'It arrived', manager).answered).toMatchObject({ inTime: true, type: 6 });
    const told = await posted(2);
    expect(words(told)).toContain('deliveries 7 --arrived');
    expect(words(told)).toContain(`-# Done by <@${discord.person.id}>`);
    await discord.until(() => labels(discord.posts()[0]).length === 1);
    expect(labels(discord.posts()[0])).toEqual(['Why']);
    expect(words(discord.posts()[0])).toContain('did it arrive?');
    expect(lines(conversation)).toEqual(['deliveries 7 --arrived']);
    expect(discord.ephemerals()).toEqual([]);
  });
});

describe('a button that does something', () => {
  test('is not for those who may not manage the server', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    press(post, 'It arrived');
    expect(words(await shown())).toMatch(/Manage Server/);
    expect(lines(conversation)).toEqual([]);
    expect(labels(discord.posts()[0])).toContain('It arrived');
  });

  test('is for a person in direct messages', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination, `@${discord.person.id}`);
    press(post, 'Post again');
    expect(words(await posted(2))).toContain('Done by');
    expect(lines(conversation)).toEqual(['deliveries 7 --again']);
  });

  test('is done for who manages the server and may not write in the channel; the answer is for them alone', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    press(post, 'It arrived', silentManager);
    expect(words(await shown())).toContain('deliveries 7 --arrived');
    await discord.until(() => labels(discord.posts()[0]).length === 1);
    expect(lines(conversation)).toEqual(['deliveries 7 --arrived']);
    expect(discord.posts()).toHaveLength(1);
    expect(discord.requests(follow)).toMatchObject([{ body: { flags: 64 } }]);
  });

  test('under an answer is replaced for who may not write in the channel', async () => {
    const { conversation } = await start();
    conversation.answer = async (line) => ({
      message: message(`did ${line}`, [{ label: 'Stop', command: 'unsubscribe', effect: 'act' }]),
      share: null,
    });
    press(await asked('/ackwatch subscriptions'), 'Stop', silentManager);
    await discord.until(() => /did unsubscribe/.test(words(discord.ephemerals()[0])));
    expect(discord.posts()).toEqual([]);
    expect(discord.ephemerals()).toHaveLength(1);
  });

  test('that two press at once is handled twice, and both answers are shown', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    press(post, 'It arrived', manager);
    press(post, 'Post again', { ...manager, person: discord.addPerson().id });
    await discord.until(() => discord.posts().length === 3);
    expect(lines(conversation).toSorted()).toEqual(['deliveries 7 --again', 'deliveries 7 --arrived']);
    await discord.until(() => labels(discord.posts()[0]).length === 1);
  });

  test('stays where that fails, and only the one who pressed sees why', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    conversation.answer = () => Promise.reject(new Error('gone'));
    press(post, 'It arrived', manager);
    expect(words(await shown())).toMatch(/could not answer/);
    expect(discord.posts()).toHaveLength(1);
    expect(labels(discord.posts()[0])).toContain('It arrived');
  });

  test('stays where that is refused, which only the one who pressed sees', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    conversation.answer = async () => ({ message: message('not for you'), share: null, isRefused: true });
    press(post, 'It arrived', manager);
    expect(words(await shown())).toContain('not for you');
    expect(discord.posts()).toHaveLength(1);
    expect(labels(discord.posts()[0])).toContain('It arrived');
  });

  test('is shown to the one who pressed where the channel takes no answer', async () => {
    const one = await start();
    const post = await alert(one.destination);
    discord.fail({ kind: 'error', code: 50013 }, { route: follow });
    press(post, 'It arrived', manager);
    expect(words(await shown())).toContain('deliveries 7 --arrived');
    await discord.until(() => labels(discord.posts()[0]).length === 1);
    await logged(one, /could not be posted for all/);
  });

  test('is reported all the same where it cannot be removed', async () => {
    const one = await start();
    const post = await alert(one.destination);
    discord.fail({ kind: 'error', code: 50013 }, { route: edit });
    press(post, 'It arrived', manager);
    await posted(2);
    await logged(one, /buttons of a post stay/);
  });

  test('is not asked where Discord gave up waiting', async () => {
    const one = await start();
    const post = await alert(one.destination);
    discord.fail({ kind: 'error', code: 10062, status: 404 }, { route: callback });
    press(post, 'It arrived', manager);
    await logged(one, /did not accept that the answer comes later/);
    press(post, 'Why');
    await shown();
    expect(lines(one.conversation)).toEqual(['why 7']);
  });

  test('under an answer that only one saw is reported to the channel', async () => {
    const { conversation } = await start();
    conversation.answer = async (line) => ({
      message: message(`did ${line}`, [{ label: 'Stop', command: 'unsubscribe', effect: 'act' }]),
      share: null,
    });
    press(await asked('/ackwatch subscriptions'), 'Stop', manager);
    expect(words(await posted())).toContain(`Done by <@${discord.person.id}>`);
    await discord.until(() => discord.ephemerals().length === 0);
  });
});

describe('the button that shows an answer to everybody', () => {
  test('shows it to no one where it is refused now, and can be pressed again', async () => {
    const { conversation } = await start();
    const answer = await asked('/ackwatch totals');
    const usual = conversation.answer;
    conversation.answer = async () => ({ message: message('no such publisher'), share: null, isRefused: true });
    press(answer, 'Show everyone');
    expect(words(await shown(2))).toContain('no such publisher');
    expect(discord.posts()).toEqual([]);
    conversation.answer = usual;
    press(answer, 'Show everyone');
    await posted();
  });

  test('posts nothing for who may not write there, and shows why to them alone', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    press(post, 'Why', onlyReads);
    const answer = await shown();
    press(answer, 'Show everyone', onlyReads);
    expect(words(await shown(2))).toBe('Nothing was posted: for that you need the permission Send Messages here.');
    expect(discord.posts()).toHaveLength(1);
    expect(words(discord.ephemerals()[0])).toContain('answer to "why 7"');
    expect(lines(conversation)).toEqual(['why 7']);
    press(answer, 'Show everyone');
    await posted(2);
  });

  test('needs the permission of threads in a thread', async () => {
    const { destination } = await start();
    const thread = discord.addThread();
    await alert(destination, thread.id);
    const all = { permissions: permissions.sendMessages };
    press(discord.posts(thread.id)[0] as Post, 'Why', all);
    const answer = await shown();
    press(answer, 'Show everyone', all);
    expect(words(await shown(2))).toMatch(/Send Messages in Threads here/);
    expect(discord.posts(thread.id)).toHaveLength(1);
    press(answer, 'Show everyone', { permissions: permissions.sendMessagesInThreads });
    await discord.until(() => discord.posts(thread.id).length === 2);
  });

  test('can be pressed again where that failed', async () => {
    const { conversation } = await start();
    const answer = await asked('/ackwatch totals');
    const usual = conversation.answer;
    conversation.answer = () => Promise.reject(new Error('gone'));
    press(answer, 'Show everyone');
    expect(words(await shown(2))).toMatch(/could not answer/);
    conversation.answer = usual;
    press(answer, 'Show everyone');
    await posted();
  });

  test('shows it to the one who pressed where the channel takes none', async () => {
    const one = await start();
    const answer = await asked('/ackwatch totals');
    discord.fail({ kind: 'error', code: 50013 }, { route: follow });
    press(answer, 'Show everyone');
    await discord.until(() => /Asked by/.test(words(discord.ephemerals()[0])));
    expect(discord.posts()).toEqual([]);
    expect(discord.ephemerals()).toHaveLength(1);
    await logged(one, /could not be posted for all/);
  });

  test('shows it once where the post was taken and its answer was lost', async () => {
    const one = await start();
    const answer = await asked('/ackwatch totals');
    discord.fail({ kind: 'drop' }, { route: follow, afterTaking: true });
    press(answer, 'Show everyone');
    await discord.until(() => labels(discord.ephemerals()[0]).length === 0);
    await one.close();
    expect(discord.posts()).toHaveLength(1);
    expect(discord.requests(follow)).toHaveLength(1);
  });

  test('leaves the buttons of the answer to everybody', async () => {
    const { conversation } = await start();
    conversation.answer = async (line) => ({
      message: message(`page of ${line}`, [{ label: 'Earlier', command: `${line} --after 9`, effect: 'turn' }]),
      share: { label: 'Show everyone', command: line, effect: 'act' },
    });
    press(await asked('/ackwatch history'), 'Show everyone');
    const post = await posted();
    expect(labels(post)).toEqual(['Earlier']);
    await discord.until(() => discord.ephemerals().length === 0);
    const other = discord.addPerson();
    press(post, 'Earlier', { person: other.id });
    expect(await shown()).toMatchObject({ person: other.id });
    expect(words(discord.posts()[0])).toContain('page of history');
  });
});
