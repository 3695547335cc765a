/** So many calls within so long, counted from the first. */
export interface ChannelLimit {
  readonly calls: number;
  readonly withinMs: number;
}
export interface Limited {
  readonly retryAfterMs: number;
  readonly scope: 'user' | 'global';
}
export interface Counted {
  readonly limited: Limited | null;
  /** Empty where no limit holds for the route. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A client that keeps the limit to the millisecond is not refused for the jitter of a machine under load. */
const leniencyMs = 30;
const crossposts: ChannelLimit = { calls: 10, withinMs: 3_600_000 };

/** Discord's buckets: one for each route of each channel, webhook or server, and one for all calls together. */
export class Limits {
  channel: ChannelLimit | null;
  perSecond: number | null;
  readonly #now: () => number;
  readonly #windows = new Map<string, { from: number; used: number }>();

  constructor(channel: ChannelLimit | null, perSecond: number | null, now: () => number) {
    this.channel = channel;
    this.perSecond = perSecond;
    this.#now = now;
  }

  /** `major` is the channel, server or webhook; null where the route has no limit of its own. */
  count(route: string, major: string | null, isExempt: boolean): Counted {
    if (!isExempt && this.perSecond !== null) {
      const wait = this.#take('all', { calls: this.perSecond, withinMs: 1000 }).waitMs;
      if (wait > 0) {
        return {
          limited: { retryAfterMs: wait, scope: 'global' },
          headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global', 'retry-after': wholeSeconds(wait) },
        };
      }
    }
    const limit = route.endsWith('/crosspost') ? crossposts : this.channel;
    if (major === null || limit === null) return { limited: null, headers: {} };
    const taken = this.#take(`${route} ${major}`, limit);
    const headers = {
      'x-ratelimit-bucket': bucketOf(route),
      'x-ratelimit-limit': String(limit.calls),
      'x-ratelimit-remaining': String(taken.left),
      'x-ratelimit-reset': ((this.#now() + taken.resetMs) / 1000).toFixed(3),
      'x-ratelimit-reset-after': (taken.resetMs / 1000).toFixed(3),
    };
    if (taken.waitMs === 0) return { limited: null, headers };
    return {
      limited: { retryAfterMs: taken.waitMs, scope: 'user' },
      headers: { ...headers, 'x-ratelimit-scope': 'user', 'retry-after': wholeSeconds(taken.waitMs) },
    };
  }

  #take(
    key: string,
    limit: ChannelLimit,
  ): { readonly waitMs: number; readonly left: number; readonly resetMs: number } {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (window === undefined || now - window.from >= limit.withinMs - leniencyMs) {
      window = { from: now, used: 0 };
      this.#windows.set(key, window);
    }
    const resetMs = Math.max(1, window.from + limit.withinMs - now);
    if (window.used >= limit.calls) return { waitMs: resetMs, left: 0, resetMs };
    window.used += 1;
    return { waitMs: 0, left: limit.calls - window.used, resetMs };
  }
}

/** As the header has them; the body and the other headers have fractions too. */
export function wholeSeconds(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 1000));
}

/** Discord names buckets by a hash of the route. */
function bucketOf(route: string): string {
  return Buffer.from(route).toString('hex').slice(-32).padStart(32, '0');
}
