import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import { later } from '../api/codes.ts';
import { discordCodeOf } from '../api/errors.ts';

/** Publishes posts of the configured announcement channels to their followers, each once, as it is posted. */
interface Crossposts {
  /** Begins to publish a post of a configured channel. A failure is logged: the post itself is not affected. */
  publish(channel: string, message: string): void;
  /** Resolves when every attempt has ended. */
  settled(): Promise<void>;
}

const publishedAlready = 40033;
/** Short, because a process that ends waits for it. */
const timeoutMs = 5000;

export function createCrossposts(
  client: Pick<DiscordClient, 'call'>,
  channels: readonly string[],
  log: Log,
): Crossposts {
  const chosen = new Set(channels);
  const pending = new Set<Promise<void>>();

  async function crosspost(channel: string, message: string): Promise<void> {
    try {
      const path = `/channels/${channel}/messages/${message}/crosspost` as const;
      await client.call('publish', AbortSignal.timeout(timeoutMs), { method: 'POST', path });
    } catch (thrown) {
      if (thrown instanceof DeliveryError && discordCodeOf(thrown) === publishedAlready) return;
      log.warn(
        { channel, message, error: reasonOf(thrown) },
        'A post was not published to the followers of its channel, and that is not tried again: right-click it there and choose Publish',
      );
    }
  }

  return {
    publish(channel, message) {
      if (!chosen.has(channel)) return;
      const attempt = crosspost(channel, message).finally(() => pending.delete(attempt));
      pending.add(attempt);
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}

/** Returns the reason without its promise of a retry: publishing is not tried again. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof DeliveryError)) return 'unknown';
  return `${thrown.kind}: ${thrown.message.replace(later, '').trimEnd()}`;
}
