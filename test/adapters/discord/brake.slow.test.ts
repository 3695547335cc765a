import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createBrake, mostInvalid } from '../../../adapters/discord/api/brake.ts';
import { createDiscordClient } from '../../../adapters/discord/api/client.ts';
import { keepingLog } from '../surroundings.ts';

const minutes = 60_000;

describe('the brake', () => {
  function brakeAt(start: number) {
    const log = keepingLog();
    let now = start;
    const brake = createBrake({ log, now: () => new Date(now) }, 3);
    return { log, brake, later: (milliseconds: number) => (now += milliseconds) };
  }

  test('lets calls through until too many were refused, then none until the count begins anew', () => {
    const { log, brake, later } = brakeAt(1000);
    for (const count of [1, 2]) brake.counted({ count, remainingTime: 5 * minutes });
    brake.check();
    brake.counted({ count: 3, remainingTime: 5 * minutes });
    expect(() => brake.check()).toThrow(
      expect.objectContaining({
        kind: 'rate-limited',
        scope: 'destination',
        outcome: 'not-sent',
        retryAfterMs: 5 * minutes,
      }),
    );
    later(2 * minutes);
    expect(() => brake.check()).toThrow(expect.objectContaining({ retryAfterMs: 3 * minutes }));
    later(3 * minutes);
    brake.check();
    expect(log.lines).toHaveLength(1);
  });

  test('logs once for each time that it closes', () => {
    const { log, brake, later } = brakeAt(1000);
    for (const count of [3, 4, 5]) brake.counted({ count, remainingTime: minutes });
    expect(log.lines).toHaveLength(1);
    later(minutes);
    brake.counted({ count: 3, remainingTime: minutes });
    expect(log.lines).toMatchObject([{ level: 'error' }, { level: 'error' }]);
  });

  test('leaves any ten minutes of Discord below the ban, whichever way they are cut', () => {
    // Two windows, and what may be under way when each closes: 250 posts and 50 edits.
    expect(2 * (mostInvalid + 300)).toBeLessThan(10_000);
  });
});

describe('a Discord that refuses everything', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  test('is asked no more before it bars this address, by anything', { timeout: 120_000 }, async () => {
    let asked = 0;
    server = createServer((request, response) => {
      asked += 1;
      request.resume();
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 50013, message: 'Missing Permissions' }));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const log = keepingLog();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createDiscordClient(
      { DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: `${origin}/api` },
      { log, now: () => new Date() },
    );
    const kinds = new Map<string, number>();
    async function ask(channel: number): Promise<void> {
      const path = `/channels/${1_000_000_000_000_000_000n + BigInt(channel)}` as const;
      await client.call('reach', AbortSignal.timeout(60_000), { method: 'GET', path }).catch((error) => {
        kinds.set(error.kind, (kinds.get(error.kind) ?? 0) + 1);
      });
    }
    const atOnce = 50;
    for (let round = 0; round * atOnce < mostInvalid + 500; round += 1)
      await Promise.all(Array.from({ length: atOnce }, (_, index) => ask(index)));

    expect(asked).toBeGreaterThanOrEqual(mostInvalid);
    expect(asked).toBeLessThan(mostInvalid + atOnce);
    expect(kinds.get('forbidden')).toBe(asked);
    expect(kinds.get('rate-limited')).toBe(mostInvalid + 500 - asked);
    const answering = client.call('answer', AbortSignal.timeout(1000), {
      method: 'POST',
      path: '/interactions/1000000000000000000/t0ken/callback',
      auth: false,
    });
    await expect(answering).rejects.toMatchObject({ kind: 'rate-limited', scope: 'destination' });
    expect(log.lines).toHaveLength(1);
    await client.close();
  });
});
