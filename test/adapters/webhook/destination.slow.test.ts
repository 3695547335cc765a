import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebhook } from '../../../adapters/webhook/destination.ts';
import { settings } from '../../../adapters/webhook/settings.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { simpleMessage } from '../../contracts/destination.contract.ts';
import { startWebhook, type WebhookFailure, type WebhookReceiver } from '../../fakes/webhook.ts';

const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const never = () => new AbortController().signal;

let receiver: WebhookReceiver;
const opened: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  receiver = await startWebhook();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await receiver.close();
});

const envOf = (changes: Readonly<Record<string, string>> = {}) => ({
  WEBHOOK_URLS: `desk=${receiver.url}`,
  WEBHOOK_SECRETS: `desk=${receiver.secret}`,
  WEBHOOK_ALLOW_PRIVATE: 'desk',
  ...changes,
});
function open(changes?: Readonly<Record<string, string>>, lookup?: LookupFunction) {
  const now = () => new Date();
  const options = { ...settings.parse(envOf(changes)), now, timeoutMs: 500 };
  const destination = createWebhook(lookup === undefined ? options : { ...options, lookup });
  opened.push(destination);
  return destination;
}
const headline = 'Coalition now admits at least 1,302 civilians killed';
async function send(destination: ReturnType<typeof open>, to: { channel: string } = { channel: 'desk' }) {
  return destination.send(destination.render(simpleMessage(headline)).payload, to, { key: 'key-1', signal: never() });
}
async function refusal(attempt: Promise<unknown>): Promise<DeliveryError> {
  const thrown: unknown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(thrown)}`);
  for (const secret of ['4f1c0ffee', '127.0.0.1', receiver.secret])
    expect(`${thrown.message} ${String(thrown.cause)}`).not.toContain(secret);
  return thrown;
}

describe('the signature', () => {
  it('is made with the new and the old secret while one is replaced', async () => {
    await send(open({ WEBHOOK_SECRETS: `desk=${secretOf(9)},${receiver.secret}` }));
    expect(receiver.posts).toHaveLength(1);
    expect(String(receiver.posts[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it('that a receiver does not know pauses that receiver alone', async () => {
    const error = await refusal(send(open({ WEBHOOK_SECRETS: `desk=${secretOf(9)}` })));
    expect(error).toMatchObject({ kind: 'forbidden', outcome: 'not-sent', scope: 'channel' });
    expect(error.message).toContain('WEBHOOK_SECRETS');
  });

  it('holds no full stop of a key, which would shift what is signed', async () => {
    const destination = open();
    const { payload } = destination.render(simpleMessage(headline));
    const receipt = await destination.send(payload, { channel: 'desk' }, { key: 'a.b c', signal: never() });
    expect(receipt.id).toBe('a%2Eb%20c');
    expect(receiver.posts[0]?.id).toBe(receipt.id);
  });
});

describe('the body', () => {
  it('has a version, the id, the earlier post, the text and the message', async () => {
    const destination = open();
    const first = await send(destination);
    const { payload } = destination.render(simpleMessage('Revised'));
    await destination.send(payload, { channel: 'desk', under: first }, { key: 'key-2', signal: never() });
    expect(receiver.posts.map(({ body }) => body)).toMatchObject([
      { version: 1, id: 'key-1', replyTo: null, message: { kind: 'total-raised', headline: [{ text: headline }] } },
      { version: 1, id: 'key-2', replyTo: 'key-1' },
    ]);
    expect(receiver.posts[0]?.headers['content-type']).toBe('application/json');
  });
});

describe('an answer', () => {
  const cases: readonly [what: string, failure: WebhookFailure, expected: object][] = [
    ['410', { kind: 'status', status: 410 }, { kind: 'not-found', outcome: 'not-sent' }],
    ['400', { kind: 'status', status: 400 }, { kind: 'invalid', outcome: 'not-sent' }],
    ['413', { kind: 'status', status: 413 }, { kind: 'invalid', outcome: 'not-sent' }],
    [
      '500, after which part may be done',
      { kind: 'status', status: 500 },
      { kind: 'unavailable', outcome: 'maybe-sent' },
    ],
    [
      '502, after which it may be done',
      { kind: 'status', status: 502 },
      { kind: 'unavailable', outcome: 'maybe-sent' },
    ],
    [
      '503 with Retry-After',
      { kind: 'status', status: 503, headers: { 'retry-after': '120' } },
      { kind: 'unavailable', outcome: 'not-sent', retryAfterMs: 120_000 },
    ],
    [
      '429 with a date',
      { kind: 'status', status: 429, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() } },
      { kind: 'rate-limited', scope: 'channel', retryAfterMs: expect.any(Number) },
    ],
    ['429 without Retry-After', { kind: 'status', status: 429 }, { kind: 'rate-limited', retryAfterMs: null }],
    ['nothing, the connection closed', { kind: 'drop' }, { kind: 'unavailable', outcome: 'maybe-sent' }],
    ['nothing in time', { kind: 'hang' }, { kind: 'timeout', outcome: 'maybe-sent' }],
  ];
  it.each(cases)('%s', async (_, failure, expected) => {
    receiver.fail(failure);
    expect(await refusal(send(open()))).toMatchObject(expected);
  });

  it('that redirects is not followed, to a private address or any other', async () => {
    const other = await startWebhook();
    opened.push(other);
    for (const location of [other.url, 'http://169.254.169.254/latest/meta-data/']) {
      receiver.fail({ kind: 'status', status: 307, headers: { location } });
      expect(await refusal(send(open()))).toMatchObject({ kind: 'not-found', outcome: 'not-sent' });
    }
    expect(other.requests).toBe(0);
  });

  it.each([{ kind: 'endless' }, { kind: 'stall' }] as const)(
    'of 200 that never ends ($kind) is a receipt',
    async (failure) => {
      const destination = open();
      receiver.fail(failure);
      expect(await send(destination)).toEqual({ channel: 'desk', id: 'key-1' });
      await destination.close();
      expect(receiver.posts).toHaveLength(1);
    },
  );
});

describe('the call', () => {
  const answer =
    (address: string): LookupFunction =>
    (_host, _options, callback) =>
      callback(null, [{ address, family: 4 }]);

  it('leads to no private address that a public name has', async () => {
    const port = new URL(receiver.url).port;
    const urls = { WEBHOOK_URLS: `desk=https://hooks.example.org:${port}/x`, WEBHOOK_ALLOW_PRIVATE: '' };
    const destination = open(urls, answer('127.0.0.1'));
    expect(await refusal(send(destination))).toMatchObject({ kind: 'forbidden', outcome: 'not-sent' });
    const error = await refusal(Promise.resolve(destination.reach?.('desk', never())));
    expect(error.message).toContain('WEBHOOK_ALLOW_PRIVATE');
    expect(receiver.requests).toBe(0);
  });

  it('leads nowhere when nothing listens: then it is certain that nothing was sent', async () => {
    await receiver.close();
    expect(await refusal(send(open()))).toMatchObject({ kind: 'unavailable', outcome: 'not-sent' });
    expect(await refusal(Promise.resolve(open().reach?.('desk', never())))).toMatchObject({ kind: 'unavailable' });
  });

  it('is proved by a connection, without a request', async () => {
    await open().reach?.('desk', never());
    expect(receiver.requests).toBe(0);
  });

  it('to a receiver that is not set is said to be missing, with those that are', async () => {
    const destination = open();
    for (const attempt of [send(destination, { channel: 'news' }), destination.reach?.('news', never())])
      expect(await refusal(Promise.resolve(attempt))).toMatchObject({
        kind: 'not-found',
        message: 'WEBHOOK_URLS names no receiver news. Add it, or use one of: desk.',
      });
  });

  it('carries a user name and password of the address as a header', async () => {
    await send(open({ WEBHOOK_URLS: `desk=${receiver.url.replace('http://', 'http://desk:p%40ss@')}` }));
    expect(receiver.posts[0]?.headers.authorization).toBe(`Basic ${Buffer.from('desk:p@ss').toString('base64')}`);
  });
});
