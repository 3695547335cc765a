import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifySlackRequest } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allScopes, type Slack, startSlack } from './index.ts';

/** The fidelity of the loopback Slack, measured by Slack's own clients. */

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: { scopes: allScopes }, eventRetries: [20, 20] });
});
afterEach(() => slack.close());

const client = (token = slack.workspace.token) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
const codeOf = async (call: Promise<unknown>) => {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof WebAPIPlatformError ? thrown.data.error : `not refused: ${String(thrown)}`;
};
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('the Web API', () => {
  test('says who a token belongs to and what it may do', async () => {
    const answer = await client().auth.test();
    expect(answer).toMatchObject({ ok: true, team_id: slack.workspace.id, user_id: slack.workspace.bot.user });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
    expect(await codeOf(client('xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await codeOf(new WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: quiet }).auth.test())).toBe(
      'not_authed',
    );
    expect(await codeOf(client().apiCall('no.such.method'))).toBe('unknown_method');
  });

  test('names the scope that is missing', async () => {
    slack.workspace.scopes.delete('channels:history');
    const call = client().conversations.history({ channel: slack.channel.id });
    await expect(call).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'channels:history' } });
  });

  test('keeps a post, its thread, its edits and its metadata', async () => {
    const channel = slack.channel.id;
    const metadata = { event_type: 'ackwatch_delivery', event_payload: { delivery: 'd1' } };
    const first = await client().chat.postMessage({
      channel,
      text: 'one',
      blocks: [section('one')],
      metadata,
      unfurl_links: false,
    });
    expect(first.ts).toMatch(/^\d{10}\.\d{6}$/);
    const ts = String(first.ts);
    const reply = await client().chat.postMessage({ channel, text: 'two', thread_ts: ts });
    await client().chat.update({ channel, ts, text: 'one again', blocks: [section('one again')] });
    expect(slack.posts(channel)).toMatchObject([
      { ts, text: 'one again', unfurlLinks: false, metadata, markedAsEdited: false, earlier: [{ text: 'one' }] },
      { ts: reply.ts, threadTs: ts },
    ]);
    await client().chat.update({ channel, ts, text: 'bare' });
    expect(slack.posts(channel)[0]).toMatchObject({ blocks: [], markedAsEdited: true });
    const read = await client().conversations.replies({ channel, ts, include_all_metadata: true });
    expect(read.messages?.map((message) => message.ts)).toEqual([ts, reply.ts]);
    expect(read.messages?.[0]?.metadata).toEqual(metadata);
    const history = await client().conversations.history({ channel });
    expect(history.messages?.map((message) => message.ts)).toEqual([ts]);
    expect(history.messages?.[0]?.metadata).not.toHaveProperty('event_payload');
  });

  test('gives a history in pages, within a window of time', async () => {
    const channel = slack.channel.id;
    const stamps: string[] = [];
    for (const text of ['1', '2', '3', '4', '5'])
      stamps.push(String((await client().chat.postMessage({ channel, text })).ts));
    slack.setPageSize(2);
    const seen: unknown[] = [];
    for await (const page of client().paginate('conversations.history', { channel, oldest: stamps[0] ?? '' })) {
      seen.push(...((page as { messages?: { text?: string }[] }).messages ?? []).map(({ text }) => text));
    }
    expect(seen).toEqual(['5', '4', '3', '2']);
  });

  test.each([
    ['a channel that is not there', 'channel_not_found', () => 'C0NOWHERE00'],
    [
      'a private channel it is not in',
      'channel_not_found',
      () => slack.addChannel({ kind: 'private', member: false }).id,
    ],
    ['an archived channel', 'is_archived', () => slack.addChannel({ archived: true }).id],
    ['a public channel it is not in', 'not_in_channel', () => slack.addChannel({ member: false }).id],
  ])('refuses a post to %s', async (_, code, channel) => {
    slack.workspace.scopes.delete('chat:write.public');
    expect(await codeOf(client().chat.postMessage({ channel: channel(), text: 'x' }))).toBe(code);
  });

  test.each([
    ['51 blocks', 'invalid_blocks', () => Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['a section of 3,001 characters', 'invalid_blocks', () => [section('a'.repeat(3001))]],
    ['a section without text', 'invalid_blocks', () => [section('')]],
    [
      'a heading of 151 characters',
      'invalid_blocks',
      () => [{ type: 'header', text: { type: 'plain_text', text: 'a'.repeat(151) } }],
    ],
    ['a heading with markup', 'invalid_blocks', () => [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }]],
    ['a table of 101 rows', 'invalid_blocks', () => [table(101, 1)]],
    ['a table of 21 columns', 'invalid_blocks', () => [table(1, 21)]],
    ['a table with an empty cell', 'invalid_blocks', () => [table(2, 2, '')]],
    [
      'a table with rows of unequal length',
      'invalid_blocks',
      () => [{ type: 'table', rows: [...table(1, 2).rows, ...table(1, 3).rows] }],
    ],
    ['two tables', 'invalid_attachments', () => [table(1, 1), table(1, 1)]],
    [
      'blocks of 13,300 characters',
      'msg_blocks_too_long',
      () => Array.from({ length: 5 }, () => section('a'.repeat(2610))),
    ],
    ['a button with 76 characters', 'invalid_blocks', () => [actions('a'.repeat(76), 'v')]],
    ['a button with a value of 2,001 characters', 'invalid_blocks', () => [actions('a', 'v'.repeat(2001))]],
    ['a cell of rich text that is empty', 'invalid_blocks', () => [{ type: 'table', rows: [[richCell('')]] }]],
    ['a block it does not know', 'invalid_blocks', () => [{ type: 'hologram' }]],
  ])('refuses %s', async (_, code, blocks) => {
    const call = client().chat.postMessage({ channel: slack.channel.id, text: 'x', blocks: blocks() as never });
    expect(await codeOf(call)).toBe(code);
    expect(slack.posts()).toEqual([]);
  });

  test('takes what is just within the limits', async () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'a'.repeat(150) } },
      section('a'.repeat(3000)),
      { ...table(2, 20), rows: [...table(1, 2).rows, [richCell('x'), { type: 'raw_number', value: 1, text: '1' }]] },
      actions('a'.repeat(75), 'v'.repeat(2000)),
    ];
    await client().chat.postMessage({ channel: slack.channel.id, text: 'x', blocks: blocks as never });
    expect(slack.posts()).toHaveLength(1);
  });

  test('limits one channel and no other', async () => {
    const other = slack.addChannel().id;
    slack.setPace(60_000);
    const post = (channel: string) => client().chat.postMessage({ channel, text: 'x' });
    await post(slack.channel.id);
    const thrown = await post(slack.channel.id).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(WebAPIRateLimitedError);
    expect((thrown as WebAPIRateLimitedError).retryAfter).toBe(60);
    await post(other);
    expect(slack.posts()).toHaveLength(2);
  });

  test('fails as the test asks, and no longer', async () => {
    const channel = slack.channel.id;
    const post = () => client().chat.postMessage({ channel, text: 'x' });
    slack.fail({ kind: 'html' }, { method: 'chat.postMessage' });
    await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
    slack.fail({ kind: 'drop' }, { channel });
    await expect(post()).rejects.toThrow(/request error/);
    slack.fail({ kind: 'malformed' });
    await expect(post()).rejects.toBeInstanceOf(WebAPIPlatformError);
    expect(slack.posts()).toHaveLength(0);
    slack.fail({ kind: 'drop' }, { method: 'chat.postMessage', afterTaking: true });
    await expect(post()).rejects.toThrow(/request error/);
    expect(slack.posts()).toHaveLength(1);
    slack.fail({ kind: 'error', error: 'token_revoked' }, { workspace: slack.workspace.id, times: 2 });
    expect(await codeOf(post())).toBe('token_revoked');
    expect(await codeOf(post())).toBe('token_revoked');
    await post();
    await slack.down();
    await expect(post()).rejects.toThrow(/request error/);
    await slack.up();
    await post();
  });

  test('shows an answer to one person, and a page to another', async () => {
    await client().chat.postEphemeral({ channel: slack.channel.id, user: slack.person.id, text: 'for you' });
    expect(slack.ephemerals(slack.person.id)).toMatchObject([{ text: 'for you' }]);
    await client().views.publish({ user_id: slack.person.id, view: { type: 'home', blocks: [section('home')] } });
    expect(slack.home(slack.person.id)).toMatchObject({ type: 'home' });
  });

  test('gives a token for a code once', async () => {
    const given = { client_id: slack.clientId, client_secret: slack.clientSecret };
    const page = `${slack.origin}/oauth/v2/authorize?client_id=${slack.clientId}&scope=commands,chat:write&state=s&redirect_uri=http://127.0.0.1/back`;
    const back = new URL(slack.allow(page));
    expect(back.searchParams.get('state')).toBe('s');
    const code = String(back.searchParams.get('code'));
    const answer = await client().oauth.v2.access({ ...given, code });
    expect(answer).toMatchObject({ access_token: slack.workspace.token, team: { id: slack.workspace.id } });
    expect(await codeOf(client().oauth.v2.access({ ...given, code }))).toBe('invalid_code');
  });
});

