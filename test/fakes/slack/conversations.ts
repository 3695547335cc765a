import type { Answer, Refused, Request } from './methods.ts';
import { type Channel, directChannel, messageJson, type Post } from './state.ts';

function refused(error: string): Refused {
  return { ok: false, error };
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

export function info({ workspace, arguments: given }: Request): Answer {
  const channel = workspace.channels.get(text(given['channel']));
  if (channel === undefined || (channel.kind === 'private' && !channel.member)) return refused('channel_not_found');
  const shared = { id: channel.id, created: 1_700_000_000, context_team_id: workspace.id, updated: 1_700_000_000_000 };
  if (channel.kind === 'direct')
    return { ok: true, channel: { ...shared, is_im: true, user: channel.with, is_archived: false } };
  const kind = channel.kind === 'private';
  return {
    ok: true,
    channel: {
      ...shared,
      name: channel.name,
      name_normalized: channel.name,
      is_channel: !kind,
      is_group: kind,
      is_private: kind,
      is_im: false,
      is_mpim: false,
      is_archived: channel.archived,
      is_member: channel.member,
      is_general: false,
    },
  };
}

export function open({ workspace, arguments: given }: Request): Answer {
  const people = text(given['users'])
    .split(',')
    .filter((id) => id !== '');
  const person = people[0];
  if (person === undefined) return refused('users_list_not_supplied');
  if (people.length > 1) return refused('method_not_supported_for_channel_type');
  if (!workspace.people.has(person)) return refused('user_not_found');
  const known = [...workspace.channels.values()].some((channel) => channel.with === person);
  const channel = directChannel(workspace, person);
  return { ok: true, channel: { id: channel.id }, ...(known ? { no_op: true, already_open: true } : {}) };
}

/** Newest first, as Slack gives it; of the replies only those that are shown in the channel too are in it. */
export function history(request: Request): Answer {
  const channel = readable(request);
  if ('ok' in channel) return channel;
  return page(
    request,
    channel,
    channel.posts.filter((post) => post.threadTs === null || post.isBroadcast).toReversed(),
    100,
  );
}

/** The first post and its replies, oldest first. */
export function replies(request: Request): Answer {
  const channel = readable(request);
  if ('ok' in channel) return channel;
  const first = channel.posts.find(({ ts }) => ts === request.arguments['ts']);
  if (first === undefined) return refused('thread_not_found');
  const head = first.threadTs ?? first.ts;
  return page(
    request,
    channel,
    channel.posts.filter((post) => post.ts === head || post.threadTs === head),
    1000,
    head,
  );
}

function readable({ workspace, arguments: given }: Request): Channel | Refused {
  const channel = workspace.channels.get(text(given['channel']));
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.member) return refused(channel.kind === 'private' ? 'channel_not_found' : 'not_in_channel');
  return channel;
}

/** The head of a thread is in every answer, whatever window of time was asked for. */
function page(request: Request, channel: Channel, all: readonly Post[], usual: number, head?: string): Answer {
  const { workspace, arguments: given, world } = request;
  const oldest = text(given['oldest']) || '0';
  const latest = text(given['latest']) || 'now';
  if (!/^\d+(\.\d+)?$/.test(oldest)) return refused('invalid_ts_oldest');
  if (latest !== 'now' && !/^\d+(\.\d+)?$/.test(latest)) return refused('invalid_ts_latest');
  const inclusive = isTrue(given['inclusive']);
  const within = (post: Post) => {
    const at = BigInt(post.ts.replace('.', ''));
    const after = at > micro(oldest) || (inclusive && at === micro(oldest));
    const before = latest === 'now' || at < micro(latest) || (inclusive && at === micro(latest));
    return post.ts === head || (after && before);
  };
  const found = all.filter(within);
  const limit = Math.min(Number(given['limit'] ?? usual) || usual, 999, world.pageSize);
  const cursor = text(given['cursor']);
  const from =
    cursor === '' ? 0 : Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) return refused('invalid_cursor');
  const more = from + limit < found.length;
  return {
    ok: true,
    messages: found
      .slice(from, from + limit)
      .map((post) => messageJson(workspace, channel, post, isTrue(given['include_all_metadata']))),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: Buffer.from(`next:${from + limit}`).toString('base64') } } : {}),
  };
}

function micro(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}
