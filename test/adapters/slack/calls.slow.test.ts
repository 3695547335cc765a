import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClients, type SlackEnvironment } from '../../../adapters/slack/api/client.ts';
import { createSlack } from '../../../adapters/slack/posts/destination.ts';
import type { SlackPayload } from '../../../adapters/slack/posts/render.ts';
import { DeliveryError, type Destination, type Receipt } from '../../../src/chat/destination.ts';
import { type ProxyServer, startProxy } from '../../fakes/proxy.ts';
import { allScopes, leastScopes, type Slack, startSlack, type Workspace } from '../../fakes/slack/index.ts';
import { messageOf } from '../messages.ts';
import { installation, io, keepingLog, keptInstallations } from './counterpart.ts';

const payload: SlackPayload = {
  text: 'a figure',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a figure' } }],
};
const never = () => new AbortController().signal;

let slack: Slack;
let opened: Destination<SlackPayload>[];
beforeEach(async () => {
  slack = await startSlack({ workspace: { scopes: allScopes } });
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((destination) => destination.close()));
  await slack.close();
});

function open(
  more: SlackEnvironment = {},
  log = keepingLog(),
  installed: readonly Workspace[] = [],
): Destination<SlackPayload> {
  const env = { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.workspace.token, ...more };
  const installations = keptInstallations(Object.fromEntries(installed.map((one) => [one.id, installation(one)])));
  const surroundings = io(log, installations);
  const destination = createSlack(env, surroundings, createClients(env, surroundings, 1500));
  opened.push(destination);
  return destination;
}
const many = { SLACK_BOT_TOKEN: undefined };
const openMany = (installed: readonly Workspace[], log = keepingLog()) =>
  open({ ...many, SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: slack.clientSecret }, log, installed);

const send = (destination: Destination<SlackPayload>, channel = slack.channel.id, under?: Receipt, key = 'key') =>
  destination.send(payload, under === undefined ? { channel } : { channel, under }, { key, signal: never() });
async function refusal(attempt: Promise<unknown> | undefined): Promise<DeliveryError> {
  const thrown = await attempt?.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof DeliveryError) return thrown;
  throw new Error(`expected a DeliveryError, got ${String(thrown)}`);
}

describe('what the stock client would have done', () => {
  test('a limit on one channel delays no other', async () => {
    const destination = open();
    const other = slack.addChannel().id;
    slack.fail({ kind: 'rate-limited', retryAfter: 3600 }, { channel: slack.channel.id });
    const [limited, free] = await Promise.allSettled([send(destination), send(destination, other)]);
    expect(limited).toMatchObject({ reason: { kind: 'rate-limited', retryAfterMs: 3_600_000, outcome: 'not-sent' } });
    expect(free.status).toBe('fulfilled');
    expect((await send(destination)).id).not.toBe('');
    expect(slack.requests('chat.postMessage')).toHaveLength(3);
  });

  test.each([
    ['an answer that is lost', { kind: 'drop' }],
    ['a page of a gateway', { kind: 'html' }],
    ['half an answer', { kind: 'malformed' }],
    ['an answer that breaks off', { kind: 'cut' }],
    ['no answer', { kind: 'hang' }],
  ] as const)('%s makes one request, and a post that may be there', async (_, failure) => {
    const destination = open();
    slack.fail(failure, { method: 'chat.postMessage', afterTaking: true });
    expect(await refusal(send(destination))).toMatchObject({ outcome: 'maybe-sent' });
    expect(slack.requests('chat.postMessage')).toHaveLength(1);
    expect(slack.posts()).toHaveLength(1);
    expect(await destination.find?.('key', { channel: slack.channel.id }, never())).toMatchObject({
      id: slack.posts()[0]?.ts,
    });
  });

  test('a Slack that cannot be reached has taken nothing', async () => {
    const destination = open();
    await slack.down();
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    await slack.up();
    await send(destination);
    expect(slack.posts()).toHaveLength(1);
  });

  test.each([
    ['a name that nobody has', () => 'http://slack.invalid/api/'],
    ['a connection that ends before it is safe', (port: number) => `https://127.0.0.1:${port}/api/`],
  ])('%s has taken nothing', async (_, url) => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const destination = open({ SLACK_API_URL: url((server.address() as AddressInfo).port) });
    expect(await refusal(send(destination))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    server.close();
  });

  test('a call that is cancelled ends, and the others go on', async () => {
    const destination = open();
    const other = slack.addChannel().id;
    slack.fail({ kind: 'hang' }, { channel: slack.channel.id });
    slack.fail({ kind: 'slow', milliseconds: 200 }, { channel: other });
    const callOff = new AbortController();
    const attempt = destination.send(payload, { channel: slack.channel.id }, { key: 'a', signal: callOff.signal });
    const beside = send(destination, other);
    await slack.until(() => slack.requests('chat.postMessage').length === 2);
    callOff.abort();
    expect(await refusal(attempt)).toMatchObject({ kind: 'timeout', outcome: 'maybe-sent' });
    expect((await beside).id).not.toBe('');
  });
});