describe('Socket Mode', () => {
  const opened: SocketModeClient[] = [];
  const connect = async () => {
    const socket = new SocketModeClient({
      appToken: slack.appToken,
      clientPingTimeout: 200,
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { forever: true, minTimeout: 20, maxTimeout: 50 } },
    });
    opened.push(socket);
    await socket.start();
    return socket;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((socket) => socket.disconnect()));
  });

  test('hands a command to a connection and receives the acknowledgement and the answer', async () => {
    const socket = await connect();
    socket.on('slash_commands', async ({ ack, body }) => {
      await ack();
      await fetch(body.response_url, {
        method: 'POST',
        body: JSON.stringify({ text: `you said ${body.text}` }),
        headers: { 'content-type': 'application/json' },
      });
    });
    const sent = slack.slash('totals');
    expect(await sent.acknowledged).toMatchObject({ inTime: true, connection: 1 });
    await slack.until(() => slack.ephemerals().length === 1);
    expect(slack.ephemerals()[0]).toMatchObject({ text: 'you said totals', user: slack.person.id });
  });

  test('hands each payload to one of its connections', async () => {
    for (const socket of [await connect(), await connect()]) socket.on('slash_commands', ({ ack }) => ack());
    expect(slack.socket.connections).toBe(2);
    const came = await Promise.all(['1', '2', '3', '4'].map((text) => slack.slash(text).acknowledged));
    expect(came.map(({ connection }) => connection).sort()).toEqual([1, 1, 2, 2]);
  });

  test('renews connections, and outlives an outage', async () => {
    const socket = await connect();
    socket.on('slash_commands', ({ ack }) => ack());
    slack.socket.recycle();
    expect(() => slack.slash('nobody')).not.toThrow();
    await slack.until(() => slack.socket.opened === 2 && slack.socket.connections === 1);
    await slack.slash('x').acknowledged;
  });

  test('shows a person that no one answers where no connection is open', async () => {
    await expect(slack.slash('x').acknowledged).rejects.toThrow(/dispatch_failed/);
  });

  test('sends which button was pressed, and under what', async () => {
    const socket = await connect();
    const bodies: Record<string, unknown>[] = [];
    socket.on('interactive', async ({ ack, body }) => {
      await ack();
      bodies.push(body);
    });
    const blocks = [actions('Post to channel', 'totals')];
    await client().chat.postMessage({ channel: slack.channel.id, text: 'x', blocks: blocks as never });
    await client().chat.postEphemeral({
      channel: slack.channel.id,
      user: slack.person.id,
      text: 'x',
      blocks: blocks as never,
    });
    await slack.press(slack.posts()[0], 'Post to channel').acknowledged;
    await slack.press(slack.ephemerals()[0], 'Post to channel').acknowledged;
    await slack.shortcut(slack.posts()[0], 'explain').acknowledged;
    expect(bodies).toMatchObject([
      { type: 'block_actions', container: { is_ephemeral: false }, actions: [{ value: 'totals', type: 'button' }] },
      { type: 'block_actions', container: { is_ephemeral: true } },
      { type: 'message_action', callback_id: 'explain', message: { ts: slack.posts()[0]?.ts } },
    ]);
    const url = String(bodies[1]?.['response_url']);
    const answer = (body: unknown) =>
      fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    await answer({ text: 'turned', replace_original: true });
    expect(slack.ephemerals()).toMatchObject([{ text: 'turned', earlier: [{ text: 'x' }] }]);
    await answer({ delete_original: true });
    expect(slack.ephemerals()).toEqual([]);
    for (let use = 0; use < 3; use += 1)
      expect((await answer({ text: 'shared', response_type: 'in_channel' })).status).toBe(200);
    expect((await answer({ text: 'once too often' })).status).toBe(404);
    expect(slack.posts()).toHaveLength(4);
  });

  test('sends who opened the page of the app', async () => {
    const socket = await connect();
    const users: unknown[] = [];
    socket.on('app_home_opened', async ({ ack, event }) => {
      users.push(event.user);
      await ack();
    });
    await slack.openHome();
    expect(users).toEqual([slack.person.id]);
  });
});

