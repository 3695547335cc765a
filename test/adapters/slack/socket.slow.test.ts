import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../fakes/slack/index.ts';
import { refuseUnhandled } from '../unhandled.ts';
import { lines, type Talk, talk } from './talk.ts';

let slack: Slack;
let open: Talk[];

refuseUnhandled();
beforeEach(async () => {
  slack = await startSlack();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  await slack.close();
});

async function start(options: Parameters<typeof talk>[2] = {}): Promise<Talk> {
  const started = await talk(slack, 'socket', options);
  open.push(started);
  return started;
}
const both = () => slack.until(() => slack.socket.connections === 2, 20_000);

describe('two connections', () => {
  test('are open once it listens, and share what Slack sends', async () => {
    const { conversation } = await start();
    expect(slack.socket.connections).toBe(2);
    const sent = Array.from({ length: 10 }, (_, number) => slack.slash(`line ${number}`));
    const acknowledged = await Promise.all(sent.map((one) => one.acknowledged));
    expect(new Set(acknowledged.map(({ connection }) => connection)).size).toBe(2);
    await slack.until(() => slack.ephemerals().length === 10);
    expect(lines(conversation).toSorted()).toEqual(Array.from({ length: 10 }, (_, number) => `line ${number}`));
  });

  test('bring the same thing twice, and it is answered once', async () => {
    const { conversation } = await start();
    const sent = slack.slash('totals');
    expect(await sent.acknowledged).toMatchObject({ inTime: true });
    expect(await sent.again()).toMatchObject({ inTime: true });
    slack.slash('latest');
    await slack.until(() => slack.ephemerals().length === 2);
    expect(lines(conversation)).toEqual(['totals', 'latest']);
  });

  test('are renewed one after the other or both at once, and each command is answered once, by the one that receives it', async () => {
    const { conversation } = await start();
    let typed = 0;
    for (const renewed of [[slack.socket.numbers[0] ?? 0], undefined, undefined]) {
      slack.socket.recycle(2000, renewed);
      for (let number = 0; number < 10; number += 1) {
        // Slack tells a person who types while none is open that the app did not respond.
        await slack.until(() => slack.socket.connections > 0);
        expect(await slack.slash(`line ${typed++}`).acknowledged).toMatchObject({ inTime: true });
      }
      await both();
    }
    await slack.until(() => slack.ephemerals().length === typed);
    expect(lines(conversation).toSorted()).toEqual(
      Array.from({ length: typed }, (_, number) => `line ${number}`).toSorted(),
    );
  });

  test('leave no moment without one while they are renewed in turn', async () => {
    await start();
    for (let turn = 0; turn < 4; turn += 1) {
      const [number = 0] = slack.socket.numbers;
      slack.socket.recycle(2000, [number]);
      expect(slack.socket.connections).toBe(1);
      expect(await slack.slash('totals').acknowledged).toMatchObject({ inTime: true });
      await both();
    }
  });

  test('stay when they are only warned, until others have taken their place', async () => {
    await start();
    const before = slack.socket.numbers;
    slack.fail({ kind: 'slow', milliseconds: 500 }, { method: 'apps.connections.open', times: 2 });
    slack.socket.warn();
    await slack.until(() => slack.requests('apps.connections.open').length === 4);
    const { connection } = await slack.slash('totals').acknowledged;
    expect(before).toContain(connection);
    await slack.until(() => slack.socket.opened === 4);
    await both();
    expect(slack.socket.numbers.some((number) => before.includes(number))).toBe(false);
  });

  test('are opened again when they are cut without a word', async () => {
    const { log } = await start();
    for (let turn = 0; turn < 3; turn += 1) {
      slack.socket.cut();
      await slack.until(() => slack.socket.connections === 0);
      await both();
    }
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    'not json',
    'null',
    '[]',
    '"disconnect"',
    '{"type":"events_api"}',
    '{"type":"events_api","payload":{}}',
    '{"type":"slash_commands","envelope_id":"a"}',
    '{"type":"slash_commands","envelope_id":"b","payload":{"command":"/ackwatch"}}',
    '{"type":"interactive","envelope_id":"c","payload":{"type":"block_actions","actions":[]}}',
    '{"type":"error"}',
  ])('receive %s without harm', async (text) => {
    const { conversation } = await start();
    slack.socket.babble(text);
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    expect(lines(conversation)).toEqual(['totals']);
    expect(slack.socket.connections).toBe(2);
  });
});

