import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeliveryError, type DeliveryErrorKind, type Destination, type Receipt } from '../../src/chat/destination.ts';
import type { Block, Line, Message, Span } from '../../src/chat/message.ts';
import { deliveryErrorKinds } from '../../src/domain/failures.ts';

/**
 * What every destination has to pass, against a real counterpart (a loopback server, a file) that a test can make fail.
 * What does not apply to a platform is named with its reason and shows in the test's name.
 */

/** What the counterpart does to the next call. `drop-answer-after-taking`: the post is there, the answer is not. */
export const failures = [
  'rate-limited',
  'unavailable',
  'timeout',
  'unauthorized',
  'forbidden',
  'not-found',
  'drop-answer-after-taking',
] as const;
export type Failure = (typeof failures)[number];

export interface ObservedPost {
  readonly id: string;
  /** Everything a reader sees of it, as plain text without markup of the platform. */
  readonly text: string;
  /** The id of the post it replies to, or null. */
  readonly under: string | null;
}

export interface Counterpart {
  readonly destination: Destination;
  /** Opened with a secret the counterpart refuses; undefined where there are no credentials. */
  readonly refused: Destination | undefined;
  /** A place to post to. */
  readonly channel: string;
  /** What is posted there now, oldest first. */
  posts(): Promise<readonly ObservedPost[]>;
  /** How many calls arrived. */
  requests(): number;
  /** Applies to the next call of `during` only. `retryAfterMs` where the failure is a limit. */
  failNext(failure: Failure, during: 'send' | 'update' | 'find', retryAfterMs: number): Promise<void>;
  stop(): Promise<void>;
}

type Part = 'credentials' | 'same key twice' | 'update' | 'find' | 'reply' | 'cut' | `failure: ${Failure}`;

export interface DestinationDescriptor {
  readonly name: string;
  start(): Promise<Counterpart>;
  /** Values that must appear in no error, receipt or log: tokens, addresses that hold one. */
  readonly secrets: readonly string[];
  /** The parts that do not apply, each with the reason. */
  readonly without: Readonly<Partial<Record<Part, string>>>;
  /** Throws where a payload is beyond the platform's limits or would let text act (mention, link, markup). */
  check(payload: unknown): void;
}

const never = () => new AbortController().signal;

export function simpleMessage(headline: string): Message {
  return {
    kind: 'total-raised',
    priority: 'high',
    language: 'en',
    headline: [{ text: headline, strong: true }],
    blocks: [
      { type: 'line', spans: [{ text: 'Previous: at least 1,291 civilians killed.' }] },
      { type: 'context', spans: [{ text: 'Source: ' }, { text: 'report', href: 'https://example.org/report' }] },
    ],
    text: `${headline}\nPrevious: at least 1,291 civilians killed.\nSource: report (https://example.org/report)`,
  };
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<!channel> <@U123> <https://evil.example|click>',
    '@everyone @here <@123> <@&123> [click](https://evil.example)',
    '```\n*bold* _italic_ ~struck~ ||hidden|| # head',
    '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J \u009b31m \u202egnorw',
    '&lt;!channel&gt; &amp;amp;',
    '\ud800 half a character',
    'a'.repeat(20_000),
    'word '.repeat(4000),
  ),
);
const span: fc.Arbitrary<Span> = fc.record(
  {
    text: hostileText,
    strong: fc.boolean(),
    struck: fc.boolean(),
    href: fc.constantFrom('https://example.org/', `https://example.org/${'p'.repeat(5000)}`),
    at: fc.constant('2019-05-31T12:00:00.000Z'),
  },
  { requiredKeys: ['text'] },
);
const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 12 });
const table: fc.Arbitrary<Block> = fc.nat({ max: 30 }).chain((width) =>
  fc.record({
    type: fc.constant('table' as const),
    caption: hostileText,
    columns: fc.array(fc.record({ title: hostileText, align: fc.constantFrom('left' as const, 'right' as const) }), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: width, maxLength: width }), {
      maxLength: 120,
    }),
  }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('line' as const), spans: line }),
  fc.record({ type: fc.constant('context' as const), spans: line }),
  fc.record({ type: fc.constant('quote' as const), text: hostileText, attribution: line }),
  fc.constant({ type: 'divider' as const }),
  table,
);
export const hostileMessage: fc.Arbitrary<Message> = fc.record({
  kind: fc.constant('total-raised' as const),
  priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
  language: fc.constant('en'),
  headline: fc.array(span, { minLength: 1, maxLength: 20 }),
  blocks: fc.array(block, { maxLength: 60 }),
  text: hostileText,
});

