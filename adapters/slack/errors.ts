import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { DeliveryError, type DeliveryErrorKind } from '../../src/notify/destination.ts';

/** What was asked of Slack; the same code means other things for a post than for a look. */
export type Task = 'verify' | 'post' | 'edit' | 'look' | 'reach';

/** What is known of one call beside its error. */
export interface Attempt {
  readonly task: Task;
  /** Whether one token of many was used: then its refusal concerns one workspace and not the destination. */
  readonly many: boolean;
  readonly signal: AbortSignal;
  /** Whether anything was handed to the network. */
  begun: boolean;
  /** Of the HTTP answer; null where none came. */
  status: number | null;
}

interface Refusal {
  /** `token`: `unauthorized` for the one token, `forbidden` for one of many. */
  readonly kind: DeliveryErrorKind | 'token';
  /** A sentence without its full stop; the code follows it in brackets. */
  readonly why: string;
  /** Empty for a token: a new one, the way it was come by. */
  readonly fix: string;
  /** True where Slack says that a part of it may have been done. */
  readonly maybeSent?: boolean;
}

const invite = 'Invite the app: /invite @Ackwatch in the channel, then /ackwatch subscribe.';
const elsewhere = 'Subscribe another channel: /ackwatch subscribe there.';
const askAdministrator = 'Ask an administrator of the workspace to let the app post there, then /ackwatch subscribe.';
const ours = 'This is a fault of Ackwatch: report it with this message.';
const later = 'It is tried again.';

function all(codes: readonly string[], refusal: Refusal): readonly (readonly [string, Refusal])[] {
  return codes.map((code) => [code, refusal] as const);
}

/** Slack's error codes (docs.slack.dev, reference/methods: chat.postMessage, chat.update, conversations.*, auth.test). */
const refusals: ReadonlyMap<string, Refusal> = new Map([
  ...all(
    ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'not_allowed_token_type'],
    { kind: 'token', why: 'Slack refuses the token', fix: '' },
  ),
  ...all(['team_access_not_granted', 'enterprise_is_restricted', 'two_factor_setup_required'], {
    kind: 'token',
    why: 'The token does not admit Ackwatch to this workspace',
    fix: '',
  }),
  ...all(['accesslimited'], {
    kind: 'token',
    why: 'The workspace does not admit calls from this network',
    fix: 'Ask an administrator of the workspace to admit the address of this server.',
  }),
  ...all(['channel_not_found', 'team_not_found'], {
    kind: 'not-found',
    why: 'Slack shows Ackwatch no such channel: it is gone, or it is private and the app was not invited',
    fix: invite,
  }),
  ...all(['not_in_channel', 'no_permission', 'channel_is_limited_access'], {
    kind: 'forbidden',
    why: 'The app is not in the channel',
    fix: invite,
  }),
  ...all(['is_archived', 'is_inactive'], {
    kind: 'forbidden',
    why: 'The channel is archived',
    fix: 'Unarchive it and /ackwatch subscribe, or subscribe another channel.',
  }),
  ...all(
    [
      'restricted_action',
      'cant_post_message',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
      'ekm_access_denied',
      'access_denied',
      'user_is_restricted',
    ],
    { kind: 'forbidden', why: 'A rule of the workspace keeps the app from posting there', fix: askAdministrator },
  ),
  ...all(['messages_tab_disabled'], {
    kind: 'forbidden',
    why: 'The app may not write to people',
    fix: 'Switch on the Messages Tab under App Home of the app, then /ackwatch subscribe.',
  }),
  ...all(['user_not_found', 'user_disabled', 'cannot_dm_bot', 'user_not_in_channel', 'users_not_found'], {
    kind: 'not-found',
    why: 'Slack shows Ackwatch no such person',
    fix: elsewhere,
  }),
  ...all(['thread_not_found', 'invalid_thread_ts', 'message_not_found'], {
    kind: 'not-found',
    why: 'The earlier post is gone',
    fix: 'Nothing needs to be done: what follows is posted on its own.',
  }),
  ...all(['cannot_reply_to_message', 'restricted_action_non_threadable_channel', 'restricted_action_thread_locked'], {
    kind: 'invalid',
    why: 'The earlier post takes no replies',
    fix: 'Nothing needs to be done: what follows is posted on its own.',
  }),
  ...all(['cant_update_message', 'edit_window_closed', 'block_mismatch', 'streaming_state_conflict'], {
    kind: 'forbidden',
    why: 'Slack does not let this post be edited any more',
    fix: 'Nothing needs to be done: the revision stands in a post of its own.',
  }),
  ...all(
    [
      'msg_too_long',
      'msg_blocks_too_long',
      'invalid_blocks',
      'invalid_blocks_format',
      'only_one_table_allowed',
      'invalid_attachments',
      'too_many_attachments',
      'markdown_text_conflict',
      'no_text',
      'metadata_too_large',
      'invalid_metadata_format',
      'invalid_metadata_schema',
      'metadata_must_be_sent_from_app',
    ],
    { kind: 'invalid', why: 'Slack does not take this post as it is laid out', fix: ours },
  ),
  ...all(
    [
      'invalid_arguments',
      'invalid_arg_name',
      'invalid_array_arg',
      'invalid_charset',
      'invalid_form_data',
      'invalid_post_type',
      'missing_post_type',
      'invalid_json',
      'json_not_object',
      'invalid_cursor',
      'invalid_ts_oldest',
      'invalid_ts_latest',
    ],
    { kind: 'invalid', why: 'Slack does not understand the call', fix: ours },
  ),
  ...all(['method_deprecated', 'deprecated_endpoint', 'unknown_method'], {
    kind: 'unknown',
    why: 'Slack no longer knows this call, or SLACK_API_URL names something else than Slack',
    fix: 'Unset SLACK_API_URL or update Ackwatch.',
  }),
  ...all(['fatal_error', 'internal_error', 'service_unavailable', 'update_failed'], {
    kind: 'unavailable',
    why: 'Slack failed',
    fix: later,
    maybeSent: true,
  }),
  ...all(['request_timeout', 'team_added_to_org', 'org_login_required', 'external_channel_migrating'], {
    kind: 'unavailable',
    why: 'Slack does not serve this workspace for the moment',
    fix: later,
  }),
  ...all(['ratelimited', 'rate_limited', 'message_limit_exceeded'], {
    kind: 'rate-limited',
    why: 'Slack limits how much is posted',
    fix: later,
  }),
]);

