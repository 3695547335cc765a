import { afterAll, expect, test } from 'vitest';
import { terminal } from '../../adapters/terminal/index.ts';
import { listen } from '../../src/app/listen.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import { DeliveryError, type Destination } from '../../src/chat/destination.ts';
import { compose } from '../../src/compose/compose.ts';
import { defaultPreferences, noFilters } from '../../src/domain/subscriptions.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { ioOf } from '../adapters/terminal/sink.ts';
import { wording } from '../compose/events.ts';
import { claim } from '../ledger/outbox.ts';

const unused: Conversation = {
  ask: () => Promise.reject(new Error('unused asks here')),
  home: () => Promise.reject(new Error('unused asks here')),
  explain: () => Promise.reject(new Error('unused asks here')),
  joined: async () => {},
  present: async () => {},
  left: async () => {},
  suggest: async () => [],
  lineOf: (command) => command,
  meaning: () => null,
  shorten: async (line) => line,
  commands: [],
};

/** The terminal, made to listen: each call of `listen` takes the next answer, and the last one again and again. */
function hearing(...answers: readonly (Error | 'connected')[]): Destination & { calls: number } {
  const destination = {
    ...terminal.create({}, ioOf()),
    calls: 0,
    async listen() {
      const answer = answers[Math.min(destination.calls, answers.length - 1)];
      destination.calls += 1;
      if (answer instanceof Error) throw answer;
    },
  };
  return destination;
}

const ledger = await openLedger(':memory:');
afterAll(() => ledger.close());

function started(destinations: readonly Destination[]) {
  const stopping = new AbortController();
  const said: { readonly level: string; readonly fields: object }[] = [];
  const waits: number[] = [];
  let made = 0;
  const say = (level: string) => (fields: object) => said.push({ level, fields });
  const listening = listen(
    {
      destinations: new Map(destinations.map((destination, index) => [String(index), destination])),
      conversation: async () => {
        made += 1;
        return unused;
      },
      ledger,
      wording,
      surroundings: {
        now: () => new Date('2019-06-01T09:00:00Z'),
        log: { info: say('info'), warn: say('warn'), error: say('error') },
        random: () => 0.5,
        sleep: async (milliseconds) => {
          waits.push(milliseconds);
          if (waits.length === 10) stopping.abort();
        },
      },
    },
    stopping.signal,
  );
  return { listening, said, waits, made: () => made, stop: () => stopping.abort() };
}

test('a refused connection is logged and retried with growing waits while the others listen', async () => {
  const refused = new DeliveryError('unauthorized', 'Slack refuses the app token. Copy it anew.');
  const [closed, open] = [hearing(refused, refused, 'connected'), hearing('connected')];
  const { listening, said, waits } = started([closed, open]);
  await listening;
  expect([closed.calls, open.calls]).toEqual([3, 1]);
  expect(waits).toEqual([450_000, 900_000]);
  expect(said.filter(({ level }) => level === 'error')).toEqual(
    waits.map((retryAfterMs) => ({
      level: 'error',
      fields: expect.objectContaining({
        error: 'unauthorized: Slack refuses the app token. Copy it anew.',
        retryAfterMs,
      }),
    })),
  );
  expect(said.filter(({ level }) => level === 'info')).toHaveLength(2);
});

test('a Retry-After is respected, and no failure is retried without a pause', async () => {
  const { listening, waits } = started([
    hearing(
      new DeliveryError('rate-limited', 'Slack limits this call.', { retryAfterMs: 30_000 }),
      new DeliveryError('unavailable', 'Slack cannot be reached.', { retryAfterMs: 0 }),
      new TypeError('xoxb-secret'),
      'connected',
    ),
  ]);
  await listening;
  expect(waits).toEqual([30_500, 1000, 4000]);
});

test('the message of an unknown error does not reach the log', async () => {
  const { listening, said } = started([hearing(new TypeError('xoxb-secret'), 'connected')]);
  await listening;
  expect(said.map(({ level }) => level)).toEqual(['error', 'info']);
  expect(JSON.stringify(said)).not.toContain('xoxb-secret');
});

test('it ends when the signal aborts, even if nothing ever connects', async () => {
  const { listening, waits } = started([hearing(new DeliveryError('unavailable', 'Slack cannot be reached.'))]);
  await listening;
  expect(waits).toHaveLength(10);
  expect(Math.max(...waits)).toBeLessThanOrEqual(300_000);
});

test('commands are not loaded if no destination can listen', async () => {
  const { listening, made } = started([terminal.create({}, ioOf())]);
  await listening;
  expect(made()).toBe(0);
});

test('the operators are notified in their channel once a day', async () => {
  const operators = {
    destination: 'terminal',
    space: null,
    channel: 'operators.txt',
    origin: 'configuration' as const,
    wants: ['health' as const],
    filters: noFilters,
    follows: [],
    preferences: defaultPreferences,
    owner: null,
  };
  await ledger.subscriptions.sync([operators], '2019-06-01T08:00:00Z');
  const refused = new DeliveryError('unauthorized', 'Slack refuses the app token. Copy it anew.');
  const closed = { ...hearing(refused, refused, refused, 'connected'), name: 'slack' };
  await started([closed]).listening;
  const [delivery, ...others] = await claim(ledger, 'w', '2019-06-01T10:00:00Z', '2019-06-01T10:01:00Z', 10);
  expect(others).toEqual([]);
  const { text } = compose(await ledger.deliveries.event(delivery?.event ?? ''), wording, delivery?.findingId ?? '');
  expect(text).toContain('Ackwatch is refused by slack');
  expect(text).toContain('Commands there are not answered');
  expect(text).toContain('Copy it anew.');
  expect(text).not.toMatch(/paused|undefined|null/);
});
