import type { Scope } from '../failures.ts';

/** How a test makes the loopback Slack fail. */

export type Failure =
  /** 429; Slack counts in whole seconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
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
  /** Answers in time, `milliseconds` later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** `{ ok: false, error }`, with more fields where given. */
  | { readonly kind: 'error'; readonly error: string; readonly more?: Readonly<Record<string, unknown>> };

export interface FailureScope extends Scope {
  readonly method?: string;
  readonly channel?: string;
  readonly workspace?: string;
}

export interface Call {
  readonly method: string;
  readonly channel: string | null;
  readonly workspace: string | null;
}
