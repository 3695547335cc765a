import type { DeliveryError, Destination } from '../chat/destination.ts';
import type { Subscription } from '../ledger/ledger.ts';
import { createTokenWindow, type Priority, type Sleep, type Token } from './token-window.ts';

/**
 * Keeps us from calling too fast: the spacing of posts in a channel and the calls a second that a platform documents, and
 * the limits of whole spaces and destinations that a call met. It knows the calls of this process alone; those of several
 * processes are limited by the platform.
 */
export interface RateLimiter {
  /**
   * Resolves with the right to begin one call. With `channel` it is a post there, and waits for the channel's spacing
   * too. Undefined when the signal aborts first.
   */
  acquire(
    call: { readonly destination: Limited | undefined; readonly priority: Priority; readonly channel?: Place },
    signal: AbortSignal,
  ): Promise<Token | undefined>;
  /** A post to the channel was answered, whatever the answer: only by then has the platform certainly counted it. */
  answered(destination: Limited, channel: Place): void;
  /** Remembers a limit that reaches further than its channel. What limits edits does not limit posts. */
  limit(method: Method, channel: Place, limit: Limit): void;
  /** Returns the limit that a channel is under; undefined where none is known. */
  limitOf(method: Method, channel: Place): Limit | undefined;
}

export type Method = 'post' | 'edit';
export type Place = Pick<Subscription, 'destination' | 'space' | 'channel'>;
interface Limit {
  readonly until: Date;
  readonly error: Pick<DeliveryError, 'kind' | 'message' | 'scope'>;
}
type Limited = Pick<Destination, 'name' | 'minSpacingMs' | 'perSecond'>;

export function channelKey({ destination, channel }: Place): string {
  return JSON.stringify([destination, channel]);
}

const free: Token = { use: () => undefined, release: () => undefined };
const rememberedChannels = 5000;

export function createRateLimiter(now: () => Date, sleep: Sleep): RateLimiter {
  const windows = new Map<string, ReturnType<typeof createTokenWindow>>();
  /** Until when each channel takes no post, in milliseconds since 1970. */
  const spaced = new Map<string, number>();
  const limits = new Map<string, Limit>();

  async function waitForSpacing({ minSpacingMs }: Limited, channel: Place, signal: AbortSignal): Promise<void> {
    const waitMs = (spaced.get(channelKey(channel)) ?? 0) - now().getTime();
    // A clock that was set back must not stop a channel for longer than its spacing.
    if (minSpacingMs !== undefined && waitMs > 0) await sleep(Math.min(waitMs, minSpacingMs), signal);
  }
  function windowOf({ name }: Limited, perSecond: number) {
    const window = windows.get(name) ?? createTokenWindow(perSecond, now, sleep);
    windows.set(name, window);
    return window;
  }
  const keysOf = (method: Method, { destination, space }: Place) => ({
    destination: JSON.stringify([method, destination]),
    space: JSON.stringify([method, destination, space]),
  });

  return {
    async acquire({ destination, priority, channel }, signal) {
      if (destination !== undefined && channel !== undefined) await waitForSpacing(destination, channel, signal);
      if (destination?.perSecond !== undefined) return windowOf(destination, destination.perSecond)(priority, signal);
      return signal.aborted ? undefined : free;
    },
    answered({ minSpacingMs }, channel) {
      if (minSpacingMs === undefined) return;
      const at = now().getTime();
      if (spaced.size >= rememberedChannels) for (const [key, until] of spaced) if (until <= at) spaced.delete(key);
      spaced.set(channelKey(channel), at + minSpacingMs);
    },
    limit(method, channel, { until, error }) {
      if (error.scope !== 'channel') limits.set(keysOf(method, channel)[error.scope], { until, error });
    },
    limitOf(method, channel) {
      const { destination, space } = keysOf(method, channel);
      const known = [destination, space].flatMap((key) => limits.get(key) ?? []);
      const [longest] = known.toSorted((one, other) => other.until.getTime() - one.until.getTime());
      return longest !== undefined && longest.until > now() ? longest : undefined;
    },
  };
}