describe('a post', () => {
  test('carries its delivery, unfurls nothing and parses nothing', async () => {
    await send(open());
    expect(slack.posts()).toMatchObject([
      {
        metadata: { event_type: 'ackwatch_delivery', event_payload: { delivery: 'key' } },
        unfurlLinks: false,
        unfurlMedia: false,
        parse: 'none',
        linkNames: false,
        text: 'a figure',
      },
    ]);
  });

  test('has the link that Slack itself gives, without a call', async () => {
    const destination = open();
    const first = await send(destination);
    const reply = await send(destination, slack.channel.id, first);
    const { WebClient } = await import('@slack/web-api');
    const client = new WebClient(slack.workspace.token, { slackApiUrl: slack.apiUrl });
    for (const receipt of [first, reply]) {
      const asked = await client.chat.getPermalink({ channel: slack.channel.id, message_ts: receipt.id });
      expect(receipt.link).toBe(asked.permalink);
    }
    expect(slack.requests('auth.test')).toHaveLength(1);
  });

  test('has no link where the address of the workspace cannot be learnt, and is sent all the same', async () => {
    slack.fail({ kind: 'status', status: 500 }, { method: 'auth.test' });
    expect(await send(open())).toEqual({ channel: slack.channel.id, id: slack.posts()[0]?.ts });
  });

  test('under a reply is below the post that began the thread', async () => {
    const destination = open();
    const first = await send(destination);
    const reply = await send(destination, slack.channel.id, first);
    await send(destination, slack.channel.id, reply);
    expect(slack.posts().map(({ threadTs }) => threadTs)).toEqual([null, first.id, first.id]);
  });

  test('under a reply is shown in the channel too, unless its message is of low priority', async () => {
    const destination = open();
    const first = await send(destination);
    for (const priority of ['high', 'normal', 'low'] as const) {
      const { payload: reply } = destination.render(messageOf([], { priority }));
      await destination.send(reply, { channel: slack.channel.id, under: first }, { key: priority, signal: never() });
    }
    expect(slack.posts().map(({ isBroadcast }) => isBroadcast)).toEqual([false, true, true, false]);
  });

  test('under a reply stays in its thread where the channel wants replies there alone', async () => {
    const destination = open();
    const first = await send(destination);
    const { payload: reply } = destination.render(messageOf([], { priority: 'high' }));
    const to = { channel: slack.channel.id, under: first, threadOnly: true } as const;
    await destination.send(reply, to, { key: 'reply', signal: never() });
    expect(slack.posts().map(({ isBroadcast, threadTs }) => [isBroadcast, threadTs])).toEqual([
      [false, null],
      [false, first.id],
    ]);
  });

  test('names one user group last, and no more once it is edited', async () => {
    const destination = open();
    const text = 'Coalition admits <!subteam^S9> deaths';
    const message = messageOf([], { headline: [{ text }], text });
    const { payload: rendered } = destination.render(message);
    const to = { channel: slack.channel.id, mention: 'S0123ABCD' };
    const receipt = await destination.send(rendered, to, { key: 'key', signal: never() });
    const [post] = slack.posts();
    expect(post?.text.endsWith('\n<!subteam^S0123ABCD>')).toBe(true);
    expect(post?.blocks.at(-1)).toMatchObject({ text: { type: 'mrkdwn', text: '<!subteam^S0123ABCD>' } });
    expect(post?.text).toContain('&lt;!subteam^S9&gt;');
    await destination.update?.(receipt, rendered, never());
    expect(JSON.stringify([slack.posts()[0]?.text, slack.posts()[0]?.blocks])).not.toContain('subteam^S0123ABCD');
  });

  test('under a post that is gone is posted on its own', async () => {
    const destination = open();
    const gone = { channel: slack.channel.id, id: '1503435956.000247' };
    expect(await send(destination, slack.channel.id, gone)).toMatchObject({ id: slack.posts()[0]?.ts });
    expect(slack.posts()[0]?.threadTs).toBeNull();
  });

  test('to a person reaches the person alone, and can be edited and answered later', async () => {
    const destination = open();
    const receipt = await send(destination, slack.person.id);
    expect(receipt.channel).toMatch(/^D/);
    await destination.update?.(receipt, { ...payload, text: 'revised' }, never());
    await send(destination, slack.person.id, receipt, 'reply');
    expect(slack.posts(receipt.channel)).toMatchObject([{ text: 'revised' }, { threadTs: receipt.id }]);
    expect(await destination.find?.('key', { channel: slack.person.id }, never())).toMatchObject({ id: receipt.id });
  });

  test('that is edited keeps its blocks and its delivery', async () => {
    const destination = open();
    const receipt = await send(destination);
    await destination.update?.(receipt, payload, never());
    expect(slack.posts()[0]).toMatchObject({
      blocks: [{ type: 'section' }],
      markedAsEdited: false,
      metadata: { event_payload: { delivery: 'key' } },
    });
  });
});

