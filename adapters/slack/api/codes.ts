import type { DeliveryErrorKind } from '../../../src/chat/destination.ts';

/** What one of Slack's error codes means for a delivery. */
export interface Refusal {
  /** `token`: the token is refused. `unauthorized` for the only token, `forbidden` for one of many. */
  readonly kind: DeliveryErrorKind | 'token';
  /** A sentence without its full stop; the code is added in brackets. */
  readonly why: string;
  /** What the operator has to do. Empty for a token: obtain a new one in the same way. */
  readonly fix: string;
  /** True where Slack says that part of the call may have succeeded. */
  readonly maybeSent?: boolean;
}

const invite = 'Invite the app: /invite @Ackwatch in the channel, then /ackwatch subscribe.';
const elsewhere = 'Subscribe another channel: /ackwatch subscribe there.';
const askAdministrator = 'Ask an administrator of the workspace to let the app post there, then /ackwatch subscribe.';
const ours = 'This is a fault of Ackwatch: report it with this message.';
export const later = 'It is tried again.';

function all(codes: readonly string[], refusal: Refusal): readonly (readonly [string, Refusal])[] {
  return codes.map((code) => [code, refusal] as const);
}

/** Slack's error codes (docs.slack.dev, reference/methods: chat.postMessage, chat.update, conversations.*, auth.test). */
export const refusals: ReadonlyMap<string, Refusal> = new Map([
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
    fix: 'Nothing needs to be done: the revision is a separate post.',
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
