import type { Scope } from '../failures.ts';

/** How a test makes the loopback Discord fail. */

export type Failure =
  /**
   * 429; the body tells these seconds, which may be broken, and the header whole ones, rounded up. Of the route's own limit
   * where no scope is given. `shared` counts for no ban.
   */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number; readonly scope?: 'user' | 'global' | 'shared' }
  | { readonly kind: 'status'; readonly status: number }
  /** A gateway's 502 with a page for people. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'drop' }
  /** 200 with a length it does not keep: the connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** 200 with half of its JSON. */
  | { readonly kind: 'malformed' }
  /** Answers as usual, `milliseconds` later; what was asked is done at once. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** `{ code, message }` with a status, 403 where not given; Discord's own message where it is known and none is given. */
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly status?: number;
      readonly message?: string;
      readonly more?: Readonly<Record<string, unknown>>;
    };

export interface FailureScope extends Scope {
  readonly route?: Route;
  /** An id; of an interaction's calls, the channel it came from. */
  readonly channel?: string;
}

/** The calls that are known, without the version. */
export const routes = [
  'GET /gateway',
  'GET /gateway/bot',
  'GET /users/@me',
  'POST /users/@me/channels',
  'GET /users/:user',
  'GET /applications/@me',
  'GET /oauth2/applications/@me',
  'GET /applications/:application/commands',
  'PUT /applications/:application/commands',
  'GET /guilds/:guild',
  'GET /guilds/:guild/roles',
  'GET /guilds/:guild/members/:user',
  'GET /guilds/:guild/threads/active',
  'GET /channels/:channel',
  'PATCH /channels/:channel',
  'POST /channels/:channel/threads',
  'GET /channels/:channel/threads/archived/public',
  'POST /channels/:channel/messages/:message/threads',
  'GET /channels/:channel/messages',
  'POST /channels/:channel/messages',
  'GET /channels/:channel/messages/:message',
  'PATCH /channels/:channel/messages/:message',
  'DELETE /channels/:channel/messages/:message',
  'POST /channels/:channel/messages/:message/crosspost',
  'POST /interactions/:interaction/:token/callback',
  'POST /webhooks/:application/:token',
  'GET /webhooks/:application/:token/messages/:message',
  'PATCH /webhooks/:application/:token/messages/:message',
  'DELETE /webhooks/:application/:token/messages/:message',
] as const;
export type Route = (typeof routes)[number];

export interface Call {
  /** `GET /nowhere` for what is no known route. */
  readonly route: string;
  readonly channel: string | null;
}