describe('a look-up', () => {
  test('goes through the pages of a channel, and through a thread', async () => {
    const destination = open();
    slack.setPageSize(2);
    const receipts = [];
    for (let number = 0; number < 5; number += 1) {
      receipts.push(await send(destination, slack.channel.id, undefined, `key-${number}`));
    }
    const reply = await send(destination, slack.channel.id, receipts[1], 'reply');
    const at = { channel: slack.channel.id };
    expect(await destination.find?.('key-0', at, never())).toEqual(receipts[0]);
    expect(await destination.find?.('absent', at, never())).toBeUndefined();
    expect(await destination.find?.('reply', { ...at, under: receipts[1] as Receipt }, never())).toEqual(reply);
    expect(await destination.find?.('reply', { ...at, under: receipts[2] as Receipt }, never())).toBeUndefined();
    // The earlier post was gone, so this one is posted on its own.
    expect(await destination.find?.('key-0', { ...at, under: receipts[2] as Receipt }, never())).toEqual(receipts[0]);
    expect(
      await destination.find?.('reply', { ...at, under: { ...at, id: '1503435956.000247' } }, never()),
    ).toBeUndefined();
  });

  test('is not taken for a finding of nothing where there is more than it can read', async () => {
    const destination = open();
    slack.setPageSize(1);
    for (let number = 0; number < 30; number += 1) slack.writes(`message ${number}`);
    expect(await refusal(destination.find?.('absent', { channel: slack.channel.id }, never()))).toMatchObject({
      kind: 'invalid',
    });
  });

  test('is given up with the reason where the scopes do not allow it', async () => {
    slack.workspace.scopes.clear();
    for (const scope of leastScopes) slack.workspace.scopes.add(scope);
    const destination = open();
    const receipt = await send(destination);
    const at = { channel: slack.channel.id };
    for (const attempt of [
      destination.find?.('key', at, never()),
      destination.find?.('key', { ...at, under: receipt }, never()),
      destination.find?.('key', { channel: slack.person.id }, never()),
      destination.reach?.(slack.channel.id, never()),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ kind: 'invalid', message: expect.stringContaining('scope') });
    }
  });

  test.each([
    ['a channel it is in', () => slack.channel.id, undefined],
    ['a direct conversation', () => slack.addChannel({ kind: 'direct', with: slack.person.id }).id, undefined],
    ['a channel it is not in', () => slack.addChannel({ member: false }).id, 'forbidden'],
    ['an archived channel', () => slack.addChannel({ archived: true }).id, 'forbidden'],
    ['a private channel it is not in', () => slack.addChannel({ kind: 'private', member: false }).id, 'not-found'],
    ['a person', () => slack.person.id, 'invalid'],
  ])('tells whether %s can be posted to', async (_, channel, kind) => {
    const attempt = open().reach?.(channel(), never());
    if (kind === undefined) await attempt;
    else expect(await refusal(attempt)).toMatchObject({ kind });
    expect(slack.posts()).toEqual([]);
  });
});