describe('requests over HTTP', () => {
  test('are signed, and come again where they were not accepted', async () => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const answers = [500, 200];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      seen.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    slack.via({ type: 'http', url: `http://127.0.0.1:${port}/slack/events` });
    expect(await slack.openHome()).toMatchObject({ status: 200 });
    expect(seen.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1']);
    const sent = slack.slash('totals');
    await sent.acknowledged;
    await sent.again();
    expect(seen[2]).toMatchObject({
      body: seen[3]?.body,
      headers: { 'x-slack-signature': seen[3]?.headers['x-slack-signature'] },
    });
    for (const { headers, body } of seen) {
      const signature = String(headers['x-slack-signature']);
      const requestTimestampSec = Number(headers['x-slack-request-timestamp']);
      const verify = (secret: string) =>
        verifySlackRequest({
          signingSecret: secret,
          body,
          headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': requestTimestampSec },
        });
      expect(() => verify(slack.signingSecret)).not.toThrow();
      expect(() => verify('another')).toThrow();
    }
    expect(new URLSearchParams(seen[2]?.body).get('text')).toBe('totals');
    server.close();
  });
});

function table(rows: number, columns: number, text = 'x') {
  const row = Array.from({ length: columns }, () => ({ type: 'raw_text', text }));
  return { type: 'table', rows: Array.from({ length: rows }, () => row) };
}
function richCell(text: string) {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
function actions(label: string, value: string) {
  return { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: label }, value }] };
}
