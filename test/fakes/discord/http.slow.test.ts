import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './index.ts';

/** Signed requests: what Discord sends to an address of the app. */

let discord: Discord;
let app: Server;
let url: string;
/** Bodies whose signature was good. */
let heard: Record<string, unknown>[];
let stamps: number[];
let reply: (payload: Record<string, unknown>) => { readonly status?: number; readonly body: unknown };
beforeEach(async () => {
  discord = await startDiscord();
  heard = [];
  stamps = [];
  reply = ({ type }) => ({ body: type === 1 ? { type: 1 } : { type: 4, data: { content: 'here', flags: 64 } } });
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(discord.application.publicKey, 'hex'),
  ]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  app = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const stamp = String(request.headers['x-signature-timestamp']);
    const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
    if (!verify(null, Buffer.from(stamp + body), key, signature)) {
      response.writeHead(401).end('no');
      return;
    }
    const payload = JSON.parse(body) as Record<string, unknown>;
    heard.push(payload);
    stamps.push(Number(stamp));
    const answer = reply(payload);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  app.closeAllConnections();
  app.close();
  await discord.close();
});

describe('interactions by request', () => {
  test('are signed with the key of the application', async () => {
    discord.via({ type: 'http', url });
    const sent = discord.slash('/ackwatch totals');
    expect(await sent.answered).toMatchObject({ status: 200, type: 4, inTime: true, refused: null });
    expect(heard).toMatchObject([{ id: sent.id, type: 2 }]);
    expect(discord.ephemerals()).toMatchObject([{ content: 'here' }]);
  });

  test('may bear a bad signature, an old date, or come twice', async () => {
    const forged = discord.slash('/ackwatch totals', { via: { type: 'http', url, wrongKey: true } });
    expect(await forged.answered).toMatchObject({ status: 401, type: null, refused: 'no' });
    const old = discord.slash('/ackwatch totals', { via: { type: 'http', url, ageSeconds: 600 } });
    await old.answered;
    expect(Math.round((Date.now() / 1000 - (stamps[0] ?? 0)) / 60)).toBe(10);
    expect(await old.again()).toMatchObject({ status: 200, type: 4 });
    expect(heard[1]).toEqual(heard[0]);
    expect(discord.ephemerals()).toHaveLength(1);
    const headless = { type: 'http', url, headers: { 'X-Signature-Ed25519': null } } as const;
    expect(await discord.slash('/ackwatch totals', { via: headless }).answered).toMatchObject({ status: 401 });
  });

  test('say what Discord would refuse of the answer', async () => {
    reply = () => ({ body: { type: 4, data: {} } });
    const sent = discord.slash('/ackwatch totals', { via: { type: 'http', url } });
    expect(await sent.answered).toMatchObject({ type: null, refused: { code: 50006 } });
    reply = () => ({ status: 500, body: { wrong: true } });
    expect(await discord.slash('/x', { via: { type: 'http', url } }).answered).toMatchObject({
      status: 500,
      type: null,
    });
    await discord.close();
    expect(await discord.slash('/x', { via: { type: 'http', url: 'http://127.0.0.1:1/' } }).answered).toMatchObject({
      afterMs: Number.POSITIVE_INFINITY,
      inTime: false,
    });
  });

  test('may be accepted first and answered by a call', async () => {
    reply = () => ({ status: 202, body: undefined });
    const sent = discord.slash('/ackwatch totals', { via: { type: 'http', url } });
    await discord.until(() => heard.length === 1);
    const call = await fetch(`${discord.apiUrl}/v10/interactions/${sent.id}/${sent.token}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 4, data: { content: 'x' } }),
    });
    expect([call.status, call.headers.get('content-type'), await call.text()]).toEqual([204, null, '']);
    expect(await sent.answered).toMatchObject({ status: 202, type: 4 });
  });

  test('begin when the address answered a PING, and refused a forged one', async () => {
    await discord.saveInteractionsUrl(url);
    expect(heard).toMatchObject([{ type: 1, application_id: discord.application.id }]);
    await discord.slash('/ackwatch totals').answered;
    expect(heard).toHaveLength(2);
    reply = () => ({ body: { type: 4 } });
    await expect(discord.saveInteractionsUrl(url)).rejects.toThrow('could not be verified');
  });
});
