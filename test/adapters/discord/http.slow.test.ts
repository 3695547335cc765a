import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDiscordClient } from '../../../adapters/discord/api/client.ts';
import { discord as adapter } from '../../../adapters/discord/index.ts';
import { createHttpReceiver, interactionsPath } from '../../../adapters/discord/interactions/http.ts';
import type { Received } from '../../../adapters/discord/interactions/transport.ts';
import { settings } from '../../../adapters/discord/settings.ts';
import type { Reply } from '../../../src/chat/conversation.ts';
import { type Discord, startDiscord, type Way } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { refuseUnhandled } from '../unhandled.ts';
import { environment, held, lines, message, type Talk, talk } from './talk.ts';

let discord: Discord;
const closing: (() => Promise<void>)[] = [];

refuseUnhandled();
beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await discord.close();
});

const callbacks = () => discord.requests('POST /interactions/:interaction/:token/callback');
const portOf = ({ log }: Pick<Talk, 'log'>) =>
  log.lines.map(({ fields }) => ('port' in fields ? Number(fields.port) : undefined)).find(Boolean) ?? 0;

describe('all of it', () => {
  let one: Talk;
  let url: string;
  beforeEach(async () => {
    one = await talk(discord, 'http');
    closing.push(() => one.close());
    url = `http://127.0.0.1:${portOf(one)}${interactionsPath}`;
  });

  const via = (more: Omit<Way & { type: 'http' }, 'type' | 'url'>): Way => ({ type: 'http', url, ...more });
  /** Proves that whatever came before was not received, and that what comes now is. */
  async function onlyThisIsHeard(): Promise<void> {
    expect(await discord.slash('/ackwatch totals').answered).toMatchObject({ status: 200, type: 4, inTime: true });
    expect(lines(one.conversation)).toEqual(['totals']);
  }
  /** All but the address, which Discord does not have yet. */
  const warnings = () =>
    one.log.lines.filter(({ level, message: line }) => level !== 'info' && !/^No command arrives/.test(line));

  test('Discord takes the address when it is saved, and a command is answered by the response itself', async () => {
    await discord.saveInteractionsUrl(url);
    await onlyThisIsHeard();
    expect(callbacks()).toEqual([]);
    expect(discord.gateway.opened).toBe(0);
  });

  test.each([
    ['is signed with another key', { wrongKey: true }],
    ['is older than five minutes', { ageSeconds: 305 }],
    ['is dated in the future', { ageSeconds: -305 }],
    ['has no signature', { headers: { 'X-Signature-Ed25519': null } }],
    ['has no time', { headers: { 'X-Signature-Timestamp': null } }],
    [
      'has another time than was signed',
      { headers: { 'X-Signature-Timestamp': `${Math.floor(Date.now() / 1000) + 5}` } },
    ],
    ['has a time that is no number', { headers: { 'X-Signature-Timestamp': 'NaN' } }],
    ['has half a signature', { headers: { 'X-Signature-Ed25519': '00'.repeat(32) } }],
    ['has an empty signature', { headers: { 'X-Signature-Ed25519': '' } }],
  ])('what %s is refused with 401 and not heard', async (_, more) => {
    const sent = discord.slash('/ackwatch latest', { via: via(more as never) });
    expect(await sent.answered).toMatchObject({ status: 401, type: null });
    await onlyThisIsHeard();
    expect(warnings()).toHaveLength(1);
    expect(JSON.stringify(one.log.lines)).not.toMatch(/[0-9a-f]{64}/);
  });

  test('the same request again is refused, and was answered once', async () => {
    const sent = discord.slash('/ackwatch totals');
    await sent.answered;
    expect(await sent.again()).toMatchObject({ status: 401 });
    expect(await sent.again()).toMatchObject({ status: 401 });
    expect(lines(one.conversation)).toEqual(['totals']);
  });

  test('a signed body that is larger than any interaction is refused', async () => {
    const sent = discord.interact({ type: 2, id: '1', token: 'a', padding: 'a'.repeat(300_000) }, via({}));
    expect(await sent.answered).toMatchObject({ type: null });
    await onlyThisIsHeard();
    expect(warnings()).toMatchObject([{ fields: { reason: 'too-large' } }]);
  });

  test.each([
    {},
    { type: null },
    { type: 'ping' },
    { type: 2 },
    { type: 2, id: '../../users/@me', token: '../x', application_id: '1' },
    { type: 3, id: '1', token: 'a', application_id: '1', data: [] },
    { type: 99, id: '2', token: 'b', application_id: '1' },
  ])('a signed interaction that is %j does no harm', async (payload) => {
    const sent = discord.interact(payload, via({}));
    expect((await sent.answered).status).toBe(200);
    await onlyThisIsHeard();
    expect(callbacks()).toEqual([]);
  });

  test('a slow answer is deferred, by a call that says when Discord took it, and filled in once', async () => {
    const slow = held<Reply>();
    one.conversation.answer = () => slow.promise;
    const sent = discord.slash('/ackwatch totals');
    expect(await sent.answered).toMatchObject({ status: 202, type: 5, inTime: true });
    slow.resolve({ message: message('at last'), share: null });
    await discord.until(() => sent.shown()?.content.includes('at last') === true);
    expect(callbacks()).toHaveLength(1);
  });

  test('what is followed at once by more is never more than Discord has', async () => {
    await discord.slash('/ackwatch totals').answered;
    const pressed = discord.press(discord.ephemerals()[0], 'Show everyone');
    expect(await pressed.answered).toMatchObject({ inTime: true });
    await discord.until(() => discord.posts(discord.channel.id).length === 1);
    expect(warnings()).toEqual([]);
  });

  test('many at once are each answered in time', async () => {
    const sent = Array.from({ length: 50 }, () => discord.slash('/ackwatch totals'));
    for (const { answered } of sent) expect(await answered).toMatchObject({ status: 200, inTime: true });
    expect(lines(one.conversation)).toHaveLength(50);
  });

  test('an answer that is on its way at the end arrives, and the port is free', async () => {
    const slow = held<Reply>();
    one.conversation.answer = () => slow.promise;
    const sent = discord.slash('/ackwatch totals');
    await discord.until(() => lines(one.conversation).length === 1);
    const closed = one.close();
    slow.resolve({ message: message('in the end'), share: null });
    expect(await sent.answered).toMatchObject({ status: 202, type: 4, inTime: true });
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a sender who drips is no reason that others wait', async () => {
    const slow = connect(portOf(one), '127.0.0.1');
    slow.on('error', () => undefined);
    slow.write(`POST ${interactionsPath} HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{`);
    await onlyThisIsHeard();
    slow.destroy();
  });

  test('no one else is answered there', async () => {
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(new URL('/', url))).status).toBe(200);
    expect((await fetch(new URL('/etc/passwd', url))).status).toBe(404);
  });

  test('a port that is taken is reported with the fix', async () => {
    const env = { ...environment(discord, 'http'), DISCORD_PORT: String(portOf(one)) };
    const other = adapter.create(env, io(keepingLog()));
    await expect(other.listen?.(one.conversation)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/EADDRINUSE.*DISCORD_PORT/),
    });
    await other.close();
  });

  test('a token that Discord does not know is reported, and nothing is received', async () => {
    discord.revokeToken();
    const other = adapter.create(environment(discord, 'http'), io(keepingLog()));
    await expect(other.listen?.(one.conversation)).rejects.toMatchObject({ kind: 'unauthorized' });
    await other.close();
  });
});

