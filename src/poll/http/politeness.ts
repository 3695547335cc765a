import type { Backoff } from '../../domain/backoff.ts';

/** The arithmetic of waiting. Pure: the clock and the dice are passed in. */

const hour = 3_600_000;
/** Longer pauses than this are not granted to anyone: a source that asks for a year would be silence. */
export const longestRetryAfterMs = 24 * hour;
/** Cache lifetimes say how long a copy is good, not how often one may ask; feeds that claim a year still change. */
export const longestFreshnessMs = hour;

/** Between the polls of a source that fails. A Retry-After from its server goes before this. */
export const pollBackoff: Backoff = { baseMs: 120_000, capMs: 6 * hour, jitter: 'full' };

/** The one date form that senders must use (RFC 9110, 5.6.7). Others (`0`, `-1`, local times) are no date: null. */
function httpDate(value: string | undefined): number | null {
  if (!value || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** A server's date as this machine's clock would have it: the two clocks may differ by hours. */
function fromNow(date: string | undefined, serverDate: string | undefined, now: Date): number | null {
  const at = httpDate(date);
  return at === null ? null : at - (httpDate(serverDate) ?? now.getTime());
}

type Headers = Readonly<Record<string, string | undefined>>;

/** Milliseconds from `Retry-After` (seconds or a date), between 0 and a day; null where there is none. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  const wait = value && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : fromNow(value, headers['date'], now);
  return wait === null ? null : Math.min(Math.max(wait, 0), longestRetryAfterMs);
}

/** Until when the answer counts as fresh (`Cache-Control` before `Expires`), at most an hour; null where not at all. */
export function notBefore(headers: Headers, now: Date): Date | null {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/\bno-(cache|store)\b/.test(control)) return null;
  const maxAge = /\bmax-age="?(\d{1,9})/.exec(control);
  const age = /^\d{1,9}$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0;
  const fresh = maxAge ? (Number(maxAge[1]) - age) * 1000 : fromNow(headers['expires'], headers['date'], now);
  if (fresh === null || fresh <= 0) return null;
  return new Date(now.getTime() + Math.min(fresh, longestFreshnessMs));
}

/** The later of two instants; null counts as no demand. */
export function later(one: Date | null | undefined, other: Date | null | undefined): Date | null {
  if (!one) return other ?? null;
  if (!other) return one;
  return one > other ? one : other;
}