describe('credentials', () => {
  test('name the scopes that are missing', async () => {
    slack.workspace.scopes.delete('commands');
    slack.workspace.scopes.delete('chat:write');
    const error = await refusal(open().verify(never()));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(error.message).toContain('commands and chat:write');
  });

  test('of one workspace among many stop that workspace alone', async () => {
    const other = slack.addWorkspace({ scopes: allScopes });
    const log = keepingLog();
    const destination = openMany([slack.workspace, other], log);
    const [channel] = other.channels.keys();
    other.status = 'revoked';
    expect(await destination.verify(never())).toEqual({ name: 'the app, admitted by 1 of 2 workspaces' });
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    const error = await refusal(send(destination, `${other.id}/${channel}`));
    expect(error).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(error.message).toMatch(/token_revoked.*Install Ackwatch/);
    await send(destination, `${slack.workspace.id}/${slack.channel.id}`);
  });

  test('of a workspace that was never installed, or is not named, are not made up', async () => {
    const destination = openMany([]);
    expect(await refusal(send(destination, 'T0ELSE/C0ELSE'))).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    expect(await refusal(send(destination, 'C0ELSE'))).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    expect(slack.requests('chat.postMessage')).toEqual([]);
  });

  test('of an installation that is renewed are used at once', async () => {
    const { workspace, channel } = slack;
    const env = { SLACK_API_URL: slack.apiUrl };
    const surroundings = io(keepingLog(), keptInstallations({ [workspace.id]: installation(workspace) }));
    const destination = createSlack(env, surroundings);
    opened.push(destination);
    await send(destination, `${workspace.id}/${channel.id}`);
    workspace.token = 'xoxb-2-renewed';
    expect(await refusal(send(destination, `${workspace.id}/${channel.id}`))).toMatchObject({ kind: 'forbidden' });
    await surroundings.installations.set(workspace.id, installation(workspace));
    await send(destination, `${workspace.id}/${channel.id}`);
    expect(slack.posts()).toHaveLength(2);
  });

  test('of the app itself are proved without an installation', async () => {
    expect(await openMany([]).verify(never())).toEqual({ name: 'the app in 0 workspaces' });
    const wrong = open({ ...many, SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: 'wrong' });
    expect(await refusal(wrong.verify(never()))).toMatchObject({ kind: 'unauthorized' });
  });

  test('are in no log', async () => {
    const log = keepingLog();
    const destination = open({}, log);
    slack.fail({ kind: 'drop' }, { method: 'chat.postMessage' });
    await refusal(send(destination));
    slack.fail({ kind: 'error', error: slack.workspace.token }, { method: 'chat.postMessage' });
    await refusal(send(destination));
    expect(log.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(log.lines)).not.toContain(slack.workspace.token);
  });
});

