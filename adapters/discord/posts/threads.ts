import { DeliveryError, type Log, type Receipt } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import { discordCodeOf } from '../api/errors.ts';

/** The thread that a first post starts, for what follows it. The post itself never fails by it. */

/** A thread of this message is there already, from an earlier attempt. Its id is that of the message. */
const threadExists = 160004;

interface Started {
  readonly channel: string;
  readonly message: string;
  readonly title: string;
  readonly delivery: string;
  readonly acquireToken: (() => Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

/** Resolves with the id of the thread; undefined where none could be started, which is logged. Never rejects. */
export async function startThread(
  client: Pick<DiscordClient, 'call'>,
  { channel, message, title, delivery, acquireToken, signal }: Started,
  log: Log,
): Promise<string | undefined> {
  try {
    await acquireToken?.();
    const path = `/channels/${channel}/messages/${message}/threads` as const;
    await client.call('thread', signal, { method: 'POST', path, body: { name: title } });
    return message;
  } catch (thrown) {
    const error = thrown instanceof DeliveryError ? thrown : undefined;
    if (error !== undefined && discordCodeOf(error) === threadExists) return message;
    const fields = { channel, message, delivery, error: error?.message ?? 'unknown' };
    log.warn(fields, 'A post starts no thread; what follows it is posted in the channel');
    return undefined;
  }
}

/** Returns the thread of which this is the first post; undefined where it is in none. The first post of a forum has the id of its thread. */
export function threadBegunBy({ channel, id, thread }: Receipt): string | undefined {
  return thread ?? (channel === id ? id : undefined);
}

/** Names a thread as its first post reads now, so that no title gives an outdated figure. Never rejects: a failure is logged. */
export async function renameThread(
  client: Pick<DiscordClient, 'call'>,
  { thread, title }: { readonly thread: string; readonly title: string },
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  try {
    await client.call('thread', signal, { method: 'PATCH', path: `/channels/${thread}`, body: { name: title } });
  } catch (thrown) {
    const error = thrown instanceof DeliveryError ? thrown.message : 'unknown';
    log.warn({ thread, error }, 'The title of a thread could not be changed; its first post is edited');
  }
}
