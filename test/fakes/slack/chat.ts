import type { Answer, Refused, Request } from './methods.ts';
import { type Channel, findChannel, type Json, messageJson, nextTs, type Post } from './state.ts';

function refused(error: string, more: Json = {}): Refused {
  return { ok: false, error, ...more };
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
function flag(value: unknown): boolean | null {
  if (value === undefined || value === null || value === '') return null;
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** The channel, if the app may write there, or why not. */
function writable({ workspace, arguments: given }: Request): Channel | Refused {
  const channel = findChannel(workspace, text(given['channel']));
  if (channel === undefined) return refused('channel_not_found');
  if (channel.kind === 'private' && !channel.member) return refused('channel_not_found');
  if (channel.archived) return refused('is_archived');
  if (!channel.member && !workspace.scopes.has('chat:write.public')) return refused('not_in_channel');
  return channel;
}

/** What every message must hold, as text and blocks, or why it is refused. */
function content({
  world,
  arguments: given,
}: Request): { readonly text: string; readonly blocks: readonly Json[] } | Refused {
  const { blocks } = given;
  const written = text(given['text']);
  if (blocks !== undefined && blocks !== null) {
    const wrong = world.checkBlocks(blocks, 'message');
    if (wrong !== null)
      return refused(wrong.error, { errors: [wrong.message], response_metadata: { messages: [wrong.message] } });
  }
  const list = Array.isArray(blocks) ? world.withIds(blocks) : [];
  if (written === '' && list.length === 0) return refused('no_text');
  // What is longer is cut without a word.
  return { text: written.slice(0, 40_000), blocks: list };
}

function metadata(given: Json): Post['metadata'] | Refused {
  const value = given['metadata'];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object') return refused('invalid_metadata_format');
  const { event_type, event_payload } = value as Json;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || event_payload === null) {
    return refused('invalid_metadata_schema');
  }
  if (JSON.stringify(value).length > 8000) return refused('metadata_too_large');
  return { event_type, event_payload: event_payload as Json };
}

function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

export function postMessage(request: Request): Answer {
  const { world, workspace, arguments: given } = request;
  const channel = writable(request);
  if (isRefused(channel)) return channel;
  const held = content(request);
  if (isRefused(held)) return held;
  const about = metadata(given);
  if (isRefused(about)) return about;
  // Where the first post of a thread is gone, Slack puts the reply into the channel without a word (slack-go#1571); the
  // time of a reply begins no thread either: what Slack makes of it is not documented, and this is the worst of it.
  const under = text(given['thread_ts']);
  const parent = channel.posts.find(({ ts, threadTs }) => ts === under && threadTs === null);
  const post: Post = {
    workspace: workspace.id,
    channel: channel.id,
    ts: nextTs(channel, world.now()),
    threadTs: parent?.ts ?? null,
    isBroadcast: parent !== undefined && flag(given['reply_broadcast']) === true,
    user: workspace.bot.user,
    ...held,
    metadata: about,
    unfurlLinks: flag(given['unfurl_links']),
    unfurlMedia: flag(given['unfurl_media']),
    parse: text(given['parse']) || null,
    linkNames: flag(given['link_names']),
    by: 'chat.postMessage',
    earlier: [],
    at: world.now(),
    markedAsEdited: false,
  };
  channel.posts.push(post);
  return { ok: true, channel: channel.id, ts: post.ts, message: messageJson(workspace, channel, post, true) };
}

export function updateMessage(request: Request): Answer {
  const { world, workspace, arguments: given } = request;
  const channel = workspace.channels.get(text(given['channel']));
  if (channel === undefined || (channel.kind === 'private' && !channel.member)) return refused('channel_not_found');
  if (channel.archived) return refused('is_inactive');
  const post = channel.posts.find(({ ts }) => ts === given['ts']);
  if (post === undefined) return refused('message_not_found');
  if (post.user !== workspace.bot.user) return refused('cant_update_message');
  const held = content(request);
  if (isRefused(held)) return held;
  const about = metadata(given);
  if (isRefused(about)) return about;
  post.earlier.push({ text: post.text, blocks: post.blocks, at: world.now() });
  post.text = held.text;
  // An update without blocks takes them away.
  post.blocks = held.blocks;
  if (about !== null) post.metadata = about;
  post.markedAsEdited ||= held.blocks.length === 0;
  return {
    ok: true,
    channel: channel.id,
    ts: post.ts,
    text: post.text,
    message: messageJson(workspace, channel, post, true),
  };
}

export function deleteMessage({ workspace, arguments: given }: Request): Answer {
  const channel = workspace.channels.get(text(given['channel']));
  if (channel === undefined) return refused('channel_not_found');
  const index = channel.posts.findIndex(({ ts }) => ts === given['ts']);
  const post = channel.posts[index];
  if (post === undefined) return refused('message_not_found');
  if (post.user !== workspace.bot.user) return refused('cant_delete_message');
  channel.posts.splice(index, 1);
  return { ok: true, channel: channel.id, ts: post.ts };
}

export function postEphemeral(request: Request): Answer {
  const { world, workspace, arguments: given } = request;
  const channel = writable(request);
  if (isRefused(channel)) return channel;
  const person = workspace.people.get(text(given['user']));
  if (person === undefined) return refused('user_not_in_channel');
  const held = content(request);
  if (isRefused(held)) return held;
  const ts = nextTs(channel, world.now());
  workspace.ephemerals.push({
    workspace: workspace.id,
    channel: channel.id,
    user: person.id,
    ts,
    threadTs: text(given['thread_ts']) || null,
    ...held,
    by: 'chat.postEphemeral',
    earlier: [],
    at: world.now(),
  });
  return { ok: true, message_ts: ts };
}

export function getPermalink({ workspace, arguments: given }: Request): Answer {
  const channel = workspace.channels.get(text(given['channel']));
  if (channel === undefined) return refused('channel_not_found');
  const post = channel.posts.find(({ ts }) => ts === given['message_ts']);
  if (post === undefined) return refused('message_not_found');
  const query = post.threadTs === null ? '' : `?thread_ts=${post.threadTs}&cid=${channel.id}`;
  const permalink = `${workspace.address}archives/${channel.id}/p${post.ts.replace('.', '')}${query}`;
  return { ok: true, channel: channel.id, permalink };
}
