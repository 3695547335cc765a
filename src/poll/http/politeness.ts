import type { Backoff } from '../../domain/backoff.ts';
import { msUntilDate, type ResponseHeaders } from '../../network/retry-after.ts';

/** The arithmetic of waiting. Pure: the clock and the dice are passed in. */

const hour = 3_600_000;
/** Cache lifetimes say how long a copy is good, not how often one may ask; feeds that claim a year still change. */
export const longestFreshnessMs = hour;

/** Between the polls of a source that fails. A Retry-After from its server goes before this. */
export const pollBackoff: Backoff = { baseMs: 120_000, capMs: 6 * hour, jitter: 'full' };

/** Until when the answer counts as fresh (`Cache-Control` before `Expires`), at most an hour; null where not at all. */
export function notBefore(headers: ResponseHeaders, now: Date): Date | null {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/\bno-(cache|store)\b/.test(control)) return null;
  const maxAge = /\bmax-age="?(\d{1,9})/.exec(control);
  const age = /^\d{1,9}$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0;
  const fresh = maxAge ? (Number(maxAge[1]) - age) * 1000 : msUntilDate(headers['expires'], headers['date'], now);
  if (fresh === null || fresh <= 0) return null;
  return new Date(now.getTime() + Math.min(fresh, longestFreshnessMs));
}

/** The later of two instants; null counts as no demand. */
export function later(one: Date | null | undefined, other: Date | null | undefined): Date | null {
  if (!one) return other ?? null;
  if (!other) return one;
  return one > other ? one : other;
}
