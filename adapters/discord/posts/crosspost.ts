import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import { later } from '../api/codes.ts';
import { discordCodeOf } from '../api/errors.ts';

/** Publishes the posts of chosen announcement channels to whoever follows them, each once, as it is posted. */
export interface Crossposts {
  /** Begins to publish a post, where its channel was chosen. What fails is logged: the post stands. */
  publish(channel: string, message: string): void;
  /** Resolves when all that was begun has ended. */
  settled(): Promise<void>;
}

const publishedAlready = 40033;
/** A process that ends waits for it. */
const timeoutMs = 5000;

export function createCrossposts(
  client: Pick<DiscordClient, 'call'>,
  channels: readonly string[],
  log: Log,
): Crossposts {
  const chosen = new Set(channels);
  const under = new Set<Promise<void>>();

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
      const attempt = crosspost(channel, message).finally(() => under.delete(attempt));
      under.add(attempt);
    },
    async settled() {
      await Promise.all(under);
    },
  };
}

/** What fails is called again everywhere else, and its sentence says so. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof DeliveryError)) return 'unknown';
  return `${thrown.kind}: ${thrown.message.replace(later, '').trimEnd()}`;
}
