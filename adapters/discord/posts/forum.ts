import { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { madeAt } from '../api/channels.ts';
import type { DiscordClient } from '../api/client.ts';
import { shaped } from '../api/errors.ts';
import { snowflake } from '../settings.ts';
import { findDelivery, marked } from './find.ts';
import type { DiscordPost } from './payload.ts';

/** Posts of a forum: each is a thread with a title, and its first message has the id of the thread. */

const id = z.string().regex(snowflake);
const listed = z.object({
  threads: z.array(z.object({ id, parent_id: id.nullish(), owner_id: id.nullish() })),
});
const started = z.object({
  id,
  message: z.object({ id, embeds: z.array(z.unknown()).nullish() }).nullish(),
});

export interface ForumPost {
  readonly thread: string;
  readonly message: string;
  readonly embeds: number;
}

/** A forum refuses no second copy, so one is looked for among the threads of so long. An earlier one is found by `find`. */
const recentMs = 15 * 60_000;
/** So many of the newest threads are looked into. */
const mostThreads = 20;

interface Sought {
  readonly key: string;
  readonly forum: string;
  readonly guild: string;
  readonly notBefore: Date;
}

/** Posts unless the post of this key is there. Throws `DeliveryError`. */
export async function postInForum(
  client: DiscordClient,
  { title, ...payload }: DiscordPost,
  {
    now,
    acquireToken,
    ...sought
  }: Omit<Sought, 'notBefore'> & { readonly now: Date; readonly acquireToken: (() => Promise<void>) | undefined },
  signal: AbortSignal,
): Promise<ForumPost> {
  const { key, forum } = sought;
  await acquireToken?.();
  const notBefore = new Date(now.getTime() - recentMs);
  const earlier = await findAmong(
    client,
    await activeThreads(client, sought, signal),
    { ...sought, notBefore },
    signal,
  );
  if (earlier !== undefined) return { ...earlier, embeds: 1 };
  await acquireToken?.();
  const answer = await client.call('post', signal, {
    method: 'POST',
    path: `/channels/${forum}/threads`,
    body: { name: title, message: marked(payload, key) },
  });
  const checked = started.safeParse(answer);
  if (checked.success) {
    const { id: thread, message } = checked.data;
    return { thread, message: message?.id ?? thread, embeds: message?.embeds?.length ?? 1 };
  }
  const why = 'Discord took the post and named no id for it. Look for it in the forum.';
  throw new DeliveryError('unknown', why, { outcome: 'maybe-sent' });
}

/** Looks for the post of a key in a forum, also among archived threads. Throws `DeliveryError`. */
export async function findInForum(
  client: DiscordClient,
  sought: Sought,
  signal: AbortSignal,
): Promise<Omit<ForumPost, 'embeds'> | undefined> {
  const path = `/channels/${sought.forum}/threads/archived/public` as const;
  const query = new URLSearchParams({ limit: '100' });
  const archived = shaped(listed, await client.call('look-up', signal, { method: 'GET', path, query }), lack);
  const threads = [...(await activeThreads(client, sought, signal)), ...archived.threads];
  return findAmong(client, threads, sought, signal);
}

const lack = 'lists no threads';
type Listed = z.infer<typeof listed>['threads'];

async function activeThreads(
  client: DiscordClient,
  { forum, guild }: Pick<Sought, 'forum' | 'guild'>,
  signal: AbortSignal,
): Promise<Listed> {
  const path = `/guilds/${guild}/threads/active` as const;
  const { threads } = shaped(listed, await client.call('look-up', signal, { method: 'GET', path }), lack);
  return threads.filter(({ parent_id: parent }) => parent === forum);
}

async function findAmong(
  client: DiscordClient,
  threads: Listed,
  { key, notBefore }: Sought,
  signal: AbortSignal,
): Promise<Omit<ForumPost, 'embeds'> | undefined> {
  const { bot } = await client.application(signal);
  const ours = threads.filter((thread) => thread.owner_id === bot.id && madeAt(thread.id) >= notBefore.getTime());
  const newest = ours.toSorted((one, other) => madeAt(other.id) - madeAt(one.id));
  for (const { id: thread } of newest.slice(0, mostThreads)) {
    const message = await findDelivery(client, { key, channel: thread, notBefore }, signal);
    if (typeof message === 'string') return { thread, message };
  }
  if (newest.length <= mostThreads) return undefined;
  throw new DeliveryError('invalid', 'The forum holds more posts than can be looked through. Look for the post there.');
}