const tokenFix = {
  one: 'Copy the bot token anew from OAuth & Permissions of the app at api.slack.com/apps into SLACK_BOT_TOKEN.',
  many: 'Install Ackwatch in the workspace again, then /ackwatch subscribe.',
};

/** Whatever a call of Slack's client threw, as the error the contract asks for. */
export function deliveryErrorOf(thrown: unknown, attempt: Attempt): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  if (attempt.status === 429 || thrown instanceof WebAPIRateLimitedError) {
    const retryAfterMs = thrown instanceof WebAPIRateLimitedError ? thrown.retryAfter * 1000 : null;
    return new DeliveryError('rate-limited', `Slack limits this call. ${later}`, { retryAfterMs, cause: thrown });
  }
  if (thrown instanceof WebAPIPlatformError) return platformError(thrown, attempt);
  if (thrown instanceof WebAPIHTTPError) return httpError(thrown, attempt);
  // What was answered in time counts, also where it was called off just then.
  return attempt.signal.aborted ? calledOff(attempt, thrown) : networkError(thrown, attempt);
}

/** Slack's own code of an error that this module made; undefined where Slack gave none. */
export function slackCodeOf({ cause }: DeliveryError): string | undefined {
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined;
}

function calledOff(attempt: Attempt, cause: unknown): DeliveryError {
  return attempt.begun
    ? new DeliveryError('timeout', `The call was called off before Slack answered. ${later}`, {
        outcome: outcomeOf(attempt),
        cause,
      })
    : new DeliveryError('timeout', `The call was called off before it was made. ${later}`, { cause });
}

/** A look leaves nothing behind, whatever became of its answer. */
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

/** The scopes without which nothing works; every other is a reader's choice. */
export const neededScopes: readonly string[] = ['commands', 'chat:write'];

function missingScope(needed: unknown, attempt: Attempt): DeliveryError {
  const scope = typeof needed === 'string' && /^[a-z:.,]{1,200}$/.test(needed) ? needed : 'that Slack does not name';
  if (attempt.task === 'look' || attempt.task === 'reach') {
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
    const message = `Slack, or what stands before it, answered with HTTP ${statusCode}. ${later}`;
    return new DeliveryError('unavailable', message, { outcome: outcomeOf(attempt), cause });
  }
  const message = `Something between here and Slack answered with HTTP ${statusCode}. Check the proxy and SLACK_API_URL.`;
  return new DeliveryError('unavailable', message, { cause });
}

/** Failures of which it is certain that no request had left. */
const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function networkError(thrown: unknown, attempt: Attempt): DeliveryError {
  const chain = causesOf(thrown);
  if (chain.some(({ name }) => name === 'TimeoutError')) {
    return new DeliveryError('timeout', `Slack did not answer in time. ${later}`, {
      outcome: outcomeOf(attempt),
      cause: thrown,
    });
  }
  if (chain.some(({ message }) => message.startsWith('Proxy response ('))) {
    const message = 'The proxy does not let Ackwatch through to Slack. Check HTTPS_PROXY and its password.';
    return new DeliveryError('unavailable', message, { cause: thrown });
  }
  const code = chain.map(codeOf).find((found) => found !== undefined);
  const why = code === undefined ? 'The connection to Slack failed' : `The connection to Slack failed (${code})`;
  const left = attempt.begun && !(code !== undefined && neverLeft.has(code));
  return new DeliveryError('unavailable', `${why}. ${later}`, {
    outcome: left ? outcomeOf(attempt) : 'not-sent',
    cause: thrown,
  });
}

/** The error, what caused it, and the tries of several addresses, to a depth that no ring of causes passes. */
function causesOf(thrown: unknown, depth = 0): readonly Error[] {
  if (!(thrown instanceof Error) || depth > 5) return [];
  const several = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown, ...causesOf(thrown.cause, depth + 1), ...several.flatMap((one) => causesOf(one, depth + 1))];
}

function codeOf(error: Error): string | undefined {
  // The codes of Slack's client say no more than its classes.
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code) ? code : undefined;
}