describe('the response to one interaction', () => {
  async function start() {
    const heard: Received[] = [];
    const log = keepingLog();
    const client = createDiscordClient(settings.parse(environment(discord, 'http')), io(log));
    const receiver = createHttpReceiver({
      publicKey: discord.application.publicKey,
      port: 0,
      now: () => new Date(),
      log,
      client,
      take: (one) => void heard.push(one),
    });
    const port = await receiver.start();
    discord.via({ type: 'http', url: `http://127.0.0.1:${port}${interactionsPath}` });
    closing.push(
      () => receiver.stop(),
      () => client.close(),
    );
    const one = async () => {
      await discord.until(() => heard.length > 0);
      return heard.shift() as Received;
    };
    return { receiver, port, one };
  }
  const answer = { type: 4, data: { content: 'Yes.', flags: 64 } };
  const slash = () => discord.slash('/ackwatch totals', { unchecked: true });

  test('is the answer while Discord waits', async () => {
    const { one } = await start();
    const sent = slash();
    await (await one()).respond(answer);
    expect(await sent.answered).toMatchObject({ status: 200, type: 4, data: answer.data });
    expect(callbacks()).toEqual([]);
  });

  test('is empty where the answer comes late, and the answer goes by a call', async () => {
    const { one } = await start();
    const sent = slash();
    const heard = await one();
    await sent.accepted;
    await heard.respond(answer);
    expect(await sent.answered).toMatchObject({ status: 202, type: 4, inTime: true });
    expect(callbacks()).toHaveLength(1);
  });

  test('is given once: a second is refused by Discord, whichever way the first went', async () => {
    const { one } = await start();
    for (const first of [answer, { type: 5 }]) {
      const sent = slash();
      const heard = await one();
      await heard.respond(first);
      await sent.answered;
      await expect(heard.respond(answer)).rejects.toMatchObject({ name: 'DeliveryError' });
    }
    expect(discord.ephemerals().map(({ content }) => content)).toEqual(['Yes.']);
  });

  test('is let go when it stops, and answers go by a call from then on', async () => {
    const { receiver, one } = await start();
    const sent = slash();
    const heard = await one();
    const stopped = receiver.stop();
    await heard.respond(answer);
    expect(await sent.answered).toMatchObject({ status: 202, type: 4 });
    await stopped;
    await receiver.stop();
  });

  test('goes by a call where Discord hung up meanwhile', async () => {
    const { port, one } = await start();
    const kept: { readonly bytes: string; readonly headers: Record<string, string> }[] = [];
    // The signed bytes of an interaction, taken from where Discord sends them.
    const tap = createServer((incoming, response) => {
      let bytes = '';
      incoming.on('data', (part) => {
        bytes += String(part);
      });
      incoming.on('end', () => {
        kept.push({ bytes, headers: incoming.headers as Record<string, string> });
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => tap.listen(0, resolve));
    closing.push(() => new Promise((resolve) => tap.close(() => resolve())));
    const { port: tapped } = tap.address() as { port: number };
    const sent = discord.slash('/ackwatch totals', {
      unchecked: true,
      via: { type: 'http', url: `http://127.0.0.1:${tapped}/` },
    });
    await discord.until(() => kept.length === 1);
    const [{ bytes, headers } = { bytes: '', headers: {} }] = kept;
    const impatient = request(`http://127.0.0.1:${port}${interactionsPath}`, { method: 'POST', headers });
    impatient.on('error', () => undefined);
    impatient.end(bytes);
    const heard = await one();
    // The receiver hangs up too once it has seen that.
    const { socket } = impatient;
    socket?.end();
    await once(socket as Socket, 'close'); // it has one, for it was received
    await nextTurn();
    await heard.respond(answer);
    expect(await sent.answered).toMatchObject({ type: 4 });
    expect(callbacks()).toHaveLength(1);
  });
});
