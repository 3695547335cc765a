import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as passing } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../../adapters/discord/gateway/connection.ts';
import { discord as adapter } from '../../../adapters/discord/index.ts';
import type { Reply } from '../../../src/chat/conversation.ts';
import { type Discord, startDiscord } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { refuseUnhandled } from '../unhandled.ts';
import { environment, held, lines, message, scripted, type Talk, talk } from './talk.ts';

let discord: Discord;
let open: Talk[];

refuseUnhandled();
beforeEach(async () => {
  discord = await startDiscord();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  await discord.close();
});

async function start(options: Parameters<typeof talk>[2] = {}): Promise<Talk> {
  const started = await talk(discord, 'gateway', options);
  open.push(started);
  return started;
}
async function restart(options: Parameters<typeof startDiscord>[0]): Promise<void> {
  await discord.close();
  discord = await startDiscord(options);
}

const callbacks = () => discord.requests('POST /interactions/:interaction/:token/callback');
const connected = () => discord.until(() => discord.gateway.connections === 1, 30_000);
const levels = ({ log }: Talk, level: string) => log.lines.filter((line) => line.level === level);
const told = ({ conversation }: Talk) =>
  conversation.asked.filter(({ what }) => what === 'joined' || what === 'left').map(({ what, line }) => [what, line]);

/** That nothing connects can only be waited for: for longer than until a first try again. */
async function opensNoMore(): Promise<void> {
  const { opened } = discord.gateway;
  await passing(1500);
  expect(discord.gateway.opened).toBe(opened);
}

/** Asks once more and waits for the answer: what came before is done by then. */
async function answers({ conversation }: Talk): Promise<void> {
  const sent = discord.slash('/ackwatch latest');
  expect(await sent.answered).toMatchObject({ inTime: true, type: 4 });
  expect(lines(conversation).at(-1)).toBe('latest');
}