describe('an outage', () => {
  test('of eight seconds is survived, and logged once when it begins and once when it ends', async () => {
    const { conversation, log } = await start();
    await slack.outage(8000);
    await both();
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    expect(lines(conversation)).toEqual(['totals']);
    expect(
      log.lines.map(({ level, message }) => `${level} ${message}`).filter((line) => !/library/.test(line)),
    ).toEqual(['warn A connection to Slack was lost and is being opened anew', 'info Connected to Slack again']);
    expect(log.lines.length).toBeLessThan(5);
  });

  test('at the start is thrown by `listen`, which may be called again', async () => {
    await slack.down();
    await expect(talk(slack)).rejects.toMatchObject({ name: 'DeliveryError', kind: 'unavailable' });
    await slack.up();
    await start();
    expect(slack.socket.connections).toBe(2);
  });

  test('of the answers to one call is passed by', async () => {
    slack.fail({ kind: 'status', status: 503 }, { method: 'apps.connections.open', afterTaking: true });
    await expect(talk(slack)).rejects.toMatchObject({ kind: 'unavailable' });
    await start();
    slack.fail({ kind: 'malformed' }, { method: 'apps.connections.open' });
    slack.fail({ kind: 'error', error: 'internal_error' }, { method: 'apps.connections.open' });
    slack.socket.cut();
    await slack.until(() => slack.socket.connections === 0);
    await both();
  });

  test('that Slack sets by a limit is waited out', async () => {
    await start();
    slack.fail({ kind: 'rate-limited', retryAfter: 1 }, { method: 'apps.connections.open', times: 2 });
    slack.socket.cut();
    await slack.until(() => slack.socket.connections === 0);
    await both();
    expect(slack.requests('apps.connections.open').filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe('an app token that Slack refuses', () => {
  test('ends the attempt to listen with the fix, after one call', async () => {
    const wrong = { SLACK_APP_TOKEN: 'xapp-1-wrong' };
    const refused = expect(talk(slack, 'socket', { env: wrong })).rejects;
    await refused.toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/SLACK_APP_TOKEN.*\.$/) });
    expect(slack.requests('apps.connections.open')).toHaveLength(1);
  });

  test('is found without listening', async () => {
    const { destination } = await start();
    const proof = () => destination.verifyListening?.(AbortSignal.timeout(5000));
    await expect(proof()).resolves.toBeUndefined();
    slack.revokeAppToken();
    await expect(proof()).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/SLACK_APP_TOKEN.*\.$/),
    });
  });

  test('later is logged once, and ends neither the process nor the posts', async () => {
    const { log, destination } = await start();
    slack.revokeAppToken();
    slack.socket.cut();
    await slack.until(() => log.lines.some(({ level }) => level === 'error'));
    await slack.until(
      () => slack.requests('apps.connections.open').filter(({ answer }) => isRefused(answer)).length === 2,
    );
    const { payload } = destination.render({
      kind: null,
      priority: 'normal',
      language: 'en',
      headline: [{ text: 'posted' }],
      blocks: [],
      text: 'posted',
    });
    await destination.send(payload, { channel: slack.channel.id }, { key: 'k', signal: AbortSignal.timeout(5000) });
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).toMatch(/SLACK_APP_TOKEN/);
    expect(JSON.stringify(log.lines)).not.toContain(slack.appToken);
  });
});

test('it ends while it is trying to connect', async () => {
  const { close } = await start();
  await slack.down();
  const began = performance.now();
  await close();
  expect(performance.now() - began).toBeLessThan(5000);
  await slack.up();
  expect(slack.socket.connections).toBe(0);
});

test('it ends although Slack says no goodbye', async () => {
  const { close, log } = await start();
  slack.fail({ kind: 'hang' }, { method: 'apps.connections.open', times: 2 });
  slack.socket.cut();
  await slack.until(() => slack.requests('apps.connections.open').length === 4);
  await close();
  expect(slack.socket.connections).toBe(0);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('what comes after it was stopped is not received', async () => {
  const stop = new AbortController();
  const { conversation } = await start({ signal: stop.signal });
  stop.abort();
  await slack.until(() => slack.socket.connections === 0);
  await expect(slack.slash('totals').acknowledged).rejects.toThrow();
  expect(conversation.asked).toEqual([]);
});

function isRefused(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}

describe('a proxy', () => {
  test('that is named leads to nothing on this machine, and everything is received all the same', async () => {
    const { close } = await start({ env: { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' } });
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    await close();
    expect(slack.socket.connections).toBe(0);
  });

  test('carries the calls and the connections', async () => {
    // A request to a proxy names its whole address, which the loopback Slack understands as it is.
    let carried = 0;
    const proxy = createServer((client) => {
      carried += 1;
      const server = connect(Number(new URL(slack.origin).port), '127.0.0.1');
      server.pipe(client).pipe(server);
      for (const end of [server, client]) end.on('error', () => [server, client].map((one) => one.destroy()));
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const elsewhere = (url: string) => url.replace('127.0.0.1', 'slack.test');
    for (let number = 0; number < 2; number += 1) {
      const headers = { authorization: `Bearer ${slack.appToken}` };
      const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers });
      const { url } = (await answer.json()) as { url: string };
      slack.fail(
        { kind: 'error', error: '', more: { ok: true, url: elsewhere(url) } },
        { method: 'apps.connections.open' },
      );
    }
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { close } = await start({ env: { HTTP_PROXY: address, SLACK_API_URL: elsewhere(slack.apiUrl) } });
    expect(slack.socket.connections).toBe(2);
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    // Nothing else knows this name.
    expect(carried).toBeGreaterThanOrEqual(2);
    await close();
    await slack.until(() => slack.socket.connections === 0);
    proxy.close();
  });
});
