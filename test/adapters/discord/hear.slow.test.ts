import { beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { command, phrase } from '../../../src/compose/typed.ts';
import { type Discord, type Ephemeral, permissions, type Sent } from '../../fakes/discord/index.ts';
import { room } from './room.ts';
import { held, labels, lines, message, modes, type Talk, words } from './talk.ts';

const at = room();
const { start, kept } = at;
let discord: Discord;
beforeEach(() => {
  discord = at.discord;
});

function slash(...given: Parameters<Discord['slash']>): Sent {
  return kept(discord.slash(...given));
}
const shown = async (count = 1): Promise<Ephemeral> => {
  await discord.until(() => discord.ephemerals().length >= count);
  return discord.ephemerals()[count - 1] as Ephemeral;
};
const logged = ({ log }: Talk, pattern: RegExp) =>
  discord.until(() => log.lines.some(({ message: line }) => pattern.test(line)));
const callback = 'POST /interactions/:interaction/:token/callback';

describe.each(modes)('a command, by %s,', (mode) => {
  test('is answered at once to the one who asked', async () => {
    const { conversation } = await start(mode);
    const asked = slash('/ackwatch history measure:killed_total publisher:airwars');
    expect(await asked.answered).toMatchObject({ inTime: true, type: 4, data: { flags: 64 } });
    expect(await shown()).toMatchObject({ person: discord.person.id, channel: discord.channel.id });
    expect(words(discord.ephemerals()[0])).toContain('answer to');
    expect(lines(conversation)).toEqual(['history killed_total --publisher airwars']);
    expect(conversation.asked[0]?.asker).toMatchObject({
      destination: 'discord',
      space: discord.server.id,
      channel: discord.channel.id,
      person: `@${discord.person.id}`,
      zone: null,
    });
    expect(discord.posts()).toEqual([]);
  });

  test('is deferred while the ledger is slow, and answered when it has answered', async () => {
    const { conversation } = await start(mode);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    const asked = slash('/ackwatch totals');
    expect(await asked.answered).toMatchObject({ inTime: true, type: 5, data: { flags: 64 } });
    expect(discord.ephemerals()).toEqual([]);
    slow.resolve({ message: message('late'), share: null });
    expect(words(await shown())).toContain('late');
    expect(discord.posts()).toEqual([]);
  });

  test('that fails is answered with one sentence, and the reason is in the log', async () => {
    const { conversation, log } = await start(mode);
    conversation.answer = () => Promise.reject(new Error('SELECT secret'));
    expect(await slash('/ackwatch totals').answered).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(words(await shown())).toMatch(/Ackwatch could not answer/);
    expect(words(discord.ephemerals()[0])).not.toContain('SELECT');
    expect(log.lines.some(({ level }) => level === 'error')).toBe(true);
    expect(discord.ephemerals()).toHaveLength(1);
  });

  test('that fails late is answered too', async () => {
    const { conversation } = await start(mode);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    expect(await slash('/ackwatch totals').answered).toMatchObject({ type: 5 });
    slow.reject(new Error('gone'));
    expect(words(await shown())).toMatch(/Ackwatch could not answer/);
  });

  test('is shown to everybody where the one who asked says so, with their name, once', async () => {
    const { conversation } = await start(mode);
    slash('/ackwatch totals');
    const answer = await shown();
    expect(labels(answer)).toEqual(['Show everyone']);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    const presses = [discord.press(answer, 'Show everyone'), discord.press(answer, 'Show everyone')];
    for (const one of presses) kept(one);
    for (const { answered } of presses) expect(await answered).toMatchObject({ inTime: true, type: 6 });
    slow.resolve({
      message: message('the totals', [], ['a figure']),
      share: { label: 'x', command: 'y', effect: 'act' },
    });
    await discord.until(() => discord.posts().length === 1 && discord.ephemerals().length === 0);
    const [post] = discord.posts();
    expect(words(post)).toMatch(/the totals[\s\S]*a figure\n-# Asked by <@\d+>$/);
    expect(words(post)).toContain(discord.person.id);
    expect(labels(post)).toEqual([]);
    expect(lines(conversation)).toEqual(['totals', 'totals']);
  });

  test('that Discord sends twice is handled once', async () => {
    const { conversation } = await start(mode);
    const asked = slash('/ackwatch totals');
    await asked.answered;
    void asked.again().catch(() => undefined);
    await slash('/ackwatch sources').answered;
    await slash('/ackwatch latest').answered;
    expect(lines(conversation)).toEqual(['totals', 'sources', 'latest']);
    expect(discord.ephemerals()).toHaveLength(3);
  });

  test('suggests what the ledger knows', async () => {
    const { conversation } = await start(mode);
    conversation.suggestions = async () => [{ label: 'Airwars', value: 'airwars' }];
    const typing = { command: 'ackwatch', sub: 'history', typing: 'publisher' };
    const options = { measure: 'killed_total', publisher: 'air' };
    const asked = discord.autocomplete({ ...typing, options });
    kept(asked);
    expect(await asked.answered).toMatchObject({
      inTime: true,
      type: 8,
      data: { choices: [{ name: 'Airwars', value: 'airwars' }] },
    });
    expect(conversation.typed).toEqual([
      { command: 'history', option: 'publisher', text: 'air', given: { measure: 'killed_total' } },
    ]);
  });
});

describe('a command', () => {
  test('gives its fields as a line, without a switch that is off', async () => {
    const { conversation } = await start();
    const options = { features: 'admissions', country: 'Iraq, Syria', condensed: true, full: false };
    const manager = { permissions: permissions.manageServer };
    slash({ command: 'ackwatch-manage', sub: 'subscribe', options }, manager);
    await shown();
    expect(lines(conversation)).toEqual([
      conversation.lineOf('subscribe', { features: 'admissions', country: 'Iraq, Syria', condensed: true }),
    ]);
    expect(lines(conversation)[0]).toMatch(/^subscribe admissions .*--condensed/);
    expect(lines(conversation)[0]).not.toContain('--full');
  });

  test('that throws before it promises anything is answered all the same', async () => {
    const { conversation } = await start();
    conversation.ask = () => {
      throw new TypeError('not a function');
    };
    slash('/ackwatch totals');
    expect(words(await shown())).toMatch(/could not answer/);
  });

  test('gets a sentence that the platform owes as it is', async () => {
    const { conversation } = await start();
    conversation.answer = () => Promise.reject(new DeliveryError('invalid', 'Write @everyone instead.'));
    slash('/ackwatch totals');
    expect(words(await shown())).toMatch(/^Write .*everyone instead\.$/);
  });

  test('has its long buttons stored, and the page is turned all the same', async () => {
    const { conversation } = await start();
    const long = `incidents --place "${'a'.repeat(300)}" --after 7`;
    conversation.answer = async (line) => ({
      message: message(`page of ${line.slice(0, 9)}`, [{ label: 'Earlier', command: long, effect: 'turn' }]),
      share: { label: 'Show everyone', command: long, effect: 'act' },
    });
    slash('/ackwatch incidents');
    const answer = await shown();
    expect(labels(answer)).toEqual(['Earlier', 'Show everyone']);
    kept(discord.press(answer, 'Earlier'));
    await discord.until(() => lines(conversation).length === 2);
    expect(lines(conversation)[1]).toBe(long);
  });

  test('is answered without buttons where those cannot be stored', async () => {
    const one = await start();
    one.conversation.shorten = () => Promise.reject(new Error('no ledger'));
    one.conversation.answer = async () => ({
      message: message('the page', [{ label: 'Earlier', command: 'a'.repeat(200), effect: 'turn' }]),
      share: null,
    });
    slash('/ackwatch incidents');
    const answer = await shown();
    expect([words(answer), labels(answer)]).toEqual(['**the page**', []]);
    await logged(one, /short enough/);
  });
});

describe('a first response', () => {
  test('that Discord took and did not acknowledge is given again in place', async () => {
    const one = await start();
    discord.fail({ kind: 'html' }, { route: callback, afterTaking: true });
    slash('/ackwatch totals');
    expect(words(await shown())).toContain('answer to');
    await discord.until(() => discord.requests('PATCH /webhooks/:application/:token/messages/:message').length === 1);
    expect(discord.ephemerals()).toHaveLength(1);
    expect(one.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('whose layout is not taken is given in words alone', async () => {
    const { conversation } = await start();
    conversation.answer = async () => ({ message: message('headline', [], ['a figure']), share: null });
    discord.fail({ kind: 'error', code: 50035, status: 400 }, { route: callback });
    slash('/ackwatch totals');
    expect(await shown()).toMatchObject({ embeds: [], content: 'headline\na figure' });
  });

  test.each([
    ['is too late', 10062, 404],
    ['was given already', 40060, 400],
  ])('that %s is in the log and given no second time, and the next is answered', async (_, code, status) => {
    const one = await start();
    discord.fail({ kind: 'error', code, status }, { route: callback });
    slash('/ackwatch totals');
    await logged(one, /in any way/);
    expect(discord.requests(callback)).toHaveLength(1);
    slash('/ackwatch latest');
    expect(words(await shown())).toContain('latest');
  });

  test('that says to wait and is too late leaves nothing to be shown', async () => {
    const one = await start();
    const slow = held<Reply>();
    one.conversation.answer = () => slow.promise;
    discord.fail({ kind: 'error', code: 10062, status: 404 }, { route: callback });
    slash('/ackwatch totals');
    await discord.until(() => discord.requests(callback).length === 1);
    slow.resolve({ message: message('late'), share: null });
    await logged(one, /did not wait/);
    expect(discord.requests('PATCH /webhooks/:application/:token/messages/:message')).toEqual([]);
  });

  test('that says to wait and was not acknowledged is followed by the answer', async () => {
    const { conversation } = await start();
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    discord.fail({ kind: 'drop' }, { route: callback, afterTaking: true });
    slash('/ackwatch totals');
    await discord.until(() => discord.requests(callback).length === 1);
    slow.resolve({ message: message('late'), share: null });
    expect(words(await shown())).toContain('late');
  });
});

test('an answer that was waited for and whose layout is not taken is given in words alone', async () => {
  const { conversation } = await start();
  const slow = held<Reply>();
  conversation.answer = () => slow.promise;
  await slash('/ackwatch totals').answered;
  discord.fail(
    { kind: 'error', code: 50035, status: 400 },
    { route: 'PATCH /webhooks/:application/:token/messages/:message' },
  );
  slow.resolve({ message: message('headline', [], ['a figure']), share: null });
  expect(await shown()).toMatchObject({ embeds: [], content: 'headline\na figure' });
});

describe('suggestions', () => {
  const typing = (typed: string, option = 'country') =>
    discord.autocomplete(
      {
        command: 'ackwatch-manage',
        sub: 'subscribe',
        options: { condensed: true, [option]: typed },
        typing: option,
      },
      { permissions: permissions.manageServer },
    );
  const choices = async (typed: string, option?: string) => (await typing(typed, option).answered).data['choices'];

  test('are requested with all that is typed and the other fields, and a value that does not fit is left out', async () => {
    const { conversation } = await start();
    conversation.suggestions = async () => [
      { label: 'Iraq, Syria', value: 'iraq,syria' },
      { label: ' ', value: 'iran' },
      { label: 'nothing', value: '' },
    ];
    expect(await choices('iraq, s')).toEqual([
      { name: 'Iraq, Syria', value: 'iraq,syria' },
      { name: 'iran', value: 'iran' },
    ]);
    expect(conversation.typed).toEqual([
      { command: 'subscribe', option: 'country', text: 'iraq, s', given: { condensed: 'true' } },
    ]);
  });

  test('are at most 25, of at most 100 characters', async () => {
    const { conversation } = await start();
    conversation.suggestions = async () =>
      Array.from({ length: 40 }, (_, n) => ({ label: `${n}`.repeat(120), value: n === 3 ? 'b'.repeat(101) : `v${n}` }));
    const found = (await choices('', 'features')) as readonly { readonly name: string; readonly value: string }[];
    expect(found).toHaveLength(25);
    expect(found.every(({ name, value }) => name.length <= 100 && value.length <= 100)).toBe(true);
    expect(found.map(({ value }) => value)).not.toContain('b'.repeat(101));
  });

  test('that fail are none, in time', async () => {
    const one = await start();
    one.conversation.suggestions = () => Promise.reject(new Error('no ledger'));
    expect(await choices('a')).toEqual([]);
    await logged(one, /Nothing could be suggested/);
  });

  test('that take too long are none, in time', async () => {
    const { conversation } = await start();
    conversation.suggestions = () => new Promise(() => {});
    expect(await typing('a').answered).toMatchObject({ inTime: true, type: 8, data: { choices: [] } });
  });
});

describe('an answer', () => {
  test('names commands and their fields as Discord shows them', async () => {
    const { conversation } = await start();
    conversation.answer = async () => ({
      message: message(
        'Nothing was changed',
        [],
        [phrase`Write ${command('subscribe', { digest: 'daily' })}, or look at ${command('subscriptions')}.`],
      ),
      share: null,
      isRefused: true,
    });
    slash('/ackwatch totals');
    expect(words(await shown())).toContain(
      'Write **/ackwatch-manage subscribe digest:daily**, or look at **/ackwatch subscriptions**.',
    );
    slash('/ackwatch totals', { locale: 'de' });
    expect(words(await shown(2))).toContain('Write **/ackwatch-manage abonnieren rhythmus:daily**');
  });
});

describe('where', () => {
  test('a person is alone with the bot, they are their own admin', async () => {
    const { conversation } = await start();
    slash('/ackwatch totals', { server: null });
    await shown();
    const asker = conversation.asked[0]?.asker;
    expect(asker).toMatchObject({ space: null, channel: discord.direct().id, person: `@${discord.person.id}` });
    expect(await asker?.isAdmin()).toBe(true);
    slash('/ackwatch-manage subscribe features:all', { server: null });
    await shown(2);
    expect(lines(conversation)).toEqual(['totals', 'subscribe all']);
  });

  test('the app is only a person’s, lookups work and nothing is subscribed', async () => {
    const { conversation } = await start();
    const server = discord.addServer({ joined: false });
    const there = { server: server.id, installed: 'person' as const };
    slash('/ackwatch totals', there);
    const answer = await shown();
    kept(discord.press(answer, 'Show everyone'));
    await discord.until(
      () => discord.posts().length + discord.ephemerals().length === 1 && lines(conversation).length === 2,
    );
    slash('/ackwatch-manage subscribe', { ...there, permissions: permissions.administrator, unchecked: true });
    await discord.until(() => discord.ephemerals().some((one) => /oauth2\/authorize/.test(words(one))));
    expect(lines(conversation)).toEqual(['totals', 'totals']);
    expect(conversation.asked.map(({ asker }) => asker?.space)).toEqual([null, null]);
    const refusal = discord.ephemerals().map(words).join('\n');
    expect(refusal).toContain(`client_id=${discord.application.id}`);
  });

  test('the bot lacks a permission, nothing is subscribed and it is named', async () => {
    const { conversation } = await start();
    const manager = { permissions: permissions.manageServer };
    discord.deny(discord.channel, permissions.embedLinks | permissions.readMessageHistory);
    slash('/ackwatch-manage subscribe', manager);
    expect(words(await shown())).toMatch(/lacks the permissions Embed Links and Read Message History\./);
    expect(lines(conversation)).toEqual([]);
    discord.permit(discord.channel, permissions.embedLinks | permissions.readMessageHistory);
    slash('/ackwatch-manage subscribe', manager);
    await shown(2);
    expect(lines(conversation)).toEqual(['subscribe']);
  });

  test('it is a thread, its own permission is needed', async () => {
    await start();
    const thread = discord.addThread();
    discord.deny(thread, permissions.sendMessagesInThreads);
    slash('/ackwatch-manage subscribe', { channel: thread.id, permissions: permissions.manageServer });
    expect(words(await shown())).toMatch(/Send Messages in Threads/);
  });

  test('a change comes without the managing command, it needs Manage Server', async () => {
    const { conversation } = await start();
    const subscribe = { command: 'ackwatch', sub: 'subscribe', options: { features: 'all' } };
    slash(subscribe, { unchecked: true });
    expect(words(await shown())).toMatch(/Manage Server/);
    expect(lines(conversation)).toEqual([]);
    slash(subscribe, { unchecked: true, permissions: permissions.manageServer });
    await shown(2);
    slash({ ...subscribe, command: 'ackwatch-manage' }, { unchecked: true });
    await shown(3);
    expect(lines(conversation)).toEqual(['subscribe all', 'subscribe all']);
  });
});

describe.each(modes)('the command of a message, by %s,', (mode) => {
  test('says where its figures are from', async () => {
    const { destination, conversation } = await start(mode);
    const { payload } = destination.render(message('a post'));
    await destination.send(payload, { channel: discord.channel.id }, { key: 'a', signal: AbortSignal.timeout(5000) });
    const [post] = discord.posts();
    const asked = discord.messageCommand(post, 'Explain this post');
    kept(asked);
    expect(await asked.answered).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(words(await shown())).toContain('where it is from');
    expect(conversation.asked).toMatchObject([{ what: 'explain', line: `${discord.channel.id} ${post?.id}` }]);
    kept(discord.messageCommand(discord.writes('a message of somebody'), 'Explain this post'));
    await shown(2);
  });
});

describe('what cannot be read', () => {
  const base = () => ({
    id: '1234567890123456789',
    application_id: discord.application.id,
    token: 'aW50ZXJhY3Rpb24',
    version: 1,
    channel: { id: discord.channel.id, type: 0 },
    channel_id: discord.channel.id,
    guild_id: discord.server.id,
    member: { user: { id: discord.person.id }, permissions: '0' },
  });

  test.each([
    ['a command without a name', { type: 2, data: {} }],
    ['a command of nobody', { type: 2, data: { name: 'ackwatch' }, member: null }],
    ['a command of a kind that is none of ours', { type: 2, data: { name: 'ackwatch', type: 2 } }],
    ['a press without a button', { type: 3, data: { custom_id: 'turn:a' } }],
    ['a press of another’s button', { type: 3, data: { custom_id: 'other' }, message: { id: '1' } }],
    ['a form', { type: 5, data: {} }],
    ['what does not exist yet', { type: 77 }],
  ])('is answered with a sentence to the one person: %s', async (_, more) => {
    const one = await start();
    const asked = discord.interact({ ...base(), ...more });
    kept(asked);
    expect(await asked.answered).toMatchObject({ type: 4, data: { flags: 64, allowed_mentions: { parse: [] } } });
    expect(one.conversation.asked).toEqual([]);
  });

  test('is named in the log by where it differs, without what stood there', async () => {
    const one = await start();
    const asked = discord.interact({ ...base(), type: 2, data: { name: 7 }, app_permissions: 'whatever it holds' });
    kept(asked);
    await asked.answered;
    const told = JSON.stringify(one.log.lines);
    expect(told).toContain('unread: app_permissions, data.name');
    expect(told).not.toMatch(/whatever it holds|aW50ZXJhY3Rpb24/);
  });

  test('is answered with no suggestion where somebody types', async () => {
    await start();
    const asked = discord.interact({ ...base(), type: 4, data: { options: 'none' } });
    expect(await asked.answered).toMatchObject({ type: 8, data: { choices: [] } });
  });

  test('is ignored where it is nothing at all', async () => {
    const one = await start();
    for (const data of [{}, { type: 'command' }, { type: 2, id: 7 }])
      discord.gateway.dispatch('INTERACTION_CREATE', data);
    await discord.until(() => one.log.lines.length > 2);
    slash('/ackwatch totals');
    expect(words(await shown())).toContain('answer to');
  });

  test('may have fields that are null or new', async () => {
    const { conversation } = await start();
    const nulls = {
      channel: null,
      user: null,
      context: null,
      authorizing_integration_owners: null,
      app_permissions: null,
    };
    const data = { name: 'ackwatch', type: 1, options: [{ type: 1, name: 'totals', options: null, new: 1 }], new: {} };
    kept(discord.interact({ ...base(), ...nulls, type: 2, data, new: [] }));
    await discord.until(() => lines(conversation).length === 1);
    expect(conversation.asked[0]?.asker).toMatchObject({ channel: discord.channel.id });
  });
});

describe('the end', () => {
  test.each(modes)('of listening leaves what was asked to be answered, by %s', async (mode) => {
    const stop = new AbortController();
    const { conversation } = await start(mode, { signal: stop.signal });
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    await slash('/ackwatch totals').answered;
    stop.abort();
    slow.resolve({ message: message('answered after the end'), share: null });
    expect(words(await shown())).toContain('answered after the end');
  });

  test('waits for an answer that is on its way, and not for one that does not come', async () => {
    const { conversation, close } = await start();
    const slow = held<Reply>();
    conversation.answer = (line) => (line === 'sources' ? new Promise(() => {}) : slow.promise);
    const asked = [slash('/ackwatch totals'), slash('/ackwatch sources')];
    await Promise.all(asked.map(({ answered }) => answered));
    const closing = close();
    slow.resolve({ message: message('in time'), share: null });
    await closing;
    expect(discord.ephemerals().map(words)).toEqual(['**in time**']);
  });
});
