import { expect } from 'vitest';
import { createWebhook } from '../../../adapters/webhook/destination.ts';
import type { WebhookPayload } from '../../../adapters/webhook/payload.ts';
import { settings } from '../../../adapters/webhook/settings.ts';
import { destinationContract, type Failure } from '../../contracts/destination.contract.ts';
import { startWebhook, type WebhookFailure } from '../../fakes/webhook.ts';

const failures: Readonly<Record<Failure, (retryAfterMs: number) => WebhookFailure>> = {
  'rate-limited': (retryAfterMs) => ({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': String(retryAfterMs / 1000) },
  }),
  unavailable: () => ({ kind: 'status', status: 503 }),
  timeout: () => ({ kind: 'hang' }),
  unauthorized: () => ({ kind: 'status', status: 401 }),
  forbidden: () => ({ kind: 'status', status: 403 }),
  'not-found': () => ({ kind: 'status', status: 404 }),
  'drop-answer-after-taking': () => ({ kind: 'drop' }),
};

/** As a chat server that knows Markdown shows it. */
const shown = (text: string) => text.replaceAll(/\\(.)/g, '$1').replaceAll('\u2060', '');

for (const deduplicates of [false, true])
  destinationContract({
    name: deduplicates ? 'the webhook, whose receiver ignores a repeated id,' : 'the webhook',
    secrets: ['4f1c0ffee-not-for-logs', Buffer.alloc(32, 7).toString('base64')],
    without: {
      credentials: 'only a post shows whether a receiver takes its signature',
      ...(deduplicates ? {} : { 'same key twice': 'this receiver does not look at the id' }),
      update: 'a receiver may be unable to replace what it showed',
      find: 'a receiver cannot be asked what it has',
      cut: 'a receiver has no limit that is known here',
      'failure: unauthorized': 'the refusal of one receiver must not stop the others: it is `forbidden`',
    },
    async start() {
      const receiver = await startWebhook({ deduplicates });
      const env = {
        WEBHOOK_URLS: `desk=${receiver.url}`,
        WEBHOOK_SECRETS: `desk=${receiver.secret}`,
        WEBHOOK_ALLOW_PRIVATE: 'desk',
        ...(deduplicates ? { WEBHOOK_DEDUPLICATION_MINUTES: '5' } : {}),
      };
      return {
        destination: createWebhook({ ...settings.parse(env), now: () => new Date(), timeoutMs: 500 }),
        refused: undefined,
        channel: 'desk',
        posts: async () => receiver.posts.map(({ id, body }) => ({ id, text: shown(body.text), under: body.replyTo })),
        requests: () => receiver.requests,
        failNext: async (failure, _during, retryAfterMs) => receiver.fail(failures[failure](retryAfterMs)),
        stop: () => receiver.close(),
      };
    },
    check(payload) {
      const { text, message } = payload as WebhookPayload; // what this destination renders
      const all = JSON.stringify({ text, message });
      expect(all).toBe(all.toWellFormed());
      expect(all).not.toMatch(/\\ud[89a-f]/);
      expect(all).not.toMatch(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      expect(all).not.toMatch(/\\u00[01]/);
      expect(text).not.toMatch(/@(?![\s\u2060]|$)/u);
      const words = text.replaceAll(/https?:\/\/[^\s()<>[\]@*~`$|\\]+/g, 'address').replaceAll(/\\[^\n]/g, '');
      expect(words).not.toMatch(/[\\*_~|`<[\]$]|^[^\S\n]*[#>+=-]/m);
    },
  });
