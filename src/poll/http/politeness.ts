import type { Backoff } from '../../domain/backoff.ts';
import { msUntilDate, type ResponseHeaders } from '../../network/retry-after.ts';

const hour = 3_600_000;
/** Upper bound of cache lifetimes, because feeds that claim a year change sooner. */
export const maxFreshnessMs = hour;

/** Between polls of a failing source. A Retry-After of its server takes precedence. */
export const pollBackoff: Backoff = { baseMs: 120_000, capMs: 6 * hour, jitter: 'full' };

/** Returns until when an answer is fresh by `Cache-Control` or else `Expires`, at most an hour; null if it is not. */
export function notBefore(headers: ResponseHeaders, now: Date): Date | null {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/\bno-(cache|store)\b/.test(control)) return null;
  const maxAge = /\bmax-age="?(\d{1,9})/.exec(control);
  const age = /^\d{1,9}$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0;
  const fresh = maxAge ? (Number(maxAge[1]) - age) * 1000 : msUntilDate(headers['expires'], headers['date'], now);
  if (fresh === null || fresh <= 0) return null;
  return new Date(now.getTime() + Math.min(fresh, maxFreshnessMs));
}

/** Returns the later of two dates, or null if neither is given. */
export function latestDate(one: Date | null | undefined, other: Date | null | undefined): Date | null {
  if (!one) return other ?? null;
  if (!other) return one;
  return one > other ? one : other;
}