describe('a connection', () => {
  test('asks for the intent Guilds alone and receives interactions; the answer is given once, by us', async () => {
    const one = await start();
    expect(discord.gateway.identifies).toMatchObject([{ intents: 1, shard: [0, 1] }]);
    const sent = discord.slash('/ackwatch totals');
    expect(await sent.answered).toMatchObject({ inTime: true, type: 4 });
    expect(lines(one.conversation)).toEqual(['totals']);
    expect(callbacks()).toHaveLength(1);
    expect(callbacks()[0]?.headers['authorization']).toBeUndefined();
  });

  test('sends the same interaction twice, and it is answered once', async () => {
    const one = await start();
    const sent = discord.slash('/ackwatch totals');
    await sent.answered;
    // What it brings comes in order, so that the next answer is behind this one.
    void sent.again();
    await answers(one);
    expect(lines(one.conversation)).toEqual(['totals', 'latest']);
    expect(callbacks()).toHaveLength(2);
  });

  test.each([
    ['is told to connect again', () => discord.gateway.reconnect()],
    ['is cut', () => discord.gateway.cut()],
    ['is closed with a code that lets it resume', () => discord.gateway.end(4000)],
    ['has a session that may still be resumed', () => discord.gateway.invalidate(true)],
  ])('that %s resumes, and what was asked meanwhile is answered once', async (_, lose) => {
    const one = await start();
    await discord.slash('/ackwatch totals').answered;
    lose();
    const sent = discord.slash('/ackwatch history');
    expect(await sent.answered).toMatchObject({ inTime: true, type: 4 });
    await discord.until(() => discord.gateway.resumes.length === 1);
    await answers(one);
    expect(lines(one.conversation)).toEqual(['totals', 'history', 'latest']);
    expect(discord.gateway.identifies).toHaveLength(1);
    expect(one.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('whose session is gone identifies anew', async () => {
    const one = await start();
    discord.gateway.invalidate(false);
    await discord.until(() => discord.gateway.identifies.length === 2, 20_000);
    await answers(one);
    discord.gateway.forgetSessions();
    discord.gateway.cut();
    await discord.until(() => discord.gateway.identifies.length === 3, 30_000);
    await answers(one);
    expect(discord.gateway.resumes).toEqual([]);
  });

  test('whose heartbeats no one answers any more is given up and resumed', async () => {
    await restart({ heartbeatMs: 300 });
    const one = await start();
    discord.gateway.zombie();
    await discord.until(() => discord.gateway.resumes.length > 0);
    await answers(one);
  });

  test.each([1000, 4000])('outlives an outage of %d ms', async (milliseconds) => {
    const one = await start();
    await discord.outage(milliseconds);
    await connected();
    await answers(one);
  });

  test('that stays away is logged once, and so is its return', async () => {
    const one = await start();
    await discord.outage(12_000);
    await connected();
    await answers(one);
    expect(levels(one, 'warn').map(({ message }) => message)).toEqual([
      'The connection to Discord was lost and is being opened anew',
    ]);
    expect(levels(one, 'info').map(({ message }) => message)).toContain('Connected to Discord again');
    expect(levels(one, 'error')).toEqual([]);
  });

  test.each([
    'null',
    '[]',
    '7',
    '{',
    '{"op":0}',
    '{"op":0,"t":"INTERACTION_CREATE","s":4,"d":null}',
    '{"op":0,"t":"INTERACTION_CREATE","s":4,"d":{"id":{},"token":[],"type":"2"}}',
    '{"op":0,"t":"INTERACTION_CREATE","s":4,"d":{"id":"../../1","token":"../..","type":2,"application_id":"1"}}',
    '{"op":0,"t":"GUILD_DELETE","s":4,"d":null}',
    '{"op":0,"t":"GUILD_CREATE","s":4,"d":{"id":7}}',
    '{"op":0,"t":"READY","s":4,"d":null}',
    '{"op":9,"d":null}',
    '{"op":10,"d":null}',
    '{"op":11}',
    '{"op":99,"d":"a"}',
  ])('that sends %s keeps receiving', async (text) => {
    const one = await start();
    discord.gateway.babble(text);
    await answers(one);
    expect(told(one)).toEqual([]);
    expect(levels(one, 'error').map(({ message }) => message)).toEqual(
      text.includes('INTERACTION')
        ? ['A payload of Discord could not be handled', 'An apology could not be shown']
        : [],
    );
  });

  describe('with a session that names as its address', () => {
    const begin = (address: string) => {
      const d = { session_id: 'another', resume_gateway_url: address, guilds: [{ id: discord.server.id }] };
      discord.gateway.babble(JSON.stringify({ op: 0, t: 'READY', s: 4, d }));
    };

    test('none is lost and opened anew', async () => {
      const one = await start();
      begin('no address');
      discord.gateway.cut();
      await discord.until(() => discord.gateway.identifies.length === 2, 20_000);
      await answers(one);
      expect(levels(one, 'error')).toHaveLength(1);
    });

    test('what does not greet sends no heartbeat there', async () => {
      const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const one = await start();
      // discord.js waits a random part of the interval first. A heartbeat before the answer to another ends the connection.
      vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.5);
      const { heartbeats } = discord.gateway;
      // With the second, discord.js forgets the timer of the first, which then never ends.
      for (const heartbeat_interval of [1000, 1000])
        discord.gateway.babble(JSON.stringify({ op: 10, d: { heartbeat_interval } }));
      await discord.until(() => discord.gateway.heartbeats === heartbeats + 2);
      vi.restoreAllMocks();
      begin(`ws://127.0.0.1:${(silent.address() as AddressInfo).port}`);
      const asked = once(silent, 'connection') as Promise<[Socket]>;
      discord.gateway.cut();
      const [socket] = await asked;
      await discord.until(() => JSON.stringify(one.log.lines).includes('WebSocket is not open: readyState 0'));
      // The next heartbeat finds the one before unanswered. What discord.js gives up then would end the process half a minute later.
      socket.resume();
      const gone = once(socket, 'close').then(() => 'closed');
      expect(await Promise.race([gone, passing(15_000, 'open', { ref: false })])).toBe('closed');
      await one.close();
      silent.close();
    });
  });
});

describe('servers', () => {
  test('that add or remove the bot are reported; those that were there or have an outage are not', async () => {
    const other = discord.addServer();
    const one = await start();
    await answers(one);
    expect(told(one)).toEqual([]);
    // A server that removed the bot and added it again in the meantime gets its posts again.
    expect(one.conversation.stood).toEqual([`discord ${discord.server.id} ${other.id}`]);
    discord.unavailable(other, true);
    discord.unavailable(other, false);
    discord.removeFrom(other);
    discord.joins(other);
    const late = discord.addServer();
    await discord.until(() => told(one).length === 3);
    await answers(one);
    expect(told(one)).toEqual([
      ['left', `discord ${other.id}`],
      ['joined', `discord ${other.id}`],
      ['joined', `discord ${late.id}`],
    ]);
  });

  test('that came or went while the session was lost are reported with the next', async () => {
    const other = discord.addServer();
    const one = await start();
    await answers(one);
    discord.gateway.forgetSessions();
    discord.removeFrom(other);
    const late = discord.addServer();
    discord.gateway.cut();
    await discord.until(() => told(one).length === 2, 20_000);
    expect(told(one)).toEqual([
      ['left', `discord ${other.id}`],
      ['joined', `discord ${late.id}`],
    ]);
  });

  test('that cannot be noted are an error in the log, and the next is noted', async () => {
    const one = await start();
    const { joined } = one.conversation;
    one.conversation.joined = async () => {
      throw new Error('the ledger is away');
    };
    discord.addServer();
    await discord.until(() => levels(one, 'error').length === 1);
    one.conversation.joined = joined;
    discord.addServer();
    await discord.until(() => told(one).length === 1);
  });
});

describe('what keeps it from connecting', () => {
  const failing = async () => {
    const thrown = await start().then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = thrown as { readonly kind: string; readonly message: string; readonly retryAfterMs: number | null };
    expect(error.message).toMatch(/\.$/);
    expect(error.message).not.toContain(discord.token);
    return error;
  };

  test('a token that Discord does not know', async () => {
    discord.revokeToken();
    expect(await failing()).toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/DISCORD_TOKEN/) });
    expect(discord.requests()).toHaveLength(1);
  });

  test.each([
    [4004, 'unauthorized', /DISCORD_TOKEN/],
    [4010, 'invalid', /4010/],
    [4011, 'unavailable', /more servers/],
    [4012, 'invalid', /4012/],
    [4013, 'invalid', /4013/],
    [4014, 'forbidden', /intent Guilds/],
  ])('the code %d at the gateway', async (code, kind, why) => {
    discord.gateway.end(code);
    expect(await failing()).toMatchObject({ kind, message: expect.stringMatching(why) });
    await opensNoMore();
    discord.recover();
    await answers(await start());
  });

  test('no connection left for today', async () => {
    await restart({ sessionStarts: 0 });
    const error = await failing();
    expect(error).toMatchObject({ kind: 'rate-limited', scope: 'destination' });
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(discord.gateway.opened).toBe(0);
  });

  test('a Discord that is away, and then is not', async () => {
    await discord.down();
    expect(await failing()).toMatchObject({ kind: 'unavailable' });
    await discord.up();
    await answers(await start());
  });

  test.each([{ kind: 'malformed' }, { kind: 'html' }, { kind: 'drop' }] as const)(
    'a gateway whose address is not given: $kind',
    async (failure) => {
      discord.fail(failure, { route: 'GET /gateway/bot' });
      expect(await failing()).toMatchObject({ kind: 'unavailable' });
      await answers(await start());
    },
  );

  test('commands that could not be registered do not', async () => {
    discord.fail({ kind: 'status', status: 500 }, { route: 'PUT /applications/:application/commands' });
    const one = await start();
    expect(levels(one, 'error').map(({ message }) => message)).toEqual([
      'The commands that Discord shows are those of before; they are registered with the next start',
    ]);
    const sent = discord.slash('/ackwatch latest', { unchecked: true });
    expect(await sent.answered).toMatchObject({ type: 4 });
  });
});

