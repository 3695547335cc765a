import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Asker, Reply } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { allScopes, leastScopes, type Post, type Slack, startSlack } from '../../fakes/slack/index.ts';
import { installation, keptInstallations } from './counterpart.ts';
import { held, labels, lines, type Mode, message, type Talk, talk, words } from './talk.ts';

let slack: Slack;
let open: Talk[];
const modes: readonly Mode[] = ['socket', 'http', 'many'];

beforeEach(async () => {
  slack = await startSlack();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  await slack.close();
});

async function start(mode: Mode = 'socket', options: Parameters<typeof talk>[2] = {}): Promise<Talk> {
  const installations = keptInstallations({ [slack.workspace.id]: installation(slack.workspace) });
  const started = await talk(slack, mode, { ...(mode === 'many' ? { installations } : {}), ...options });
  open.push(started);
  return started;
}
const shown = async (count = 1) => {
  await slack.until(() => slack.ephemerals().length >= count);
  return slack.ephemerals()[count - 1];
};
const posted = async (count = 1): Promise<Post> => {
  await slack.until(() => slack.posts().length >= count);
  return slack.posts()[count - 1] as Post;
};
/** A post of ours with buttons, as the delivery would have made it. */
async function alert(destination: Talk['destination'], channel = slack.channel.id): Promise<Post> {
  const { payload } = destination.render(
    message('did it arrive?', [
      { label: 'It arrived', command: 'settle 7 sent', effect: 'act' },
      { label: 'Post again', command: 'settle 7 again', effect: 'act' },
      { label: 'Why', command: 'why 7', effect: 'turn' },
    ]),
  );
  await destination.send(payload, { channel }, { key: 'a', signal: AbortSignal.timeout(5000) });
  return (await posted()) as Post;
}

describe.each(modes)('a command, by %s,', (mode) => {
  test('is acknowledged at once and answered to the one who asked', async () => {
    const { conversation } = await start(mode);
    const sent = slack.slash('history deaths --publisher a&amp;b');
    expect(await sent.acknowledged).toMatchObject({ inTime: true, body: expect.toSatisfy(isEmpty) });
    const answer = await shown();
    expect(answer).toMatchObject({ user: slack.person.id, channel: slack.channel.id, by: 'response_url' });
    expect(words(answer as never)).toContain('answer to');
    expect(lines(conversation)).toEqual(['history deaths --publisher a&b']);
    const place = mode === 'many' ? `${slack.workspace.id}/` : '';
    expect(conversation.asked[0]?.asker).toMatchObject({
      destination: 'slack',
      space: slack.workspace.id,
      channel: `${place}${slack.channel.id}`,
      person: `${place}${slack.person.id}`,
      zone: null,
    });
    expect(slack.posts()).toEqual([]);
  });

  test('of another name is answered too, and the one without arguments', async () => {
    const { conversation } = await start(mode);
    slack.slash('', { command: '/deaths' });
    await shown();
    expect(lines(conversation)).toEqual(['']);
  });

  test('is acknowledged while the ledger is slow, and answered when it has answered', async () => {
    const { conversation } = await start(mode);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    const sent = slack.slash('totals');
    expect(await sent.acknowledged).toMatchObject({ inTime: true });
    await slack.until(() => conversation.asked.length === 1);
    expect(slack.ephemerals()).toEqual([]);
    slow.resolve({ message: message('late'), share: null });
    expect(words((await shown()) as never)).toContain('late');
  });

  test('that fails is answered with one sentence, and the reason is in the log', async () => {
    const { conversation, log } = await start(mode);
    conversation.answer = () => Promise.reject(new Error('SELECT secret'));
    slack.slash('totals');
    expect(words((await shown()) as never)).toMatch(/Ackwatch could not answer/);
    expect(slack.ephemerals()[0]?.text).not.toContain('SELECT');
    await slack.until(() => log.lines.some(({ level }) => level === 'error'));
    expect(slack.ephemerals()).toHaveLength(1);
  });

  test('is posted for everybody where the one who asked says so, with their name, once', async () => {
    const { conversation } = await start(mode);
    slack.slash('totals');
    const answer = await shown();
    expect(labels(answer as never)).toEqual(['Post to channel']);
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    slack.press(answer, 'Post to channel');
    slack.press(answer, 'Post to channel');
    await slack.until(() => lines(conversation).length > 1);
    slow.resolve({ message: message('the totals'), share: null });
    const post = await posted();
    expect(words(post)).toContain('the totals');
    expect(words(post)).toContain(`Asked by <@${slack.person.id}>`);
    expect(labels(post)).toEqual([]);
    await slack.until(() => slack.ephemerals().length === 0);
    expect(slack.posts()).toHaveLength(1);
    expect(lines(conversation)).toEqual(['totals', 'totals']);
  });
});

