import { createServer } from 'node:net';
import { WebClient } from '@slack/web-api';
import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSlack } from '../../../adapters/slack/posts/destination.ts';
import type { SlackPayload } from '../../../adapters/slack/posts/render.ts';
import type { Destination } from '../../../src/chat/destination.ts';
import { simpleMessage } from '../../contracts/destination.contract.ts';
import { io, keepingLog } from './counterpart.ts';

/** A second opinion: a Slack that others wrote, strict about scopes. */

const full = 'xoxb-emulate-all-scopes';
const least = 'xoxb-emulate-least-scopes';
const never = () => new AbortController().signal;

let emulator: Emulator;
let client: WebClient;
let channel: string;
let opened: Destination<SlackPayload>[];

beforeEach(async () => {
  opened = [];
  emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        strict_scopes: true,
        team: { name: 'The desk', domain: 'the-desk' },
        users: [{ name: 'ackwatch', email: 'ackwatch@example.org' }],
        channels: [{ name: 'alerts' }],
        tokens: [
          { token: full, user: 'ackwatch', scopes: ['commands', 'chat:write', 'channels:read', 'channels:history'] },
          { token: least, user: 'ackwatch', scopes: ['commands', 'chat:write'] },
        ],
      },
    },
  });
  client = new WebClient(full, { slackApiUrl: `${emulator.url}/api/` });
  const { channels } = await client.conversations.list();
  channel = channels?.find(({ name }) => name === 'alerts')?.id ?? 'no such channel';
});
afterEach(async () => {
  await Promise.all(opened.map((destination) => destination.close()));
  await emulator.close();
});

function open(token: string): Destination<SlackPayload> {
  const env = { SLACK_BOT_TOKEN: token, SLACK_API_URL: `${emulator.url}/api/` };
  const destination = createSlack(env, io(keepingLog()));
  opened.push(destination);
  return destination;
}

describe('a Slack of others', () => {
  test('knows who we are', async () => {
    expect((await open(full).verify(never())).name).toContain('The desk');
  });

  test('takes a post, its edit and its reply, and gives them back', async () => {
    const destination = open(full);
    const lay = (headline: string) => destination.render(simpleMessage(headline)).payload;
    const first = await destination.send(lay('before'), { channel }, { key: 'first', signal: never() });
    await destination.update?.(first, lay('after'), never());
    const reply = await destination.send(lay('reply'), { channel, under: first }, { key: 'reply', signal: never() });

    const { messages = [] } = await client.conversations.replies({ channel, ts: first.id });
    expect(messages.map(({ ts }) => ts)).toEqual([first.id, reply.id]);
    expect(JSON.stringify(messages[0]?.blocks)).toContain('after');
    expect(JSON.stringify(messages[0])).not.toContain('before');
    expect(messages[0]?.text).toBe(lay('after').text);
    expect(messages[1]?.thread_ts).toBe(first.id);
    expect(await destination.find?.('first', { channel }, never())).toMatchObject({ id: first.id });
    expect(await destination.find?.('reply', { channel, under: first }, never())).toMatchObject({ id: reply.id });
    await destination.reach?.(channel, never());
  });

  test('lets us post with the least scopes, and does not let us read the channel', async () => {
    const destination = open(least);
    const { payload } = destination.render(simpleMessage('a figure'));
    await destination.send(payload, { channel }, { key: 'first', signal: never() });
    await expect(destination.find?.('first', { channel }, never())).rejects.toMatchObject({ kind: 'invalid' });
    await expect(destination.reach?.(channel, never())).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('is understood where it refuses', async () => {
    const destination = open(full);
    const { payload } = destination.render(simpleMessage('a figure'));
    await expect(
      destination.send(payload, { channel: 'C404' }, { key: 'first', signal: never() }),
    ).rejects.toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    await expect(destination.update?.({ channel, id: '1503435956.000247' }, payload, never())).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
