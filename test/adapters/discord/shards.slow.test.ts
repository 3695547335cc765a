import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as passing } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Discord, type Server, startDiscord } from '../../fakes/discord/index.ts';
import { refuseUnhandled } from '../unhandled.ts';
import { type Listening, startListening } from './process.ts';
import { lines, modes, type Talk, talk } from './talk.ts';

let discord: Discord;
let one: Talk | undefined;
let listening: Listening | undefined;

refuseUnhandled();
beforeEach(async () => {
  discord = await startDiscord({ shards: 2 });
});
afterEach(async () => {
  await one?.close();
  listening?.child.kill('SIGKILL');
  [one, listening] = [undefined, undefined];
  await discord.close();
});

const shardOf = ({ id }: Server) => Number((BigInt(id) >> 22n) % 2n);
/** A server of each of the two. */
function serverOf(shard: number): Server {
  for (;;) {
    const server = discord.addServer();
    if (shardOf(server) === shard) return server;
  }
}
async function isAnswered(server: Server): Promise<void> {
  const sent = discord.slash('/ackwatch totals', { server: server.id });
  expect(await sent.answered).toMatchObject({ type: 4, inTime: true });
}
const errors = () => one?.log.lines.filter(({ level }) => level === 'error') ?? [];

/** The processes of shards that this process, or another, has begun. */
function shardsOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [, status] = /^\d+ \(.*\) \w (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return Number(status) === parent && line.includes('discord/gateway/shard.ts');
      } catch {
        return false;
      }
    })
    .map(Number);
}
const hasProc = process.platform === 'linux';

test('two shards, each in a separate process, send the interactions of their servers and which of these come and go', async () => {
  const servers = [serverOf(0), serverOf(1)] as const;
  const before = { ...process.env };
  one = await talk(discord);
  expect({ ...process.env }).toEqual(before);
  expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  for (const server of servers) await isAnswered(server);
  expect(lines(one.conversation)).toEqual(['totals', 'totals']);
  const told = () => one?.conversation.asked.filter(({ what }) => what !== 'ask') ?? [];
  for (const server of servers) discord.removeFrom(server);
  await discord.until(() => told().length === 2);
  for (const server of servers) discord.joins(server);
  await discord.until(() => told().length === 4);
  expect(told().map(({ what, line }) => `${what} ${line}`)).toEqual(
    expect.arrayContaining(servers.flatMap(({ id }) => [`left discord ${id}`, `joined discord ${id}`])),
  );
  discord.gateway.cut();
  const sent = servers.map(({ id }) => discord.slash('/ackwatch latest', { server: id }));
  for (const { answered } of sent) expect(await answered).toMatchObject({ type: 4 });
  expect(lines(one.conversation)).toEqual(['totals', 'totals', 'latest', 'latest']);
  await one.close();
  expect(discord.gateway.connections).toBe(0);
  if (hasProc) expect(shardsOf(process.pid)).toEqual([]);
  expect(errors()).toEqual([]);
});

test.skipIf(!hasProc)('a process that dies is replaced, and none knows a secret from its environment', async () => {
  const servers = [serverOf(0), serverOf(1)] as const;
  process.env['HUNTER_SECRET'] = 'hunter2';
  one = await talk(discord);
  delete process.env['HUNTER_SECRET'];
  const pids = shardsOf(process.pid);
  expect(pids).toHaveLength(2);
  for (const pid of pids) {
    const environ = readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(environ).toContain('SHARD_COUNT=2');
    expect(environ).not.toContain('hunter2');
    expect(environ).not.toContain(discord.token);
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(discord.token);
  }
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await discord.until(() => discord.gateway.identifies.length === 3, 20_000);
  for (const server of servers) await isAnswered(server);
  expect(errors().map(({ message }) => message)).toEqual(['The process of a shard ended; another takes its place']);
});

test('a token that is taken away ends all of them, with one error in the log', async () => {
  one = await talk(discord);
  discord.revokeToken();
  await discord.until(() => errors().length === 1 && discord.gateway.connections === 0);
  const { opened } = discord.gateway;
  // That nothing connects can only be waited for: for longer than until a first try again.
  await passing(1500);
  expect(discord.gateway.opened).toBe(opened);
  expect(errors()).toMatchObject([{ fields: { error: expect.stringMatching(/^unauthorized: .*DISCORD_TOKEN/) } }]);
  if (hasProc) expect(shardsOf(process.pid)).toEqual([]);
});

test.each([
  [4004, 'unauthorized'],
  [4014, 'forbidden'],
])('a refusal with %d while they are opened is reported as what it is, and none is left', async (code, kind) => {
  discord.gateway.end(code);
  await expect(talk(discord)).rejects.toMatchObject({ kind });
  if (hasProc) expect(shardsOf(process.pid)).toEqual([]);
});

test('where the parent dies without a word, they end', async () => {
  listening = await startListening(discord, 'gateway');
  expect(discord.gateway.connections).toBe(2);
  listening.child.kill('SIGKILL');
  await discord.until(() => discord.gateway.connections === 0);
});

test('a process with shards ends by itself once it is closed', async () => {
  listening = await startListening(discord, 'gateway');
  expect([await listening.end(), listening.complaints()]).toEqual([[0, null], '']);
  await discord.until(() => discord.gateway.connections === 0);
});

test.each(modes)(
  'a process that listens by %s answers, loads discord.js for the gateway alone, and ends by itself once it is closed',
  async (mode) => {
    await discord.close();
    discord = await startDiscord();
    listening = await startListening(discord, mode);
    expect(await discord.slash('/ackwatch totals').answered).toMatchObject({ type: 4 });
    const isLoaded = (await listening.loaded()).some((file) => /node_modules[\\/]discord\.js[\\/]/.test(file));
    expect(isLoaded).toBe(mode === 'gateway');
    expect([await listening.end(), listening.complaints()]).toEqual([[0, null], '']);
  },
);

test('a process that listens outlives all that Discord can do to its connection', async () => {
  await discord.close();
  discord = await startDiscord();
  listening = await startListening(discord, 'gateway');
  discord.gateway.babble('{"op":9,"d":null}');
  discord.gateway.babble('{"op":0,"t":"READY","s":1,"d":null}');
  discord.gateway.reconnect();
  await discord.until(() => discord.gateway.resumes.length === 1);
  await discord.outage(1000);
  await discord.until(() => discord.gateway.connections === 1, 30_000);
  expect(await discord.slash('/ackwatch totals').answered).toMatchObject({ type: 4 });
  discord.gateway.end(1001);
  await discord.down();
  expect([await listening.end(), listening.complaints()]).toEqual([[0, null], '']);
});