test('a command that throws before it promises anything is answered all the same', async () => {
  const { conversation } = await start();
  conversation.ask = () => {
    throw new TypeError('not a function');
  };
  slack.slash('totals');
  expect(words((await shown()) as never)).toMatch(/could not answer/);
});

test('a sentence that the platform owes is shown as it is', async () => {
  const { conversation } = await start();
  conversation.answer = () => Promise.reject(new DeliveryError('invalid', 'Write <this> & that instead.'));
  slack.slash('subscribe');
  expect((await shown())?.text).toBe('Write &lt;this&gt; &amp; that instead.');
});

describe('an answer whose address', () => {
  test('has expired reaches the person by another method', async () => {
    const { log } = await start();
    slack.fail({ kind: 'status', status: 404 }, { method: 'response_url' });
    slack.slash('totals');
    expect(await shown()).toMatchObject({ by: 'chat.postEphemeral', user: slack.person.id });
    expect(JSON.stringify(log.lines)).not.toContain('/commands/');
  });

  test('does not take the layout gets the words alone', async () => {
    await start();
    slack.fail({ kind: 'status', status: 400 }, { method: 'response_url' });
    slack.fail({ kind: 'error', error: 'invalid_blocks' }, { method: 'chat.postEphemeral' });
    slack.slash('totals');
    expect(await shown()).toMatchObject({ by: 'response_url', blocks: [], text: 'answer to "totals"' });
  });

  test('fails by every method is in the log, and the next is answered', async () => {
    const { log } = await start();
    slack.fail({ kind: 'drop' }, { method: 'response_url', times: 2 });
    slack.fail({ kind: 'error', error: 'not_in_channel' }, { method: 'chat.postEphemeral' });
    slack.slash('totals');
    await slack.until(() => log.lines.some(({ message: line }) => /in any way/.test(line)));
    slack.slash('latest');
    expect((await shown())?.text).toContain('latest');
  });
});