describe('a connection that does not come back by itself', () => {
  test('is an error in the log, and is opened anew', async () => {
    const one = await start();
    discord.gateway.end(4011);
    discord.recover();
    await discord.until(() => discord.gateway.identifies.length === 2);
    await answers(one);
    expect(levels(one, 'error')).toMatchObject([
      {
        fields: { error: expect.stringMatching(/^unavailable: .*4011/) },
        message: expect.stringMatching(/^Commands of Discord are not received/),
      },
    ]);
    expect(levels(one, 'info').map(({ message }) => message)).toContain('Commands of Discord are received again');
  });

  test('is not asked for again and again where the token was taken away', async () => {
    const one = await start();
    discord.revokeToken();
    await discord.until(() => levels(one, 'error').length === 1);
    await opensNoMore();
    expect(levels(one, 'error')).toMatchObject([{ fields: { error: expect.stringMatching(/^unauthorized: /) } }]);
    expect(JSON.stringify(one.log.lines)).not.toContain(discord.token);
  });
});

describe('the end', () => {
  test('lets an answer that is on its way arrive, and receives nothing more', async () => {
    const slow = held<Reply>();
    const one = await start();
    one.conversation.answer = () => slow.promise;
    const sent = discord.slash('/ackwatch totals');
    await discord.until(() => lines(one.conversation).length === 1);
    const closing = one.close();
    await discord.until(() => discord.gateway.connections === 0);
    slow.resolve({ message: message('now'), share: null });
    expect(await sent.answered).toMatchObject({ inTime: true, type: 4 });
    await closing;
  });

  test('comes once, with the signal or a call, and again is no harm', async () => {
    const stop = new AbortController();
    const one = await start({ signal: stop.signal });
    stop.abort();
    await discord.until(() => discord.gateway.connections === 0);
    await Promise.all([one.close(), one.close()]);
    await opensNoMore();
    expect(discord.gateway.opened).toBe(1);
  });

  test('comes in an outage, and nothing connects after it', async () => {
    const one = await start();
    await discord.down();
    await passing(700);
    await one.close();
    await discord.up();
    await opensNoMore();
    expect([discord.gateway.connections, discord.gateway.opened]).toEqual([0, 1]);
  });

  test('comes right after a connection was lost, and nothing connects after it', async () => {
    const one = await start();
    discord.gateway.cut();
    await discord.until(() => discord.gateway.connections === 0);
    await passing(50);
    await one.close();
    await opensNoMore();
    expect(discord.gateway.opened).toBe(1);
  });

  describe('while it connects', () => {
    const attempt = (url: string, signal: AbortSignal) => {
      const told: string[] = [];
      const tell = (what: string) => () => void told.push(what);
      const opening = connect({
        token: discord.token,
        gateway: {
          url,
          shards: 1,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
        },
        shard: { id: 0, count: 1 },
        log: keepingLog(),
        handler: {
          interaction: tell('interaction'),
          servers: tell('servers'),
          arrived: tell('arrived'),
          departed: tell('departed'),
          lost: tell('lost'),
        },
        signal,
      });
      return { opening, told };
    };

    test('to what does not greet leaves nothing open', async () => {
      const silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const stop = new AbortController();
      const { opening, told } = attempt(`ws://127.0.0.1:${(silent.address() as AddressInfo).port}`, stop.signal);
      const [socket] = (await once(silent, 'connection')) as [Socket];
      socket.resume();
      const gone = once(socket, 'close');
      stop.abort();
      await expect(opening).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await Promise.race([gone.then(() => 'closed'), passing(10_000, 'open', { ref: false })])).toBe('closed');
      silent.close();
      expect(told).toEqual([]);
    });

    test('before it began opens nothing', async () => {
      const { opening, told } = attempt(discord.origin.replace('http', 'ws'), AbortSignal.abort());
      await expect(opening).rejects.toMatchObject({ kind: 'unavailable' });
      await opensNoMore();
      expect([discord.gateway.opened, told]).toEqual([0, []]);
    });

    test('that no one answers leaves nothing to wait for', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      await new Promise((resolve) => taken.close(resolve));
      const stop = new AbortController();
      const { opening } = attempt(`ws://127.0.0.1:${port}`, stop.signal);
      setTimeout(() => stop.abort(), 700);
      await expect(opening).rejects.toMatchObject({ kind: 'unavailable' });
    });

    test('and closes what was asked for and not answered', async () => {
      discord.fail({ kind: 'hang' }, { route: 'GET /gateway/bot' });
      const destination = adapter.create(environment(discord, 'gateway'), io(keepingLog()));
      const listening = destination.listen?.(scripted()).catch((thrown: unknown) => thrown);
      await discord.until(() => discord.requests('GET /gateway/bot').length === 1);
      await destination.close();
      expect(await listening).toMatchObject({ name: 'DeliveryError' });
      expect(discord.gateway.opened).toBe(0);
    });
  });
});
