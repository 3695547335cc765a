import { expect } from 'vitest';
import { createClients } from '../../../adapters/slack/api/client.ts';
import { createSlack } from '../../../adapters/slack/posts/destination.ts';
import type { SlackPayload } from '../../../adapters/slack/posts/render.ts';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import { destinationContract, type Failure } from '../../contracts/destination.contract.ts';
import { checkBlocks } from '../../fakes/slack/blocks.ts';
import { allScopes, type Slack, type Failure as SlackFailure, startSlack } from '../../fakes/slack/index.ts';
import { installation, io, keepingLog, keptInstallations, readable } from './counterpart.ts';

const botToken = 'xoxb-100000000001-100000000002-c0ntractT0ken';
const clientSecret = 'c0ntractClientSecret';

const methods = { send: 'chat.postMessage', update: 'chat.update', find: 'conversations.history' } as const;

function failureOf(failure: Failure, during: keyof typeof methods, retryAfterMs: number): SlackFailure {
  switch (failure) {
    case 'rate-limited':
      return { kind: 'rate-limited', retryAfter: retryAfterMs / 1000 };
    case 'unavailable':
      return { kind: 'status', status: 503 };
    case 'timeout':
      return { kind: 'hang' };
    case 'unauthorized':
      return { kind: 'error', error: 'invalid_auth' };
    case 'forbidden':
      return { kind: 'error', error: during === 'update' ? 'cant_update_message' : 'not_in_channel' };
    case 'not-found':
      return { kind: 'error', error: during === 'update' ? 'message_not_found' : 'channel_not_found' };
    case 'drop-answer-after-taking':
      return { kind: 'drop' };
  }
}

/** Short enough to wait for, long enough for a machine under load. */
const timeoutMs = 1500;

for (const mode of ['one workspace by its token', 'many workspaces by their installations'] as const) {
  const many = mode.startsWith('many');
  destinationContract({
    name: `Slack, ${mode},`,
    secrets: [botToken, clientSecret],
    without: { 'same key twice': 'Slack takes the same post twice' },
    async start() {
      const slack = await startSlack({ workspace: { token: botToken, scopes: allScopes } });
      const surroundings = io(keepingLog(), keptInstallations({ [slack.workspace.id]: installation(slack.workspace) }));
      let lockedOut = 0;
      const guarded: AdapterIo = {
        ...surroundings,
        installations: {
          ...surroundings.installations,
          async get(space) {
            if (lockedOut === 0) return surroundings.installations.get(space);
            lockedOut -= 1;
            throw new DeliveryError('unauthorized', 'No key opens the installations. Set ACKWATCH_KEY.');
          },
        },
      };
      const connect = (right: boolean) => {
        const env = many
          ? { SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: right ? slack.clientSecret : clientSecret }
          : { SLACK_BOT_TOKEN: right ? botToken : `${botToken}-wrong` };
        const all = { ...env, SLACK_API_URL: slack.apiUrl };
        return createSlack(all, guarded, createClients(all, guarded, timeoutMs));
      };
      return {
        destination: connect(true),
        refused: connect(false),
        channel: channelName(slack, many),
        posts: async () =>
          slack.posts(slack.channel.id).map((post) => ({ id: post.ts, text: readable(post), under: post.threadTs })),
        requests: () => slack.requests().length,
        async failNext(failure, during, retryAfterMs) {
          // The token of one workspace is no credential of the destination's; the key of the installations is.
          if (many && failure === 'unauthorized') lockedOut = 2;
          else {
            const afterTaking = failure === 'drop-answer-after-taking';
            slack.fail(failureOf(failure, during, retryAfterMs), { method: methods[during], afterTaking });
          }
        },
        stop: () => slack.close(),
      };
    },
    check: (payload) => checkPayload(payload as SlackPayload),
  });
}

function channelName(slack: Slack, many: boolean): string {
  return many ? `${slack.workspace.id}/${slack.channel.id}` : slack.channel.id;
}

/** Slack's limits, as the loopback Slack knows them, and that nothing but our own links acts. */
function checkPayload({ text, blocks }: SlackPayload): void {
  expect(checkBlocks(blocks)).toBeNull();
  expect(text).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(40_000);
  for (const markup of [text, ...markupOf(blocks)]) {
    for (const [whole] of markup.matchAll(/<[^>]*>?/g)) {
      expect(whole).toMatch(/^<(?:!date\^\d+\^[^|<>]+\|[^<>]*|https:\/\/example\.org\/[^<>]*)>$/);
    }
    expect(markup.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  }
}

function markupOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, url } = value as { type?: unknown; text?: unknown; url?: unknown };
  expect(['user', 'usergroup', 'channel', 'broadcast', 'team']).not.toContain(type);
  if (type === 'link') expect(url).toMatch(/^https:\/\/example\.org\//);
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(markupOf)];
}