describe('a button', () => {
  test('that turns a page replaces the answer that it belongs to', async () => {
    const { conversation } = await start();
    conversation.answer = async (line) => ({
      message: message(`page of ${line}`, [{ label: 'Older', command: `${line} older`, effect: 'turn' }]),
      share: null,
    });
    slack.slash('history');
    slack.press(await shown(), 'Older');
    await slack.until(() => slack.ephemerals()[0]?.text === 'page of history older');
    expect(slack.ephemerals()).toHaveLength(1);
  });

  test('that turns under a post leaves the post and answers the one who pressed', async () => {
    const { destination } = await start();
    const post = await alert(destination);
    const other = slack.addPerson();
    slack.press(post, 'Why', { user: other.id });
    expect(await shown()).toMatchObject({ user: other.id, text: 'answer to "why 7"' });
    expect(slack.posts()).toHaveLength(1);
    expect(labels(slack.posts()[0] as Post)).toContain('It arrived');
  });

  test('that does something is reported in the thread with who pressed it, and is removed', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    slack.press(post, 'It arrived');
    const reply = await posted(2);
    expect(reply.threadTs).toBe(post.ts);
    expect(words(reply)).toContain('settle 7 sent');
    expect(words(reply)).toContain(`Done by <@${slack.person.id}>`);
    await slack.until(() => labels(slack.posts()[0] as Post).length === 1);
    expect(labels(slack.posts()[0] as Post)).toEqual(['Why']);
    expect(words(slack.posts()[0] as Post)).toContain('did it arrive?');
    expect(slack.posts()[0]?.metadata).toMatchObject({ event_payload: { delivery: 'a' } });
    expect(lines(conversation)).toEqual(['settle 7 sent']);
    expect(slack.ephemerals()).toEqual([]);
  });

  test('that two press at once is handled twice, and both answers are in the thread', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    slack.press(post, 'It arrived');
    slack.press(post, 'Post again', { user: slack.addPerson().id });
    await slack.until(() => slack.posts().length === 3);
    expect(lines(conversation).toSorted()).toEqual(['settle 7 again', 'settle 7 sent']);
    await slack.until(() => labels(slack.posts()[0] as Post).length === 1);
  });

  test('that does something which fails stays, and only the one who pressed sees why', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    conversation.answer = () => Promise.reject(new Error('gone'));
    slack.press(post, 'It arrived');
    expect(words((await shown()) as never)).toMatch(/could not answer/);
    expect(slack.posts()).toHaveLength(1);
    expect(labels(slack.posts()[0] as Post)).toContain('It arrived');
  });

  test('that is refused is shown to the one who pressed alone, and the buttons stay', async () => {
    const { destination, conversation } = await start();
    const post = await alert(destination);
    conversation.answer = async () => ({ message: message('not for you'), share: null, isRefused: true });
    slack.press(post, 'It arrived');
    expect(words((await shown()) as never)).toMatch(/not for you/);
    expect(slack.posts()).toHaveLength(1);
    expect(labels(slack.posts()[0] as Post)).toContain('It arrived');
  });

  test('whose thread takes no reply is answered to the one who pressed', async () => {
    const { destination } = await start();
    const post = await alert(destination);
    slack.fail({ kind: 'error', error: 'restricted_action_thread_locked' }, { method: 'chat.postMessage' });
    slack.press(post, 'It arrived');
    expect((await shown())?.text).toContain('settle 7 sent');
    await slack.until(() => labels(slack.posts()[0] as Post).length === 1);
  });

  test('under an answer that only one saw is reported to the channel when it did something', async () => {
    const { conversation } = await start();
    conversation.answer = async (line) => ({
      message: message(`did ${line}`, [{ label: 'Stop', command: 'unsubscribe', effect: 'act' }]),
      share: null,
    });
    slack.slash('subscriptions');
    slack.press(await shown(), 'Stop');
    expect(words(await posted())).toContain(`Done by <@${slack.person.id}>`);
    await slack.until(() => slack.ephemerals().length === 0);
  });
});

describe('the page of the app', () => {
  test.each(modes)('is made anew each time it is opened, by %s', async (mode) => {
    const { conversation } = await start(mode);
    for (const count of [1, 2]) {
      await slack.openHome();
      await slack.until(() => slack.requests('views.publish').filter(({ status }) => status === 200).length === count);
    }
    expect(JSON.stringify(slack.home(slack.person.id))).toContain('the page');
    expect(conversation.asked.filter(({ what }) => what === 'home')).toHaveLength(2);
    expect(conversation.asked[0]?.asker).toMatchObject({ space: slack.workspace.id });
  });

  test('shows the answer of a button in its own place', async () => {
    await start();
    await slack.openHome();
    await slack.until(() => slack.home(slack.person.id) !== undefined);
    slack.pressHome('History');
    await slack.until(() => JSON.stringify(slack.home(slack.person.id)).includes('answer to'));
  });

  test('says so where it cannot be made', async () => {
    const { conversation } = await start();
    conversation.home = () => Promise.reject(new Error('no ledger'));
    await slack.openHome();
    await slack.until(() => (JSON.stringify(slack.home(slack.person.id)) ?? '').includes('could not answer'));
  });
});

test.each(modes)('the shortcut of a message says where its figures are from, by %s', async (mode) => {
  const { destination, conversation } = await start(mode);
  const name = mode === 'many' ? `${slack.workspace.id}/${slack.channel.id}` : slack.channel.id;
  const post = await alert(destination, name);
  slack.shortcut(post, 'ackwatch_why');
  expect((await shown())?.text).toBe('where it is from');
  expect(conversation.asked).toMatchObject([{ what: 'explain', line: `${name} ${post.ts}` }]);
  slack.shortcut(slack.writes('a message of somebody'), 'ackwatch_why');
  await shown(2);
});

