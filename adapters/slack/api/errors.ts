import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { networkFailureOf } from '../../http/network.ts';
import { later, refusals } from './codes.ts';

/** What a call is for. The same error code means different things for a post and for a lookup. */
export type Task = 'verify' | 'post' | 'edit' | 'look-up' | 'reach';

/** Context for classifying a failed API call. */
export interface Attempt {
  readonly task: Task;
  /** Whether each workspace has a token. A refused token then concerns one workspace, not the destination. */
  readonly many: boolean;
  readonly signal: AbortSignal;
  /** Whether the request was handed to the network. */
  begun: boolean;
  /** The HTTP status; null without an answer. */
  status: number | null;
}

const tokenFix = {
  one: 'Copy the bot token anew from OAuth & Permissions of the app at api.slack.com/apps into SLACK_BOT_TOKEN.',
  many: 'Install Ackwatch in the workspace again, then /ackwatch subscribe.',
};

/** Returns what a call of Slack's client threw as a `DeliveryError`. */
export function deliveryErrorOf(thrown: unknown, attempt: Attempt): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  if (attempt.status === 429 || thrown instanceof WebAPIRateLimitedError) {
    const retryAfterMs = thrown instanceof WebAPIRateLimitedError ? thrown.retryAfter * 1000 : null;
    return new DeliveryError('rate-limited', `Slack limits this call. ${later}`, { retryAfterMs, cause: thrown });
  }
  if (thrown instanceof WebAPIPlatformError) return platformError(thrown, attempt);
  if (thrown instanceof WebAPIHTTPError) return httpError(thrown, attempt);
  // An answer counts even if the call was cancelled at the same moment.
  return attempt.signal.aborted ? calledOff(attempt, thrown) : networkError(thrown, attempt);
}

/** Returns Slack's error code of an error made here; undefined where Slack gave none. */
export function slackCodeOf({ cause }: DeliveryError): string | undefined {
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined;
}

function calledOff(attempt: Attempt, cause: unknown): DeliveryError {
  return attempt.begun
    ? new DeliveryError('timeout', `The call was cancelled before Slack answered. ${later}`, {
        outcome: outcomeOf(attempt),
        cause,
      })
    : new DeliveryError('timeout', `The call was cancelled before it was made. ${later}`, { cause });
}

/** Only posts and edits can have an effect when the answer is lost. */
function outcomeOf({ task }: Attempt): 'not-sent' | 'maybe-sent' {
  return task === 'post' || task === 'edit' ? 'maybe-sent' : 'not-sent';
}

function platformError(thrown: WebAPIPlatformError, attempt: Attempt): DeliveryError {
  const { error: code, needed }: { error: string; needed?: unknown } = thrown.data;
  if (!/^[a-z][a-z0-9_]{0,80}$/.test(code)) {
    return new DeliveryError('unavailable', `What answers for Slack is not Slack: it sent no JSON. ${later}`, {
      outcome: outcomeOf(attempt),
      cause: new TypeError('no JSON'),
    });
  }
  if (code === 'missing_scope') return missingScope(needed, attempt);
  const known = refusals.get(code);
  if (known === undefined) {
    const why = `Slack refused for a reason that Ackwatch does not know (${code})`;
    return new DeliveryError('unknown', `${why}. Look the code up at docs.slack.dev, and report it.`, {
      cause: thrown,
    });
  }
  const { kind, why, fix, maybeSent } = known;
  const details = { outcome: maybeSent ? outcomeOf(attempt) : 'not-sent', cause: thrown } as const;
  return kind === 'token'
    ? tokenError(`${why} (${code})`, fix, attempt, thrown)
    : new DeliveryError(kind, `${why} (${code}). ${fix}`, { ...details, retryAfterMs: retryAfter(thrown) });
}

function retryAfter(thrown: WebAPIPlatformError): number | null {
  const seconds = thrown.data.response_metadata?.retryAfter;
  return typeof seconds === 'number' ? seconds * 1000 : null;
}

function tokenError(why: string, fix: string, { many }: Attempt, cause: unknown): DeliveryError {
  return many
    ? new DeliveryError('forbidden', `${why}. ${fix || tokenFix.many}`, { cause })
    : new DeliveryError('unauthorized', `${why}. ${fix || tokenFix.one}`, { cause });
}

/** The scopes that every function needs. All others are optional. */
export const neededScopes: readonly string[] = ['commands', 'chat:write'];

function missingScope(needed: unknown, attempt: Attempt): DeliveryError {
  const scope = typeof needed === 'string' && /^[a-z:.,]{1,200}$/.test(needed) ? needed : 'that Slack does not name';
  if (attempt.task === 'look-up' || attempt.task === 'reach') {
    return new DeliveryError(
      'invalid',
      `Ackwatch has no scope to look into this channel (${scope}). Look there in Slack, or add the scope and reinstall the app.`,
    );
  }
  return scopeError([scope], attempt);
}

export function scopeError(missing: readonly string[], attempt: Pick<Attempt, 'many'>): DeliveryError {
  const why = `The app lacks the scope ${missing.join(' and ')}`;
  const fix =
    'Add it under OAuth & Permissions of the app at api.slack.com/apps (or paste config/slack-manifest.yaml) and reinstall the app.';
  return new DeliveryError(attempt.many ? 'forbidden' : 'unauthorized', `${why}. ${fix}`);
}

function httpError({ statusCode }: WebAPIHTTPError, attempt: Attempt): DeliveryError {
  const cause = new Error(`HTTP ${statusCode}`);
  if (statusCode >= 500) {
    const message = `Slack, or a proxy in front of it, answered with HTTP ${statusCode}. ${later}`;
    return new DeliveryError('unavailable', message, { outcome: outcomeOf(attempt), cause });
  }
  const message = `Something between here and Slack answered with HTTP ${statusCode}. Check the proxy and SLACK_API_URL.`;
  return new DeliveryError('unavailable', message, { cause });
}

function networkError(thrown: unknown, attempt: Attempt): DeliveryError {
  const { type, code, isUnsent } = networkFailureOf(thrown);
  if (type === 'timeout') {
    return new DeliveryError('timeout', `Slack did not answer in time. ${later}`, {
      outcome: outcomeOf(attempt),
      cause: thrown,
    });
  }
  if (type === 'proxy') {
    const message = 'The proxy does not let Ackwatch through to Slack. Check HTTPS_PROXY and its password.';
    return new DeliveryError('unavailable', message, { cause: thrown });
  }
  const why = code === undefined ? 'The connection to Slack failed' : `The connection to Slack failed (${code})`;
  return new DeliveryError('unavailable', `${why}. ${later}`, {
    outcome: attempt.begun && !isUnsent ? outcomeOf(attempt) : 'not-sent',
    cause: thrown,
  });
}