export function destinationContract({ name, start, secrets, without, check }: DestinationDescriptor): void {
  describe(`${name} as a destination`, () => {
    let counterpart: Counterpart;
    beforeEach(async () => {
      counterpart = await start();
    });
    afterEach(async () => {
      await counterpart.destination.close();
      await counterpart.refused?.close();
      await counterpart.stop();
    });

    const to = () => ({ channel: counterpart.channel });
    const send = (message: Message, key: string, signal = never(), under?: Receipt) => {
      const { destination, channel } = counterpart;
      const address = under === undefined ? { channel } : { channel, under };
      return destination.send(destination.render(message).payload, address, { key, signal });
    };
    const refusal = async (attempt: Promise<unknown>): Promise<DeliveryError> => {
      const thrown = await attempt.then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(thrown instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(thrown)}`);
      const shown = [thrown.message, thrown.stack, String(thrown.cause), JSON.stringify(thrown)].join('\n');
      for (const secret of secrets) expect(shown).not.toContain(secret);
      expect(thrown.message).toMatch(/\.$/);
      return thrown;
    };
    /** The test, or its name with the reason why it does not apply. */
    const part = (of: Part, title: string, run: () => Promise<void>) => {
      const reason = without[of];
      if (reason === undefined) test(title, run);
      else test.skip(`${title} (does not apply: ${reason})`, run);
    };

    test('proves its credentials and says who it is', async () => {
      const identity = await counterpart.destination.verify(never());
      expect(identity.name).not.toBe('');
      for (const secret of secrets) expect(identity.name).not.toContain(secret);
    });

    part('credentials', 'refuses to start with credentials that the platform refuses', async () => {
      const { refused } = counterpart;
      if (refused === undefined) throw new Error('the descriptor opens none');
      expect(await refusal(refused.verify(never()))).toMatchObject({ kind: 'unauthorized', outcome: 'not-sent' });
    });

    test('posts once and gives a receipt', async () => {
      const receipt = await send(simpleMessage('Coalition now admits at least 1,302 civilians killed'), 'key-1');
      expect(receipt).toMatchObject({ channel: expect.any(String), id: expect.any(String) });
      expect(receipt.id).not.toBe('');
      const posts = await counterpart.posts();
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain('at least 1,302 civilians killed');
      expect(posts[0]?.text).toContain('https://example.org/report');
      expect(JSON.parse(JSON.stringify(receipt))).toEqual(receipt);
    });

    test('keeps the order in which it is asked to post', async () => {
      for (const number of [1, 2, 3]) await send(simpleMessage(`post ${number}`), `key-${number}`);
      const texts = (await counterpart.posts()).map(({ text }) => /post \d/.exec(text)?.[0]);
      expect(texts).toEqual(['post 1', 'post 2', 'post 3']);
    });

    part('same key twice', 'posts the same key once, however often it is asked', async () => {
      const first = await send(simpleMessage('once'), 'key-same');
      const second = await send(simpleMessage('once'), 'key-same');
      expect(second.id).toBe(first.id);
      expect(await counterpart.posts()).toHaveLength(1);
    });
    test('says of itself that it sends once only if it does', () => {
      expect(counterpart.destination.sendsOnce).toBe(without['same key twice'] === undefined);
    });

    part('reply', 'posts a reply under a receipt', async () => {
      const first = await send(simpleMessage('first'), 'key-first');
      await send(simpleMessage('second'), 'key-second', never(), first);
      const posts = await counterpart.posts();
      expect(posts.find(({ text }) => text.includes('second'))?.under).toBe(first.id);
    });

    part('update', 'replaces a post, and may be asked again', async () => {
      const { destination } = counterpart;
      const receipt = await send(simpleMessage('before'), 'key-1');
      const { payload } = destination.render(simpleMessage('after'));
      for (let round = 0; round < 2; round += 1) {
        expect(await destination.update?.(receipt, payload, never())).toMatchObject({ id: receipt.id });
      }
      const posts = await counterpart.posts();
      expect(posts.map(({ text }) => text.includes('after') && !text.includes('before'))).toEqual([true]);
    });

    part('update', 'says why a post cannot be replaced, and leaves it as it was', async () => {
      const { destination } = counterpart;
      const receipt = await send(simpleMessage('before'), 'key-1');
      const { payload } = destination.render(simpleMessage('after'));
      for (const failure of ['rate-limited', 'forbidden', 'not-found'] as const) {
        if (without[`failure: ${failure}`] !== undefined) continue;
        await counterpart.failNext(failure, 'update', 7000);
        const error = await refusal(Promise.resolve(destination.update?.(receipt, payload, never())));
        expect(error.kind).toBe(failure);
        if (failure === 'rate-limited') expect(error.retryAfterMs).toBe(7000);
      }
      expect((await counterpart.posts())[0]?.text).toContain('before');
    });

    part('find', 'says why it cannot search, which is not the same as finding nothing', async () => {
      if (without['failure: unavailable'] !== undefined) return;
      await counterpart.failNext('unavailable', 'find', 0);
      const error = await refusal(Promise.resolve(counterpart.destination.find?.('key-1', to(), never())));
      expect(error.kind).toBe('unavailable');
    });

    part('find', 'finds a post by its key and no other', async () => {
      const receipt = await send(simpleMessage('here'), 'key-here');
      expect(await counterpart.destination.find?.('key-here', to(), never())).toMatchObject({ id: receipt.id });
      expect(await counterpart.destination.find?.('key-he', to(), never())).toBeUndefined();
      expect(await counterpart.destination.find?.('key-absent', to(), never())).toBeUndefined();
    });

    test('has the optional operations that its descriptor does not except', () => {
      const { destination } = counterpart;
      expect(destination.update !== undefined).toBe(without.update === undefined);
      expect(destination.find !== undefined).toBe(without.find === undefined);
    });

    for (const failure of failures) {
      part(`failure: ${failure}`, `says what happened: ${failure}`, async () => {
        await counterpart.failNext(failure, 'send', 7000);
        const error = await refusal(send(simpleMessage('troubled'), 'key-troubled'));
        const stands = (await counterpart.posts()).length > 0;
        if (failure === 'drop-answer-after-taking') {
          expect(stands).toBe(true);
          expect(error.outcome).toBe('maybe-sent');
          if (without.find === undefined) {
            expect(await counterpart.destination.find?.('key-troubled', to(), never())).toBeDefined();
          }
          return;
        }
        expect(error.kind).toBe(failure satisfies DeliveryErrorKind);
        // A timeout may have been taken; whatever was answered was not.
        if (failure !== 'timeout' && failure !== 'unavailable') expect(error.outcome).toBe('not-sent');
        if (stands) expect(error.outcome).toBe('maybe-sent');
        if (failure === 'rate-limited') expect(error.retryAfterMs).toBe(7000);
      });
    }

    part('failure: unavailable', 'makes one attempt and leaves retrying to others', async () => {
      await counterpart.failNext('unavailable', 'send', 0);
      await refusal(send(simpleMessage('troubled'), 'key-1'));
      await send(simpleMessage('well'), 'key-2');
      expect((await counterpart.posts()).filter(({ text }) => text.includes('well'))).toHaveLength(1);
    });

    test('lays out whatever it is given within its limits, harmless, and says what it left out', () => {
      const { destination } = counterpart;
      fc.assert(
        fc.property(hostileMessage, (message) => {
          const first = destination.render(message);
          check(first.payload);
          for (const words of first.cut) expect(words.trim()).not.toBe('');
          expect(destination.render(message)).toEqual(first);
        }),
        { numRuns: 40 },
      );
    });

    part('cut', 'says in words what a post too long for it lost', async () => {
      const lines = Array.from({ length: 400 }, (_, index) => `line ${index} ${'word '.repeat(60)}`);
      const blocks = lines.map((text): Block => ({ type: 'line', spans: [{ text }] }));
      const long = { ...simpleMessage('long'), blocks, text: ['long', ...lines].join('\n') };
      const { payload, cut } = counterpart.destination.render(long);
      check(payload);
      expect(cut.length).toBeGreaterThan(0);
    });

    test('does nothing once it is called off', async () => {
      const error = await refusal(send(simpleMessage('called off'), 'key-1', AbortSignal.abort()));
      expect(deliveryErrorKinds).toContain(error.kind);
      expect(error.outcome).toBe('not-sent');
      expect(await counterpart.posts()).toEqual([]);
    });

    part(
      'failure: timeout',
      'gives up at once when it is called off while it waits, and does not claim to know',
      async () => {
        await counterpart.failNext('timeout', 'send', 0);
        const callOff = new AbortController();
        const attempt = refusal(send(simpleMessage('called off'), 'key-1', callOff.signal));
        await vi.waitUntil(() => counterpart.requests() > 0);
        callOff.abort();
        expect(await attempt).toMatchObject({ kind: 'timeout', outcome: 'maybe-sent' });
      },
    );

    test('may be closed twice', async () => {
      await counterpart.destination.close();
      await expect(counterpart.destination.close()).resolves.toBeUndefined();
    });
  });
}