describe('who asks', () => {
  const asker = async ({ conversation }: Talk): Promise<Asker> => {
    slack.slash('totals');
    await slack.until(() => conversation.asked.length > 0);
    return conversation.asked.at(-1)?.asker as Asker;
  };

  test('is an admin where Slack says so, asked each time', async () => {
    for (const scope of allScopes) slack.workspace.scopes.add(scope);
    const one = await asker(await start());
    expect(await one.isAdmin()).toBe(false);
    (slack.workspace.people.get(slack.person.id) as { admin: boolean }).admin = true;
    expect(await one.isAdmin()).toBe(true);
  });

  test('is not known to be one without the scope, and the fix is named', async () => {
    const one = await asker(await start());
    await expect(one.isAdmin()).rejects.toMatchObject({
      name: 'DeliveryError',
      message: expect.stringMatching(/users:read.*reinstall/),
    });
  });

  test('has a zone from the second time on, and no answer waits for it', async () => {
    for (const scope of allScopes) slack.workspace.scopes.add(scope);
    const { conversation } = await start();
    slack.fail({ kind: 'slow', milliseconds: 300 }, { method: 'users.info' });
    slack.slash('totals');
    await shown();
    expect(conversation.asked[0]?.asker?.zone).toBeNull();
    await slack.until(() => slack.requests('users.info').some(({ status }) => status === 200));
    await slack.until(() => {
      slack.slash('totals');
      return conversation.asked.at(-1)?.asker?.zone === 'Europe/London';
    });
    expect(slack.requests('users.info')).toHaveLength(1);
  });

  test('is asked about once where the scope is missing', async () => {
    expect(slack.workspace.scopes.size).toBe(leastScopes.length);
    const { conversation } = await start();
    for (const count of [1, 2, 3]) {
      slack.slash('totals');
      await shown(count);
      await slack.until(() => slack.requests('users.info').some(({ status }) => status === 200));
    }
    expect(slack.requests('users.info')).toHaveLength(1);
    expect(conversation.asked[2]?.asker?.zone).toBeNull();
  });
});

describe('the end', () => {
  test.each(modes)('comes twice without harm, and nothing is received afterwards, by %s', async (mode) => {
    const one = await start(mode);
    await Promise.all([one.close(), one.close()]);
    await one.close();
    if (mode === 'socket') {
      await slack.until(() => slack.socket.connections === 0);
      await expect(slack.slash('totals').acknowledged).rejects.toThrow();
    } else await expect(fetch(`${one.origin()}/health`)).rejects.toThrow();
    expect(one.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each(modes)('of listening leaves what was asked to be answered, by %s', async (mode) => {
    const stop = new AbortController();
    const { conversation, destination } = await start(mode, { signal: stop.signal });
    const slow = held<Reply>();
    conversation.answer = () => slow.promise;
    slack.slash('totals');
    await slack.until(() => conversation.asked.length === 1);
    stop.abort();
    slow.resolve({ message: message('answered after the end'), share: null });
    expect((await shown())?.text).toBe('answered after the end');
    await destination.send(
      destination.render(message('posted')).payload,
      { channel: address(mode) },
      {
        key: 'k',
        signal: AbortSignal.timeout(5000),
      },
    );
    expect(slack.posts()).toHaveLength(1);
  });

  test('waits for an answer that is on its way, and not for one that does not come', async () => {
    const { conversation, close } = await start();
    const slow = held<Reply>();
    conversation.answer = (line) => (line === 'never' ? new Promise(() => {}) : slow.promise);
    slack.slash('totals');
    slack.slash('never');
    await slack.until(() => conversation.asked.length === 2);
    const closing = close();
    slow.resolve({ message: message('in time'), share: null });
    await closing;
    expect(slack.ephemerals()).toMatchObject([{ text: 'in time' }]);
  });
});

const address = (mode: Mode) => (mode === 'many' ? `${slack.workspace.id}/${slack.channel.id}` : slack.channel.id);

/** Neither words nor blocks came along with the acknowledgement. */
function isEmpty(body: unknown): boolean {
  return body === undefined || body === '' || JSON.stringify(body) === '{}';
}
