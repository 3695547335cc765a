import { destinationContract, type Failure } from '../../contracts/destination.contract.ts';
import { type Failure as DiscordFailure, type Route, startDiscord } from '../../fakes/discord/index.ts';
import { checkPayload } from './checker.ts';
import { connect, readable } from './counterpart.ts';

const token = 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.c0ntract.T0kenOfTheContract';

const routes = {
  send: 'POST /channels/:channel/messages',
  update: 'PATCH /channels/:channel/messages/:message',
  find: 'GET /channels/:channel/messages',
} as const satisfies Record<string, Route>;

function failureOf(failure: Failure, during: keyof typeof routes, retryAfterMs: number): DiscordFailure {
  switch (failure) {
    case 'rate-limited':
      // Of the channel for a while, as slow mode: the client would refuse by itself what meets a limit of its route again.
      return {
        kind: 'error',
        code: during === 'update' ? 30046 : 20016,
        status: 429,
        more: { retry_after: retryAfterMs / 1000 },
      };
    case 'unavailable':
      return { kind: 'status', status: 503 };
    case 'timeout':
      return { kind: 'hang' };
    case 'unauthorized':
      return { kind: 'error', code: 0, status: 401, message: '401: Unauthorized' };
    case 'forbidden':
      return { kind: 'error', code: during === 'update' ? 50005 : 50013 };
    case 'not-found':
      return { kind: 'error', code: during === 'update' ? 10008 : 10003, status: 404 };
    case 'drop-answer-after-taking':
      return { kind: 'drop' };
  }
}

destinationContract({
  name: 'Discord',
  secrets: [token, 'T0kenOfTheContract'],
  without: {},
  async start() {
    const discord = await startDiscord({ token });
    return {
      destination: connect(discord),
      refused: connect({ apiUrl: discord.apiUrl, token: `${token}Wrong` }),
      channel: discord.channel.id,
      posts: async () =>
        discord
          .posts(discord.channel.id)
          .map((post) => ({ id: post.id, text: readable(post), under: post.repliesTo?.id ?? null })),
      requests: () => discord.requests().length,
      async failNext(failure, during, retryAfterMs) {
        const afterTaking = failure === 'drop-answer-after-taking';
        discord.fail(failureOf(failure, during, retryAfterMs), { route: routes[during], afterTaking });
      },
      stop: () => discord.close(),
    };
  },
  check: checkPayload,
});
