import type { DeliveryError, Destination } from '../chat/destination.ts';
import type { Subscription } from '../ledger/ledger.ts';

/** What keeps us from posting too fast: the pace that a platform states, and the limits that one channel met for all. */

type Place = Pick<Subscription, 'destination' | 'space' | 'channel'>;

export function channelKey({ destination, channel }: Place): string {
  return JSON.stringify([destination, channel]);
}

/** Of this process alone: what several processes post to one channel together, the platform's own limit spaces. */
export interface Pace {
  /** Resolves when the next post to the channel may be made, or the signal aborts. */
  turn(destination: Destination, channel: Place, signal: AbortSignal): Promise<void>;
  /** A post was made there, whatever became of it. */
  posted(destination: Destination, channel: Place): void;
}

/** The pace counts from the answer to a post: only by then has the platform certainly counted it. */
export function createPace(now: () => Date, sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>): Pace {
  const free = new Map<string, number>();
  return {
    async turn({ paceMs }, channel, signal) {
      const waitsMs = (free.get(channelKey(channel)) ?? 0) - now().getTime();
      // A clock that was set back must not stop a channel for longer than its pace.
      if (paceMs !== undefined && waitsMs > 0) await sleep(Math.min(waitsMs, paceMs), signal);
    },
    posted({ paceMs }, channel) {
      if (paceMs === undefined) return;
      const at = now().getTime();
      if (free.size >= remembered) for (const [key, until] of free) if (until <= at) free.delete(key);
      free.set(channelKey(channel), at + paceMs);
    },
  };
}

const remembered = 5000;

/** A limit that holds for a whole space or destination. */
export interface Limit {
  /** In milliseconds since 1970. */
  readonly until: number;
  readonly error: DeliveryError;
}
/** Of this process alone. One for each method of a platform: what limits edits does not limit posts. */
export interface Limits {
  /** Remembers a limit that reaches further than its channel. */
  met(channel: Place, error: DeliveryError, until: number): void;
  /** The limit that a channel is under; undefined where none is known. */
  over(channel: Place): Limit | undefined;
}

export function createLimits(now: () => Date): Limits {
  const known = new Map<string, Limit>();
  const keys = ({ destination, space }: Place) => ({
    destination: JSON.stringify([destination]),
    space: JSON.stringify([destination, space]),
  });
  return {
    met(channel, error, until) {
      if (error.scope !== 'channel') known.set(keys(channel)[error.scope], { until, error });
    },
    over(channel) {
      const { destination, space } = keys(channel);
      const limits = [destination, space].flatMap((key) => known.get(key) ?? []);
      const limit = limits.toSorted((one, other) => other.until - one.until)[0];
      return limit !== undefined && limit.until > now().getTime() ? limit : undefined;
    },
  };
}