describe('what Slack refuses', () => {
  test.each([
    ['channel_not_found', 'not-found', 'not-sent'],
    ['not_in_channel', 'forbidden', 'not-sent'],
    ['is_archived', 'forbidden', 'not-sent'],
    ['restricted_action', 'forbidden', 'not-sent'],
    ['messages_tab_disabled', 'forbidden', 'not-sent'],
    ['token_revoked', 'unauthorized', 'not-sent'],
    ['account_inactive', 'unauthorized', 'not-sent'],
    ['team_access_not_granted', 'unauthorized', 'not-sent'],
    ['missing_scope', 'unauthorized', 'not-sent'],
    ['msg_blocks_too_long', 'invalid', 'not-sent'],
    ['only_one_table_allowed', 'invalid', 'not-sent'],
    ['thread_not_found', 'not-found', 'not-sent'],
    ['cannot_reply_to_message', 'invalid', 'not-sent'],
    ['ratelimited', 'rate-limited', 'not-sent'],
    ['internal_error', 'unavailable', 'maybe-sent'],
    ['fatal_error', 'unavailable', 'maybe-sent'],
    ['team_added_to_org', 'unavailable', 'not-sent'],
    ['a_code_of_tomorrow', 'unknown', 'not-sent'],
  ] as const)('%s is reported as %s', async (error, kind, outcome) => {
    slack.fail({ kind: 'error', error }, { method: 'chat.postMessage' });
    const told = await refusal(send(open()));
    expect(told).toMatchObject({ kind, outcome });
    expect(told.message).toMatch(/\.$/);
    if (error !== 'missing_scope' && error !== 'team_access_not_granted') expect(told.message).toContain(error);
  });

  test('is reported in words for any code, without text of an answer that is none', async () => {
    const destination = open();
    const answers = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('', '__proto__', 'constructor', '<html>'),
    );
    await fc.assert(
      fc.asyncProperty(answers, async (error) => {
        slack.recover();
        slack.fail({ kind: 'error', error }, { method: 'chat.postMessage' });
        const told = await refusal(send(destination));
        expect(['unknown', 'unavailable']).toContain(told.kind);
        expect(told.message).toMatch(/^[\x20-\x7e]+\.$/);
      }),
      { numRuns: 30 },
    );
  });

  test('with a status of a proxy is reported as such', async () => {
    slack.fail({ kind: 'status', status: 403 }, { method: 'chat.postMessage' });
    expect(await refusal(send(open()))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    slack.fail({ kind: 'status', status: 429 }, { method: 'chat.postMessage' });
    expect(await refusal(send(open()))).toMatchObject({ kind: 'rate-limited', retryAfterMs: null });
  });
});

describe('a proxy that the environment names', () => {
  let proxy: ProxyServer;
  beforeEach(async () => {
    proxy = await startProxy(slack.origin);
  });
  afterEach(() => proxy.close());

  test('is gone through', async () => {
    await send(open({ SLACK_API_URL: 'http://slack.test/api/', HTTP_PROXY: proxy.origin }));
    expect(proxy.asked).toContain('http://slack.test/api/chat.postMessage');
    expect(slack.posts()).toHaveLength(1);
  });

  test('that lets nothing through has sent nothing', async () => {
    const destination = open({ SLACK_API_URL: 'https://slack.test/api/', HTTPS_PROXY: proxy.origin });
    const error = await refusal(send(destination));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    expect(error.message).toContain('HTTPS_PROXY');
    expect(proxy.asked).toContain('slack.test:443');
  });

  test('is not gone through to this machine', async () => {
    await send(open({ HTTP_PROXY: proxy.origin }));
    expect(proxy.asked).toEqual([]);
  });
});
