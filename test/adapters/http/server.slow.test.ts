import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createHttpServer,
  finish,
  type HttpParts,
  type HttpServer,
  type PlatformRequest,
} from '../../../adapters/http/server.ts';
import { keepingLog } from '../surroundings.ts';

let servers: HttpServer[];
let sockets: Socket[];
beforeEach(() => {
  servers = [];
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.map((server) => server.stop()));
});

const echo = ({ body, response }: PlatformRequest) => finish(response, 200, body.toString('utf8'));

async function start(more: Partial<HttpParts> = {}) {
  const log = keepingLog();
  const server = createHttpServer({
    platform: 'Somewhere',
    path: '/here',
    port: 0,
    portVariable: 'SOMEWHERE_PORT',
    largestBody: 1000,
    now: () => new Date(),
    log,
    receive: echo,
    ...more,
  });
  servers.push(server);
  const port = await server.start();
  return { server, port, log, origin: `http://127.0.0.1:${port}` };
}

async function open(port: number, said = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (said !== '') socket.write(said);
  return socket;
}
const said = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (part) => {
      text += String(part);
    });
    socket.on('close', () => resolve(text));
  });

test('what is posted to the one address is received byte for byte, and nothing else is', async () => {
  const { origin } = await start();
  const posted = await fetch(`${origin}/here`, { method: 'POST', body: 'héllo' });
  expect([posted.status, await posted.text(), posted.headers.get('x-content-type-options')]).toEqual([
    200,
    'héllo',
    'nosniff',
  ]);
  expect((await fetch(`${origin}/here`)).status).toBe(405);
  expect((await fetch(`${origin}/there`, { method: 'POST', body: 'a' })).status).toBe(405);
  expect((await fetch(`${origin}/there`)).status).toBe(404);
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  expect(await (await fetch(origin)).text()).toBe('Ackwatch receives requests of Somewhere here.\n');
});

test('other pages are requested with their path, and answer what they know', async () => {
  const asked: string[] = [];
  const { origin } = await start({
    page(_, response, path) {
      asked.push(path);
      if (path !== '/known') return false;
      finish(response, 200, 'known');
      return true;
    },
  });
  expect(await (await fetch(`${origin}/known?a=b`)).text()).toBe('known');
  expect((await fetch(`${origin}/unknown`)).status).toBe(404);
  expect(asked).toEqual(['/known', '/unknown']);
});

test.each([
  ['that is as large as it may be', 1000, 200],
  ['that is larger by one', 1001, 413],
  ['that is far larger', 3_000_000, 413],
])('a body %s', async (_, size, status) => {
  const { origin, log } = await start();
  for (const chunked of [false, true]) {
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const headers = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': size };
      const sent = request(`${origin}/here`, { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode));
      sent.on('error', reject);
      sent.end('a'.repeat(size));
    });
    expect(await answered).toBe(status);
  }
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(status === 200 ? 0 : 1);
});

test.each([
  ['its headers', 'POST /here HTTP/1.1\r\nhost: a\r\n'],
  ['its body', 'POST /here HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nslow'],
])('a client that drips %s is cut, and others are served meanwhile', async (_, begun) => {
  const { port, origin } = await start({ arrivalTimeoutMs: 400 });
  const slow = await open(port, begun);
  const answer = said(slow);
  const dripping = setInterval(() => slow.write('a'), 50);
  expect(await (await fetch(`${origin}/here`, { method: 'POST', body: 'quick' })).text()).toBe('quick');
  expect(await answer).not.toContain('200');
  clearInterval(dripping);
});

test('no more than 200 connections are open at a time', async () => {
  const { port, origin } = await start();
  const held = await Promise.all(Array.from({ length: 200 }, () => open(port)));
  const late = await open(port, 'GET /health HTTP/1.1\r\nhost: a\r\n\r\n');
  expect(await said(late)).toBe('');
  const gone = once(held[0] as Socket, 'close');
  held[0]?.destroy();
  await gone;
  await expect
    .poll(() =>
      fetch(`${origin}/health`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test.each([
  'nonsense\r\n\r\n',
  'GET / HTTP/9\r\n\r\n',
  `GET / HTTP/1.1\r\na: ${'b'.repeat(20_000)}\r\n\r\n`,
  '\0'.repeat(100),
])('bytes that are no request end the connection and nothing more: %#', async (bytes) => {
  const { port, origin, log } = await start();
  const socket = await open(port, bytes);
  expect(await said(socket)).toBe('');
  expect((await fetch(origin)).status).toBe(200);
  expect(log.lines).toEqual([]);
});

test('a sender who hangs up in the middle costs nothing', async () => {
  const { port, origin, log } = await start();
  const socket = await open(port, 'POST /here HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
  socket.destroy();
  expect(await (await fetch(`${origin}/here`, { method: 'POST', body: 'next' })).text()).toBe('next');
  expect(log.lines).toEqual([]);
});

test('what is refused is answered 401 and logged once a minute, with how many there were before', async () => {
  let now = 0;
  const { origin, log } = await start({ now: () => new Date(now), receive: ({ refuse }) => refuse('unsigned') });
  const post = async () => (await fetch(`${origin}/here`, { method: 'POST', body: 'a' })).status;
  for (let number = 0; number < 5; number += 1) expect(await post()).toBe(401);
  now = 61_000;
  expect(await post()).toBe(401);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      fields: { reason: 'unsigned', before: 0 },
      message: 'A request to the address of Somewhere was refused',
    },
    {
      level: 'warn',
      fields: { reason: 'unsigned', before: 4 },
      message: 'A request to the address of Somewhere was refused',
    },
  ]);
});

test('what fails while it is handled is answered 400, and the next is handled', async () => {
  const { origin } = await start({
    receive(arrival) {
      if (arrival.body.toString() === 'bad') throw new Error('hunter2');
      echo(arrival);
    },
  });
  const bad = await fetch(`${origin}/here`, { method: 'POST', body: 'bad' });
  expect([bad.status, await bad.text()]).toEqual([400, '']);
  expect((await fetch(`${origin}/here`, { method: 'POST', body: 'good' })).status).toBe(200);
});

test('stopping cuts open connections, frees the port, and may be called twice', async () => {
  const { server, port } = await start();
  const idle = await open(port);
  const half = await open(port, 'POST /here HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
  const ends = [said(idle), said(half)];
  await Promise.all([server.stop(), server.stop()]);
  await Promise.all(ends);
  expect((await start({ port })).port).toBe(port);
});

test('a port that is taken is reported with the variable that sets it', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/EADDRINUSE.*set SOMEWHERE_PORT to another\.$/),
  });
});
